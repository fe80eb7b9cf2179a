//! Score, range, coverage and scope of a set of questions: `docs/scoring.md`, section 3.

use super::{card, whole};
use crate::model::fixtures::{
    Answers, answers, ask, at, dimension_code, level, not_applicable, questionnaire, slug, unknown,
    worked_example,
};
use crate::model::questionnaire::Selection;
use crate::model::{Questionnaire, Ratio, Scope};
use crate::scoring::scorecard;

#[test]
fn nothing_applicable_gives_no_score_and_no_level() {
    let card = card(
        vec![ask("AA-Q1").must_have(), ask("AA-Q2").phase(2)],
        &answers([("AA-Q1", not_applicable()), ("AA-Q2", not_applicable())]),
    );
    let whole = &card.overall;
    assert_eq!((whole.score, whole.upper, whole.coverage), (None, None, None));
    assert_eq!((whole.level, whole.possible), (None, None));
    assert_eq!((whole.questions, whole.rated, whole.open, whole.not_applicable), (2, 0, 0, 2));
    assert_eq!(card.dimension(&dimension_code("AA")).unwrap(), whole);
    assert!(card.phases.iter().all(|p| p.progress.is_none() && p.complete.is_none()));
    assert!(card.levels.iter().all(|l| !l.holds && l.share.is_none() && l.must_haves_below.is_empty()));
    assert!(card.levels.iter().all(|l| l.missing_weight.is_none() && l.candidates.is_none()));
    assert_eq!(card.next_level(), None);
    assert!(!whole.has_range());
}

#[test]
fn a_questionnaire_without_questions_has_no_score() {
    let card = card(vec![], &Answers::new());
    assert_eq!((card.overall.score, card.overall.level, card.overall.questions), (None, None, 0));
    assert!(card.dimensions.is_empty());
}

#[test]
fn nothing_answered_is_zero_with_the_whole_range() {
    let card = card(vec![ask("AA-Q1").weight(5), ask("AA-Q2")], &answers([("AA-Q1", unknown())]));
    let whole = card.overall;
    assert_eq!(whole.score, Some(Ratio::ZERO));
    assert_eq!(whole.upper, Some(Ratio::whole(4)));
    assert_eq!(whole.coverage, Some(Ratio::ZERO));
    assert_eq!((whole.level, whole.possible), (Some(level(0)), Some(level(4))));
    assert_eq!((whole.rated, whole.open), (0, 2));
}

#[test]
fn everything_at_the_top_is_four() {
    let card = card(
        vec![ask("AA-Q1").must_have(), ask("BB-Q1").phase(4)],
        &answers([("AA-Q1", at(4)), ("BB-Q1", at(4))]),
    );
    assert_eq!(card.overall.score, Some(Ratio::whole(4)));
    assert_eq!((card.overall.level, card.overall.possible), (Some(level(4)), Some(level(4))));
    assert_eq!(card.next_level(), None);
    assert!(card.phases.iter().filter_map(|p| p.complete).all(|complete| complete));
}

/// Three questions that differ in every way a scope can ask for.
fn varied() -> (Questionnaire, Answers) {
    let mut questionnaire = questionnaire(vec![
        ask("AA-Q1").components(&["docker"]),
        ask("AA-Q2").phase(2).components(&["docker", "kubernetes"]),
        ask("BB-Q1").phase(3).components(&["kubernetes"]),
        ask("CC-Q1").phase(2),
    ]);
    questionnaire.selections = vec![Selection {
        id: slug("quick-look"),
        title: "Quick look".into(),
        summary: String::new(),
        questions: vec!["AA-Q1".parse().unwrap(), "BB-Q1".parse().unwrap()],
        groups: Vec::new(),
        crosswalk: Vec::new(),
    }];
    let answers = answers([("AA-Q1", at(1)), ("AA-Q2", at(2)), ("BB-Q1", at(3)), ("CC-Q1", at(4))]);
    (questionnaire, answers)
}

#[test]
fn a_scope_decides_which_questions_exist() {
    let (questionnaire, answers) = varied();
    for (scope, expected) in [
        (Scope::All, vec!["AA-Q1", "AA-Q2", "BB-Q1", "CC-Q1"]),
        (Scope::Selection { id: slug("quick-look") }, vec!["AA-Q1", "BB-Q1"]),
        (Scope::Selection { id: slug("other") }, vec![]),
        (
            Scope::Phases { ids: vec![slug("enhancement"), slug("optimization")] },
            vec!["AA-Q2", "BB-Q1", "CC-Q1"],
        ),
        (Scope::Components { ids: vec![slug("docker")] }, vec!["AA-Q1", "AA-Q2"]),
        (
            Scope::Components { ids: vec![slug("docker"), slug("kubernetes")] },
            vec!["AA-Q1", "AA-Q2", "BB-Q1"],
        ),
        (
            Scope::Dimensions { ids: vec![dimension_code("CC"), dimension_code("AA")] },
            vec!["AA-Q1", "AA-Q2", "CC-Q1"],
        ),
    ] {
        let card = scorecard(&questionnaire, &scope, &answers);
        let ids: Vec<&str> = card.questions.iter().map(|q| q.id.as_str()).collect();
        assert_eq!(ids, expected, "{scope:?}");
        assert_eq!(card.overall.questions, expected.len(), "{scope:?}");
    }
}

#[test]
fn a_scope_equals_a_questionnaire_of_its_questions() {
    let (questionnaire, answers) = varied();
    for scope in [
        Scope::Selection { id: slug("quick-look") },
        Scope::Phases { ids: vec![slug("enhancement")] },
        Scope::Components { ids: vec![slug("kubernetes")] },
        Scope::Dimensions { ids: vec![dimension_code("BB")] },
    ] {
        let scoped = scorecard(&questionnaire, &scope, &answers);
        let mut small = questionnaire.clone();
        for dimension in &mut small.dimensions {
            let kept = dimension.clone();
            dimension.questions.retain(|q| scope.contains(&questionnaire, &kept, q));
        }
        assert_eq!(scoped, whole(&small, &answers), "{scope:?}");
    }
}

#[test]
fn dimensions_follow_the_questionnaire_and_need_a_question_in_scope() {
    let (questionnaire, answers) = worked_example();
    let codes = |scope: &Scope| {
        let card = scorecard(&questionnaire, scope, &answers);
        card.dimensions.iter().map(|(code, _)| code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&Scope::All), ["AA", "BB"]);
    assert_eq!(codes(&Scope::Phases { ids: vec![slug("optimization")] }), ["BB"]);
    assert_eq!(codes(&Scope::Phases { ids: vec![slug("maturity")] }), Vec::<String>::new());
}
