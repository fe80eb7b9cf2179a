//! `--read-only` and `--team`: what every command takes.

use super::desk::Desk;

#[test]
fn what_changes_data_is_refused_and_nothing_changes() {
    let desk = Desk::with_record();
    desk.ok(&["reopen", "payments"]);
    let before = snapshot(&desk);
    for arguments in [
        &["answer", "payments", "SEC-Q1", "1"][..],
        &["finish", "payments"],
        &["discard", "payments", "--yes"],
        &["reopen", "payments"],
        &["assess", "payments", "--no-input"],
        &["assess", "payments", "--scope-note", "x", "--plain"],
        &["team", "add", "Search"],
        &["team", "edit", "payments", "--goal", "3"],
        &["team", "archive", "payments"],
        &["init"],
    ] {
        let mut all = arguments.to_vec();
        all.push("--read-only");
        assert!(
            desk.fails(2, &all).contains("--read-only says that nothing may be changed"),
            "{arguments:?}"
        );
    }
    for arguments in [
        &["show", "payments"][..],
        &["list"],
        &["team", "list"],
        &["doctor"],
        &["roadmap", "payments", "--export", "md", "-o", "steps.md"],
    ] {
        let mut all = arguments.to_vec();
        all.push("--read-only");
        desk.ok(&all);
    }
    assert_eq!(snapshot(&desk), before);
}

#[test]
fn a_face_opens_a_draft_for_looking_only() {
    let desk = Desk::with_draft();
    let before = snapshot(&desk);
    let ran = desk.run_with_input(&["assess", "payments", "--plain", "--read-only"], "2\nq\n");
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("Read-only: nothing is changed."), "{}", ran.out);
    assert!(ran.out.contains("nothing is changed while Quaymark is read-only"), "{}", ran.out);
    assert_eq!(snapshot(&desk), before);
}

#[test]
fn a_team_that_is_named_for_all_commands_comes_before_the_environment() {
    let desk = Desk::with_record();
    desk.ok(&["team", "add", "Search"]);
    let mut command = desk.command(&["--team", "payments", "show"]);
    command.env("QUAYMARK_TEAM", "search");
    assert!(super::desk::ran(&mut command).out.starts_with("Payments  "));
    assert!(desk.ok(&["show", "--team", "payments"]).out.starts_with("Payments  "));
    assert!(desk.fails(4, &["show", "--team", "paymnets"]).contains("--team: there is no team"));
    assert!(!desk.ok(&["list", "--team", "payments"]).out.contains("Search"));
    assert!(desk.ok(&["show", "payments", "--team", "search"]).out.starts_with("Payments  "));
}

fn snapshot(desk: &Desk) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut open = vec![desk.data()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(super::desk::files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found.sort();
    found
}
