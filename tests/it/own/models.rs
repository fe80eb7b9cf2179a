//! Two public maturity models of other shapes, small parts of them in our own words, assessed by the real program.
//! What their form and ours do not share is said in `docs/questionnaires.md`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::desk::Desk;

/// A questionnaire of `tests/data/own`.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/own").join(name)
}

/// A desk with one finished assessment of the team `payments`.
fn assessed(name: &str, answers: &Value) -> Desk {
    let desk = Desk::new();
    desk.ok(&["validate", folder(name).to_str().unwrap()]);
    desk.write("a.json", json!({ "answers": answers }).to_string());
    with(&desk, name, &["assess", "--name", "Payments", "--answers", "a.json", "--finish"]);
    desk
}

fn with(desk: &Desk, name: &str, arguments: &[&str]) -> String {
    let folder = folder(name);
    desk.ok(&[&["--questionnaire", folder.to_str().unwrap()], arguments].concat()).out
}

fn data(desk: &Desk, arguments: &[&str]) -> Value {
    desk.json(arguments)["data"].clone()
}

/// Aspects by levels: the CNCF Platform Engineering Maturity Model, 1.0 of November 2023.
///
/// One question for each aspect, one practice at each level, weight 1, all in phase 1, gate 1/1. Investment is at 2,
/// interfaces at 3, measurement at 1:
///
/// - score: (2 + 3 + 1) / 3 = 2/1, and each dimension its own level;
/// - level 1 holds, because all three are at 1 or above; level 2 looks at the same three, and measurement is below.
///   So the whole is at the level of its weakest aspect;
/// - to level 2 it needs one step, the practice of measurement at level 2. It brings 1 to the dimension and
///   1 × 1 / 3 to the whole;
/// - to level 4 each aspect has its missing levels: 2 of investment, 1 of interfaces, 3 of measurement.
#[test]
fn a_model_of_aspects_by_four_levels() {
    let answers = json!({
        "INV-Q1": { "state": "rated", "level": 2 },
        "IFC-Q1": { "state": "rated", "level": 3 },
        "MEA-Q1": { "state": "rated", "level": 1 },
    });
    let desk = assessed("platform-engineering", &answers);
    let shown = data(&desk, &["show", "payments", "--json"]);
    assert_eq!(shown["score"]["exact"], "2/1");
    assert_eq!(shown["score"]["level"], 1);
    let levels: Vec<_> =
        shown["dimensions"].as_array().unwrap().iter().map(|d| d["score"]["level"].clone()).collect();
    assert_eq!(levels, [2, 3, 1]);
    let text = desk.ok(&["show", "payments"]).out;
    assert!(text.contains("level 1 Provisional") && text.contains("3 Scalable"), "{text}");
    assert!(text.contains("Holding level 2 back: 1 of weight missing: MEA-Q1"), "{text}");
    let next = data(&desk, &["roadmap", "payments", "--json"]);
    assert_eq!(next["order"], json!(["MEA-02"]));
    assert_eq!(next["steps"][0]["gain"]["dimension"]["exact"], "1/1");
    assert_eq!(next["steps"][0]["gain"]["whole"]["exact"], "1/3");
    let all = data(&desk, &["roadmap", "payments", "--goal", "4", "--json"]);
    let mut steps: Vec<&str> = all["order"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
    steps.sort_unstable();
    assert_eq!(steps, ["IFC-04", "INV-03", "INV-04", "MEA-02", "MEA-03", "MEA-04"]);
}

/// Activities at levels with dependencies: OWASP DSOMM, three sub-dimensions of build and deployment.
///
/// Weight 1, phase 1, gate 1/1. In place are: of building, level 1 and 1 of 3 activities of level 2; of deployment, 1
/// of 2 of level 1; of patching, levels 1 and 2.
///
/// - progress: 1 + 1/3, 0 + 1/2, and 2; score: (4/3 + 1/2 + 2) / 3 = 23/6 / 3 = 23/18 = 1.28;
/// - level 1 does not hold, because deployment is at 0;
/// - to level 2: what holds level 1 back comes first, BAD-11. The others by value per effort: BAD-14 4/1; BAD-02
///   2/1 and BAD-13 2/1, by id; BAD-04, BAD-15 and BAD-16 3/3 each, by id. With 4 × 1 + 3 × 3 = 13 points all are in
///   the first quarter;
/// - to level 3: that the dependencies of what runs are known (BAD-19) depends on the list of artifacts of its own
///   sub-dimension and on the list of parts of another one (BAD-04), which stands before it.
#[test]
fn a_model_of_activities_with_dependencies() {
    let answers = json!({
        "BAD-Q1": { "state": "rated", "level": 1, "also": ["BAD-03"] },
        "BAD-Q2": { "state": "rated", "level": 0, "also": ["BAD-12"] },
        "BAD-Q3": { "state": "rated", "level": 2 },
    });
    let desk = assessed("dsomm", &answers);
    let shown = data(&desk, &["show", "payments", "--json"]);
    assert_eq!(shown["score"]["exact"], "23/18");
    assert_eq!(shown["score"]["level"], 0);
    let two = data(&desk, &["roadmap", "payments", "--goal", "2", "--json"]);
    let order = ["BAD-11", "BAD-14", "BAD-02", "BAD-13", "BAD-04", "BAD-15", "BAD-16"];
    assert_eq!(two["order"], json!(order));
    let steps = two["steps"].as_array().unwrap();
    assert!(steps.iter().all(|s| s["quarter"] == steps[0]["quarter"]), "{steps:?}");
    let three = data(&desk, &["roadmap", "payments", "--goal", "3", "--json"]);
    let ids: Vec<&str> = three["order"].as_array().unwrap().iter().map(|s| s.as_str().unwrap()).collect();
    let place = |id: &str| ids.iter().position(|other| *other == id).unwrap();
    assert!(place("BAD-04") < place("BAD-19") && place("BAD-15") < place("BAD-19"), "{ids:?}");
    let needs = &three["steps"][place("BAD-19")]["needs"];
    assert!(needs.to_string().contains("BAD-04"), "{needs}");
    assert!(!ids.contains(&"BAD-20"), "level 4 is above the goal: {ids:?}");
}

#[test]
fn a_record_is_shown_without_its_folder_and_a_new_assessment_says_what_is_missing() {
    let desk = assessed("dsomm", &json!({ "BAD-Q1": { "state": "rated", "level": 4 } }));
    assert!(desk.ok(&["show", "payments"]).out.contains("Build and deployment"));
    desk.ok(&["explain", "payments", "BAD-Q1"]);
    let said = desk.fails(4, &["assess", "payments", "--period", "last", "--no-input"]);
    assert!(said.contains("no questionnaire dsomm here; name its folder with --questionnaire DIR"), "{said}");
}
