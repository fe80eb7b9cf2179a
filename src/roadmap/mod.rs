//! What to do next: the ordered steps of `docs/roadmap.md`, their gains, quarters and risks.
//! Pure and deterministic: the same questionnaire, scope, answers and settings give the same roadmap.

mod holds;
mod order;
mod quarters;
mod risk;
mod select;
mod steps;
mod why;

#[cfg(test)]
mod draw;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod slow;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::model::{
    Answer, DimensionCode, Effort, Level, Period, PracticeId, QuestionId, Questionnaire, Ratio, Scope, Slug,
    StepId, Team,
};
use crate::scoring::scorecard;

pub use holds::holds;
pub use risk::{Risk, RiskKind};
pub use why::Why;

use order::Rules;
use select::Aims;
use steps::Plan;

/// What the roadmap is made from, beside the questionnaire.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// Which questions exist.
    pub scope: &'a Scope,
    /// The answers of the record or draft.
    pub answers: &'a BTreeMap<QuestionId, Answer>,
    /// The quarter of the record; steps start in the one after it.
    pub period: Period,
    /// An explicit goal, which caps every target; none takes the team's, else the next level.
    pub goal: Option<Level>,
    /// The team's own goal and targets of dimensions.
    pub targets: BTreeMap<DimensionCode, Level>,
    /// The team's own goal for the whole.
    pub team_goal: Option<Level>,
    /// Effort points per quarter, at least 1.
    pub capacity: u32,
    /// The pathway to follow, if any.
    pub pathway: Option<Slug>,
}

impl<'a> Request<'a> {
    /// A request with the settings of a team.
    pub fn new(
        team: &Team,
        scope: &'a Scope,
        answers: &'a BTreeMap<QuestionId, Answer>,
        period: Period,
    ) -> Self {
        Self {
            scope,
            answers,
            period,
            goal: None,
            targets: team.targets.dimensions.iter().map(|(c, t)| (c.clone(), t.level)).collect(),
            team_goal: team.targets.goal,
            capacity: team.capacity.max(1),
            pathway: None,
        }
    }
}

/// The ordered steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roadmap {
    /// The goal level of the whole.
    pub goal: Level,
    /// Effort points per quarter.
    pub capacity: u32,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// What is at risk, in order.
    pub risks: Vec<Risk>,
}

/// Whether a step puts a practice in place or finds out about a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// Put a practice in place.
    Practice,
    /// Answer an open question.
    FindOut,
}

impl StepKind {
    /// As written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::FindOut => "find-out",
        }
    }
}

/// One step of the roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The id of the practice, or of the question for a find-out step.
    pub id: StepId,
    /// What kind of step.
    pub kind: StepKind,
    /// The title of the practice, or `Find out: ` and the title of the question.
    pub title: String,
    /// The question it moves.
    pub question: QuestionId,
    /// The dimension of that question.
    pub dimension: DimensionCode,
    /// Progress of the question before the step, with all earlier steps done; none while the question is open.
    pub from: Option<Ratio>,
    /// Progress after it.
    pub to: Option<Ratio>,
    /// How much work.
    pub effort: Effort,
    /// Effort points.
    pub points: u32,
    /// Value per effort point: weight times impact over points; weight times 4 for a find-out step.
    pub value: Ratio,
    /// What the step adds to its dimension and to the whole, with all earlier steps done.
    pub gain: Gain,
    /// The most that a find-out step can add to the whole: weight times 4 over the weight of all; none for practices.
    pub up_to: Option<Ratio>,
    /// Why it stands where it stands, most important first.
    pub why: Vec<Why>,
    /// Steps that come earlier because this one needs them directly: what it requires and the lower levels of its
    /// question, by id.
    pub needs: Vec<StepId>,
    /// Prerequisites that count as met because their question takes no part: "not in this assessment".
    pub not_in_assessment: Vec<PracticeId>,
    /// Steps of this roadmap that need this one directly, by id.
    pub unlocks: Vec<StepId>,
    /// The quarter it falls into.
    pub quarter: Period,
}

/// What a step adds, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gain {
    /// To the score of its dimension.
    pub dimension: Ratio,
    /// To the score of the whole.
    pub whole: Ratio,
}

/// The roadmap of an assessment. See `docs/roadmap.md`.
///
/// A pathway that the questionnaire does not have counts as none.
pub fn roadmap(questionnaire: &Questionnaire, request: &Request<'_>) -> Roadmap {
    let card = scorecard(questionnaire, request.scope, request.answers);
    let aims = Aims::of(request, card.overall.level);
    let nodes = select::select(questionnaire, &card, &aims);
    let rules = Rules::of(questionnaire, &card, &aims, request.pathway.as_ref());
    let order = order::order(&nodes, &rules);
    let capacity = request.capacity.max(1);
    let quarters = quarters::fill(&order, &nodes, capacity, request.period.next());
    let steps = steps::steps(Plan {
        card: &card,
        aims: &aims,
        rules: &rules,
        nodes: &nodes,
        order: &order,
        quarters: &quarters,
    });
    let risks = risk::risks(&card, &steps);
    Roadmap { goal: aims.goal, capacity, steps, risks }
}
