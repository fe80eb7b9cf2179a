//! Records and drafts in every form that there was, kept in `tests/data/records`: each is still read, and has the
//! score that was worked out when it was written down in `expected.json`. Files are added there, never changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::desk::{Desk, files};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/records")
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// What is expected of the files of a folder; every file is expected, and every expected one is there.
fn expected(of: &str) -> Vec<(PathBuf, Value)> {
    let text = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let here = files(&folder().join(of));
    let wanted: BTreeSet<String> = all[of].as_object().unwrap().keys().cloned().collect();
    assert_eq!(here.iter().map(|p| name(p)).collect::<BTreeSet<_>>(), wanted);
    here.into_iter().map(|path| (path.clone(), all[of][name(&path)].clone())).collect()
}

/// The figures of a document of `show --json`, and whether a reader is told something.
fn figures(value: &Value, warned: bool) -> Value {
    let score = &value["data"]["score"];
    json!({
        "score": score["exact"],
        "upper": score["upper"]["exact"],
        "level": score["level"],
        "possible_level": score["possible_level"],
        "warned": warned,
    })
}

#[test]
fn every_record_there_was_has_its_score() {
    let desk = Desk::new();
    let first = folder().join("assessments/written-by-0.1.0.json");
    for (path, expected) in expected("assessments") {
        let bytes = std::fs::read(&path).unwrap();
        let file = path.to_str().unwrap();
        let shown = desk.json(&["show", file, "--json"]);
        let warned = shown["warnings"] != json!([]);
        assert_eq!(figures(&shown, warned), expected, "{file}");
        desk.ok(&["compare", first.to_str().unwrap(), file, "--json"]);
        desk.ok(&["migrate", file, "--to", bundle().to_str().unwrap(), "--json"]);
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{file}");
    }
}

fn bundle() -> PathBuf {
    files(&folder().join("questionnaires")).remove(0)
}

#[test]
fn every_draft_there_was_has_its_score() {
    for (path, expected) in expected("drafts") {
        let desk = Desk::new();
        desk.ok(&["team", "add", "Golden"]);
        let kept = format!("data/questionnaires/{}", name(&bundle()));
        desk.write(&kept, std::fs::read(bundle()).unwrap());
        desk.write("data/drafts/golden/2026-Q3.journal", std::fs::read(&path).unwrap());
        let ran = desk.ok(&["show", "golden@draft", "--json"]);
        let warned = ran.err.contains("warning");
        let shown: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(figures(&shown, warned), expected, "{}", name(&path));
        // It can still be worked on and finished, with the same score.
        let finished = desk.ok(&["finish", "golden"]);
        let after = desk.json(&["show", "golden", "--json"]);
        assert_eq!(after["data"]["score"], shown["data"]["score"], "{}", finished.err);
    }
}

/// The files themselves are as they were written: a form that was changed here would no longer be tried.
#[test]
fn what_is_kept_here_is_never_changed() {
    let text = std::fs::read_to_string(folder().join("expected.json")).unwrap();
    let all: Value = serde_json::from_str(&text).unwrap();
    let wanted = all["sha256"].as_object().unwrap();
    for (path, hash) in wanted {
        let bytes = std::fs::read(folder().join(path)).unwrap();
        assert_eq!(*hash, quaymark::json::sha256(&bytes).to_string(), "{path}");
    }
    for of in ["assessments", "drafts", "questionnaires"] {
        for path in files(&folder().join(of)) {
            let known = format!("{of}/{}", name(&path));
            assert!(wanted.contains_key(&known), "{known} has no hash in expected.json");
        }
    }
}
