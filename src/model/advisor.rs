//! The platform advisor as data: a decision tree, a selection matrix, and criteria with points. It says which
//! platform fits a team; it never touches a score. See `docs/advisor.md`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::id::{QuestionId, Slug};

/// Everything that the advisor knows. Each of the three parts stands alone and may be absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Advisor {
    /// What can be recommended.
    pub platforms: Vec<Platform>,
    /// The decision tree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<Fork>,
    /// The selection matrix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Matrix>,
    /// The criteria.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Criteria>,
}

/// Something that can be recommended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Platform {
    /// The id.
    pub id: Slug,
    /// For people.
    pub name: String,
}

/// A question of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fork {
    /// What is asked.
    pub prompt: String,
    /// What can be answered.
    pub options: Vec<Branch>,
}

/// An answer of the tree, and where it leads: to another question, or to advice. Exactly one of the two is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Branch {
    /// The id, once in its question.
    pub id: Slug,
    /// For people.
    pub label: String,
    /// The question that comes next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Fork>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<Counsel>,
}

/// What a path through the tree ends in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Counsel {
    /// The platforms.
    pub platforms: Vec<Slug>,
    /// Whether they come one after the other instead of together.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_order: bool,
    /// Why.
    pub reason: String,
    /// The questions of the assessment that matter most then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionId>,
}

/// Requirements against platforms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Matrix {
    /// The platforms, in the order of the columns.
    pub platforms: Vec<Slug>,
    /// The rows.
    pub requirements: Vec<Requirement>,
    /// What was changed against the table that it comes from, and why; one paragraph each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Requirement {
    /// The id; the team's weights name it.
    pub id: Slug,
    /// For people.
    pub title: String,
    /// One cell for each platform.
    pub cells: BTreeMap<Slug, Cell>,
    /// How complex it is to meet, where that is known: low, medium, high.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complexity: Option<Rating>,
    /// Where it matters.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub use_case: String,
}

/// How well a platform meets a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Cell {
    /// What counts.
    pub rating: Rating,
    /// What is shown.
    pub label: String,
    /// What stood there before it was repaired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<Rating>,
    /// What to know about it; needed where it was repaired.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A rating: how well something fits, or how much of a burden it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    /// Fits very well: 3 points.
    Excellent,
    /// Fits: 2 points.
    Good,
    /// Fits in part: 1 point.
    Limited,
    /// Does not fit: 0 points.
    NotSuitable,
    /// A small burden: 3 points.
    Low,
    /// Some burden: 2 points.
    Medium,
    /// A great burden: 1 point.
    High,
}

impl Rating {
    /// All, as they are written in files.
    pub const ALL: [Self; 7] =
        [Self::Excellent, Self::Good, Self::Limited, Self::NotSuitable, Self::Low, Self::Medium, Self::High];

    /// As it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Excellent => "excellent",
            Self::Good => "good",
            Self::Limited => "limited",
            Self::NotSuitable => "not-suitable",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// As people read it.
    pub fn spoken(self) -> &'static str {
        if self == Self::NotSuitable { "not suitable" } else { self.name() }
    }

    /// From 0 to 3. Burdens are inverted: a small one is good.
    pub fn points(self) -> u8 {
        match self {
            Self::Excellent | Self::Low => 3,
            Self::Good | Self::Medium => 2,
            Self::Limited | Self::High => 1,
            Self::NotSuitable => 0,
        }
    }
}

/// Questions whose answers give points to platforms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Criteria {
    /// The platforms, in the order in which they are shown; of two with the same points the first is named first.
    pub platforms: Vec<Slug>,
    /// The questions.
    pub questions: Vec<Criterion>,
    /// What a reader should know; one paragraph each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A question of the criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Criterion {
    /// The id.
    pub id: Slug,
    /// What is asked.
    pub prompt: String,
    /// Which side it looks from: technical, operational or business.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub aspect: String,
    /// What can be answered.
    pub options: Vec<Choice>,
}

/// An answer of the criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Choice {
    /// The id, once in its question.
    pub id: Slug,
    /// For people.
    pub label: String,
    /// From -9 to 9 for each platform; 0 where there is none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub points: BTreeMap<Slug, i8>,
    /// What to know about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Advisor {
    /// The name of a platform.
    pub fn name<'a>(&'a self, id: &'a Slug) -> &'a str {
        self.platforms.iter().find(|p| p.id == *id).map_or(id.as_str(), |p| &p.name)
    }
}
