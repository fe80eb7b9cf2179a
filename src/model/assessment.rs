//! A finished assessment: a team's answers for one quarter, immutable from then on.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answer::Answer;
use super::id::{Hash, PersonId, PracticeId, QuestionId, QuestionnaireId, TeamId};
use super::period::Period;
use super::profile::Profile;
use super::questionnaire::Version;
use super::scope::Scope;
use super::strict::{Extra, unique};

/// The schema name of a record.
pub const ASSESSMENT_SCHEMA: &str = "quaymark/assessment/v1";

/// Which questionnaire an assessment was made with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionnaireRef {
    /// The id.
    pub id: QuestionnaireId,
    /// The version.
    pub version: Version,
    /// The hash of its bundle.
    pub sha256: Hash,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A finished assessment, as it stands in its file. See `docs/files.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Assessment {
    /// Always `quaymark/assessment/v1`.
    pub schema: String,
    /// The team.
    pub team: TeamId,
    /// The quarter.
    pub period: Period,
    /// The record that this one amends.
    #[serde(default)]
    pub replaces: Option<Hash>,
    /// The questionnaire.
    pub questionnaire: QuestionnaireRef,
    /// Which part of it.
    #[serde(default)]
    pub scope: Scope,
    /// Which clusters, services and environments this covers. People's text.
    #[serde(default)]
    pub scope_note: String,
    /// What the team ran.
    #[serde(default)]
    pub profile: Profile,
    /// When the draft was started.
    pub started: DateTime<Utc>,
    /// When it was finished.
    pub finished: DateTime<Utc>,
    /// Who took part.
    #[serde(default)]
    pub people: Vec<PersonId>,
    /// The answers, sorted by question id.
    #[serde(deserialize_with = "unique")]
    pub answers: BTreeMap<QuestionId, Answer>,
    /// What was put off.
    #[serde(default)]
    pub parking_lot: Vec<Parked>,
    /// What was planned when the draft was started.
    #[serde(default)]
    pub plan: Vec<PlannedStep>,
    /// The result as computed at finishing, for people who read the file. It is always recomputed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scorecard: Option<Value>,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A topic that was put off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Parked {
    /// The question it came up at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionId>,
    /// People's text.
    pub text: String,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A step of the roadmap as it stood when the draft was started.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlannedStep {
    /// The practice; none for a find-out step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practice: Option<PracticeId>,
    /// The question of a find-out step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionId>,
    /// planned, doing or done.
    pub status: String,
    /// Who does it. People's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// In which quarter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_quarter: Option<Period>,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}
