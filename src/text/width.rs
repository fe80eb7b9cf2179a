//! Text measured in terminal cells: cutting, padding and wrapping by grapheme, as the screen lays them out.
//! Takes text that is clean already; tabs and control characters have no width here.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The graphemes of a text: what people see as one character.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.graphemes(true)
}

/// The width of one grapheme in cells: usually 1, 2 for wide ones, more for some clusters of Indic scripts.
pub fn grapheme_cells(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    // Terminals give the halfwidth Japanese sound marks a cell of their own, and so does ratatui.
    let sound_marks = grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    grapheme.width() + sound_marks
}

/// Whether every byte of a text is a printable ASCII character, so that each takes one cell and stands by itself.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (b' '..=b'~').contains(&b))
}

/// The width of a text in cells.
pub fn cells(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    graphemes(text).map(grapheme_cells).sum()
}

/// The text, cut at the right so that it takes at most `width` cells. Where something is cut, `ellipsis` stands in
/// its place, if that fits.
pub fn fit(text: &str, width: usize, ellipsis: &str) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let ellipsis = if cells(ellipsis) <= width { ellipsis } else { "" };
    let mut kept = head(text, width.saturating_sub(cells(ellipsis))).trim_end().to_owned();
    kept.push_str(ellipsis);
    kept
}

/// The longest start of a text that takes at most `width` cells.
fn head(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text
        .grapheme_indices(true)
        .find(|(_, g)| {
            used += grapheme_cells(g);
            used > width
        })
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// The end of a text that does not fit, such as of a path, with three dots in front.
pub fn fit_end(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let (mut kept, mut wide) = (Vec::new(), 3);
    for piece in graphemes(text).rev() {
        wide += grapheme_cells(piece);
        if wide > width {
            break;
        }
        kept.push(piece);
    }
    kept.push("...");
    kept.into_iter().rev().collect()
}

/// The text with spaces after it, so that it takes at least `width` cells.
pub fn pad(text: &str, width: usize) -> String {
    let mut padded = text.to_owned();
    padded.extend(std::iter::repeat_n(' ', width.saturating_sub(cells(text))));
    padded
}

/// The text with spaces before it, so that it takes at least `width` cells. For numbers.
pub fn pad_left(text: &str, width: usize) -> String {
    let mut padded = " ".repeat(width.saturating_sub(cells(text)));
    padded.push_str(text);
    padded
}

/// The text in exactly `width` cells: cut as by `fit`, then padded.
pub fn fit_pad(text: &str, width: usize, ellipsis: &str) -> String {
    pad(&fit(text, width, ellipsis), width)
}

/// The text in lines of at most `width` cells, at least one line. Lines break at spaces, which go, and beside wide
/// characters; longer words are broken. Line breaks in the text are kept. A wide character takes its cells even
/// where `width` is less, and a width of 0 counts as 1.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    text.split('\n').flat_map(|line| wrap_line(line, width)).collect()
}

fn wrap_line(text: &str, width: usize) -> Vec<String> {
    // A percent sign stays with its number, and an indent may be wider than a line: that takes looking back.
    let simple = is_plain(text) && !text.starts_with(' ') && !text.contains(" %");
    if simple { wrap_plain(text, width) } else { wrap_words(text, width) }
}

/// As `wrap_words`, for text where a byte is a cell: most of what is on every frame.
fn wrap_plain(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::with_capacity(text.len() / width + 1);
    let mut rest = text;
    while rest.len() > width {
        let bytes = rest.as_bytes();
        // The line ends before a space; where a word fills it all, in the word.
        let space = bytes.iter().take(width + 1).rposition(|b| *b == b' ');
        let cut = space.unwrap_or(width);
        let (line, after) = rest.split_at_checked(cut).unwrap_or((rest, ""));
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start();
    }
    if !rest.is_empty() || lines.is_empty() {
        lines.push(rest.trim_end().to_owned());
    }
    lines
}

fn wrap_words(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::with_capacity(text.len().min(width));
    let mut used = 0;
    for word in words(text) {
        let blank = word.trim_start().is_empty();
        let size = cells(word);
        if used + size <= width {
            line.push_str(word);
            used += size;
            continue;
        }
        if blank {
            // It goes when the line ends; until then it tells a number from its percent sign.
            if !line.is_empty() {
                line.push_str(word);
                used += size;
            }
            continue;
        }
        if !line.is_empty() {
            let number = number_before(&line, word);
            let kept = line.split_off(line.len() - number);
            lines.push(line.trim_end().to_owned());
            line = kept;
            used = cells(&line);
        }
        for piece in pieces(word) {
            let size = grapheme_cells(piece);
            if used + size > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            line.push_str(piece);
            used += size;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// How many bytes at the end of a line go on with the word after it: the number of a percent sign.
fn number_before(line: &str, word: &str) -> usize {
    let number = line.rsplit_once(' ').and_then(|(before, _)| before.trim_end().rsplit_once(' '));
    match number {
        Some((before, number))
            if word.starts_with('%')
                && line.ends_with(' ')
                && !before.trim().is_empty()
                && number.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            line.len() - before.len() - 1
        }
        _ => 0,
    }
}

/// The parts between which a line may break: runs of spaces, runs of other characters, and each wide grapheme.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let plain = is_plain(text);
    let mut rest = text;
    std::iter::from_fn(move || {
        if plain {
            // The same runs, without asking each character what it is.
            let blank = *rest.as_bytes().first()? == b' ';
            let end = rest.bytes().position(|b| (b == b' ') != blank).unwrap_or(rest.len());
            let (word, tail) = rest.split_at_checked(end)?;
            rest = tail;
            return Some(word);
        }
        let mut kinds = rest.grapheme_indices(true).map(|(at, g)| (at, kind(g)));
        let (_, first) = kinds.next()?;
        let end = kinds.find(|(_, k)| first == Kind::Wide || *k != first).map_or(rest.len(), |(at, _)| at);
        let (word, tail) = rest.split_at_checked(end)?;
        rest = tail;
        Some(word)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Wide,
    Letter,
}

fn kind(grapheme: &str) -> Kind {
    let first = grapheme.chars().next().unwrap_or(' ');
    if grapheme == " " || grapheme == "\u{3000}" {
        Kind::Space
    } else if first.width() == Some(2) {
        Kind::Wide
    } else {
        Kind::Letter
    }
}

/// The graphemes of a word; one of more than two cells by its characters, each with the marks on it.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    graphemes(word).flat_map(|grapheme| {
        let whole = grapheme_cells(grapheme) <= 2;
        let mut rest = grapheme;
        std::iter::from_fn(move || {
            let starts = |c: char| c.width() != Some(0) || matches!(c, '\u{FF9E}' | '\u{FF9F}');
            let next = rest.char_indices().skip(1).find(|(_, c)| !whole && starts(*c));
            let (piece, tail) = rest.split_at_checked(next.map_or(rest.len(), |(at, _)| at))?;
            rest = tail;
            (!piece.is_empty()).then_some(piece)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Clean;
    use proptest::prelude::*;

    #[test]
    fn a_number_and_its_percent_sign_stay_together() {
        assert_eq!(wrap("listed; over 80 % of them", 15), ["listed; over", "80 % of them"]);
        assert_eq!(wrap("over 80 % of", 4), ["over", "80 %", "of"]);
        assert_eq!(wrap("80 % of", 3), ["80", "%", "of"]);
        assert_eq!(wrap("a 80 % of", 3), ["a", "80", "%", "of"]);
    }

    #[test]
    fn widths_are_those_of_the_screen() {
        for (text, width) in [
            ("abc", 3),
            ("é", 1),
            ("e\u{301}", 1),
            ("日本", 4),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("🇩🇪", 2),
            ("❤\u{fe0f}", 2),
            ("", 0),
        ] {
            assert_eq!(cells(text), width, "{text}");
            let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 20, 1));
            let (end, _) = buffer.set_stringn(0, 0, text, 20, ratatui::style::Style::default());
            assert_eq!(usize::from(end), width, "{text}");
        }
    }

    #[test]
    fn cutting_keeps_graphemes_whole() {
        assert_eq!(fit("Payments", 8, "…"), "Payments");
        assert_eq!(fit("Payments", 5, "…"), "Paym…");
        assert_eq!(fit("Pay ments", 5, "..."), "Pa...");
        assert_eq!(fit("日本語", 4, "…"), "日…");
        assert_eq!(fit("🇩🇪🇩🇪", 3, ""), "🇩🇪");
        assert_eq!(fit("abc", 1, "..."), "a");
        assert_eq!(fit("abc", 0, "…"), "");
        assert_eq!(fit_pad("日本語", 4, "…"), "日… ");
        assert_eq!(pad_left("1.5", 5), "  1.5");
    }

    #[test]
    fn wrapping_breaks_at_spaces_first() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a\n\nb", 7), ["a", "", "b"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("支払い処理", 5), ["支払", "い処", "理"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("  indented", 20), ["  indented"]);
    }

    fn solid<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
        parts.into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
    }

    /// As `words`, by graphemes whatever the text is.
    fn words_by_graphemes(text: &str) -> Vec<String> {
        let mut list: Vec<(Kind, String)> = Vec::new();
        for grapheme in graphemes(text) {
            let own = kind(grapheme);
            match list.last_mut() {
                Some((last, word)) if *last == own && own != Kind::Wide => word.push_str(grapheme),
                _ => list.push((own, grapheme.to_owned())),
            }
        }
        list.into_iter().map(|(_, word)| word).collect()
    }

    proptest! {
        #[test]
        fn words_are_the_same_with_and_without_graphemes(raw in "[a-c  .,-]{0,30}|[a-c 日é👩]{0,30}") {
            prop_assert_eq!(words(&raw).collect::<Vec<_>>(), words_by_graphemes(&raw));
        }

        #[test]
        fn plain_text_is_wrapped_like_any_other(raw in "[a-c ]{0,40}|[a-h  ]{0,60}|[ -~]{0,40}", width in 1usize..14) {
            prop_assert_eq!(wrap_line(&raw, width), wrap_words(&raw, width), "{:?} {}", raw, width);
        }

        #[test]
        fn nothing_is_wider_than_asked(raw in "[a-z 日👩🇩\u{301}\u{200d}\u{fe0f}कष्\u{94d}ﾞ🏽1\u{20e3}\n]{0,40}|\\PC{0,40}", width in 0usize..12) {
            let (line, block) = (Clean::line(&raw), Clean::block(&raw));
            prop_assert!(cells(&fit(line.as_str(), width, "…")) <= width);
            prop_assert!(cells(&fit(line.as_str(), width, "...")) <= width);
            prop_assert_eq!(cells(&fit_pad(line.as_str(), width, "…")), width);
            let lines = wrap(block.as_str(), width);
            for l in lines.iter().filter(|_| width >= 2) {
                let one = graphemes(l).nth(1).is_none();
                prop_assert!(cells(l) <= width || one, "{:?} {}", l, cells(l));
            }
            prop_assert_eq!(solid(lines.iter().map(String::as_str)), solid([block.as_str()]));
        }

        #[test]
        fn cells_agree_with_the_screen(raw in "\\PC{0,20}") {
            let line = Clean::line(&raw);
            let mut buffer = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 2000, 1));
            let (end, _) = buffer.set_stringn(0, 0, line.as_str(), 2000, ratatui::style::Style::default());
            prop_assert_eq!(usize::from(end), cells(line.as_str()));
        }
    }
}
