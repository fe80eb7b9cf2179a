//! The person's editor, the clipboard and the mouse.

use std::time::Duration;

use rustix::process::Signal;

use super::running::{Running, note, running_draft, script};
use crate::harness::Machine;

/// Files of notes that were left behind.
fn left_behind(machine: &Machine) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(machine.root()).unwrap();
    let is_note = |p: &std::path::PathBuf| p.to_str().unwrap().contains("quaymark-note-");
    entries.map(|e| e.unwrap().path()).filter(is_note).collect()
}

#[test]
fn a_note_is_written_in_the_editor_of_ones_choice() {
    let machine = Machine::new();
    // It reads keys itself, and shows that it has a terminal as it was.
    let text = r#"printf 'editing %s\n' "$1"; stty -a | grep -o -e ' -\{0,1\}icanon'; read -r line
cat "$2" > "$(dirname "$2")/seen"; printf '%s\n\n' "$line" | cat - "$2" > "$2.new"; cat "$2.new" > "$2"; rm "$2.new""#;
    let editor = format!("{} --wait", script(&machine, "my editor", text).replace(' ', "\\ "));
    let mut running = Running::start_with(&machine, &[("VISUAL", &editor), ("EDITOR", "false")]);
    running.answer();
    running.press("E");
    running.wait_for("editing --wait");
    running.wait_for(" icanon");
    assert!(!running.screen.screen().alternate_screen() && !running.screen.screen().bracketed_paste());
    // Keys go to the editor, every one, and what a key would end us with does not.
    running.signal(Signal::INT);
    running.press("from the editor, q and all\r");
    running.wait_until("the program", |s| s.alternate_screen() && s.contents().contains("in the editor"));
    assert_ne!(running.settings(), running.before);
    assert_eq!(note(&machine).as_deref(), Some("from the editor, q and all"));
    let seen = std::fs::read_to_string(machine.root().join("seen")).unwrap();
    let id = running_draft(&machine).answers.keys().next().unwrap().to_string();
    assert!(seen.contains(">8") && seen.contains(&id) && seen.contains("* 2  "), "{seen}");

    // From an open note, with what is in it; one step of undo.
    running.press("e");
    running.wait_for("Note on");
    running.press("!\x05");
    running.wait_until("the editor", |s| !s.alternate_screen());
    running.press("more\r");
    running.wait_until("the note", |s| s.alternate_screen() && s.contents().contains("all!"));
    running.wait_for("Note on");
    assert_eq!(note(&machine).as_deref(), Some("more\n\nfrom the editor, q and all!"));
    running.press("?");
    running.wait_for("all!?");
    running.press("\x1b");
    running.wait_for("note kept");
    running.press("uu");
    running.wait_until("undone", |s| !s.contents().contains("more"));
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
    running.is_given_back();
    assert_eq!(note(&machine).as_deref(), Some("from the editor, q and all!"));
    assert_eq!(left_behind(&machine), Vec::<std::path::PathBuf>::new());
}

#[test]
fn an_editor_that_fails_changes_nothing_and_the_text_is_kept() {
    let cases = [
        ("/no/such/editor", "cannot be started", true),
        ("sh -c 'echo lost > \"$0\"; exit 7'", "exit code 7", true),
        ("sh -c 'printf \"\\\\377\" > \"$0\"'", "not UTF-8", true),
        ("vi \"", "quote", false),
        ("true", "the note is as it was", false),
    ];
    for (editor, said, kept) in cases {
        let machine = Machine::new();
        let mut running = Running::start_with(&machine, &[("EDITOR", editor)]);
        running.answer();
        running.press("e");
        running.wait_for("Note on");
        running.press("mine\x05");
        running.wait_until(said, |s| {
            s.contents().split_whitespace().collect::<Vec<_>>().join(" ").contains(said)
        });
        running.press(" still");
        running.wait_for("mine still");
        running.press("\x1b");
        running.wait_for("note kept");
        assert_eq!(left_behind(&machine).len(), usize::from(kept), "{editor}");
        running.press("q");
        assert_eq!(running.ended().exit_code(), 0);
        running.is_given_back();
        assert_eq!(note(&machine).as_deref(), Some("mine still"), "{editor}");
    }
}

#[test]
fn a_signal_that_ends_it_waits_for_the_editor_and_keeps_what_was_written() {
    let machine = Machine::new();
    let editor = script(&machine, "editor", "echo editing; read -r line; echo \"$line\" > \"$1\"");
    let mut running = Running::start_with(&machine, &[("EDITOR", &editor)]);
    running.answer();
    running.press("E");
    running.wait_for("editing");
    running.signal(Signal::TERM);
    running.take(Duration::from_millis(200));
    running.press("last words\r");
    assert_eq!(running.ended().exit_code(), 128 + 15);
    running.is_given_back();
    assert_eq!(note(&machine).as_deref(), Some("last words"));
}

#[test]
fn an_editor_that_is_stopped_stops_with_us() {
    let machine = Machine::new();
    // As vim does: it stops the whole group.
    let editor =
        script(&machine, "editor", "echo editing; kill -TSTP 0; read -r line; echo \"$line\" > \"$1\"");
    let mut shell = Running::shell(&machine, &[("EDITOR", &editor)]);
    shell.press("$Q\r");
    shell.wait_for("Start an assessment");
    shell.answer();
    shell.press("E");
    shell.wait_until("the shell", |s| !s.alternate_screen() && s.contents().trim_end().ends_with("ready>"));
    shell.press("fg\r");
    shell.wait_until("the editor", |s| !s.contents().trim_end().ends_with("ready>"));
    shell.press("after all\r");
    shell.wait_until("the program", |s| s.alternate_screen() && s.contents().contains("after all"));
    shell.press("q");
    shell.wait_until("the shell", |s| !s.alternate_screen() && s.contents().trim_end().ends_with("ready>"));
    shell.is_given_back();
    assert_eq!(note(&machine).as_deref(), Some("after all"));
}

#[test]
fn what_is_selected_goes_to_the_clipboard_of_the_terminal() {
    for tmux in [false, true] {
        let machine = Machine::new();
        let variables: &[(&str, &str)] = if tmux { &[("TMUX", "/tmp/tmux,1,0")] } else { &[] };
        let mut running = Running::start_with(&machine, variables);
        running.answer();
        let before = running.written.len();
        running.press("y");
        running.wait_for("by OSC 52");
        assert_eq!(running.count(before, b"\x1b]52;c;"), 1 + usize::from(tmux));
        assert_eq!(running.count(before, b"\x1bPtmux;\x1b\x1b]52;c;"), usize::from(tmux));
        running.press("q");
        assert_eq!(running.ended().exit_code(), 0);
        running.is_given_back();
    }
}

#[test]
fn the_mouse_is_off_until_it_is_asked_for() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.answer();
    assert_eq!(running.count(0, b"\x1b[?1000h"), 0);
    running.press("M");
    running.wait_for("mouse on: shift-drag selects text");
    running.wait_until("the mouse", |s| s.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    let row = |s: &vt100::Screen, text: &str| {
        let found = s.rows(0, 80).position(|r| r.trim_start_matches(['▌', '*', ' ']).starts_with(text));
        u16::try_from(found.unwrap_or(99)).unwrap()
    };
    // The wheel moves, a click selects, a second click does what enter does.
    running.press("\x1b[<64;5;5M\x1b[<64;5;5M");
    running.wait_until("statement 0", |s| s.cursor_position().0 == row(s, "0 "));
    let wanted = row(running.screen.screen(), "4 ");
    running.press(&format!("\x1b[<0;20;{}M\x1b[<0;20;{0}m", wanted + 1));
    running.wait_until("statement 4", |s| s.cursor_position().0 == wanted);
    running.press(&format!("\x1b[<0;20;{}M", wanted + 1));
    running.wait_for("answered 4");
    running.press("M");
    running.wait_until("no mouse", |s| s.mouse_protocol_mode() == vt100::MouseProtocolMode::None);
    running.press("M");
    running.wait_until("the mouse", |s| s.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
    running.is_given_back();
}
