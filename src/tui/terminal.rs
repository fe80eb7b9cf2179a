//! Entering and leaving the terminal, and what is written to it: only what differs from what is there. Whatever
//! happens, the terminal is given back as it was found.

use std::io::{self, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::runtime::crash;

use super::changes::changes;
use super::face::Face;

/// Whether the terminal is ours now, so that leaving twice does nothing.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// How often to try to take the terminal back from a shell that has not quite let go of it.
const TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_millis(50);

/// The terminal while it is ours. Dropping it gives it back.
pub struct Screen {
    /// What is on it.
    shown: Buffer,
    /// What the next frame is drawn into: the one before, so that nothing has to be allocated.
    spare: Buffer,
    /// Where its cursor is; none when it is hidden, or where it is is not known.
    cursor: Option<Position>,
    /// Whether all has to be written.
    whole: bool,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste; and writes a question to it with the same
    /// bytes.
    ///
    /// # Errors
    /// When the terminal refuses; it is as it was then.
    pub fn enter(question: &str) -> io::Result<Self> {
        take(question)?;
        Ok(Self {
            shown: Buffer::default(),
            spare: Buffer::default(),
            cursor: None,
            whole: true,
            mouse: false,
        })
    }

    /// Takes the terminal again after it was given back, or after somebody else may have used it.
    ///
    /// # Errors
    /// When the terminal refuses for longer than a moment; it is given back then.
    pub fn retake(&mut self) -> io::Result<()> {
        // What the terminal is like now is what it is given back as.
        let _ = disable_raw_mode();
        self.clear();
        self.mouse = false;
        let mut left = TRIES;
        loop {
            match take("") {
                Ok(()) => return Ok(()),
                Err(error) if left == 0 => return Err(error),
                Err(_) => left -= 1,
            }
            std::thread::sleep(BETWEEN_TRIES);
        }
    }

    /// Draws the face in one write, which the terminal shows at once where it can. What is there already is not
    /// written again; when nothing differs nothing is written.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, face: &Face) -> io::Result<()> {
        let (next, cursor) = self.next(face)?;
        let area = next.area;
        crash::provoke("draw");
        let mut out: Vec<u8> = Vec::new();
        self.point(face.app.settings.mouse(), &mut out)?;
        let whole = std::mem::take(&mut self.whole) || self.shown.area != area;
        if whole {
            queue!(out, Clear(ClearType::All))?;
            self.shown = Buffer::empty(area);
            self.cursor = None;
        }
        let changes = changes(&self.shown, &next);
        if !changes.is_empty() {
            CrosstermBackend::new(&mut out).draw(changes.into_iter())?;
        }
        if !out.is_empty() || cursor != self.cursor {
            let mut frame: Vec<u8> = Vec::new();
            queue!(frame, BeginSynchronizedUpdate)?;
            frame.extend_from_slice(&out);
            match cursor {
                Some(at) => queue!(frame, cursor::MoveTo(at.x, at.y))?,
                None => queue!(frame, cursor::Hide)?,
            }
            if cursor.is_some() && (self.cursor.is_none() || whole) {
                queue!(frame, cursor::Show)?;
            }
            queue!(frame, EndSynchronizedUpdate)?;
            self.write(&frame)?;
        }
        self.spare = std::mem::replace(&mut self.shown, next);
        self.cursor = cursor;
        Ok(())
    }

    /// Draws without writing, while there is nothing better to do: what the next drawing needs is in memory then.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn rehearse(&mut self, face: &Face) -> io::Result<()> {
        (self.spare, _) = self.next(face)?;
        Ok(())
    }

    /// What is to be on the screen, and where the cursor belongs.
    fn next(&mut self, face: &Face) -> io::Result<(Buffer, Option<Position>)> {
        let (width, height) = size()?;
        let area = Rect::new(0, 0, width, height);
        let mut next = std::mem::take(&mut self.spare);
        if next.area == area {
            next.reset();
        } else {
            next = Buffer::empty(area);
        }
        let cursor = face.draw(&mut next);
        Ok((next, cursor))
    }

    /// Has the terminal report clicks and the wheel, or lets it keep them for selecting text.
    fn point(&mut self, wanted: bool, out: &mut Vec<u8>) -> io::Result<()> {
        if wanted == self.mouse {
            return Ok(());
        }
        self.mouse = wanted;
        mouse(wanted, out)
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Forgets what is on the screen, so that the next drawing writes everything. Asks the terminal nothing:
    /// one that does not answer would hold everything up.
    pub fn clear(&mut self) {
        self.whole = true;
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// How large the terminal is, in cells. Asked of the terminal that is written to: opening it anew for every frame
/// would take longer than drawing.
///
/// # Errors
/// When there is no terminal.
#[cfg(unix)]
pub fn size() -> io::Result<(u16, u16)> {
    match rustix::termios::tcgetwinsize(stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => Ok((size.ws_col, size.ws_row)),
        _ => crossterm::terminal::size(),
    }
}

/// How large the terminal is, in cells.
///
/// # Errors
/// When there is no terminal.
#[cfg(not(unix))]
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

fn take(question: &str) -> io::Result<()> {
    ENTERED.store(true, Ordering::SeqCst);
    let enter = || execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, Print(question));
    let taken = enable_raw_mode().and_then(|()| enter());
    if taken.is_err() {
        leave();
    }
    taken
}

/// Buttons and wheel only: a terminal that reports every movement would wake the program for nothing.
#[cfg(unix)]
fn mouse(wanted: bool, out: &mut impl Write) -> io::Result<()> {
    out.write_all(if wanted { b"\x1b[?1000h\x1b[?1006h" } else { b"\x1b[?1006l\x1b[?1000l" })
}

#[cfg(not(unix))]
fn mouse(wanted: bool, out: &mut impl Write) -> io::Result<()> {
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    if wanted { execute!(out, EnableMouseCapture) } else { execute!(out, DisableMouseCapture) }
}

/// Gives the terminal back, step by step: one that fails does not keep the others from being tried.
pub fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = stdout();
    let _ = execute!(out, EndSynchronizedUpdate);
    let _ = mouse(false, &mut out);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, cursor::Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}
