//! Names that are permanent: ids of questions, practices, teams and people, and content hashes.
//! Each is a checked string; a value of one of these types always has the form that `docs/files.md` gives.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that does not have the form of the id it was read as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a {kind}; expected {expected}")]
pub struct IdError {
    /// What the text was read as, for example `team id`.
    pub kind: &'static str,
    /// The form that was expected, in words.
    pub expected: &'static str,
    /// The text itself, raw: show it through `Clean`, or in the escaped form of `Display`.
    pub text: String,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $kind:literal, $expected:literal, $check:path;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The form of this id in words, for messages.
            pub const EXPECTED: &'static str = $expected;

            /// Reads an id.
            ///
            /// # Errors
            /// When the text does not have the form of this id.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                if $check(text) {
                    Ok(Self(Arc::from(text)))
                } else {
                    Err(IdError { kind: $kind, expected: $expected, text: text.to_owned() })
                }
            }

            /// The id as text: ASCII, safe to show and to use in a file name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::parse(text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $expected })
            }
        }
    )*};
}

ids! {
    /// A question: `SEC-Q1`.
    QuestionId, "question id", "two to five capitals, -Q and one to three digits, such as SEC-Q1", is_question;
    /// A practice: `SEC-05`.
    PracticeId, "practice id", "two to five capitals, a dash and two or three digits, such as SEC-05", is_practice;
    /// A roadmap step: the id of its practice, or of its question for a find-out step.
    StepId, "step id", "a practice id such as SEC-05, or a question id such as SEC-Q1", is_step;
    /// The code of a dimension: `SEC`.
    DimensionCode, "dimension code", "two to five capitals, such as SEC", is_code;
    /// A team. It becomes a folder name, so names that a file system reserves are refused.
    TeamId, "team id", "1 to 64 of a-z, 0-9 and -, starting with a letter or digit, such as payments", is_slug;
    /// A person.
    PersonId, "person id", "1 to 64 of a-z, 0-9 and -, starting with a letter or digit, such as ana", is_slug;
    /// A questionnaire.
    QuestionnaireId, "questionnaire id", "1 to 64 of a-z, 0-9 and -, starting with a letter or digit", is_slug;
    /// Any other name inside a questionnaire: a phase, component, dimension, selection, reason or profile key.
    Slug, "name", "1 to 64 of a-z, 0-9 and -, starting with a letter or digit", is_slug;
    /// A SHA-256 in 64 lower-case hexadecimal digits.
    Hash, "SHA-256", "64 hexadecimal digits in lower case", is_hash;
}

impl Hash {
    /// A hash from digits that were just computed; for `json::sha256` only.
    pub(crate) fn of_digits(digits: String) -> Self {
        debug_assert!(is_hash(&digits), "not a hash: {digits}");
        Self(Arc::from(digits))
    }

    /// The first eight digits, as used in file names.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or_default()
    }
}

impl From<&PracticeId> for StepId {
    fn from(id: &PracticeId) -> Self {
        Self(id.0.clone())
    }
}

impl From<&QuestionId> for StepId {
    fn from(id: &QuestionId) -> Self {
        Self(id.0.clone())
    }
}

impl QuestionId {
    /// The capitals before the dash, which name the dimension.
    pub fn code(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

/// Device names that Windows reserves, whatever the extension.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

fn is_slug(text: &str) -> bool {
    let ok = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    (1..=64).contains(&text.len())
        && text.bytes().next().is_some_and(ok)
        && text.bytes().all(|b| ok(b) || b == b'-')
        && !RESERVED.contains(&text)
}

fn is_code(text: &str) -> bool {
    (2..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn digits(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_question(text: &str) -> bool {
    text.split_once("-Q").is_some_and(|(code, n)| is_code(code) && digits(n, 1, 3))
}

fn is_practice(text: &str) -> bool {
    text.split_once('-').is_some_and(|(code, n)| is_code(code) && digits(n, 2, 3))
}

fn is_step(text: &str) -> bool {
    is_question(text) || is_practice(text)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// The id that a display name suggests: lower case, other characters as single dashes.
/// Empty when nothing of the name can be used.
pub fn slug_from_name(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(64);
    let slug = slug.trim_end_matches('-').to_owned();
    if RESERVED.contains(&slug.as_str()) { format!("{slug}-team") } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_one_form() {
        for ok in ["SEC-Q1", "AB-Q999", "ABCDE-Q12"] {
            assert!(QuestionId::parse(ok).is_ok(), "{ok}");
        }
        for bad in ["", "SEC-1", "sec-Q1", "SEC-Q", "SEC-Q1234", "S-Q1", "SECURE-Q1", "SEC-Q1 "] {
            assert!(QuestionId::parse(bad).is_err(), "{bad}");
        }
        assert!(PracticeId::parse("SEC-05").is_ok());
        for bad in ["SEC-5", "SEC-Q1", "SEC-0005", "SEC05"] {
            assert!(PracticeId::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn team_ids_cannot_leave_their_folder() {
        for bad in ["../../x", "/abs", "a/b", ".", "..", "", "A", "-a", "con", "a b", "a\u{202e}"] {
            assert!(TeamId::parse(bad).is_err(), "{bad:?}");
        }
        assert!(TeamId::parse(&"a".repeat(64)).is_ok());
        assert!(TeamId::parse(&"a".repeat(65)).is_err());
    }

    #[test]
    fn a_name_suggests_an_id() {
        assert_eq!(slug_from_name("Data Platform"), "data-platform");
        assert_eq!(slug_from_name("  Zahlungen & Mehr! "), "zahlungen-mehr");
        assert_eq!(slug_from_name("支払い"), "");
        assert_eq!(slug_from_name("CON"), "con-team");
    }
}
