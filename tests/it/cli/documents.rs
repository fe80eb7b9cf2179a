//! What `--json` prints fits the schemas that `quaymark schema` prints, and errors are documents too.

use serde_json::Value;

use super::desk::{Desk, Ran};

pub fn must_fit(desk: &Desk, kind: &str, text: &str) -> Value {
    let schema: Value = serde_json::from_str(&desk.ok(&["schema", kind]).out).unwrap();
    let value: Value = serde_json::from_str(text).unwrap_or_else(|e| panic!("{kind}: {e}: {text}"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{kind}: {errors:#?}");
    value
}

#[test]
fn every_document_fits_its_schema() {
    let desk = Desk::with_record();
    desk.ok(&["reopen", "payments"]);
    desk.write("broken.json", "{");
    let record = desk.record();
    let record = record.to_str().unwrap();
    for (kind, arguments) in [
        ("show", &["show", "payments", "--json"][..]),
        ("show", &["show", "payments@draft", "--json", "--view", "questions"]),
        ("show", &["show", record, "--json"]),
        ("explain", &["explain", "payments", "--json"]),
        ("explain", &["explain", "payments", "SEC", "--json"]),
        ("explain", &["explain", "payments@draft", "SEC-Q1", "--json"]),
        ("roadmap", &["roadmap", "payments", "--json"]),
        ("roadmap", &["roadmap", "payments", "--export", "json", "--goal", "4"]),
        ("list", &["list", "--json"]),
        ("team-list", &["team", "list", "--json"]),
        ("question", &["question", "SEC-Q1", "--json"]),
        ("question", &["question", "container", "--json"]),
        ("questionnaire-list", &["questionnaire", "list", "--json"]),
        ("keys", &["keys", "--format", "json"]),
        ("doctor", &["doctor", "--json"]),
        ("validate", &["validate", record, "--json"]),
        ("validate", &["validate", "broken.json", "data", record, "--json"]),
    ] {
        let Ran { code, out, err } = desk.run(arguments);
        assert!(code == 0 || (code == 3 && kind == "validate"), "{arguments:?}: {err}");
        let value = must_fit(&desk, kind, &out);
        assert_eq!(value["schema"], format!("quaymark/{kind}/v1"));
        assert_eq!(value["tool"]["name"], "quaymark");
    }
    let written = std::fs::read_to_string(record).unwrap();
    must_fit(&desk, "assessment", &written);
}

#[test]
fn errors_are_documents_and_the_output_is_empty() {
    let desk = Desk::new();
    for (code, name, arguments) in [
        (4, "not_found", &["show", "payments", "--json"][..]),
        (2, "usage", &["show", "--json", "--wrong"]),
        (2, "usage", &["explain", "payments@x", "--json"]),
        (4, "not_found", &["roadmap", "./x.json", "--json"]),
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{arguments:?}");
        let value = must_fit(&desk, "error", &ran.err);
        assert_eq!(
            (value["error"]["code"].as_str(), value["error"]["exit"].as_i64()),
            (Some(name), Some(code.into()))
        );
    }
}

#[test]
fn without_notes_nothing_of_people_is_left() {
    let desk = Desk::with_record();
    let questions = ["show", "payments", "--json", "--view", "questions"];
    assert!(desk.ok(&questions).out.contains("MARKER"));
    for arguments in [
        &["show", "payments", "--json", "--view", "questions", "--no-notes"][..],
        &["roadmap", "--export", "md", "--no-notes"],
    ] {
        assert!(!desk.ok(arguments).out.contains("MARKER"), "{arguments:?}");
    }
}

#[test]
fn a_record_from_elsewhere_finds_its_questionnaire() {
    let desk = Desk::with_record();
    let text = std::fs::read_to_string(desk.record()).unwrap();
    let elsewhere = Desk::new();
    let shown = elsewhere.run_with_input(&["show", "-", "--json"], &text);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert_eq!(must_fit(&elsewhere, "show", &shown.out)["data"]["team"]["id"], "payments");
    // A questionnaire that is only kept beside the record.
    let bundle = super::desk::files(&desk.data().join("questionnaires")).pop().unwrap();
    let other =
        std::fs::read_to_string(&bundle).unwrap().replace("Container privileges", "Privileges of containers");
    let hash = quaymark::json::sha256(other.as_bytes());
    let known = quaymark::json::sha256(std::fs::read_to_string(&bundle).unwrap().as_bytes());
    let name = bundle.file_name().unwrap().to_str().unwrap().replace(known.short(), hash.short());
    elsewhere.write("kept/a/b/record.json", text.replace(known.as_str(), hash.as_str()));
    assert!(elsewhere.fails(4, &["show", "kept/a/b/record.json"]).contains("is not kept here"));
    elsewhere.write(&format!("kept/questionnaires/{name}"), other);
    let shown = elsewhere.ok(&["show", "kept/a/b/record.json", "--view", "questions"]);
    assert!(shown.out.contains("Privileges of con"), "{}", shown.out);
}
