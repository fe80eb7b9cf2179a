//! Takes the numbers of a set of questions apart.

use crate::model::{DimensionCode, Level, Phase, QuestionId, Questionnaire, Ratio};

use super::super::gate::{self, LevelCheck, PhaseScore, at_least};
use super::super::scorecard::{QuestionScore, Standing, score_set, weight_of};
use super::super::summary::{Number, score_summary, title};
use super::{Candidate, LeftOut, LevelTerms, PhaseTerms, SetTerms, State, Sums, Term};

/// The terms of the whole, or of one dimension, from its questions in scope.
pub(super) fn terms(
    questionnaire: &Questionnaire,
    scope: Option<String>,
    dimension: Option<&DimensionCode>,
    questions: &[&QuestionScore],
) -> SetTerms {
    let share = questionnaire.gate.share;
    let applicable = gate::applicable(questions);
    let possible = gate::level(&applicable, share, true);
    let terms: Vec<Term> = applicable.iter().map(|q| term(q)).collect();
    let open_weight = weight_of(applicable.iter().copied().filter(|q| q.standing.is_open()));
    let weight = weight_of(applicable.iter().copied());
    SetTerms {
        dimension: dimension.cloned(),
        title: dimension.map(|code| title(questionnaire, code)),
        scope,
        score: score_summary(questionnaire, &score_set(questions, share)),
        gate: Number::percent(share),
        sums: Sums {
            products: terms.iter().map(|t| t.product).sum(),
            rated_weight: weight - open_weight,
            open_weight,
            weight,
        },
        terms,
        not_applicable: questions.iter().filter_map(|q| left_out(q)).collect(),
        open: applicable.iter().filter(|q| q.standing.is_open()).map(|q| q.id.clone()).collect(),
        levels: gate::levels(questionnaire, questions, share)
            .into_iter()
            .map(|check| level_terms(&applicable, check, possible))
            .collect(),
        phases: gate::phases(questions, share)
            .into_iter()
            .filter_map(|phase| phase_terms(questionnaire, &applicable, &phase))
            .collect(),
    }
}

/// What a standing is called.
pub(super) fn state(standing: &Standing) -> State {
    match standing {
        Standing::Rated { .. } => State::Rated,
        Standing::NotApplicable(_) => State::NotApplicable,
        Standing::Unknown => State::Unknown,
        Standing::Unanswered => State::Unanswered,
    }
}

/// w·v, 0 where the question is not rated.
pub(super) fn product(question: &QuestionScore) -> Ratio {
    let progress = question.standing.progress().unwrap_or(Ratio::ZERO);
    Ratio::whole(i128::from(question.weight)) * progress
}

fn term(question: &QuestionScore) -> Term {
    Term {
        question: question.id.clone(),
        phase: question.phase.number(),
        weight: question.weight,
        must_have: question.must_have,
        state: state(&question.standing),
        level: question.standing.level(),
        progress: question.standing.progress().map(Number::score),
        product: product(question),
    }
}

fn left_out(question: &QuestionScore) -> Option<LeftOut> {
    match &question.standing {
        Standing::NotApplicable(reason) => {
            Some(LeftOut { question: question.id.clone(), reason: reason.clone() })
        }
        _ => None,
    }
}

/// Some questions, split by whether they are at a level.
struct Split {
    at_level: Vec<QuestionId>,
    below: Vec<QuestionId>,
    weight_at_level: u32,
    possible_weight: u32,
    weight: u32,
}

fn split(set: &[&QuestionScore], level: Level) -> Split {
    let ids = |at: bool| {
        set.iter().filter(|q| at_least(q, level, false) == at).map(|q| q.id.clone()).collect::<Vec<_>>()
    };
    let weight_at = |best: bool| weight_of(set.iter().copied().filter(|q| at_least(q, level, best)));
    Split {
        at_level: ids(true),
        below: ids(false),
        weight_at_level: weight_at(false),
        possible_weight: weight_at(true),
        weight: weight_of(set.iter().copied()),
    }
}

fn level_terms(applicable: &[&QuestionScore], check: LevelCheck, possible: Option<Level>) -> LevelTerms {
    let set = gate::within(applicable, check.level);
    let split = split(&set, check.level);
    let lowest = applicable.iter().map(|q| q.phase).min().map_or(1, Phase::number);
    LevelTerms {
        level: check.level,
        last_phase: check.level.number().max(lowest),
        at_level: split.at_level,
        below: split.below,
        weight_at_level: split.weight_at_level,
        weight: split.weight,
        share: check.share.map(Number::percent),
        must_haves_below: check.must_haves_below,
        holds: check.holds,
        possible_weight: split.possible_weight,
        possible: possible.is_some_and(|p| p >= check.level),
        missing_weight: check.missing_weight,
        candidates: check.candidates.map(|list| {
            list.into_iter()
                .map(|b| Candidate { question: b.question, weight: b.weight, points: b.points })
                .collect()
        }),
    }
}

fn phase_terms(
    questionnaire: &Questionnaire,
    applicable: &[&QuestionScore],
    phase: &PhaseScore,
) -> Option<PhaseTerms> {
    let named = questionnaire.phases.iter().find(|p| p.number == phase.phase)?;
    let own: Vec<&QuestionScore> = applicable.iter().copied().filter(|q| q.phase == phase.phase).collect();
    let level = phase.phase.level();
    let split = split(&own, level);
    let below = own.iter().filter(|q| q.must_have && !at_least(q, level, false));
    let mut must_haves_below: Vec<QuestionId> = below.map(|q| q.id.clone()).collect();
    must_haves_below.sort();
    Some(PhaseTerms {
        id: named.id.clone(),
        number: phase.phase.number(),
        at_level: split.at_level,
        below: split.below,
        weight_at_level: split.weight_at_level,
        weight: split.weight,
        progress: phase.progress.map(Number::percent),
        must_haves_below,
        complete: phase.complete,
    })
}
