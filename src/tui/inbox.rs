//! Where the loop waits for everything that can wake it: what the terminal sends, and what other threads have to say.
//! On Unix the loop reads the terminal itself: a thread in between would cost every key a change of threads, and
//! nothing has to be told to leave the terminal alone while another program has it.

use std::io;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::run::Wake;

#[cfg(unix)]
pub use unix::{Inbox, Waker};
#[cfg(not(unix))]
pub use windows::{Inbox, Waker};

#[cfg(unix)]
mod unix {
    use std::io::{Read, Stdin, Write, stdin};
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use super::{Duration, Sender, Wake, io};
    use crate::runtime::crash;
    use crate::tui::parse::{Given, Parser};

    /// The most that is read at once.
    const CHUNK: usize = 65_536;

    /// How other threads reach the loop.
    #[derive(Clone)]
    pub struct Waker {
        queue: Sender<Wake>,
        bell: Arc<UnixStream>,
    }

    impl Waker {
        /// Leaves word for the loop and wakes it. False when nobody listens any more.
        pub fn send(&self, wake: Wake) -> bool {
            let left = self.queue.send(wake).is_ok();
            // A bell that takes no more rings already.
            let _ = (&*self.bell).write(&[1]);
            left
        }
    }

    /// What the loop waits at.
    pub struct Inbox {
        queue: Receiver<Wake>,
        ear: UnixStream,
        terminal: Stdin,
        keys: Parser,
        /// When the terminal last sent something.
        heard: Instant,
        chunk: Vec<u8>,
    }

    impl Inbox {
        /// An inbox of the terminal on the standard input, and the way to reach it.
        ///
        /// # Errors
        /// When the system gives no pair of sockets.
        pub fn open() -> io::Result<(Waker, Self)> {
            let (bell, ear) = UnixStream::pair()?;
            bell.set_nonblocking(true)?;
            ear.set_nonblocking(true)?;
            let (sender, queue) = channel();
            let (keys, heard) = (Parser::default(), Instant::now());
            let inbox = Self { queue, ear, terminal: stdin(), keys, heard, chunk: Vec::new() };
            Ok((Waker { queue: sender, bell: Arc::new(bell) }, inbox))
        }

        /// Sleeps until something comes, for no longer than a time. None when the time is over.
        pub fn next(&mut self, within: Option<Duration>) -> Option<Wake> {
            let until = within.map(|w| Instant::now() + w);
            loop {
                if let Ok(wake) = self.queue.try_recv() {
                    return Some(wake);
                }
                let left = until.map(|u| u.saturating_duration_since(Instant::now()));
                if let Some(wake) = self.listen(left) {
                    return Some(wake);
                }
                if until.is_some_and(|u| u <= Instant::now()) {
                    return None;
                }
            }
        }

        /// Everything that is there already.
        pub fn more(&mut self) -> Vec<Wake> {
            let mut list: Vec<Wake> = self.queue.try_iter().collect();
            list.extend(self.listen(Some(Duration::ZERO)));
            list
        }

        /// Waits for what other threads say, and leaves the terminal alone. None when the time is over.
        pub fn word(&mut self, within: Option<Duration>) -> Option<Wake> {
            match within {
                None => self.queue.recv().ok(),
                Some(time) => self.queue.recv_timeout(time).ok(),
            }
        }

        /// Leaves the terminal alone until it is waited for again: nothing else reads it. What came half is forgotten.
        pub fn rest(&mut self) {
            self.keys.forget();
        }

        /// Waits once, for the terminal or the bell, and reads what the terminal sent.
        fn listen(&mut self, within: Option<Duration>) -> Option<Wake> {
            // What came half is waited for no longer because something else happens.
            let half = self.keys.waits().map(|time| self.heard + time);
            let half_left = half.map(|h| h.saturating_duration_since(Instant::now()));
            let wait = [within, half_left].into_iter().flatten().min();
            let wait = wait.and_then(|w| Timespec::try_from(w).ok());
            let mut fds = [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(&self.ear, PollFlags::IN)];
            match poll(&mut fds, wait.as_ref()) {
                Ok(_) => {}
                Err(Errno::INTR) => return None,
                Err(error) => return gone(&error.to_string()),
            }
            let [terminal, rung] = fds.map(|fd| !fd.revents().is_empty());
            if rung {
                let _ = self.ear.read(&mut [0; 64]);
            }
            if terminal {
                return self.read();
            }
            let over = half.is_some_and(|h| h <= Instant::now());
            if over { given(self.keys.give_up()) } else { None }
        }

        fn read(&mut self) -> Option<Wake> {
            self.chunk.resize(CHUNK, 0);
            self.heard = Instant::now();
            let list = match rustix::io::read(&self.terminal, &mut self.chunk) {
                Ok(0) => return gone("nothing more comes from it"),
                Ok(n) => self.keys.feed(self.chunk.get(..n).unwrap_or_default()),
                Err(Errno::INTR | Errno::AGAIN) => return None,
                Err(error) => return gone(&error.to_string()),
            };
            crash::provoke("input");
            given(list)
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "it stands where something may have come")]
    fn gone(why: &str) -> Option<Wake> {
        Some(Wake::Gone(format!("the terminal is gone: {why}")))
    }

    fn given(list: Vec<Given>) -> Option<Wake> {
        (!list.is_empty()).then_some(Wake::Given(list))
    }
}

#[cfg(not(unix))]
mod windows {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::{Receiver, channel};

    use crossterm::event::{Event, MouseButton, MouseEventKind};

    use super::{Duration, Sender, Wake, io};
    use crate::tui::events::key;
    use crate::tui::parse::Given;

    /// How often the thread that reads looks whether it is to leave the terminal alone.
    const LOOK: Duration = Duration::from_millis(100);

    /// How other threads reach the loop.
    #[derive(Clone)]
    pub struct Waker(Sender<Wake>);

    impl Waker {
        /// Leaves word for the loop. False when nobody listens any more.
        pub fn send(&self, wake: Wake) -> bool {
            self.0.send(wake).is_ok()
        }
    }

    /// What the loop waits at. A thread reads the console while the loop waits for it.
    pub struct Inbox {
        queue: Receiver<Wake>,
        reading: Arc<AtomicBool>,
    }

    impl Inbox {
        /// An inbox of the console, and the way to reach it.
        ///
        /// # Errors
        /// Never.
        #[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
        pub fn open() -> io::Result<(Waker, Self)> {
            let (sender, queue) = channel();
            let reading = Arc::new(AtomicBool::new(false));
            let (wake, wanted) = (Waker(sender), Arc::clone(&reading));
            let waker = wake.clone();
            std::thread::spawn(move || {
                if catch_unwind(AssertUnwindSafe(|| read(&wake, &wanted))).is_err() {
                    wake.send(Wake::Broken("the part that reads keys stopped by mistake".to_owned()));
                }
            });
            Ok((waker, Self { queue, reading }))
        }

        /// Sleeps until something comes, for no longer than a time. None when the time is over.
        pub fn next(&mut self, within: Option<Duration>) -> Option<Wake> {
            self.reading.store(true, Ordering::SeqCst);
            match within {
                None => self.queue.recv().ok(),
                Some(time) => self.queue.recv_timeout(time).ok(),
            }
        }

        /// Everything that is there already.
        pub fn more(&mut self) -> Vec<Wake> {
            self.queue.try_iter().collect()
        }

        /// Waits for what other threads say, and leaves the console alone, within a moment. None when the time is over.
        pub fn word(&mut self, within: Option<Duration>) -> Option<Wake> {
            self.rest();
            match within {
                None => self.queue.recv().ok(),
                Some(time) => self.queue.recv_timeout(time).ok(),
            }
        }

        /// Leaves the console alone, within a moment, until it is waited for again.
        pub fn rest(&mut self) {
            self.reading.store(false, Ordering::SeqCst);
            std::thread::sleep(2 * LOOK);
        }
    }

    fn read(wake: &Waker, wanted: &AtomicBool) {
        loop {
            if !wanted.load(Ordering::SeqCst) {
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
            if next.is_some_and(|n| !wake.send(n)) || gone {
                return;
            }
        }
    }
}
