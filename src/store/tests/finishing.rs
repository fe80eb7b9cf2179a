//! Finishing, interrupted and not.

use super::{BUNDLE, at, bundle_hash, header, period, put, question, rated, record, store, team, today};
use crate::model::{Assessment, QuestionnaireRef};
use crate::store::{Kind, Store, StoreError, the_current};

fn finished() -> Assessment {
    let mut record = record();
    record.questionnaire.sha256 = bundle_hash();
    record
}

fn count(store: &Store) -> usize {
    store.records(&team(), today()).unwrap().len()
}

#[test]
fn the_record_is_there_and_the_draft_is_gone() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    let kept = store.finish(&mut open, &finished(), BUNDLE).unwrap();
    assert!(!kept.already && kept.path.ends_with(format!("2026-Q4.{}.payments.json", kept.hash.short())));
    assert_eq!(store.bundle(&finished().questionnaire).unwrap(), BUNDLE.as_bytes());
    assert_eq!(store.read_draft(&team(), period()).unwrap_err().kind(), Kind::NotFound);
    let line = open.draft().answer_line(&question(1), Some(rated(1)), String::new(), None, at(0)).unwrap();
    for error in [open.append(&line), open.rewrite(std::slice::from_ref(&line)), open.sync()] {
        assert!(matches!(error, Err(StoreError::NoDraft { .. })), "a finished draft does not come back");
    }
    drop(open);
    store.create_draft(&header(), &[]).unwrap();
}

#[test]
fn stopped_before_the_draft_was_removed_it_is_finished_once() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    let journal = std::fs::read(open.path()).unwrap();
    let first = store.finish(&mut open, &finished(), BUNDLE).unwrap();
    let path = open.path().to_owned();
    drop(open);
    put(&store, &path, &journal);
    let mut open = store.open_draft(&team(), period()).unwrap();
    assert_eq!(store.published_from(&open.draft().header).unwrap().unwrap().hash, first.hash);
    let mut later = finished();
    later.finished = at(99);
    let again = store.finish(&mut open, &later, BUNDLE).unwrap();
    assert_eq!((again.already, &again.hash, &again.path), (true, &first.hash, &first.path));
    assert_eq!((count(&store), path.exists()), (1, false));
}

/// Each time the removal of the draft is missing and an answer changes: one record stays current.
#[test]
fn changed_after_it_was_stopped_it_replaces_what_it_was_published_as() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    let journal = std::fs::read(open.path()).unwrap();
    let path = open.path().to_owned();
    let mut hash = store.finish(&mut open, &finished(), BUNDLE).unwrap().hash;
    for level in [1, 3, 4] {
        drop(open);
        put(&store, &path, &journal);
        open = store.open_draft(&team(), period()).unwrap();
        let mut changed = finished();
        changed.finished = at(100 + i64::from(level));
        changed.answers.insert(question(1), rated(level));
        let kept = store.finish(&mut open, &changed, BUNDLE).unwrap();
        let records: Vec<_> = store.records(&team(), today()).unwrap().into_iter().flatten().collect();
        let current = the_current(&records, &team(), period()).unwrap();
        assert_eq!((&current.hash, &current.assessment.replaces), (&kept.hash, &Some(hash)));
        hash = kept.hash;
    }
    // The same once more makes no other record.
    drop(open);
    put(&store, &path, &journal);
    open = store.open_draft(&team(), period()).unwrap();
    let mut same = finished();
    same.answers.insert(question(1), rated(4));
    let kept = store.finish(&mut open, &same, BUNDLE).unwrap();
    assert_eq!((kept.already, kept.hash, count(&store)), (true, hash, 4));
}

#[test]
fn what_stops_it_leaves_the_draft() {
    let (_dir, store) = store();
    let mut open = store.create_draft(&header(), &[]).unwrap();
    let other = Assessment { period: period().next(), ..finished() };
    assert!(matches!(store.finish(&mut open, &other, BUNDLE), Err(StoreError::OtherDraft { .. })));
    assert!(matches!(store.finish(&mut open, &finished(), "{ }"), Err(StoreError::BundleChanged { .. })));
    // A file where the folder of records would be.
    put(&store, &store.dir().records(&team()), b"");
    assert!(matches!(store.finish(&mut open, &finished(), BUNDLE), Err(StoreError::NotPlain { .. })));
    assert!(open.path().exists());
    std::fs::remove_file(store.dir().records(&team())).unwrap();
    store.finish(&mut open, &finished(), BUNDLE).unwrap();
}

#[test]
fn a_questionnaire_that_changed_is_not_used() {
    let (_dir, store) = store();
    let reference: QuestionnaireRef = finished().questionnaire;
    let missing = store.bundle(&reference).unwrap_err();
    assert_eq!(missing.kind(), Kind::NotFound);
    assert!(missing.to_string().contains("tiny@1.0.0 (ca3d163b) is not kept here"), "{missing}");
    store.keep_bundle(&reference, BUNDLE).unwrap();
    store.keep_bundle(&reference, BUNDLE).unwrap();
    put(&store, &store.dir().bundle(&reference), b"{}");
    assert!(matches!(store.bundle(&reference), Err(StoreError::BundleChanged { .. })));
    assert!(matches!(store.keep_bundle(&reference, BUNDLE), Err(StoreError::Differs { .. })));
}
