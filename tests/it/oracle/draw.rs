//! Random questionnaires, scopes and answers, as JSON in the form of files.

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

pub const PHASES: [&str; 4] = ["foundation", "enhancement", "optimization", "maturity"];
pub const COMPONENTS: [&str; 3] = ["strategy", "docker", "kubernetes"];

/// One level of a question with practices of these efforts; `AA-Q1` has `AA-111`, `AA-112`, `AA-121` and so on.
pub fn level(id: &str, number: usize, efforts: &[&str]) -> Value {
    let (code, question) = id.split_once("-Q").unwrap();
    let practices: Vec<Value> = (1..)
        .zip(efforts)
        .map(|(i, effort)| json!({ "id": format!("{code}-{question}{number}{i}"), "effort": effort }))
        .collect();
    json!({ "level": number, "practices": practices })
}

/// A bundle with these questions, whose dimension is the code of their id.
pub fn bundle(gate: &str, questions: &[Value]) -> Value {
    let mut dimensions: Vec<Value> = Vec::new();
    for question in questions {
        let code = question["id"].as_str().unwrap().split('-').next().unwrap();
        match dimensions.iter_mut().find(|d| d["code"] == code) {
            Some(dimension) => dimension["questions"].as_array_mut().unwrap().push(question.clone()),
            None => dimensions.push(json!({ "code": code, "title": code, "questions": [question] })),
        }
    }
    let phases: Vec<Value> =
        (1..).zip(PHASES).map(|(n, id)| json!({ "id": id, "number": n, "name": id })).collect();
    let levels: Vec<Value> = (0..=4).map(|l| json!({ "level": l, "name": format!("Level {l}") })).collect();
    let ids: Vec<&Value> = questions.iter().step_by(2).map(|q| &q["id"]).collect();
    json!({
        "levels": levels, "phases": phases, "gate": { "share": gate }, "dimensions": dimensions,
        "selections": [{ "id": "quick-look", "questions": ids }]
    })
}

fn efforts() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(select(vec!["S", "M", "L"]), 1..=4)
}

prop_compose! {
    /// What one question is made of; its id is given by its place.
    fn question()(
        code in select(vec!["AA", "BB", "CC", "DD"]),
        phase in select(PHASES.to_vec()),
        weight in 1u8..=5,
        must_have in prop::bool::weighted(0.2),
        components in subsequence(COMPONENTS.to_vec(), 0..=3),
        levels in prop::array::uniform4(efforts()),
    ) -> (&'static str, Value, [Vec<&'static str>; 4]) {
        (code, json!({ "phase": phase, "weight": weight, "must_have": must_have, "components": components }), levels)
    }
}

fn questionnaire() -> impl Strategy<Value = Value> {
    let gate = select(vec!["4/5", "4/5", "1/2", "2/3", "3/4", "1/1"]);
    (prop::collection::vec(question(), 1..=14), gate).prop_map(|(drawn, gate)| {
        let mut counts = std::collections::BTreeMap::new();
        let mut questions = Vec::new();
        for (code, mut question, levels) in drawn {
            // At most nine a dimension, so that practice ids keep three digits.
            let count = counts.entry(code).or_insert(0);
            *count += 1;
            if *count > 9 {
                continue;
            }
            let id = format!("{code}-Q{count}");
            question["levels"] = (1..).zip(&levels).map(|(l, list)| level(&id, l, list)).collect();
            question["id"] = id.into();
            questions.push(question);
        }
        bundle(gate, &questions)
    })
}

fn scope() -> impl Strategy<Value = Value> {
    let some = |kind: &'static str, ids: Vec<&'static str>| {
        subsequence(ids, 1..=2).prop_map(move |ids| json!({ "kind": kind, "ids": ids }))
    };
    prop_oneof![
        4 => Just(json!({ "kind": "all" })),
        1 => select(vec!["quick-look", "other"]).prop_map(|id| json!({ "kind": "selection", "id": id })),
        1 => some("phases", PHASES.to_vec()),
        1 => some("components", COMPONENTS.to_vec()),
        1 => some("dimensions", vec!["AA", "BB", "IMG", "SEC", "STR"]),
    ]
}

/// One answer: which state, which level, which practices beside it, how it stands with confirmation.
pub type Draw = (u8, u64, u32, u8);

/// Levels lean to a common one, so that gates are met as often as missed.
fn draws() -> impl Strategy<Value = Vec<Draw>> {
    (0u64..=4).prop_flat_map(|mood| {
        let level = prop_oneof![4 => Just(mood), 1 => 0u64..=4];
        prop::collection::vec((0u8..=13, level, any::<u32>(), 0u8..=11), 40)
    })
}

/// Answers to the questions of a bundle, and one to a question that it does not have.
pub fn answers(bundle: &Value, draws: &[Draw]) -> Value {
    let dimensions = bundle["dimensions"].as_array().unwrap();
    let questions = dimensions.iter().flat_map(|d| d["questions"].as_array().unwrap());
    let mut answers = Map::new();
    for (question, draw) in questions.zip(draws.iter().cycle()) {
        if let Some(answer) = answer(question, *draw) {
            answers.insert(question["id"].as_str().unwrap().to_owned(), answer);
        }
    }
    answers.insert("ZZ-Q1".into(), json!({ "state": "rated", "level": 4 }));
    Value::Object(answers)
}

fn answer(question: &Value, (state, level, mask, confirmed): Draw) -> Option<Value> {
    let practices =
        question["levels"].as_array().unwrap().iter().flat_map(|l| l["practices"].as_array().unwrap());
    let mut also: Vec<&Value> =
        practices.enumerate().filter(|(i, _)| mask & (1 << i) != 0).map(|(_, p)| &p["id"]).collect();
    let stray = json!("ZZ-999");
    let mut answer = match state {
        0 => return None,
        1 => json!({ "state": "unknown" }),
        2 => json!({ "state": "not_applicable", "reason": "other" }),
        3 => json!({ "state": "unanswered", "note": "later" }),
        4..=7 => json!({ "state": "rated", "level": level }),
        _ => {
            if state == 8 {
                also.insert(0, &stray);
            }
            json!({ "state": "rated", "level": level, "also": also })
        }
    };
    match confirmed {
        0 => answer["confirmed"] = Value::Null,
        1 => answer["confirmed"] = "2026-11-23".into(),
        _ => {}
    }
    Some(answer)
}

/// A random questionnaire, scope and answers.
pub fn assessments() -> impl Strategy<Value = (Value, Value, Value)> {
    (questionnaire(), scope(), draws()).prop_map(|(bundle, scope, draws)| {
        let answers = answers(&bundle, &draws);
        (bundle, scope, answers)
    })
}

/// A random scope of, and answers to, a questionnaire.
pub fn answers_to(bundle: Value) -> impl Strategy<Value = (Value, Value)> {
    (scope(), draws()).prop_map(move |(scope, draws)| (scope, answers(&bundle, &draws)))
}
