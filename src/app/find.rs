//! Matching what a person types against what stands in a list: words, fuzzy, or turned around. Pure text.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::text::spelling::closest;

/// What a list is narrowed to. Words that all have to be there, in any case of letters; `~` in front matches letters
/// in their order with others between, `!` in front shows what does not match.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    text: String,
    words: Vec<String>,
    how: How,
}

/// How a filter matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum How {
    /// Every word is in the text.
    #[default]
    Words,
    /// The letters are in the text in this order.
    Fuzzy,
    /// Not every word is in the text.
    Inverted,
}

impl Filter {
    /// A filter as typed. People's text.
    pub fn new(text: &str) -> Self {
        let typed = text.trim();
        let (how, rest) = match typed.split_at_checked(1) {
            Some(("~", rest)) => (How::Fuzzy, rest),
            Some(("!", rest)) => (How::Inverted, rest),
            _ => (How::Words, typed),
        };
        let words = rest.split_whitespace().map(str::to_lowercase).collect();
        Self { text: typed.to_owned(), words, how }
    }

    /// The text as typed, without spaces around it. People's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether anything is left out at all.
    pub fn is_on(&self) -> bool {
        !self.words.is_empty()
    }

    /// The words that a row has to have, in lower case; none where letters are matched, or what does not match is shown.
    pub fn words(&self) -> &[String] {
        if self.how == How::Words { &self.words } else { &[] }
    }

    /// Whether a row with this text is shown. Every row is while nothing is looked for.
    pub fn matches(&self, text: &str) -> bool {
        if !self.is_on() {
            return true;
        }
        match self.how {
            How::Words => contains(text, &self.words),
            How::Inverted => !contains(text, &self.words),
            How::Fuzzy => score(&self.words.join(" "), text).is_some(),
        }
    }

    /// What was probably meant, out of the texts of all rows: the nearest by letters in order, else by spelling.
    pub fn nearest(&self, texts: &[String]) -> Option<String> {
        if self.how == How::Inverted {
            return None;
        }
        let wanted = self.words.join(" ");
        let fuzzy = texts.iter().filter_map(|t| score(&wanted, t).map(|s| (s, t)));
        let best = fuzzy.max_by(|(a, _), (b, _)| a.cmp(b).then(std::cmp::Ordering::Greater));
        if let Some((_, text)) = best.filter(|(score, _)| good(*score, &wanted)) {
            return Some(text.clone());
        }
        let split = |t: &String| -> Vec<String> {
            t.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
        };
        let known: Vec<(Vec<String>, &String)> = texts.iter().map(|t| (split(t), t)).collect();
        let near = closest(&wanted, known.iter().flat_map(|(words, _)| words).map(String::as_str))?;
        known.iter().find(|(words, _)| words.iter().any(|w| w == near)).map(|(_, text)| (*text).clone())
    }
}

/// Whether every word, in lower case, is in the text.
pub fn contains(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    words.iter().all(|w| text.contains(w.as_str()))
}

/// How well the letters of a text are found in another one, in their order; higher is better, none when they are not.
pub fn score(wanted: &str, text: &str) -> Option<u32> {
    let pattern = Pattern::new(wanted, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
    let mut matcher = Matcher::new(Config::DEFAULT);
    pattern.score(Utf32Str::new(text, &mut Vec::new()), &mut matcher)
}

/// Whether a score is not far from that of the very words: letters that are scattered over a sentence are no find.
pub fn good(found: u32, wanted: &str) -> bool {
    score(wanted, wanted).is_some_and(|best| found * 10 >= best * 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fuzzy_and_turned_around() {
        for (typed, text, expected) in [
            ("", "anything", true),
            ("~", "anything", true),
            ("!", "anything", true),
            ("  ", "anything", true),
            ("ISTIO", "Istio ingress", true),
            ("ingress istio", "Istio ingress", true),
            ("ito", "Istio ingress", false),
            ("~ito", "Istio ingress", true),
            ("~oti", "Istio", false),
            ("!istio", "Istio ingress", false),
            ("! istio egress", "Istio ingress", true),
            ("über", "ÜBER", true),
            ("日", "a日b", true),
            ("~日b", "a日 b", true),
        ] {
            assert_eq!(Filter::new(typed).matches(text), expected, "{typed:?} in {text:?}");
        }
        assert!(!Filter::new(" ! ").is_on());
        assert_eq!(Filter::new(" ~ab ").text(), "~ab");
    }

    #[test]
    fn the_nearest_is_by_letters_in_order_or_by_spelling() {
        let texts: Vec<String> =
            ["SEC Runtime security", "OBS Observability", "NET Networking"].map(str::to_owned).to_vec();
        let near = |t: &str| Filter::new(t).nearest(&texts);
        assert_eq!(near("obsrv").as_deref(), Some("OBS Observability"));
        assert_eq!(near("secruity").as_deref(), Some("SEC Runtime security"));
        assert_eq!(near("quux"), None);
        assert_eq!(near("!sec"), None);
        assert_eq!(Filter::new("x").nearest(&[]), None);
    }

    #[test]
    fn any_text_is_looked_for_without_trouble() {
        for text in ["\\", "a\\ b", "^$'!", "\u{301}", "\u{202e}x", &"long ".repeat(500)] {
            let filter = Filter::new(text);
            assert!(filter.matches(text) || text.starts_with('!'), "{text:?}");
            score(text, "some \\ text");
        }
    }
}
