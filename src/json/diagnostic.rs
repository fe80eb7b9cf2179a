//! A problem in a file: where it is, what was expected, what to do. It decides nothing.

use std::fmt::{self, Write as _};

/// Quoted text from a file is cut after this many characters.
const QUOTE_LIMIT: usize = 60;
/// An excerpt shows at most this many characters of a line before the marked one, and as many after it.
const EXCERPT_SIDE: usize = 50;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used.
    Error,
    /// The file can be used; `--strict` refuses it.
    Warning,
}

/// A place in a text: line and column, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

impl Position {
    /// The first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };
}

/// One problem in one file. The order is by file, line and column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file as it was named by the caller.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// Where in the content: `questions[3].levels[1].practices[0].id`. Empty for the whole file.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What was expected; may be empty.
    pub expected: String,
    /// What to do; may be empty.
    pub remedy: String,
    /// How bad it is.
    pub severity: Severity,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(file: &str, at: Position, path: &str, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: at.line,
            column: at.column,
            path: path.to_owned(),
            message: message.into(),
            expected: String::new(),
            remedy: String::new(),
            severity: Severity::Error,
        }
    }

    /// The same with what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = expected.into();
        self
    }

    /// The same with what to do.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The line of the source that the problem is in, cut around the place, with a caret under it.
    /// None when the source has no such line. Safe to print.
    pub fn excerpt(&self, source: &str) -> Option<String> {
        let source = source.strip_prefix('\u{feff}').unwrap_or(source);
        let line = source.split('\n').nth(self.line.checked_sub(1)?)?.trim_end_matches('\r');
        let skip = self.column.saturating_sub(1 + EXCERPT_SIDE);
        let before = safe(&line.chars().skip(skip).take(self.column - 1 - skip).collect::<String>());
        let after = safe(&line.chars().skip(self.column - 1).take(EXCERPT_SIDE).collect::<String>());
        let number = self.line.to_string();
        let indent = number.len() + 3 + before.chars().count();
        Some(format!("{number} | {before}{after}\n{:indent$}^", ""))
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", safe(&self.file), self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", safe(&self.path))?;
        }
        f.write_str(&safe(&self.message))?;
        if !self.expected.is_empty() {
            write!(f, "; expected {}", safe(&self.expected))?;
        }
        if !self.remedy.is_empty() {
            write!(f, "; {}", safe(&self.remedy))?;
        }
        Ok(())
    }
}

/// Text with everything that a terminal could act on, or that nobody can see, in escaped form.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\'' | '\\' => out.push(c),
            _ => out.extend(c.escape_debug()),
        }
    }
    out
}

/// Text from a file in quotes, escaped, cut after 60 characters.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    let mut rest = text.chars();
    for c in rest.by_ref().take(QUOTE_LIMIT) {
        if c == '\'' {
            out.push(c);
        } else {
            out.extend(c.escape_debug());
        }
    }
    if rest.next().is_some() {
        out.push('…');
    }
    out.push('"');
    out
}

/// The path of a key of an object: `questions[3].id`, or `profile["a b"]` where the key is no plain word.
pub fn key_path(path: &str, key: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if key.is_empty() || key.len() > QUOTE_LIMIT || !key.bytes().all(plain) {
        return format!("{path}[{}]", quoted(key));
    }
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The path of an item of a list: `questions[3]`.
pub fn item_path(path: &str, index: usize) -> String {
    let mut out = String::with_capacity(path.len() + 6);
    out.push_str(path);
    // Writing to a String cannot fail.
    let _ = write!(out, "[{index}]");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_place_problem_and_remedy() {
        let problem = Diagnostic::error("a.json", Position { line: 3, column: 9 }, "weight", "found 9")
            .expected("a whole number from 1 to 5")
            .remedy("correct the value");
        assert_eq!(
            problem.to_string(),
            "a.json:3:9: weight: found 9; expected a whole number from 1 to 5; correct the value"
        );
        let bare = Diagnostic::error("a.json", Position::START, "", "the file is empty");
        assert_eq!(bare.to_string(), "a.json:1:1: the file is empty");
    }

    #[test]
    fn nothing_from_a_file_reaches_a_terminal_raw() {
        let evil = "x\u{1b}[31m\u{202e}\u{7}\r\n\u{200b}\u{9b}";
        let mut problem = Diagnostic::error(evil, Position::START, evil, quoted(evil));
        problem = problem.expected(evil).remedy(evil);
        let shown = problem.to_string() + &problem.excerpt(evil).unwrap().replace('\n', "");
        assert!(!shown.chars().any(|c| c.is_control() || c == '\u{202e}' || c == '\u{200b}'), "{shown:?}");
        assert_eq!(quoted(&"é".repeat(70)), format!("\"{}…\"", "é".repeat(60)));
    }

    #[test]
    fn an_excerpt_points_at_the_character() {
        let problem = Diagnostic::error("a", Position { line: 2, column: 3 }, "", "");
        assert_eq!(problem.excerpt("{\n \"é\": 1\n}").unwrap(), "2 |  \"é\": 1\n      ^");
        assert_eq!(problem.excerpt("one line"), None);
        let far = Diagnostic::error("a", Position { line: 1, column: 1000 }, "", "");
        assert!(far.excerpt(&"x".repeat(5000)).unwrap().len() < 220);
    }

    #[test]
    fn sorts_by_place() {
        let at = |file: &str, line, column| Diagnostic::error(file, Position { line, column }, "", "");
        let mut list = [at("b", 1, 1), at("a", 10, 1), at("a", 2, 9), at("a", 2, 1)];
        list.sort();
        let order: Vec<_> = list.iter().map(|d| (d.file.as_str(), d.line, d.column)).collect();
        assert_eq!(order, [("a", 2, 1), ("a", 2, 9), ("a", 10, 1), ("b", 1, 1)]);
    }

    #[test]
    fn paths() {
        assert_eq!(item_path(&key_path("", "questions"), 3), "questions[3]");
        assert_eq!(key_path("questions[3]", "id"), "questions[3].id");
        assert_eq!(key_path("profile", "a b"), "profile[\"a b\"]");
    }
}
