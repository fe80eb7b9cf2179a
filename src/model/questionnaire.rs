//! The questionnaire: levels, phases, dimensions, questions and practices, as checked values.
//! `catalog` builds these from files; nothing downstream checks them again. Serialising gives the canonical bundle.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::id::{DimensionCode, PracticeId, QuestionId, QuestionnaireId, Slug};
use super::level::{Level, Phase};
use super::profile::AppliesWhen;
use super::ratio::Ratio;

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

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
fn no(flag: &bool) -> bool {
    !flag
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

/// The name of a level and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelText {
    /// 0 to 4.
    pub level: Level,
    /// Shown beside the number, always.
    pub name: String,
    /// A pacing hint such as `9-20`; nothing is computed from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weeks: Option<String>,
    /// One or two sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

/// The name of a phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PhaseText {
    /// The id that questions name.
    pub id: Slug,
    /// 1 to 4.
    #[serde(serialize_with = "phase_number")]
    #[cfg_attr(test, schemars(with = "u8"))]
    pub number: Phase,
    /// For people.
    pub name: String,
    /// One or two sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
fn phase_number<S: Serializer>(phase: &Phase, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(phase.number())
}

/// A part of the practice, such as Docker or Kubernetes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Component {
    /// The id that questions name.
    pub id: Slug,
    /// For people.
    pub name: String,
    /// One or two sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
}

/// The share of weight that must be at a level before it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Gate {
    /// Above 0 and at most 1, such as `4/5`.
    pub share: Ratio,
}

/// One question about the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProfileQuestion {
    /// The key in profiles.
    pub id: Slug,
    /// What is asked.
    pub prompt: String,
    /// The kind of answer.
    #[serde(flatten)]
    pub kind: ProfileKind,
}

/// The kinds of profile answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum ProfileKind {
    /// Any number of these.
    Choices {
        /// What can be picked.
        choices: Vec<Slug>,
    },
    /// Yes or no.
    Bool,
    /// A whole number.
    Number,
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

/// A question's phase: the id that is written and the number that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseRef {
    /// The id.
    pub id: Slug,
    /// The number, 1 to 4.
    pub number: Phase,
}

impl Serialize for PhaseRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.id.serialize(serializer)
    }
}

/// One observable capability.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Question {
    /// The id, for ever.
    pub id: QuestionId,
    /// A few words.
    pub title: String,
    /// What is asked.
    pub prompt: String,
    /// Why it matters: a failure story.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Where it belongs in the order of adoption.
    #[cfg_attr(test, schemars(with = "Slug"))]
    pub phase: PhaseRef,
    /// Parts of the practice it belongs to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Slug>,
    /// Integration points it belongs to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Slug>,
    /// 1 to 5.
    pub weight: u8,
    /// Whether it can hold a level back alone.
    #[serde(skip_serializing_if = "no")]
    pub must_have: bool,
    /// When it applies; empty means always.
    #[serde(skip_serializing_if = "AppliesWhen::is_empty")]
    pub applies_when: AppliesWhen,
    /// The reasons for "not applicable" that a person may pick.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_applicable: Vec<Reason>,
    /// What is true at levels 0 to 4: always five.
    pub statements: Vec<String>,
    /// The practices of levels 1 to 4: always four entries.
    pub levels: Vec<LevelPractices>,
    /// Where to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub look_for: Vec<String>,
    /// Typical claims that are not enough.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overclaims: Vec<String>,
    /// How many days an answer stays believable.
    #[serde(skip_serializing_if = "is_default_stale")]
    pub stale_after_days: u32,
    /// The statements of the underlying practice that it covers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seed: Vec<String>,
}

/// How long an answer stays believable where a question does not say, in days.
pub const DEFAULT_STALE_AFTER_DAYS: u32 = 180;

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde calls")]
fn is_default_stale(days: &u32) -> bool {
    *days == DEFAULT_STALE_AFTER_DAYS
}

impl Question {
    /// The practices of a level; none for level 0.
    pub fn at(&self, level: Level) -> &[Practice] {
        self.levels.iter().find(|l| l.level == level).map_or(&[], |l| &l.practices)
    }

    /// All practices with their level, lowest level first, in file order.
    pub fn practices(&self) -> impl Iterator<Item = (Level, &Practice)> {
        self.levels.iter().flat_map(|l| l.practices.iter().map(move |p| (l.level, p)))
    }

    /// The statement of a level.
    pub fn statement(&self, level: Level) -> &str {
        self.statements.get(level.index()).map_or("", String::as_str)
    }

    /// The weight as a ratio.
    pub fn weight(&self) -> Ratio {
        Ratio::whole(i128::from(self.weight))
    }
}

/// A reason for "not applicable".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reason {
    /// What records store.
    pub id: Slug,
    /// What people read.
    pub text: String,
}

/// The practices of one level of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelPractices {
    /// 1 to 4.
    pub level: Level,
    /// One to four.
    pub practices: Vec<Practice>,
}

/// How much work a practice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Effort {
    /// Up to two days.
    S,
    /// Up to two weeks.
    M,
    /// Longer.
    L,
}

impl Effort {
    /// Effort points: S 1, M 3, L 8.
    pub fn points(self) -> u32 {
        match self {
            Self::S => 1,
            Self::M => 3,
            Self::L => 8,
        }
    }

    /// `S`, `M` or `L`.
    pub fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::M => "M",
            Self::L => "L",
        }
    }
}

/// One observable thing that must be in place for a level of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Practice {
    /// The id, for ever.
    pub id: PracticeId,
    /// What is in place.
    pub title: String,
    /// How to start.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub how: String,
    /// When it counts as in place: yes or no.
    pub done_when: String,
    /// A command to run or a record to open.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub check: String,
    /// How much work it is.
    pub effort: Effort,
    /// 1 to 5: value or damage.
    pub impact: u8,
    /// Practices that come first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<PracticeId>,
    /// Where to read more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<Reference>,
}

/// A place in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reference {
    /// The key of the source.
    pub source: Slug,
    /// Chapter, control or page.
    pub at: String,
}

/// A named set of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Selection {
    /// The id that scopes name.
    pub id: Slug,
    /// For people.
    pub title: String,
    /// One or two sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The questions.
    pub questions: Vec<QuestionId>,
}

/// An ordered way through the practices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Pathway {
    /// The id.
    pub id: Slug,
    /// For people.
    pub title: String,
    /// One or two sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// In order.
    pub stages: Vec<Stage>,
}

/// One stage of a pathway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Stage {
    /// For people.
    pub title: String,
    /// When the stage is done.
    pub done_when: String,
    /// The practices of the stage.
    pub practices: Vec<PracticeId>,
}

/// The platform advisor: carried as data, in the questionnaire's own layout.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Advisor {
    /// The decision tree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<Value>,
    /// The selection matrix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Value>,
    /// The criteria.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Value>,
}

/// How an older version maps to this one. Ids that are not named map to themselves or are retired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Migration {
    /// The older version.
    pub from: Version,
    /// Old question to new ones; empty means retired.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub questions: std::collections::BTreeMap<QuestionId, Vec<QuestionId>>,
    /// Old practice to new ones; empty means retired.
    #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub practices: std::collections::BTreeMap<PracticeId, Vec<PracticeId>>,
}

/// A document that references point to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// The key that references name.
    pub key: Slug,
    /// Its title.
    pub title: String,
    /// Edition or year.
    pub edition: String,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
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
