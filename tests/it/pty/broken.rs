//! Mistakes in any part of the program, terminals that go away or send nonsense, and places without a terminal.

use rustix::process::Signal;

use super::running::{Running, note, running_draft};
use crate::harness::{Machine, put};

/// What a terminal may send that is no key of ours: without the keys that end or stop the program.
fn noise(length: usize) -> Vec<u8> {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        u8::try_from(seed >> 56).unwrap()
    };
    std::iter::repeat_with(&mut next)
        .filter(|b| ![3, 26, b'q', b'E', b'x'].contains(b))
        .take(length)
        .collect()
}

#[test]
#[cfg(debug_assertions)]
fn a_mistake_anywhere_gives_the_terminal_back_and_loses_nothing() {
    for place in ["input:22", "saver:3", "draw:24", "effect:12", "signal"] {
        let machine = Machine::new();
        let mut running = Running::start_with(&machine, &[("QUAYMARK_TEST_PANIC", place)]);
        running.answer();
        running.press("e");
        running.wait_for("Note on");
        let text = "abcdefghijklmnopqrstuvwxyz";
        for (i, c) in text.char_indices() {
            if running.child.try_wait().unwrap().is_some() || !running.screen.screen().alternate_screen() {
                break;
            }
            running.press(&c.to_string());
            let typed = &text[..=i];
            running.wait_until(typed, |s| s.contents().contains(typed) || !s.alternate_screen());
            if place.starts_with("signal") && i == 4 {
                running.resize(24, 81);
                running.wait_until("the end", |s| !s.alternate_screen());
            }
        }
        assert_eq!(running.ended().exit_code(), 1, "{place}");
        running.is_given_back();
        let name = place.split(':').next().unwrap();
        let said = running.text().split_whitespace().collect::<String>();
        assert!(said.contains("internalerrorat") && said.contains(".rs:"), "{place}: {said}");
        assert!(said.contains(&format!("provokedin{name}")), "{place}: {said}");
        let kept = note(&machine).unwrap();
        assert!(!kept.is_empty() && text.starts_with(&kept), "{place}: {kept:?}");
        let reports = std::fs::read_dir(machine.root()).unwrap();
        let mut reports =
            reports.map(|e| e.unwrap().path()).filter(|p| p.to_str().unwrap().contains("crash"));
        let report = std::fs::read_to_string(reports.next().unwrap()).unwrap();
        assert!(report.contains(env!("CARGO_PKG_VERSION")) && report.contains(".rs:"), "{report}");

        // It goes on where it ended.
        let mut again = Running::start(&machine);
        again.press("\r");
        again.wait_for("resumed where you were");
        again.wait_for(&kept);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it_and_loses_nothing() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.press("e");
    running.wait_for("Note on");
    running.press("half");
    running.wait_for("half");
    running.signal(Signal::HUP);
    assert_eq!(running.ended().exit_code(), 129);
    assert_eq!(note(&machine).as_deref(), Some("half"));
}

#[test]
fn an_unfinished_sequence_holds_up_neither_keys_nor_signals() {
    for start in ["\x1b[<", "\x1b[", "\x1bO", "\x1b]11;rgb", "\x1bP", "\x1b[200~unfinished", "\x1b[M"] {
        let machine = Machine::new();
        let mut running = Running::start(&machine);
        running.answer();
        running.press(start);
        running.settle();
        running.resize(30, 90);
        running.settle();
        running.settle();
        running.press("3");
        running.wait_for("answered 3");
        running.press(start);
        running.signal(Signal::TERM);
        assert_eq!(running.ended().exit_code(), 128 + 15, "{start:?}");
        running.is_given_back();
    }
}

#[test]
fn noise_is_survived() {
    let machine = Machine::new();
    // The editor opens, too.
    let mut running = Running::start_with(&machine, &[("EDITOR", "true")]);
    running.answer();
    let noise = noise(1 << 15);
    for chunk in noise.chunks(4096) {
        running.press_bytes(chunk);
        while running.take(std::time::Duration::ZERO) {}
    }
    running.settle();
    // Whatever is open, two of these end it.
    for _ in 0..4 {
        running.press("\x03");
        running.settle();
        if running.child.try_wait().unwrap().is_some() {
            break;
        }
    }
    assert_eq!(running.ended().exit_code(), 0);
    running.is_given_back();
}

#[test]
fn a_field_that_is_left_keeps_its_text_also_over_a_signal() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.press("p");
    running.wait_for("Park a topic");
    running.press("left with esc\x1b");
    running.wait_for("still there");
    running.press("v");
    running.wait_for("Evidence for");
    running.press("half a line");
    running.wait_for("half a line");
    running.signal(Signal::TERM);
    assert_eq!(running.ended().exit_code(), 128 + 15);
    let mut again = Running::start(&machine);
    again.wait_for("1 of ");
    again.press("\r");
    again.wait_for("resumed");
    again.press("p");
    again.wait_for("left with esc");
    again.press("\x03");
    again.wait_for("press ctrl-c again to quit");
    again.press("v");
    again.wait_for("half a line");
    again.press("\r");
    again.wait_for("evidence added");
    again.press("v");
    again.wait_for("add a line of evidence");
    again.press("\r");
    again.wait_for("Evidence for");
    assert!(!again.text().contains("  half a line\n\n"), "what was used is not offered again");
    again.press("\x03\x03");
    assert_eq!(again.ended().exit_code(), 0);
    again.is_given_back();
    assert_eq!(running_draft(&machine).answers.values().next().unwrap().evidence.len(), 1);
    // A file that is damaged is no trouble.
    put(&machine.data().join("drafts/.texts.json"), b"{");
    let mut damaged = Running::start(&machine);
    damaged.press("\r");
    damaged.wait_for("resumed");
    damaged.press("p");
    damaged.wait_for("Park a topic");
    assert!(!damaged.text().contains("left with esc"));
}

#[test]
fn a_terminal_that_shows_only_lines_is_asked_in_lines() {
    let machine = Machine::new();
    let mut running = Running::begin(&machine, &[("TERM", "dumb")]);
    running.wait_for("Quaymark. Home.");
    running.settle();
    assert_eq!(running.count(0, b"\x1b"), 0, "{}", running.text());
    running.press("q\r");
    running.ended();
    running.is_given_back();
}

#[test]
fn without_a_terminal_it_says_so() {
    let machine = Machine::new();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_quaymark"));
    command.env("QUAYMARK_DATA_DIR", machine.data()).env("TERM", "xterm").stdin(std::process::Stdio::null());
    let output = command.output().unwrap();
    assert_ne!(output.status.code(), Some(0));
    assert!(output.stdout.is_empty());
    assert!(!output.stderr.contains(&0x1b));
}
