//! The real program in a real terminal: start, answer, resize, quit, signals, sudden death, and silence when idle.

use std::io::{Read, Write};
use std::num::NonZero;
use std::os::fd::AsFd;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::Termios;

use crate::harness::Machine;

/// How long to wait for something that has to come before giving the test up. Nothing is said about speed.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program running in a terminal.
struct Running {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the settings can be read after the program has gone.
    _slave: Box<dyn SlavePty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    bytes: usize,
    before: String,
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn some(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// The settings of the terminal, to compare.
fn settings(master: &dyn MasterPty) -> String {
    let tty = std::fs::File::open(master.tty_name().unwrap()).unwrap();
    let t: Termios = rustix::termios::tcgetattr(tty.as_fd()).unwrap();
    format!("{:?} {:?} {:?} {:?}", t.input_modes, t.output_modes, t.control_modes, t.local_modes)
}

impl Running {
    fn start(machine: &Machine) -> Self {
        let pair = native_pty_system().openpty(size(24, 80)).unwrap();
        let before = settings(&*pair.master);
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_quaymark"));
        command.env_clear();
        command.env("QUAYMARK_DATA_DIR", machine.data());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", machine.root());
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
        let screen = vt100::Parser::new(some(24), some(80), 0);
        let mut running = Self {
            child,
            master: pair.master,
            _slave: pair.slave,
            keyboard,
            output,
            screen,
            bytes: 0,
            before,
        };
        running.wait_for("Quaymark");
        running
    }

    /// Takes in what comes within a time; false when nothing did.
    fn take(&mut self, within: Duration) -> bool {
        match self.output.recv_timeout(within) {
            Ok(bytes) => {
                self.bytes += bytes.len();
                self.screen.process(&bytes);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    #[track_caller]
    fn wait_until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !holds(self.screen.screen()) {
            self.take(Duration::from_millis(100));
            assert!(start.elapsed() < PATIENCE, "no {what:?} in\n{}", self.text());
        }
    }

    #[track_caller]
    fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |s| s.contents().contains(text));
    }

    fn resize(&mut self, rows: u16, cols: u16) {
        self.screen.screen_mut().set_size(some(rows), some(cols));
        self.master.resize(size(rows, cols)).unwrap();
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Starts a draft of Payments and answers its first question with 2.
    fn answer(&mut self) {
        self.press("n\r");
        self.wait_for("Name of the team");
        self.press("Payments\r");
        self.wait_for("new");
        self.press("\x1b[F\r");
        self.wait_for("0 of 1");
        self.press("2");
        self.wait_for("1 of ");
        self.wait_for("answered 2");
        self.wait_until("saved", |s| {
            s.rows(0, 80).next().is_some_and(|r| r.trim_end().ends_with("   saved"))
        });
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// Waits for the end of the program and of its output.
    fn ended(&mut self) -> ExitStatus {
        let start = Instant::now();
        let status = loop {
            self.take(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end:\n{}", self.text());
        };
        while self.take(Duration::from_millis(100)) {}
        status
    }

    /// The terminal is as it was found.
    #[track_caller]
    fn is_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        assert_eq!(settings(&*self.master), self.before, "the settings are those of before");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_starts_saves_follows_the_size_and_gives_the_terminal_back() {
    let machine = Machine::new();
    let mut running = Running::start(&machine);
    running.wait_for("Start an assessment");
    assert!(running.screen.screen().alternate_screen());
    assert!(running.screen.screen().bracketed_paste());
    assert_ne!(settings(&*running.master), running.before, "keys come one by one");
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
    let draft = running_draft(&machine);
    let note = draft.answers.values().next().unwrap().note.clone();
    assert_eq!(note.as_deref(), Some("line one\nq line two"));
}

/// The draft of Payments, in whatever quarter the clock of this machine says.
fn running_draft(machine: &Machine) -> quaymark::model::Draft {
    let drafts = machine.store().drafts().unwrap();
    assert_eq!(drafts.len(), 1);
    let read = drafts.into_iter().next().unwrap().draft.unwrap();
    assert_eq!(read.torn, None);
    read.draft
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
    let before = running.bytes;
    running.take(Duration::from_secs(3));
    assert_eq!(running.bytes, before);
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
