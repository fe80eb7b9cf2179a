//! Progress, score, range and coverage: `docs/scoring.md`, sections 1 to 3.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Answer, DimensionCode, Level, Phase, PracticeId, QuestionId, Questionnaire, Ratio, Scope, Slug,
};

use super::gate::{LevelCheck, PhaseScore};

/// What a question counts as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Rated, with the practices in place.
    Rated {
        /// L: the highest complete level.
        level: Level,
        /// v: level plus the share of the next one.
        progress: Ratio,
        /// M: what is in place, also above the level.
        in_place: BTreeSet<PracticeId>,
        /// Whether the stored form says something else than its practices do (docs/scoring.md, section 2).
        canonical: bool,
    },
    /// Left out, with the reason.
    NotApplicable(Slug),
    /// The team looked and does not know: open.
    Unknown,
    /// Nobody answered yet: open.
    Unanswered,
}

impl Standing {
    /// Unknown or unanswered.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Unknown | Self::Unanswered)
    }

    /// The level of a rated question.
    pub fn level(&self) -> Option<Level> {
        match self {
            Self::Rated { level, .. } => Some(*level),
            _ => None,
        }
    }

    /// The progress of a rated question.
    pub fn progress(&self) -> Option<Ratio> {
        match self {
            Self::Rated { progress, .. } => Some(*progress),
            _ => None,
        }
    }
}

/// One question in scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionScore {
    /// The question.
    pub id: QuestionId,
    /// Its dimension.
    pub dimension: DimensionCode,
    /// Its phase.
    pub phase: Phase,
    /// Its weight, 1 to 5.
    pub weight: u8,
    /// Whether it can hold a level back alone.
    pub must_have: bool,
    /// What it counts as.
    pub standing: Standing,
}

/// The result of a set of questions: a dimension or the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetScore {
    /// From 0 to 4; none when nothing is applicable.
    pub score: Option<Ratio>,
    /// Where the score would end if every open question turned out best.
    pub upper: Option<Ratio>,
    /// The share of weight that is rated, 0 to 1.
    pub coverage: Option<Ratio>,
    /// The maturity level; none when nothing is applicable.
    pub level: Option<Level>,
    /// The level with every open question counted as level 4.
    pub possible: Option<Level>,
    /// Weight of the applicable questions.
    pub weight: u32,
    /// Questions in scope.
    pub questions: usize,
    /// Rated questions.
    pub rated: usize,
    /// Unknown or unanswered questions.
    pub open: usize,
    /// Questions not applicable.
    pub not_applicable: usize,
}

/// Everything that is computed from one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scorecard {
    /// The whole scope.
    pub overall: SetScore,
    /// Each dimension that has a question in scope, in questionnaire order.
    pub dimensions: Vec<(DimensionCode, SetScore)>,
    /// The four phases.
    pub phases: Vec<PhaseScore>,
    /// Levels 1 to 4.
    pub levels: Vec<LevelCheck>,
    /// Each question in scope, in questionnaire order.
    pub questions: Vec<QuestionScore>,
}

/// Scores an assessment. Answers to questions that are unknown to the questionnaire or out of scope take no part.
pub fn scorecard(
    questionnaire: &Questionnaire,
    scope: &Scope,
    answers: &BTreeMap<QuestionId, Answer>,
) -> Scorecard {
    todo!()
}
