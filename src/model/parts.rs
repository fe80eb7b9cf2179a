//! The parts of a questionnaire around its questions: levels, phases, profile, selections, pathways, sources.

use serde::{Serialize, Serializer};

use super::id::{PracticeId, QuestionId, Slug};
use super::level::{Level, Phase};
use super::profile::AppliesWhen;
use super::questionnaire::Version;
use super::ratio::Ratio;

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
    /// The questions under headings, for its report; each stands under one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The sources whose places its report names beside each question, by key.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub crosswalk: Vec<Slug>,
}

/// Some questions of a selection under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Group {
    /// For people.
    pub title: String,
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
    /// For which teams it is chosen; a pathway without it is chosen by hand, or as the first where none suits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suits: Option<Suits>,
    /// In order.
    pub stages: Vec<Stage>,
}

/// For which teams a pathway is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Suits {
    /// The team's profile must say all of this; what it does not say does not count.
    pub profile: AppliesWhen,
    /// Why, in words.
    pub reason: String,
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
