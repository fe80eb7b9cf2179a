//! Starting and changing drafts by command: what is refused leaves no trace, and what is said is true.

use chrono::{TimeZone, Utc};
use quaymark::cli::{self, Opening, Outcome, Streams};
use quaymark::model::Period;
use quaymark::runtime::Environment;

use super::desk::{Desk, files};

/// How a person is asked.
#[derive(Debug, PartialEq)]
enum Face {
    Drawn,
    Lines,
}

/// Runs the command line as at a terminal without a name; gives what a face would open, or the exit code and
/// what was said.
fn at_a_terminal(desk: &Desk, arguments: &[&str]) -> Result<(Face, Opening), (u8, String)> {
    let environment = Environment { cwd: desk.path(""), ..Environment::default() };
    let (mut output, mut errors) = (Vec::new(), Vec::new());
    let streams = Streams {
        input: &mut std::io::empty(),
        output: &mut output,
        errors: &mut errors,
        input_is_terminal: true,
        output_is_terminal: true,
    };
    let words = ["quaymark", "--data-dir", "data"].iter().chain(arguments).map(std::ffi::OsString::from);
    let now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
    match cli::run(words, &environment, streams, now) {
        Outcome::Tui(begin) => Ok((Face::Drawn, begin.opening)),
        Outcome::Plain(begin) => Ok((Face::Lines, begin.opening)),
        Outcome::Done(code) => Err((code, String::from_utf8(errors).unwrap())),
    }
}

#[test]
fn the_quarter_is_taken_where_there_is_no_team_yet() {
    let desk = Desk::new();
    let opening = |word| at_a_terminal(&desk, &["assess", "--period", word]).map(|(_, opening)| opening);
    let period = |text| Some(Period::parse(text).unwrap());
    assert_eq!(opening("2025-Q1"), Ok(Opening::New { team: None, period: period("2025-Q1") }));
    assert_eq!(opening("last"), Ok(Opening::New { team: None, period: period("2026-Q3") }));
    let (code, said) = opening("2062-Q1").unwrap_err();
    assert!(code == 2 && said.contains("unlikely quarter"), "{code} {said}");
}

#[test]
fn an_archived_team_is_not_assessed_and_the_way_back_is_named() {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments"]);
    desk.ok(&["team", "archive", "payments"]);
    let way = "quaymark team archive payments --undo";
    assert!(desk.fails(5, &["assess", "payments", "--no-input"]).contains(way));
    let (code, said) = at_a_terminal(&desk, &["assess", "payments", "--plain"]).unwrap_err();
    assert!(code == 5 && said.contains(way), "{code} {said}");
    assert!(!desk.data().join("drafts").exists());
}

#[cfg(unix)]
#[test]
fn a_terminal_without_a_name_gets_lines() {
    let desk = Desk::with_draft();
    assert_eq!(at_a_terminal(&desk, &[]), Ok((Face::Lines, Opening::Home)));
}

#[test]
fn a_refused_start_leaves_no_team() {
    let desk = Desk::new();
    let err = desk.fails(2, &["assess", "--name", "Payments", "--period", "2062-Q1", "--no-input"]);
    assert!(err.contains("unlikely quarter"), "{err}");
    // A file where the folder of drafts would be.
    desk.write("data/drafts", "");
    desk.fails(1, &["assess", "--name", "Payments", "--no-input"]);
    assert!(!desk.data().join("teams").exists());
    std::fs::remove_file(desk.data().join("drafts")).unwrap();
    let done = desk.ok(&["assess", "--name", "Payments", "--no-input"]);
    assert!(done.err.starts_with("added the team Payments (payments)\nstarted Payments"), "{}", done.err);
}

#[test]
fn the_questionnaire_of_the_option_is_that_of_new_teams() {
    let desk = Desk::new();
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/assessments/container-orchestration");
    for file in files(std::path::Path::new(own)) {
        let text = std::fs::read_to_string(&file).unwrap();
        let text = text.replace("\"id\": \"container-orchestration\"", "\"id\": \"ours\"");
        desk.write(&format!("ours/{}", file.file_name().unwrap().to_str().unwrap()), text);
    }
    desk.ok(&["assess", "--name", "Payments", "--no-input", "--questionnaire", "ours"]);
    let team = std::fs::read_to_string(desk.data().join("teams/payments/team.json")).unwrap();
    assert!(team.contains("\"questionnaire\": \"ours\""), "{team}");
    let found = desk.json(&["question", "SEC-Q1", "--json", "--questionnaire", "ours"]);
    assert_eq!(found["data"]["questionnaire"], "ours");
}

fn journal(desk: &Desk) -> String {
    let found = files(&desk.data().join("drafts/payments"));
    let journal = found.into_iter().find(|f| f.extension().is_some_and(|e| e == "journal")).unwrap();
    std::fs::read_to_string(journal).unwrap()
}

#[test]
fn an_answer_with_nothing_in_it_is_not_stored() {
    let desk = Desk::with_draft();
    let before = journal(&desk);
    assert!(desk.ok(&["answer", "payments", "SEC-Q1", "--note", ""]).err.contains("nothing changed"));
    assert_eq!(journal(&desk), before);
}

#[test]
fn several_changes_are_called_what_they_are() {
    let desk = Desk::with_draft();
    desk.ok(&["assess", "payments", "--no-input", "--profile", "stateful=yes", "--scope-note", "all"]);
    let journal = journal(&desk);
    let lines: Vec<&str> =
        journal.lines().filter(|l| l.contains("\"label\":\"2 changes at once\"")).collect();
    assert_eq!(lines.len(), 2, "{journal}");
    assert!(lines[1].contains("\"joins\":1"), "{journal}");
}

#[test]
fn what_to_run_next_works_with_several_drafts() {
    let desk = Desk::with_draft();
    assert!(desk.fails(4, &["show", "payments"]).contains("finish it:       quaymark finish payments\n"));
    desk.ok(&["assess", "payments", "--no-input", "--scope", "SEC", "--period", "2026-Q1"]);
    let said = desk.fails(4, &["show", "payments"]);
    assert!(said.contains("quaymark finish payments --period 2026-Q1\n"), "{said}");
    desk.ok(&["answer", "payments@2026-Q1", "SEC-Q1", "2"]);
    let said = desk.ok(&["answer", "payments@2026-Q1", "SEC-Q2", "2"]).err;
    assert!(said.ends_with("next: quaymark finish payments --period 2026-Q1\n"), "{said}");
    desk.ok(&["finish", "payments", "--period", "2026-Q1"]);
}

#[test]
fn the_markdown_of_a_draft_names_the_draft() {
    let desk = Desk::with_record();
    desk.ok(&["reopen", "payments"]);
    let of = |reference| desk.ok(&["roadmap", reference, "--export", "md"]).out;
    assert!(of("payments@draft").contains("`quaymark explain payments@draft`"));
    assert!(of("payments").contains("`quaymark explain payments@2"));
}

#[test]
fn a_broken_questionnaire_is_named_once() {
    let desk = Desk::with_draft();
    desk.write("data/questionnaires/ours/questionnaire.json", "{");
    let said = desk.ok(&["list"]).err;
    assert_eq!(said.matches("quaymark: warning").count(), 1, "{said}");
    let warnings = desk.json(&["list", "--json"])["warnings"].clone();
    assert_eq!(warnings.as_array().unwrap().len(), 1);
}

#[test]
fn a_questionnaire_in_one_file_is_checked_strictly_too() {
    let desk = Desk::with_draft();
    let bundle = files(&desk.data().join("questionnaires")).remove(0);
    desk.ok(&["validate", "--strict", bundle.to_str().unwrap()]);
    let text = std::fs::read_to_string(&bundle).unwrap();
    let question = text.find("\"overclaims\"").unwrap();
    let prompt = "\"prompt\": \"";
    let at = question + text[question..].find(prompt).unwrap() + prompt.len();
    desk.write("bad.json", format!("{}Really? {}", &text[..at], &text[at..]));
    desk.ok(&["validate", "bad.json"]);
    let ran = desk.run(&["validate", "--strict", "bad.json"]);
    assert!(ran.code == 3 && ran.out.contains("question marks"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn names_of_files_reach_the_terminal_clean() {
    let desk = Desk::with_draft();
    let said = desk.fails(4, &["assess", "payments", "--answers", "a\u{1b}[31mb.json"]);
    assert!(!said.contains('\u{1b}') && said.contains("no such file"), "{said:?}");
}

#[test]
fn a_draft_is_discarded_when_that_is_agreed_to() {
    let desk = Desk::with_draft();
    let refused = desk.fails(2, &["discard", "payments"]);
    assert!(
        refused.contains("quaymark discard payments --period 2") && refused.contains("--yes"),
        "{refused}"
    );
    let said = at_a_terminal(&desk, &["discard", "payments"]).unwrap_err();
    assert!(said.0 == 0 && said.1.contains("[y/N]") && said.1.contains("stays as it is"), "{said:?}");
    assert!(!desk.data().join("trash").exists());
    let done = desk.ok(&["discard", "payments", "--yes"]).err;
    let trashed = files(&desk.data().join("trash"));
    assert_eq!(trashed.len(), 1);
    assert!(done.contains(trashed[0].file_name().unwrap().to_str().unwrap()), "{done}");
    assert!(desk.fails(4, &["discard", "payments", "--yes"]).contains("has no draft"));
    desk.ok(&["assess", "payments", "--no-input"]);
}

#[test]
fn what_changes_in_an_answer_is_named() {
    let desk = Desk::with_draft();
    let said = |arguments: &[&str]| desk.ok(&[&["answer", "payments", "SEC-Q1"], arguments].concat()).err;
    assert!(said(&["--note", "ask"]).starts_with("SEC-Q1 note   "));
    assert!(
        said(&["--evidence", "a.txt:1", "--confidence", "low"]).starts_with("SEC-Q1 evidence, confidence   ")
    );
    assert!(said(&["2", "--note", "done"]).starts_with("SEC-Q1 open -> 2"));
}

#[test]
fn what_to_read_next_is_no_data() {
    let desk = Desk::with_draft();
    assert_eq!(desk.ok(&["show", "payments@draft"]).err, "next: quaymark assess payments\n");
    desk.ok(&["finish", "payments"]);
    for plain in [&["show", "payments"][..], &["show", "payments", "--plain"]] {
        let ran = desk.ok(plain);
        assert_eq!(ran.err, "next: quaymark roadmap payments\n");
        assert!(!ran.out.to_lowercase().contains("next:"), "{}", ran.out);
    }
    assert_eq!(desk.ok(&["roadmap"]).err, "next: quaymark roadmap payments --export md\n");
    assert_eq!(desk.ok(&["roadmap", "--json"]).err, "");
}
