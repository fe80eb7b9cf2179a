//! What is checked of a JSON text by plain loops before a recursive parser sees it:
//! size, encoding, leftovers of a merge, nesting, and characters that a forgiving parser would let pass.

use super::diagnostic::{Diagnostic, Position};

/// What a text may have at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Objects and lists within each other.
    pub depth: usize,
    /// Values: a small file of many tiny values would otherwise take many times its size in memory.
    pub values: usize,
}

impl Limits {
    /// For a file of its own: 4 MiB.
    pub const FILE: Self = Self { bytes: 4 * 1024 * 1024, depth: 64, values: 200_000 };
    /// For a whole questionnaire in one file: 16 MiB.
    pub const BUNDLE: Self = Self { bytes: 16 * 1024 * 1024, ..Self::FILE };
}

/// The text of a file, without a byte order mark, when a parser may have it.
///
/// # Errors
/// One diagnostic that names the first thing that is wrong.
pub fn check<'a>(file: &str, bytes: &'a [u8], limits: Limits) -> Result<&'a str, Box<Diagnostic>> {
    let whole = |message: String| Diagnostic::error(file, Position::START, "", message);
    if bytes.len() > limits.bytes {
        let problem = whole(format!("the file has {} bytes", bytes.len()));
        return Err(Box::new(problem.expected(format!("at most {} bytes", limits.bytes)).remedy("split it")));
    }
    let text = decode(file, bytes)?;
    if text.trim().is_empty() {
        let problem = whole("the file is empty".to_owned());
        return Err(Box::new(problem.expected("a JSON object").remedy("restore the file, or remove it")));
    }
    if let Some(problem) = unresolved_merge(file, text) {
        return Err(Box::new(problem));
    }
    match first_problem(text, limits) {
        Some((offset, problem)) => {
            let at = position(text, offset);
            Err(Box::new(Diagnostic { line: at.line, column: at.column, ..problem.named(file) }))
        }
        None => Ok(text),
    }
}

/// Line and column of a byte offset, counted from the start of the text.
pub fn position(text: &str, offset: usize) -> Position {
    let mut at = Position::START;
    for (index, c) in text.char_indices() {
        if index >= offset {
            break;
        }
        at = advance(at, c);
    }
    at
}

/// The place after a character.
pub fn advance(at: Position, c: char) -> Position {
    if c == '\n' {
        Position { line: at.line + 1, column: 1 }
    } else {
        Position { column: at.column + 1, ..at }
    }
}

fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Box<Diagnostic>> {
    let utf16 = bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || matches!(bytes, [0, first, ..] | [first, 0, ..] if *first != 0);
    if utf16 {
        let problem = Diagnostic::error(file, Position::START, "", "the file is UTF-16 (seen at byte 0)");
        return Err(Box::new(problem.expected("UTF-8").remedy("save it as UTF-8")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map_or((bytes, 0), |rest| (rest, 3));
    std::str::from_utf8(bytes.0).map_err(|error| {
        let valid = error.valid_up_to();
        let before = bytes.0.get(..valid).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default();
        let byte = bytes.0.get(valid).copied().unwrap_or_default();
        let message = format!("byte 0x{byte:02x} at offset {} is not UTF-8", valid + bytes.1);
        let problem = Diagnostic::error(file, position(before, valid), "", message);
        Box::new(problem.expected("UTF-8").remedy("save it as UTF-8"))
    })
}

fn unresolved_merge(file: &str, text: &str) -> Option<Diagnostic> {
    let marker = |line: &str| {
        ["<<<<<<< ", "||||||| ", ">>>>>>> "].iter().any(|m| line.starts_with(m))
            || line.trim_end() == "======="
    };
    let lines: Vec<usize> =
        text.split('\n').enumerate().filter(|(_, line)| marker(line)).map(|(index, _)| index + 1).collect();
    let first = *lines.first()?;
    let mut named: Vec<String> = lines.iter().take(10).map(ToString::to_string).collect();
    if lines.len() > 10 {
        named.push("…".to_owned());
    }
    let word = if lines.len() == 1 { "line" } else { "lines" };
    let message = format!("unresolved merge: Git conflict markers on {word} {}", named.join(", "));
    Some(
        Diagnostic::error(file, Position { line: first, column: 1 }, "", message)
            .remedy("choose one side and remove the markers"),
    )
}

/// A problem whose file is not known yet.
struct Problem {
    message: String,
    expected: String,
    remedy: &'static str,
}

impl Problem {
    fn named(self, file: &str) -> Diagnostic {
        Diagnostic::error(file, Position::START, "", self.message).expected(self.expected).remedy(self.remedy)
    }
}

/// The first thing that the parser must not see, with its byte offset. Stops without a problem at a byte
/// that the parser refuses by itself, because nothing after it is parsed.
fn first_problem(text: &str, limits: Limits) -> Option<(usize, Problem)> {
    let (mut depth, mut values, mut in_string, mut escaped) = (0usize, 1usize, false, false);
    for (offset, c) in text.char_indices() {
        if in_string {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => in_string = false,
                _ => {}
            }
            if c < ' ' {
                return Some((offset, control(c)));
            }
            continue;
        }
        match c {
            '"' => in_string = true,
            '[' | '{' => (depth, values) = (depth + 1, values + 1),
            ']' | '}' => depth = depth.saturating_sub(1),
            ',' => values += 1,
            ' ' | '\t' | '\n' | '\r' => {}
            '\'' | '/' => return None,
            _ if c.is_whitespace() || c.is_control() || !c.is_ascii() => return Some((offset, stray(c))),
            _ => {}
        }
        if depth > limits.depth {
            return Some((offset, too_many("nested deeper than", limits.depth, "flatten it")));
        }
        if values > limits.values {
            return Some((offset, too_many("more values than", limits.values, "split the file")));
        }
    }
    None
}

fn too_many(what: &str, limit: usize, remedy: &'static str) -> Problem {
    Problem { message: format!("{what} {limit}"), expected: format!("at most {limit}"), remedy }
}

fn control(c: char) -> Problem {
    Problem {
        message: format!("control character U+{:04X} inside a text", u32::from(c)),
        expected: "an escape such as \\n".to_owned(),
        remedy: "write it escaped; check for a missing quote",
    }
}

fn stray(c: char) -> Problem {
    Problem {
        message: format!("character U+{:04X} outside of a text", u32::from(c)),
        expected: "JSON".to_owned(),
        remedy: "remove it, or put the text in double quotes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> String {
        check("a.json", bytes, Limits::FILE).unwrap_err().to_string()
    }

    #[test]
    fn names_what_is_wrong_with_the_file() {
        let table: [(&[u8], &str); 9] = [
            (b"", "a.json:1:1: the file is empty"),
            (b" \n ", "a.json:1:1: the file is empty"),
            (b"\xff\xfe{\0}\0", "a.json:1:1: the file is UTF-16 (seen at byte 0)"),
            (b"{\0}\0", "a.json:1:1: the file is UTF-16"),
            (b"{\n \"\xc3\xa9\xff\": 1}", "a.json:2:4: byte 0xff at offset 6 is not UTF-8"),
            (b"\xef\xbb\xbf\xff", "a.json:1:1: byte 0xff at offset 3 is not UTF-8"),
            (b"{\"a\tb\": 1}", "a.json:1:4: control character U+0009 inside a text"),
            (b"{\x0b}", "a.json:1:2: character U+000B outside of a text"),
            ("{\u{a0}}".as_bytes(), "a.json:1:2: character U+00A0 outside of a text"),
        ];
        for (bytes, expected) in table {
            let shown = refusal(bytes);
            assert!(shown.starts_with(expected), "{shown}");
        }
    }

    #[test]
    fn an_unresolved_merge_names_its_lines() {
        let text = "{\n<<<<<<< HEAD\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> x\n}";
        assert!(
            refusal(text.as_bytes())
                .starts_with("a.json:2:1: unresolved merge: Git conflict markers on lines 2, 4, 6; ")
        );
        let text = text.replace('\n', "\r\n");
        assert!(refusal(text.as_bytes()).contains("lines 2, 4, 6"));
        assert!(check("a", br#"{"a": "<<<<<<< HEAD ======="}"#, Limits::FILE).is_ok());
    }

    #[test]
    fn limits_hold_to_the_byte() {
        let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(check("a", deep(64).as_bytes(), Limits::FILE).is_ok());
        assert!(refusal(deep(65).as_bytes()).starts_with("a.json:1:65: nested deeper than 64"));
        assert!(refusal(deep(100_000).as_bytes()).starts_with("a.json:1:65: nested deeper than 64"));
        let small = Limits { bytes: 4, depth: 9, values: 2 };
        assert!(check("a", b"[11]", small).is_ok());
        assert!(check("a", b"[11] ", small).unwrap_err().to_string().contains("the file has 5 bytes"));
        assert!(check("a", b"[,]", small).unwrap_err().to_string().contains("more values than 2"));
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(check("a", b"\xef\xbb\xbf{}", Limits::FILE).unwrap(), "{}");
    }
}
