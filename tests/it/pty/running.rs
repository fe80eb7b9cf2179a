//! The real program in a real terminal, alone or under a shell; what it writes is read as a terminal reads it.

use std::io::{Read, Write};
use std::num::NonZero;
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::Termios;

use crate::harness::{Machine, put};

/// How long to wait for something that has to come before giving the test up. Nothing is said about speed.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The program running in a terminal.
pub struct Running {
    pub child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Kept open, so that the settings can be read after the program has gone.
    _slave: Box<dyn SlavePty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    /// Everything that was written.
    pub written: Vec<u8>,
    pub before: String,
    tty: PathBuf,
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn some(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// The settings of a terminal, to compare.
fn settings_of(tty: &std::path::Path) -> String {
    let tty = std::fs::File::open(tty).unwrap();
    let t: Termios = rustix::termios::tcgetattr(tty.as_fd()).unwrap();
    format!("{:?} {:?} {:?} {:?}", t.input_modes, t.output_modes, t.control_modes, t.local_modes)
}

/// A command with nothing in its environment but what a terminal gives.
fn clean(program: &str, machine: &Machine, variables: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    command.env_clear();
    command.env("QUAYMARK_DATA_DIR", machine.data());
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("PATH", "/usr/local/bin:/usr/bin:/bin");
    command.env("HOME", machine.root());
    command.env("TMPDIR", machine.root());
    for (name, value) in variables {
        command.env(name, value);
    }
    command.cwd(machine.cwd());
    command
}

impl Running {
    /// The program alone, as a terminal without a shell runs it, on its first screen.
    pub fn start(machine: &Machine) -> Self {
        Self::start_with(machine, &[])
    }

    /// The same with more variables.
    pub fn start_with(machine: &Machine, variables: &[(&str, &str)]) -> Self {
        let mut running = Self::spawn(clean(env!("CARGO_BIN_EXE_quaymark"), machine, variables));
        running.wait_for("Quaymark");
        running
    }

    /// The program alone, whatever it does.
    pub fn begin(machine: &Machine, variables: &[(&str, &str)]) -> Self {
        Self::spawn(clean(env!("CARGO_BIN_EXE_quaymark"), machine, variables))
    }

    /// A shell with job control. `$Q` is the program.
    pub fn shell(machine: &Machine, variables: &[(&str, &str)]) -> Self {
        let mut command = clean("/bin/sh", machine, variables);
        command.arg("-i");
        command.env("Q", env!("CARGO_BIN_EXE_quaymark"));
        command.env("PS1", "ready> ");
        command.env("ENV", "");
        let mut running = Self::spawn(command);
        running.wait_for("ready>");
        running.press("set -m; printf 'set%s\\n' up\r");
        running.wait_for("setup");
        running.wait_until("its prompt", |s| s.contents().trim_end().ends_with("ready>"));
        running.before = running.settings();
        running
    }

    fn spawn(command: CommandBuilder) -> Self {
        let pair = native_pty_system().openpty(size(24, 80)).unwrap();
        let tty = pair.master.tty_name().unwrap();
        let before = settings_of(&tty);
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
        Self {
            child,
            master: pair.master,
            _slave: pair.slave,
            keyboard,
            output,
            screen: vt100::Parser::new(some(24), some(80), 0),
            written: Vec::new(),
            before,
            tty,
        }
    }

    /// The settings of the terminal.
    pub fn settings(&self) -> String {
        settings_of(&self.tty)
    }

    /// Takes in what comes within a time; false when nothing did.
    pub fn take(&mut self, within: Duration) -> bool {
        match self.output.recv_timeout(within) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.written.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Takes in what comes until it has been silent for a moment.
    pub fn settle(&mut self) {
        while self.take(Duration::from_millis(500)) {}
    }

    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    #[track_caller]
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !holds(self.screen.screen()) {
            self.take(Duration::from_millis(100));
            assert!(start.elapsed() < PATIENCE, "no {what:?} in\n{}", self.text());
        }
    }

    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |s| s.contents().contains(text));
    }

    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.screen.screen_mut().set_size(some(rows), some(cols));
        self.master.resize(size(rows, cols)).unwrap();
    }

    pub fn press(&mut self, keys: &str) {
        self.press_bytes(keys.as_bytes());
    }

    pub fn press_bytes(&mut self, keys: &[u8]) {
        self.keyboard.write_all(keys).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Starts a draft of Payments and answers its first question with 2.
    pub fn answer(&mut self) {
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

    pub fn pid(&self) -> Pid {
        Pid::from_raw(i32::try_from(self.child.process_id().unwrap()).unwrap()).unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for the end of the program and of its output.
    #[track_caller]
    pub fn ended(&mut self) -> ExitStatus {
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
    pub fn is_given_back(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is off");
        assert_eq!(self.settings(), self.before, "the settings are those of before");
    }

    /// How often some bytes were written since `from`.
    pub fn count(&self, from: usize, bytes: &[u8]) -> usize {
        self.written[from..].windows(bytes.len()).filter(|w| *w == bytes).count()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The draft of Payments, in whatever quarter the clock of this machine says.
pub fn running_draft(machine: &Machine) -> quaymark::model::Draft {
    let drafts = machine.store().drafts().unwrap();
    assert_eq!(drafts.len(), 1);
    let read = drafts.into_iter().next().unwrap().draft.unwrap();
    assert_eq!(read.torn, None);
    read.draft
}

/// The note of the only answer of the draft.
pub fn note(machine: &Machine) -> Option<String> {
    running_draft(machine).answers.values().next().and_then(|a| a.note.clone())
}

/// A program for the test, as a file that can be run; gives its path.
pub fn script(machine: &Machine, name: &str, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = machine.root().join(name);
    put(&path, format!("#!/bin/sh\n{text}\n").as_bytes());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}
