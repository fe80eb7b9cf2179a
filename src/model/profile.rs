//! A team's profile: what it runs, which decides which questions apply.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::Slug;

/// One answer of the profile. Lists are sorted and without repetition where Quaymark writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum ProfileValue {
    /// Yes or no.
    Bool(bool),
    /// A whole number, such as how many clusters there are.
    Number(u32),
    /// What was picked from the choices.
    Choices(Vec<Slug>),
}

/// A team's answers to the profile questions of a questionnaire, by key. A missing key is unanswered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Profile(pub BTreeMap<Slug, ProfileValue>);

impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::strict::unique(deserializer).map(Self)
    }
}

/// What a question asks of one profile key before it applies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Condition {
    /// The answer is one of these.
    Bools(Vec<bool>),
    /// At least one of the picked choices is one of these.
    Choices(Vec<Slug>),
    /// The number is in these bounds, both included; a missing bound does not limit.
    Number {
        /// Lower bound.
        #[serde(skip_serializing_if = "Option::is_none")]
        min: Option<u32>,
        /// Upper bound.
        #[serde(skip_serializing_if = "Option::is_none")]
        max: Option<u32>,
    },
}

impl Condition {
    /// Whether an answer of the profile meets the condition. An answer of another kind does.
    pub fn holds(&self, value: &ProfileValue) -> bool {
        match (self, value) {
            (Self::Bools(wanted), ProfileValue::Bool(b)) => wanted.contains(b),
            (Self::Choices(wanted), ProfileValue::Choices(picked)) => {
                picked.is_empty() || picked.iter().any(|c| wanted.contains(c))
            }
            (Self::Number { min, max }, ProfileValue::Number(n)) => {
                min.is_none_or(|m| *n >= m) && max.is_none_or(|m| *n <= m)
            }
            _ => true,
        }
    }
}

/// The conditions of a question by profile key: all keys must hold, an unanswered key holds.
pub type AppliesWhen = BTreeMap<Slug, Condition>;

/// Whether a question with these conditions applies to a team with this profile. See `docs/files.md`.
pub fn applies(conditions: &AppliesWhen, profile: &Profile) -> bool {
    conditions.iter().all(|(key, condition)| profile.0.get(key).is_none_or(|value| condition.holds(value)))
}
