//! A quarter of a team from the first command to the amended record, as a script would go through it.

use quaymark::model::{QuestionId, Ratio};
use serde_json::json;

use super::desk::{Desk, files, security};
use crate::harness::own_questionnaire;

/// The mean of these levels by the weights of their questions, written exactly.
fn score(levels: &[(&str, i128)]) -> String {
    let weight = |id: &str| own_questionnaire().question(&QuestionId::parse(id).unwrap()).unwrap().weight();
    let all: Ratio = levels.iter().map(|(id, _)| weight(id)).sum();
    let points: Ratio = levels.iter().map(|(id, level)| weight(id) * Ratio::whole(*level)).sum();
    points.over(all).unwrap().exact()
}

#[test]
fn a_quarter_by_script() {
    let desk = Desk::new();
    let added =
        desk.ok(&["team", "add", "Payments", "--member", "ana=Ana", "--profile", "platform=kubernetes"]);
    assert_eq!(added.out, "");
    assert_eq!(added.err, "added the team Payments (payments)\nnext: quaymark assess payments\n");

    let asked = security(&json!({ "platform": ["kubernetes"], "stateful": true }));
    assert_eq!(asked[..2], ["SEC-Q1", "SEC-Q2"]);
    let rest = &asked[2..];
    let mut answers = json!({
        "SEC-Q1": { "state": "rated", "level": 1, "also": ["SEC-05", "SEC-06"] },
        "SEC-Q2": { "state": "unknown", "note": "ask dee" },
    });
    for id in rest {
        answers[id] = json!({ "state": "rated", "level": 1 });
    }
    let levels = |second| -> Vec<(&str, i128)> {
        [("SEC-Q1", 2), ("SEC-Q2", second)].into_iter().chain(rest.iter().map(|id| (&**id, 1))).collect()
    };
    desk.write("answers.json", json!({ "profile": { "stateful": true }, "answers": answers }).to_string());
    let done = desk.ok(&["assess", "payments", "--scope", "SEC", "--answers", "answers.json", "--finish"]);
    assert!(done.err.contains("made canonical from the practices in place: SEC-Q1"), "{}", done.err);
    assert!(done.err.contains("finished Payments "), "{}", done.err);
    let count = format!("{} rated, 1 unknown", asked.len() - 1);
    assert!(done.err.contains(&count), "{}", done.err);
    assert!(
        done.err.contains(
            "questions is open and counts 0
next: quaymark show payments"
        ),
        "{}",
        done.err
    );

    let listed = desk.json(&["list", "--json"]);
    let record = &listed["data"]["teams"][0]["finished"][0];
    assert_eq!(record["score"]["exact"], score(&levels(0)));
    assert_eq!(record["current"], true);
    let shown = desk.json(&["show", "--json", "--view", "questions"]);
    assert_eq!(shown["data"]["answers"][0]["level"], 2);
    assert_eq!(shown["data"]["record"], record["record"]);
    assert!(desk.ok(&["show"]).out.starts_with("Payments  "));
    assert!(desk.ok(&["explain", "SEC-Q1"]).out.contains("Progress = 2"));
    desk.ok(&["roadmap", "payments", "--export", "md", "-o", "roadmap.md"]);
    let markdown = std::fs::read_to_string(desk.path("roadmap.md")).unwrap();
    assert!(markdown.contains("SEC-Q2") && markdown.contains("Payments"), "{markdown}");
    assert_eq!(desk.ok(&["roadmap", "--export", "md", "-o", "-"]).out, markdown);

    let before = desk.record();
    desk.ok(&["reopen", "payments"]);
    let answered = desk.ok(&["answer", "payments@draft", "SEC-Q2", "3", "--confidence", "high"]);
    assert!(answered.err.starts_with("SEC-Q2 unknown -> 3"), "{}", answered.err);
    assert!(answered.err.ends_with("next: quaymark finish payments\n"), "{}", answered.err);
    desk.ok(&["finish", "payments"]);
    assert!(before.exists());
    let listed = desk.json(&["list", "--team", "payments", "--json"]);
    let finished = listed["data"]["teams"][0]["finished"].as_array().unwrap();
    let current: Vec<_> = finished.iter().filter(|r| r["current"] == true).collect();
    assert_eq!((finished.len(), current.len()), (2, 1));
    assert_eq!(current[0]["score"]["exact"], score(&levels(3)));
    assert!(desk.ok(&["doctor"]).out.ends_with("no problems\n"));
}

#[test]
fn a_team_can_be_added_on_the_way() {
    let desk = Desk::new();
    desk.ok(&["assess", "--name", "Data Platform", "--profile", "platform=host", "--no-input"]);
    let team = &desk.json(&["team", "list", "--json"])["data"]["teams"][0];
    assert_eq!(
        (team["id"].as_str(), team["profile"]["platform"][0].as_str()),
        (Some("data-platform"), Some("host"))
    );
    assert_eq!(team["drafts"].as_array().unwrap().len(), 1);
    let again = desk.ok(&["assess", "--name", "Data Platform", "--no-input", "--scope-note", "all clusters"]);
    assert!(again.err.starts_with("continued Data Platform"), "{}", again.err);
    let other = desk.fails(5, &["assess", "data-platform", "--name", "Other", "--no-input"]);
    assert!(other.contains("called \"Data Platform\""), "{other}");
}

#[test]
fn answers_from_the_standard_input_are_undone_as_one() {
    let desk = Desk::with_draft();
    let input = r#"{"answers":{"SEC-Q1":{"state":"rated","level":2},"SEC-Q2":{"state":"rated","level":1}}}"#;
    let ran = desk.run_with_input(&["assess", "payments", "--answers", "-"], input);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let journal = files(&desk.data().join("drafts/payments"))
        .into_iter()
        .find(|f| f.extension().is_some_and(|e| e == "journal"));
    let journal = std::fs::read_to_string(journal.unwrap()).unwrap();
    let joined: Vec<&str> = journal.lines().filter(|l| l.contains("\"joins\":")).collect();
    assert_eq!(joined.len(), 1, "{journal}");
}

#[test]
fn settings_of_a_team_are_changed_and_taken_back() {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments", "--tag", "eu", "--member", "ana=Ana", "--goal", "3"]);
    desk.ok(&[
        "team",
        "edit",
        "payments",
        "--name",
        "Payments EU",
        "--member",
        "ana=",
        "--member",
        "bo=Bo",
        "--profile",
        "stateful=yes",
        "--capacity",
        "7",
        "--quarter-starts",
        "4",
        "--goal",
        "0",
        "--tag",
        "",
    ]);
    let team = &desk.json(&["team", "list", "--json"])["data"]["teams"][0];
    assert_eq!(team["name"], "Payments EU");
    assert_eq!(team["members"], serde_json::json!([{ "id": "bo", "name": "Bo" }]));
    assert_eq!(team["profile"]["stateful"], true);
    assert_eq!((team["capacity"].as_u64(), team["quarter_starts"].as_u64()), (Some(7), Some(4)));
    assert_eq!(
        (team["tags"].clone(), team["targets"].clone()),
        (serde_json::json!([]), serde_json::json!({}))
    );
    assert!(desk.ok(&["team", "edit", "payments", "--capacity", "7"]).err.contains("nothing changed"));
    desk.ok(&["team", "archive", "payments"]);
    assert_eq!(desk.json(&["team", "list", "--json"])["data"]["teams"], serde_json::json!([]));
    desk.ok(&["team", "archive", "payments", "--undo"]);
    assert!(desk.ok(&["team", "list"]).out.starts_with("payments  Payments EU"));
}

#[test]
fn init_makes_the_data_directory_of_a_working_tree() {
    let desk = Desk::new();
    let bare = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("quaymark").unwrap();
        super::desk::ran(command.env_clear().current_dir(desk.path("")).args(arguments))
    };
    assert_eq!(bare(&["init"]).code, 0);
    assert!(bare(&["init"]).err.contains("nothing was changed"));
    assert_eq!(bare(&["team", "add", "Payments"]).code, 0);
    assert!(desk.path(".quaymark/teams/payments/team.json").exists());
    assert!(bare(&["doctor"]).out.contains(".quaymark in the working tree"));
}
