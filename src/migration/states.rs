//! What an assessment holds for every question, under its own questionnaire and under another.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::answer::canonical;
use crate::model::{Answer, AnswerState, PracticeId, Question, QuestionId, Questionnaire, Scope, Slug};
use crate::scoring::Standing;
use crate::scoring::scorecard::standings;

use super::mapping::Mapping;

/// What an assessment holds for one question. A question that is not held was out of scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// Left out, with the reason.
    NotApplicable(Slug),
    /// Open: looked at and not known, or not answered.
    Open {
        /// Whether somebody looked.
        unknown: bool,
    },
    /// Rated, with the practices in place.
    Rated(BTreeSet<PracticeId>),
}

impl Held {
    /// Whether the question counts in the score.
    pub fn applies(&self) -> bool {
        !matches!(self, Self::NotApplicable(_))
    }

    /// The practices in place, when it is rated.
    pub fn rated(&self) -> Option<&BTreeSet<PracticeId>> {
        match self {
            Self::Rated(in_place) => Some(in_place),
            _ => None,
        }
    }
}

/// What an assessment holds under its own questionnaire, by question. Stored states only: the profile is not
/// applied again.
pub fn held(
    questionnaire: &Questionnaire,
    scope: &Scope,
    answers: &BTreeMap<QuestionId, Answer>,
) -> BTreeMap<QuestionId, Held> {
    standings(questionnaire, scope, answers)
        .into_iter()
        .map(|question| {
            let held = match question.standing {
                Standing::Rated { in_place, .. } => Held::Rated(in_place),
                Standing::NotApplicable(reason) => Held::NotApplicable(reason),
                Standing::Unknown => Held::Open { unknown: true },
                Standing::Unanswered => Held::Open { unknown: false },
            };
            (question.id, held)
        })
        .collect()
}

/// What an older assessment holds under a newer questionnaire. A practice that no old one maps to has the state that
/// it has in `newer`, where that is given and rates the question; else it is not in place.
pub fn migrated(
    mapping: &Mapping,
    old: &Questionnaire,
    held: &BTreeMap<QuestionId, Held>,
    new: &Questionnaire,
    newer: Option<&BTreeMap<QuestionId, Held>>,
) -> BTreeMap<QuestionId, Held> {
    let mut states = BTreeMap::new();
    for (_, question) in new.questions() {
        let newer = newer.and_then(|n| n.get(&question.id)).and_then(Held::rated);
        if let Some(state) = one(mapping, old, held, question, newer) {
            states.insert(question.id.clone(), state);
        }
    }
    states
}

fn one(
    mapping: &Mapping,
    old: &Questionnaire,
    held: &BTreeMap<QuestionId, Held>,
    question: &Question,
    newer: Option<&BTreeSet<PracticeId>>,
) -> Option<Held> {
    let before: Vec<(&QuestionId, &Held)> =
        mapping.predecessors(&question.id).into_iter().filter_map(|id| Some((id, held.get(id)?))).collect();
    let counted: Vec<&(&QuestionId, &Held)> = before.iter().filter(|(_, h)| h.applies()).collect();
    if counted.is_empty() {
        // All that were in scope did not apply; or none was in scope.
        return before.first().map(|(_, h)| (*h).clone());
    }
    let open: Vec<bool> = counted
        .iter()
        .filter_map(|(_, h)| if let Held::Open { unknown } = h { Some(*unknown) } else { None })
        .collect();
    if !open.is_empty() {
        return Some(Held::Open { unknown: open.contains(&true) });
    }
    let mut in_place = BTreeSet::new();
    for (_, practice) in question.practices() {
        let mut from = Vec::new();
        for (id, held) in &counted {
            let (Some(old_question), Some(met)) = (old.question(id), held.rated()) else { continue };
            let carried = old_question.practices().filter(|(_, p)| mapping.carries(&p.id, &practice.id));
            from.extend(carried.map(|(_, p)| met.contains(&p.id)));
        }
        let met = if from.is_empty() {
            newer.is_some_and(|n| n.contains(&practice.id))
        } else {
            from.iter().all(|met| *met)
        };
        if met {
            in_place.insert(practice.id.clone());
        }
    }
    Some(Held::Rated(in_place))
}

/// The states as answers of the questionnaire: what a record would hold under it. Notes, evidence and everything else
/// that was said stays where the question has one predecessor only.
pub fn answers(
    mapping: &Mapping,
    new: &Questionnaire,
    states: &BTreeMap<QuestionId, Held>,
    said: &BTreeMap<QuestionId, Answer>,
) -> BTreeMap<QuestionId, Answer> {
    let mut answers = BTreeMap::new();
    for (_, question) in new.questions() {
        let Some(state) = states.get(&question.id) else { continue };
        let state = match state {
            Held::Rated(in_place) => canonical(question, in_place),
            Held::NotApplicable(reason) => AnswerState::NotApplicable { reason: reason.clone() },
            Held::Open { unknown: true } => AnswerState::Unknown,
            Held::Open { unknown: false } => continue,
        };
        let answer = match mapping.predecessors(&question.id).as_slice() {
            [one] => said.get(*one).cloned().map(|answer| Answer { state: state.clone(), ..answer }),
            _ => None,
        };
        answers.insert(question.id.clone(), answer.unwrap_or_else(|| Answer::new(state)));
    }
    answers
}
