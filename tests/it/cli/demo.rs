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
