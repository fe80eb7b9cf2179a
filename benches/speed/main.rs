//! `cargo bench`: how fast Quaymark starts, answers keys and keeps still, side by side with other programs in the same
//! run. It prints the table of `docs/performance.md`. It asserts nothing: the machine has its moods.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing the table is what it is for")]

use std::path::Path;
use std::process::Command;

mod data;
mod keys;
mod seat;
mod start;
mod table;

/// What may go wrong here ends the measurement.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// What is measured.
pub struct Programs {
    quaymark: &'static str,
    hello: String,
    vim: bool,
}

impl Programs {
    fn find() -> Outcome<Self> {
        let quaymark = env!("CARGO_BIN_EXE_quaymark");
        let folder = Path::new(quaymark).parent().ok_or("the program is nowhere")?;
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--profile", "bench", "--example", "bare_hello"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()?;
        if !built.success() {
            return Err("the bare hello cannot be built".into());
        }
        let hello = folder.join("examples/bare_hello").display().to_string();
        let vim = Command::new("vim").arg("--version").output().is_ok_and(|o| o.status.success());
        if !vim {
            eprintln!("SKIPPED: vim is not installed, so nothing is compared with it");
        }
        Ok(Self { quaymark, hello, vim })
    }
}

/// What other work the machine has, where the system says so.
fn load() -> String {
    std::fs::read_to_string("/proc/loadavg")
        .map_or("unknown".to_owned(), |t| t.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
}

/// Whether a promise is to be measured: `cargo bench -- P3 P4` measures these, `cargo bench` all.
fn wanted(promise: &str) -> bool {
    let named: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    named.is_empty() || named.iter().any(|n| n.eq_ignore_ascii_case(promise))
}

fn main() -> Outcome<()> {
    let programs = Programs::find()?;
    let full = data::hundred_thousand()?;
    let place = tempfile::tempdir()?;
    let empty = place.path().join("empty");
    let draft = place.path().join("draft");
    [&empty, &draft].into_iter().try_for_each(std::fs::create_dir)?;
    let before = load();
    let mut rows = Vec::new();
    if wanted("P1") {
        start::first_frame(&programs, &empty, &full, &mut rows)?;
    }
    if wanted("P2") {
        start::memory(&programs, &empty, &full, &mut rows)?;
    }
    if wanted("P3") {
        keys::latency(&programs, &draft.join("keys"), &mut rows)?;
    }
    if wanted("P4") {
        keys::bytes(&programs, &draft.join("moves"), &full, &mut rows)?;
        keys::paste(&programs, &draft, &mut rows)?;
    }
    if wanted("P10") {
        start::commands(&programs, &full, &mut rows)?;
    }
    let cpus = std::thread::available_parallelism()?;
    println!("{} processors, load {before} at the start and {} at the end\n", cpus, load());
    println!("| promise | what | measured | goal | |\n|---|---|---|---|---|");
    for row in &rows {
        println!("{}", row.line());
    }
    Ok(())
}
