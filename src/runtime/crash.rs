//! When a part of the program stops by mistake: what is said, and a report on this machine. Nothing is sent anywhere.

use std::io::Write;
use std::panic::PanicHookInfo;
use std::sync::{Mutex, PoisonError};

use crate::text::Clean;

/// What is said at the end, once something stopped by mistake: the first mistake counts.
static SAID: Mutex<Option<String>> = Mutex::new(None);

/// From now on a mistake in any thread is noted, and a report of it written. The terminal is given back by `leave`
/// when it is the main thread that stops; whoever started another thread notices, and ends the program in good order.
pub fn watch(leave: fn()) {
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some("main") {
            leave();
        }
        note(info);
    }));
}

/// What to say about a mistake that stopped a part of the program; none when there was none.
pub fn said() -> Option<String> {
    SAID.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn note(info: &PanicHookInfo<'_>) {
    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    if said.is_some() {
        return;
    }
    let place =
        info.location().map_or("an unknown place".to_owned(), |l| format!("{}:{}", l.file(), l.line()));
    let payload = info.payload();
    let what = payload.downcast_ref::<String>().map(String::as_str);
    let what = what.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
    let report = match report(&place, what) {
        Ok(path) => format!("; a report for whoever mends it: {path}"),
        Err(_) => String::new(),
    };
    *said = Some(format!("internal error at {place}: {}; what was saved is safe{report}", Clean::line(what)));
}

/// Writes what is known to a file that only this person may read.
fn report(place: &str, what: &str) -> std::io::Result<String> {
    let mut file = tempfile::Builder::new().prefix("quaymark-crash-").suffix(".txt").tempfile()?;
    writeln!(file, "Quaymark {} stopped by mistake.\n", env!("CARGO_PKG_VERSION"))?;
    writeln!(file, "place   {place}\nreason  {}", Clean::line(what))?;
    writeln!(file, "system  {} {}", std::env::consts::OS, std::env::consts::ARCH)?;
    writeln!(file, "thread  {}", std::thread::current().name().unwrap_or("without a name"))?;
    writeln!(file, "\nThis file is only here. It was sent to nobody.")?;
    let (_, path) = file.keep().map_err(|kept| kept.error)?;
    Ok(Clean::line(&path.display().to_string()).to_string())
}

/// Stops by mistake when `QUAYMARK_TEST_PANIC` says so, as `place` or `place:times`: for trying out what happens
/// then. Programs that are given to people do not have this.
///
/// # Panics
/// That is what it is for.
#[cfg(debug_assertions)]
pub fn provoke(place: &str) {
    use std::sync::atomic::{AtomicU32, Ordering};
    static PASSED: AtomicU32 = AtomicU32::new(0);
    let Some(wanted) = super::environment::test_panic() else { return };
    let (name, times) = wanted.split_once(':').unwrap_or((wanted, "1"));
    let now = name == place && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == times.parse().unwrap_or(1);
    assert!(!now, "provoked in {place}");
}

/// Does nothing.
#[cfg(not(debug_assertions))]
pub fn provoke(_: &str) {}
