//! Saved advice: what a team answered about platforms on a day, and what came out. See `docs/advisor.md` and
//! `docs/files.md`. It never touches a score.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::assessment::QuestionnaireRef;
use super::id::{QuestionId, Slug, TeamId};
use super::ratio::Ratio;
use super::strict::{Extra, unique};

/// The schema name of saved advice.
pub const ADVICE_SCHEMA: &str = "quaymark/advice/v1";

/// What a team answered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Inputs {
    /// The options picked in the tree, from its root.
    #[serde(default)]
    pub tree: Vec<Slug>,
    /// How much each requirement of the matrix matters, 0 to 5. One that is not named weighs 3.
    #[serde(default, deserialize_with = "unique")]
    pub weights: BTreeMap<Slug, u8>,
    /// The option picked for each criterion.
    #[serde(default, deserialize_with = "unique")]
    pub criteria: BTreeMap<Slug, Slug>,
}

impl Inputs {
    /// Whether nothing was answered.
    pub fn is_empty(&self) -> bool {
        self.tree.is_empty() && self.weights.is_empty() && self.criteria.is_empty()
    }
}

/// Advice that a team keeps, as it stands in its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Advice {
    /// Always `quaymark/advice/v1`.
    pub schema: String,
    /// The team.
    pub team: TeamId,
    /// The day; also the name of the file.
    pub date: NaiveDate,
    /// The questionnaire whose advisor was asked.
    pub questionnaire: QuestionnaireRef,
    /// What the team answered.
    pub inputs: Inputs,
    /// What every requirement of the matrix weighed, also those that the team did not name.
    #[serde(default, deserialize_with = "unique")]
    pub weights: BTreeMap<Slug, u8>,
    /// What came out, for people who read the file and to compare with later. It can always be computed again.
    pub result: Outcome,
    /// What speaks for and against each platform of the criteria, in their order.
    #[serde(default)]
    pub reasons: Vec<PlatformReasons>,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The three results side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Outcome {
    /// Where the path through the tree ended; none where it did not.
    #[serde(default)]
    pub tree: Option<TreeOutcome>,
    /// The matrix, best first.
    #[serde(default)]
    pub matrix: Vec<Fit>,
    /// The criteria, most points first; empty before anything is answered.
    #[serde(default)]
    pub criteria: Vec<Points>,
}

/// The end of a path through the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TreeOutcome {
    /// The platforms.
    pub platforms: Vec<Slug>,
    /// Whether they come one after the other instead of together.
    #[serde(default)]
    pub in_order: bool,
    /// Why.
    pub reason: String,
    /// The questions of the assessment that matter most then.
    #[serde(default)]
    pub questions: Vec<QuestionId>,
}

/// A platform in the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fit {
    /// The platform.
    pub platform: Slug,
    /// The weighted mean, from 0 to 3, exactly; none when every weight is 0.
    #[serde(default)]
    pub fit: Option<Ratio>,
}

/// A platform in the criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Points {
    /// The platform.
    pub platform: Slug,
    /// The sum of its points.
    pub points: i32,
}

/// What speaks for and against a platform, strongest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlatformReasons {
    /// The platform.
    pub platform: Slug,
    /// For it, at most three.
    #[serde(rename = "for")]
    pub in_favour: Vec<Because>,
    /// Against it, at most three.
    pub against: Vec<Because>,
}

/// An answer with its points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Because {
    /// The criterion.
    pub criterion: Slug,
    /// What was answered, for people.
    pub answer: String,
    /// The points, not 0.
    pub points: i8,
    /// What to know about it; empty where there is nothing.
    #[serde(default)]
    pub note: String,
}
