//! A team brings its own questions: a new questionnaire, teams that use it, versions, and what is wrong with it.

mod document;
mod models;

use crate::cli::desk::{Desk, files};
use crate::harness::Machine;

const BUILT_IN: &str = "container-orchestration";

/// A desk with the example in the data directory, under its id.
fn desk_with(id: &str) -> Desk {
    let desk = Desk::new();
    desk.ok(&["questionnaire", "new", &format!("data/questionnaires/{id}")]);
    desk
}

fn change(desk: &Desk, file: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(desk.path(file)).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    desk.write(file, text.replacen(from, to, 1));
}

#[test]
fn the_example_passes_every_check_and_is_assessed_at_once() {
    let desk = Desk::new();
    let ran = desk.ok(&["questionnaire", "new", "Our Support", "--title", "Support \"desk\""]);
    assert!(
        ran.out.is_empty() && ran.err.contains("next: quaymark validate --strict 'Our Support'"),
        "{}",
        ran.err
    );
    assert_eq!(files(&desk.path("Our Support")).len(), 5);
    desk.ok(&["validate", "--strict", "Our Support"]);
    let use_it = ["--questionnaire", "Our Support"];
    let outline = desk.ok(&[&use_it[..], &["questionnaire", "show"]].concat()).out;
    assert!(outline.starts_with("Support \"desk\"  (our-support 0.1.0)"), "{outline}");
    desk.write(
        "a.json",
        r#"{"profile":{"hours":["always"],"customers":false,"rotation":1},
            "answers":{"CALL-Q1":{"state":"rated","level":1,"also":["CALL-02"]},"DOC-Q1":{"state":"rated","level":1}}}"#,
    );
    let assess = ["assess", "--name", "Support", "--answers", "a.json", "--finish"];
    // Two do not apply: the rotation is one person, and nobody outside uses it. The weights of the others are 5, 4, 1
    // and 3. (5 × 3/2 + 4 × 1) / 13 = 23/26 = 0.88. Phase 1 is CALL-Q1 and DOC-Q1, both at 1: level 1.
    let said = desk.ok(&[&use_it[..], &assess].concat()).err;
    assert!(said.contains("0.88") && said.contains("level 1 Begun"), "{said}");
    let shown = desk.json(&["show", "support", "--json"]);
    assert_eq!(shown["data"]["score"]["exact"], "23/26");
}

#[test]
fn a_report_has_the_headings_that_the_questionnaire_has() {
    let desk = desk_with("ours");
    desk.write("a.json", r#"{"answers":{"CALL-Q1":{"state":"rated","level":1}}}"#);
    let assess =
        ["assess", "--name", "Support", "--answers", "a.json", "--finish", "--questionnaire", "ours"];
    desk.ok(&assess);
    // The example has components, and no areas.
    let usual = desk.ok(&["report", "support"]).out;
    assert!(usual.contains("By component") && usual.contains("\nPeople\n"), "{usual}");
    let named = desk.ok(&["report", "support", "--by", "area"]).out;
    assert!(
        named.contains("By area") && named.contains("No question of this questionnaire names one."),
        "{named}"
    );
}

#[test]
fn a_folder_with_files_and_names_that_cannot_be_are_refused_and_nothing_is_written() {
    let desk = Desk::new();
    desk.write("full/notes.txt", "mine");
    assert!(
        desk.fails(5, &["questionnaire", "new", "full"]).contains("has files in it; nothing was written")
    );
    assert_eq!(files(&desk.path("full")).len(), 1);
    desk.write("file", "mine");
    desk.fails(5, &["questionnaire", "new", "file"]);
    desk.fails(2, &["questionnaire", "new", "x", "--id", "Not An Id"]);
    desk.fails(2, &["questionnaire", "new", "x", "--title", " "]);
    desk.fails(2, &["questionnaire", "new", "???"]);
    assert!(!desk.path("x").exists());
    std::fs::create_dir(desk.path("empty")).unwrap();
    desk.ok(&["questionnaire", "new", "empty", "--id", "ours"]);
    desk.ok(&["validate", "empty"]);
}

#[test]
fn two_teams_use_different_questionnaires_side_by_side() {
    let desk = desk_with("ours");
    let said =
        desk.ok(&["team", "add", "Support", "--questionnaire", "ours", "--profile", "hours=always"]).err;
    assert!(said.contains("its next assessment asks ours 0.1.0") && !said.contains("warning"), "{said}");
    desk.ok(&["team", "add", "Payments"]);
    let teams = desk.json(&["team", "list", "--json"])["data"]["teams"].clone();
    assert_eq!((&teams[0]["questionnaire"], &teams[1]["questionnaire"]), (&BUILT_IN.into(), &"ours".into()));
    desk.write("a.json", r#"{"answers":{"CALL-Q1":{"state":"rated","level":2}}}"#);
    desk.ok(&["assess", "support", "--answers", "a.json", "--finish"]);
    desk.write("b.json", r#"{"answers":{"SEC-Q1":{"state":"rated","level":2}}}"#);
    desk.ok(&["assess", "payments", "--scope", "SEC", "--answers", "b.json", "--finish"]);
    let list = desk.ok(&["list"]).out;
    assert!(list.contains("level 0 By luck") && list.contains("Starting out"), "{list}");
    // A team changes over; what it has is shown as before, and nothing is compared with it.
    desk.ok(&["team", "edit", "payments", "--questionnaire", "ours"]);
    assert!(desk.ok(&["show", "payments"]).out.contains("SEC"));
    let ran = desk.ok(&["assess", "payments", "--period", "last", "--no-input"]);
    assert!(ran.err.contains("0 of 6") || ran.err.contains("started"), "{}", ran.err);
    let said = desk.fails(4, &["team", "edit", "payments", "--questionnaire", "our"]);
    assert!(said.contains("did you mean ours?") && said.contains("ours 0.1.0"), "{said}");
}

#[test]
fn a_folder_outside_is_warned_about_and_a_team_keeps_what_it_has() {
    let desk = Desk::new();
    desk.ok(&["questionnaire", "new", "own"]);
    let said = desk.ok(&["team", "add", "Support", "--questionnaire", "own"]).err;
    assert!(
        said.contains("outside the data directory") && said.contains("data/questionnaires/own"),
        "{said}"
    );
    desk.ok(&["team", "add", "Payments"]);
    let said = desk.ok(&["--questionnaire", "own", "assess", "payments", "--no-input"]).err;
    assert!(said.contains("quaymark team edit payments --questionnaire own"), "{said}");
    assert!(desk.ok(&["show", "payments@draft"]).out.contains("Payments"));
}

#[test]
fn of_one_id_the_newest_is_used_and_another_version_can_be_named() {
    let desk = desk_with("ours");
    desk.ok(&["team", "add", "Support", "--questionnaire", "ours"]);
    desk.write("a.json", r#"{"answers":{"CALL-Q1":{"state":"rated","level":2}}}"#);
    desk.ok(&["assess", "support", "--answers", "a.json", "--period", "last", "--finish"]);
    let before = desk.ok(&["show", "support"]).out;
    desk.ok(&["questionnaire", "new", "data/questionnaires/next", "--id", "ours"]);
    change(&desk, "data/questionnaires/next/questionnaire.json", "0.1.0", "0.2.0");
    change(&desk, "data/questionnaires/next/on-call.json", "\"title\": \"Alerts\"", "\"title\": \"Calls\"");
    let rows = desk.json(&["questionnaire", "list", "--json"])["data"].clone();
    let used: Vec<(&str, &str, bool)> = (0..3)
        .map(|i| {
            (
                rows[i]["id"].as_str().unwrap(),
                rows[i]["version"].as_str().unwrap(),
                rows[i]["used"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(used[1..], [("ours", "0.2.0", true), ("ours", "0.1.0", false)]);
    let text = desk.ok(&["questionnaire", "list"]).out;
    assert!(
        text.contains("another one of this id is used") && text.contains("questionnaires/next"),
        "{text}"
    );
    assert!(desk.ok(&["questionnaire", "show", "ours"]).out.contains("Calls"));
    assert!(desk.ok(&["questionnaire", "show", "ours@0.1.0"]).out.contains("Alerts"));
    desk.fails(4, &["questionnaire", "show", "ours@0.3.0"]);
    // The old record is scored with what it was made with, also when all folders are gone.
    std::fs::remove_dir_all(desk.data().join("questionnaires/ours")).unwrap();
    assert_eq!(desk.ok(&["show", "support"]).out, before);
    desk.ok(&["assess", "support", "--no-input"]);
    assert!(desk.ok(&["show", "support@draft", "--view", "questions"]).out.contains("Calls"));
    std::fs::remove_dir_all(desk.data().join("questionnaires/next")).unwrap();
    assert!(desk.ok(&["show", "support@draft", "--view", "questions"]).out.contains("Calls"));
    // A folder with the id of the built-in one goes before it; one that is named goes before all.
    desk.ok(&["questionnaire", "new", "old", "--id", BUILT_IN]);
    let shown = desk.ok(&["--questionnaire", "old", "questionnaire", "show"]).out;
    assert!(shown.contains("CALL-Q1"), "{shown}");
    let by_id = desk.ok(&["--questionnaire", &format!("{BUILT_IN}@1.0.0"), "questionnaire", "show"]).out;
    assert!(by_id.contains("SEC-Q1"), "{by_id}");
}

#[test]
fn everything_that_is_wrong_with_a_folder_is_said_at_once_with_its_place() {
    let desk = desk_with("ours");
    change(&desk, "data/questionnaires/ours/on-call.json", "\"phase\": \"start\"", "\"phase\": \"begin\"");
    change(&desk, "data/questionnaires/ours/on-call.json", "\"weight\": 5", "\"weight\": 6");
    change(
        &desk,
        "data/questionnaires/ours/incidents.json",
        "\"requires\": [\"DOC-01\"]",
        "\"requires\": [\"DOC-99\"]",
    );
    change(&desk, "data/questionnaires/ours/questionnaire.json", "\"gate\"", "\"gaet\"");
    for ran in [desk.run(&["validate", "data/questionnaires/ours"]), desk.run(&["team", "list"])] {
        let said = format!("{}{}", ran.out, ran.err).replace('\\', "/");
        for expected in
            ["on-call.json:13:", "begin", "on-call.json:15:", "DOC-99", "incidents.json:", "did you mean"]
        {
            assert!(said.contains(expected), "{expected}: {said}");
        }
    }
    assert_eq!(desk.run(&["validate", "data/questionnaires/ours"]).code, 3);
    assert!(desk.fails(1, &["--questionnaire", "data/questionnaires/ours", "list"]).contains("gaet"));
    // What is fine stays usable.
    desk.ok(&["team", "add", "Payments"]);
    std::fs::remove_file(desk.path("data/questionnaires/ours/incidents.json")).unwrap();
    let ran = desk.run(&["validate", "data/questionnaires/ours"]);
    assert!(ran.out.contains("incidents.json") && ran.out.contains("add it"), "{}", ran.out);
}

/// A machine with the example in its data directory.
fn machine() -> Machine {
    let machine = Machine::new();
    let folder = machine.data().join("questionnaires/ours");
    std::fs::create_dir_all(&folder).unwrap();
    let id = quaymark::model::QuestionnaireId::parse("ours").unwrap();
    for file in quaymark::catalog::template::files(&id, None).unwrap() {
        crate::harness::put(&folder.join(file.name), file.text.as_bytes());
    }
    machine
}

#[test]
fn the_form_offers_the_questionnaires_and_the_team_keeps_the_chosen_one() {
    let machine = machine();
    let mut seat = machine.start();
    seat.keys("n enter").write("Support").keys("enter down");
    let form = seat.screen();
    assert!(form.contains("Questions") && form.contains("Container orchestration 1.0.0"), "{form}");
    assert!(form.contains("1 of 2"), "{form}");
    seat.keys("right");
    let form = seat.screen();
    assert!(
        form.contains("Running our service 0.1.0") && form.contains("When is the service supported?"),
        "{form}"
    );
    assert!(form.contains("questionnaires/ours"), "{form}");
    seat.keys("end enter");
    assert_eq!(machine.draft("support").header.questionnaire.id.as_str(), "ours");
    // Home shows both teams, each with its own levels.
    seat.keys("g h end n enter").write("Payments").keys("enter end enter g h");
    let home = seat.screen();
    assert!(home.contains("Support") && home.contains("Payments"), "{home}");
    drop(seat);
    assert_eq!(machine.draft("payments").header.questionnaire.id.as_str(), BUILT_IN);
    let team = machine.store().team(&quaymark::model::TeamId::parse("support").unwrap()).unwrap();
    assert_eq!(team.questionnaire.as_str(), "ours");
}
