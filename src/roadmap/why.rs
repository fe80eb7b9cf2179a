//! Why a step stands where it stands, as data and as one plain English sentence each.

use crate::model::{Level, Phase, QuestionId, Questionnaire, Ratio, StepId};

/// A rule that put a step in its place. See `docs/roadmap.md`, "Order".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The question is a must-have that holds the next level back.
    MustHave {
        /// The level that is held back.
        level: Level,
    },
    /// The question can bring weight that the next level's gate misses.
    Gate {
        /// The level that is held back.
        level: Level,
        /// The share of weight at that level now.
        share: Ratio,
        /// The weight that is missing once every must-have is raised.
        missing: Ratio,
        /// Whether there are must-haves to raise, so that more than `missing` is missing now.
        must_haves: bool,
        /// The weight of the question, 1 to 5.
        weight: u8,
    },
    /// The question belongs to a phase that the goal looks at.
    Phase {
        /// The phase of the question.
        phase: Phase,
        /// The goal.
        goal: Level,
    },
    /// It is in the order, or this early in it, because these steps need it.
    NeededBy(Vec<StepId>),
    /// The team set a target for the dimension that is higher than the goal.
    Target {
        /// The target.
        level: Level,
    },
    /// The pathway names it in this stage, counted from 1.
    Stage {
        /// The stage.
        number: usize,
        /// Its title.
        title: String,
    },
    /// Value per effort against others of the same class.
    Value {
        /// Weight of the question.
        weight: u8,
        /// Impact of the practice.
        impact: u8,
        /// Effort points.
        points: u32,
    },
    /// The question is open, and finding out is worth its weight times 4 for one effort point.
    Open {
        /// Weight of the question.
        weight: u8,
    },
}

/// Value per effort point as people read it.
fn per_point(weight: u8, impact: u8, points: u32) -> String {
    Ratio::new(i128::from(weight) * i128::from(impact), i128::from(points)).short()
}

impl Why {
    /// The rule in one English sentence with its numbers, for a step of `question`.
    /// Titles of stages and names of levels come from the questionnaire as they are; clean them before showing.
    pub fn sentence(&self, questionnaire: &Questionnaire, question: &QuestionId) -> String {
        let label = |level: &Level| format!("level {}", questionnaire.level_label(*level));
        match self {
            Self::MustHave { level } => format!("{question} is a must-have below {}.", label(level)),
            Self::Gate { level, share, missing, must_haves, weight } => {
                let still =
                    if *must_haves { "still missing once the must-haves are raised" } else { "missing" };
                format!(
                    "Level {} needs {} of weight; it has {}, {} of weight is {still}, and this question brings {weight}.",
                    questionnaire.level_label(*level),
                    questionnaire.gate.share.percent(),
                    share.percent(),
                    missing.short(),
                )
            }
            Self::Phase { phase, goal } if *goal == Level::ONE => {
                format!("The goal, {}, looks at phase 1, and {question} is in phase {phase}.", label(goal))
            }
            Self::Phase { phase, goal } => {
                format!(
                    "The goal, {}, looks at phases 1 to {goal}, and {question} is in phase {phase}.",
                    label(goal)
                )
            }
            Self::NeededBy(steps) => {
                let ids: Vec<&str> = steps.iter().map(StepId::as_str).collect();
                format!("Needed by {}.", ids.join(", "))
            }
            Self::Target { level } => {
                format!("The team's target for {} is {}.", question.code(), label(level))
            }
            Self::Stage { number, title } => format!("Stage {number} of the pathway: {title}."),
            Self::Value { weight, impact, points } => format!(
                "Weight {weight}, impact {impact}, effort {points}: {} value per effort point.",
                per_point(*weight, *impact, *points)
            ),
            Self::Open { weight } => format!(
                "{question} is open and counts as 0 until it is answered; weight {weight}, at most level 4, \
                 effort 1: {} value per effort point.",
                per_point(*weight, 4, 1)
            ),
        }
    }
}
