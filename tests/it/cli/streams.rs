//! The standard streams: what goes where, hostile text, closed pipes, help.

use std::process::{Command, Stdio};

use super::desk::Desk;

/// A name that would move the cursor, set the title and hide text.
const HOSTILE: &str = "Pay\u{1b}]0;x\u{7}\u{1b}[31m\u{202e}ments\nadded";

#[test]
fn hostile_names_are_inert_everywhere() {
    let desk = Desk::new();
    let inert = |arguments: &[&str]| {
        let ran = desk.run(arguments);
        let all = format!("{}{}", ran.out, ran.err);
        let bad = all.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(bad, None, "{arguments:?}: {all:?}");
        all
    };
    let added = inert(&["team", "add", HOSTILE, "--id", "payments", "--tag", HOSTILE]);
    assert_eq!(added.lines().count(), 2, "{added}");
    inert(&["assess", "payments", "--no-input", "--scope", "SEC", "--scope-note", HOSTILE]);
    inert(&["answer", "payments", "SEC-Q1", "2", "--note", HOSTILE, "--evidence", HOSTILE]);
    inert(&["finish", "payments"]);
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["team", "list"],
        &["show", "payments"],
        &["show", "--plain"],
        &["show", "--json", "--view", "questions"],
        &["explain", "payments"],
        &["roadmap", "payments"],
        &["roadmap", "payments", "--export", "md"],
        &["show", HOSTILE],
        &["show", HOSTILE, "--json"],
        &[HOSTILE],
        &["answer", "payments", HOSTILE, "2"],
        &["question", HOSTILE],
        &["schema", HOSTILE],
        &["validate", HOSTILE],
        &["assess", HOSTILE, "--no-input"],
        &["assess", "payments", "--period", "last", "--scope", HOSTILE, "--no-input"],
        &["assess", "payments", "--profile", HOSTILE, "--no-input", "--period", "last"],
        &["roadmap", "payments", "--export", "md", "-o", HOSTILE],
    ] {
        inert(arguments);
    }
    desk.write("evil.json", "{\"schema\": \"quaymark/\\u001b[31m/v1\", \"\\u001b]0;\": 1}");
    inert(&["validate", "evil.json"]);
    inert(&["assess", "payments", "--answers", "evil.json", "--period", "last"]);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::with_record();
    desk.ok(&["reopen", "payments"]);
    for arguments in [
        &["keys"][..],
        &["show", "payments"],
        &["show", "payments", "--json"],
        &["show", "payments@draft", "--plain"],
        &["explain", "payments"],
        &["roadmap", "payments"],
        &["roadmap", "payments", "--export", "md", "-o", "-"],
        &["list"],
        &["team", "list"],
        &["validate", "data/teams/payments/team.json"],
        &["question", "SEC-Q1"],
        &["questionnaire", "list"],
        &["questionnaire", "show"],
        &["questionnaire", "show", "--export", "md"],
        &["schema"],
        &["schema", "questionnaire"],
        &["doctor"],
        &["completions", "bash"],
        &["completions", "zsh"],
        &["man"],
        &["--help"],
        &["help", "assess"],
        &["--version"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_quaymark"))
            .env_clear()
            .args(["--data-dir", "data"])
            .args(arguments)
            .current_dir(desk.path(""))
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn quiet_says_nothing_but_errors() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["-q", "team", "add", "Payments"]).err, "");
    assert!(desk.fails(5, &["-q", "team", "add", "Payments"]).starts_with("quaymark: "));
    let ran = desk.ok(&["list", "-v"]);
    assert!(ran.err.contains("data directory: "), "{}", ran.err);
}

#[test]
fn help_and_version_are_data() {
    let desk = Desk::new();
    let help = desk.ok(&["assess", "--help"]);
    assert!(help.out.find("Examples:") < help.out.find("Usage:") && help.err.is_empty(), "{}", help.out);
    assert_eq!(desk.ok(&["help", "assess"]).out, help.out);
    assert_eq!(desk.ok(&["--version"]).out, format!("quaymark {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn ascii_is_ascii_and_plain_is_lines() {
    let desk = Desk::with_record();
    assert!(desk.ok(&["show", "--view", "bars", "--glyphs", "ascii"]).out.is_ascii());
    assert!(!desk.ok(&["show", "--view", "bars"]).out.is_ascii());
    let plain = desk.ok(&["show", "--plain"]).out;
    assert!(plain.starts_with("Team: Payments.\nPeriod: "), "{plain}");
    let mut command = desk.command(&["show"]);
    command.env("QUAYMARK_PLAIN", "1");
    assert_eq!(super::desk::ran(&mut command).out, plain);
    let all = [
        desk.ok(&["show"]).out,
        desk.ok(&["roadmap"]).out,
        desk.ok(&["list"]).out,
        desk.ok(&["question", "SEC-Q1"]).out,
    ];
    assert!(all.iter().flat_map(|t| t.lines()).all(|l| quaymark::text::width::cells(l) <= 80));
}

#[test]
fn a_dash_is_the_standard_input_or_output() {
    let desk = Desk::with_record();
    let record = std::fs::read_to_string(desk.record()).unwrap();
    for arguments in [&["show", "-"][..], &["explain", "-"], &["roadmap", "-"], &["validate", "-"]] {
        let ran = desk.run_with_input(arguments, &record);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
    }
    let printed = desk.ok(&["roadmap", "payments", "--export", "md"]).out;
    assert_eq!(desk.ok(&["roadmap", "payments", "--export", "md", "-o", "-"]).out, printed);
    let document = desk.ok(&["questionnaire", "show", "--export", "md"]).out;
    assert_eq!(desk.ok(&["questionnaire", "show", "--export", "md", "-o", "-"]).out, document);
    desk.ok(&["reopen", "payments"]);
    let answers = r#"{"answers":{"SEC-Q2":{"state":"rated","level":1}}}"#;
    let ran = desk.run_with_input(&["assess", "payments", "--answers", "-", "--finish"], answers);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = desk.run_with_input(&["assess", "payments", "--answers", "-", "--period", "last"], "{");
    assert!(ran.code == 1 && ran.err.contains("<stdin>:1:"), "{}", ran.err);
}

#[test]
fn lines_come_from_a_pipe_and_home_asks_which_team() {
    let desk = Desk::new();
    desk.ok(&["team", "add", "Payments"]);
    desk.ok(&["team", "add", "Search"]);
    let ran = desk.run_with_input(&["assess", "--plain"], "q\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("Home.") && ran.out.contains("Payments") && ran.out.contains("Search"),
        "{}",
        ran.out
    );
    let mut command = desk.command(&[]);
    let ran = super::desk::ran(command.env("QUAYMARK_PLAIN", "1").write_stdin("q\n"));
    assert!(ran.code == 0 && ran.out.contains("Search"), "{}{}", ran.out, ran.err);
}
