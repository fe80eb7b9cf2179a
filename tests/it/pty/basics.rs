//! Start, answer, resize, quit, signals, sudden death, and silence when idle.

use std::time::Duration;

use rustix::process::Signal;

use super::running::{PATIENCE, Running, note, running_draft};
use crate::harness::Machine;

#[test]
fn it_starts_saves_follows_the_size_and_gives_the_terminal_back() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.wait_for("Start an assessment");
    assert!(running.screen.screen().alternate_screen());
    assert!(running.screen.screen().bracketed_paste());
    assert_ne!(running.settings(), running.before, "keys come one by one");
    running.answer();
    assert_eq!(running_draft(&machine).answers.len(), 1, "saved means on the disk");

    running.resize(40, 120);
    running.wait_until("the pane of wide windows", |s| s.contents().contains('│'));
    running.resize(10, 30);
    running.wait_for("Quaymark needs 60 x 16.");
    running.resize(24, 80);
    running.wait_for("answered 2");

    running.press("e");
    running.wait_for("Note on");
    running.press("\x1b[200~line one\rq line two\x1b[201~");
    running.wait_for("q line two");
    running.press("\x1b");
    running.wait_for("note kept");
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
    running.is_given_back();
    assert_eq!(note(&machine).as_deref(), Some("line one\nq line two"));
}

/// A key that comes together with a new window size is read then, not with the next key.
#[test]
fn a_key_beside_a_resize_is_not_left_waiting() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.press("e");
    running.wait_for("Note on");
    for n in 0..12_u16 {
        running.resize(24 + n % 2, 80 + n);
        running.press("x");
        running.wait_for(&"x".repeat(usize::from(n) + 1));
    }
}

/// Drawing again asks the terminal nothing, so one that does not answer is no trouble.
#[test]
fn drawing_again_needs_no_answer_from_the_terminal() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.press("\x0c");
    running.press("3");
    running.wait_for("answered 3");
}

#[test]
fn a_signal_ends_it_with_its_number_a_saved_draft_and_the_terminal_back() {
    for (signal, number) in [(Signal::TERM, 15), (Signal::HUP, 1), (Signal::INT, 2), (Signal::QUIT, 3)] {
        let machine = Machine::new();
        let mut running = Running::start(&machine);
        running.answer();
        running.press("e");
        running.wait_for("Note on");
        running.press("half");
        running.wait_for("half");
        running.signal(signal);
        let status = running.ended();
        assert_eq!(status.exit_code(), 128 + number, "{signal:?}: {status:?}");
        assert_eq!(status.signal(), None, "it ended by itself");
        running.is_given_back();
        let draft = running_draft(&machine);
        assert_eq!(draft.answers.values().next().unwrap().note.as_deref(), Some("half"), "{signal:?}");

        let mut again = Running::start(&machine);
        again.wait_for("1 of ");
        again.press("\r");
        again.wait_for("resumed where you were");
        again.wait_for("half");
        again.press("q");
        assert_eq!(again.ended().exit_code(), 0);
    }
}

#[test]
fn sudden_death_loses_nothing_that_was_called_saved() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    running.signal(Signal::KILL);
    running.ended();
    assert_eq!(running_draft(&machine).answers.len(), 1);
    let mut again = Running::start(&machine);
    again.press("\r");
    again.wait_for("resumed where you were; 1 of ");
    again.press("\x1b[C3");
    again.wait_for("2 of ");
}

#[test]
fn nothing_is_written_to_the_terminal_when_nothing_happens() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    // Whatever follows from the last key has come when it was silent for a moment.
    while running.take(Duration::from_millis(500)) {}
    let before = running.written.len();
    running.take(Duration::from_secs(3));
    assert_eq!(running.written.len(), before);
    running.press("\x1b[B");
    assert!(running.take(PATIENCE), "it was only idle");
}

#[test]
fn a_second_window_may_only_look() {
    let machine = Machine::new();
    let mut first = Running::start(&machine);
    first.answer();
    let before = running_draft(&machine);
    let mut second = Running::start(&machine);
    second.wait_for("1 of ");
    second.press("\r");
    second.wait_for("read-only");
    second.press("3");
    second.wait_for("not changed");
    second.press("q");
    assert_eq!(second.ended().exit_code(), 0);
    assert_eq!(running_draft(&machine), before);
    first.press("q");
    assert_eq!(first.ended().exit_code(), 0);
}
