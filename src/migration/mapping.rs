//! Which ids of one questionnaire live on in which ids of another.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::questionnaire::Migration;
use crate::model::{PracticeId, QuestionId, Questionnaire};

/// How the two questionnaires are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The same version: every id maps to itself, also where the texts differ.
    Same,
    /// To a newer version that says how this one maps to it.
    Forward,
    /// To a newer version that says nothing about this one: ids map to themselves where they still exist.
    ForwardUnsaid,
    /// To an older version: one-to-one mappings, used backwards.
    Backward,
    /// To an older version that this one says nothing about: ids map to themselves where they exist.
    BackwardUnsaid,
    /// Another questionnaire: no question is shared.
    Apart,
}

/// Where every question and practice of one questionnaire went in another. Total: an id that is not named here
/// lives on in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// How the two are related.
    pub route: Route,
    /// The questions that could not be mapped, in the order of the old questionnaire: those of a split or a merge
    /// that would have to be undone, or whose id is gone without a word.
    pub unmapped: Vec<QuestionId>,
    questions: BTreeMap<QuestionId, Vec<QuestionId>>,
    practices: BTreeMap<PracticeId, Vec<PracticeId>>,
}

impl Mapping {
    /// From one questionnaire to another.
    pub fn between(old: &Questionnaire, new: &Questionnaire) -> Self {
        if old.id != new.id {
            return Self::empty(Route::Apart);
        }
        let entry = |of: &'_ Questionnaire, from: &Questionnaire| -> Option<Migration> {
            of.migrations.iter().find(|m| m.from == from.version).cloned()
        };
        if old.version == new.version {
            return Self::forward(old, new, None, Route::Same);
        }
        if old.version < new.version {
            return match entry(new, old) {
                Some(said) => Self::forward(old, new, Some(&said), Route::Forward),
                None => Self::forward(old, new, None, Route::ForwardUnsaid),
            };
        }
        let said = entry(old, new);
        let route = if said.is_some() { Route::Backward } else { Route::BackwardUnsaid };
        Self::forward(new, old, said.as_ref(), route).turned(old)
    }

    fn empty(route: Route) -> Self {
        Self { route, unmapped: Vec::new(), questions: BTreeMap::new(), practices: BTreeMap::new() }
    }

    fn forward(old: &Questionnaire, new: &Questionnaire, said: Option<&Migration>, route: Route) -> Self {
        let named_questions = said.map(|m| m.questions.clone()).unwrap_or_default();
        let named_practices = said.map(|m| m.practices.clone()).unwrap_or_default();
        let questions = relation(&question_ids(old), &question_ids(new), &named_questions);
        let practices = relation(&practice_ids(old), &practice_ids(new), &named_practices);
        let lost = |id: &QuestionId| route == Route::ForwardUnsaid && !questions.contains_key(id);
        let unmapped = old.questions().map(|(_, q)| q.id.clone()).filter(lost).collect();
        Self { route, unmapped, questions, practices }
    }

    /// The one-to-one mappings the other way round; `from` is the newer questionnaire, which is now the old side.
    fn turned(self, from: &Questionnaire) -> Self {
        let questions = backwards(&self.questions);
        let practices = backwards(&self.practices);
        let reached: BTreeSet<&QuestionId> = self.questions.values().flatten().collect();
        let entangled = |id: &QuestionId| reached.contains(id) && !questions.contains_key(id);
        let unsaid = |id: &QuestionId| self.route == Route::BackwardUnsaid && !questions.contains_key(id);
        let unmapped = from.questions().map(|(_, q)| q.id.clone());
        let unmapped = unmapped.filter(|id| entangled(id) || unsaid(id)).collect();
        Self { route: self.route, unmapped, questions, practices }
    }

    /// The questions that a question lives on in; none when it is retired.
    pub fn successors(&self, old: &QuestionId) -> &[QuestionId] {
        self.questions.get(old).map_or(&[], Vec::as_slice)
    }

    /// The questions that live on in a question, by id.
    pub fn predecessors(&self, new: &QuestionId) -> Vec<&QuestionId> {
        self.questions.iter().filter(|(_, to)| to.contains(new)).map(|(from, _)| from).collect()
    }

    /// Whether a practice lives on in another.
    pub fn carries(&self, old: &PracticeId, new: &PracticeId) -> bool {
        self.practices.get(old).is_some_and(|to| to.contains(new))
    }

    /// The practices that a practice lives on in; none when it is retired.
    pub fn practice_successors(&self, old: &PracticeId) -> &[PracticeId] {
        self.practices.get(old).map_or(&[], Vec::as_slice)
    }

    /// What to tell people about how the two questionnaires are related; none where there is nothing to tell.
    pub fn warning(&self) -> Option<&'static str> {
        match self.route {
            Route::Same | Route::Forward => None,
            Route::ForwardUnsaid | Route::BackwardUnsaid => Some(
                "the newer version does not say how the older one maps to it: questions with the same id count as the same",
            ),
            Route::Backward => Some("compared with an older version: only one-to-one mappings can be used"),
            Route::Apart => Some("two different questionnaires share no questions"),
        }
    }
}

fn question_ids(of: &Questionnaire) -> BTreeSet<QuestionId> {
    of.questions().map(|(_, q)| q.id.clone()).collect()
}

fn practice_ids(of: &Questionnaire) -> BTreeSet<PracticeId> {
    of.questions().flat_map(|(_, q)| q.practices().map(|(_, p)| p.id.clone())).collect()
}

/// Every old id with the new ids it lives on in: as named, else itself where it still exists.
fn relation<I: Ord + Clone>(
    old: &BTreeSet<I>,
    new: &BTreeSet<I>,
    named: &BTreeMap<I, Vec<I>>,
) -> BTreeMap<I, Vec<I>> {
    let mut relation = BTreeMap::new();
    for id in old {
        let to: BTreeSet<I> = match named.get(id) {
            Some(to) => to.iter().filter(|t| new.contains(t)).cloned().collect(),
            None => new.get(id).cloned().into_iter().collect(),
        };
        if !to.is_empty() {
            relation.insert(id.clone(), to.into_iter().collect());
        }
    }
    relation
}

/// The pairs of which each side belongs to the other alone, turned round.
fn backwards<I: Ord + Clone>(relation: &BTreeMap<I, Vec<I>>) -> BTreeMap<I, Vec<I>> {
    let mut from: BTreeMap<&I, usize> = BTreeMap::new();
    for to in relation.values().flatten() {
        *from.entry(to).or_default() += 1;
    }
    relation
        .iter()
        .filter_map(|(old, to)| match to.as_slice() {
            [one] if from.get(one) == Some(&1) => Some((one.clone(), vec![old.clone()])),
            _ => None,
        })
        .collect()
}
