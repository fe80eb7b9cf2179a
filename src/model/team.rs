//! A team and its settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::{DimensionCode, PersonId, QuestionnaireId, Slug, TeamId};
use super::level::Level;
use super::profile::Profile;
use super::strict::{Extra, unique};

/// The schema name of `team.json`.
pub const TEAM_SCHEMA: &str = "quaymark/team/v1";
/// Effort points that a team can spend in a quarter where it says nothing else.
pub const DEFAULT_CAPACITY: u32 = 20;
/// The longest display name that is read or written, in characters.
pub const NAME_LIMIT: usize = 200;

/// A team: who it is and how it plans. See `docs/files.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Team {
    /// Always `quaymark/team/v1`.
    pub schema: String,
    /// The id, which is also the folder name.
    pub id: TeamId,
    /// The display name. People's text.
    pub name: String,
    /// Words to find it by. People's text.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Who belongs to it.
    #[serde(default)]
    pub members: Vec<Member>,
    /// Which questionnaire it uses.
    pub questionnaire: QuestionnaireId,
    /// What it runs.
    #[serde(default)]
    pub profile: Profile,
    /// The month in which its year of quarters starts, 1 to 12.
    #[serde(default = "january")]
    pub quarter_starts: u8,
    /// Days between assessments.
    #[serde(default = "quarterly")]
    pub cadence_days: u32,
    /// What it wants to reach.
    #[serde(default)]
    pub targets: Targets,
    /// Effort points per quarter, at least 1.
    #[serde(default = "default_capacity")]
    pub capacity: u32,
    /// The pathway that orders its roadmap; none orders it by value alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pathway: Option<Slug>,
    /// Whether it is put aside.
    #[serde(default)]
    pub archived: bool,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

fn january() -> u8 {
    1
}

fn quarterly() -> u32 {
    90
}

fn default_capacity() -> u32 {
    DEFAULT_CAPACITY
}

/// A person of a team.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Member {
    /// The id.
    pub id: PersonId,
    /// The display name. People's text.
    pub name: String,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The levels a team aims at.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Targets {
    /// For the whole; none means the next level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<Level>,
    /// For single dimensions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique")]
    pub dimensions: BTreeMap<DimensionCode, DimensionTarget>,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The level a team aims at in one dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DimensionTarget {
    /// The level.
    pub level: Level,
    /// Why. People's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Unknown keys, kept.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Team {
    /// A new team with the defaults.
    pub fn new(id: TeamId, name: String, questionnaire: QuestionnaireId) -> Self {
        Self {
            schema: TEAM_SCHEMA.to_owned(),
            id,
            name,
            tags: Vec::new(),
            members: Vec::new(),
            questionnaire,
            profile: Profile::default(),
            quarter_starts: january(),
            cadence_days: quarterly(),
            targets: Targets::default(),
            capacity: DEFAULT_CAPACITY,
            pathway: None,
            archived: false,
            extra: Extra::default(),
        }
    }

    /// The target of a dimension, or the goal. See `docs/roadmap.md`.
    pub fn target(&self, code: &DimensionCode) -> Option<Level> {
        self.targets.dimensions.get(code).map(|t| t.level).or(self.targets.goal)
    }

    /// Profile keys and picked values are for the questionnaire to check; this says whether one is set.
    pub fn profile_has(&self, key: &Slug) -> bool {
        self.profile.0.contains_key(key)
    }
}
