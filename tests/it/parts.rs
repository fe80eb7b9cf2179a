//! What holds for every selection and every pathway of the questionnaire that comes with the program, and all answers.

use std::collections::BTreeMap;

use proptest::prelude::*;
use quaymark::model::{Answer, AnswerState, Level, QuestionId, Questionnaire, Scope, Slug};
use quaymark::pathways;
use quaymark::scoring::groups::{By, groups, set_where};
use quaymark::scoring::scorecard::{QuestionScore, score_set, scorecard};

use crate::harness::own_questionnaire;

/// The built-in questionnaire, with the answer that a number picks for each question.
fn answers(questionnaire: &Questionnaire, picks: &[u8]) -> BTreeMap<QuestionId, Answer> {
    let state = |pick: u8| match pick {
        0..=4 => AnswerState::Rated { level: Level::new(pick).unwrap(), also: Vec::new() },
        5 => AnswerState::Unknown,
        6 => AnswerState::NotApplicable { reason: Slug::parse("other").unwrap() },
        _ => AnswerState::Unanswered,
    };
    let all = questionnaire.questions().zip(picks.iter().cycle());
    all.map(|((_, q), pick)| (q.id.clone(), Answer::new(state(*pick)))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn groups_partition_their_selection(picks in prop::collection::vec(0u8..8, 7..40)) {
        let questionnaire = own_questionnaire();
        let given = answers(questionnaire, &picks);
        for selection in &questionnaire.selections {
            for scope in [Scope::All, Scope::Selection { id: Slug::parse("quick").unwrap() }] {
                let card = scorecard(questionnaire, &scope, &given);
                let groups = groups(questionnaire, &card, &By::Selection(selection.id.clone()));
                let mut ids: Vec<_> = groups.iter().flat_map(|g| &g.questions).map(|q| &q.id).collect();
                let mut wanted: Vec<_> =
                    selection.questions.iter().filter(|id| card.question(id).is_some()).collect();
                ids.sort();
                wanted.sort();
                prop_assert_eq!(ids, wanted);
                let own: Vec<&QuestionScore> = groups.iter().flat_map(|g| g.questions.clone()).collect();
                let weight: u32 = groups.iter().map(|g| g.set.weight).sum();
                prop_assert_eq!(weight, score_set(&own, questionnaire.gate.share).weight);
            }
            // A selection as the scope and the same set cut from the whole come to the same.
            let part = scorecard(questionnaire, &Scope::Selection { id: selection.id.clone() }, &given);
            let whole = scorecard(questionnaire, &Scope::All, &given);
            let cut = set_where(questionnaire, &whole, |q| selection.questions.contains(&q.id));
            prop_assert_eq!(cut.map(|(set, _)| set), Some(part.overall));
        }
    }

    #[test]
    fn the_counts_of_a_stage_sum_to_its_practices(picks in prop::collection::vec(0u8..8, 7..40)) {
        let questionnaire = own_questionnaire();
        let card = scorecard(questionnaire, &Scope::All, &answers(questionnaire, &picks));
        for pathway in &questionnaire.pathways {
            let stages = pathways::progress(questionnaire, pathway, &card);
            for one in &stages {
                let practices = one.stage.practices.len();
                prop_assert_eq!(one.counted() + one.left_out.len(), practices);
            }
            if let Some(at) = pathways::current(&stages) {
                prop_assert!(!stages[at].is_complete());
                prop_assert!(stages[..at].iter().all(|s| s.is_complete() || s.counted() == 0));
            }
        }
    }
}
