//! The steps in their order with what each moves and gains, and why it stands where it stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{DimensionCode, Period, PracticeId, QuestionId, Ratio, StepId};
use crate::scoring::scorecard::progress;
use crate::scoring::{Scorecard, Standing};

use super::order::{Class, Placed, Rank, Rules};
use super::select::{Aims, Node};
use super::{Gain, Step, StepKind, Why};

/// Everything that is known before the steps are written down.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan<'a> {
    /// The score now.
    pub(super) card: &'a Scorecard,
    /// The levels aimed at.
    pub(super) aims: &'a Aims,
    /// What ranks the steps.
    pub(super) rules: &'a Rules<'a>,
    /// The steps by id.
    pub(super) nodes: &'a BTreeMap<StepId, Node<'a>>,
    /// The order.
    pub(super) order: &'a [Placed],
    /// The quarter of each step.
    pub(super) quarters: &'a BTreeMap<StepId, Period>,
}

/// The steps, in order.
pub(super) fn steps(plan: Plan<'_>) -> Vec<Step> {
    let ranks: BTreeMap<&StepId, Rank> = plan.order.iter().map(|p| (&p.id, p.rank)).collect();
    let mut course = Course::new(plan.card);
    plan.order
        .iter()
        .filter_map(|placed| {
            let node = plan.nodes.get(&placed.id)?;
            let quarter = *plan.quarters.get(&placed.id)?;
            Some(step(placed, node, course.advance(node), why(plan, placed, node, &ranks), quarter))
        })
        .collect()
}

/// What a step moves.
#[derive(Debug, Clone, Copy)]
struct Move {
    from: Option<Ratio>,
    to: Option<Ratio>,
    gain: Gain,
    up_to: Option<Ratio>,
}

/// How far the questions have come with every earlier step done.
struct Course<'a> {
    in_place: BTreeMap<&'a QuestionId, BTreeSet<PracticeId>>,
    dimensions: BTreeMap<&'a DimensionCode, u32>,
    whole: u32,
}

impl<'a> Course<'a> {
    fn new(card: &'a Scorecard) -> Self {
        let rated = card.questions.iter().filter_map(|q| match &q.standing {
            Standing::Rated { in_place, .. } => Some((&q.id, in_place.clone())),
            _ => None,
        });
        Self {
            in_place: rated.collect(),
            dimensions: card.dimensions.iter().map(|(code, set)| (code, set.weight)).collect(),
            whole: card.overall.weight,
        }
    }

    /// Does one step.
    fn advance(&mut self, node: &Node<'_>) -> Move {
        let nothing = Gain { dimension: Ratio::ZERO, whole: Ratio::ZERO };
        let weight = node.question.weight();
        let (Some((_, practice)), Some(in_place)) = (node.practice, self.in_place.get_mut(&node.question.id))
        else {
            let up_to = weight * Ratio::whole(4) * one_over(self.whole);
            return Move { from: None, to: None, gain: nothing, up_to: Some(up_to) };
        };
        let from = progress(node.question, in_place);
        in_place.insert(practice.id.clone());
        let to = progress(node.question, in_place);
        let added = weight * (to - from);
        let dimension = self.dimensions.get(&node.score.dimension).copied().unwrap_or_default();
        let gain = Gain { dimension: added * one_over(dimension), whole: added * one_over(self.whole) };
        Move { from: Some(from), to: Some(to), gain, up_to: None }
    }
}

/// One over a weight. A step's own question has a weight of at least 1, so the sum is never 0.
fn one_over(weight: u32) -> Ratio {
    Ratio::new(1, i128::from(weight))
}

fn step(placed: &Placed, node: &Node<'_>, moved: Move, why: Vec<Why>, quarter: Period) -> Step {
    let (kind, title) = match node.practice {
        Some((_, practice)) => (StepKind::Practice, practice.title.clone()),
        None => (StepKind::FindOut, format!("Find out: {}", node.question.title)),
    };
    Step {
        id: placed.id.clone(),
        kind,
        title,
        question: node.question.id.clone(),
        dimension: node.score.dimension.clone(),
        from: moved.from,
        to: moved.to,
        effort: node.effort(),
        points: node.effort().points(),
        value: node.value(),
        gain: moved.gain,
        up_to: moved.up_to,
        why,
        needs: node.needs.iter().cloned().collect(),
        not_in_assessment: node.not_in_assessment.iter().cloned().collect(),
        unlocks: node.needed_by.iter().cloned().collect(),
        quarter,
    }
}

/// The rules that put a step in its place, most important first.
fn why(plan: Plan<'_>, placed: &Placed, node: &Node<'_>, ranks: &BTreeMap<&StepId, Rank>) -> Vec<Why> {
    let mut why = Vec::new();
    let class_inherited = placed.rank.class != placed.own.class;
    let stage_inherited = placed.rank.stage != placed.own.stage;
    let needed = || Why::NeededBy(pullers(placed, node, ranks));
    if node.outside || class_inherited {
        why.push(needed());
    }
    if !class_inherited {
        why.extend(class_reason(plan.rules, placed.own.class, node));
    }
    if stage_inherited && why.iter().all(|w| !matches!(w, Why::NeededBy(_))) {
        why.push(needed());
    }
    if let (false, Some(stage)) = (stage_inherited, placed.own.stage) {
        let title = plan.rules.stages.get(stage).copied().unwrap_or_default().to_owned();
        why.push(Why::Stage { number: stage + 1, title });
    }
    let weight = node.question.weight;
    let Some((level, practice)) = node.practice else {
        why.push(Why::Open { weight });
        return why;
    };
    let target = plan.aims.target(&node.score.dimension);
    if !node.outside && level > plan.aims.goal {
        why.push(Why::Target { level: target });
    }
    why.push(Why::Value { weight, impact: practice.impact, points: practice.effort.points() });
    why
}

/// The steps that need this one directly; of these, where the step is pulled forward, those that hand on the better rank.
fn pullers(placed: &Placed, node: &Node<'_>, ranks: &BTreeMap<&StepId, Rank>) -> Vec<StepId> {
    let (own, best) = (placed.own, placed.rank);
    let pulls = |id: &StepId| {
        let Some(rank) = ranks.get(id) else { return false };
        let by_class = best.class != own.class && rank.class == best.class;
        let by_stage = best.stage != own.stage && rank.stage == best.stage;
        by_class || by_stage || best == own
    };
    node.needed_by.iter().filter(|id| pulls(id)).cloned().collect()
}

/// What the gate class of a step says in numbers; nothing for the rest.
fn class_reason(rules: &Rules<'_>, class: Class, node: &Node<'_>) -> Option<Why> {
    match class {
        Class::MustHave => Some(Why::MustHave { level: rules.next?.level }),
        Class::Gate => {
            let next = rules.next?;
            Some(Why::Gate {
                level: next.level,
                share: next.share?,
                missing: next.missing_weight?,
                must_haves: !next.must_haves_below.is_empty(),
                weight: node.question.weight,
            })
        }
        Class::Phase => Some(Why::Phase { phase: node.score.phase, goal: rules.goal }),
        Class::Rest => None,
    }
}
