//! The real program in a terminal that answers, does not answer, or answers late what it is asked: colours, and that
//! nothing of an answer becomes a key.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::harness::Machine;

/// How long to wait for something that has to come before giving the test up. Nothing is said about speed.
const PATIENCE: Duration = Duration::from_secs(60);
/// The question for the background.
const QUESTION: &str = "\x1b]11;?";
const DARK: &str = "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\";
const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x07";
/// A drawn line is one cell wide; that is all.
const REST: &str = "\x1b[1;2R\x1b[?62;22c";

/// The program in a terminal that is played by the test.
struct Played {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    bytes: Vec<u8>,
}

impl Played {
    fn start(machine: &Machine, environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_quaymark"));
        command.env_clear();
        command.env("QUAYMARK_DATA_DIR", machine.data());
        command.env("QUAYMARK_CONFIG", machine.config());
        command.env("TERM", "xterm");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", machine.root());
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(machine.cwd());
        let child = pair.slave.spawn_command(command).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let (send, output) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(n) = reader.read(&mut chunk) {
                if n == 0 || send.send(chunk[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (rows, cols) = (NonZero::new(24).unwrap(), NonZero::new(80).unwrap());
        let screen = vt100::Parser::new(rows, cols, 0);
        Self { child, _master: pair.master, keyboard, output, screen, bytes: Vec::new() }
    }

    #[track_caller]
    fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                self.screen.process(&bytes);
                self.bytes.extend(bytes);
            }
            assert!(start.elapsed() < PATIENCE, "no {what:?} in\n{}", self.screen.screen().contents());
        }
    }

    #[track_caller]
    fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |p| p.screen.screen().contents().contains(text));
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Answers when it is asked, as a terminal does.
    fn answer(&mut self, text: &str) {
        self.wait_until("a question", |p| p.has(QUESTION) && p.has("\x1b[c"));
        self.press(text);
    }

    fn has(&self, text: &str) -> bool {
        self.bytes.windows(text.len()).any(|w| w == text.as_bytes())
    }

    /// Whether any colour was ever written.
    fn coloured(&self) -> bool {
        (30..=37).chain(90..=97).any(|n| self.has(&format!("\x1b[{n}m")))
            || self.has("38;5;")
            || self.has("38;2;")
    }
}

impl Drop for Played {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_background_is_found_where_the_terminal_says_it() {
    for (answer, found) in [(DARK, "auto, dark found"), (LIGHT, "auto, light found")] {
        let machine = Machine::new();
        let mut played = Played::start(&machine, &[("COLORTERM", "truecolor")]);
        played.answer(&format!("{answer}{REST}"));
        played.wait_for("Start an assessment");
        played.press(",");
        played.wait_for(found);
        assert!(played.coloured());
        assert!(!played.has("38;2;"), "the terminal's own sixteen");
        played.press("T");
        played.wait_for("theme dark");
        assert!(played.has("38;2;"), "a theme with colours of its own");
    }
}

/// Keys that come before the program listens are not lost, and not taken for an answer.
#[test]
fn a_key_beside_the_answers_is_a_key() {
    let machine = Machine::new();
    let mut played = Played::start(&machine, &[]);
    played.answer(&format!(",{DARK}{REST}"));
    played.wait_for("auto, dark found");
}

#[test]
fn a_terminal_that_says_nothing_is_not_waited_for() {
    let machine = Machine::new();
    let mut played = Played::start(&machine, &[]);
    played.wait_for("Start an assessment");
    played.press(",");
    played.wait_for("auto, background unknown");
    assert!(!played.coloured(), "no colour on a background that is not known");

    let mut named = Played::start(&machine, &[("COLORFGBG", "0;15")]);
    named.wait_for("Start an assessment");
    named.press(",");
    named.wait_for("auto, light found");
}

/// The digits of an answer would answer questions.
#[test]
fn an_answer_that_comes_late_is_no_key() {
    let machine = Machine::new();
    let mut played = Played::start(&machine, &[]);
    played.wait_for("Start an assessment");
    played.press("n\r");
    played.wait_for("Name of the team");
    played.press("Payments\r");
    played.wait_for("new");
    played.press("\x1b[F\r");
    played.wait_for("0 of 1");
    played.press(&format!("{DARK}{REST}"));
    // With a letter of the answer as a key, this would go into a note.
    played.press("2");
    played.wait_for("answered 2");
    played.wait_for("   saved");
}

#[test]
fn without_colour_nothing_is_asked_and_none_is_written() {
    for (variable, value) in [("NO_COLOR", "1"), ("QUAYMARK_CONFIG", "mono.json")] {
        let machine = Machine::new();
        crate::harness::put(&machine.cwd().join("mono.json"), b"{ \"theme\": \"mono\" }");
        let mut played = Played::start(&machine, &[("COLORTERM", "truecolor"), (variable, value)]);
        played.wait_for("Start an assessment");
        played.press(",");
        played.wait_for("Theme            mono");
        played.press("j?");
        played.wait_for("Help   Settings");
        assert!(!played.has(QUESTION), "{variable}");
        assert!(!played.coloured(), "{variable}");
    }
}

#[test]
fn sixteen_colours_are_enough_for_every_theme() {
    let machine = Machine::new();
    let mut played = Played::start(&machine, &[]);
    played.answer(&format!("{DARK}{REST}"));
    played.wait_for("Start an assessment");
    for theme in ["dark", "light", "contrast", "mono", "auto"] {
        played.press("T");
        played.wait_for(&format!("theme {theme}"));
    }
    assert!(played.coloured());
    assert!(!played.has("38;2;") && !played.has("48;2;"));
}

#[test]
fn a_terminal_that_draws_lines_two_cells_wide_gets_ascii() {
    let machine = Machine::new();
    let mut played = Played::start(&machine, &[]);
    played.answer(&format!("{DARK}\x1b[1;3R\x1b[?62c"));
    played.wait_for("Start an assessment");
    let text = played.screen.screen().contents();
    assert!(text.is_ascii(), "{text}");
}
