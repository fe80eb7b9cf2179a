//! People's text made safe to show: the only way from a file or the keyboard to a terminal.
//! Nothing is lost: what cannot be shown as it is becomes visible. Files keep the text byte for byte.

use std::fmt::{self, Write as _};

use unicode_segmentation::UnicodeSegmentation;

use super::hidden::{is_blank, is_hidden, is_pictograph, takes_joiners, with_base};

/// The most combining marks that one character keeps.
const MARKS: usize = 8;
/// The most joiners that one emoji keeps; the longest in use have three.
const JOINERS: usize = 3;
/// What a tab becomes where line breaks are kept.
const TAB: &str = "    ";

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
const EMOJI_SELECTOR: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';

/// Text without control characters, bidi controls or invisible characters; safe for a terminal. See `docs/files.md`.
///
/// Controls are in caret form (`^[`), other hidden characters read `<U+202E>`, marks beyond eight on one character
/// read `<+4 marks>`. Joiners stay inside emoji and inside words of scripts that need them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Clean(String);

impl Clean {
    /// One line: line breaks and tabs become a space.
    pub fn line(text: &str) -> Self {
        Self(cleaned(text, " ", " "))
    }

    /// Lines separated by `\n`, whatever the line breaks were; tabs become four spaces.
    pub fn block(text: &str) -> Self {
        Self(cleaned(text, "\n", TAB))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Clean> for String {
    fn from(clean: Clean) -> Self {
        clean.0
    }
}

fn cleaned(text: &str, line_break: &str, tab: &str) -> String {
    let plain = |b: u8| (b' '..=b'~').contains(&b);
    if text.bytes().all(plain) {
        return text.to_owned();
    }
    let mut cleaner = Cleaner { out: String::with_capacity(text.len()), ..Cleaner::default() };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => cleaner.own(line_break),
            '\t' => cleaner.own(tab),
            _ => cleaner.take(c, chars.peek().copied()),
        }
    }
    cleaner.close();
    cleaner.out
}

/// What has been written so far, and what the next character may lean on.
#[derive(Default)]
struct Cleaner {
    out: String,
    /// The last character that was written as it is; none after a break or a marker of ours.
    last: Option<char>,
    /// Marks on the current character, kept and left out.
    marks: usize,
    /// Joiners in the current emoji.
    joiners: usize,
}

impl Cleaner {
    fn take(&mut self, c: char, next: Option<char>) {
        if self.joins(c, next) {
            self.joiners += usize::from(c == ZWJ);
            self.write(c);
        } else if is_hidden(c) {
            self.own(&visible(c));
        } else if is_blank(c) {
            self.base(if c == '\u{3000}' { c } else { ' ' });
        } else if is_mark(c) {
            self.mark(c);
        } else {
            self.base(c);
        }
    }

    /// Whether a hidden character has a use where it stands.
    fn joins(&self, c: char, next: Option<char>) -> bool {
        let Some(last) = self.last else { return false };
        let emoji = |c: char| is_pictograph(c) && !is_modifier(c);
        match c {
            EMOJI_SELECTOR => {
                is_pictograph(last)
                    || (matches!(last, '0'..='9' | '#' | '*') && next == Some(KEYCAP) && self.marks == 0)
            }
            ZWJ if self.joiners < JOINERS
                && (is_pictograph(last) || last == EMOJI_SELECTOR)
                && next.is_some_and(emoji) =>
            {
                true
            }
            ZWJ | ZWNJ => takes_joiners(last) && next.is_some_and(takes_joiners),
            _ => false,
        }
    }

    fn write(&mut self, c: char) {
        self.out.push(c);
        self.last = Some(c);
    }

    /// A character that stands by itself. One that is joined continues the emoji before it.
    fn base(&mut self, c: char) {
        self.close();
        if self.last != Some(ZWJ) {
            self.joiners = 0;
        }
        self.write(c);
    }

    fn mark(&mut self, c: char) {
        if self.last.is_none_or(|l| l == ' ') && self.marks == 0 {
            self.own(&code_point(c));
            return;
        }
        self.marks += 1;
        if self.marks <= MARKS {
            self.write(c);
        }
    }

    /// Text of ours: a break or a marker, which carries no marks.
    fn own(&mut self, text: &str) {
        self.close();
        self.out.push_str(text);
        self.last = None;
        self.joiners = 0;
    }

    /// Ends the marks of the current character.
    fn close(&mut self) {
        if self.marks > MARKS {
            let left_out = self.marks - MARKS;
            let _ = write!(self.out, "<+{left_out} mark{}>", if left_out == 1 { "" } else { "s" });
        }
        self.marks = 0;
    }
}

/// Skin tones: they change the emoji before them.
fn is_modifier(c: char) -> bool {
    ('\u{1F3FB}'..='\u{1F3FF}').contains(&c)
}

/// Whether a character belongs to the one before it. The halfwidth Japanese sound marks have a cell of their own.
fn is_mark(c: char) -> bool {
    if c.is_ascii() || matches!(c, '\u{FF9E}' | '\u{FF9F}') {
        return false;
    }
    let mut buffer = [0; 5];
    unicode_width::UnicodeWidthChar::width(c) == Some(0)
        || with_base(c, &mut buffer).is_some_and(|t| t.graphemes(true).count() == 1) && !is_modifier(c)
}

/// A hidden character made visible: caret form for the ASCII controls, the code point for all others.
fn visible(c: char) -> String {
    match u8::try_from(c) {
        Ok(byte) if c.is_ascii_control() => format!("^{}", char::from(byte ^ 0x40)),
        _ => code_point(c),
    }
}

fn code_point(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width::cells;
    use proptest::prelude::*;

    fn line(text: &str) -> String {
        Clean::line(text).into()
    }

    #[test]
    fn escape_sequences_are_visible_and_inert() {
        for (raw, shown) in [
            ("\u{1b}[31mred", "^[[31mred"),
            ("\u{1b}]52;c;eA==\u{7}", "^[]52;c;eA==^G"),
            ("\u{1b}c", "^[c"),
            ("a\u{8}b\u{b}c\u{c}d\u{7f}\0", "a^Hb^Kc^Ld^?^@"),
            ("\u{9b}2J\u{85}", "<U+009B>2J<U+0085>"),
            ("a\tb\r\nc\rd\ne", "a b c d e"),
        ] {
            assert_eq!(line(raw), shown);
        }
        assert_eq!(Clean::block("a\tb\r\nc\rd\n\ne").as_str(), "a    b\nc\nd\n\ne");
    }

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(line("pay\u{202e}stnem"), "pay<U+202E>stnem");
        assert_eq!(line("pay\u{200b}ments"), "pay<U+200B>ments");
        assert_eq!(line("pay\u{200d}ments"), "pay<U+200D>ments");
        assert_eq!(
            line("a\u{ad}\u{feff}\u{2028}\u{e0041}\u{fe0f}"),
            "a<U+00AD><U+FEFF><U+2028><U+E0041><U+FE0F>"
        );
        assert_eq!(line("\u{301}x"), "<U+0301>x");
        assert_eq!(line("a\u{a0}b\u{2009}c\u{3000}d"), "a b c\u{3000}d");
    }

    #[test]
    fn words_and_emoji_stay_whole() {
        for text in [
            "Zahlungen für ÄÖÜ, é e\u{301}, 支払い, 한국어, Ελλάδα, עברית",
            "👩\u{200d}👩\u{200d}👧\u{200d}👦 👩🏽\u{200d}💻 ❤\u{fe0f} 🏳\u{fe0f}\u{200d}🌈 🇩🇪 1\u{fe0f}\u{20e3}",
            "می\u{200c}خواهم",
            "क\u{94d}\u{200d}ष",
            "ｶﾞｷﾞ",
        ] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn marks_and_joiners_are_capped() {
        let many = format!("e{}!", "\u{301}".repeat(1000));
        assert_eq!(line(&many), format!("e{}<+992 marks>!", "\u{301}".repeat(8)));
        assert_eq!(line(&format!("e{}", "\u{301}".repeat(8))), format!("e{}", "\u{301}".repeat(8)));
        let joined = line(&["👩"; 6].join("\u{200d}"));
        assert_eq!(joined, "👩\u{200d}👩\u{200d}👩\u{200d}👩<U+200D>👩\u{200d}👩");
    }

    proptest! {
        #[test]
        fn nothing_hidden_remains(text in any::<String>()) {
            for clean in [Clean::line(&text), Clean::block(&text)] {
                for c in clean.as_str().chars().filter(|c| *c != '\n') {
                    let joiner = matches!(c, ZWJ | ZWNJ | EMOJI_SELECTOR);
                    prop_assert!(joiner || !is_hidden(c), "{:?}", c);
                }
            }
            prop_assert!(!line(&text).contains('\n'));
        }

        #[test]
        fn hostile_mixtures_too(text in "[a\u{1b}\u{202e}\u{200d}\u{200c}\u{fe0f}\u{301}\u{20e3}👩🏽🇩1क्ا \r\n\t\u{7f}\u{9b}<>+]{0,60}") {
            let once = Clean::line(&text);
            let inert = !once.as_str().chars().any(|c| c.is_control() || c == '\u{202e}');
            prop_assert!(inert);
            prop_assert_eq!(&Clean::line(once.as_str()), &once);
            let block = Clean::block(&text);
            prop_assert_eq!(&Clean::block(block.as_str()), &block);
            // A row of text never vanishes: what a person typed takes at least one cell.
            prop_assert_eq!(text.is_empty(), cells(once.as_str()) == 0);
        }
    }
}
