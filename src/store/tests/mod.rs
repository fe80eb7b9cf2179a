//! Tests of the store as a whole, on real folders.

mod bad_input;
mod finishing;
mod journals;
mod kept;

use chrono::{DateTime, NaiveDate, Utc};
use tempfile::TempDir;

use crate::json::sha256;
use crate::model::draft::JOURNAL_SCHEMA;
use crate::model::{
    Answer, AnswerState, Assessment, DraftHeader, Hash, Level, Period, QuestionId, QuestionnaireRef, Scope,
    TeamId,
};
use crate::store::{DataDir, Origin, Store};

pub(super) const BUNDLE: &str = "{}\n";

/// A record as a person would have it in a file.
pub(super) const RECORD: &str = r#"{
  "schema": "quaymark/assessment/v1",
  "team": "payments",
  "period": "2026-Q4",
  "replaces": null,
  "questionnaire": {
    "id": "tiny",
    "version": "1.0.0",
    "sha256": "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"
  },
  "started": "2026-11-20T09:00:00Z",
  "finished": "2026-11-23T10:02:11Z",
  "answers": {
    "NET-Q3": { "state": "unknown", "note": "ask dée" },
    "SEC-Q1": { "state": "rated", "level": 2, "also": ["SEC-06"], "zeta": [1] }
  },
  "unheard_of": { "kept": true }
}
"#;

pub(super) fn store() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::new(DataDir { root: dir.path().join("data"), origin: Origin::Flag });
    (dir, store)
}

pub(super) fn team() -> TeamId {
    TeamId::parse("payments").unwrap()
}

pub(super) fn period() -> Period {
    Period::parse("2026-Q4").unwrap()
}

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

pub(super) fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000 + second, 0).unwrap()
}

pub(super) fn question(n: u32) -> QuestionId {
    QuestionId::parse(&format!("SEC-Q{n}")).unwrap()
}

pub(super) fn rated(level: u8) -> Answer {
    let level = Level::new(level).unwrap();
    Answer::new(AnswerState::Rated { level, also: Vec::new() })
}

pub(super) fn record() -> Assessment {
    serde_json::from_str(RECORD).unwrap()
}

pub(super) fn header() -> DraftHeader {
    let Assessment { team, period, questionnaire, started, .. } = record();
    DraftHeader {
        schema: JOURNAL_SCHEMA.to_owned(),
        team,
        period,
        questionnaire: QuestionnaireRef { sha256: bundle_hash(), ..questionnaire },
        scope: Scope::All,
        profile: crate::model::Profile::default(),
        replaces: None,
        plan: Vec::new(),
        blank: false,
        started,
    }
}

pub(super) fn bundle_hash() -> Hash {
    sha256(BUNDLE.as_bytes())
}

/// Puts bytes at a path under the data directory, as another program would.
pub(super) fn put(store: &Store, path: &std::path::Path, bytes: &[u8]) {
    super::atomic::replace(&store.dir().root, path, bytes).unwrap();
}
