//! Which characters show nothing, or change how others show. Decisions about single characters only.

/// Characters that are invisible or reorder text, whatever the version of Unicode: soft hyphen, fillers, bidi
/// controls, zero-width characters, line separators, variation selectors, tags and the like.
const HIDDEN: [(char, char); 21] = [
    ('\u{AD}', '\u{AD}'),
    ('\u{34F}', '\u{34F}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{115F}', '\u{1160}'),
    ('\u{17B4}', '\u{17B5}'),
    ('\u{180B}', '\u{180F}'),
    ('\u{200B}', '\u{200F}'),
    ('\u{2028}', '\u{202E}'),
    ('\u{2060}', '\u{206F}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{E000}', '\u{F8FF}'),
    ('\u{FDD0}', '\u{FDEF}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{FFA0}', '\u{FFA0}'),
    ('\u{FFF0}', '\u{FFFB}'),
    ('\u{FFFE}', '\u{FFFF}'),
    ('\u{1BCA0}', '\u{1BCA3}'),
    ('\u{1D173}', '\u{1D17A}'),
    ('\u{E0000}', '\u{E0FFF}'),
    ('\u{F0000}', '\u{10FFFF}'),
];

/// Pictographs: what a joiner or an emoji selector may follow.
const PICTOGRAPHS: [(char, char); 17] = [
    ('\u{A9}', '\u{A9}'),
    ('\u{AE}', '\u{AE}'),
    ('\u{203C}', '\u{203C}'),
    ('\u{2049}', '\u{2049}'),
    ('\u{2122}', '\u{2122}'),
    ('\u{2139}', '\u{2139}'),
    ('\u{2194}', '\u{21AA}'),
    ('\u{231A}', '\u{23FF}'),
    ('\u{24C2}', '\u{24C2}'),
    ('\u{25AA}', '\u{25FE}'),
    ('\u{2600}', '\u{27BF}'),
    ('\u{2934}', '\u{2935}'),
    ('\u{2B05}', '\u{2B55}'),
    ('\u{3030}', '\u{303D}'),
    ('\u{3297}', '\u{3299}'),
    ('\u{1F000}', '\u{1F1E5}'),
    ('\u{1F200}', '\u{1FAFF}'),
];

/// Scripts that are written with joiners inside words: Arabic, Syriac and their neighbours, the scripts of India and
/// South-East Asia, Mongolian, Adlam.
const JOINING_SCRIPTS: [(char, char); 7] = [
    ('\u{600}', '\u{8FF}'),
    ('\u{900}', '\u{DFF}'),
    ('\u{F00}', '\u{109F}'),
    ('\u{1780}', '\u{18AF}'),
    ('\u{A840}', '\u{A8FF}'),
    ('\u{11000}', '\u{11FFF}'),
    ('\u{1E900}', '\u{1E95F}'),
];

fn within(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// Whether a character shows nothing of its own, moves others about, or has no meaning: controls, bidi and
/// zero-width characters, separators, tags, private and unassigned code points. Line breaks and tabs are hidden too.
pub fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    // The table behind Rust's own debug form knows which code points are assigned; the list above
    // holds whatever must not depend on it.
    c.is_control() || within(&HIDDEN, c) || (!is_blank(c) && not_printable(c))
}

/// A space of another width than the ordinary one, or one that does not break.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
}

fn not_printable(c: char) -> bool {
    let escaped = |text: &str| text.escape_debug().nth(1) == Some('\\');
    let mut buffer = [0; 5];
    with_base(c, &mut buffer).is_some_and(escaped)
}

/// A character after the letter `a`, so that marks are judged as marks.
pub(super) fn with_base(c: char, buffer: &mut [u8; 5]) -> Option<&str> {
    let (base, rest) = buffer.split_first_mut()?;
    *base = b'a';
    let length = c.encode_utf8(rest).len();
    std::str::from_utf8(buffer.get(..=length)?).ok()
}

/// Whether a character can begin an emoji.
pub(super) fn is_pictograph(c: char) -> bool {
    within(&PICTOGRAPHS, c)
}

/// Whether a character belongs to a script that needs joiners.
pub(super) fn takes_joiners(c: char) -> bool {
    within(&JOINING_SCRIPTS, c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_is_what_people_cannot_see() {
        let controls = ['\0', '\u{1b}', '\u{7f}', '\u{80}', '\u{9b}', '\n', '\t'];
        let invisible = [
            '\u{ad}',
            '\u{61c}',
            '\u{180e}',
            '\u{200b}',
            '\u{200d}',
            '\u{200e}',
            '\u{2028}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{e000}',
            '\u{378}',
            '\u{ffff}',
            '\u{10ffff}',
            '\u{600}',
        ];
        for c in controls.into_iter().chain(invisible) {
            assert!(is_hidden(c), "{:x}", u32::from(c));
        }
        for c in "a é ß \u{301} 日 본 한 \u{3000} \u{a0} \u{2009} 👩 🏽 🇩 ﾞ ا क ् € → █ \u{2800}".chars()
        {
            assert!(!is_hidden(c), "{:x}", u32::from(c));
        }
    }
}
