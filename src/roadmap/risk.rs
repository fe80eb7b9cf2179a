//! Questions at risk, each with the step that would lower it: `docs/roadmap.md`, "Risks".

use std::collections::BTreeMap;

use crate::model::{QuestionId, StepId};
use crate::scoring::{QuestionScore, Scorecard, Standing};

use super::Step;

/// A question at risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// The question.
    pub question: QuestionId,
    /// Why it is at risk.
    pub kind: RiskKind,
    /// The first of the question's steps in the order, if there is one.
    pub mitigation: Option<StepId>,
}

/// Why a question is at risk, in the order in which risks are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RiskKind {
    /// A must-have that is open or below the next level.
    MustHave,
    /// A weight-5 question that is open or below the maturity level.
    Heavy,
}

impl RiskKind {
    /// As written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::MustHave => "must-have",
            Self::Heavy => "heavy",
        }
    }
}

/// The weight from which a question is a risk of its own.
const HEAVY: u8 = 5;

/// Every question at risk, once, by kind and then by id.
pub(super) fn risks(card: &Scorecard, steps: &[Step]) -> Vec<Risk> {
    let mut found: Vec<(RiskKind, &QuestionId)> =
        card.questions.iter().filter_map(|q| Some((kind(card, q)?, &q.id))).collect();
    found.sort();
    let mut first: BTreeMap<&QuestionId, &StepId> = BTreeMap::new();
    for step in steps {
        first.entry(&step.question).or_insert(&step.id);
    }
    found
        .into_iter()
        .map(|(kind, question)| Risk {
            question: question.clone(),
            kind,
            mitigation: first.get(question).map(|id| StepId::clone(id)),
        })
        .collect()
}

/// The first kind that fits a question; none when it is not at risk or nothing has a level.
fn kind(card: &Scorecard, question: &QuestionScore) -> Option<RiskKind> {
    let maturity = card.overall.level?;
    let (open, level) = match &question.standing {
        Standing::NotApplicable(_) => return None,
        Standing::Rated { level, .. } => (false, Some(*level)),
        Standing::Unknown | Standing::Unanswered => (true, None),
    };
    let below_next = maturity.next().is_some_and(|next| level.is_some_and(|l| l < next));
    if question.must_have && (open || below_next) {
        Some(RiskKind::MustHave)
    } else if question.weight >= HEAVY && (open || level.is_some_and(|l| l < maturity)) {
        Some(RiskKind::Heavy)
    } else {
        None
    }
}
