//! What holds for every questionnaire and all answers.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::whole;
use crate::model::answer::canonical;
use crate::model::fixtures::random::assessments;
use crate::model::fixtures::{Answers, at, not_applicable, slug};
use crate::model::{
    Answer, DimensionCode, Level, PracticeId, Question, QuestionId, Questionnaire, Ratio, Scope,
};
use crate::scoring::{Scorecard, SetScore, Standing, restand, scorecard, summed_up};

/// A question of the questionnaire, by any number.
fn pick(questionnaire: &Questionnaire, number: usize) -> (DimensionCode, Question) {
    let all: Vec<_> = questionnaire.questions().collect();
    let (dimension, question) = all[number % all.len()];
    (dimension.code.clone(), question.clone())
}

fn with(answers: &Answers, id: &QuestionId, answer: Answer) -> Answers {
    let mut answers = answers.clone();
    answers.insert(id.clone(), answer);
    answers
}

fn without(questionnaire: &Questionnaire, id: &QuestionId) -> Questionnaire {
    let mut rest = questionnaire.clone();
    for dimension in &mut rest.dimensions {
        dimension.questions.retain(|q| q.id != *id);
    }
    rest
}

fn in_place(card: &Scorecard, id: &QuestionId) -> BTreeSet<PracticeId> {
    match &card.question(id).unwrap().standing {
        Standing::Rated { in_place, .. } => in_place.clone(),
        _ => BTreeSet::new(),
    }
}

/// Score and level of a set are not lower than before.
fn no_lower(before: &SetScore, after: &SetScore) -> bool {
    after.score >= before.score && after.level >= before.level
}

/// A set without its counts of questions.
fn figures(set: &SetScore) -> SetScore {
    SetScore { questions: 0, not_applicable: 0, ..set.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn figures_stay_in_their_bounds((questionnaire, answers) in assessments()) {
        let card = whole(&questionnaire, &answers);
        for set in card.dimensions.iter().map(|(_, s)| s).chain([&card.overall]) {
            prop_assert_eq!(set.rated + set.open + set.not_applicable, set.questions);
            prop_assert_eq!(set.score.is_none(), set.rated + set.open == 0);
            let (Some(score), Some(upper), Some(coverage)) = (set.score, set.upper, set.coverage) else {
                prop_assert_eq!((set.level, set.possible, set.weight), (None, None, 0));
                continue;
            };
            prop_assert!(Ratio::ZERO <= score && score <= upper && upper <= Ratio::whole(4));
            prop_assert!(Ratio::ZERO <= coverage && coverage <= Ratio::ONE);
            prop_assert!(set.level.unwrap() <= set.possible.unwrap());
            prop_assert_eq!(set.has_range(), set.open > 0);
        }
        let held: Vec<bool> = card.levels.iter().map(|l| l.holds).collect();
        prop_assert!(held.is_sorted_by(|a, b| a >= b), "{:?}", held);
        prop_assert_eq!(held.iter().filter(|h| **h).count(), card.overall.level.map_or(0, Level::index));
        if let Some(next) = card.next_level() {
            prop_assert!(!next.must_haves_below.is_empty() || next.missing_weight.is_some());
        }
    }

    #[test]
    fn one_more_practice_never_lowers_anything((questionnaire, answers) in assessments(), q: usize, p: usize) {
        let (code, question) = pick(&questionnaire, q);
        let before = whole(&questionnaire, &answers);
        prop_assume!(before.question(&question.id).unwrap().standing.level().is_some());
        let mut more = in_place(&before, &question.id);
        let practices: Vec<_> = question.practices().map(|(_, p)| p.id.clone()).collect();
        more.insert(practices[p % practices.len()].clone());
        let answer = Answer::new(canonical(&question, &more));
        let after = whole(&questionnaire, &with(&answers, &question.id, answer));
        prop_assert!(no_lower(&before.overall, &after.overall));
        prop_assert!(no_lower(before.dimension(&code).unwrap(), after.dimension(&code).unwrap()));
        prop_assert!(after.overall.possible >= before.overall.possible && after.overall.upper >= before.overall.upper);
    }

    #[test]
    fn answering_an_open_question_never_lowers_score_or_level((questionnaire, answers) in assessments(), level in 0u8..=4) {
        let before = whole(&questionnaire, &answers);
        for open in before.questions.iter().filter(|q| q.standing.is_open()) {
            let after = whole(&questionnaire, &with(&answers, &open.id, at(level)));
            prop_assert!(no_lower(&before.overall, &after.overall));
            prop_assert!(no_lower(before.dimension(&open.dimension).unwrap(), after.dimension(&open.dimension).unwrap()));
            prop_assert!(after.overall.score <= before.overall.upper && after.overall.level <= before.overall.possible);
        }
    }

    #[test]
    fn the_range_ends_where_every_open_question_is_best((questionnaire, answers) in assessments()) {
        let before = whole(&questionnaire, &answers);
        let mut best = answers.clone();
        for open in before.questions.iter().filter(|q| q.standing.is_open()) {
            best.insert(open.id.clone(), at(4));
        }
        let after = whole(&questionnaire, &best).overall;
        prop_assert_eq!((after.score, after.level), (before.overall.upper, before.overall.possible));
    }

    #[test]
    fn a_higher_level_never_lowers_anything((questionnaire, answers) in assessments(), q: usize, low in 0u8..=3) {
        let (code, question) = pick(&questionnaire, q);
        let before = whole(&questionnaire, &with(&answers, &question.id, at(low)));
        let after = whole(&questionnaire, &with(&answers, &question.id, at(low + 1)));
        prop_assert!(no_lower(&before.overall, &after.overall));
        prop_assert!(no_lower(before.dimension(&code).unwrap(), after.dimension(&code).unwrap()));
        prop_assert!(after.overall.score > before.overall.score);
    }

    #[test]
    fn not_applicable_is_as_if_the_question_did_not_exist((questionnaire, answers) in assessments(), q: usize) {
        let (code, question) = pick(&questionnaire, q);
        let out = whole(&questionnaire, &with(&answers, &question.id, not_applicable()));
        let gone = whole(&without(&questionnaire, &question.id), &answers);
        prop_assert_eq!(figures(&out.overall), figures(&gone.overall));
        prop_assert_eq!(&out.phases, &gone.phases);
        prop_assert_eq!(&out.levels, &gone.levels);
        if let Some(rest) = gone.dimension(&code) {
            prop_assert_eq!(figures(out.dimension(&code).unwrap()), figures(rest));
        } else {
            prop_assert_eq!(out.dimension(&code).unwrap().score, None);
        }
    }

    #[test]
    fn the_order_of_questions_changes_no_figure((questionnaire, answers) in assessments(), turn in 0usize..12) {
        let card = whole(&questionnaire, &answers);
        let mut other = questionnaire.clone();
        other.dimensions.reverse();
        for dimension in &mut other.dimensions {
            let middle = turn % dimension.questions.len();
            dimension.questions.rotate_left(middle);
        }
        let turned = whole(&other, &answers);
        prop_assert_eq!(&card.overall, &turned.overall);
        prop_assert_eq!(&card.levels, &turned.levels);
        prop_assert_eq!(&card.phases, &turned.phases);
        for (code, set) in &card.dimensions {
            prop_assert_eq!(Some(set), turned.dimension(code));
        }
    }

    #[test]
    fn looking_at_one_question_again_scores_the_same(
        (questionnaire, answers) in assessments(),
        number in any::<usize>(),
        other in any::<usize>(),
        kind in 0u8..3,
    ) {
        let id = pick(&questionnaire, number).1.id;
        let mut then = answers.clone();
        match (kind, answers.get(&pick(&questionnaire, other).1.id)) {
            (0, _) => then.remove(&id),
            (1, Some(answer)) => then.insert(id.clone(), answer.clone()),
            _ => then.insert(id.clone(), at(2)),
        };
        let mut questions = whole(&questionnaire, &answers).questions;
        restand(&questionnaire, &then, &mut questions, &id);
        prop_assert_eq!(summed_up(&questionnaire, questions), whole(&questionnaire, &then));
    }

    #[test]
    fn a_scope_is_the_same_as_deleting_the_other_questions((questionnaire, answers) in assessments(), kind in 0u8..3) {
        let scope = match kind {
            0 => Scope::Phases { ids: vec![slug("foundation"), slug("optimization")] },
            1 => Scope::Dimensions { ids: vec!["AA".parse().unwrap()] },
            _ => Scope::Phases { ids: vec![slug("maturity")] },
        };
        let scoped = scorecard(&questionnaire, &scope, &answers);
        let mut rest = questionnaire.clone();
        for dimension in &questionnaire.dimensions {
            for question in dimension.questions.iter().filter(|q| !scope.contains(&questionnaire, dimension, q)) {
                rest = without(&rest, &question.id);
            }
        }
        prop_assert_eq!(scoped, whole(&rest, &answers));
    }

    #[test]
    fn the_canonical_form_scores_the_same((questionnaire, answers) in assessments()) {
        let card = whole(&questionnaire, &answers);
        let mut tidy = answers.clone();
        for score in &card.questions {
            if let Standing::Rated { in_place, .. } = &score.standing {
                let question = questionnaire.question(&score.id).unwrap();
                tidy.insert(score.id.clone(), Answer::new(canonical(question, in_place)));
            }
        }
        let again = whole(&questionnaire, &tidy);
        prop_assert_eq!(again.not_canonical().count(), 0);
        prop_assert_eq!(again.overall, card.overall);
        prop_assert_eq!(again.levels, card.levels);
    }
}
