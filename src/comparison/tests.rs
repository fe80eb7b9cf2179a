//! The parts by hand for small cases, and what always holds for random ones.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Change, Comparison, Parts, Side, Step, Unsplit, Verdict, compare, signed};
use crate::model::fixtures::random::assessments;
use crate::model::fixtures::{Answers, answers, ask, at, not_applicable, questionnaire, rated, unknown};
use crate::model::questionnaire::{Migration, Version};
use crate::model::{DimensionCode, QuestionId, Questionnaire, Ratio, Scope};

fn side<'a>(questionnaire: &'a Questionnaire, answers: &'a Answers) -> Side<'a> {
    Side { questionnaire, scope: &Scope::All, answers }
}

fn of(questionnaire: &Questionnaire, older: &Answers, newer: &Answers) -> Comparison {
    compare(side(questionnaire, older), side(questionnaire, newer))
}

fn two() -> Questionnaire {
    questionnaire(vec![ask("AA-Q1").weight(3), ask("AA-Q2"), ask("BB-Q1").weight(2)])
}

fn changes(comparison: &Comparison) -> Vec<(String, Change)> {
    comparison.questions.iter().map(|q| (q.id.to_string(), q.change)).collect()
}

#[test]
fn only_what_a_team_does_is_practice() {
    let q = two();
    let older = answers([("AA-Q1", at(1)), ("AA-Q2", at(2)), ("BB-Q1", unknown())]);
    let newer = answers([("AA-Q1", at(2)), ("AA-Q2", at(2)), ("BB-Q1", at(3))]);
    let comparison = of(&q, &older, &newer);
    let split = comparison.split.as_ref().unwrap();
    // Before (3·1 + 2)/6; the answered BB-Q1 adds 2·3/6 as coverage; AA-Q1 adds 3·1/6 as practice.
    assert_eq!(split.parts.coverage, Ratio::ONE);
    assert_eq!(split.parts.practice, Ratio::new(1, 2));
    assert_eq!((split.parts.scope, split.parts.revision), (Ratio::ZERO, Ratio::ZERO));
    assert_eq!(signed(split.parts.total()), "+1.50");
    assert_eq!(
        changes(&comparison),
        [
            ("AA-Q1".to_owned(), Change::Up),
            ("AA-Q2".to_owned(), Change::Same),
            ("BB-Q1".to_owned(), Change::Answered)
        ]
    );
    // Before it stood at 0.83, up to 2.17: less than 2.33 either way.
    assert_eq!(comparison.verdict, Some(Verdict::Up));
}

#[test]
fn what_stops_applying_is_scope_and_not_a_gain() {
    let q = two();
    let older = answers([("AA-Q1", at(3)), ("AA-Q2", at(3)), ("BB-Q1", at(0))]);
    let newer = answers([("AA-Q1", at(3)), ("AA-Q2", at(3)), ("BB-Q1", not_applicable())]);
    let comparison = of(&q, &older, &newer);
    let parts = comparison.split.as_ref().unwrap().parts;
    assert_eq!(parts, Parts { scope: Ratio::ONE, ..Parts::ZERO });
    assert_eq!(comparison.count(Change::LeftScope), 1);
    let dimension = comparison.dimensions.iter().find(|d| d.code.as_str() == "BB").unwrap();
    assert_eq!(dimension.split, Err(Unsplit::NoScoreAfter));
}

#[test]
fn an_empty_state_keeps_the_score_before_it_and_is_flagged() {
    let q = two();
    let older = answers([("AA-Q1", at(2)), ("AA-Q2", not_applicable()), ("BB-Q1", not_applicable())]);
    let code = |text: &str| Scope::Dimensions { ids: vec![DimensionCode::parse(text).unwrap()] };
    let newer = answers([("BB-Q1", at(4))]);
    let (a, b) = (code("AA"), code("BB"));
    let comparison = compare(
        Side { questionnaire: &q, scope: &a, answers: &older },
        Side { questionnaire: &q, scope: &b, answers: &newer },
    );
    let split = comparison.split.unwrap();
    assert_eq!(split.empty, []);
    assert_eq!(signed(split.parts.scope), "+2.00");
    let mut other = two();
    other.id = "other".parse().unwrap();
    let comparison = compare(side(&q, &older), side(&other, &newer));
    let split = comparison.split.as_ref().unwrap();
    assert_eq!(split.empty, [Step::Revision]);
    assert_eq!(split.parts.revision, Ratio::ZERO);
    assert_eq!(comparison.count(Change::Retired), 1);
    assert_eq!(comparison.count(Change::New), 3);
    assert_eq!(comparison.dimensions.len(), 4);
}

#[test]
fn without_two_scores_there_are_no_parts() {
    let q = two();
    let none =
        answers([("AA-Q1", not_applicable()), ("AA-Q2", not_applicable()), ("BB-Q1", not_applicable())]);
    let some = answers([("AA-Q1", at(1))]);
    assert_eq!(of(&q, &none, &some).split, Err(Unsplit::NoScoreBefore));
    assert_eq!(of(&q, &some, &none).split, Err(Unsplit::NoScoreAfter));
    assert_eq!(of(&q, &none, &none).split, Err(Unsplit::NoScores));
    assert_eq!(of(&q, &some, &none).verdict, None);
    assert!(of(&q, &some, &none).questions.iter().all(|row| row.parts.is_none()));
}

#[test]
fn the_verdict_looks_at_what_is_open() {
    let q = two();
    let verdict = |older: &Answers, newer: &Answers| of(&q, older, newer).verdict.unwrap();
    let full = |l: u8| answers([("AA-Q1", at(l)), ("AA-Q2", at(l)), ("BB-Q1", at(l))]);
    assert_eq!(verdict(&full(2), &full(2)), Verdict::Same);
    assert_eq!(verdict(&full(2), &full(3)), Verdict::Up);
    assert_eq!(verdict(&full(3), &full(2)), Verdict::Down);
    // Open before: it could have been as high as 3.33.
    let open = answers([("AA-Q1", at(4))]);
    assert_eq!(verdict(&open, &full(3)), Verdict::NotDistinguishable);
    assert_eq!(verdict(&full(3), &open), Verdict::NotDistinguishable);
    // The upper end of the lower one just reaches the higher one: that is still lower.
    assert_eq!(verdict(&open, &full(4)), Verdict::Up);
    let just = answers([("AA-Q1", at(2)), ("AA-Q2", at(2))]);
    assert_eq!(verdict(&just, &answers([("AA-Q1", at(3)), ("AA-Q2", at(3)), ("BB-Q1", at(2))])), Verdict::Up);
    assert_eq!(verdict(&open, &open), Verdict::NotDistinguishable);
    // Equal scores are the same only when nothing is open on either side.
    let none = answers([("AA-Q1", at(4)), ("AA-Q2", at(0)), ("BB-Q1", at(0))]);
    assert_eq!(verdict(&open, &none), Verdict::NotDistinguishable);
    assert_eq!(verdict(&none, &open), Verdict::NotDistinguishable);
}

#[test]
fn a_fraction_counts_as_movement() {
    let q = questionnaire(vec![ask("AA-Q1").practices([1, 1, 2, 1])]);
    let comparison = of(&q, &answers([("AA-Q1", at(2))]), &answers([("AA-Q1", rated(2, &["AA-131"]))]));
    assert_eq!(changes(&comparison), [("AA-Q1".to_owned(), Change::Up)]);
    assert_eq!(signed(comparison.split.unwrap().parts.practice), "+0.50");
}

proptest! {
    #[test]
    fn parts_sum_and_rows_sum_to_the_parts(
        (q, older) in assessments(),
        (_, shuffled) in assessments(),
    ) {
        let newer: Answers = shuffled;
        let comparison = of(&q, &older, &newer);
        if let Ok(split) = &comparison.split {
            let (a, b) = (comparison.a.overall.score.unwrap(), comparison.b.overall.score.unwrap());
            prop_assert_eq!(split.parts.total(), b - a);
            let rows: Vec<Parts> = comparison.questions.iter().map(|r| r.parts.unwrap()).collect();
            let sum = |part: fn(&Parts) -> Ratio| -> Ratio { rows.iter().map(part).sum() };
            prop_assert_eq!(sum(|p| p.practice), split.parts.practice);
            prop_assert_eq!(sum(|p| p.coverage), split.parts.coverage);
            prop_assert_eq!(sum(|p| p.scope), split.parts.scope);
            prop_assert_eq!(sum(|p| p.revision), split.parts.revision);
        }
        for dimension in &comparison.dimensions {
            if let (Ok(split), Some(a), Some(b)) = (&dimension.split, &dimension.a, &dimension.b) {
                prop_assert_eq!(split.parts.total(), b.score.unwrap() - a.score.unwrap());
            }
        }
    }

    #[test]
    fn nothing_changed_between_a_thing_and_itself((q, answers) in assessments()) {
        let comparison = of(&q, &answers, &answers);
        if let Ok(split) = &comparison.split {
            prop_assert_eq!(split.parts, Parts::ZERO);
        }
        for row in &comparison.questions {
            prop_assert_eq!(row.change, Change::Same);
            prop_assert!(row.parts.is_none_or(|p| p == Parts::ZERO));
        }
    }
}

/// Every question of the older version lives on in the first of the newer one, in the first two, three and so on.
fn fans(count: usize) -> Comparison {
    let id = |text: String| QuestionId::parse(&text).unwrap();
    let old = questionnaire((1..=count).map(|n| ask(&format!("AA-Q{n}")).weight(5)).collect());
    let heirs = (1..=count).map(|n| ask(&format!("BB-Q{n}")).weight([5, 3, 4, 1, 2][n % 5]));
    let mut new = questionnaire(heirs.collect());
    new.version = Version(1, 1, 0);
    let questions = (1..=count)
        .map(|n| (id(format!("AA-Q{n}")), (1..=n).map(|to| id(format!("BB-Q{to}"))).collect()))
        .collect();
    new.migrations = vec![Migration { from: Version(1, 0, 0), questions, practices: BTreeMap::new() }];
    let level = |n: usize| at([1, 4, 2, 3][n % 4]);
    let older: Answers = (1..=count).map(|n| (id(format!("AA-Q{n}")), level(n))).collect();
    compare(side(&old, &older), side(&new, &answers([("BB-Q1", at(1))])))
}

#[test]
fn any_number_of_heirs_leaves_the_parts_exact() {
    for count in [1, 4, 20, 90] {
        let comparison = fans(count);
        let split = comparison.split.as_ref().unwrap();
        let (a, b) = (comparison.a.overall.score.unwrap(), comparison.b.overall.score.unwrap());
        assert_eq!((split.scores[0], split.scores[4]), (a, b), "{count}");
        assert_eq!(split.parts.total(), b - a, "{count}");
    }
    let rows = fans(20);
    let sum: Ratio = rows.questions.iter().map(|row| row.parts.unwrap().revision).sum();
    assert_eq!(sum, rows.split.unwrap().parts.revision);
}
