//! Tests of starting drafts: what is refused, and that what is refused leaves no trace.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::super::session::{Session, SessionError};
use crate::app::effect::Start;
use crate::finishing;
use crate::model::{DimensionCode, Period, Profile, Scope, Slug, TeamId};
use crate::store::{DataDir, Kind, Origin, Store, StoreError};

fn session(root: &Path) -> Session {
    Session::new(Store::new(DataDir { root: root.join("data"), origin: Origin::Flag }), None).unwrap()
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

fn start() -> Start {
    Start {
        team: TeamId::parse("payments").unwrap(),
        new_name: Some("Payments".to_owned()),
        period: Period::parse("2026-Q4").unwrap(),
        scope: Scope::Dimensions { ids: vec![DimensionCode::parse("SEC").unwrap()] },
        scope_note: "all clusters".to_owned(),
        profile: Profile::default(),
        from_last: true,
    }
}

#[test]
fn a_start_with_its_note_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    let session = session(dir.path());
    let (open, opened) = session.start(&start(), now()).unwrap();
    assert_eq!((open.draft().scope_note.as_str(), opened.team.name.as_str()), ("all clusters", "Payments"));
    assert!(open.draft().undo_line(now()).is_none());
}

/// The built-in questionnaire under another id, in a folder of its own.
fn ours(root: &Path) -> PathBuf {
    let folder = root.join("ours");
    std::fs::create_dir(&folder).unwrap();
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/assessments/container-orchestration");
    for entry in std::fs::read_dir(own).unwrap() {
        let entry = entry.unwrap();
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let text = text.replace("\"id\": \"container-orchestration\"", "\"id\": \"ours\"");
        let mut file = std::fs::File::create(folder.join(entry.file_name())).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
    folder
}

#[test]
fn a_new_team_gets_the_questionnaire_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let store = session(dir.path()).store;
    let session = Session::new(store, Some(&ours(dir.path()))).unwrap();
    assert_eq!(session.questionnaire(None).unwrap().questionnaire.id.as_str(), "ours");
    let (open, opened) = session.start(&start(), now()).unwrap();
    assert_eq!(open.draft().header.questionnaire.id.as_str(), "ours");
    assert_eq!(opened.team.questionnaire.as_str(), "ours");
}

#[test]
fn what_cannot_be_started_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let session = session(dir.path());
    let unlikely = Start { period: Period::parse("2062-Q1").unwrap(), ..start() };
    let empty = Start { scope: Scope::Selection { id: Slug::parse("nothing").unwrap() }, ..start() };
    let long = Start { new_name: Some("x".repeat(500)), ..start() };
    for (start, said) in
        [(unlikely, "2062-Q1 is an unlikely quarter"), (empty, "has no questions"), (long, "name")]
    {
        let error = session.start(&start, now()).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
        assert_eq!(error.kind(), Kind::Failed);
        assert!(!dir.path().join("data").exists());
    }
}

#[test]
fn a_team_that_is_there_or_archived_is_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let session = session(dir.path());
    let id = start().team;
    let loaded = session.questionnaire(None).unwrap();
    let mut team = crate::model::Team::new(id.clone(), "Old".to_owned(), loaded.questionnaire.id.clone());
    session.store.create_team(&team).unwrap();
    let error = session.start(&start(), now()).unwrap_err();
    assert!(matches!(error, SessionError::Store(StoreError::TeamExists { .. })), "{error}");
    team.archived = true;
    session.store.save_team(&team).unwrap();
    let error = session.start(&Start { new_name: None, ..start() }, now()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "payments is archived; to take it back: quaymark team archive payments --undo"
    );
    assert_eq!(session.store.team(&id).unwrap(), team);
    assert!(session.store.drafts().unwrap().is_empty());
}

#[test]
fn a_second_start_changes_neither_draft_nor_team() {
    let dir = tempfile::tempdir().unwrap();
    let session = session(dir.path());
    drop(session.start(&start(), now()).unwrap());
    let before = session.store.team(&start().team).unwrap();
    let mut again = Start { new_name: None, ..start() };
    again.profile.0.insert(Slug::parse("stateful").unwrap(), crate::model::profile::ProfileValue::Bool(true));
    let error = session.start(&again, now()).unwrap_err();
    assert!(matches!(error, SessionError::Store(StoreError::DraftExists { .. })), "{error}");
    assert_eq!(session.store.team(&start().team).unwrap(), before);
}

/// The team cannot be written, as a file stands where its folder would be made: no draft is left of it.
#[test]
fn a_draft_without_its_team_goes_to_the_trash() {
    let dir = tempfile::tempdir().unwrap();
    let session = session(dir.path());
    std::fs::create_dir_all(session.store.dir().team_file(&start().team)).unwrap();
    session.start(&start(), now()).unwrap_err();
    assert!(session.store.drafts().unwrap().is_empty());
    assert_eq!(session.store.draft_periods(&start().team).unwrap(), []);
}

#[test]
fn an_amended_record_is_copied_whole_and_cannot_be_undone() {
    let dir = tempfile::tempdir().unwrap();
    let session = session(dir.path());
    let (mut open, opened) = session.start(&start(), now()).unwrap();
    let record = finishing::record(open.draft(), &opened.questionnaire, now());
    session.finish(&mut open, &record).unwrap();
    drop(open);
    let (open, _) = session.amend(&start().team, start().period, now()).unwrap();
    assert_eq!(open.draft().scope_note, "all clusters");
    assert!(open.draft().undo_line(now()).is_none());
}
