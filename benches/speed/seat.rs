//! A program in a terminal of its own: every chunk of output is stamped by the thread that the system woke for it.
//! Questions that a program asks its terminal are answered, as a real one does.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::Outcome;

/// The size of every terminal here.
const ROWS: u16 = 24;
const COLUMNS: u16 = 80;
/// How long to wait for something that has to come.
const PATIENCE: Duration = Duration::from_secs(60);
/// What begins a frame, and what ends one.
pub const BEGIN: &[u8] = b"\x1b[?2026h";
pub const END: &[u8] = b"\x1b[?2026l";

type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// A running program.
pub struct Seat {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Keyboard,
    output: Receiver<(Instant, Vec<u8>)>,
    /// When it was spawned.
    pub started: Instant,
    /// Everything since the last `forget`.
    pub bytes: Vec<u8>,
    /// When the last chunk of it came.
    pub last: Instant,
    screen: vt100::Parser,
}

fn some(number: u16) -> Outcome<NonZero<u16>> {
    NonZero::new(number).ok_or_else(|| "a size of 0".into())
}

/// What a terminal answers.
fn answer(chunk: &[u8], screen: &vt100::Parser) -> String {
    let asked = |what: &[u8]| contains(chunk, what);
    let mut reply = String::new();
    if asked(b"\x1b]11;?") {
        reply.push_str("\x1b]11;rgb:0000/0000/0000\x1b\\");
    }
    if asked(b"\x1b[6n") {
        let (row, column) = screen.screen().cursor_position();
        let _ = write!(reply, "\x1b[{};{}R", row + 1, column + 1);
    }
    if asked(b"\x1b[c") {
        reply.push_str("\x1b[?62;c");
    }
    reply
}

impl Seat {
    /// Starts a program with this data directory.
    pub fn start(program: &str, arguments: &[&str], data: &Path) -> Outcome<Self> {
        let size = PtySize { rows: ROWS, cols: COLUMNS, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        command.env("PATH", "/usr/bin:/bin");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", data);
        command.env("QUAYMARK_DATA_DIR", data);
        command.cwd("/");
        let mut reader = pair.master.try_clone_reader()?;
        let keyboard: Keyboard = Arc::new(Mutex::new(pair.master.take_writer()?));
        let (send, output) = channel();
        let replies = Arc::clone(&keyboard);
        let mut terminal = vt100::Parser::new(some(ROWS)?, some(COLUMNS)?, 0);
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        std::thread::spawn(move || {
            let mut chunk = vec![0; 65536];
            while let Ok(n) = reader.read(&mut chunk) {
                let now = Instant::now();
                let Some(part) = chunk.get(..n).filter(|p| !p.is_empty()) else { return };
                terminal.process(part);
                let reply = answer(part, &terminal);
                if !reply.is_empty()
                    && let Ok(mut keyboard) = replies.lock()
                {
                    let _ = keyboard.write_all(reply.as_bytes());
                }
                if send.send((now, part.to_vec())).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(some(ROWS)?, some(COLUMNS)?, 0);
        Ok(Self { child, keyboard, output, started, bytes: Vec::new(), last: started, screen })
    }

    /// The id of the process.
    pub fn pid(&self) -> Outcome<u32> {
        self.child.process_id().ok_or_else(|| "no process".into())
    }

    /// What is on the screen.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Types keys; gives the time just before.
    pub fn press(&mut self, keys: &str) -> Outcome<Instant> {
        let before = Instant::now();
        let mut keyboard = self.keyboard.lock().map_err(|_| "the keyboard is broken")?;
        keyboard.write_all(keys.as_bytes())?;
        keyboard.flush()?;
        Ok(before)
    }

    /// Takes in one chunk that comes within a time. None when nothing came.
    fn take(&mut self, within: Duration) -> Option<Instant> {
        let (at, chunk) = self.output.recv_timeout(within).ok()?;
        self.screen.process(&chunk);
        self.bytes.extend(chunk);
        self.last = at;
        Some(at)
    }

    /// The time when the next output came.
    pub fn next(&mut self) -> Outcome<Instant> {
        self.take(PATIENCE).ok_or_else(|| format!("nothing came:\n{}", self.text()).into())
    }

    /// Waits until something holds of the screen; gives the time of the chunk that made it so.
    pub fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> Outcome<Instant> {
        let start = Instant::now();
        while !holds(self) {
            self.take(Duration::from_millis(200));
            if start.elapsed() > PATIENCE {
                return Err(format!("no {what:?} in\n{}", self.text()).into());
            }
        }
        Ok(self.last)
    }

    /// Waits until a text is on the screen and, for programs with frames, the frame is whole.
    pub fn shows(&mut self, text: &str) -> Outcome<Instant> {
        self.until(text, |seat| {
            let frames = [BEGIN, END].map(|mark| count(&seat.bytes, mark));
            seat.text().contains(text) && frames[0] == frames[1]
        })
    }

    /// Waits until nothing came for a time.
    pub fn quiet(&mut self, time: Duration) {
        while self.take(time).is_some() {}
    }

    /// Forgets what came so far.
    pub fn forget(&mut self) {
        self.bytes.clear();
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether something is in there.
pub fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|w| w == wanted)
}

/// How often something is in there.
pub fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).filter(|w| *w == wanted).count()
}
