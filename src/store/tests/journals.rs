//! Journals: what is appended is what is read, and what was cut or flipped is never taken for something else.

use proptest::prelude::*;

use super::{at, header, period, put, question, rated, record, store, team};
use crate::model::draft::{Change, FieldChange};
use crate::model::{Answer, AnswerState, Draft, DraftLine, Parked, PersonId};
use crate::store::{Kind, OpenDraft, Store, StoreError, journal};

fn answer(draft: &Draft, n: u32, level: u8) -> DraftLine {
    draft.answer_line(&question(n), Some(rated(level)), format!("SEC-Q{n}"), None, at(0)).unwrap()
}

fn append(open: &mut OpenDraft, level: u8) {
    let line = answer(open.draft(), 1, level);
    open.append(&line).unwrap();
}

fn three_lines(store: &Store) -> (std::path::PathBuf, Vec<u8>) {
    let mut open = store.create_draft(&header(), &[]).unwrap();
    for level in [1, 2, 3] {
        append(&mut open, level);
    }
    open.sync().unwrap();
    let path = open.path().to_owned();
    let bytes = std::fs::read(&path).unwrap();
    (path, bytes)
}

#[test]
fn what_was_appended_is_there_again() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    append(&mut open, 2);
    let before = open.draft().clone();
    assert_eq!(store.read_draft(&team(), period()).unwrap().draft, before);
    drop(open);
    let again = store.open_draft(&team(), period()).unwrap();
    assert_eq!(*again.draft(), before);
    assert_eq!(again.recovered(), None);
}

#[test]
fn a_line_is_its_json_with_the_checksum_last() {
    let (_dir, store) = store();
    let (_, bytes) = three_lines(&store);
    let text = String::from_utf8(bytes).unwrap();
    let mut previous = String::new();
    for line in text.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let sum = value["sum"].as_str().unwrap().to_owned();
        let body = line.replace(&format!(",\"sum\":\"{sum}\""), "");
        assert_eq!(crate::json::sha256(format!("{previous}{body}").as_bytes()).short(), sum);
        previous = sum;
    }
}

#[test]
fn one_draft_for_a_team_and_quarter_and_one_holder() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    let held = store.open_draft(&team(), period()).unwrap_err();
    assert!(matches!(held, StoreError::DraftHeld { .. }), "{held}");
    assert!(matches!(store.discard_draft(&team(), period()), Err(StoreError::DraftHeld { .. })));
    append(&mut open, 1);
    assert_eq!(store.read_draft(&team(), period()).unwrap().draft, *open.draft());
    drop(open);
    let exists = store.create_draft(&header(), &[]).unwrap_err();
    assert!(matches!(exists, StoreError::DraftExists { .. }), "{exists}");
    assert_eq!((held.kind(), exists.kind()), (Kind::Conflict, Kind::Conflict));
    let missing = store.open_draft(&team(), period().next()).unwrap_err();
    assert_eq!(missing.kind(), Kind::NotFound);
    assert!(store.dir().journal(&team(), period()).exists());
}

#[test]
fn discarding_moves_to_the_trash_and_never_over_another() {
    let (_dir, store) = store();
    let (_, bytes) = three_lines(&store);
    let first = store.discard_draft(&team(), period()).unwrap();
    let second = store.create_draft(&header(), &[]).unwrap().discard().unwrap();
    assert_eq!(std::fs::read(&first).unwrap(), bytes);
    assert_eq!(first, store.dir().trash().join("payments.2026-Q4.journal"));
    assert_eq!(second, store.dir().trash().join("payments.2026-Q4.journal.2"));
    assert!(store.drafts().unwrap().is_empty());
    assert_eq!(store.discard_draft(&team(), period()).unwrap_err().kind(), Kind::NotFound);
}

/// Lines that a draft starts with, such as the answers of the record that it amends.
fn base(n: u64, answer: Answer) -> DraftLine {
    let change = Change::Answer { question: question(1), set: Some(Box::new(answer)), was: None };
    DraftLine::Set { n, at: at(0), change, label: "from 2026-Q3".to_owned(), joins: None, base: true }
}

#[test]
fn a_draft_is_there_with_all_that_it_starts_with_or_not_at_all() {
    let (_dir, store) = store();
    let mut long = rated(2);
    long.note = Some("x".repeat(64 * 1024 + 1));
    let error = store.create_draft(&header(), &[base(1, rated(1)), base(2, long)]).unwrap_err();
    assert!(matches!(error, StoreError::BadChange { n: 2, .. }), "{error}");
    assert!(!store.dir().drafts().exists());
    // A folder in place of the lock: it cannot be held.
    let path = store.dir().journal(&team(), period());
    std::fs::create_dir_all(path.parent().unwrap().join(".2026-Q4.lock")).unwrap();
    store.create_draft(&header(), &[base(1, rated(1))]).unwrap_err();
    assert!(!path.exists());
    std::fs::remove_dir(path.with_file_name(".2026-Q4.lock")).unwrap();

    let open = store.create_draft(&header(), &[base(1, rated(1)), base(2, rated(3))]).unwrap();
    assert_eq!(open.draft().answers[&question(1)], rated(3));
    assert!(open.draft().undo_line(at(1)).is_none());
    assert_eq!(store.read_draft(&team(), period()).unwrap().lines, 3);
    assert_eq!(store.draft_periods(&team()).unwrap(), [period()]);
}

/// A cut or flipped journal gives one of the states that the draft went through, or is refused.
#[test]
fn every_byte_cut_or_flipped_ends_in_a_state_that_was_there() {
    let (_dir, store) = store();
    let (path, bytes) = three_lines(&store);
    let ends: Vec<usize> =
        bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1).collect();
    let states: Vec<Draft> =
        ends.iter().map(|e| journal::parse(&path, &bytes[..*e]).unwrap().draft).collect();
    let check = |damaged: &[u8], i: usize| {
        let whole = ends.iter().filter(|e| **e <= i).count();
        match journal::parse(&path, damaged) {
            Ok(found) => {
                assert!(whole > 0, "accepted a broken header at {i}");
                assert_eq!(found.draft, states[whole - 1], "at {i}");
                assert_eq!(found.good, ends[whole - 1]);
                assert_eq!(found.stopped.is_some(), damaged.len() > found.good);
            }
            Err(_) => assert_eq!(whole, 0, "refused at {i}"),
        }
    };
    for i in 0..bytes.len() {
        check(&bytes[..i], i);
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[i] ^= 1 << bit;
            check(&flipped, i);
        }
    }
}

#[test]
fn a_bad_tail_is_kept_beside_the_journal_and_reading_changes_nothing() {
    let (_dir, store) = store();
    let (path, bytes) = three_lines(&store);
    let lines: Vec<&[u8]> = bytes.split_inclusive(|b| *b == b'\n').collect();
    let twice = [lines[0], lines[1], lines[1], lines[2]].concat();
    let swapped = [lines[0], lines[2], lines[1]].concat();
    let garbage = [lines[0], lines[1], b"\xFF\x00{}\n", lines[2]].concat();
    let torn = bytes[..bytes.len() - 1].to_vec();
    for (row, (damaged, good, tail)) in
        [(twice, 2, 2), (swapped, 1, 2), (garbage, 2, 2), (torn, 3, 1)].into_iter().enumerate()
    {
        put(&store, &path, &damaged);
        let read = store.read_draft(&team(), period()).unwrap();
        assert_eq!(read.lines, good);
        assert!(read.torn.unwrap().starts_with(&format!("line {}: ", good + 1)));
        assert_eq!(std::fs::read(&path).unwrap(), damaged, "reading changes nothing");

        let mut open = store.open_draft(&team(), period()).unwrap();
        let recovered = open.recovered().unwrap().clone();
        assert_eq!((recovered.lines, *open.draft() == read.draft), (tail, true));
        let number = if row == 0 { String::new() } else { format!(".{}", row + 1) };
        assert_eq!(recovered.path, path.with_file_name(format!("2026-Q4.journal.torn{number}")));
        let both = [std::fs::read(&path).unwrap(), std::fs::read(&recovered.path).unwrap()].concat();
        assert_eq!(both, damaged, "nothing is dropped");

        append(&mut open, 4);
        let after = open.draft().clone();
        drop(open);
        let again = store.open_draft(&team(), period()).unwrap();
        assert_eq!((again.draft(), again.recovered()), (&after, None));
    }
    assert_eq!(store.drafts().unwrap().len(), 1, "kept tails are no drafts");
}

#[test]
fn a_journal_that_cannot_be_read_is_refused_and_can_be_discarded() {
    let (_dir, store) = store();
    let (path, bytes) = three_lines(&store);
    let newer = header();
    let newer = crate::model::DraftHeader { schema: "quaymark/journal/v2".to_owned(), ..newer };
    let newer = journal::seal("", &newer).unwrap().0.into_bytes();
    let mut other = header();
    other.period = period().next();
    let other = journal::seal("", &other).unwrap().0.into_bytes();
    for (damaged, expected) in [
        (Vec::new(), "the file is empty"),
        (bytes[1..].to_vec(), "does not match its checksum"),
        (bytes[..20].to_vec(), "is cut off"),
        (newer, "newer Quaymark (journal v2)"),
        (other, "says that it is about payments 2027-Q1"),
    ] {
        put(&store, &path, &damaged);
        let error = store.open_draft(&team(), period()).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}\nexpected {expected}");
        let listed = store.drafts().unwrap().remove(0);
        assert_eq!(listed.draft.unwrap_err().to_string(), error.to_string());
        assert_eq!(std::fs::read(&path).unwrap(), damaged, "left as it is");
    }
    let trashed = store.discard_draft(&team(), period()).unwrap();
    assert!(trashed.exists() && !path.exists());
}

#[test]
fn a_change_that_could_not_be_read_back_is_not_written() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    append(&mut open, 1);
    let mut long = Answer::new(AnswerState::Unknown);
    long.note = Some("x".repeat(64 * 1024 + 1));
    let n = open.draft().next_n();
    let long = open.draft().answer_line(&question(2), Some(long), String::new(), None, at(0)).unwrap();
    let skipping = DraftLine::Undo { n: n + 1, undo: 1, at: at(0) };
    let not_on_top = DraftLine::Undo { n, undo: 7, at: at(0) };
    let nothing_undone = DraftLine::Redo { n, redo: 1, at: at(0) };
    let before = std::fs::read(open.path()).unwrap();
    for line in [long, skipping, not_on_top, nothing_undone] {
        assert!(matches!(open.append(&line), Err(StoreError::BadChange { .. })), "{line:?}");
        assert!(matches!(open.rewrite(std::slice::from_ref(&line)), Err(StoreError::BadChange { .. })));
    }
    assert_eq!(std::fs::read(open.path()).unwrap(), before);
    append(&mut open, 2);
}

#[cfg(unix)]
#[test]
fn a_linked_journal_is_not_followed() {
    let (dir, store) = store();
    let outside = dir.path().join("outside");
    let (path, bytes) = three_lines(&store);
    std::fs::rename(&path, &outside).unwrap();
    std::os::unix::fs::symlink(&outside, &path).unwrap();
    assert!(matches!(store.open_draft(&team(), period()), Err(StoreError::NotPlain { .. })));
    assert!(matches!(store.read_draft(&team(), period()), Err(StoreError::NotPlain { .. })));
    assert!(matches!(store.create_draft(&header(), &[]), Err(StoreError::DraftExists { .. })));
    assert_eq!(std::fs::read(&outside).unwrap(), bytes);
}

/// What a person may do next.
#[derive(Debug, Clone)]
enum Step {
    Answer(u32, Option<u8>, bool),
    Note(String),
    Typed(u32, String, bool),
    Scope(String),
    People,
    Parked(String),
    Undo,
    Redo,
    Rewrite,
    Reopen,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1..4_u32, proptest::option::of(0..5_u8), any::<bool>()).prop_map(|(q, l, j)| Step::Answer(q, l, j)),
        2 => ".{0,12}".prop_map(Step::Note),
        3 => (1..4_u32, ".{0,12}", any::<bool>()).prop_map(|(q, text, j)| Step::Typed(q, text, j)),
        1 => ".{0,12}".prop_map(Step::Scope),
        1 => Just(Step::People),
        1 => ".{0,12}".prop_map(Step::Parked),
        3 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => Just(Step::Rewrite),
        1 => Just(Step::Reopen),
    ]
}

fn line(draft: &Draft, step: &Step) -> Option<DraftLine> {
    let field = |change| Some(draft.field_line(change, "a field".to_owned(), at(3)));
    match step {
        Step::Answer(q, level, join) => {
            let joins = draft.last_group().filter(|_| *join);
            draft.answer_line(&question(*q), level.map(rated), format!("{level:?}"), joins, at(1))
        }
        Step::Note(text) => {
            let mut answer = Answer::new(AnswerState::Unanswered);
            answer.note = Some(text.clone());
            answer.extra.0.insert("sum".to_owned(), serde_json::json!("\",\"sum\":\"00000000\"}"));
            draft.answer_line(&question(9), Some(answer), text.clone(), None, at(2))
        }
        Step::Typed(q, text, join) => {
            let joins = draft.last_group().filter(|_| *join);
            draft.note_line(&question(*q), text, joins, at(2))
        }
        Step::Scope(set) => field(FieldChange::ScopeNote { set: set.clone(), was: draft.scope_note.clone() }),
        Step::People => {
            let set = vec![PersonId::parse("ana").unwrap()];
            field(FieldChange::People { set, was: draft.people.clone() })
        }
        Step::Parked(text) => {
            let extra = record().extra;
            let set = vec![Parked { question: Some(question(1)), text: text.clone(), extra }];
            field(FieldChange::ParkingLot { set, was: draft.parking_lot.clone() })
        }
        Step::Undo => draft.undo_line(at(4)).map(|(line, _)| line),
        Step::Redo => draft.redo_line(at(5)).map(|(line, _)| line),
        Step::Rewrite | Step::Reopen => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn reopening_gives_the_same_draft(steps in proptest::collection::vec(step(), 0..40)) {
        let (_dir, store) = store();
        let mut open = store.create_draft(&header(), &[]).unwrap();
        let mut expected = open.draft().clone();
        for step in &steps {
            let next = line(&expected, step);
            if let Some(next) = &next {
                expected.apply(next).unwrap();
            }
            match (step, next) {
                (Step::Rewrite, _) => open.rewrite(&[]).unwrap(),
                (Step::Reopen, _) => {
                    drop(open);
                    open = store.open_draft(&team(), period()).unwrap();
                }
                (Step::Scope(_), Some(next)) => open.rewrite(&[next]).unwrap(),
                (_, Some(next)) => open.append(&next).unwrap(),
                (_, None) => {}
            }
            prop_assert_eq!(open.draft(), &expected);
        }
        drop(open);
        let again = store.open_draft(&team(), period()).unwrap();
        prop_assert_eq!(again.draft(), &expected);
        prop_assert_eq!(again.recovered(), None);
    }

    #[test]
    fn any_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let file = std::path::Path::new("x");
        prop_assert!(journal::parse(file, &bytes).is_err());
        prop_assert!(crate::store::format::assessment(file, &bytes).is_err());
        prop_assert!(crate::store::format::team(file, &bytes).is_err());
    }
}

#[test]
fn a_draft_without_room_says_how_to_go_on() {
    let (_dir, store) = store();
    let open = store.create_draft(&header(), &[]).unwrap();
    let line = answer(open.draft(), 1, 2);
    let limit = usize::try_from(crate::store::read::JOURNAL_LIMIT).unwrap();
    let full = journal::sealed(open.path(), open.draft(), "", limit - 50, &line).unwrap_err();
    assert!(matches!(full, StoreError::Full { .. }), "{full}");
    assert!(full.to_string().contains("has no room for this change"), "{full}");
    assert!(full.to_string().contains("quaymark finish") && full.to_string().contains("reopen"), "{full}");
}
