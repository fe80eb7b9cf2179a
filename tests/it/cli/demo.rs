//! The demonstration from outside: what it leaves, what it refuses, and that it says what it is.

use super::desk::{Desk, files};

#[test]
fn without_a_terminal_it_is_kept_or_refused() {
    let desk = Desk::new();
    let err = desk.fails(2, &["demo"]);
    assert!(err.contains("quaymark demo --keep ./demo"), "{err}");
    let err = desk.ok(&["demo", "--keep", "kept"]).err;
    assert!(err.contains("next: quaymark --data-dir kept list"), "{err}");
    assert!(!desk.data().exists(), "the data directory of the team is not touched");
    assert!(desk.fails(5, &["demo", "--keep", "kept"]).contains("is not empty; nothing was changed"));
    desk.write("file", "x");
    assert!(desk.fails(1, &["demo", "--keep", "file"]).contains("cannot hold the demo"));
}

#[test]
fn what_is_kept_is_a_data_directory_like_any_other() {
    let desk = Desk::new();
    desk.ok(&["demo", "--keep", "data"]);
    let list = desk.json(&["list", "--json"]);
    let teams = list["data"]["teams"].as_array().unwrap();
    assert_eq!(teams.len(), 3);
    assert!(teams.iter().all(|t| t["finished"].as_array().unwrap().len() == 5));
    assert!(desk.ok(&["doctor"]).out.contains("no problems"));
    for team in ["claims", "parcels", "print-shop"] {
        let records = files(&desk.data().join("teams").join(team).join("assessments"));
        let mut arguments = vec!["validate", "--strict"];
        arguments.extend(records.iter().map(|p| p.to_str().unwrap()));
        desk.ok(&arguments);
        desk.ok(&["roadmap", team]);
        desk.ok(&["explain", team]);
    }
    desk.ok(&["show", "parcels@draft"]);
}

#[test]
fn in_lines_every_page_says_demo_and_nothing_stays() {
    let desk = Desk::new();
    let temp = desk.path("temp");
    std::fs::create_dir(&temp).unwrap();
    let mut command = desk.command(&["demo", "--plain"]);
    command.env("TMPDIR", &temp).write_stdin("1\noverview\nq\n");
    let ran = super::desk::ran(&mut command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.matches("Demo: the teams are invented.").count() >= 3, "{}", ran.out);
    assert_eq!(files(&temp), Vec::<std::path::PathBuf>::new());
}

#[test]
fn in_lines_the_history_and_the_comparison_can_be_read() {
    let desk = Desk::new();
    let temp = desk.path("temp");
    std::fs::create_dir(&temp).unwrap();
    let mut command = desk.command(&["demo", "--plain"]);
    command.env("TMPDIR", &temp).write_stdin("history 4\nc 3\nIMG\n1\nb\nf\nswap\nt\n5\nc\nb\nq\n");
    let ran = super::desk::ran(&mut command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
    for said in [
        "History of Claims Platform.",
        "Version 1.0.0 of the questionnaire from here on, 0.9.0 before.",
        "Comparison of Claims Platform 2026 Q1 with Claims Platform 2026 Q2.",
        "Part revision: +",
        "Only practice is real movement.",
        "was IMG-Q6 and IMG-Q7",
        "Older: IMG-Q7",
        "Newer: IMG-Q1",
        "Comparison of Claims Platform 2026 Q2 with Claims Platform 2026 Q1.",
        "Result of Claims Platform, 2026 Q4",
        "Comparison of Claims Platform 2026 Q3 with Claims Platform 2026 Q4.",
    ] {
        assert!(ran.out.contains(said), "{said:?} is not in\n{}", ran.out);
    }
}

#[test]
fn trend_gives_the_same_history_in_every_form() {
    let desk = Desk::new();
    desk.ok(&["demo", "--keep", "data"]);
    let text = desk.ok(&["trend", "claims"]).out;
    assert!(text.lines().all(|l| l.chars().count() <= 80), "{text}");
    assert!(text.contains("version 1.0.0 of the questionnaire from here on, 0.9.0 before"), "{text}");
    let csv = desk.ok(&["trend", "claims", "--format", "csv"]).out;
    assert_eq!(csv.lines().count(), 6, "{csv}");
    assert!(desk.ok(&["trend", "claims", "--plain"]).out.starts_with("History of Claims Platform."));
    let json = desk.json(&["trend", "claims", "--json"]);
    let records = json["data"]["records"].as_array().unwrap();
    assert_eq!(records.len(), 5);
    assert!(records[0]["parts"].is_null() && records[0]["since"].is_null());
    assert_eq!(records[2]["since"], records[1]["record"]);
    assert_eq!(records[2]["parts"]["revision"]["display"], "+0.02");
    let one = desk.ok(&["trend", "claims", "--dimension", "sec"]).out;
    assert!(one.starts_with("Claims Platform, SEC Runtime security"), "{one}");
    assert!(desk.fails(4, &["trend", "claims", "--dimension", "XYZ"]).contains("there are: STR, IMG"));
    assert!(desk.fails(4, &["trend", "nobody"]).contains("nobody"));
}
