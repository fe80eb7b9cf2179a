//! Takes the level, the progress and the contribution of one question apart.

use std::collections::BTreeSet;

use crate::model::{Answer, AnswerState, Confirmed, Level, PracticeId, Question, Ratio};

use super::super::gate::applicable;
use super::super::scorecard::{QuestionScore, Standing, weight_of};
use super::super::summary::Number;
use super::set::{product, state};
use super::{Contribution, PracticeTerm, PracticesOfLevel, QuestionTerms, Rating};

/// The terms of one question in scope; `all` are the questions in scope.
pub(super) fn terms(
    asked: &Question,
    answer: Option<&Answer>,
    own: &QuestionScore,
    all: &[QuestionScore],
) -> QuestionTerms {
    let none = BTreeSet::new();
    let in_place = match &own.standing {
        Standing::Rated { in_place, .. } => in_place,
        _ => &none,
    };
    let takes_part = !matches!(own.standing, Standing::NotApplicable(_));
    let everything: Vec<&QuestionScore> = all.iter().collect();
    let dimension: Vec<&QuestionScore> = all.iter().filter(|q| q.dimension == own.dimension).collect();
    QuestionTerms {
        question: own.id.clone(),
        title: asked.title.clone(),
        dimension: own.dimension.clone(),
        phase: asked.phase.id.clone(),
        weight: own.weight,
        must_have: own.must_have,
        state: state(&own.standing),
        reason: match &own.standing {
            Standing::NotApplicable(reason) => Some(reason.clone()),
            _ => None,
        },
        unconfirmed: answer
            .is_some_and(|a| a.confirmed == Confirmed::Pending && a.state != AnswerState::Unanswered),
        levels: Level::with_practices().map(|level| practices_of(asked, level, own, in_place)).collect(),
        rating: rating(asked, own),
        stray: stray(asked, own, answer),
        whole: takes_part.then(|| contribution(own, &everything)).flatten(),
        within_dimension: takes_part.then(|| contribution(own, &dimension)).flatten(),
    }
}

fn practices_of(
    asked: &Question,
    level: Level,
    own: &QuestionScore,
    in_place: &BTreeSet<PracticeId>,
) -> PracticesOfLevel {
    let counted = own.standing.level().map_or(Level::ZERO, |l| l.next().unwrap_or(l));
    let practices: Vec<PracticeTerm> = asked
        .at(level)
        .iter()
        .map(|p| PracticeTerm {
            id: p.id.clone(),
            title: p.title.clone(),
            effort: p.effort,
            in_place: in_place.contains(&p.id),
            waits: in_place.contains(&p.id) && level > counted,
        })
        .collect();
    PracticesOfLevel { level, complete: practices.iter().all(|p| p.in_place), practices }
}

fn rating(asked: &Question, own: &QuestionScore) -> Option<Rating> {
    let Standing::Rated { level, progress, in_place, canonical } = &own.standing else { return None };
    let next = level.next().map(|l| asked.at(l));
    Some(Rating {
        level: *level,
        next_in_place: next.map(|list| list.iter().filter(|p| in_place.contains(&p.id)).count()),
        next_practices: next.map(<[_]>::len),
        progress: Number::score(*progress),
        canonical: *canonical,
    })
}

/// Ids of a counting rated answer that the question does not have, as they were stored.
fn stray(asked: &Question, own: &QuestionScore, answer: Option<&Answer>) -> Vec<PracticeId> {
    let (Standing::Rated { .. }, Some(AnswerState::Rated { also, .. })) =
        (&own.standing, answer.map(|a| &a.state))
    else {
        return Vec::new();
    };
    also.iter().filter(|id| !asked.practices().any(|(_, p)| p.id == **id)).cloned().collect()
}

fn contribution(own: &QuestionScore, set: &[&QuestionScore]) -> Option<Contribution> {
    let weight = weight_of(applicable(set).into_iter());
    let product = product(own);
    let part = product.over(Ratio::whole(i128::from(weight)))?;
    Some(Contribution { product, weight, part: Number::part(part) })
}
