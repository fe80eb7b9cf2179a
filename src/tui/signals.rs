//! Signals: those that end the program, being stopped and going on, a new size. On Windows there are none.

use super::inbox::Waker;
#[cfg(unix)]
use super::run::Wake;
use std::io;

#[cfg(unix)]
pub use unix::{Signals, can_stop, set_away, stop};

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

    use super::{Wake, Waker, io};

    /// Whether another program has the terminal, started by us.
    static AWAY: AtomicBool = AtomicBool::new(false);

    /// Says whether another program has the terminal. While it has, keys that would end us are meant for it.
    pub fn set_away(away: bool) {
        AWAY.store(away, Ordering::SeqCst);
    }

    /// The signals that are caught. They wait until somebody watches for them.
    pub struct Signals(signal_hook::iterator::Signals);

    impl Signals {
        /// Catches them from now on.
        ///
        /// # Errors
        /// When the system refuses.
        pub fn catch() -> io::Result<Self> {
            let wanted = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGCONT, SIGWINCH];
            Ok(Self(signal_hook::iterator::Signals::new(wanted)?))
        }

        /// Passes them on until the program ends.
        pub fn watch(mut self, wake: Waker) {
            std::thread::spawn(move || {
                let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    for signal in &mut self.0 {
                        crate::runtime::crash::provoke("signal");
                        if !pass_on(signal, &wake) {
                            return;
                        }
                    }
                }));
                if outcome.is_err() {
                    wake.send(Wake::Broken("the part that hears signals stopped by mistake".to_owned()));
                }
            });
        }
    }

    /// Whether anybody still listens.
    fn pass_on(signal: i32, wake: &Waker) -> bool {
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
        wake.send(next)
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

/// There are none.
#[cfg(not(unix))]
pub struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// There is nothing to catch.
    ///
    /// # Errors
    /// Never.
    #[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
    pub fn catch() -> io::Result<Self> {
        Ok(Self)
    }

    /// There is nothing to watch.
    #[expect(clippy::needless_pass_by_value, reason = "as on Unix")]
    pub fn watch(self, _: Waker) {}
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
