//! A draft on a disk that stops taking lines: the open file is swapped for one that fails.

use super::OpenDraft;
use crate::model::DraftLine;
use crate::store::StoreError;
use crate::store::tests::{at, header, period, question, rated, store, team};

fn next(open: &OpenDraft, level: u8) -> DraftLine {
    open.draft().answer_line(&question(1), Some(rated(level)), String::new(), None, at(0)).unwrap()
}

/// A file that refuses to be written: opened for reading only.
fn read_only(open: &mut OpenDraft) {
    open.file = std::fs::File::open(&open.path).unwrap();
}

#[test]
fn a_change_that_was_not_written_stays_with_the_caller_and_can_be_written_afresh() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    open.append(&next(&open, 1)).unwrap();
    let saved = open.draft().clone();
    let before = std::fs::read(open.path()).unwrap();
    let line = next(&open, 2);
    read_only(&mut open);
    let error = open.append(&line).unwrap_err();
    assert!(matches!(error, StoreError::Append { .. }), "{error}");
    assert_eq!((open.draft(), std::fs::read(open.path()).unwrap()), (&saved, before));
    assert!(open.needs_rewrite());
    assert!(matches!(open.append(&line), Err(StoreError::NeedsRewrite { .. })));
    assert!(matches!(open.sync(), Err(StoreError::NeedsRewrite { .. })));
    open.rewrite(&[line]).unwrap();
    assert!(!open.needs_rewrite());
    open.append(&next(&open, 3)).unwrap();
    open.sync().unwrap();
    let after = open.draft().clone();
    assert!(matches!(store.open_draft(&team(), period()), Err(StoreError::DraftHeld { .. })));
    drop(open);
    assert_eq!(*store.open_draft(&team(), period()).unwrap().draft(), after);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    open.file = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let error = open.append(&next(&open, 1)).unwrap_err().to_string();
    assert!(error.contains("the disk is full; what was saved before is safe"), "{error}");
    open.rewrite(&[next(&open, 1)]).unwrap();
    assert_eq!(store.read_draft(&team(), period()).unwrap().draft, *open.draft());
}

/// What a short write left behind is cut off, so that the next line does not follow it.
#[test]
fn half_a_line_is_written_over() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    let half = format!("{}{{\"n\":1,\"at\"", open.text);
    crate::store::tests::put(&store, open.path(), half.as_bytes());
    open.file = std::fs::File::options().read(true).write(true).open(&open.path).unwrap();
    open.append(&next(&open, 1)).unwrap();
    let read = store.read_draft(&team(), period()).unwrap();
    assert_eq!((&read.draft, read.torn), (open.draft(), None));
}

#[cfg(unix)]
#[test]
fn a_folder_deleted_underneath_is_noticed_and_made_again() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    open.append(&next(&open, 1)).unwrap();
    open.sync().unwrap();
    std::fs::remove_dir_all(&store.dir().root).unwrap();
    open.append(&next(&open, 2)).unwrap();
    let error = open.sync().unwrap_err().to_string();
    assert!(error.contains("the file was deleted underneath"), "{error}");
    assert!(open.needs_rewrite());

    open.rewrite(&[]).unwrap();
    open.sync().unwrap();
    assert_eq!(store.read_draft(&team(), period()).unwrap().draft, *open.draft());
}

#[cfg(unix)]
#[test]
fn a_file_put_in_its_place_is_not_written_over() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    crate::store::tests::put(&store, open.path(), b"somebody else's");
    assert!(open.sync().unwrap_err().to_string().contains("another file was put in its place"));
    assert!(matches!(open.rewrite(&[]), Err(StoreError::Differs { .. })));
    assert_eq!(std::fs::read(open.path()).unwrap(), b"somebody else's");
}

/// Writing on behind the end would leave a hole, and nothing before or after it could be read again.
#[test]
fn a_file_shortened_underneath_is_written_afresh_and_never_with_a_hole() {
    for left in [0, 10] {
        let (_dir, store) = store();
        let mut open = store.create_draft(&header(), &[]).unwrap();
        open.append(&next(&open, 1)).unwrap();
        open.sync().unwrap();
        std::fs::File::options().write(true).open(open.path()).unwrap().set_len(left).unwrap();
        let line = next(&open, 2);
        let error = open.append(&line).unwrap_err().to_string();
        assert!(error.contains("the file was shortened underneath"), "{error}");
        assert!(open.needs_rewrite());
        open.rewrite(&[line]).unwrap();
        open.append(&next(&open, 3)).unwrap();
        open.sync().unwrap();
        let read = store.read_draft(&team(), period()).unwrap();
        assert_eq!((&read.draft, read.torn), (open.draft(), None));
    }
}
