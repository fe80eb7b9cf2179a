//! Tests of the catalog as a whole: broken questionnaires with the exact place of every problem.

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::model::{QuestionnaireId, Ratio};

/// A small valid bundle, one key per line where tests change something.
pub(super) fn sample() -> String {
    let practice = |id: &str, level: u8, more: &str| {
        format!(
            r#"        {{ "level": {level}, "practices": [
          {{ "id": "{id}",
            "title": "{id} in place", "done_when": "seen", "effort": "S", "impact": 3{more} }} ] }}"#
        )
    };
    let levels = |code: &str, first: u8, more: &str| {
        (1..=4)
            .map(|l| practice(&format!("{code}-0{}", first + l), l, if l == 2 { more } else { "" }))
            .collect::<Vec<_>>()
            .join(",\n")
    };
    format!(
        r#"{{
  "schema": "quaymark/questionnaire/v1",
  "id": "tiny",
  "version": "1.2.0",
  "title": "Tiny",
  "levels": [
    {{ "level": 0, "name": "L0" }}, {{ "level": 1, "name": "L1", "weeks": "1-8" }}, {{ "level": 2, "name": "L2" }},
    {{ "level": 3, "name": "L3" }},
    {{ "level": 4, "name": "L4" }} ],
  "phases": [
    {{ "id": "one", "number": 1, "name": "One" }}, {{ "id": "two", "number": 2, "name": "Two" }},
    {{ "id": "three", "number": 3, "name": "Three" }}, {{ "id": "four", "number": 4, "name": "Four" }} ],
  "components": [ {{ "id": "docker", "name": "Docker" }} ],
  "gate": {{ "share": "8/10" }},
  "profile": [
    {{ "id": "platform", "prompt": "What?", "type": "choices", "choices": ["host", "cluster"] }},
    {{ "id": "stateful", "prompt": "Data?", "type": "bool" }},
    {{ "id": "clusters", "prompt": "How many?", "type": "number" }} ],
  "dimensions": [
    {{ "schema": "quaymark/dimension/v1",
      "id": "images",
      "code": "IMG",
      "title": "Images",
      "questions": [
      {{ "id": "IMG-Q1",
        "title": "Tags",
        "prompt": "How?",
        "phase": "one",
        "components": ["docker"],
        "areas": ["security-integration"],
        "weight": 5,
        "applies_when": {{ "platform": ["host"], "stateful": [true], "clusters": {{ "min": 1 }} }},
        "not_applicable": [ {{ "id": "none", "text": "no images" }} ],
        "statements": ["Zero", "One", "Two at 80 %", "Three at 90 %", "Four"],
        "levels": [
{} ] }},
      {{ "id": "IMG-Q2", "title": "Scans", "prompt": "What?", "phase": "two", "weight": 1,
        "statements": ["a", "b", "c", "d", "e"],
        "levels": [
{} ] }} ] }} ],
  "selections": [ {{ "id": "quick", "title": "Quick", "questions": ["IMG-Q1"] }} ],
  "pathways": [ {{ "id": "fast", "title": "Fast", "stages": [
    {{ "title": "First", "done_when": "seen", "practices": ["IMG-01"] }} ] }} ],
  "advisor": {{ "platforms": [ {{ "id": "host", "name": "A host" }} ],
    "tree": {{ "prompt": "What for?", "options": [ {{ "id": "one", "label": "One", "advice": {{ "platforms": ["host"], "reason": "small", "questions": ["IMG-Q1"] }} }} ] }},
    "matrix": {{ "platforms": ["host"], "requirements": [ {{ "id": "scaling", "title": "Scaling", "cells": {{ "host": {{ "rating": "good", "label": "Basic", "original": "excellent", "note": "one host" }} }} }} ] }},
    "criteria": {{ "platforms": ["host"], "questions": [ {{ "id": "services", "prompt": "How many?", "options": [ {{ "id": "few", "label": "few", "points": {{ "host": -2 }} }} ] }} ] }} }},
  "migrations": [ {{ "from": "1.0.0", "questions": {{ "OLD-Q1": ["IMG-Q1"] }}, "practices": {{ "OLD-01": [] }} }} ],
  "sources": [ {{ "key": "nist", "title": "NIST", "edition": "2017" }} ]
}}
"#,
        levels("IMG", 0, r#", "refs": [ { "source": "nist", "at": "4.4" } ]"#),
        levels("IMG", 4, r#", "requires": ["IMG-01"]"#),
    )
}

pub(super) fn bundle(text: &str) -> Result<Loaded, Vec<String>> {
    load_bundle(text.as_bytes(), Path::new("q.json")).map_err(|error| match error {
        CatalogError::Broken { diagnostics, .. } => diagnostics.iter().map(ToString::to_string).collect(),
        CatalogError::File { .. } => vec![error.to_string()],
    })
}

/// Line and column of the first place where `needle` stands.
pub(super) fn place(text: &str, needle: &str) -> (usize, usize) {
    let offset = text.find(needle).unwrap_or_else(|| panic!("{needle} is not in the sample"));
    let at = plain::position(text, offset);
    (at.line, at.column)
}

#[test]
fn a_valid_bundle_is_read_with_its_defaults() {
    let loaded = bundle(&sample()).unwrap();
    let q = &loaded.questionnaire;
    assert_eq!(q.gate.share, Ratio::new(4, 5));
    let first = q.questions().next().unwrap().1;
    assert_eq!((first.must_have, first.stale_after_days, first.weight), (false, 180, 5));
    assert_eq!(first.applies_when.len(), 3);
    assert_eq!(first.phase.number.number(), 1);
    assert_eq!(q.migrations[0].practices.values().next().map(Vec::len), Some(0));
    assert!(loaded.bundle.contains("\"share\": \"4/5\""));
}

#[test]
fn reading_a_bundle_back_changes_nothing() {
    let once = bundle(&sample()).unwrap();
    let again = bundle(&once.bundle).unwrap();
    assert_eq!(again, once);
    for built_in in builtin::load().unwrap_or_else(|e| panic!("{e}")) {
        let again = bundle(&built_in.bundle).unwrap();
        assert_eq!(again.questionnaire, built_in.questionnaire);
        assert_eq!((again.bundle, again.sha256), (built_in.bundle.clone(), built_in.sha256.clone()));
    }
}

#[test]
fn a_circle_is_named_with_its_way() {
    let text = sample()
        .replace("\"refs\": [ {", "\"requires\": [\"IMG-06\"], \"refs\": [ {")
        .replace("\"requires\": [\"IMG-01\"]", "\"requires\": [\"IMG-02\"]");
    let found = bundle(&text).unwrap_err();
    let (line, column) = place(&text, "\"IMG-02\"] }");
    assert_eq!(
        found,
        [format!(
            "q.json:{line}:{column}: dimensions[0].questions[1].levels[1].practices[0].requires[0]: \
             requires goes in a circle: IMG-02 -> IMG-06 -> IMG-02; expected no circle; remove one of the steps"
        )]
    );
}

#[test]
fn a_broken_question_does_not_hide_the_next() {
    let text = sample()
        .replacen("\"weight\": 5", "\"weight\": 9", 1)
        .replacen("\"prompt\": \"What?\", \"phase\"", "\"phase\"", 1)
        .replacen("\"IMG-Q1\"] } ]", "\"IMG-Q1\", \"IMG-Q3\"] } ]", 1)
        .replacen("\"id\": \"tiny\"", "\"id\": 7", 1)
        .replacen("\"impact\": 3", "\"impact\": 3, \"impact\": 4", 1);
    let paths: Vec<String> =
        bundle(&text).unwrap_err().iter().map(|d| d.split(": ").nth(1).unwrap().to_owned()).collect();
    assert_eq!(
        paths,
        [
            "id",
            "dimensions[0].questions[0].weight",
            "dimensions[0].questions[0].levels[0].practices[0].impact",
            "dimensions[0].questions[1]",
            "selections[0].questions[1]",
        ]
    );
}

#[test]
fn whole_files_that_are_no_questionnaire_are_named() {
    for (text, expected) in [
        ("", "q.json:1:1: the file is empty"),
        ("null", "q.json:1:1: found null; expected an object"),
        ("3", "q.json:1:1: found 3; expected an object"),
        ("\"x\"", "q.json:1:1: found the text \"x\"; expected an object"),
        ("[5, \"x\"]", "q.json:1:1: found a list; expected an object"),
        ("{} {}", "q.json:1:4: not JSON: "),
        ("{\"a\":", "q.json:1:"),
    ] {
        let found = bundle(text).unwrap_err();
        assert!(found.len() == 1 && found[0].starts_with(expected), "{text}: {found:?}");
    }
    assert!(bundle(&format!("\u{feff}{}", sample())).is_ok());
    let half = sample();
    assert!(bundle(&half[..half.len() / 2]).unwrap_err()[0].contains("not JSON"));
}

#[test]
fn too_many_problems_are_counted() {
    let text = sample()
        .replace("\"components\": [\"docker\"]", &format!("\"components\": [{}1]", "1,".repeat(3000)));
    let found = bundle(&text).unwrap_err();
    assert_eq!(found.len(), 1001);
    assert!(found[1000].contains("2001 more problems are not listed"), "{}", found[1000]);
}

#[test]
fn the_newest_version_and_the_exact_one_are_found() {
    let id = QuestionnaireId::parse("tiny").unwrap();
    let load = |version: &str, origin: Origin| Loaded {
        origin,
        ..bundle(&sample().replace("1.2.0", version)).unwrap()
    };
    let mut catalog = Catalog::default();
    assert_eq!(catalog.newest(&id), None);
    catalog.add(load("1.10.0", Origin::BuiltIn));
    catalog.add(load("1.9.0", Origin::Folder("a".into())));
    catalog.add(load("2.0.0", Origin::Kept("b".into())));
    let newest = catalog.newest(&id).unwrap();
    assert_eq!(newest.questionnaire.version.to_string(), "1.10.0");
    catalog.add(load("1.10.0", Origin::Folder("c".into())));
    assert_eq!(catalog.newest(&id).unwrap().origin, Origin::Folder("c".into()));
    let kept = load("2.0.0", Origin::Kept("b".into()));
    assert!(catalog.find(&id, kept.questionnaire.version, &kept.sha256).is_some());
    let other = load("1.9.0", Origin::BuiltIn).sha256;
    assert!(catalog.find(&id, kept.questionnaire.version, &other).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_damage_to_the_bytes_is_reported_or_harmless(
        at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>(), kind in 0..3u8
    ) {
        let mut bytes = sample().into_bytes();
        let at = at.index(bytes.len());
        match kind {
            0 => bytes[at] = byte,
            1 => bytes.truncate(at),
            _ => { let end = at + cut.index(bytes.len() - at); bytes.drain(at..end); }
        }
        match load_bundle(&bytes, Path::new("q.json")) {
            Ok(loaded) => {
                let again = bundle(&loaded.bundle).unwrap();
                prop_assert_eq!(again.questionnaire, loaded.questionnaire);
            }
            Err(CatalogError::Broken { diagnostics, .. }) => {
                prop_assert!(!diagnostics.is_empty() && diagnostics.is_sorted());
                prop_assert!(diagnostics.iter().all(|d| d.line >= 1 && d.column >= 1 && !d.message.is_empty()));
            }
            Err(error) => prop_assert!(false, "{}", error),
        }
    }

    #[test]
    fn any_text_survives_the_round_trip(title in "\\PC{1,60}", note in any::<String>()) {
        let mut value: serde_json::Value = serde_json::from_str(&sample()).unwrap();
        value["title"] = title.clone().into();
        value["dimensions"][0]["questions"][0]["statements"][1] = note.clone().into();
        let result = bundle(&value.to_string());
        prop_assert_eq!(result.is_ok(), !title.trim().is_empty() && !note.trim().is_empty());
        if let Ok(loaded) = result {
            prop_assert_eq!(&loaded.questionnaire.title, &title);
            prop_assert_eq!(bundle(&loaded.bundle).unwrap(), loaded);
        }
    }
}
