//! Signals: those that end the program, being stopped and going on, a new size. On Windows there are none.

use std::io;
use std::sync::mpsc::Sender;

use super::run::Wake;

#[cfg(unix)]
pub use unix::{can_stop, set_away, stop, watch};

/// Why the program cannot be stopped here, for the message line.
#[cfg(unix)]
pub const NO_STOP: &str = "ctrl-z needs a shell to come back from; there is none here";
/// Why the program cannot be stopped here, for the message line.
#[cfg(not(unix))]
pub const NO_STOP: &str = "ctrl-z stops a program only on Unix; here, open another window";

#[cfg(unix)]
mod unix {
    use std::sync::atomic::{AtomicBool, Ordering};

    use rustix::process::{Pid, Signal, getpgrp, getppid, getsid, kill_current_process_group};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::low_level::emulate_default_handler;

    use super::{Sender, Wake, io};

    /// Whether another program has the terminal, started by us.
    static AWAY: AtomicBool = AtomicBool::new(false);

    /// Says whether another program has the terminal. While it has, keys that would end us are meant for it.
    pub fn set_away(away: bool) {
        AWAY.store(away, Ordering::SeqCst);
    }

    /// Watches for signals until the program ends.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn watch(wake: Sender<Wake>) -> io::Result<()> {
        let wanted = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH];
        let mut signals = signal_hook::iterator::Signals::new(wanted)?;
        std::thread::spawn(move || {
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                for signal in &mut signals {
                    crate::runtime::crash::provoke("signal");
                    if !pass_on(signal, &wake) {
                        return;
                    }
                }
            }));
            if outcome.is_err() {
                let _ = wake.send(Wake::Broken("the part that hears signals stopped by mistake".to_owned()));
            }
        });
        Ok(())
    }

    /// Whether anybody still listens.
    fn pass_on(signal: i32, wake: &Sender<Wake>) -> bool {
        let away = AWAY.load(Ordering::SeqCst);
        let next = match signal {
            SIGINT | SIGQUIT | SIGCONT | SIGWINCH if away => return true,
            SIGTSTP if away => {
                // The editor has stopped itself; the shell waits for us.
                let _ = emulate_default_handler(SIGTSTP);
                return true;
            }
            SIGTSTP => Wake::Stop,
            SIGCONT => Wake::Continued,
            SIGWINCH => Wake::Resized,
            other => Wake::Signal(other),
        };
        wake.send(next).is_ok()
    }

    /// Whether a shell would notice that we stop, and could let us go on: it gave us a process group of our own.
    pub fn can_stop() -> bool {
        let Ok(session) = getsid(None) else { return false };
        let parent: Option<Pid> = getppid();
        getpgrp() != session && parent.is_some_and(|p| getsid(Some(p)) == Ok(session))
    }

    /// Stops the process group, as the terminal does for a program that knows nothing of this.
    ///
    /// # Errors
    /// When the system refuses; nothing is stopped then.
    pub fn stop() -> io::Result<()> {
        Ok(kill_current_process_group(Signal::STOP)?)
    }
}

/// There is nothing to watch.
///
/// # Errors
/// Never.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, clippy::needless_pass_by_value, reason = "as on Unix")]
pub fn watch(_: Sender<Wake>) -> io::Result<()> {
    Ok(())
}

/// Nothing ends us by a key.
#[cfg(not(unix))]
pub fn set_away(_: bool) {}

/// There is no stopping.
#[cfg(not(unix))]
pub fn can_stop() -> bool {
    false
}

/// There is no stopping.
///
/// # Errors
/// Always.
#[cfg(not(unix))]
pub fn stop() -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
