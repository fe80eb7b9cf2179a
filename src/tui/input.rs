//! The thread that reads the terminal. It sleeps until something comes, and can be made to leave the terminal alone,
//! so that another program has every key for itself.

use std::sync::mpsc::Sender;

use super::run::Wake;

#[cfg(unix)]
pub use unix::Reader;
#[cfg(not(unix))]
pub use windows::Reader;

/// Runs the reading until it ends; a mistake in it ends the program in good order.
fn guarded(wake: &Sender<Wake>, read: impl FnOnce(&Sender<Wake>)) {
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(wake)));
    if outcome.is_err() {
        let _ = wake.send(Wake::Broken("the part that reads keys stopped by mistake".to_owned()));
    }
}

#[cfg(unix)]
mod unix {
    use std::io::{self, Read, Write};
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::{Receiver, Sender, channel};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use crate::runtime::crash;
    use crate::tui::parse::Parser;
    use crate::tui::run::Wake;

    /// The thread, as those see it who start and stop it.
    pub struct Reader {
        bell: UnixStream,
        stopped: Receiver<()>,
        go_on: Sender<()>,
    }

    impl Reader {
        /// Starts reading.
        ///
        /// # Errors
        /// When the system gives no pair of sockets.
        pub fn start(wake: Sender<Wake>) -> io::Result<Self> {
            let (bell, ear) = UnixStream::pair()?;
            let (stop, stopped) = channel();
            let (go_on, going) = channel();
            std::thread::spawn(move || super::guarded(&wake, |wake| read(wake, ear, &stop, &going)));
            Ok(Self { bell, stopped, go_on })
        }

        /// Leaves the terminal alone. When this returns nothing is read any more.
        pub fn pause(&mut self) {
            if self.bell.write_all(&[1]).is_ok() {
                // A thread that is gone reads nothing either.
                let _ = self.stopped.recv();
            }
        }

        /// Reads again. What was unfinished before is forgotten.
        pub fn resume(&mut self) {
            let _ = self.go_on.send(());
        }
    }

    fn read(wake: &Sender<Wake>, mut ear: UnixStream, stop: &Sender<()>, going: &Receiver<()>) {
        let stdin = io::stdin();
        let mut parser = Parser::default();
        let mut chunk = vec![0; 65_536];
        loop {
            let wait = parser.waits().and_then(|w| Timespec::try_from(w).ok());
            let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&ear, PollFlags::IN)];
            let ready = match poll(&mut fds, wait.as_ref()) {
                Ok(ready) => ready,
                Err(Errno::INTR) => continue,
                Err(error) => return gone(wake, &error.to_string()),
            };
            let [terminal, bell] = fds.map(|fd| !fd.revents().is_empty());
            if bell {
                if ear.read(&mut [0; 1]).is_err() || stop.send(()).is_err() || going.recv().is_err() {
                    return;
                }
                parser.forget();
                continue;
            }
            let given = if ready == 0 {
                parser.give_up()
            } else if terminal {
                match rustix::io::read(stdin.as_fd(), &mut chunk) {
                    Ok(0) => return gone(wake, "nothing more comes from it"),
                    Ok(n) => parser.feed(chunk.get(..n).unwrap_or_default()),
                    Err(Errno::INTR | Errno::AGAIN) => continue,
                    Err(error) => return gone(wake, &error.to_string()),
                }
            } else {
                continue;
            };
            crash::provoke("input");
            if !given.is_empty() && wake.send(Wake::Given(given)).is_err() {
                return;
            }
        }
    }

    fn gone(wake: &Sender<Wake>, why: &str) {
        let _ = wake.send(Wake::Gone(format!("the terminal is gone: {why}")));
    }
}

#[cfg(not(unix))]
mod windows {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::Sender;
    use std::time::Duration;

    use crossterm::event::{Event, MouseButton, MouseEventKind};

    use crate::tui::events::key;
    use crate::tui::parse::Given;
    use crate::tui::run::Wake;

    /// How often the thread looks whether it is to leave the terminal alone.
    const LOOK: Duration = Duration::from_millis(100);

    /// The thread, as those see it who start and stop it.
    pub struct Reader {
        paused: Arc<AtomicBool>,
    }

    impl Reader {
        /// Starts reading.
        ///
        /// # Errors
        /// Never.
        #[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
        pub fn start(wake: Sender<Wake>) -> io::Result<Self> {
            let paused = Arc::new(AtomicBool::new(false));
            let seen = Arc::clone(&paused);
            std::thread::spawn(move || super::guarded(&wake, |wake| read(wake, &seen)));
            Ok(Self { paused })
        }

        /// Leaves the terminal alone, within a moment.
        pub fn pause(&mut self) {
            self.paused.store(true, Ordering::SeqCst);
            std::thread::sleep(2 * LOOK);
        }

        /// Reads again.
        pub fn resume(&mut self) {
            self.paused.store(false, Ordering::SeqCst);
        }
    }

    fn read(wake: &Sender<Wake>, paused: &AtomicBool) {
        loop {
            if paused.load(Ordering::SeqCst) {
                std::thread::sleep(LOOK);
                continue;
            }
            let event = match crossterm::event::poll(LOOK) {
                Ok(false) => continue,
                Ok(true) => crossterm::event::read(),
                Err(error) => Err(error),
            };
            let next = match event {
                Ok(Event::Key(event)) => key(event).map(|k| Wake::Given(vec![Given::Key(k)])),
                Ok(Event::Paste(text)) => Some(Wake::Given(vec![Given::Paste(text)])),
                Ok(Event::Resize(..)) => Some(Wake::Resized),
                Ok(Event::Mouse(mouse)) => match mouse.kind {
                    MouseEventKind::ScrollUp => Some(Given::WheelUp),
                    MouseEventKind::ScrollDown => Some(Given::WheelDown),
                    MouseEventKind::Down(MouseButton::Left) => {
                        Some(Given::Click { x: mouse.column, y: mouse.row })
                    }
                    _ => None,
                }
                .map(|g| Wake::Given(vec![g])),
                Ok(Event::FocusGained | Event::FocusLost) => None,
                Err(error) => Some(Wake::Gone(format!("the terminal is gone: {error}"))),
            };
            let gone = matches!(next, Some(Wake::Gone(_)));
            if next.is_some_and(|n| wake.send(n).is_err()) || gone {
                return;
            }
        }
    }
}
