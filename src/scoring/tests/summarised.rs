//! The shape of the figures in records and in `show --json`.

use serde_json::{Value, json};

use crate::model::fixtures::{Answers, answers, ask, not_applicable, questionnaire, worked_example};
use crate::model::{Questionnaire, Scope};
use crate::scoring::{scorecard, summary};

fn written(questionnaire: &Questionnaire, answers: &Answers) -> Value {
    let card = scorecard(questionnaire, &Scope::All, answers);
    serde_json::to_value(summary(questionnaire, &card)).unwrap()
}

#[test]
fn the_worked_example_is_written_as_the_contract_shows() {
    let (questionnaire, answers) = worked_example();
    let written = written(&questionnaire, &answers);
    assert_eq!(
        written["score"],
        json!({
            "exact": "31/20", "display": "1.55", "upper": { "exact": "47/20", "display": "2.35" },
            "coverage": { "exact": "4/5", "display": "80 %" },
            "level": 1, "level_name": "Basic", "possible_level": 1,
            "questions": 6, "rated": 4, "open": 1, "not_applicable": 1
        })
    );
    assert_eq!(written["dimensions"][0]["id"], "AA");
    assert_eq!(written["dimensions"][0]["name"], "Dimension AA");
    assert_eq!(written["dimensions"][1]["score"]["possible_level"], 3);
    assert_eq!(
        written["phases"],
        json!([
            { "id": "foundation", "progress": { "exact": "1/1", "display": "100 %" }, "complete": true },
            { "id": "enhancement", "progress": { "exact": "0/1", "display": "0 %" }, "complete": false },
            { "id": "optimization", "progress": { "exact": "0/1", "display": "0 %" }, "complete": false },
            { "id": "maturity", "progress": null, "complete": null },
        ])
    );
    assert_eq!(written["levels"].as_array().unwrap().len(), 4);
    assert_eq!(
        written["levels"][1],
        json!({
            "level": 2, "holds": false, "share": { "exact": "5/8", "display": "62 %" },
            "must_haves_below": [], "missing_weight": "7/5", "candidates": ["AA-Q3", "AA-Q2"]
        })
    );
    assert_eq!(written["levels"][0]["candidates"], Value::Null);
}

#[test]
fn the_keys_stand_in_the_order_of_the_contract() {
    let (questionnaire, answers) = worked_example();
    let card = scorecard(&questionnaire, &Scope::All, &answers);
    let text = serde_json::to_string(&summary(&questionnaire, &card)).unwrap();
    assert!(
        text.starts_with(r#"{"score":{"exact":"31/20","display":"1.55","upper":{"exact":"47/20""#),
        "{text}"
    );
}

#[test]
fn no_score_is_null_and_the_counts_stay() {
    let questionnaire = questionnaire(vec![ask("AA-Q1")]);
    let written = written(&questionnaire, &answers([("AA-Q1", not_applicable())]));
    let score = json!({
        "exact": null, "display": null, "upper": null, "coverage": null, "level": null, "level_name": null,
        "possible_level": null, "questions": 1, "rated": 0, "open": 0, "not_applicable": 1
    });
    assert_eq!(written["score"], score);
    assert_eq!(written["dimensions"][0]["score"], score);
    let level = json!({
        "level": 1, "holds": false, "share": null, "must_haves_below": [], "missing_weight": null, "candidates": null
    });
    assert_eq!(written["levels"][0], level);
}
