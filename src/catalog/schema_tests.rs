//! Generates the JSON Schemas from the types and compares them with the committed ones.
//! `QUAYMARK_BLESS=1 cargo test --lib schema` writes them anew.

use std::path::Path;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::*;
use crate::catalog::{builtin, dimension};
use crate::model::settings::Config;
use crate::model::{Assessment, Dimension, DraftHeader, DraftLine, Questionnaire, Team};

/// The forms of ids, which the types check with code.
pub(crate) const PATTERNS: [(&str, &str); 6] = [
    ("QuestionId", "^[A-Z]{2,5}-Q[0-9]{1,3}$"),
    ("PracticeId", "^[A-Z]{2,5}-[0-9]{2,3}$"),
    ("StepId", "^[A-Z]{2,5}-(Q[0-9]{1,3}|[0-9]{2,3})$"),
    ("DimensionCode", "^[A-Z]{2,5}$"),
    ("Hash", "^[0-9a-f]{64}$"),
    ("Slug", "^[a-z0-9][a-z0-9-]{0,63}$"),
];

/// Rules of a questionnaire that the types do not carry: definition, key, and what is added to it.
fn rules() -> Vec<(&'static str, &'static str, Value)> {
    let share = json!({ "type": "string", "pattern": "^[1-9][0-9]*/[1-9][0-9]*$", "description": "Above 0 and at most 1, such as 4/5." });
    let one_to_five = json!({ "minimum": 1, "maximum": 5 });
    vec![
        ("Questionnaire", "levels", json!({ "minItems": 5, "maxItems": 5 })),
        ("Questionnaire", "phases", json!({ "minItems": 4, "maxItems": 4 })),
        (
            "Questionnaire",
            "dimensions",
            json!({
                "minItems": 1,
                "maxItems": 100,
                "description": "In a folder the names of the dimensions' files without .json; in a bundle the dimensions themselves.",
                "items": { "anyOf": [{ "$ref": "#/$defs/Slug" }, { "$ref": "#/$defs/Dimension" }] },
            }),
        ),
        ("Gate", "share", share),
        ("PhaseText", "number", json!({ "minimum": 1, "maximum": 4 })),
        ("Dimension", "questions", json!({ "minItems": 1 })),
        ("Question", "weight", one_to_five.clone()),
        ("Question", "areas", json!({ "items": { "enum": dimension::AREAS } })),
        ("Question", "statements", json!({ "minItems": 5, "maxItems": 5 })),
        ("Question", "levels", json!({ "minItems": 4, "maxItems": 4 })),
        ("Question", "stale_after_days", json!({ "minimum": 1, "maximum": 3650, "default": 180 })),
        ("Question", "must_have", json!({ "default": false })),
        ("LevelPractices", "level", json!({ "minimum": 1 })),
        ("LevelPractices", "practices", json!({ "minItems": 1, "maxItems": 4 })),
        ("Practice", "impact", one_to_five),
        ("Selection", "questions", json!({ "minItems": 1 })),
        ("Pathway", "stages", json!({ "minItems": 1 })),
        ("Stage", "practices", json!({ "minItems": 1 })),
        ("Advisor", "tree", json!({ "type": "object" })),
        ("Advisor", "matrix", json!({ "type": "object" })),
        ("Advisor", "criteria", json!({ "type": "array" })),
    ]
}

fn generate<T: JsonSchema>(kind: &str, title: &str, settings: SchemaSettings) -> Value {
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    let root = schema.as_object_mut().unwrap();
    root.insert("title".into(), title.into());
    for (name, pattern) in PATTERNS {
        if let Some(id) = schema.pointer_mut(&format!("/$defs/{name}")) {
            id["pattern"] = pattern.into();
        }
    }
    for name in ["TeamId", "PersonId", "QuestionnaireId"] {
        if let Some(id) = schema.pointer_mut(&format!("/$defs/{name}")) {
            id["pattern"] = PATTERNS[5].1.into();
        }
    }
    if let Some(name) = schema.pointer_mut("/properties/schema") {
        name["const"] = format!("quaymark/{kind}/v1").into();
    }
    schema
}

/// A schema of a questionnaire or a part of it: unknown keys are errors, defaults need not be written.
fn content<T: JsonSchema>(kind: &str, title: &str) -> Value {
    let mut schema = generate::<T>(kind, title, SchemaSettings::draft2020_12().for_serialize());
    if let Some(dimension) = schema.pointer_mut("/$defs/Dimension/properties/schema") {
        dimension["const"] = "quaymark/dimension/v1".into();
    }
    let root_name = schema_name(kind);
    for (definition, key, more) in rules() {
        let place = if definition == root_name { String::new() } else { format!("/$defs/{definition}") };
        if let Some(target) = schema.pointer_mut(&format!("{place}/properties/{key}")) {
            add(target, &more);
        }
    }
    if let Some(condition) = schema.pointer_mut("/$defs/Condition/anyOf").and_then(Value::as_array_mut) {
        for form in condition {
            let list = form["type"] == "array";
            form[if list { "minItems" } else { "minProperties" }] = 1.into();
            close(form);
        }
    }
    refuse_null(&mut schema);
    close(&mut schema);
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        definitions.values_mut().for_each(close);
    }
    schema
}

fn schema_name(kind: &str) -> &'static str {
    if kind == "dimension" { "Dimension" } else { "Questionnaire" }
}

/// Adds rules to a property; what a reference said is kept beside them.
fn add(target: &mut Value, more: &Value) {
    let target = target.as_object_mut().unwrap();
    if more.get("type").is_some() {
        target.remove("$ref");
    }
    target.extend(more.as_object().unwrap().clone());
}

/// A key that may be absent may not be null.
fn refuse_null(schema: &mut Value) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            schema["type"] = only.clone();
        }
    }
    if let Some(Value::Array(forms)) = schema.get_mut("anyOf") {
        forms.retain(|form| form.get("type").is_none_or(|name| name != "null"));
    }
    match schema {
        Value::Object(map) => map.values_mut().for_each(refuse_null),
        Value::Array(list) => list.iter_mut().for_each(refuse_null),
        _ => {}
    }
}

/// Refuses unknown keys of an object, also where its keys are spread over alternatives.
fn close(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else { return };
    if object.contains_key("properties") {
        let word =
            if object.contains_key("oneOf") { "unevaluatedProperties" } else { "additionalProperties" };
        object.insert(word.into(), false.into());
    }
}

/// A journal has two kinds of lines, each of which also carries its checksum where it is a change.
fn journal() -> Value {
    let settings = SchemaSettings::draft2020_12;
    let mut header = generate::<DraftHeader>("journal", "The first line", settings());
    let mut line = generate::<DraftLine>("journal", "A change", settings());
    let mut definitions = Map::new();
    for part in [&mut header, &mut line] {
        let part = part.as_object_mut().unwrap();
        part.remove("$schema");
        if let Some(Value::Object(own)) = part.remove("$defs") {
            definitions.extend(own);
        }
    }
    line["properties"] = json!({ "sum": { "type": "string", "pattern": "^[0-9a-f]{8}$", "description": "First 8 digits of the SHA-256 of the previous sum and this line without it." } });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quaymark draft journal, one line",
        "description": "A journal has one JSON object a line: first the header, then changes. See docs/files.md.",
        "oneOf": [header, line],
        "$defs": definitions,
    })
}

/// The settings: every key may be left out, and no other is known.
fn config() -> Value {
    let mut schema = generate::<Config>("config", "Quaymark settings", SchemaSettings::draft2020_12());
    schema["properties"]["schema"].as_object_mut().unwrap().remove("default");
    schema["properties"]["editor"]["minLength"] = 1.into();
    schema["properties"]["editor"]["maxLength"] = crate::model::settings::EDITOR_LIMIT.into();
    refuse_null(&mut schema);
    close(&mut schema);
    schema
}

#[test]
fn the_settings_fit_and_others_do_not() {
    let all = json!({
        "schema": "quaymark/config/v1", "theme": "dark", "palette": "trit", "glyphs": "ascii", "mouse": "on",
        "after_answer": "next", "last_quarter": "hidden", "evidence_from": 4, "clipboard": "osc52",
        "editor": "code --wait", "keys": { "home": { "app.quit": ["Q"] } },
    });
    assert_eq!(errors("config", &all), Vec::<String>::new());
    assert_eq!(errors("config", &json!({})), Vec::<String>::new());
    for bad in [json!({ "theme": "drak" }), json!({ "x": 1 }), json!({ "theme": null }), json!({ "keys": 1 })]
    {
        assert!(!errors("config", &bad).is_empty(), "{bad}");
    }
}

fn generated(kind: &str) -> Value {
    let settings = SchemaSettings::draft2020_12;
    match kind {
        "questionnaire" => content::<Questionnaire>(kind, "Quaymark questionnaire"),
        "dimension" => content::<Dimension>(kind, "Dimension of a Quaymark questionnaire"),
        "assessment" => generate::<Assessment>(kind, "Quaymark assessment record", settings()),
        "team" => generate::<Team>(kind, "Quaymark team", settings()),
        "journal" => journal(),
        "config" => config(),
        other => panic!("no type for {other}"),
    }
}

fn validator(kind: &str) -> jsonschema::Validator {
    jsonschema::validator_for(&generated(kind)).unwrap()
}

fn errors(kind: &str, instance: &Value) -> Vec<String> {
    validator(kind).iter_errors(instance).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a developer's command to write the schemas, not part of the program"
)]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schemas");
    for kind in kinds() {
        let text = crate::json::to_canonical(&generated(kind)).unwrap();
        if std::env::var_os("QUAYMARK_BLESS").is_some_and(|v| v == "1") {
            std::fs::write(folder.join(format!("{kind}.json")), text).unwrap();
        } else {
            let stale =
                format!("assets/schemas/{kind}.json is stale: run QUAYMARK_BLESS=1 cargo test --lib schema");
            assert!(schema(kind) == Some(text.as_str()), "{stale}");
        }
    }
    assert_eq!(schema("nothing"), None);
}

#[test]
fn the_built_in_content_fits_its_schemas() {
    for builtin in builtin::builtin() {
        for (name, text) in builtin.files {
            let kind = if *name == "questionnaire.json" { "questionnaire" } else { "dimension" };
            let found = errors(kind, &serde_json::from_str(text).unwrap());
            assert!(found.is_empty(), "{name}: {found:#?}");
        }
        let bundle = &builtin::located(builtin).unwrap().0.bundle;
        assert_eq!(errors("questionnaire", &serde_json::from_str(bundle).unwrap()), Vec::<String>::new());
    }
    let sample = serde_json::from_str(&crate::catalog::tests::sample()).unwrap();
    assert_eq!(errors("questionnaire", &sample), Vec::<String>::new());
}

#[test]
fn the_schemas_refuse_what_the_parser_refuses() {
    let sample: Value = serde_json::from_str(&crate::catalog::tests::sample()).unwrap();
    let question = "/dimensions/0/questions/0";
    let changes = [
        ("", "titel", json!("x")),
        ("", "id", json!("../x")),
        ("", "schema", json!("quaymark/questionnaire/v2")),
        ("/gate", "share", json!(0.8)),
        ("/profile/0", "x", json!(1)),
        ("/profile/0", "type", json!("yes")),
        ("/dimensions/0", "schema", json!("x")),
        ("/dimensions/0", "code", json!("img")),
        (question, "weight", json!(6)),
        (question, "weight", json!("3")),
        (question, "statements", json!(["a"])),
        (question, "areas", json!(["elsewhere"])),
        (question, "x", json!(1)),
        (question, "applies_when", json!({ "stateful": true })),
        ("/dimensions/0/questions/0/levels/0/practices/0", "effort", json!("XL")),
        ("/dimensions/0/questions/0/levels/0", "level", json!(0)),
        (question, "applies_when", json!({ "stateful": [] })),
        (question, "applies_when", json!({ "clusters": {} })),
        ("/levels/1", "weeks", json!(null)),
        ("/migrations/0", "questions", json!({ "OLD-Q1": ["x"] })),
        ("/advisor", "tree", json!([])),
    ];
    for (place, key, value) in changes {
        let mut broken = sample.clone();
        broken.pointer_mut(place).unwrap()[key] = value;
        assert!(!errors("questionnaire", &broken).is_empty(), "{place}/{key} is let pass");
    }
    let mut short = sample;
    short.pointer_mut(question).unwrap().as_object_mut().unwrap().remove("prompt");
    assert!(!errors("questionnaire", &short).is_empty());
}

#[test]
fn records_teams_and_journals_fit_and_unknown_keys_are_kept() {
    let questionnaire = json!({ "id": "tiny", "version": "1.0.0", "sha256": "a".repeat(64) });
    let record = json!({
        "schema": "quaymark/assessment/v1", "team": "payments", "period": "2026-Q4", "questionnaire": questionnaire,
        "started": "2026-11-20T09:00:00Z", "finished": "2026-11-23T10:02:11Z", "later": [1],
        "answers": { "SEC-Q1": { "state": "rated", "level": 2, "also": ["SEC-06"], "confirmed": null, "zeta": 1 } },
    });
    assert_eq!(errors("assessment", &record), Vec::<String>::new());
    let mut bad = record.clone();
    bad["period"] = "2026-Q5".into();
    assert!(!errors("assessment", &bad).is_empty());
    let team = json!({ "schema": "quaymark/team/v1", "id": "payments", "name": "Payments", "questionnaire": "tiny" });
    assert_eq!(errors("team", &team), Vec::<String>::new());
    let header = json!({
        "schema": "quaymark/journal/v1", "team": "payments", "period": "2026-Q4", "questionnaire": questionnaire,
        "scope": { "kind": "all" }, "profile": {}, "replaces": null, "started": "2026-11-20T09:00:00Z",
    });
    let change = json!({
        "n": 1, "at": "2026-11-20T09:00:00Z", "question": "SEC-Q1", "set": { "state": "unknown" }, "was": null,
        "label": "SEC-Q1 -> unknown", "sum": "0123abcd",
    });
    let undo = json!({ "n": 2, "undo": 1, "at": "2026-11-20T09:00:00Z", "sum": "0123abcd" });
    for line in [&header, &change, &undo] {
        assert_eq!(errors("journal", line), Vec::<String>::new());
    }
    assert!(!errors("journal", &json!({ "n": 2, "sum": "x" })).is_empty());
}
