//! A whole assessment under another version of its questionnaire: its answers there, its score there, and what became
//! of each question. The assessment itself stays as it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Answer, PracticeId, Question, QuestionId, Questionnaire, Ratio, Scope};
use crate::scoring::scorecard::progress;
use crate::scoring::{Scorecard, scorecard};

use super::fate::Fate;
use super::mapping::Mapping;
use super::states::{Held, answers, held, migrated};

/// An assessment under another version.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// How the two questionnaires are related, and what could not be mapped.
    pub mapping: Mapping,
    /// The answers that it would hold.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// The result under the other version, within the same scope: a question that nothing lives on in is open.
    pub card: Scorecard,
    /// Every question in scope there in its order, then those in scope here that live on in none there.
    pub questions: Vec<MovedQuestion>,
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedQuestion {
    /// Its id in the other version; in the assessment's own where it lives on in none.
    pub id: QuestionId,
    /// The questions that live on in it.
    pub from: Vec<QuestionId>,
    /// What became of it.
    pub fate: Fate,
    /// What is held for it there; none where it lives on in none, or where nothing of it was in scope.
    pub state: Option<Held>,
    /// Progress here, of the one question that it was; none where that is not rated.
    pub then: Option<Ratio>,
    /// Progress there; none where it is not rated.
    pub now: Option<Ratio>,
    /// Practices there in which none here lives on: not in place, for a rated question.
    pub unfed: Vec<PracticeId>,
    /// Practices that were in place here and live on in none.
    pub lost: Vec<PracticeId>,
}

/// What an assessment becomes under another questionnaire.
pub fn moved(
    old: &Questionnaire,
    scope: &Scope,
    said: &BTreeMap<QuestionId, Answer>,
    new: &Questionnaire,
) -> Moved {
    let mapping = Mapping::between(old, new);
    let before = held(old, scope, said);
    let states = migrated(&mapping, old, &before, new, None);
    let answers = answers(&mapping, new, &states, said);
    let card = scorecard(new, scope, &answers);
    let work = Work { old, new, mapping: &mapping, before: &before, states: &states };
    let in_scope = card.questions.iter().filter_map(|q| new.question(&q.id));
    let mut questions: Vec<MovedQuestion> = in_scope.map(|q| work.there(q)).collect();
    questions.extend(old.questions().filter_map(|(_, q)| work.gone(q)));
    Moved { mapping, answers, card, questions }
}

struct Work<'a> {
    old: &'a Questionnaire,
    new: &'a Questionnaire,
    mapping: &'a Mapping,
    before: &'a BTreeMap<QuestionId, Held>,
    states: &'a BTreeMap<QuestionId, Held>,
}

impl Work<'_> {
    fn there(&self, question: &Question) -> MovedQuestion {
        let from: Vec<QuestionId> = self.mapping.predecessors(&question.id).into_iter().cloned().collect();
        let state = self.states.get(&question.id).cloned();
        let rated = state.as_ref().and_then(Held::rated);
        let sources: Vec<&Question> = from
            .iter()
            .filter(|id| self.before.get(*id).is_some_and(Held::applies))
            .filter_map(|id| self.old.question(id))
            .collect();
        let feeds = |practice: &PracticeId| {
            sources.iter().flat_map(|q| q.practices()).any(|(_, p)| self.mapping.carries(&p.id, practice))
        };
        let unfed = question.practices().map(|(_, p)| &p.id).filter(|p| rated.is_some() && !feeds(p));
        let unfed = unfed.cloned().collect();
        let lost = sources.iter().flat_map(|q| self.lost(q)).collect();
        let then = match from.as_slice() {
            [one] => self.then(one),
            _ => None,
        };
        MovedQuestion {
            id: question.id.clone(),
            fate: Fate::of_newer(self.mapping, self.old, self.new, &question.id),
            now: rated.map(|in_place| progress(question, in_place)),
            from,
            then,
            unfed,
            lost,
            state,
        }
    }

    /// A question of the assessment that lives on in none.
    fn gone(&self, question: &Question) -> Option<MovedQuestion> {
        let fate = Fate::of_older(self.mapping, &question.id)?;
        self.before.get(&question.id)?;
        Some(MovedQuestion {
            id: question.id.clone(),
            from: Vec::new(),
            fate,
            state: None,
            then: self.then(&question.id),
            now: None,
            unfed: Vec::new(),
            lost: self.lost(question),
        })
    }

    fn then(&self, id: &QuestionId) -> Option<Ratio> {
        let in_place = self.before.get(id).and_then(Held::rated)?;
        Some(progress(self.old.question(id)?, in_place))
    }

    fn lost(&self, question: &Question) -> Vec<PracticeId> {
        let none = BTreeSet::new();
        let in_place = self.before.get(&question.id).and_then(Held::rated).unwrap_or(&none);
        let gone = |p: &&PracticeId| self.mapping.practice_successors(p).is_empty();
        in_place.iter().filter(gone).cloned().collect()
    }
}
