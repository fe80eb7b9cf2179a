//! Which steps the roadmap has, before they are ordered: `docs/roadmap.md`, "Target and candidates".
//! Candidates up to the targets, one find-out step per open question, and the prerequisites that they pull in.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    DimensionCode, Effort, Level, Practice, PracticeId, Question, QuestionId, Questionnaire, Ratio, StepId,
};
use crate::scoring::{QuestionScore, Scorecard, Standing};

use super::Request;

/// The levels that the roadmap aims at.
#[derive(Debug, Clone)]
pub(super) struct Aims {
    /// The goal level of the whole.
    pub(super) goal: Level,
    cap: Option<Level>,
    targets: BTreeMap<DimensionCode, Level>,
}

impl Aims {
    /// The aims of a request, given the maturity level.
    pub(super) fn of(request: &Request<'_>, maturity: Option<Level>) -> Self {
        let next = maturity.map_or(Level::ONE, |level| level.next().unwrap_or(Level::MAX));
        Self {
            goal: request.goal.or(request.team_goal).unwrap_or(next),
            cap: request.goal,
            targets: request.targets.clone(),
        }
    }

    /// The target of the questions of a dimension.
    pub(super) fn target(&self, dimension: &DimensionCode) -> Level {
        let wanted = self.targets.get(dimension).copied().unwrap_or(self.goal);
        self.cap.map_or(wanted, |cap| wanted.min(cap))
    }
}

/// A step before it is ordered.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    /// The question it moves.
    pub(super) question: &'a Question,
    /// What that question counts as.
    pub(super) score: &'a QuestionScore,
    /// The practice with its level; none for a find-out step.
    pub(super) practice: Option<(Level, &'a Practice)>,
    /// Whether it is here only because a candidate needs it.
    pub(super) outside: bool,
    /// The steps it needs directly.
    pub(super) needs: BTreeSet<StepId>,
    /// The steps that need it directly.
    pub(super) needed_by: BTreeSet<StepId>,
    /// Prerequisites whose question takes no part.
    pub(super) not_in_assessment: BTreeSet<PracticeId>,
}

/// What finding out about a question can be worth, as an impact: the highest level.
const FIND_OUT_IMPACT: u8 = 4;

impl Node<'_> {
    /// How much work it is.
    pub(super) fn effort(&self) -> Effort {
        self.practice.map_or(Effort::S, |(_, practice)| practice.effort)
    }

    /// 1 to 5; for a find-out step the levels it can bring at most.
    pub(super) fn impact(&self) -> u8 {
        self.practice.map_or(FIND_OUT_IMPACT, |(_, practice)| practice.impact)
    }

    /// Weight times impact over effort points.
    pub(super) fn value(&self) -> Ratio {
        let worth = self.question.weight() * Ratio::whole(i128::from(self.impact()));
        worth * Ratio::new(1, i128::from(self.effort().points()))
    }
}

/// A question that takes part: in scope and not "not applicable".
#[derive(Debug, Clone, Copy)]
struct Part<'a> {
    question: &'a Question,
    score: &'a QuestionScore,
}

impl<'a> Part<'a> {
    /// The practices that are not in place, with their level; none while the question is open.
    fn unmet(self) -> impl Iterator<Item = (Level, &'a Practice)> {
        let in_place = match &self.score.standing {
            Standing::Rated { in_place, .. } => Some(in_place),
            _ => None,
        };
        in_place.into_iter().flat_map(move |in_place| {
            self.question.practices().filter(move |(_, practice)| !in_place.contains(&practice.id))
        })
    }

    fn find_out(self) -> Node<'a> {
        Node {
            question: self.question,
            score: self.score,
            practice: None,
            outside: false,
            needs: BTreeSet::new(),
            needed_by: BTreeSet::new(),
            not_in_assessment: BTreeSet::new(),
        }
    }
}

/// The questions that take part, and where each of their practices is.
struct Board<'a> {
    parts: Vec<Part<'a>>,
    homes: BTreeMap<&'a str, (Part<'a>, Level, &'a Practice)>,
}

impl<'a> Board<'a> {
    fn new(questionnaire: &'a Questionnaire, card: &'a Scorecard) -> Self {
        let scores: BTreeMap<&QuestionId, &QuestionScore> =
            card.questions.iter().map(|score| (&score.id, score)).collect();
        let parts: Vec<Part<'a>> = questionnaire
            .questions()
            .filter_map(|(_, question)| Some(Part { question, score: scores.get(&question.id).copied()? }))
            .filter(|part| !matches!(part.score.standing, Standing::NotApplicable(_)))
            .collect();
        let homes = parts
            .iter()
            .flat_map(|part| part.question.practices().map(|(level, p)| (p.id.as_str(), (*part, level, p))))
            .collect();
        Self { parts, homes }
    }

    /// The step of an unmet practice with everything that it needs directly.
    fn node(&self, part: Part<'a>, level: Level, practice: &'a Practice, outside: bool) -> Node<'a> {
        let mut node = Node { practice: Some((level, practice)), outside, ..part.find_out() };
        let lower = part.unmet().filter(|(l, _)| *l < level);
        node.needs.extend(lower.map(|(_, p)| StepId::from(&p.id)));
        for required in &practice.requires {
            let Some((home, _, _)) = self.homes.get(required.as_str()) else {
                node.not_in_assessment.insert(required.clone());
                continue;
            };
            match &home.score.standing {
                Standing::Rated { in_place, .. } if in_place.contains(required) => {}
                Standing::Rated { .. } => {
                    node.needs.insert(StepId::from(required));
                }
                _ => {
                    node.needs.insert(StepId::from(&home.question.id));
                }
            }
        }
        node
    }

    /// Adds everything that the steps need, directly or through others.
    fn pull_in(&self, nodes: &mut BTreeMap<StepId, Node<'a>>) {
        let mut wanted: Vec<StepId> = nodes.values().flat_map(|n| n.needs.iter().cloned()).collect();
        while let Some(id) = wanted.pop() {
            if nodes.contains_key(&id) {
                continue;
            }
            if let Some((part, level, practice)) = self.homes.get(id.as_str()) {
                let node = self.node(*part, *level, practice, true);
                wanted.extend(node.needs.iter().cloned());
                nodes.insert(id, node);
            }
        }
    }
}

/// Every step, by id.
pub(super) fn select<'a>(
    questionnaire: &'a Questionnaire,
    card: &'a Scorecard,
    aims: &Aims,
) -> BTreeMap<StepId, Node<'a>> {
    let board = Board::new(questionnaire, card);
    let mut nodes = BTreeMap::new();
    for part in &board.parts {
        if part.score.standing.is_open() {
            nodes.insert(StepId::from(&part.question.id), part.find_out());
        }
        let target = aims.target(&part.score.dimension);
        for (level, practice) in part.unmet().filter(|(level, _)| *level <= target) {
            nodes.insert(StepId::from(&practice.id), board.node(*part, level, practice, false));
        }
    }
    board.pull_in(&mut nodes);
    let edges: Vec<(StepId, StepId)> = nodes
        .iter()
        .flat_map(|(id, node)| node.needs.iter().map(|need| (need.clone(), id.clone())))
        .collect();
    for (need, id) in edges {
        if let Some(node) = nodes.get_mut(&need) {
            node.needed_by.insert(id);
        }
    }
    nodes
}
