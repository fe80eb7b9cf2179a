//! Swallows the answer to the question for the background when it comes late: it looks like keys, and its digits would
//! answer questions.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// What the answer says before the colour.
const START: &str = "11;rgb";
/// The longest that is swallowed, in characters.
const LIMIT: usize = 40;

/// Looks at keys on their way in, for one answer at most.
#[derive(Debug, Default)]
pub struct Late {
    expected: bool,
    /// What was swallowed of it so far.
    text: Option<String>,
}

impl Late {
    /// Looks for an answer, if one may still come.
    pub fn new(expected: bool) -> Self {
        Self { expected, text: None }
    }

    /// Whether a key is a part of the answer.
    pub fn swallows(&mut self, key: &KeyEvent) -> bool {
        if !self.expected {
            return false;
        }
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        let Some(text) = &mut self.text else {
            // ESC ] comes as this, or where the escape was read alone, without alt.
            let starts = key.code == KeyCode::Char(']');
            self.text = starts.then(String::new);
            return starts;
        };
        let ends = (alt && key.code == KeyCode::Char('\\'))
            || (key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('g'));
        if ends {
            *self = Self::default();
            return true;
        }
        match key.code {
            KeyCode::Char(c) if !alt && fits(text, c) => {
                text.push(c);
                true
            }
            _ => {
                *self = Self::default();
                false
            }
        }
    }
}

/// Whether a character can come next.
fn fits(text: &str, c: char) -> bool {
    match START.chars().nth(text.chars().count()) {
        Some(next) => c == next,
        None => text.len() < LIMIT && (c.is_ascii_hexdigit() || matches!(c, ':' | '/')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alt(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT)
    }

    fn plain(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
    }

    /// What gets through.
    fn through(expected: bool, keys: &[KeyEvent]) -> String {
        let mut late = Late::new(expected);
        let kept = keys.iter().filter(|k| !late.swallows(k));
        kept.filter_map(|k| k.code.as_char()).collect()
    }

    fn answer(end: KeyEvent) -> Vec<KeyEvent> {
        let text = "11;rgb:1e1e/1e1e/2e2e";
        std::iter::once(alt(']')).chain(text.chars().map(plain)).chain([end]).collect()
    }

    #[test]
    fn a_late_answer_is_swallowed_once_and_nothing_else() {
        let bell = KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL);
        for end in [bell, alt('\\')] {
            let mut keys = vec![plain('3')];
            keys.extend(answer(end));
            keys.push(plain('2'));
            assert_eq!(through(true, &keys), "32");
            keys.extend(answer(end));
            assert!(through(true, &keys).len() > 10, "only one answer was asked for");
        }
        assert!(through(false, &answer(bell)).len() > 10, "none was asked for");
    }

    #[test]
    fn keys_after_a_bracket_are_keys() {
        assert_eq!(through(true, &[plain(']'), plain('2'), plain('1')]), "21");
        assert_eq!(through(true, &[plain('1'), plain('1'), plain(';')]), "11;");
    }
}
