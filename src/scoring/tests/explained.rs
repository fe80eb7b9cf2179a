//! Explanations: every term is there, agrees with the scorecard, and the lines can be redone by hand.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::model::fixtures::random::assessments;
use crate::model::fixtures::{
    Answers, answers, ask, at, dimension_code, level, not_applicable, pending, question_id, questionnaire,
    rated, slug, worked_example,
};
use crate::model::{Questionnaire, Ratio, Scope};
use crate::scoring::explain::{Explanation, NotExplained, QuestionTerms, SetTerms, Target, WIDTH, explain};
use crate::scoring::{scorecard, summary};

fn text(questionnaire: &Questionnaire, answers: &Answers, target: &Target) -> String {
    explain(questionnaire, &Scope::All, answers, target).unwrap().lines().join("\n")
}

fn set(questionnaire: &Questionnaire, answers: &Answers, target: &Target) -> SetTerms {
    match explain(questionnaire, &Scope::All, answers, target).unwrap() {
        Explanation::Set(set) => *set,
        Explanation::Question(question) => panic!("{question:?}"),
    }
}

fn question(questionnaire: &Questionnaire, answers: &Answers, id: &str) -> QuestionTerms {
    let target = Target::Question(question_id(id));
    match explain(questionnaire, &Scope::All, answers, &target).unwrap() {
        Explanation::Question(question) => *question,
        Explanation::Set(set) => panic!("{set:?}"),
    }
}

#[test]
fn the_whole_of_the_worked_example() {
    let (questionnaire, answers) = worked_example();
    insta::assert_snapshot!(text(&questionnaire, &answers, &Target::Whole), @r"
    All questions in scope
    6 questions in scope: 4 rated, 1 open, 1 not applicable.

      AA-Q1  weight 3 x 2.50 = 7.5  must-have
      AA-Q2  weight 1 x 1.00 = 1
      AA-Q3  weight 2 x 0.50 = 1
      BB-Q1  weight 2 x 3.00 = 6    must-have
      BB-Q3  weight 2 x    0 = 0    unknown
      BB-Q2  not applicable (other): takes no part
    Score = (3 x 2.5 + 1 x 1 + 2 x 0.5 + 2 x 3) / 10 = 15.5 / 10 = 31/20 = 1.55
    Up to = (15.5 + 4 x 2) / 10 = 23.5 / 10 = 47/20 = 2.35
      if every open question turned out at level 4
    Coverage = 8 / 10 = 4/5 = 80 %

    Levels. S(l) = applicable questions of phases 1 to l (at least the lowest
    phase there is). Level l holds when level l-1 holds, at least 80 % of the
    weight of S(l) is at level l or above, and no must-have of S(l) is below.
    Weights in brackets.
    Level 1, phase 1: holds
      at 1 or above: AA-Q1 (3), AA-Q2 (1), BB-Q1 (2)
      below: none
      share = 6 / 6 = 1/1 = 100 %: at least 80 %
    Level 2, phases 1 to 2: does not hold
      at 2 or above: AA-Q1 (3), BB-Q1 (2)
      below: AA-Q2 (1), AA-Q3 (2)
      share = 5 / 8 = 5/8, shown as 62 %: less than 80 %
      missing weight = 4/5 x 8 - 5 = 7/5 = 1.4
      what can bring it, cheapest first:
        AA-Q3  3 points, weight 2
        AA-Q2  3 points, weight 1
    Level 3, phases 1 to 3: does not hold
      at 3 or above: BB-Q1 (2)
      below: AA-Q1 (3), AA-Q2 (1), AA-Q3 (2), BB-Q3 (2)
      share = 2 / 10 = 1/5 = 20 %: less than 80 %
      with every open question at level 4: 4 / 10, it would not hold
      must-haves below: AA-Q1
    Level 4, phases 1 to 4: does not hold
      at 4 or above: none
      below: AA-Q1 (3), AA-Q2 (1), AA-Q3 (2), BB-Q1 (2), BB-Q3 (2)
      share = 0 / 10 = 0/1 = 0 %: less than 80 %
      with every open question at level 4: 2 / 10, it would not hold
      must-haves below: AA-Q1, BB-Q1
    Maturity level = the highest that holds = 1 Basic

    Phases. The share of a phase's own weight at the level of its number.
      Phase 1, foundation: 6 / 6 = 1/1 = 100 %, complete
      Phase 2, enhancement: 0 / 2 = 0/1 = 0 %, not complete
      Phase 3, optimization: 0 / 2 = 0/1 = 0 %, not complete
      Phase 4, maturity: -
    ");
}

#[test]
fn a_dimension_with_thirds() {
    let (questionnaire, answers) = worked_example();
    let text = text(&questionnaire, &answers, &Target::Dimension(dimension_code("AA")));
    assert!(
        text.starts_with("AA Dimension AA\n3 questions in scope: 3 rated, 0 open, 0 not applicable."),
        "{text}"
    );
    assert!(
        text.contains("Score = (3 x 2.5 + 1 x 1 + 2 x 0.5) / 6 = 9.5 / 6 = 19/12, shown as 1.58\n"),
        "{text}"
    );
    assert!(!text.contains("Up to"), "{text}");
}

#[test]
fn a_question_of_the_worked_example() {
    let (questionnaire, answers) = worked_example();
    let target = Target::Question(question_id("AA-Q1"));
    insta::assert_snapshot!(text(&questionnaire, &answers, &target), @r"
    AA-Q1 Title of AA-Q1
    Dimension AA, phase foundation, weight 3, must-have.

    Level 1: 1 of 1 in place
      [x] AA-111 Practice AA-111 (S)
    Level 2: 2 of 2 in place
      [x] AA-121 Practice AA-121 (S)
      [x] AA-122 Practice AA-122 (S)
    Level 3: 1 of 2 in place
      [x] AA-131 Practice AA-131 (S)
      [ ] AA-132 Practice AA-132 (S)
    Level 4: 0 of 1 in place
      [ ] AA-141 Practice AA-141 (S)

    Level = 2, the highest that is complete with all under it.
    Progress = 2 + 1/2 = 5/2 = 2.50
    Adds to the whole: 3 x 2.5 / 10 = 7.5 / 10 = 3/4 = 0.75
    Adds to AA: 3 x 2.5 / 6 = 7.5 / 6 = 5/4 = 1.25
    ");
}

#[test]
fn long_sums_become_a_table_and_thirds_stay_fractions() {
    let ids: Vec<String> = (1..=9).map(|n| format!("AA-Q{n}")).collect();
    let asks = ids.iter().map(|id| ask(id).weight(5).practices([1, 3, 1, 1])).collect();
    let mut list = Answers::new();
    for (id, n) in ids.iter().zip(1..) {
        list.insert(question_id(id), rated(1, &[&format!("AA-{n}21")]));
    }
    let text = text(&questionnaire(asks), &list, &Target::Whole);
    assert!(text.contains("  AA-Q1  weight 5 x 4/3 = 20/3\n"), "{text}");
    assert!(text.contains("Sum of the products = 60; sum of the weights = 45\n"), "{text}");
    assert!(text.contains("Score = 60 / 45 = 4/3, shown as 1.33\n"), "{text}");
}

#[test]
fn missing_weight_shows_the_must_haves_it_takes_as_raised() {
    let asks = vec![ask("AA-Q1").weight(5).must_have(), ask("AA-Q2").weight(3), ask("AA-Q3").weight(2)];
    let list = answers([("AA-Q1", at(0)), ("AA-Q2", at(0)), ("AA-Q3", at(1))]);
    let text = text(&questionnaire(asks), &list, &Target::Whole);
    assert!(text.contains("  must-haves below: AA-Q1\n"), "{text}");
    assert!(
        text.contains("missing weight = 4/5 x 10 - 2 - 5 (must-haves below, once raised) = 1/1 = 1\n"),
        "{text}"
    );
    assert!(text.contains("    AA-Q2  1 point, weight 3\n"), "{text}");
}

#[test]
fn the_data_of_levels_and_phases() {
    let (questionnaire, answers) = worked_example();
    let whole = set(&questionnaire, &answers, &Target::Whole);
    let second = &whole.levels[1];
    assert_eq!(second.at_level, [question_id("AA-Q1"), question_id("BB-Q1")]);
    assert_eq!(second.below, [question_id("AA-Q2"), question_id("AA-Q3")]);
    assert_eq!((second.weight_at_level, second.weight, second.last_phase), (5, 8, 2));
    assert_eq!(whole.not_applicable[0].reason, slug("other"));
    assert_eq!(whole.open, [question_id("BB-Q3")]);
    assert_eq!(whole.phases[1].below, [question_id("AA-Q3")]);
    let b = set(&questionnaire, &answers, &Target::Dimension(dimension_code("BB")));
    let holds: Vec<_> = b.levels.iter().map(|l| (l.holds, l.possible)).collect();
    assert_eq!(holds, [(true, true), (true, true), (false, true), (false, false)]);
    let written = serde_json::to_value(Explanation::Set(Box::new(b))).unwrap();
    assert_eq!((&written["kind"], &written["dimension"]), (&"set".into(), &"BB".into()));
}

#[test]
fn a_question_in_every_state() {
    let asks = vec![ask("AA-Q1").practices([1, 2, 2, 1]), ask("AA-Q2"), ask("AA-Q3"), ask("AA-Q4")];
    let list = answers([
        ("AA-Q1", rated(1, &["AA-131", "ZZ-99"])),
        ("AA-Q2", not_applicable()),
        ("AA-Q3", pending(at(2))),
    ]);
    let questionnaire = questionnaire(asks);
    let first = question(&questionnaire, &list, "AA-Q1");
    let rating = first.rating.as_ref().unwrap();
    assert_eq!((rating.level, rating.next_in_place, rating.next_practices), (level(1), Some(0), Some(2)));
    assert!(!rating.canonical);
    assert_eq!(first.stray, ["ZZ-99".parse().unwrap()]);
    assert!(first.levels[2].practices[0].waits && !first.levels[0].practices[0].waits);
    assert_eq!(first.whole.as_ref().unwrap().part.exact, Ratio::new(1, 3));
    let lines = |id: &str| text(&questionnaire, &list, &Target::Question(question_id(id)));
    assert!(lines("AA-Q1").contains("(x) AA-131"), "{}", lines("AA-Q1"));
    assert!(lines("AA-Q1").contains("count for nothing: ZZ-99"));
    assert!(lines("AA-Q1").contains("Adds to the whole: 1 x 1 / 3 = 1 / 3 = 1/3, shown as 0.33"));
    assert!(lines("AA-Q2").contains("Not applicable (other)") && !lines("AA-Q2").contains("Adds to"));
    assert!(lines("AA-Q3").contains("nobody confirmed it"));
    assert!(lines("AA-Q4").contains("Unanswered: it counts as 0"));
}

#[test]
fn what_is_not_there_is_not_explained() {
    let (questionnaire, answers) = worked_example();
    let scope = Scope::Phases { ids: vec![slug("optimization")] };
    let error = |target: Target| explain(&questionnaire, &scope, &answers, &target).unwrap_err();
    assert_eq!(error(Target::Question(question_id("ZZ-Q1"))), NotExplained::Unknown("ZZ-Q1".into()));
    assert_eq!(error(Target::Dimension(dimension_code("ZZ"))), NotExplained::Unknown("ZZ".into()));
    assert_eq!(error(Target::Question(question_id("AA-Q1"))), NotExplained::OutOfScope("AA-Q1".into()));
    assert_eq!(error(Target::Dimension(dimension_code("AA"))), NotExplained::OutOfScope("AA".into()));
    let within = explain(&questionnaire, &scope, &answers, &Target::Whole).unwrap().lines().join("\n");
    assert!(within.contains("within Phase 3"), "{within}");
}

#[test]
fn nothing_applicable_is_a_dash() {
    let list = answers([("AA-Q1", not_applicable())]);
    let text = text(&questionnaire(vec![ask("AA-Q1")]), &list, &Target::Whole);
    assert!(text.ends_with("Score -, level -: no question in scope is applicable."), "{text}");
}

#[test]
fn long_titles_stay_within_the_width() {
    let mut asks = vec![ask("AA-Q1")];
    asks[0].0.title = "コンテナ".repeat(30);
    asks[0].0.levels[0].practices[0].title = "a very long title of a practice ".repeat(9);
    let mut questionnaire = questionnaire(asks);
    questionnaire.dimensions[0].title = "x".repeat(300);
    for target in [Target::Dimension(dimension_code("AA")), Target::Question(question_id("AA-Q1"))] {
        let lines = explain(&questionnaire, &Scope::All, &Answers::new(), &target).unwrap().lines();
        assert!(lines.iter().all(|l| l.width() <= WIDTH), "{lines:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn terms_add_up_to_the_scorecard((questionnaire, answers) in assessments()) {
        let card = scorecard(&questionnaire, &Scope::All, &answers);
        let whole = set(&questionnaire, &answers, &Target::Whole);
        prop_assert_eq!(&whole.score, &summary(&questionnaire, &card).score);
        let sum: Ratio = whole.terms.iter().map(|t| t.product).sum();
        prop_assert_eq!(sum.over(Ratio::whole(i128::from(whole.sums.weight))), card.overall.score);
        let parts: Ratio = card.questions.iter().filter_map(|q| {
            Some(question(&questionnaire, &answers, q.id.as_str()).whole?.part.exact)
        }).sum();
        prop_assert_eq!(parts, card.overall.score.unwrap_or(Ratio::ZERO));
        for (terms, check) in whole.levels.iter().zip(&card.levels) {
            prop_assert_eq!(terms.holds, check.holds);
            prop_assert_eq!(terms.share.as_ref().map(|s| s.exact), check.share);
            prop_assert_eq!(Ratio::checked(terms.weight_at_level.into(), terms.weight.into()), check.share);
        }
        for (terms, phase) in whole.phases.iter().zip(&card.phases) {
            prop_assert_eq!((terms.progress.as_ref().map(|p| p.exact), terms.complete), (phase.progress, phase.complete));
            prop_assert_eq!(Ratio::checked(terms.weight_at_level.into(), terms.weight.into()), phase.progress);
        }
        for target in [Target::Whole, Target::Question(card.questions[0].id.clone())] {
            for line in explain(&questionnaire, &Scope::All, &answers, &target).unwrap().lines() {
                prop_assert!(line.width() <= WIDTH && line == line.trim_end(), "{:?}", line);
            }
        }
    }
}
