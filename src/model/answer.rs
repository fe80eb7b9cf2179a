//! A team's answer to one question: its state, and what was said about it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::id::{PersonId, PracticeId, Slug};
use super::level::Level;
use super::period::Period;
use super::questionnaire::Question;
use super::strict::{Extra, present, unique};

/// The longest note that is read or written, in bytes.
pub const NOTE_LIMIT: usize = 64 * 1024;

/// What the team answered. See `docs/scoring.md`, section 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerState {
    /// These practices are in place: all of levels 1 to `level`, and `also` above it.
    Rated {
        /// The level that was stored; scoring works from the practices, not from this number alone.
        level: Level,
        /// Practices in place above the level, sorted by id where Quaymark writes them.
        also: Vec<PracticeId>,
    },
    /// The question cannot exist for this team: `profile`, a reason of the question, or `other`.
    NotApplicable {
        /// The reason.
        reason: Slug,
    },
    /// The team looked and does not know.
    Unknown,
    /// Nobody answered yet, but something was written down. Exists in drafts only.
    Unanswered,
}

/// How sure the team is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A guess.
    Low,
    /// Seen.
    Medium,
    /// Proven.
    High,
}

impl Confidence {
    /// As it is written in files and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Whether a person stands behind the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Confirmed {
    /// Yes, and no day was written.
    #[default]
    Yes,
    /// Yes, on this day.
    On(NaiveDate),
    /// No: carried from last quarter or proposed by a scan. It counts as unanswered.
    Pending,
}

/// The reason with which the team's profile takes a question out.
pub const REASON_PROFILE: &str = "profile";
/// The reason that needs a note.
pub const REASON_OTHER: &str = "other";

/// An answer with everything that was said about it. See `docs/files.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "AnswerFile", into = "AnswerFile")]
pub struct Answer {
    /// What was answered.
    pub state: AnswerState,
    /// How sure the team is.
    pub confidence: Option<Confidence>,
    /// Whether a person stands behind it.
    pub confirmed: Confirmed,
    /// The quarter that the answer was carried from.
    pub carried_from: Option<Period>,
    /// Who answered.
    pub by: Vec<PersonId>,
    /// People's text, stored byte for byte.
    pub note: Option<String>,
    /// Marked for review, with a text that may be empty.
    pub flag: Option<String>,
    /// What the answer rests on.
    pub evidence: Vec<Evidence>,
    /// How many voted for which level.
    pub votes: BTreeMap<String, u32>,
    /// Unknown keys, kept.
    pub extra: Extra,
}

impl Answer {
    /// An answer with this state and nothing else.
    pub fn new(state: AnswerState) -> Self {
        Self {
            state,
            confidence: None,
            confirmed: Confirmed::Yes,
            carried_from: None,
            by: Vec::new(),
            note: None,
            flag: None,
            evidence: Vec::new(),
            votes: BTreeMap::new(),
            extra: Extra::default(),
        }
    }

    /// All practices of levels 1 to `level`, none above.
    pub fn at_level(level: Level) -> Self {
        Self::new(AnswerState::Rated { level, also: Vec::new() })
    }

    /// Whether the answer counts: a person stands behind it and it is not merely a note.
    pub fn counts(&self) -> bool {
        self.confirmed != Confirmed::Pending && self.state != AnswerState::Unanswered
    }

    /// Whether there is nothing in it at all, so that it need not be kept.
    pub fn is_blank(&self) -> bool {
        *self == Self::new(AnswerState::Unanswered)
    }
}

/// The practices that a rated state says are in place: M of `docs/scoring.md`, section 2.
/// Ids that the question does not have are left out.
pub fn practices_in_place(question: &Question, level: Level, also: &[PracticeId]) -> BTreeSet<PracticeId> {
    question
        .practices()
        .filter(|(l, p)| *l <= level || also.contains(&p.id))
        .map(|(_, p)| p.id.clone())
        .collect()
}

/// The canonical state for a set of practices in place: the highest complete level, and what is in place above it.
/// See `docs/scoring.md`, section 2.
pub fn canonical(question: &Question, in_place: &BTreeSet<PracticeId>) -> AnswerState {
    let level = reached(question, in_place);
    let mut also: Vec<PracticeId> = question
        .practices()
        .filter(|(l, p)| *l > level && in_place.contains(&p.id))
        .map(|(_, p)| p.id.clone())
        .collect();
    also.sort();
    AnswerState::Rated { level, also }
}

/// The highest level whose practices, and those of every level under it, are all in place.
pub fn reached(question: &Question, in_place: &BTreeSet<PracticeId>) -> Level {
    Level::with_practices()
        .take_while(|l| question.at(*l).iter().all(|p| in_place.contains(&p.id)))
        .last()
        .unwrap_or(Level::ZERO)
}

/// The names of the states, as written in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
enum StateName {
    Rated,
    NotApplicable,
    Unknown,
    Unanswered,
}

/// An answer as it is written: the form in files.
#[expect(clippy::option_option, reason = "absent, null and a day are three different things here")]
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerFile {
    state: StateName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    also: Option<Vec<PracticeId>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<Slug>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confidence: Option<Confidence>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Option<NaiveDate>"))]
    confirmed: Option<Option<NaiveDate>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    carried_from: Option<Period>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    by: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    flag: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Evidence>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique")]
    votes: BTreeMap<String, u32>,
    #[serde(flatten)]
    extra: Extra,
}

impl TryFrom<AnswerFile> for Answer {
    type Error = String;

    fn try_from(file: AnswerFile) -> Result<Self, String> {
        let stray = |name: &str, owner: &str| Err(format!("\"{name}\" belongs to the state {owner} only"));
        if file.state != StateName::Rated {
            if file.level.is_some() {
                return stray("level", "rated");
            }
            if file.also.is_some() {
                return stray("also", "rated");
            }
        }
        if file.state != StateName::NotApplicable && file.reason.is_some() {
            return stray("reason", "not_applicable");
        }
        if file.note.as_ref().is_some_and(|n| n.len() > NOTE_LIMIT) {
            return Err(format!("the note is longer than {NOTE_LIMIT} bytes"));
        }
        let state = match file.state {
            StateName::Rated => AnswerState::Rated {
                level: file.level.ok_or("a rated answer needs \"level\", a whole number from 0 to 4")?,
                also: file.also.unwrap_or_default(),
            },
            StateName::NotApplicable => AnswerState::NotApplicable {
                reason: file.reason.ok_or("a not_applicable answer needs \"reason\"")?,
            },
            StateName::Unknown => AnswerState::Unknown,
            StateName::Unanswered => AnswerState::Unanswered,
        };
        Ok(Self {
            state,
            confidence: file.confidence,
            confirmed: match file.confirmed {
                None => Confirmed::Yes,
                Some(None) => Confirmed::Pending,
                Some(Some(day)) => Confirmed::On(day),
            },
            carried_from: file.carried_from,
            by: file.by,
            note: file.note,
            flag: file.flag,
            evidence: file.evidence,
            votes: file.votes,
            extra: file.extra,
        })
    }
}

impl From<Answer> for AnswerFile {
    fn from(answer: Answer) -> Self {
        let (state, level, also, reason) = match answer.state {
            AnswerState::Rated { level, also } => {
                (StateName::Rated, Some(level), (!also.is_empty()).then_some(also), None)
            }
            AnswerState::NotApplicable { reason } => (StateName::NotApplicable, None, None, Some(reason)),
            AnswerState::Unknown => (StateName::Unknown, None, None, None),
            AnswerState::Unanswered => (StateName::Unanswered, None, None, None),
        };
        Self {
            state,
            level,
            also,
            reason,
            confidence: answer.confidence,
            confirmed: match answer.confirmed {
                Confirmed::Yes => None,
                Confirmed::Pending => Some(None),
                Confirmed::On(day) => Some(Some(day)),
            },
            carried_from: answer.carried_from,
            by: answer.by,
            note: answer.note,
            flag: answer.flag,
            evidence: answer.evidence,
            votes: answer.votes,
            extra: answer.extra,
        }
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Answer {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Answer".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        AnswerFile::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Answer, String> {
        serde_json::from_str(text).map_err(|e| e.to_string())
    }

    #[test]
    fn reads_and_writes_the_same() {
        let text = r#"{"state":"rated","level":2,"also":["SEC-06"],"confirmed":null,"note":"x","zeta":[1],"votes":{"2":3}}"#;
        let answer = read(text).unwrap();
        assert_eq!(answer.confirmed, Confirmed::Pending);
        assert!(!answer.counts());
        let written = serde_json::to_string(&answer).unwrap();
        assert_eq!(read(&written).unwrap(), answer);
        assert!(written.ends_with(r#""votes":{"2":3},"zeta":[1]}"#), "{written}");
    }

    #[test]
    fn refuses_what_it_cannot_mean() {
        for (text, why) in [
            (r#"{"state":"rated"}"#, "needs \"level\""),
            (r#"{"state":"rated","level":6}"#, "from 0 to 4"),
            (r#"{"state":"rated","level":-1}"#, "from 0 to 4"),
            (r#"{"state":"rated","level":3.0}"#, "floating point"),
            (r#"{"state":"rated","level":"3"}"#, "string"),
            (r#"{"state":"unknown","level":3}"#, "belongs to the state rated"),
            (r#"{"state":"not_applicable"}"#, "needs \"reason\""),
            (r#"["rated",2]"#, "sequence"),
            (r#"{"state":"rated","state":"rated","level":1}"#, "duplicate field"),
            (r#"{"state":"unknown","z":1,"z":2}"#, "duplicate key"),
            (r#"{"state":"unknown","z":{"a":1,"a":2}}"#, "duplicate key"),
            (r#"{"state":"unknown","votes":{"2":1,"2":2}}"#, "duplicate key"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
