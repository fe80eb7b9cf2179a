//! How much is written: nothing when nothing changes, little for a move, few frames for a lot of input.

use super::running::{Running, note};
use crate::harness::Machine;

/// The bytes that one key has the program write.
fn written(running: &mut Running, key: &str) -> usize {
    running.settle();
    let before = running.written.len();
    running.press(key);
    running.settle();
    running.written.len() - before
}

/// The most that a move down or up writes on the screen that is shown.
fn moves(running: &mut Running) -> usize {
    let keys = ["\x1b[B", "\x1b[B", "\x1b[A", "\x1b[A"];
    keys.into_iter().map(|key| written(running, key)).max().unwrap()
}

#[test]
fn a_move_of_the_selection_writes_little() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    // What was said goes away with the first key.
    running.press("j");
    running.settle();
    let mut measured = Vec::new();
    for (screen, keys) in [("Question", ""), ("Overview", "go"), ("Roadmap", "gm"), ("Results", "gr")] {
        running.press(keys);
        running.settle();
        measured.push((screen, moves(&mut running)));
    }
    for (screen, most) in &measured {
        // A statement may take two rows, and both it and the one before change their weight; the roadmap shows the
        // whole selected step below its list.
        let limit = if matches!(*screen, "Question" | "Roadmap") { 900 } else { 250 };
        assert!(*most > 0 && *most <= limit, "{measured:?}");
    }
}

#[test]
fn what_changes_nothing_writes_nothing() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.press("go");
    running.wait_for("Overview");
    running.press("\x1b[A");
    running.settle();
    for key in ["\x1b[A", "\x1b[1~", "Z", "\x1b[I", "\x1b[5;5R", "\x1b[20~"] {
        assert_eq!(written(&mut running, key), 0, "{key:?}");
    }
}

#[test]
fn a_pasted_megabyte_takes_few_frames() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.press("e");
    running.wait_for("Note on");
    running.settle();
    let before = running.written.len();
    let text = "0123456789abcdef".repeat(1 << 16);
    // The terminal takes in only so much at a time.
    running.press("\x1b[200~");
    for chunk in text.as_bytes().chunks(4096) {
        running.press_bytes(chunk);
    }
    running.press("\x1b[201~");
    running.wait_for("the field is full at 64 KiB");
    running.wait_until("saved", |s| s.contents().lines().next().is_some_and(|l| l.contains("   saved")));
    running.settle();
    let frames = running.count(before, b"\x1b[?2026h");
    assert!(frames <= 3, "{frames} frames");
    assert_eq!(note(&machine).unwrap().len(), 65_536);
    running.press("\x1b");
    running.wait_for("note kept");
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
    running.is_given_back();
}

#[test]
fn two_thousand_sizes_in_the_middle_of_a_note() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.press("e");
    running.wait_for("Note on");
    running.press("in the middle");
    for n in 0..2000_u16 {
        running.resize(1 + n % 60, 1 + n % 150);
        while running.take(std::time::Duration::ZERO) {}
    }
    running.resize(24, 80);
    running.press(" of it");
    running.wait_for("in the middle of it");
    running.press("\x1b");
    running.wait_for("note kept");
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
    running.is_given_back();
    assert_eq!(note(&machine).as_deref(), Some("in the middle of it"));
}
