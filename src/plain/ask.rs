//! Reading lines and printing them: every line goes out clean, whoever wrote what is in it.

use std::io::{self, BufRead, Read, Write};

use crate::model::DimensionCode;
use crate::model::answer::NOTE_LIMIT;
use crate::text::Clean;

/// Why the talk stops.
#[derive(Debug)]
pub(super) enum Stop {
    /// The person stopped, or the input has ended.
    End,
    /// The input or the output is broken.
    Broken(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

/// The outcome of a part of the talk.
pub(super) type Told<T = ()> = Result<T, Stop>;

/// What one reading gave.
pub(super) enum Heard {
    /// A line without its end.
    Line(String),
    /// A line that is longer than any note may be; it was skipped.
    TooLong,
    /// Nothing more can come.
    Nothing,
}

/// Reads a line of at most as many bytes as a note may have.
pub(super) fn hear(input: &mut dyn BufRead) -> io::Result<Heard> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(NOTE_LIMIT).unwrap_or(u64::MAX);
    (&mut *input).take(limit + 1).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(Heard::Nothing);
    }
    if bytes.len() > NOTE_LIMIT && bytes.last() != Some(&b'\n') {
        skip_line(input)?;
        return Ok(Heard::TooLong);
    }
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Ok(Heard::Line(text.strip_suffix('\r').unwrap_or(text).to_owned()))
}

fn skip_line(input: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let (used, done) = {
            let there = input.fill_buf()?;
            match there.iter().position(|b| *b == b'\n') {
                Some(at) => (at + 1, true),
                None => (there.len(), there.is_empty()),
            }
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

/// Prints one fact.
pub(super) fn say(output: &mut dyn Write, text: &str) -> io::Result<()> {
    writeln!(output, "{}", Clean::line(text))
}

/// Prints what is asked for; the answer is typed behind it.
pub(super) fn prompt(output: &mut dyn Write, text: &str) -> io::Result<()> {
    write!(output, "{} ", Clean::line(text))?;
    output.flush()
}

/// A place in a list from its number as printed, which counts from 1.
pub(super) fn place(text: &str, len: usize) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| text.parse::<usize>().ok()).flatten()?;
    number.checked_sub(1).filter(|place| *place < len)
}

/// A place in a list of dimensions: by its number where numbers are shown, or by its code.
pub(super) fn dimension<'a>(
    text: &str,
    numbered: bool,
    codes: impl ExactSizeIterator<Item = &'a DimensionCode>,
) -> Option<usize> {
    let number = numbered.then(|| place(text, codes.len())).flatten();
    let mut codes = codes;
    number.or_else(|| codes.position(|code| code.as_str().eq_ignore_ascii_case(text)))
}

/// Several places, each once, separated by spaces or commas; none when one of them is not a place.
pub(super) fn places(text: &str, len: usize) -> Option<Vec<usize>> {
    let mut list = Vec::new();
    for part in text.split([' ', ',', '\t']).filter(|p| !p.is_empty()) {
        let place = place(part, len)?;
        if !list.contains(&place) {
            list.push(place);
        }
    }
    (!list.is_empty()).then_some(list)
}

/// A noun with its number: `1 question`, `3 questions`.
pub(super) fn several(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A sentence that ends in a full stop, whatever the text ends in.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!', ':']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_list() {
        for (text, expected) in
            [("1", Some(0)), ("3", Some(2)), ("0", None), ("4", None), ("+1", None), ("", None), ("x", None)]
        {
            assert_eq!(place(text, 3), expected, "{text}");
        }
        assert_eq!(place("99999999999999999999999", 3), None);
        assert_eq!(places("3, 1 3", 3), Some(vec![2, 0]));
        assert_eq!(places("1 4", 3), None);
        assert_eq!(places(" , ", 3), None);
        let codes = ["SEC", "NET"].map(|c| DimensionCode::parse(c).unwrap());
        assert_eq!(dimension("2", true, codes.iter()), Some(1));
        assert_eq!(dimension("2", false, codes.iter()), None);
        assert_eq!(dimension("net", false, codes.iter()), Some(1));
        assert_eq!(dimension("DEL", true, codes.iter()), None);
    }

    #[test]
    fn lines_end_in_any_way_and_long_ones_are_skipped() {
        let long = "x".repeat(NOTE_LIMIT + 5);
        let text = format!("a\r\n\nb \n{long}\n{}\nlast", "y".repeat(NOTE_LIMIT));
        let mut input = text.as_bytes();
        let mut heard = Vec::new();
        loop {
            match hear(&mut input).unwrap() {
                Heard::Line(line) => heard.push(line.len()),
                Heard::TooLong => heard.push(usize::MAX),
                Heard::Nothing => break,
            }
        }
        assert_eq!(heard, [1, 0, 2, usize::MAX, NOTE_LIMIT, 4]);
    }

    #[test]
    fn nothing_hidden_is_printed() {
        let mut out = Vec::new();
        say(&mut out, "Team: \u{1b}[2J\nx\u{202e}").unwrap();
        prompt(&mut out, "a\tb:").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "Team: ^[[2J x<U+202E>\na b: ");
    }
}
