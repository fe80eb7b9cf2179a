//! The gated maturity level, phases and blockers: `docs/scoring.md`, section 4.

use crate::model::{Level, Phase, QuestionId, Ratio};

/// One level of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelCheck {
    /// 1 to 4.
    pub level: Level,
    /// Whether it holds, which needs every level under it to hold.
    pub holds: bool,
    /// Weight of S(l) at this level or above over weight of S(l); none when nothing is applicable.
    pub share: Option<Ratio>,
    /// Must-haves of S(l) below this level, by id.
    pub must_haves_below: Vec<QuestionId>,
    /// For the next level only: the weight missing once the must-haves are raised; none when the gate would then be met, or for other levels.
    pub missing_weight: Option<Ratio>,
    /// For the next level only: the questions that can bring that weight, cheapest first; none where `missing_weight` is none.
    pub candidates: Option<Vec<Blocker>>,
}

/// A question that can bring the missing weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// The question.
    pub question: QuestionId,
    /// Its weight.
    pub weight: u8,
    /// Effort points of its unmet practices of levels 1 to l; 1 for an open question.
    pub points: u32,
}

/// One phase of the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseScore {
    /// The phase.
    pub phase: Phase,
    /// The share of its weight at its own level; none when nothing is applicable.
    pub progress: Option<Ratio>,
    /// Whether it is complete; none when nothing is applicable.
    pub complete: Option<bool>,
}
