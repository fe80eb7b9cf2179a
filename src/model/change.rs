//! The lines of a draft's journal: what was changed, with what stood there before.
//! What they add up to is in `draft`; how they are written is in `store`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, NOTE_LIMIT};
use super::assessment::{Parked, PlannedStep, QuestionnaireRef};
use super::id::{Hash, PersonId, QuestionId, TeamId};
use super::period::Period;
use super::profile::Profile;
use super::scope::Scope;

/// The schema name of a journal.
pub const JOURNAL_SCHEMA: &str = "quaymark/journal/v1";

/// The first line of a journal. See `docs/files.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DraftHeader {
    /// Always `quaymark/journal/v1`.
    pub schema: String,
    /// The team.
    pub team: TeamId,
    /// The quarter.
    pub period: Period,
    /// The questionnaire.
    pub questionnaire: QuestionnaireRef,
    /// Which part of it.
    pub scope: Scope,
    /// The team's profile when the draft was started.
    pub profile: Profile,
    /// The record that this draft amends.
    pub replaces: Option<Hash>,
    /// What was planned when the draft was started.
    #[serde(default)]
    pub plan: Vec<PlannedStep>,
    /// Whether it was started blank: what was answered in earlier quarters is not shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub blank: bool,
    /// When it was started.
    pub started: DateTime<Utc>,
}

/// A piece of text put in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Splice {
    /// Where, in bytes from the start of the text.
    pub at: usize,
    /// What stands there and goes.
    pub remove: String,
    /// What comes in its place.
    pub insert: String,
}

impl Splice {
    /// The smallest splice that turns one text into another; none when they are the same.
    pub fn between(before: &str, after: &str) -> Option<Self> {
        if before == after {
            return None;
        }
        let same = before.chars().zip(after.chars()).take_while(|(a, b)| a == b);
        let at: usize = same.map(|(c, _)| c.len_utf8()).sum();
        let (old, new) = (before.get(at..)?, after.get(at..)?);
        let same = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b);
        let end: usize = same.map(|(c, _)| c.len_utf8()).sum();
        let remove = old.get(..old.len() - end)?.to_owned();
        let insert = new.get(..new.len() - end)?.to_owned();
        Some(Self { at, remove, insert })
    }

    /// The text after the splice; none when `remove` does not stand there or the text would be too long for a note.
    pub fn apply(&self, text: &str) -> Option<String> {
        let rest = text.get(self.at..)?.strip_prefix(self.remove.as_str())?;
        let whole = format!("{}{}{rest}", text.get(..self.at)?, self.insert);
        (whole.len() <= NOTE_LIMIT).then_some(whole)
    }

    /// The splice that takes this one back.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { at: self.at, remove: self.insert.clone(), insert: self.remove.clone() }
    }
}

/// What one line of a journal sets, with what stood there before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Change {
    /// A piece of a note: what is typed is kept letter by letter without writing the whole note each time.
    Note {
        /// The question.
        question: QuestionId,
        /// Where and what.
        note: Splice,
    },
    /// The answer to a question.
    Answer {
        /// The question.
        question: QuestionId,
        /// What it is now; null removes it.
        set: Option<Box<Answer>>,
        /// What it was.
        was: Option<Box<Answer>>,
    },
    /// Another field of the assessment.
    Field(FieldChange),
}

/// A change of a field other than an answer, named by the field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum FieldChange {
    /// The team's profile.
    Profile {
        /// What it is now.
        set: Profile,
        /// What it was.
        was: Profile,
    },
    /// Topics that were put off.
    ParkingLot {
        /// What it is now.
        set: Vec<Parked>,
        /// What it was.
        was: Vec<Parked>,
    },
    /// What the assessment covers. People's text.
    ScopeNote {
        /// What it is now.
        set: String,
        /// What it was.
        was: String,
    },
    /// Who took part.
    People {
        /// What it is now.
        set: Vec<PersonId>,
        /// What it was.
        was: Vec<PersonId>,
    },
}

/// One line of a journal after the header, without its checksum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum DraftLine {
    /// Takes a change back.
    Undo {
        /// Sequence number.
        n: u64,
        /// The change that is taken back: the first one of its group.
        undo: u64,
        /// When.
        at: DateTime<Utc>,
    },
    /// Makes a change again that was taken back.
    Redo {
        /// Sequence number.
        n: u64,
        /// The change that is made again: the first one of its group.
        redo: u64,
        /// When.
        at: DateTime<Utc>,
    },
    /// Changes something.
    Set {
        /// Sequence number.
        n: u64,
        /// When.
        at: DateTime<Utc>,
        /// What.
        #[serde(flatten)]
        change: Change,
        /// What was done, in words: `SEC-Q1 2 -> 3`.
        label: String,
        /// The change that this one continues, such as the next letter of a note: they are undone together.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        joins: Option<u64>,
        /// Whether it belongs to the start of the draft and cannot be undone.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        base: bool,
    },
}

impl DraftLine {
    /// The sequence number.
    pub fn n(&self) -> u64 {
        match self {
            Self::Undo { n, .. } | Self::Redo { n, .. } | Self::Set { n, .. } => *n,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_splice_is_made_applied_and_reversed(before in "[ab\u{e9}\n]{0,12}", after in "[ab\u{e9}\n]{0,12}") {
            match Splice::between(&before, &after) {
                None => prop_assert_eq!(before, after),
                Some(splice) => {
                    prop_assert_eq!(splice.apply(&before), Some(after.clone()));
                    prop_assert_eq!(splice.reversed().apply(&after), Some(before));
                }
            }
        }
    }

    #[test]
    fn a_splice_refuses_another_text() {
        let splice = Splice { at: 2, remove: "c".into(), insert: "x".into() };
        assert_eq!(splice.apply("abcd").as_deref(), Some("abxd"));
        assert_eq!(splice.apply("abd"), None);
        assert_eq!(splice.apply("a"), None);
        assert_eq!(Splice { at: 1, remove: String::new(), insert: "x".into() }.apply("\u{e9}"), None);
        let long = Splice { at: 0, remove: String::new(), insert: "x".repeat(NOTE_LIMIT + 1) };
        assert_eq!(long.apply(""), None);
    }
}
