//! A team with Compose on one host and no Kubernetes is a first-class citizen: with everything in order it is at
//! level 2, and nothing that it cannot have holds it back.

use std::collections::BTreeMap;

use quaymark::answering::accept_all;
use quaymark::model::answer::REASON_PROFILE;
use quaymark::model::profile::applies;
use quaymark::model::{
    Answer, AnswerState, Level, Profile, ProfileValue, Question, QuestionId, Questionnaire, Scope, Slug,
};
use quaymark::scoring::{Scorecard, scorecard};

use super::harness::day;

/// What such a team answers, by key: those that the questionnaire asks for are taken.
fn profile(questionnaire: &Questionnaire) -> Profile {
    let slug = |text: &str| Slug::parse(text).unwrap();
    let all = [
        ("platform", ProfileValue::Choices(vec![slug("compose")])),
        ("stateful", ProfileValue::Bool(true)),
        ("internet-facing", ProfileValue::Bool(true)),
        ("regulated", ProfileValue::Bool(false)),
        ("providers", ProfileValue::Number(1)),
        ("services", ProfileValue::Number(5)),
    ];
    let asked = |key: &str| questionnaire.profile.iter().any(|p| p.id.as_str() == key);
    Profile(all.into_iter().filter(|(key, _)| asked(key)).map(|(key, value)| (slug(key), value)).collect())
}

fn built_in() -> &'static Questionnaire {
    let all = quaymark::catalog::builtin::load().unwrap_or_else(|e| panic!("{e}"));
    &all.iter().find(|l| l.questionnaire.id.as_str() == "container-orchestration").unwrap().questionnaire
}

/// The questions that are asked of the team, and those that its profile takes out.
fn asked(questionnaire: &Questionnaire) -> (Vec<&Question>, Vec<&Question>) {
    let profile = profile(questionnaire);
    questionnaire.questions().map(|(_, q)| q).partition(|q| applies(&q.applies_when, &profile))
}

/// The result with every asked question at a level, but one at another.
fn result(level: u8, but: Option<(&QuestionId, u8)>) -> Scorecard {
    let questionnaire = built_in();
    let (asked, taken_out) = asked(questionnaire);
    let at = |q: &Question| but.filter(|(id, _)| **id == q.id).map_or(level, |(_, level)| level);
    let answers: BTreeMap<QuestionId, Answer> =
        asked.into_iter().map(|q| (q.id.clone(), Answer::at_level(Level::new(at(q)).unwrap()))).collect();
    let accepted = accept_all(questionnaire, &Scope::All, &profile(questionnaire), &answers, day());
    let mut answers = accepted.unwrap_or_else(|e| panic!("{e:?}")).answers;
    let reason = Slug::parse(REASON_PROFILE).unwrap();
    answers.extend(
        taken_out
            .into_iter()
            .map(|q| (q.id.clone(), Answer::new(AnswerState::NotApplicable { reason: reason.clone() }))),
    );
    scorecard(questionnaire, &Scope::All, &answers)
}

#[test]
fn with_everything_in_order_it_is_at_level_2() {
    let card = result(2, None);
    assert_eq!(card.overall.level, Level::new(2));
    assert_eq!(card.overall.open, 0);
    for check in card.levels.iter().filter(|check| check.level.number() <= 2) {
        assert!(check.holds && check.must_haves_below.is_empty(), "{check:?}");
    }
}

#[test]
fn each_of_its_must_haves_counts() {
    let (asked, _) = asked(built_in());
    let early: Vec<&Question> =
        asked.into_iter().filter(|q| q.must_have && q.phase.number.number() <= 2).collect();
    assert!(!early.is_empty());
    for question in early {
        assert_eq!(result(2, Some((&question.id, 1))).overall.level, Level::new(1), "{}", question.id);
    }
}

#[test]
fn nothing_that_level_2_requires_is_in_a_question_taken_out() {
    let questionnaire = built_in();
    let (asked, _) = asked(questionnaire);
    for question in &asked {
        for (level, practice) in question.practices().filter(|(level, _)| level.number() <= 2) {
            for needed in &practice.requires {
                let (home, at, _) = questionnaire.practice(needed).unwrap();
                let there = asked.iter().any(|q| q.id == home.id);
                assert!(there && at <= level, "{} requires {needed} of {}", practice.id, home.id);
            }
        }
    }
}
