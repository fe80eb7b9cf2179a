//! `docs/questionnaires.md` is whole and true: every key of the schemas is named, and every example is what it says.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use crate::cli::desk::Desk;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document() -> String {
    std::fs::read_to_string(root().join("docs/questionnaires.md")).unwrap()
}

/// The keys of every object of a schema.
fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                found.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| keys(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_schemas_is_named() {
    let text = document();
    let mut found = BTreeSet::new();
    for kind in ["questionnaire", "dimension"] {
        let path = root().join(format!("assets/schemas/{kind}.json"));
        keys(&serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(), &mut found);
    }
    assert!(found.len() > 60, "{found:?}");
    let missing: Vec<&String> = found.iter().filter(|key| !text.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/questionnaires.md does not name {missing:?}");
}

/// The JSON examples with what each says it is, in order.
fn examples() -> Vec<(String, String)> {
    let text = document();
    let blocks = text.split("```json ").skip(1).map(|rest| {
        let (what, rest) = rest.split_once('\n').unwrap();
        (what.to_owned(), rest.split_once("```").unwrap().0.to_owned())
    });
    assert!(!text.contains("```json\n"), "an example does not say what it is");
    blocks.collect()
}

fn example(what: &str) -> String {
    examples().into_iter().find(|(name, _)| name == what).unwrap().1
}

/// Adds keys to an object; those of the smallest questionnaire may be replaced, others stand once.
fn add(target: &mut Value, keys: &str, added: &mut BTreeSet<String>, place: &str) {
    let keys: Map<String, Value> =
        serde_json::from_str(&format!("{{{keys}}}")).unwrap_or_else(|e| panic!("{e}: {keys}"));
    for (key, value) in keys {
        assert!(added.insert(format!("{place} {key}")), "{place} {key} is shown twice");
        target[key] = value;
    }
}

/// The questionnaire and the dimension of the document with every example put in.
fn everything() -> (Value, Value) {
    let mut questionnaire: Value = serde_json::from_str(&example("questionnaire.json")).unwrap();
    let mut dimension: Value = serde_json::from_str(&example("restore.json")).unwrap();
    let mut added = BTreeSet::new();
    for (what, text) in examples() {
        match what.as_str() {
            "questionnaire.json" | "restore.json" | "answers" => {}
            "questionnaire" => add(&mut questionnaire, &text, &mut added, "questionnaire"),
            "dimension" => add(&mut dimension, &text, &mut added, "dimension"),
            "question" => add(&mut dimension["questions"][0], &text, &mut added, "question"),
            "practice" => {
                let practice: Value = serde_json::from_str(&text).unwrap();
                let there = &mut dimension["questions"][0]["levels"][1]["practices"][0];
                assert_eq!(there["id"], practice["id"]);
                *there = practice;
            }
            other => panic!("nobody knows what a {other} is"),
        }
    }
    assert!(added.len() >= 20, "{added:?}");
    (questionnaire, dimension)
}

#[test]
fn the_smallest_questionnaire_is_one() {
    let desk = Desk::new();
    desk.write("q/questionnaire.json", example("questionnaire.json"));
    desk.write("q/restore.json", example("restore.json"));
    desk.ok(&["validate", "q"]);
    // Nothing in it can be left out.
    for file in ["questionnaire.json", "restore.json"] {
        let whole: Value = serde_json::from_str(&example(file)).unwrap();
        for key in whole.as_object().unwrap().keys() {
            let mut less = whole.clone();
            less.as_object_mut().unwrap().remove(key);
            desk.write(&format!("q/{file}"), less.to_string());
            assert_eq!(desk.run(&["validate", "q"]).code, 3, "{file} without {key}");
        }
        desk.write(&format!("q/{file}"), whole.to_string());
    }
}

#[test]
fn every_example_fits_into_the_smallest_questionnaire_and_can_be_answered() {
    let desk = Desk::new();
    let (questionnaire, dimension) = everything();
    desk.write("q/questionnaire.json", questionnaire.to_string());
    desk.write("q/restore.json", dimension.to_string());
    let ran = desk.run(&["validate", "q"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
    desk.write("a.json", example("answers"));
    let assess = ["--questionnaire", "q", "assess", "--name", "Payments", "--answers", "a.json", "--finish"];
    let said = desk.ok(&assess).err;
    // Level 1 and the practice of level 3 above a missing one: progress 1, so 1.00 of one question.
    assert!(said.contains("1.00, level 1 Copies"), "{said}");
}
