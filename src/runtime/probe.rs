//! Asks the terminal what it looks like: its background, and how wide it draws a line. One round, with a limit, before
//! anything else is read from it. What a person typed meanwhile is handed on.

use super::environment::Ground;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Questions {
    /// The background. It needs an answer that some terminals give late.
    pub background: bool,
    /// The width of a drawn line.
    pub width: bool,
}

/// What the terminal said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Its background.
    pub ground: Option<Ground>,
    /// Whether a drawn line takes two cells.
    pub wide: Option<bool>,
    /// Whether the background may still come: it was asked for, and the terminal has not said that it is done.
    pub late: bool,
    /// What else came: keys that somebody pressed, as the terminal sends them.
    pub typed: Vec<u8>,
}

/// The character that is measured: the most frequent of those that some terminals draw two cells wide.
const MEASURED: &str = "─";
/// The answers end with the answer to this, which every terminal gives.
const FENCE: &str = "\x1b[c";

impl Questions {
    /// Whether anything is asked. Only where answers can be read.
    fn any(self) -> bool {
        cfg!(unix) && self != Self::default()
    }

    /// What is written to the terminal; the cursor ends at the start of an empty line.
    fn text(self) -> String {
        let background = if self.background { "\x1b]11;?\x1b\\" } else { "" };
        let width = if self.width { format!("\r{MEASURED}\x1b[6n\r\x1b[2K") } else { String::new() };
        format!("{background}{width}{FENCE}")
    }
}

/// Bytes from the terminal, taken apart.
#[derive(Debug, Default, PartialEq)]
struct Parsed {
    answers: Answers,
    /// Whether the last of the answers is there.
    done: bool,
    /// Whether they end in the middle of one.
    cut: bool,
}

fn parse(bytes: &[u8]) -> Parsed {
    let mut parsed = Parsed::default();
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let (length, found) = match rest {
            [0x1b, b']', b'1', b'1', b';', ..] => string(rest),
            [0x1b, b'[', ..] => sequence(rest),
            [0x1b] | [0x1b, b']'] | [0x1b, b']', b'1'] | [0x1b, b']', b'1', b'1'] => (rest.len(), Found::Cut),
            _ => {
                parsed.answers.typed.push(*first);
                rest = after;
                continue;
            }
        };
        let (this, following) = rest.split_at(length);
        match found {
            Found::Background(text) => parsed.answers.ground = ground(text),
            Found::Column(column) => parsed.answers.wide = Some(column > 2),
            Found::Fence => parsed.done = true,
            Found::Key => parsed.answers.typed.extend(this),
            Found::Cut => parsed.cut = true,
        }
        rest = following;
    }
    parsed
}

enum Found<'a> {
    Background(&'a [u8]),
    Column(u32),
    Fence,
    Key,
    Cut,
}

/// `ESC ] 11 ; colour` up to BEL or `ESC \`.
fn string(bytes: &[u8]) -> (usize, Found<'_>) {
    let end = bytes.iter().skip(2).position(|b| matches!(b, 0x07 | 0x1b)).map(|i| i + 2);
    let text = |end: usize| Found::Background(bytes.get(5..end).unwrap_or_default());
    match end.map(|e| (e, bytes.get(e), bytes.get(e + 1))) {
        Some((e, Some(0x07), _)) => (e + 1, text(e)),
        Some((e, Some(0x1b), Some(b'\\'))) => (e + 2, text(e)),
        Some((_, Some(0x1b), None)) | None => (bytes.len(), Found::Cut),
        // Something else starts before it ended.
        Some((e, ..)) => (e, Found::Background(&[])),
    }
}

/// `ESC [ ... letter`: an answer, or a key.
fn sequence(bytes: &[u8]) -> (usize, Found<'_>) {
    let Some(end) = bytes.iter().skip(2).position(|b| (0x40..=0x7e).contains(b)).map(|i| i + 2) else {
        return (bytes.len(), Found::Cut);
    };
    let inner = bytes.get(2..end).unwrap_or_default();
    let found = match (bytes.get(end), inner.first()) {
        (Some(b'c'), Some(b'?')) => Found::Fence,
        (Some(b'R'), _) => {
            let column = std::str::from_utf8(inner).ok().and_then(|t| t.split_once(';')?.1.parse().ok());
            column.map_or(Found::Key, Found::Column)
        }
        _ => Found::Key,
    };
    (end + 1, found)
}

/// The background of a colour such as `rgb:1e1e/1e1e/1e1e`.
fn ground(text: &[u8]) -> Option<Ground> {
    let text = std::str::from_utf8(text).ok()?;
    let parts = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?;
    let part = |hex: &str| {
        let most = 16_u32.checked_pow(u32::try_from(hex.len()).ok()?)?.checked_sub(1)?;
        let plain = (1..=4).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
        plain.then_some(())?;
        Some(u32::from_str_radix(hex, 16).ok()? * 255 / most.max(1))
    };
    let mut parts = parts.split('/').map(part);
    let (r, g, b) = (parts.next()??, parts.next()??, parts.next()??);
    // How bright it is to the eye, in thousandths of 255.
    Some(if 299 * r + 587 * g + 114 * b > 127_500 { Ground::Light } else { Ground::Dark })
}

/// What to write to a terminal so that it answers; nothing where there is nothing to ask. Its input has to be raw.
pub fn question(questions: Questions) -> String {
    if questions.any() { questions.text() } else { String::new() }
}

/// What the terminal on the standard input answers. It has been asked.
#[cfg(unix)]
pub fn answers(questions: Questions) -> Answers {
    if questions.any() { listen(&std::io::stdin(), questions) } else { Answers::default() }
}

/// Nothing is asked here.
#[cfg(not(unix))]
pub fn answers(_: Questions) -> Answers {
    Answers::default()
}

/// Asks the terminal on the standard streams, whose input need not be raw. Nothing is asked, and nothing answered, where they are none.
#[cfg(unix)]
pub fn ask(questions: Questions) -> Answers {
    use std::io::{Write, stdin, stdout};

    use rustix::termios::{OptionalActions, isatty, tcgetattr, tcsetattr};

    let (input, mut output) = (stdin(), stdout());
    if questions == Questions::default() || !isatty(&input) || !isatty(&output) {
        return Answers::default();
    }
    let Ok(before) = tcgetattr(&input) else { return Answers::default() };
    let mut raw = before.clone();
    raw.make_raw();
    if tcsetattr(&input, OptionalActions::Now, &raw).is_err() {
        return Answers::default();
    }
    let written = output.write_all(questions.text().as_bytes()).and_then(|()| output.flush());
    let answers = if written.is_ok() { listen(&input, questions) } else { Answers::default() };
    // When this fails the terminal is gone, and the next thing that uses it says so.
    let _ = tcsetattr(&input, OptionalActions::Now, &before);
    answers
}

/// Nothing is asked here.
#[cfg(not(unix))]
pub fn ask(_: Questions) -> Answers {
    Answers::default()
}

/// Reads until everything is answered, or nothing more comes.
#[cfg(unix)]
fn listen(input: &std::io::Stdin, questions: Questions) -> Answers {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    /// How long to wait for the next bytes, in nanoseconds: 100 ms.
    const PATIENCE: i64 = 100_000_000;
    /// Answers come in a few pieces; somebody who leans on a key must not hold the start up.
    const PIECES: usize = 8;

    let mut bytes = Vec::new();
    let mut parsed = Parsed::default();
    for _ in 0..PIECES {
        let mut wait = [PollFd::new(input, PollFlags::IN)];
        let limit = Timespec { tv_sec: 0, tv_nsec: PATIENCE };
        match poll(&mut wait, Some(&limit)) {
            Ok(1..) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Ok(0) | Err(_) => break,
        }
        let mut piece = [0; 1024];
        match rustix::io::read(input, &mut piece) {
            Ok(0) | Err(_) => break,
            Ok(n) => bytes.extend(piece.iter().take(n)),
        }
        parsed = parse(&bytes);
        if parsed.done && !parsed.cut {
            break;
        }
    }
    let mut answers = parsed.answers;
    answers.late = questions.background && answers.ground.is_none() && !parsed.done;
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_from_keys() {
        let parsed = parse(b"q\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[1;2R\x1b[A\x1b[?62;22c3");
        let typed = b"q\x1b[A3".to_vec();
        let answers = Answers { ground: Some(Ground::Dark), wide: Some(false), late: false, typed };
        assert_eq!(parsed, Parsed { answers, done: true, cut: false });
        assert_eq!(parse(b"\x1b]11;rgb:ff/ff/f0\x07").answers.ground, Some(Ground::Light));
        assert_eq!(parse(b"\x1b]11;rgba:ffff/ffff/ffff/ffff\x07").answers.ground, Some(Ground::Light));
        assert_eq!(parse("\x1b[24;3R".as_bytes()).answers.wide, Some(true));
        assert_eq!(parse("ä".as_bytes()).answers.typed, "ä".as_bytes());
    }

    #[test]
    fn an_answer_in_pieces_is_waited_for_at_every_byte() {
        let whole = b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[1;2R\x1b[?62;22c";
        for end in 0..whole.len() {
            let parsed = parse(&whole[..end]);
            assert_eq!(parsed.answers.typed, b"", "{end}: nothing of an answer is taken for a key");
            assert!(!parsed.done, "{end}");
        }
        assert!(parse(whole).done);
    }

    #[test]
    fn nonsense_is_no_background() {
        for text in
            ["", "rgb:", "rgb:1/2", "rgb:xx/yy/zz", "rgb:12345/1/1", "#ffffff", "rgb:+f/1/1", "rgb://"]
        {
            assert_eq!(ground(text.as_bytes()), None, "{text}");
        }
    }
}
