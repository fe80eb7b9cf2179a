//! The questionnaire: levels, phases, dimensions, questions and practices, as checked values.
//! `catalog` builds these from files; nothing downstream checks them again. Serialising gives the canonical bundle.

use std::fmt;

use serde::{Serialize, Serializer};

use super::id::{DimensionCode, PracticeId, QuestionId, QuestionnaireId, Slug};
use super::level::Level;

pub use super::advisor::Advisor;
pub use super::parts::{
    Component, Gate, Group, LevelText, Migration, Pathway, PhaseText, ProfileKind, ProfileQuestion,
    Selection, Source, Stage, Suits,
};
pub use super::question::{
    DEFAULT_STALE_AFTER_DAYS, Effort, LevelPractices, PhaseRef, Practice, Question, Reason, Reference,
};

/// A version of three dotted numbers, compared as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u32, pub u32, pub u32);

impl Version {
    /// Reads `1.0.0`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| {
            let plain = part.bytes().all(|b| b.is_ascii_digit()) && (part == "0" || !part.starts_with('0'));
            plain.then(|| part.parse::<u32>().ok()).flatten()
        });
        let version = Self(parts.next()??, parts.next()??, parts.next()??);
        parts.next().is_none().then_some(version)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Version {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is not a version; expected three numbers such as 1.0.0"
            ))
        })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Version {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Version".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$" })
    }
}

/// A whole questionnaire. See `docs/files.md` for the meaning of every key.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Questionnaire {
    /// Always `quaymark/questionnaire/v1`.
    pub schema: String,
    /// The id; teams and records name it.
    pub id: QuestionnaireId,
    /// Three numbers.
    pub version: Version,
    /// For people.
    pub title: String,
    /// A few sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Under which licence the texts may be used.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub license: String,
    /// What a reader should know, one paragraph each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Levels 0 to 4, in order: always five.
    pub levels: Vec<LevelText>,
    /// Phases 1 to 4, in order: always four.
    pub phases: Vec<PhaseText>,
    /// The parts that a question can belong to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
    /// When a level holds.
    pub gate: Gate,
    /// What is asked about the team before the questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<ProfileQuestion>,
    /// The dimensions, in order, with their questions.
    pub dimensions: Vec<Dimension>,
    /// Named sets of questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selections: Vec<Selection>,
    /// Ordered stages of practices.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pathways: Vec<Pathway>,
    /// The platform advisor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advisor: Option<Advisor>,
    /// How older versions map to this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub migrations: Vec<Migration>,
    /// What `refs` may name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// One of the areas, with its questions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Dimension {
    /// Always `quaymark/dimension/v1`.
    pub schema: String,
    /// The name of its file without `.json`.
    pub id: Slug,
    /// The capitals that its ids start with.
    pub code: DimensionCode,
    /// For people.
    pub title: String,
    /// One or two sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
}

impl Questionnaire {
    /// Every question with its dimension, in file order.
    pub fn questions(&self) -> impl Iterator<Item = (&Dimension, &Question)> {
        self.dimensions.iter().flat_map(|d| d.questions.iter().map(move |q| (d, q)))
    }

    /// A question by id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions().map(|(_, q)| q).find(|q| q.id == *id)
    }

    /// The dimension that a question is in.
    pub fn dimension_of(&self, id: &QuestionId) -> Option<&Dimension> {
        self.questions().find(|(_, q)| q.id == *id).map(|(d, _)| d)
    }

    /// A practice by id, with its question and level.
    pub fn practice(&self, id: &PracticeId) -> Option<(&Question, Level, &Practice)> {
        self.questions()
            .flat_map(|(_, q)| q.practices().map(move |(l, p)| (q, l, p)))
            .find(|(_, _, p)| p.id == *id)
    }

    /// The name of a level: `Automated Orchestration`.
    pub fn level_name(&self, level: Level) -> &str {
        self.levels.iter().find(|l| l.level == level).map_or("", |l| l.name.as_str())
    }

    /// A level as it is always shown: number plus name.
    pub fn level_label(&self, level: Level) -> String {
        format!("{} {}", level.number(), self.level_name(level))
    }

    /// A source by key.
    pub fn source(&self, key: &Slug) -> Option<&Source> {
        self.sources.iter().find(|s| s.key == *key)
    }
}
