//! How long from a key to bytes, how many bytes, and that nothing happens when nothing happens.

use std::path::Path;
use std::time::Duration;

use crate::seat::{BEGIN, Seat, count};
use crate::table::{Row, median, share};
use crate::{Outcome, Programs};

/// How many pairs of turns at the keys.
const TURNS: usize = 6;
/// Keys in one turn.
const KEYS: usize = 100;
/// Nothing comes any more after this time.
const SETTLED: Duration = Duration::from_millis(30);
/// A megabyte.
const MEGABYTE: usize = 1 << 20;

/// A cat that sends every key back at once.
fn cat(data: &Path) -> Outcome<Seat> {
    let mut seat = Seat::start("/bin/sh", &["-c", "stty raw -echo; printf ready; exec cat"], data)?;
    seat.shows("ready")?;
    seat.quiet(SETTLED * 3);
    Ok(seat)
}

/// Quaymark at the first question of a new draft.
fn question(programs: &Programs, data: &Path) -> Outcome<Seat> {
    let mut seat = Seat::start(programs.quaymark, &[], data)?;
    seat.shows("Start an assessment")?;
    for (keys, then) in [("n", "New assessment"), ("\r", "Name of the team"), ("Payments", "Payments")] {
        seat.press(keys)?;
        seat.shows(then)?;
    }
    for keys in ["\r", "\x1b[F", "\r"] {
        seat.quiet(SETTLED);
        seat.press(keys)?;
    }
    seat.shows("0 of 1")?;
    seat.quiet(SETTLED * 3);
    Ok(seat)
}

/// Seconds from a key to the first bytes, for each of these keys in turn.
fn turn(seat: &mut Seat, keys: &[&str]) -> Outcome<Vec<f64>> {
    let mut times = Vec::new();
    for key in keys.iter().cycle().take(KEYS) {
        seat.quiet(SETTLED);
        let before = seat.press(key)?;
        times.push(seat.next()?.duration_since(before).as_secs_f64());
    }
    Ok(times)
}

/// P3: from a key to bytes, with saving on, and silence.
pub fn latency(programs: &Programs, data: &Path, rows: &mut Vec<Row>) -> Outcome<()> {
    let (mut own, mut cat) = (question(programs, data)?, cat(data)?);
    let (mut mine, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        mine.push(turn(&mut own, &["1", "2"])?);
        theirs.push(turn(&mut cat, &["1", "2"])?);
    }
    let pairs = || mine.iter().zip(&theirs);
    let middle: Vec<f64> = pairs().map(|(a, b)| median(a) / median(b)).collect();
    let (mine, theirs) = (mine.concat(), theirs.concat());
    let worst = share(&mine, 99, 100) / share(&theirs, 99, 100);
    rows.push(Row::ratio("P3", "a key that answers, p50 / echo of a raw `cat`, p50", &middle, Some(4.0)));
    rows.push(Row::quotient("P3", "a key that answers, p99 / echo of a raw `cat`, p99", worst, Some(8.0)));
    own.quiet(Duration::from_secs(1));
    own.forget();
    let before = switches(own.pid()?)?;
    own.quiet(Duration::from_secs(5));
    let (bytes, woken) = (own.bytes.len(), switches(own.pid()?)? - before);
    rows.push(Row::amount("P3", "written in 5 s without a key", whole(bytes), "bytes", 0.0));
    rows.push(Row::amount("P3", "wake-ups in 5 s without a key", woken, "", 0.0));
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "counts for people")]
fn whole(number: usize) -> f64 {
    number as f64
}

/// How often the threads of a process were switched.
fn switches(pid: u32) -> Outcome<f64> {
    let mut sum = 0.0;
    for task in std::fs::read_dir(format!("/proc/{pid}/task"))? {
        let text = std::fs::read_to_string(task?.path().join("status"))?;
        for line in text.lines().filter(|l| l.contains("ctxt_switches")) {
            sum += line.split_whitespace().last().unwrap_or_default().parse::<f64>()?;
        }
    }
    Ok(sum)
}

/// Bytes of each of several moves of the selection; the most counts.
fn moves(seat: &mut Seat) -> Outcome<f64> {
    let mut most = 0;
    for key in ["j", "j", "j", "k", "j", "k", "k"] {
        seat.quiet(SETTLED * 3);
        seat.forget();
        seat.press(key)?;
        seat.next()?;
        seat.quiet(SETTLED * 3);
        most = most.max(seat.bytes.len());
    }
    Ok(whole(most))
}

/// P4: bytes of a move.
pub fn bytes(programs: &Programs, data: &Path, full: &Path, rows: &mut Vec<Row>) -> Outcome<()> {
    let mut seat = Seat::start(programs.quaymark, &[], full)?;
    seat.until("every team", |s| s.text().contains("Team 0"))?;
    seat.quiet(SETTLED * 3);
    let mut add = |screen: &str, bytes: f64| {
        rows.push(Row::amount("P4", &format!("most bytes of a move, {screen}"), bytes, "bytes", 250.0));
    };
    add("Home", moves(&mut seat)?);
    seat.press("\x1b[H")?;
    seat.quiet(SETTLED * 3);
    seat.press("\r")?;
    seat.shows("Results")?;
    add("Results", moves(&mut seat)?);
    seat.press("r")?;
    seat.shows("Roadmap")?;
    add("Roadmap", moves(&mut seat)?);
    let mut seat = question(programs, data)?;
    seat.press("2")?;
    seat.quiet(SETTLED * 5);
    add("Question", moves(&mut seat)?);
    seat.press("o")?;
    seat.shows("Overview")?;
    add("Overview", moves(&mut seat)?);
    Ok(())
}

/// P4: a pasted megabyte.
pub fn paste(programs: &Programs, data: &Path, rows: &mut Vec<Row>) -> Outcome<()> {
    let (mut times, mut ratios, mut frames) = (Vec::new(), Vec::new(), 0);
    let text = "a pasted line of a log, as long as such lines are, and one more word\r".repeat(16_000);
    let text = text.get(..MEGABYTE).ok_or("too short")?;
    for _ in 0..5 {
        let mut seat = question(programs, &fresh(data)?)?;
        seat.press("e")?;
        seat.shows("Note on")?;
        seat.quiet(SETTLED * 3);
        seat.forget();
        let before = seat.press(&format!("\x1b[200~{text}\x1b[201~"))?;
        seat.next()?;
        seat.quiet(Duration::from_millis(500));
        let own = seat.last.duration_since(before).as_secs_f64();
        frames = frames.max(count(&seat.bytes, BEGIN));
        let mut cat = cat(data)?;
        cat.forget();
        let before = cat.press(text)?;
        cat.until("the megabyte", |s| s.bytes.len() >= MEGABYTE)?;
        times.push(own);
        ratios.push(own / cat.last.duration_since(before).as_secs_f64());
    }
    rows.push(Row::ratio("P4", "a pasted megabyte / a raw `cat` of it", &ratios, None));
    rows.push(Row::amount("P4", "a pasted megabyte", median(&times), "s", 1.0));
    rows.push(Row::amount("P4", "frames of a pasted megabyte", whole(frames), "frames", 3.0));
    Ok(())
}

/// A folder of its own for one draft.
fn fresh(data: &Path) -> Outcome<std::path::PathBuf> {
    let folder = tempfile::Builder::new().prefix("draft").tempdir_in(data)?;
    Ok(folder.keep())
}
