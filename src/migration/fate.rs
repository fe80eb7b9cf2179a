//! What became of a question between two questionnaires.

use crate::model::{QuestionId, Questionnaire};

use super::mapping::Mapping;

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// No question lives on in it.
    New,
    /// Several questions live on in it.
    Merged,
    /// The question that lives on in it lives on in others too.
    Split,
    /// It has another id, in another dimension; or the same one there.
    Moved,
    /// It has another id in the same dimension.
    Renamed,
    /// It is the same question.
    Kept,
    /// It lives on in none.
    Retired,
    /// It may live on, but that cannot be said: the mapping cannot be used in this direction, or nothing is said.
    NotMapped,
}

impl Fate {
    /// All, in the order in which people read them.
    pub const ALL: [Self; 8] = [
        Self::New,
        Self::Retired,
        Self::NotMapped,
        Self::Renamed,
        Self::Moved,
        Self::Split,
        Self::Merged,
        Self::Kept,
    ];

    /// As people read it, and as it is written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
            Self::Kept => "kept",
            Self::Retired => "retired",
            Self::NotMapped => "not mapped",
        }
    }

    /// How a question of the newer questionnaire came to be.
    pub fn of_newer(mapping: &Mapping, old: &Questionnaire, new: &Questionnaire, id: &QuestionId) -> Self {
        let code = |of: &Questionnaire, id: &QuestionId| of.dimension_of(id).map(|d| d.code.clone());
        match mapping.predecessors(id).as_slice() {
            [] => Self::New,
            [one] if mapping.successors(one).len() > 1 => Self::Split,
            [one] if code(old, one) != code(new, id) => Self::Moved,
            [one] if *one != id => Self::Renamed,
            [_] => Self::Kept,
            _ => Self::Merged,
        }
    }

    /// Why a question of the older questionnaire lives on in none; none when it lives on.
    pub fn of_older(mapping: &Mapping, id: &QuestionId) -> Option<Self> {
        if !mapping.successors(id).is_empty() {
            return None;
        }
        Some(if mapping.unmapped.contains(id) { Self::NotMapped } else { Self::Retired })
    }
}
