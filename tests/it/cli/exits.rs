//! Every exit code, with what is said and what is left untouched.

use quaymark::model::{Period, TeamId};
use quaymark::store::{DataDir, Origin, Store};

use super::desk::{Desk, files};

#[test]
fn wrong_usage_is_2() {
    let desk = Desk::with_draft();
    for (arguments, said) in [
        (&["nothing"][..], "unrecognized subcommand"),
        (&["team"], "quaymark: 'quaymark team' requires a subcommand"),
        (&["show", "--wrong"], "--wrong"),
        (&["assess", "payments", "--period", "2026-Q5"], "expected the form 2026-Q4"),
        (&["assess", "payments", "--period", "2062-Q1", "--no-input"], "unlikely quarter"),
        (&["assess", "payments", "--finish"], "--answers"),
        (&["assess", "payments", "--no-input", "--profile", "platfrm=host"], "did you mean platform?"),
        (&["assess", "payments", "--no-input", "--profile", "platform=moon"], "platform cannot be"),
        (&["answer", "payments", "SEC-Q1", "5"], "5 is not in 0..=4"),
        (&["answer", "payments", "SEC-Q1"], "what is the answer?"),
        (&["answer", "payments", "SEC-Q1", "--na", "other"], "not a reason"),
        (&["answer", "payments", "SEC-Q1", "2", "--also", "NET-99"], "has no practice NET-99"),
        (&["answer", "payments@-1", "SEC-Q1", "2"], "never changes"),
        (&["answer", "./x.json", "SEC-Q1", "2"], "is a file"),
        (&["show", "payments@yesterday"], "names no assessment"),
        (&["team", "add", "支払い"], "suggests no id"),
        (&["team", "add", "X", "--id", "../x"], "is not a team id"),
        (&["roadmap", "payments", "--export", "md", "--limit", "2"], "cannot be used with"),
        (&["roadmap", "payments", "--goal", "5"], "5 is not in 1..=4"),
    ] {
        let err = desk.fails(2, arguments);
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
}

#[test]
fn without_a_terminal_there_is_a_way_and_exit_2() {
    let desk = Desk::new();
    let err = desk.fails(2, &[]);
    assert!(err.contains("no terminal to draw on") && err.contains("quaymark --help"), "{err}");
    assert!(desk.fails(4, &["assess", "nosuch"]).contains("there is no team \"nosuch\""));
    assert!(!desk.data().exists());
    desk.ok(&["team", "add", "Payments"]);
    let err = desk.fails(2, &["assess", "payments"]);
    assert!(err.contains("quaymark assess payments --answers answers.json"), "{err}");
}

#[test]
fn several_teams_and_none_named() {
    let desk = Desk::new();
    assert!(desk.fails(4, &["show"]).contains("there is no team yet"));
    desk.ok(&["team", "add", "Payments"]);
    desk.ok(&["team", "add", "Search"]);
    assert!(desk.fails(2, &["show"]).contains("payments, search"));
    let mut named = desk.command(&["show"]);
    named.env("QUAYMARK_TEAM", "search");
    assert!(super::desk::ran(&mut named).err.contains("search has no finished assessment"));
    named.env("QUAYMARK_TEAM", "serch");
    assert!(super::desk::ran(&mut named).err.contains("QUAYMARK_TEAM: there is no team"));
}

#[test]
fn what_is_not_there_is_4() {
    let desk = Desk::with_record();
    for (arguments, said) in [
        (&["show", "paymnts"][..], "did you mean payments?"),
        (&["show", "Payments"], "did you mean payments?"),
        (&["assess", "search", "--no-input"], "--name"),
        (&["show", "payments@2001-Q1"], "there are: payments@"),
        (&["show", "payments@-1"], "no finished assessment 1 before the latest"),
        (&["show", "payments@draft"], "has no draft"),
        (&["finish", "payments"], "has no draft"),
        (&["explain", "payments", "SCE-Q1"], "did you mean SEC-Q1?"),
        (&["explain", "payments", "NET"], "out of the scope"),
        (&["question", "image", "xyzzy"], "no question has all of: image, xyzzy"),
        (&["question", "SEC-Q99"], "there is no question"),
        (&["finish", "payments@draft"], "quaymark reopen payments@20"),
        (&["answer", "payments", "SEC-Q1", "1"], "quaymark reopen payments@20"),
        (&["discard", "payments", "--yes"], "has no draft"),
        (&["schema", "nothing"], "assessment"),
        (&["show", "./nothing.json"], "no such file"),
        (&["validate", "nothing.json"], "no such file\n"),
        (&["assess", "payments", "--period", "last", "--answers", "nothing.json"], "no such file"),
    ] {
        let err = desk.fails(4, arguments);
        assert!(err.contains(said), "{arguments:?}: {err}");
    }
}

#[test]
fn conflicts_are_5() {
    let desk = Desk::with_record();
    assert!(desk.fails(5, &["assess", "payments", "--no-input"]).contains("quaymark reopen payments@"));
    assert!(desk.fails(5, &["team", "add", "Payments"]).contains("another --id"));
    desk.ok(&["reopen", "payments"]);
    assert!(desk.fails(5, &["reopen", "payments"]).contains("has a draft"));
    assert!(desk.fails(5, &["assess", "payments", "--no-input", "--scope", "all"]).contains("covers SEC"));
    desk.write("r.md", "mine");
    assert!(desk.fails(5, &["roadmap", "--export", "md", "-o", "r.md"]).contains("--force"));
    assert_eq!(std::fs::read_to_string(desk.path("r.md")).unwrap(), "mine");
    desk.ok(&["roadmap", "--export", "md", "-o", "r.md", "--force"]);
    desk.ok(&["assess", "payments", "--no-input", "--period", "last"]);
    assert!(desk.fails(5, &["finish", "payments"]).contains("has 2 drafts"));
    desk.ok(&["finish", "payments", "--period", "last"]);
}

#[test]
fn two_current_records_are_named() {
    let desk = Desk::with_record();
    let record = desk.record();
    let text = std::fs::read_to_string(&record).unwrap().replace("MARKER", "other");
    let hash = quaymark::json::sha256(text.as_bytes());
    let name = record.file_name().unwrap().to_str().unwrap();
    let other = format!("{}.{}.payments.json", name.split('.').next().unwrap(), hash.short());
    desk.write(&format!("data/teams/payments/assessments/{other}"), &text);
    let err = desk.fails(5, &["show", "payments"]);
    assert!(err.contains(name) && err.contains(&other), "{err}");
    let path = format!("data/teams/payments/assessments/{other}");
    assert!(desk.ok(&["show", &path]).out.starts_with("Payments  "));
    assert!(desk.run(&["doctor"]).code == 3);
}

#[test]
fn a_draft_that_is_held_is_a_conflict_and_can_be_read() {
    let desk = Desk::with_draft();
    let store = Store::new(DataDir { root: desk.data(), origin: Origin::Flag });
    let team = TeamId::parse("payments").unwrap();
    let journal = files(&desk.data().join("drafts/payments")).pop().unwrap();
    let period = Period::parse(journal.file_stem().unwrap().to_str().unwrap()).unwrap();
    let held = store.open_draft(&team, period).unwrap();
    assert!(desk.fails(5, &["answer", "payments", "SEC-Q1", "2"]).contains("open in another Quaymark"));
    desk.ok(&["show", "payments@draft"]);
    drop(held);
    desk.ok(&["answer", "payments", "SEC-Q1", "2"]);
}

#[test]
fn what_broke_is_1_and_changes_nothing() {
    let desk = Desk::new();
    desk.write("data", "a file in place of the folder");
    let err = desk.fails(1, &["team", "add", "Payments"]);
    assert!(err.contains("is not a folder") && err.contains("--data-dir"), "{err}");
    let doctor = desk.run(&["doctor"]);
    assert_eq!(doctor.code, 3);
    assert!(doctor.out.contains("is not a folder"), "{}", doctor.out);
}

#[test]
fn a_check_that_does_not_hold_is_3() {
    let desk = Desk::with_record();
    let record = desk.record();
    let path = record.to_str().unwrap();
    assert!(desk.ok(&["validate", path]).out.ends_with(": ok (assessment)\n"));
    let text = std::fs::read_to_string(&record).unwrap();
    desk.write("newer.json", text.replace("assessment/v1", "assessment/v2"));
    desk.write("strange.json", r#"{"schema": "someone/else/v1"}"#);
    desk.write("broken.json", "{\n  \"schema\": \"quaymark/team/v1\",\n  oops }");
    desk.write("twice.json", r#"{"schema": "quaymark/team/v1", "schema": "x"}"#);
    for (file, said) in [
        ("newer.json", "made by a newer Quaymark (assessment v2)"),
        ("strange.json", "\"someone/else/v1\" is no schema that can be checked"),
        ("broken.json", "broken.json:3:3: "),
        ("twice.json", "duplicate key"),
    ] {
        let ran = desk.run(&["validate", file]);
        assert_eq!(ran.code, 3, "{file}");
        assert!(ran.out.contains(said), "{file}: {}", ran.out);
    }
    let piped = desk.run_with_input(&["validate", "-", "--json"], &text);
    assert_eq!(piped.code, 0, "{}{}", piped.out, piped.err);
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/assessments/container-orchestration");
    desk.ok(&["validate", "--strict", own]);
    desk.ok(&["validate", &format!("{own}/questionnaire.json")]);
    assert!(desk.run(&["validate", &format!("{own}/security.json")]).out.contains("name the folder"));
    assert_eq!(desk.run(&["validate", "data"]).code, 3);
}

#[test]
fn journals_and_teams_are_checked() {
    let desk = Desk::with_draft();
    desk.ok(&["answer", "payments", "SEC-Q1", "2"]);
    let journal = files(&desk.data().join("drafts/payments")).pop().unwrap();
    desk.ok(&["validate", journal.to_str().unwrap(), "data/teams/payments/team.json"]);
    let text = std::fs::read_to_string(&journal).unwrap();
    desk.write("cut.journal", text.replace("SEC-Q1", "SEC-Q2"));
    let ran = desk.run(&["validate", "cut.journal"]);
    assert_eq!(ran.code, 3);
    assert!(ran.out.contains("the rest does not"), "{}", ran.out);
}

#[test]
fn each_code_has_a_command_that_gives_it() {
    let desk = Desk::with_record();
    desk.ok(&["--help"]);
    desk.write("broken.json", "{");
    desk.write("answers.json", "[]");
    desk.fails(1, &["assess", "payments", "--period", "last", "--answers", "answers.json"]);
    desk.fails(2, &["show", "--nothing"]);
    desk.run(&["validate", "broken.json"]).code.eq(&3).then_some(()).unwrap();
    desk.write("data/teams/payments/team.json", "{");
    assert_eq!(desk.run(&["doctor"]).code, 3);
    let other = Desk::with_record();
    other.fails(4, &["show", "nobody"]);
    other.fails(5, &["team", "add", "Payments"]);
    // Each of them stands in the help and in the document; 128 + n is tested in a real terminal.
    let help = other.ok(&["--help"]).out;
    let document = include_str!("../../../docs/cli.md");
    for code in ["0", "1", "2", "3", "4", "5", "128 + n"] {
        let short = help.contains(&format!(" {code} ")) || help.contains(&format!("\n{code} "));
        assert!(short, "{code}: {help}");
        assert!(document.contains(&format!("\n| {code} |")), "{code}");
    }
}
