//! What one stored answer counts as: `docs/scoring.md`, sections 1 and 2.

use proptest::prelude::*;

use super::card;
use crate::model::answer::{canonical, practices_in_place};
use crate::model::fixtures::random::{assessments, some_practices};
use crate::model::fixtures::{
    Ask, answers, ask, at, level, not_applicable, pending, question_id, rated, unknown,
};
use crate::model::{Answer, AnswerState, Ratio};
use crate::scoring::Standing;

fn asked() -> Ask {
    ask("AA-Q1").practices([1, 2, 3, 4])
}

/// Level, progress and whether canonical, of one rated answer to [`asked`].
fn rating(answer: Answer) -> (u8, Ratio, bool) {
    let card = card(vec![asked()], &answers([("AA-Q1", answer)]));
    match &card.question(&question_id("AA-Q1")).unwrap().standing {
        Standing::Rated { level, progress, canonical, .. } => (level.number(), *progress, *canonical),
        other => panic!("{other:?}"),
    }
}

#[test]
fn progress_is_the_level_and_the_share_of_the_next() {
    assert_eq!(rating(at(0)), (0, Ratio::ZERO, true));
    assert_eq!(rating(rated(1, &["AA-121"])), (1, Ratio::new(3, 2), true));
    assert_eq!(rating(rated(2, &["AA-131", "AA-132"])), (2, Ratio::new(8, 3), true));
    assert_eq!(rating(rated(3, &["AA-141", "AA-142", "AA-143"])), (3, Ratio::new(15, 4), true));
    assert_eq!(rating(at(4)), (4, Ratio::whole(4), true));
}

#[test]
fn practices_above_the_next_level_are_kept_and_give_nothing() {
    let answer = rated(0, &["AA-121", "AA-122", "AA-131", "AA-141"]);
    assert_eq!(rating(answer.clone()), (0, Ratio::ZERO, true));
    let card = card(vec![asked()], &answers([("AA-Q1", answer)]));
    let Standing::Rated { in_place, .. } = &card.questions[0].standing else { panic!() };
    assert_eq!(
        in_place.iter().map(|p| p.as_str()).collect::<Vec<_>>(),
        ["AA-121", "AA-122", "AA-131", "AA-141"]
    );
}

#[test]
fn what_is_not_canonical_is_scored_from_its_practices_and_flagged() {
    for (stored, reached, progress, why) in [
        (rated(0, &["AA-111"]), 1, Ratio::ONE, "all of the next level"),
        (rated(1, &["AA-121", "AA-122", "AA-131"]), 2, Ratio::new(7, 3), "all of the next level and more"),
        (rated(2, &["AA-111"]), 2, Ratio::whole(2), "a practice under the level"),
        (rated(2, &["AA-132", "AA-131"]), 2, Ratio::new(8, 3), "not sorted"),
        (rated(2, &["AA-131", "AA-131"]), 2, Ratio::new(7, 3), "twice"),
        (rated(2, &["AA-131", "ZZ-999"]), 2, Ratio::new(7, 3), "an id the question does not have"),
    ] {
        let card = card(vec![asked()], &answers([("AA-Q1", stored.clone())]));
        assert_eq!(card.not_canonical().collect::<Vec<_>>(), [&question_id("AA-Q1")], "{why}");
        assert_eq!(rating(stored), (reached, progress, false), "{why}");
    }
}

#[test]
fn an_answer_that_nobody_confirmed_is_unanswered() {
    for answer in [at(4), not_applicable(), unknown()] {
        let questions = vec![asked(), ask("AA-Q2")];
        let card = card(questions, &answers([("AA-Q1", pending(answer)), ("AA-Q2", at(4))]));
        assert_eq!(card.questions[0].standing, Standing::Unanswered);
        assert_eq!(card.overall.score, Some(Ratio::whole(2)));
        assert_eq!((card.overall.open, card.overall.not_applicable), (1, 0));
    }
}

#[test]
fn a_carried_answer_counts_once_it_is_confirmed() {
    let carried = Answer { carried_from: Some(serde_json::from_str("\"2026-Q3\"").unwrap()), ..at(2) };
    assert_eq!(rating(carried), (2, Ratio::whole(2), true));
}

#[test]
fn a_note_without_an_answer_is_unanswered() {
    let note = Answer { note: Some("ask ops".into()), ..Answer::new(AnswerState::Unanswered) };
    let card = card(vec![asked()], &answers([("AA-Q1", note)]));
    assert_eq!(card.questions[0].standing, Standing::Unanswered);
}

#[test]
fn answers_to_unknown_questions_take_no_part() {
    let with = card(vec![asked()], &answers([("AA-Q1", at(1)), ("AA-Q2", at(4)), ("ZZ-Q9", unknown())]));
    assert_eq!(with, card(vec![asked()], &answers([("AA-Q1", at(1))])));
}

proptest! {
    #[test]
    fn the_canonical_form_reads_back_as_the_same_practices((questionnaire, _) in assessments(), mask: u16) {
        for (_, question) in questionnaire.questions() {
            let in_place = some_practices(question, mask);
            let stored = canonical(question, &in_place);
            let AnswerState::Rated { level: stored_level, also } = &stored else { panic!() };
            prop_assert_eq!(&practices_in_place(question, *stored_level, also), &in_place);
            if let Some(next) = stored_level.next() {
                prop_assert!(!question.at(next).iter().all(|p| also.contains(&p.id)));
            }
            prop_assert!(*stored_level <= level(4) && also.is_sorted());
        }
    }
}
