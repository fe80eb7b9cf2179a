//! Every job by typed lines, against a real store: what lines can do is what the terminal interface can do.

use std::path::Path;

use quaymark::app::Action;
use quaymark::model::{Period, Polarity, Settings};
use quaymark::runtime::demo;
use quaymark::text::width::cells;

use crate::harness::put;

use super::{Begin, clock, continued, draft, folder, ids, records, run, session, started, talk, talk_from};

/// Invented teams with five quarters each, and what was typed there.
fn in_demo(dir: &Path, lines: &[&str]) -> String {
    let session = session(dir);
    if session.store.teams().unwrap_or_default().is_empty() {
        demo::fill(&session, clock::now().date_naive()).unwrap();
    }
    checked(&talk(dir, lines))
}

/// What is printed holds no escape, no box, no block, no long line; every prompt says what can be typed.
fn checked(out: &str) -> String {
    for line in out.lines() {
        assert!(cells(line) <= 200, "{line}");
        let drawn = line
            .chars()
            .find(|c| ('\u{2500}'..='\u{259f}').contains(c) || ('\u{2800}'..='\u{28ff}').contains(c));
        assert_eq!(drawn, None, "{line}");
        assert!(!line.contains('\u{1b}'), "{line:?}");
    }
    out.to_owned()
}

fn has(out: &str, all: &[&str]) {
    for text in all {
        assert!(out.contains(text), "{text}\n{out}");
    }
}

/// The number that Home gives a line which starts like this.
fn number(dir: &Path, start: &str) -> String {
    let home = in_demo(dir, &[]);
    let line = home.lines().find(|l| l.split_once(". ").is_some_and(|(_, rest)| rest.starts_with(start)));
    line.unwrap().split_once('.').unwrap().0.to_owned()
}

#[test]
fn last_quarters_answer_is_seen_and_kept() {
    let dir = folder();
    let out = in_demo(dir.path(), &["1", "SEC-Q5", "history", "=", "=", "u", "U"]);
    has(
        &out,
        &[
            "= keep ",
            "SEC-Q5 keeps ",
            "Saved.\n",
            "Kept from: ",
            " is kept from ",
            "undone: SEC-Q5 open -> ",
            "redone: SEC-Q5 open -> ",
        ],
    );
    let quarters = out.lines().filter(|l| l.starts_with("20") && l.contains(" Q")).count();
    assert!(quarters >= 4, "{out}");
}

#[test]
fn evidence_is_added_changed_turned_sorted_and_removed() {
    let dir = folder();
    let lines =
        ["v", "a/file:1", "v", "a", "- ana said no", "v", "k2", "t1", "2", "b/file:2", "d1", "u", "U", ""];
    let out = checked(&talk_from(dir.path(), started(), &(lines.join("\n") + "\n")));
    has(
        &out,
        &[
            "evidence added (against)",
            "evidence moved",
            "evidence turned",
            "evidence changed",
            "evidence removed",
            "undone: ",
            "redone: ",
            "1. statement against: ana said no",
        ],
    );
    let evidence = &draft(dir.path()).answers[&ids(dir.path())[0]].evidence;
    assert_eq!(evidence.len(), 1);
    assert_eq!((evidence[0].reference.as_str(), evidence[0].polarity), ("b/file:2", Polarity::For));
}

#[test]
fn topics_are_parked_changed_and_removed() {
    let dir = folder();
    let lines =
        ["p", "first", "P", "a", "second", "o", "P", "1", "changed", "d2", "", "review", "P", "u", ""];
    let out = checked(&talk_from(dir.path(), started(), &(lines.join("\n") + "\n")));
    has(
        &out,
        &["parked topic changed. Saved.", "parked topic removed. Saved.", "undone: parked topic removed"],
    );
    let topics: Vec<_> = draft(dir.path()).parking_lot.into_iter().map(|p| p.text).collect();
    assert_eq!(topics, ["changed", "second"]);
}

#[test]
fn questions_and_dimensions_are_found() {
    let dir = folder();
    let last = ids(dir.path()).pop().unwrap();
    let code = last.as_str().split('-').next().unwrap().to_lowercase();
    let lines = [
        last.as_str(),
        &code,
        "find qqqq",
        "find image",
        "",
        "find",
        "image",
        "1",
        "/ image",
        "",
        "o",
        "/ image",
        "/",
        "/ qqqq",
    ];
    let out = checked(&talk_from(dir.path(), started(), &(lines.join("\n") + "\n")));
    has(
        &out,
        &[
            &format!(" {last} "),
            &format!("Dimension {}", code.to_uppercase()),
            "No question has these words.",
            "questions found.\n1. ",
            "Only lines with: image.",
            "All lines are shown.",
            "Nothing here has: qqqq.",
        ],
    );
}

#[cfg(unix)]
#[test]
fn a_note_is_written_in_the_editor_or_typed() {
    let dir = folder();
    let script = dir.path().join("editor.sh");
    put(&script, b"printf 'from outside' > \"$1\"\n");
    let mut settings = Settings::default();
    settings.file.editor = Some(format!("sh {}", script.display()));
    let out = talk_from(dir.path(), Begin { settings, ..started() }, "E\nu\nU\n");
    has(&out, &["is now what you wrote in the editor. Saved.", "undone: ", "redone: "]);
    let note = || draft(dir.path()).answers[&ids(dir.path())[0]].note.clone().unwrap();
    assert_eq!(note(), "from outside");
    let out = talk_from(dir.path(), continued(), "E\nand typed\n\n");
    has(&out, &["Note kept. Saved."]);
    assert_eq!(note(), "from outside\nand typed");
}

#[test]
fn a_review_shows_one_group_and_what_is_to_do() {
    let dir = folder();
    let out = talk_from(
        dir.path(),
        started(),
        "2\ns\nf\ng\n4\nr\nflagged\nunsure\nevidence\nchanged\nall\nchecks\nopen\ne 1\nlater\n\n",
    );
    has(
        &checked(&out),
        &[
            "Flagged, 1:",
            "Not sure, 1:",
            "without evidence, 1:",
            "There is nothing in that group.",
            "To do: 1 flag to settle or park.",
            "Note kept. Saved.",
        ],
    );
}

#[test]
fn a_result_has_four_views_other_quarters_and_every_export() {
    let dir = folder();
    let row = number(dir.path(), "Result: Parcel");
    let mut lines = vec![row.as_str(), "heatmap", "radar", "table", "bars", "v", "v", "v", "v"];
    lines.extend([
        "SEC",
        "3",
        "b",
        "[",
        "]",
        "]",
        "NET-Q1",
        "b",
        "roadmap",
        "now",
        "later",
        "all",
        "sort effort",
        "sort plan",
        "1",
        "x",
        "1",
        "a.md",
        "x",
        "2",
        "b.md",
        "x",
        "3",
        "c.json",
        "x",
        "4",
        "d.csv",
    ]);
    let out = in_demo(dir.path(), &lines);
    has(
        &out,
        &[
            "SEC: 2, 2, 2, ",
            " of 4.",
            "coverage ",
            ", was ",
            "difference +",
            "Statement 2, chosen: ",
            "Needed for ",
            "there is no later finished quarter",
            "Shown: now, sorted by plan.",
            "sorted by effort",
            "Why: ",
            "Done when: ",
        ],
    );
    for file in ["a.md", "b.md", "c.json", "d.csv"] {
        assert!(dir.path().join(file).exists(), "{file}\n{out}");
    }
}

#[test]
fn a_team_is_archived_and_a_record_is_amended() {
    let dir = folder();
    let archive = format!("archive {}", number(dir.path(), "Result: Print"));
    let out = in_demo(dir.path(), &[&archive, "no", &archive, "yes"]);
    has(&out, &["Left as it was.", "Not listed: 1 archived team."]);
    in_demo(dir.path(), &[&number(dir.path(), "Result: Claims"), "amend"]);
    let out = in_demo(dir.path(), &[]);
    assert!(!out.contains("Print Shop") && out.contains("Continue: Claims Platform"), "{out}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_place_and_choices() {
    let dir = folder();
    let row = |out: &str| {
        let line = out.lines().find(|l| l.contains("Attention: ") && l.contains("cannot be read")).unwrap();
        line.split_once('.').unwrap().0.to_owned()
    };
    talk_from(dir.path(), started(), "2\n");
    let team = dir.path().join("data/teams/payments/team.json");
    put(&team, b"{\n  \"schema\": nonsense\n}\n");
    let number = row(&talk(dir.path(), &[]));
    let out = checked(&talk(dir.path(), &[&number, "1", ""]));
    has(
        &out,
        &[
            "could not be read.",
            "In the file: ",
            "Line 2, column ",
            "It was left as it is.",
            "1. Look again",
            "2. Ignore it",
            "looked again: nothing has changed",
        ],
    );
}

#[test]
fn settings_are_listed_changed_and_kept() {
    let dir = folder();
    let path = dir.path().join("config.json");
    let settings = || Settings { path: Some(path.clone()), ..Settings::default() };
    let lines = "settings\n1 dark\nu\nU\n2\ndeuter\nr 2\n1 purple\n?\nb\n";
    let out = checked(&talk_from(dir.path(), Begin { settings: settings(), ..Begin::default() }, lines));
    has(
        &out,
        &[
            "theme: auto, from default",
            "theme dark",
            "undone: theme is auto",
            "redone: theme is dark",
            "palette is deuter",
            "palette is default",
            "not changed; expected ",
            "r and a number: back to the default.",
        ],
    );
    assert!(std::fs::read_to_string(&path).unwrap().contains("dark"));
}

/// A person who does not know what to type finds it: each prompt lists it, or says how to ask.
#[test]
fn every_prompt_says_what_can_be_typed() {
    let dir = folder();
    let walks: [&[&str]; 8] = [
        &[],
        &["5"],
        &["5", "", "", ""],
        &["1"],
        &["1", "v", "x", "v"],
        &["1", "o"],
        &["1", "r"],
        &["1", "roadmap", "x"],
    ];
    for walk in walks {
        in_demo(dir.path(), walk);
        let mut out = Vec::new();
        let lines = walk.join("\n") + "\n";
        run(session(dir.path()), dir.path().to_owned(), Begin::default(), &mut lines.as_bytes(), &mut out)
            .unwrap();
        let out = String::from_utf8(out).unwrap();
        let asked = out.lines().rev().find(|l| !l.starts_with("Stopped.") && !l.is_empty()).unwrap();
        let prompt = asked.trim_end();
        let says = ["h help", "? help", "empty to ", "yes or no"].iter().any(|s| prompt.contains(s));
        assert!(prompt.ends_with(':') && says, "{walk:?}: {prompt}");
    }
}

/// The table in the documentation names every action of the keymap.
#[test]
fn every_action_has_its_line_in_the_documentation() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/accessibility.md");
    let text = std::fs::read_to_string(path).unwrap();
    let missing: Vec<&str> =
        Action::all().iter().map(|a| a.id()).filter(|id| !text.contains(&format!("`{id}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_finished_record_stays_as_it_is_when_looked_at() {
    let dir = folder();
    talk_from(dir.path(), started(), "2\nr\nF\nyes\n");
    let before = records(dir.path());
    let out = talk(dir.path(), &["1", "heatmap", "roadmap", "now", "home"]);
    assert!(out.contains("View: heatmap."), "{out}");
    assert_eq!(before.len(), records(dir.path()).len());
    assert_eq!(before[0].period, Period::parse("2026-Q4").unwrap());
}
