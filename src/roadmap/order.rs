//! The order of the steps: `docs/roadmap.md`, "Order". Gates and stages pull their prerequisites forward.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use crate::model::{Level, PracticeId, QuestionId, Questionnaire, Ratio, Slug, StepId};
use crate::scoring::{LevelCheck, Scorecard};

use super::select::{Aims, Node};

/// The gate class of a step, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Brings a must-have to the next level.
    MustHave,
    /// Brings weight that the next level misses.
    Gate,
    /// Of a phase that the goal looks at.
    Phase,
    /// Anything else.
    Rest,
}

/// The keys that a step hands on to what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rank {
    /// The gate class.
    pub(super) class: Class,
    /// The stage of the pathway, counted from 0; none comes last.
    pub(super) stage: Option<usize>,
}

impl Rank {
    /// Each key by itself, the better of the two.
    fn best(self, other: Self) -> Self {
        let stage = match (self.stage, other.stage) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { class: self.class.min(other.class), stage }
    }
}

/// What decides a step's own rank.
#[derive(Debug)]
pub(super) struct Rules<'a> {
    /// The goal level.
    pub(super) goal: Level,
    /// The level that comes next; none at level 4 and without a level.
    pub(super) next: Option<&'a LevelCheck>,
    must_haves: BTreeSet<&'a QuestionId>,
    others: BTreeSet<&'a QuestionId>,
    /// The titles of the pathway's stages.
    pub(super) stages: Vec<&'a str>,
    stage_of: BTreeMap<&'a PracticeId, usize>,
}

impl<'a> Rules<'a> {
    /// The rules for one scorecard; a pathway that the questionnaire does not have counts as none.
    pub(super) fn of(
        questionnaire: &'a Questionnaire,
        card: &'a Scorecard,
        aims: &Aims,
        pathway: Option<&Slug>,
    ) -> Self {
        let next = card.next_level();
        let stages = questionnaire
            .pathways
            .iter()
            .find(|p| pathway == Some(&p.id))
            .map_or(&[][..], |p| p.stages.as_slice());
        let mut stage_of = BTreeMap::new();
        for (number, stage) in stages.iter().enumerate() {
            for practice in &stage.practices {
                stage_of.entry(practice).or_insert(number);
            }
        }
        Self {
            goal: aims.goal,
            next,
            must_haves: next.map(|n| n.must_haves_below.iter().collect()).unwrap_or_default(),
            others: next
                .and_then(|n| n.candidates.as_ref())
                .map(|blockers| blockers.iter().map(|b| &b.question).collect())
                .unwrap_or_default(),
            stages: stages.iter().map(|s| s.title.as_str()).collect(),
            stage_of,
        }
    }

    /// A step's own rank, before anything is inherited.
    pub(super) fn rank(&self, node: &Node<'_>) -> Rank {
        let stage = node.practice.and_then(|(_, practice)| self.stage_of.get(&practice.id).copied());
        Rank { class: self.class(node), stage }
    }

    fn class(&self, node: &Node<'_>) -> Class {
        let question = &node.question.id;
        // A find-out step has the class of its question; of practices only those that the next level asks for.
        let lifts = node.practice.is_none_or(|(level, _)| self.next.is_some_and(|n| level <= n.level));
        if lifts && self.must_haves.contains(question) {
            Class::MustHave
        } else if lifts && self.others.contains(question) {
            Class::Gate
        } else if node.score.phase.number() <= self.goal.number() {
            Class::Phase
        } else {
            Class::Rest
        }
    }
}

/// A step in its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// The step.
    pub(super) id: StepId,
    /// Its own rank.
    pub(super) own: Rank,
    /// The best rank among it and every step that needs it.
    pub(super) rank: Rank,
}

/// All keys, compared from the top; the smallest goes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    class: Class,
    stage: usize,
    value: Reverse<Ratio>,
    id: StepId,
}

/// Repeatedly the first step that is ready.
pub(super) fn order(nodes: &BTreeMap<StepId, Node<'_>>, rules: &Rules<'_>) -> Vec<Placed> {
    let ranks = inherited(nodes, rules);
    let mut missing: BTreeMap<&StepId, usize> = nodes.iter().map(|(id, n)| (id, n.needs.len())).collect();
    let key = |id: &StepId| {
        let rank = ranks.get(id)?;
        Some(Reverse(Key {
            class: rank.class,
            stage: rank.stage.unwrap_or(usize::MAX),
            value: Reverse(nodes.get(id)?.value()),
            id: id.clone(),
        }))
    };
    let mut ready: BinaryHeap<Reverse<Key>> =
        missing.iter().filter(|(_, count)| **count == 0).filter_map(|(id, _)| key(id)).collect();
    let mut order = Vec::with_capacity(nodes.len());
    while let Some(Reverse(Key { id, .. })) = ready.pop() {
        let (Some(node), Some(rank)) = (nodes.get(&id), ranks.get(&id)) else { continue };
        ready.extend(released(&node.needed_by, &mut missing).into_iter().filter_map(key));
        order.push(Placed { own: rules.rank(node), rank: *rank, id });
    }
    order
}

/// The rank of each step with what it inherits from every step that needs it, directly or through others.
fn inherited<'a>(nodes: &'a BTreeMap<StepId, Node<'_>>, rules: &Rules<'_>) -> BTreeMap<&'a StepId, Rank> {
    let mut ranks: BTreeMap<&StepId, Rank> = nodes.iter().map(|(id, n)| (id, rules.rank(n))).collect();
    let mut missing: BTreeMap<&StepId, usize> = nodes.iter().map(|(id, n)| (id, n.needed_by.len())).collect();
    let mut settled: Vec<&StepId> =
        missing.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    while let Some(id) = settled.pop() {
        let (Some(node), Some(rank)) = (nodes.get(id), ranks.get(id).copied()) else { continue };
        for need in &node.needs {
            if let Some(other) = ranks.get_mut(need) {
                *other = other.best(rank);
            }
        }
        settled.extend(released(&node.needs, &mut missing));
    }
    ranks
}

/// Counts one off each of these steps; those that reach 0.
fn released<'s>(steps: &'s BTreeSet<StepId>, missing: &mut BTreeMap<&StepId, usize>) -> Vec<&'s StepId> {
    steps
        .iter()
        .filter(|id| {
            missing.get_mut(*id).is_some_and(|count| {
                *count = count.saturating_sub(1);
                *count == 0
            })
        })
        .collect()
}
