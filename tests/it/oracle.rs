//! Scores by a second, naive implementation of `docs/scoring.md`, compared with the library over random assessments
//! of synthetic questionnaires and of the real one; `pairs` and `versions` do the same for comparing, section 6.

mod build;
mod draw;
mod naive;
mod pairs;
mod versions;

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use quaymark::model::{Answer, Level, QuestionId, Ratio, Scope};
use quaymark::scoring::{Scorecard, SetScore, scorecard, summary};
use serde_json::{Value, json};

use naive::{Figures, LevelFigures, PhaseFigures, Result};

fn fraction(ratio: Option<Ratio>) -> Option<(u128, u128)> {
    ratio.map(|r| (r.numerator().try_into().unwrap(), r.denominator().try_into().unwrap()))
}

fn number(level: Option<Level>) -> Option<u64> {
    level.map(|l| u64::from(l.number()))
}

fn figures(set: &SetScore) -> Figures {
    Figures {
        score: fraction(set.score),
        upper: fraction(set.upper),
        coverage: fraction(set.coverage),
        level: number(set.level),
        possible: number(set.possible),
        questions: set.questions,
        rated: set.rated,
        open: set.open,
        not_applicable: set.not_applicable,
    }
}

/// What the library says, in the words of the naive implementation.
fn told(card: &Scorecard) -> Result {
    Result {
        whole: figures(&card.overall),
        dimensions: card.dimensions.iter().map(|(code, set)| (code.to_string(), figures(set))).collect(),
        phases: card
            .phases
            .iter()
            .map(|p| PhaseFigures { progress: fraction(p.progress), complete: p.complete })
            .collect(),
        levels: card
            .levels
            .iter()
            .map(|l| LevelFigures {
                holds: l.holds,
                share: fraction(l.share),
                must_haves_below: l.must_haves_below.iter().map(ToString::to_string).collect(),
                missing_weight: fraction(l.missing_weight),
                candidates: l
                    .candidates
                    .as_ref()
                    .map(|list| list.iter().map(|b| (b.question.to_string(), u64::from(b.points))).collect()),
            })
            .collect(),
    }
}

/// Scores one assessment both ways.
fn both(bundle: &Value, scope: &Value, answers: &Value) -> (Result, Result) {
    let questionnaire = build::questionnaire(bundle);
    let typed_scope: Scope = serde_json::from_value(scope.clone()).unwrap();
    let typed: BTreeMap<QuestionId, Answer> = serde_json::from_value(answers.clone()).unwrap();
    let card = scorecard(&questionnaire, &typed_scope, &typed);
    (naive::score(bundle, scope, answers), told(&card))
}

/// The questionnaire that comes with the program, as one value: its dimensions in place of their names.
fn real() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments/container-orchestration");
    let read = |name: &str| -> Value {
        serde_json::from_str(&std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap()).unwrap()
    };
    let mut bundle = read("questionnaire");
    let names: Vec<String> = serde_json::from_value(bundle["dimensions"].clone()).unwrap();
    bundle["dimensions"] = names.iter().map(|name| read(name)).collect();
    bundle
}

/// The worked example of the rules, as files would give it.
fn worked() -> (Value, Value) {
    let question = |id: &str, phase: &str, weight: u8, must: bool, efforts: [&[&str]; 4]| {
        let levels: Vec<Value> = (1..).zip(efforts).map(|(l, list)| draw::level(id, l, list)).collect();
        json!({ "id": id, "phase": phase, "weight": weight, "must_have": must, "levels": levels })
    };
    let one: [&[&str]; 4] = [&["S"], &["S"], &["S"], &["S"]];
    let bundle = draw::bundle(
        "4/5",
        &[
            question("AA-Q1", "foundation", 3, true, [&["S"], &["S", "S"], &["S", "S"], &["S"]]),
            question("AA-Q2", "foundation", 1, false, [&["S"], &["M"], &["S", "S", "S"], &["S"]]),
            question("AA-Q3", "enhancement", 2, false, [&["S", "S"], &["S", "S"], &["S"], &["S"]]),
            question("BB-Q1", "foundation", 2, true, one),
            question("BB-Q2", "enhancement", 2, false, one),
            question("BB-Q3", "optimization", 2, false, one),
        ],
    );
    let answers = json!({
        "AA-Q1": { "state": "rated", "level": 2, "also": ["AA-131"] },
        "AA-Q2": { "state": "rated", "level": 1 },
        "AA-Q3": { "state": "rated", "level": 0, "also": ["AA-311"] },
        "BB-Q1": { "state": "rated", "level": 3 },
        "BB-Q2": { "state": "not_applicable", "reason": "other" },
        "BB-Q3": { "state": "unknown" },
    });
    (bundle, answers)
}

/// The oracle itself is held to the worked example, so that both cannot be wrong together unseen.
#[test]
fn the_oracle_knows_the_worked_example() {
    let (bundle, answers) = worked();
    let (naive, library) = both(&bundle, &json!({ "kind": "all" }), &answers);
    assert_eq!(naive.whole.score, Some((31, 20)));
    assert_eq!(naive.whole.upper, Some((47, 20)));
    assert_eq!(naive.whole.coverage, Some((4, 5)));
    assert_eq!((naive.whole.level, naive.whole.possible), (Some(1), Some(1)));
    assert_eq!(naive.dimensions[0].1.score, Some((19, 12)));
    assert_eq!((naive.dimensions[1].1.level, naive.dimensions[1].1.possible), (Some(2), Some(3)));
    assert_eq!(naive.levels[1].share, Some((5, 8)));
    assert_eq!(naive.levels[1].missing_weight, Some((7, 5)));
    assert_eq!(naive.levels[1].candidates, Some(vec![("AA-Q3".into(), 3), ("AA-Q2".into(), 3)]));
    assert_eq!(naive.phases[3], PhaseFigures { progress: None, complete: None });
    assert_eq!(naive, library);
}

/// The real files are read, every question and every dimension of them.
#[test]
fn the_real_questionnaire_without_answers_is_zero_of_four() {
    let bundle = real();
    let (naive, library) = both(&bundle, &json!({ "kind": "all" }), &json!({}));
    assert_eq!(naive, library);
    let counted: usize = bundle["dimensions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["questions"].as_array().unwrap().len())
        .sum();
    assert!(counted > 0);
    assert_eq!(naive.whole.questions, counted);
    assert_eq!(naive.dimensions.len(), bundle["dimensions"].as_array().unwrap().len());
    assert_eq!((naive.whole.score, naive.whole.upper), (Some((0, 1)), Some((4, 1))));
    let questionnaire = build::questionnaire(&bundle);
    let card = scorecard(&questionnaire, &Scope::All, &BTreeMap::new());
    assert_eq!(summary(&questionnaire, &card).score.level_name.as_deref(), Some("Starting out"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn synthetic_questionnaires_score_the_same((bundle, scope, answers) in draw::assessments()) {
        let (naive, library) = both(&bundle, &scope, &answers);
        prop_assert_eq!(naive, library);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_real_questionnaire_scores_the_same((scope, answers) in draw::answers_to(real())) {
        let (naive, library) = both(&real(), &scope, &answers);
        prop_assert_eq!(naive, library);
    }
}
