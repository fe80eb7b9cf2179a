//! Assessments of older versions: still readable, showable and comparable; `questionnaire diff` and `migrate`.

use std::path::Path;

use quaymark::json::sha256;
use quaymark::model::{AnswerState, Period, QuestionId};
use quaymark::runtime::Session;
use quaymark::store::{DataDir, Origin, Store};
use serde_json::{Map, Value, json};

use super::desk::{Desk, files};
use super::documents::must_fit;

const OLD: &str = "container-orchestration@0.9.0";
const NEW: &str = "container-orchestration@1.0.0";

fn old_bundle() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/container-orchestration-0.9.0.json");
    std::fs::read_to_string(path).unwrap()
}

/// A data directory with a record of 0.9.0, as that version left it: the record and its questionnaire.
fn with_old_record() -> Desk {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments"]);
    let bundle = old_bundle();
    let hash = sha256(bundle.as_bytes());
    desk.write(&format!("data/questionnaires/{OLD}.{}.json", hash.short()), &bundle);
    let content: Value = serde_json::from_str(&bundle).unwrap();
    let mut answers = Map::new();
    for dimension in content["dimensions"].as_array().unwrap() {
        for question in dimension["questions"].as_array().unwrap() {
            let id = question["id"].as_str().unwrap();
            answers.insert(id.to_owned(), json!({ "state": "rated", "level": 2 }));
        }
    }
    answers["IMG-Q7"]["level"] = 1.into();
    answers["RES-Q6"] = json!({ "state": "unknown" });
    answers["DEV-Q6"]["level"] = 4.into();
    let record = json!({
        "schema": "quaymark/assessment/v1", "team": "payments", "period": "2026-Q2", "replaces": null,
        "questionnaire": { "id": "container-orchestration", "version": "0.9.0", "sha256": hash },
        "scope": { "kind": "all" }, "scope_note": "", "profile": {},
        "started": "2026-06-01T09:00:00Z", "finished": "2026-06-02T09:00:00Z", "people": [],
        "answers": answers, "parking_lot": [], "plan": []
    });
    let text = quaymark::json::to_canonical(&record).unwrap();
    let name = format!("2026-Q2.{}.payments.json", sha256(text.as_bytes()).short());
    desk.write(&format!("data/teams/payments/assessments/{name}"), text);
    desk
}

/// Wrapped lines as one.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn row<'a>(value: &'a Value, list: &str, id: &str) -> &'a Value {
    let rows = value["data"][list].as_array().unwrap();
    rows.iter().find(|r| r["id"] == id).unwrap_or_else(|| panic!("{id} is not in {list}"))
}

#[test]
fn a_record_of_an_older_version_is_shown_explained_and_compared() {
    let desk = with_old_record();
    let shown = desk.json(&["show", "payments", "--json"]);
    assert_eq!(shown["data"]["questionnaire"]["version"], "0.9.0");
    assert_eq!(shown["warnings"], json!([]));
    desk.ok(&["explain", "payments", "IMG-Q7"]);
    desk.ok(&["roadmap", "payments"]);
    desk.write("a.json", r#"{"answers":{"IMG-Q1":{"state":"rated","level":2}}}"#);
    desk.ok(&["assess", "payments", "--period", "now", "--answers", "a.json", "--finish"]);
    let out = desk.ok(&["compare", "payments@2026-Q2", "payments", "--json"]).out;
    let value = must_fit(&desk, "compare", &out);
    assert_eq!(value["data"]["unmapped"], json!([]));
    let merged = row(&value, "questions", "IMG-Q1");
    assert_eq!(merged["from"], json!(["IMG-Q6", "IMG-Q7"]));
    assert_eq!((merged["change"].as_str(), merged["a"].as_str()), (Some("up"), Some("1/1")));
    assert_eq!(row(&value, "questions", "IMG-Q5")["was"], "IMG-Q8");
    let before = |id: &str| {
        [&row(&value, "questions", id)["a"], &row(&value, "questions", id)["own"]].map(Value::clone)
    };
    assert_eq!(before("IMG-Q5"), ["2/1", "2/1"]);
    assert_eq!(before("OBS-Q2"), ["3/2", "2/1"]);
    assert_eq!(before("DEV-Q6"), [Value::Null, "4/1".into()]);
    let rows = value["data"]["questions"].as_array().unwrap();
    let other =
        |q: &&Value| q["change"] != "same" && !q["a"].is_null() && !q["own"].is_null() && q["a"] != q["own"];
    let others = rows.iter().filter(other).count();
    for (form, said) in [
        (&[][..], "2 under its own version"),
        (&["--plain"], "opened, 1.5 (2 under its own version) to -,"),
        (&["--format", "md"], "| 1.5 (2 under its own version) | - |"),
    ] {
        let run = ["compare", "payments@2026-Q2", "payments", "--only", "changed"];
        let out = flat(&desk.ok(&[&run[..], form].concat()).out);
        assert_eq!(out.matches("under its own version").count(), others, "{form:?}: {out}");
        assert!(out.contains(said), "{form:?}: {out}");
    }
    let csv = desk.ok(&["compare", "payments@2026-Q2", "payments", "--format", "csv"]).out;
    let line = csv.lines().find(|l| l.contains(",OBS-Q2,")).unwrap();
    assert!(csv.lines().next().unwrap().ends_with(",total,own") && line.ends_with(",2.00"), "{line}");
    assert_eq!(row(&value, "questions", "DEV-Q6")["change"], "retired");
    assert_eq!(row(&value, "questions", "SEC-Q7")["change"], "new");
    let text = desk.ok(&["compare", "payments", "payments@2026-Q2"]).out;
    assert!(text.contains("! not mapped: ") && text.contains("older version"), "{text}");
}

#[test]
fn a_difference_names_everything_that_came_went_and_moved() {
    let desk = with_old_record();
    let out = desk.ok(&["questionnaire", "diff", OLD, NEW, "--json"]).out;
    let value = must_fit(&desk, "questionnaire-diff", &out);
    let question = |id: &str| {
        let row = row(&value, "questions", id);
        (row["change"].as_str().unwrap().to_owned(), row["from"].clone())
    };
    assert_eq!(question("IMG-Q5"), ("renamed".into(), json!(["IMG-Q8"])));
    assert_eq!(question("IMG-Q1"), ("merged".into(), json!(["IMG-Q6", "IMG-Q7"])));
    assert_eq!(question("OBS-Q2"), ("split".into(), json!(["OBS-Q7"])));
    assert_eq!(question("OBS-Q3"), ("split".into(), json!(["OBS-Q7"])));
    assert_eq!(question("PLT-Q3"), ("moved".into(), json!(["RES-Q6"])));
    assert_eq!(question("DEV-Q6"), ("retired".into(), json!([])));
    assert_eq!(question("SEC-Q7"), ("new".into(), json!([])));
    assert_eq!(question("SEC-Q1").0, "kept");
    assert_eq!(row(&value, "practices", "SEC-18")["change"], "new");
    assert_eq!(row(&value, "practices", "SEC-61")["change"], "retired");
    assert_eq!(row(&value, "practices", "IMG-09")["from"], json!(["IMG-62", "IMG-72"]));
    assert_eq!(row(&value, "practices", "PLT-16")["change"], "mapped");
    // Without the second one it is the newest at hand.
    assert_eq!(desk.ok(&["questionnaire", "diff", OLD, "--json"]).out, out);
    let text = desk.ok(&["questionnaire", "diff", OLD]).out;
    assert!(text.starts_with("container-orchestration 0.9.0 → container-orchestration 1.0.0\n"), "{text}");
    let counts = "Questions 63 → 64: 2 new, 1 retired, 1 renamed, 1 moved, 2 split, 1 merged, 57 kept";
    assert!(flat(&text).contains(counts), "{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 78), "{text}");
    assert!(flat(&text).contains("(was IMG-Q6, IMG-Q7)"), "{text}");
    let md = desk.ok(&["questionnaire", "diff", OLD, "--format", "md"]).out;
    assert!(md.contains("| merged | IMG-Q1 | IMG-Q6 IMG-Q7 |"), "{md}");
    let back = desk.json(&["questionnaire", "diff", NEW, OLD, "--json"]);
    assert_eq!(back["data"]["unmapped"], json!(["IMG-Q1", "OBS-Q2", "OBS-Q3"]));
    assert_eq!(row(&back, "questions", "SEC-Q7")["change"], "retired");
    assert_eq!(row(&back, "questions", "IMG-Q1")["change"], "not mapped");
}

#[test]
fn a_difference_names_what_was_said_otherwise() {
    let desk = with_old_record();
    let mut content: Value = serde_json::from_str(&old_bundle()).unwrap();
    let question = &mut content["dimensions"][0]["questions"][0];
    let id = question["id"].as_str().unwrap().to_owned();
    let weight = question["weight"].as_u64().unwrap();
    question["prompt"] = "Another prompt?".into();
    question["statements"][3] = "Another statement.".into();
    question["weight"] = (6 - weight).into();
    question["phase"] = "maturity".into();
    question["must_have"] = true.into();
    desk.write("other.json", content.to_string());
    let value = desk.json(&["questionnaire", "diff", OLD, "other.json", "--json"]);
    let row = row(&value, "questions", &id);
    assert_eq!(row["reworded"], json!(["prompt", "statement 3"]));
    let changed = |what: &str| row["changed"].as_array().unwrap().iter().find(|c| c["what"] == what).cloned();
    assert_eq!(changed("phase").unwrap()["b"], "maturity");
    assert!(weight == 3 || changed("weight").is_some());
    let text = desk.ok(&["questionnaire", "diff", OLD, "./other.json"]).out;
    assert!(text.contains("changed     "), "{text}");
    assert!(flat(&text).contains("reworded: prompt, statement 3"), "{text}");
    assert!(desk.ok(&["questionnaire", "diff", OLD, OLD]).out.contains("63 kept"));
    let said = desk.fails(4, &["questionnaire", "diff", "container-orchestration@0.8.0"]);
    assert!(said.contains("0.8.0 is neither at hand nor kept"), "{said}");
    assert!(said.contains(&format!("kept beside records: {OLD}")), "{said}");
    desk.fails(4, &["questionnaire", "diff", "./nothing"]);
    desk.fails(4, &["questionnaire", "diff", "container"]);
    desk.fails(2, &["questionnaire", "diff", "container-orchestration@new"]);
}

#[test]
fn migrating_shows_what_becomes_of_a_record_and_changes_nothing() {
    let desk = with_old_record();
    let before = everything(&desk);
    let out = desk.ok(&["migrate", "payments", "--json"]).out;
    let value = must_fit(&desk, "migrate", &out);
    let data = &value["data"];
    assert_eq!(data["then"]["questionnaire"]["version"], "0.9.0");
    assert_eq!(data["now"]["questionnaire"]["version"], "1.0.0");
    assert_eq!(data["then"]["score"], desk.json(&["show", "payments", "--json"])["data"]["score"]);
    let question = |id: &str| {
        let row = row(&value, "questions", id);
        let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
        [text("change"), text("state"), text("then"), text("now")].join(" ")
    };
    assert_eq!(question("IMG-Q5"), "renamed rated 2/1 2/1");
    assert_eq!(question("IMG-Q1"), "merged rated - 1/1");
    // OBS-04 is new at level 2 of OBS-Q2, so that only one of two practices is in place.
    assert_eq!(question("OBS-Q2"), "split rated 2/1 3/2");
    assert_eq!(row(&value, "questions", "OBS-Q2")["nothing_maps_to"], json!(["OBS-04", "OBS-17", "OBS-18"]));
    assert_eq!(question("PLT-Q3"), "moved unknown - -");
    assert_eq!(question("DEV-Q6"), "retired - 4/1 -");
    assert_eq!(question("SEC-Q7"), "new unanswered - -");
    assert_eq!(data["now"]["score"]["open"], 3);
    assert_eq!(row(&value, "questions", "DEV-Q6")["retired"].as_array().unwrap().len(), 4);
    for more in [&["--dry-run"][..], &["--to", "1.0.0"], &["--to", NEW]] {
        assert_eq!(desk.ok(&[&["migrate", "payments", "--json"], more].concat()).out, out, "{more:?}");
    }
    let text = desk.ok(&["migrate", "payments"]);
    assert!(text.err.contains("nothing was written"), "{}", text.err);
    assert!(text.out.lines().all(|l| l.chars().count() <= 78), "{}", text.out);
    let said = flat(&text.out);
    assert!(said.contains("(was IMG-Q6, IMG-Q7)") && said.contains("nothing maps to OBS-04"), "{said}");
    desk.write("same.json", old_bundle());
    let same = desk.json(&["migrate", "payments", "--to", "same.json", "--json"]);
    assert_eq!(same["data"]["then"]["score"], same["data"]["now"]["score"]);
    std::fs::remove_file(desk.path("same.json")).unwrap();
    assert_eq!(everything(&desk), before);
}

#[test]
fn what_was_answered_before_is_found_under_its_new_id() {
    let desk = with_old_record();
    desk.ok(&["assess", "payments", "--period", "2026-Q3", "--no-input"]);
    let store = Store::new(DataDir { root: desk.data(), origin: Origin::Flag });
    let session = Session::new(store, None).unwrap();
    let (_open, opened) = session.open(&"payments".parse().unwrap(), Period::new(2026, 3).unwrap()).unwrap();
    let earlier = session.with_earlier(opened).earlier;
    let answered = |id: &str| earlier[0].answers.get(&id.parse::<QuestionId>().unwrap()).cloned();
    assert!(answered("SEC-Q1").is_some(), "the same id");
    assert!(answered("IMG-Q5").is_some(), "was IMG-Q8");
    assert!(matches!(answered("PLT-Q3").unwrap().state, AnswerState::Unknown), "was RES-Q6");
    for gone in ["IMG-Q8", "RES-Q6", "DEV-Q6", "OBS-Q7"] {
        assert!(answered(gone).is_none(), "{gone} is not asked any more");
    }
    for from_several in ["IMG-Q1", "OBS-Q2", "OBS-Q3"] {
        assert!(answered(from_several).is_none(), "nobody answered {from_several}");
    }
}

#[test]
fn a_draft_keeps_its_version() {
    let desk = with_old_record();
    desk.ok(&["reopen", "payments"]);
    let before = everything(&desk);
    let said = desk.fails(2, &["migrate", "payments@draft"]);
    assert!(
        said.contains("a draft keeps the version") && said.contains("quaymark discard payments"),
        "{said}"
    );
    let value = desk.json(&["migrate", "payments@draft", "--dry-run", "--json"]);
    assert_eq!(value["data"]["record"], Value::Null);
    assert_eq!(value["data"]["now"]["questionnaire"]["version"], "1.0.0");
    desk.fails(4, &["migrate", "nobody"]);
    desk.fails(4, &["migrate", "payments", "--to", "7.0.0"]);
    assert_eq!(everything(&desk), before);
}

/// Every file of the data directory with its content.
fn everything(desk: &Desk) -> Vec<(String, Vec<u8>)> {
    let mut open = vec![desk.data()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn a_comparison_names_both_versions_and_cuts_no_name() {
    let desk = with_old_record();
    desk.write("a.json", r#"{"answers":{"IMG-Q1":{"state":"rated","level":2}}}"#);
    desk.ok(&["assess", "payments", "--period", "now", "--answers", "a.json", "--finish"]);
    for form in [&["--format", "text"][..], &["--format", "md"], &["--plain"]] {
        let text = desk.ok(&[&["compare", "payments@2026-Q2", "payments"], form].concat()).out;
        assert!(text.contains(" 0.9.0") && text.contains(" 1.0.0"), "{text}");
        assert!(!text.contains('…'), "{text}");
    }
    let text = desk.ok(&["compare", "payments@2026-Q2", "payments"]).out;
    assert!(text.lines().all(|l| l.chars().count() <= 78), "{text}");
    assert!(flat(&text).contains("Adds: what a question adds to the change of the whole"), "{text}");
    let merged = desk.ok(&["compare", "payments@2026-Q2", "payments", "--plain"]).out;
    let merged = merged.lines().find(|l| l.starts_with("IMG-Q1 ")).unwrap();
    assert!(merged.contains("(practice ") && merged.contains(", revision "), "{merged}");
}

/// A record keeps what it says, also about a question that its profile would take out.
#[test]
fn the_profile_of_a_record_is_not_applied_again() {
    let desk = with_old_record();
    let record = desk.record();
    let mut content: Value = serde_json::from_str(&std::fs::read_to_string(&record).unwrap()).unwrap();
    std::fs::remove_file(&record).unwrap();
    // A dozen questions do not apply to a stateless single host; here every one is rated.
    content["profile"] = json!({ "platform": ["host"], "stateful": false });
    let text = quaymark::json::to_canonical(&content).unwrap();
    let name = format!("2026-Q2.{}.payments.json", sha256(text.as_bytes()).short());
    desk.write(&format!("data/teams/payments/assessments/{name}"), text);
    for form in [&["show", "payments", "--json"][..], &["migrate", "payments", "--json"]] {
        let value = desk.json(form);
        let score = if form[0] == "show" { &value["data"]["score"] } else { &value["data"]["now"]["score"] };
        assert_eq!(score["not_applicable"], 0, "{score}");
    }
    let value = desk.json(&["compare", "payments", "payments", "--json"]);
    let changes = value["data"]["questions"].as_array().unwrap();
    assert!(changes.len() == 63 && changes.iter().all(|q| q["change"] == "same"), "{changes:?}");
}
