//! Ids that live on: named, unnamed, split, merged, retired, backwards; and what an answer becomes.

use std::collections::BTreeMap;

use super::{Fate, Held, Mapping, Route, held, migrated, moved};
use crate::model::fixtures::{Answers, answers, ask, at, not_applicable, questionnaire, rated, unknown};
use crate::model::questionnaire::{Migration, Version};
use crate::model::{PracticeId, QuestionId, Questionnaire, Ratio, Scope};

fn ids(list: &[&str]) -> Vec<QuestionId> {
    list.iter().map(|id| QuestionId::parse(id).unwrap()).collect()
}

fn said(questions: &[(&str, &[&str])], practices: &[(&str, &[&str])]) -> Migration {
    let practice = |id: &str| PracticeId::parse(id).unwrap();
    Migration {
        from: Version(1, 0, 0),
        questions: questions.iter().map(|(from, to)| (ids(&[from]).remove(0), ids(to))).collect(),
        practices: practices
            .iter()
            .map(|(from, to)| (practice(from), to.iter().map(|t| practice(t)).collect()))
            .collect(),
    }
}

/// Q1 stays, Q2 is renamed to Q5, Q3 is split into Q6 and Q7, Q4 and Q8 are merged into Q9, Q10 is retired.
fn versions() -> (Questionnaire, Questionnaire) {
    let old = ["AA-Q1", "AA-Q2", "AA-Q3", "AA-Q4", "AA-Q8", "AA-Q10"].map(ask);
    let new = ["AA-Q1", "AA-Q5", "AA-Q6", "AA-Q7", "AA-Q9", "AA-Q11"].map(ask);
    let old = questionnaire(old.into());
    let mut new = questionnaire(new.into());
    new.version = Version(1, 1, 0);
    let mut practices: Vec<(String, Vec<String>)> = Vec::new();
    for level in 1..=4 {
        practices.push((format!("AA-2{level}1"), vec![format!("AA-5{level}1")]));
        practices.push((format!("AA-3{level}1"), vec![format!("AA-6{level}1"), format!("AA-7{level}1")]));
        practices.push((format!("AA-4{level}1"), vec![format!("AA-9{level}1")]));
        practices.push((format!("AA-8{level}1"), vec![format!("AA-9{level}1")]));
    }
    let entry = said(
        &[
            ("AA-Q2", &["AA-Q5"]),
            ("AA-Q3", &["AA-Q6", "AA-Q7"]),
            ("AA-Q4", &["AA-Q9"]),
            ("AA-Q8", &["AA-Q9"]),
            ("AA-Q10", &[]),
        ],
        &[],
    );
    let practices = practices
        .into_iter()
        .map(|(from, to)| {
            (
                PracticeId::parse(&from).unwrap(),
                to.iter().map(|t| PracticeId::parse(t).unwrap()).collect::<Vec<_>>(),
            )
        })
        .collect();
    new.migrations = vec![Migration { practices, ..entry }];
    (old, new)
}

fn become_new(answers: &Answers) -> BTreeMap<String, Held> {
    let (old, new) = versions();
    let mapping = Mapping::between(&old, &new);
    let before = held(&old, &Scope::All, answers);
    let states = migrated(&mapping, &old, &before, &new, None);
    states.into_iter().map(|(id, state)| (id.to_string(), state)).collect()
}

fn level(state: Option<&Held>) -> Option<usize> {
    state.and_then(Held::rated).map(std::collections::BTreeSet::len)
}

#[test]
fn renamed_split_merged_and_retired_questions_are_found() {
    let (old, new) = versions();
    let mapping = Mapping::between(&old, &new);
    assert_eq!(mapping.route, Route::Forward);
    assert_eq!(mapping.successors(&ids(&["AA-Q1"])[0]), ids(&["AA-Q1"]));
    assert_eq!(mapping.successors(&ids(&["AA-Q2"])[0]), ids(&["AA-Q5"]));
    assert_eq!(mapping.successors(&ids(&["AA-Q3"])[0]), ids(&["AA-Q6", "AA-Q7"]));
    assert_eq!(mapping.successors(&ids(&["AA-Q10"])[0]), []);
    let nine = mapping.predecessors(&ids(&["AA-Q9"])[0]);
    assert_eq!(nine.into_iter().cloned().collect::<Vec<_>>(), ids(&["AA-Q4", "AA-Q8"]));
    assert!(mapping.unmapped.is_empty());
}

#[test]
fn backwards_only_one_to_one_mappings_count_and_the_rest_is_listed() {
    let (old, new) = versions();
    let mapping = Mapping::between(&new, &old);
    assert_eq!(mapping.route, Route::Backward);
    assert_eq!(mapping.successors(&ids(&["AA-Q1"])[0]), ids(&["AA-Q1"]));
    assert_eq!(mapping.successors(&ids(&["AA-Q5"])[0]), ids(&["AA-Q2"]));
    // Q11 is new in the newer version: it goes, and there was nothing to map.
    assert_eq!(mapping.unmapped, ids(&["AA-Q6", "AA-Q7", "AA-Q9"]));
}

#[test]
fn without_a_word_ids_map_to_themselves_and_what_is_gone_is_listed() {
    let (old, mut new) = versions();
    new.migrations.clear();
    let mapping = Mapping::between(&old, &new);
    assert_eq!(mapping.route, Route::ForwardUnsaid);
    assert_eq!(mapping.successors(&ids(&["AA-Q1"])[0]), ids(&["AA-Q1"]));
    assert_eq!(mapping.unmapped, ids(&["AA-Q2", "AA-Q3", "AA-Q4", "AA-Q8", "AA-Q10"]));
    new.id = "other".parse().unwrap();
    assert_eq!(Mapping::between(&old, &new).route, Route::Apart);
    assert!(Mapping::between(&old, &new).successors(&ids(&["AA-Q1"])[0]).is_empty());
}

#[test]
fn people_are_told_whenever_the_newer_version_does_not_say_how() {
    let (old, mut new) = versions();
    let warned = |a: &Questionnaire, b: &Questionnaire| Mapping::between(a, b).warning().unwrap_or_default();
    assert_eq!(warned(&old, &new), "");
    assert_eq!(warned(&old, &old), "");
    assert!(warned(&new, &old).contains("only one-to-one mappings"));
    let mut other = new.clone();
    other.id = "other".parse().unwrap();
    assert!(warned(&old, &other).contains("share no questions"));
    new.migrations[0].from = Version(0, 9, 0);
    let unsaid = "does not say how the older one maps to it";
    assert!(warned(&old, &new).contains(unsaid) && warned(&new, &old).contains(unsaid));
    assert_eq!(Mapping::between(&new, &old).route, Route::BackwardUnsaid);
    // The same version with other content says nothing about itself either, and needs no word.
    new.version = old.version;
    assert_eq!((Mapping::between(&old, &new).route, warned(&old, &new)), (Route::Same, ""));
}

#[test]
fn versions_compare_as_three_numbers() {
    let (mut old, mut new) = versions();
    for (older, newer) in [((0, 9, 0), (0, 10, 0)), ((9, 9, 9), (10, 0, 0)), ((1, 2, 9), (1, 2, 10))] {
        (old.version, new.version) = (Version(older.0, older.1, older.2), Version(newer.0, newer.1, newer.2));
        new.migrations[0].from = old.version;
        assert_eq!(Mapping::between(&old, &new).route, Route::Forward);
        assert_eq!(Mapping::between(&new, &old).route, Route::Backward);
    }
}

#[test]
fn an_id_that_is_named_but_not_there_is_no_heir() {
    let (old, mut new) = versions();
    let (gone, half) = (ids(&["AA-Q1"]).remove(0), ids(&["AA-Q2"]).remove(0));
    new.migrations[0].questions.insert(gone.clone(), ids(&["ZZ-Q1"]));
    new.migrations[0].questions.insert(half.clone(), ids(&["AA-Q5", "ZZ-Q1"]));
    let mapping = Mapping::between(&old, &new);
    assert_eq!(mapping.successors(&gone), []);
    assert_eq!(mapping.successors(&half), ids(&["AA-Q5"]));
}

#[test]
fn one_who_looked_is_enough_for_unknown() {
    let (old, mut new) = versions();
    new.migrations[0].questions.insert(ids(&["AA-Q3"]).remove(0), ids(&["AA-Q9"]));
    let mapping = Mapping::between(&old, &new);
    let said = answers([("AA-Q3", at(4)), ("AA-Q4", unknown())]);
    let states = migrated(&mapping, &old, &held(&old, &Scope::All, &said), &new, None);
    assert_eq!(states.get(&ids(&["AA-Q9"])[0]), Some(&Held::Open { unknown: true }));
    let only = Scope::Dimensions { ids: Vec::new() };
    assert!(migrated(&mapping, &old, &held(&old, &only, &said), &new, None).is_empty());
}

#[test]
fn what_was_said_stays_with_a_question_that_was_one_alone() {
    let (old, new) = versions();
    let mut said = answers([("AA-Q2", at(1)), ("AA-Q4", at(2)), ("AA-Q8", at(2))]);
    for answer in said.values_mut() {
        answer.note = Some("as ana says".to_owned());
    }
    let moved = moved(&old, &Scope::All, &said, &new);
    let note = |id: &str| moved.answers.get(&ids(&[id])[0]).and_then(|a| a.note.clone());
    assert_eq!(note("AA-Q5").as_deref(), Some("as ana says"));
    assert_eq!(note("AA-Q9"), None, "two notes about other questions are no note about this one");
}

#[test]
fn practices_without_a_past_and_without_a_future_are_named() {
    let (old, new) = versions();
    let said = answers([
        ("AA-Q1", not_applicable()),
        ("AA-Q4", at(2)),
        ("AA-Q8", not_applicable()),
        ("AA-Q10", at(1)),
    ]);
    let mut only = new.clone();
    only.migrations[0].practices.retain(|from, _| from.as_str() != "AA-421");
    let moved = moved(&old, &Scope::All, &said, &only);
    let one = |id: &str| moved.questions.iter().find(|q| q.id.as_str() == id).unwrap();
    let names = |list: &[PracticeId]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    // AA-821 lives on in AA-921 too, but its question did not apply.
    assert_eq!(names(&one("AA-Q9").unfed), ["AA-921"]);
    assert_eq!(names(&one("AA-Q9").lost), ["AA-421"]);
    assert_eq!((one("AA-Q10").fate, one("AA-Q10").then), (Fate::Retired, Some(Ratio::ONE)));
    let only_one = Scope::Selection { id: "nothing".parse().unwrap() };
    assert!(super::moved(&old, &only_one, &said, &new).questions.is_empty(), "out of scope is not listed");
}

#[test]
fn a_merged_practice_needs_all_that_map_to_it() {
    let states = become_new(&answers([("AA-Q4", at(3)), ("AA-Q8", at(1))]));
    assert_eq!(level(states.get("AA-Q9")), Some(1));
    let states = become_new(&answers([("AA-Q4", at(3)), ("AA-Q8", not_applicable())]));
    assert_eq!(level(states.get("AA-Q9")), Some(3), "what did not apply is set aside");
    let states = become_new(&answers([("AA-Q4", at(3)), ("AA-Q8", unknown())]));
    assert_eq!(states.get("AA-Q9"), Some(&Held::Open { unknown: true }));
    let states = become_new(&answers([("AA-Q4", at(3))]));
    assert_eq!(states.get("AA-Q9"), Some(&Held::Open { unknown: false }));
    let states = become_new(&answers([("AA-Q4", not_applicable()), ("AA-Q8", not_applicable())]));
    assert!(matches!(states.get("AA-Q9"), Some(Held::NotApplicable(_))));
}

#[test]
fn a_split_question_keeps_its_answer_on_both_sides() {
    let states = become_new(&answers([("AA-Q3", rated(2, &["AA-341"]))]));
    assert_eq!(level(states.get("AA-Q6")), Some(3));
    assert_eq!(level(states.get("AA-Q7")), Some(3));
    assert!(!states.contains_key("AA-Q11"), "a new question is not held");
}

#[test]
fn a_practice_without_a_past_takes_the_newer_state_or_none() {
    let (old, mut new) = versions();
    new.migrations[0].practices.remove(&PracticeId::parse("AA-211").unwrap());
    let mapping = Mapping::between(&old, &new);
    let before = held(&old, &Scope::All, &answers([("AA-Q2", at(2))]));
    let five = &ids(&["AA-Q5"])[0];
    let alone = migrated(&mapping, &old, &before, &new, None);
    assert_eq!(level(alone.get(five)), Some(1), "only the practice of level 2 has a past");
    let after = held(&new, &Scope::All, &answers([("AA-Q5", at(1))]));
    let beside = migrated(&mapping, &old, &before, &new, Some(&after));
    assert_eq!(level(beside.get(five)), Some(2));
}
