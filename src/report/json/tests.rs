//! The documents: their keys, hostile text, and what is left without notes.

use serde_json::Value;

use super::super::fixture::{Fixture, HOSTILE};
use super::super::subject::Options;
use super::*;

fn show_text(fixture: &Fixture, notes: bool) -> String {
    document(SHOW_SCHEMA, show(&fixture.subject(), true, Options { notes }), &["a warning".to_owned()])
        .unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn show_has_the_keys_of_its_contract() {
    let text = show_text(&Fixture::plain(), true);
    let mut last = 0;
    for key in [
        "schema",
        "tool",
        "data",
        "team",
        "period",
        "status",
        "record",
        "questionnaire",
        "scope",
        "score",
        "dimensions",
        "phases",
        "levels",
        "answers",
        "warnings",
    ] {
        let at = text.find(&format!("\"{key}\":")).unwrap();
        assert!(at >= last, "{key}");
        last = at;
    }
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["data"]["score"]["exact"], "11/8");
    assert_eq!(value["data"]["score"]["upper"]["display"], "2.88");
    let answer = &value["data"]["answers"][0];
    assert_eq!(
        (
            answer["question"].as_str(),
            answer["progress"].as_str(),
            answer["evidence"][0]["polarity"].as_str()
        ),
        (Some("AA-Q1"), Some("1/1"), Some("against"))
    );
    let fixture = Fixture::plain();
    assert_eq!(show(&fixture.subject(), false, Options::default()).answers, None);
}

#[test]
fn roadmap_has_the_keys_of_its_contract() {
    let fixture = Fixture::plain();
    let text = document(ROADMAP_SCHEMA, roadmap(&fixture.subject(), &fixture.roadmap, None), &[]).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    let expected = [
        "scope",
        "goal",
        "capacity",
        "pathway",
        "order",
        "steps",
        "to_confirm",
        "not_planned",
        "review",
        "regressed",
        "risks",
    ];
    let mut sorted = expected.to_vec();
    sorted.sort_unstable();
    let mut found = keys(&value["data"]);
    found.sort_unstable();
    assert_eq!(found, sorted);
    let step = &value["data"]["steps"][0];
    assert_eq!(step["gain"]["whole"]["display"], "<0.01");
    assert_eq!((step["kind"].as_str(), step["status"].as_str()), (Some("practice"), Some("todo")));
    assert_eq!(value["data"]["steps"][1]["from"], Value::Null);
}

#[test]
fn hidden_characters_are_escaped_and_read_back() {
    let text = show_text(&Fixture::new(HOSTILE, HOSTILE, HOSTILE), true);
    assert!(!text.chars().any(|c| c != '\n' && is_hidden(c)));
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["data"]["team"]["name"], HOSTILE);
    assert_eq!(value["data"]["answers"][0]["note"], HOSTILE);
    assert_eq!(visible("\"\u{e0041}\u{7f}\""), "\"\\udb40\\udc41\\u007f\"");
}

#[test]
fn without_notes_nothing_of_people_is_left() {
    let fixture = Fixture::new("Payments", "", "MARKER");
    assert!(show_text(&fixture, true).contains("MARKER"));
    let text = show_text(&fixture, false);
    for word in ["MARKER", "ana", "ns.yaml"] {
        assert!(!text.contains(word), "{word}");
    }
    let value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["data"]["answers"][0]["flag"], "");
}

#[test]
fn errors_have_their_own_document() {
    let body =
        ErrorBody { code: "not_found", exit: 4, message: "no team \u{1b}x".to_owned(), hint: String::new() };
    let text = error(&body).unwrap();
    assert!(text.contains("\"code\": \"not_found\"") && text.contains("\\u001bx"), "{text}");
}

#[test]
fn documents_have_schemas() {
    for schema in [
        schemars::schema_for!(Envelope<'static, ShowData<'static>>),
        schemars::schema_for!(Envelope<'static, RoadmapData<'static>>),
    ] {
        let fields = schema.as_value()["properties"].as_object().unwrap().len();
        assert_eq!(fields, 4);
    }
}
