//! How long until the first whole frame, and how much memory it takes then.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::seat::Seat;
use crate::table::{Row, median, ratios};
use crate::{Outcome, Programs};

/// How many rounds; each runs everything once, side by side.
const ROUNDS: usize = 15;
/// How often the short commands run.
const COMMANDS: usize = 31;

/// Times of one contestant, in seconds.
struct Contestant {
    name: &'static str,
    times: Vec<f64>,
}

/// From spawn until a text is on the screen.
fn until(program: &str, arguments: &[&str], data: &Path, text: &str) -> Outcome<f64> {
    let mut seat = Seat::start(program, arguments, data)?;
    let at = seat.shows(text)?;
    Ok(at.duration_since(seat.started).as_secs_f64())
}

/// P1: the first frame.
pub fn first_frame(programs: &Programs, empty: &Path, full: &Path, rows: &mut Vec<Row>) -> Outcome<()> {
    let own = programs.quaymark;
    let mut all =
        ["echo", "hello", "empty", "full", "whole", "vim"].map(|name| Contestant { name, times: Vec::new() });
    for round in 0..=ROUNDS {
        for contestant in &mut all {
            let time = match contestant.name {
                "echo" => until("/bin/echo", &["hello"], empty, "hello")?,
                "hello" => until(&programs.hello, &[], empty, "hello, terminal")?,
                "empty" => until(own, &[], empty, "? help")?,
                "full" => until(own, &[], full, "? help")?,
                "whole" => until_whole(own, full)?,
                "vim" if programs.vim => until("vim", &["-u", "NONE"], empty, "VIM - Vi IMproved")?,
                _ => continue,
            };
            // The first round only warms up.
            if round > 0 {
                contestant.times.push(time);
            }
        }
    }
    let [echo, hello, empty, full, whole, vim] = all.map(|c| c.times);
    let mut add = |what: &str, times: &[f64], to: &[f64], goal: Option<f64>| {
        rows.push(if times.is_empty() || to.is_empty() {
            Row::skipped("P1", what)
        } else {
            Row::ratio("P1", what, &ratios(times, to), goal)
        });
    };
    add("first frame, no data / bare ratatui hello", &empty, &hello, Some(1.3));
    add("first frame, 100,000 records / bare ratatui hello", &full, &hello, Some(1.5));
    add("first frame, no data / `vim -u NONE`", &empty, &vim, Some(1.0));
    add("first frame, 100,000 records / `vim -u NONE`", &full, &vim, Some(1.0));
    add("`vim -u NONE` / bare ratatui hello", &vim, &hello, None);
    add("bare ratatui hello / `/bin/echo`", &hello, &echo, None);
    add("every team shown, 100,000 records / bare ratatui hello", &whole, &hello, None);
    Ok(())
}

/// From spawn until every team is there.
fn until_whole(own: &str, full: &Path) -> Outcome<f64> {
    let mut seat = Seat::start(own, &[], full)?;
    let at = seat.until("every team", |s| {
        let text = s.text();
        text.contains("Team 0") && !text.contains("reading")
    })?;
    Ok(at.duration_since(seat.started).as_secs_f64())
}

/// P2: memory and size.
pub fn memory(programs: &Programs, empty: &Path, full: &Path, rows: &mut Vec<Row>) -> Outcome<()> {
    let peak = |data: &Path, whole: bool| -> Outcome<f64> {
        let mut seat = Seat::start(programs.quaymark, &[], data)?;
        seat.shows("? help")?;
        if whole {
            seat.until("every team", |s| s.text().contains("Team 0"))?;
            seat.quiet(Duration::from_millis(100));
        }
        status(seat.pid()?, "VmHWM:")
    };
    let several = |data: &Path, whole: bool| -> Outcome<f64> {
        Ok(median(&(0..5).map(|_| peak(data, whole)).collect::<Outcome<Vec<_>>>()?))
    };
    rows.push(Row::amount("P2", "memory at the first frame, no data", several(empty, false)?, "MiB", 8.0));
    rows.push(Row::amount(
        "P2",
        "memory at the first frame, 100,000 records",
        several(full, false)?,
        "MiB",
        40.0,
    ));
    rows.push(Row::amount(
        "P2",
        "peak until every team is shown, 100,000 records",
        several(full, true)?,
        "MiB",
        40.0,
    ));
    let size = std::fs::metadata(programs.quaymark)?.len();
    #[expect(clippy::cast_precision_loss, reason = "a size for people")]
    rows.push(Row::amount("P2", "the stripped binary", size as f64 / 1e6, "MB", 8.0));
    Ok(())
}

/// A number of kB in a process' status, as MiB.
fn status(pid: u32, key: &str) -> Outcome<f64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = text.lines().find_map(|l| l.strip_prefix(key)).ok_or("no such line in the status")?;
    Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}

/// P10: commands that end at once.
pub fn commands(programs: &Programs, full: &Path, rows: &mut Vec<Row>) -> Outcome<()> {
    let run = |program: &str, arguments: &[&str]| -> Outcome<f64> {
        let mut command = Command::new(program);
        command.args(arguments).env("QUAYMARK_DATA_DIR", full).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        if !command.status()?.success() {
            return Err(format!("{program} {arguments:?} does not work").into());
        }
        Ok(start.elapsed().as_secs_f64())
    };
    let (mut echo, mut version, mut show) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..COMMANDS {
        echo.push(run("/bin/echo", &["hello"])?);
        version.push(run(programs.quaymark, &["--version"])?);
        show.push(run(programs.quaymark, &["show", "team-0001@2026-Q4"])?);
    }
    rows.push(Row::ratio("P10", "`quaymark --version` / `/bin/echo`", &ratios(&version, &echo), Some(1.2)));
    rows.push(Row::ratio(
        "P10",
        "`quaymark show` of one record / `/bin/echo`",
        &ratios(&show, &echo),
        Some(2.0),
    ));
    Ok(())
}
