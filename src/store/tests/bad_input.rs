//! Files that are not what they should be: each is refused by name and place, or read for what it is.

use std::path::Path;

use super::{RECORD, period, put, record, store, team, today};
use crate::store::{FormatError, Store, StoreError, format, records};

fn refused(bytes: &[u8]) -> FormatError {
    format::assessment(Path::new("r.json"), bytes).unwrap_err()
}

fn with(from: &str, to: &str) -> String {
    assert!(RECORD.contains(from), "{from}");
    RECORD.replacen(from, to, 1)
}

#[test]
fn every_refusal_names_place_and_reason() {
    let level = r#""level": 2"#;
    let half = RECORD.get(..RECORD.len() / 2).unwrap();
    let second_team = with(r#""replaces": null"#, r#""team": "payments""#);
    let second_answer = with(r#""NET-Q3": {"#, r#""SEC-Q1": {"#);
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (text, place, expected) in [
        (String::new(), (1, 1), "the file is empty"),
        (" \n".to_owned(), (2, 1), "the file is empty"),
        ("null".to_owned(), (1, 1), "found null, expected an object"),
        (" 3".to_owned(), (1, 2), "found a number, expected an object"),
        ("\"x\"".to_owned(), (1, 1), "found a text, expected an object"),
        ("\n[5,\"x\"]".to_owned(), (2, 1), "found an array, expected an object"),
        ("schema: x".to_owned(), (1, 1), "this is no JSON"),
        (half.to_owned(), (11, 7), "the file ends inside a string; the file ends too early"),
        (format!("{RECORD}x"), (19, 1), "trailing characters"),
        (format!("{RECORD}{RECORD}"), (19, 1), "trailing characters"),
        (second_team, (5, 8), "duplicate field `team`"),
        (second_answer, (15, 12), "answers: duplicate key \"SEC-Q1\""),
        (with("[1]", "{\"a\":1,\"a\":2}"), (15, 89), "answers.SEC-Q1: duplicate key \"a\""),
        (with(level, r#""level": 6"#), (15, 44), "answers.SEC-Q1.level: "),
        (with(level, r#""level": -1"#), (15, 44), "answers.SEC-Q1.level: "),
        (with(level, r#""level": 300"#), (15, 44), "answers.SEC-Q1.level: "),
        (with(level, r#""level": 3.0"#), (15, 44), "answers.SEC-Q1.level: "),
        (
            with(level, r#""level": "3""#),
            (15, 44),
            "answers.SEC-Q1.level: found text \"3\", expected a whole number",
        ),
        (with(level, r#""level": true"#), (15, 44), "answers.SEC-Q1.level: "),
        (with(level, r#""level": null"#), (15, 15), "answers.SEC-Q1: a rated answer needs \"level\""),
        (with(level, r#""level": 1e999"#), (15, 48), "number out of range"),
        (with("[1]", "1e999"), (15, 79), "number out of range"),
        (with(r#"{ "kept": true }"#, &nested), (17, 143), "recursion limit exceeded"),
        (
            with(r#"{ "state": "unknown", "note": "ask dée" }"#, r#"[5,"x"]"#),
            (14, 15),
            "answers.NET-Q3: found an array, expected an object",
        ),
        (with("2026-Q4", "2026-Q5"), (4, 13), "period: \"2026-Q5\" is not a quarter"),
        (with("\"payments\"", "\"../../x\""), (3, 11), "team: \"../../x\" is not a team id"),
        (with("  \"schema\": \"quaymark/assessment/v1\",\n", ""), (1, 1), "\"schema\" is missing"),
        (with("quaymark/assessment/v1", "quaymark/team/v1"), (2, 13), "schema: this is \"quaymark/team/v1\""),
        (with("quaymark/assessment/v1", "quaymark/assessment/v0"), (2, 13), "schema: this is"),
        (with("quaymark/assessment/v1", "\\u001b[31m"), (2, 13), "schema: this is \"\\u{1b}[31m\""),
        (with("unknown", "\\u001b[2J\\u202e"), (14, 26), "unknown variant `\\u{1b}[2J\\u{202e}`"),
    ] {
        let error = refused(text.as_bytes());
        let shown = error.to_string();
        assert!(shown.contains(expected), "{shown}\nexpected {expected}");
        assert_eq!(error.place(), Some(place), "{shown}");
        assert!(shown.starts_with(&format!("r.json:{}:{}: ", place.0, place.1)), "{shown}");
        assert!(!shown.chars().any(char::is_control), "{shown:?}");
    }
}

#[test]
fn encodings_are_named() {
    let marked = [b"\xEF\xBB\xBF", RECORD.as_bytes()].concat();
    assert_eq!(format::assessment(Path::new("r.json"), &marked).unwrap(), record());
    let utf16: Vec<u8> = RECORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(refused(&utf16).to_string().contains("UTF-16 without a byte order mark at byte 1"));
    assert!(refused(&[b"\xFF\xFE", utf16.as_slice()].concat()).to_string().contains("UTF-16 at byte 0"));
    let mut broken = RECORD.as_bytes().to_vec();
    broken[100] = 0xFF;
    assert!(refused(&broken).to_string().contains("invalid UTF-8 at byte 100"));
}

#[test]
fn a_newer_schema_is_named_with_its_number() {
    for (number, known) in [("2", 2), ("10", 10), ("99999999999999999999999", u64::MAX)] {
        let text = format!("{{\"teams\": [], \"schema\": \"quaymark/assessment/v{number}\"}}");
        let FormatError::Newer { kind, number, .. } = refused(text.as_bytes()) else { panic!("{text}") };
        assert_eq!((kind.as_str(), number), ("assessment", known));
    }
}

#[test]
fn conflict_markers_are_an_unresolved_merge() {
    let text = RECORD
        .replace("  \"period\"", "<<<<<<< HEAD\n  \"period\"")
        .replace("  \"replaces\"", "=======\n>>>>>>> theirs\n  \"replaces\"");
    let error = refused(text.as_bytes());
    assert_eq!(error, FormatError::Unmerged { file: "r.json".into(), lines: vec![4, 6, 7] });
    assert!(error.to_string().starts_with("r.json:4:1: unresolved merge: conflict markers in lines 4, 6, 7"));
    assert!(matches!(refused(format!("<<<<<<< a\n{RECORD}").as_bytes()), FormatError::Unmerged { .. }));
}

#[test]
fn every_byte_cut_or_flipped_is_refused_or_a_record() {
    let file = Path::new("r.json");
    let whole = RECORD.trim_end().len();
    for i in 0..RECORD.len() {
        let cut = format::assessment(file, &RECORD.as_bytes()[..i]);
        assert_eq!(cut.is_ok(), i >= whole, "cut at {i}");
        for bit in 0..8 {
            let mut flipped = RECORD.as_bytes().to_vec();
            flipped[i] ^= 1 << bit;
            if let Err(error) = format::assessment(file, &flipped) {
                assert!(!error.to_string().chars().any(char::is_control), "{error:?}");
            }
        }
    }
}

/// A flipped byte that leaves a record readable is seen by its name.
#[test]
fn a_record_whose_bytes_changed_is_shown_as_edited_by_hand() {
    let (_dir, store) = store();
    let kept = store.publish(&record()).unwrap();
    assert!(!only(&store).edited_by_hand);
    let text = std::fs::read_to_string(&kept.path).unwrap().replace("\"level\": 2", "\"level\": 3");
    put(&store, &kept.path, text.as_bytes());
    let found = only(&store);
    assert!(found.edited_by_hand);
    assert_eq!(found.oddities, []);
}

fn only(store: &Store) -> records::Record {
    let mut found = store.records(&team(), today()).unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0).unwrap()
}

#[test]
fn unknown_keys_are_kept() {
    let (_dir, store) = store();
    let kept = store.publish(&record()).unwrap();
    let text = std::fs::read_to_string(kept.path).unwrap();
    assert!(text.ends_with("  \"unheard_of\": {\n    \"kept\": true\n  }\n}\n"), "{text}");
    assert!(text.contains("\"zeta\": [\n        1\n      ]"), "{text}");
    assert_eq!(only(&store).assessment, record());
}

#[test]
fn good_records_load_beside_bad_ones_and_nothing_is_changed() {
    let (_dir, store) = store();
    let good = store.publish(&record()).unwrap();
    let folder = store.dir().records(&team());
    let big = vec![b' '; 4 * 1024 * 1024 + 1];
    let newer = b"{\"schema\":\"quaymark/assessment/v2\"}".as_slice();
    let rows: [(&str, &[u8], &str); 6] = [
        ("2026-Q3.00000000.payments.json", b"", "the file is empty"),
        ("2026-Q4.00000001.payments.json", newer, "newer Quaymark (assessment v2)"),
        ("2026-Q4.00000002.payments.json", &big, "is 4194305 bytes long, more than the 4194304"),
        ("2026-Q5.00000000.payments.json", RECORD.as_bytes(), "is not named like a record"),
        ("notes\u{1b}[31m.txt", b"x", "notes\\u{1b}[31m.txt is not named like a record"),
        ("x.json", RECORD.as_bytes(), "is not named like a record"),
    ];
    for (name, bytes, _) in rows {
        put(&store, &folder.join(name), bytes);
    }
    put(&store, &folder.join(".tmp-abc"), b"half");
    let found = store.records(&team(), today()).unwrap();
    assert_eq!(found.len(), 7);
    assert_eq!(found.iter().flatten().map(|r| &r.path).collect::<Vec<_>>(), [&good.path]);
    let problems: Vec<String> =
        found.iter().filter_map(|r| r.as_ref().err()).map(ToString::to_string).collect();
    for ((_, _, expected), problem) in rows.iter().zip(&problems) {
        assert!(problem.contains(expected), "{problem}\nexpected {expected}");
    }
    for (name, bytes, _) in rows {
        assert_eq!(std::fs::read(folder.join(name)).unwrap(), bytes, "{name:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_pipes_and_folders_are_reported_and_not_followed() {
    let (_dir, store) = store();
    let good = store.publish(&record()).unwrap();
    let folder = store.dir().records(&team());
    let name = |n: u32| folder.join(format!("2026-Q4.0000000{n}.payments.json"));
    std::os::unix::fs::symlink(&good.path, name(1)).unwrap();
    std::fs::create_dir(name(2)).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(name(3)).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(name(4)).unwrap();
    std::fs::create_dir(folder.join("x.json")).unwrap();
    let found = store.records(&team(), today()).unwrap();
    let problems: Vec<String> =
        found.iter().filter_map(|r| r.as_ref().err()).map(ToString::to_string).collect();
    let kinds =
        ["a symbolic link", "a folder", "a pipe, socket or device", "a pipe, socket or device", "a folder"];
    assert_eq!(problems.len(), kinds.len(), "{problems:?}");
    for (problem, kind) in problems.iter().zip(kinds) {
        assert!(problem.contains(&format!("is {kind}, expected a file")), "{problem}");
    }
    assert!(records::read_record(&name(1)).is_err());
}

#[cfg(unix)]
#[test]
fn linked_folders_are_not_followed() {
    let (dir, store) = store();
    std::fs::create_dir_all(dir.path().join("outside/assessments")).unwrap();
    std::fs::create_dir_all(store.dir().teams()).unwrap();
    std::os::unix::fs::symlink(dir.path().join("outside"), store.dir().team(&team())).unwrap();
    for error in [
        store.publish(&record()).unwrap_err(),
        store.records(&team(), today()).unwrap_err(),
        store.team(&team()).unwrap_err(),
        *store.teams().unwrap().remove(0).unwrap_err().error,
    ] {
        assert!(matches!(error, StoreError::NotPlain { found: "a symbolic link", .. }), "{error}");
    }
    std::os::unix::fs::symlink(dir.path().join("outside"), store.dir().drafts()).unwrap();
    assert!(store.create_draft(&super::header(), &[]).is_err());
    assert!(store.read_draft(&team(), period()).is_err());
    assert_eq!(std::fs::read_dir(dir.path().join("outside")).unwrap().count(), 1);
}
