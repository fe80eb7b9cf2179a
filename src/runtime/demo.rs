//! The demonstration: invented teams with a history, made of compact data by the same rules as everything else.
//! The data is in `assets/demo/`; the same day gives the same files.

mod data;
mod quarter;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalog::{self, Loaded};
use crate::finishing;
use crate::model::{Hash, Member, PersonId, Team};
use crate::store::StoreError;

use super::session::{Session, SessionError, reference};

use data::TeamData;
use quarter::{Days, Quarter};

/// The teams, each in a file of its own.
const TEAMS: [(&str, &str); 3] = [
    ("claims.json", include_str!("../../assets/demo/claims.json")),
    ("parcels.json", include_str!("../../assets/demo/parcels.json")),
    ("print-shop.json", include_str!("../../assets/demo/print-shop.json")),
];

/// The questionnaire that one team began with, as a bundle.
const EARLIER: (&str, &[u8]) = (
    "container-orchestration-0.9.0.json",
    include_bytes!("../../tests/data/container-orchestration-0.9.0.json"),
);

/// What kept the demonstration from being made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The data in the program does not fit the questionnaire.
    #[error("the demo data {file} cannot be used: {why}")]
    Data {
        /// The file it was compiled from.
        file: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The store could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A questionnaire is not here.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// The folder cannot be used.
    #[error("{} cannot hold the demo: {cause}", crate::text::Clean::line(&.path.display().to_string()))]
    Folder {
        /// The folder.
        path: std::path::PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// There is something in the folder already.
    #[error("{} is not empty; nothing was changed", crate::text::Clean::line(&.0.display().to_string()))]
    NotEmpty(std::path::PathBuf),
}

/// Refuses a folder to keep the demo in that has anything in it. One that is not there is fine.
///
/// # Errors
/// `NotEmpty`, or what the system said.
pub fn must_be_empty(folder: &Path) -> Result<(), DemoError> {
    let failed = |cause| DemoError::Folder { path: folder.to_owned(), cause };
    match std::fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(DemoError::NotEmpty(folder.to_owned())),
        },
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(failed(cause)),
    }
}

/// Writes the teams, their finished assessments and a running draft, as they stand on a day.
///
/// # Errors
/// What the store says; when the data does not fit the questionnaire.
pub fn fill(session: &Session, today: NaiveDate) -> Result<(), DemoError> {
    let mut kept = Vec::new();
    for (file, text) in TEAMS {
        let told = |why: String| DemoError::Data { file, why };
        let data: TeamData = serde_json::from_str(text).map_err(|e| told(e.to_string()))?;
        team(session, &data, today, &mut kept, &told)?;
    }
    Ok(())
}

/// One team with everything of it.
fn team(
    session: &Session,
    data: &TeamData,
    today: NaiveDate,
    kept: &mut Vec<Hash>,
    told: &dyn Fn(String) -> DemoError,
) -> Result<(), DemoError> {
    let newest = session.questionnaire(None)?;
    let mut team = Team::new(data.id.clone(), data.name.clone(), newest.questionnaire.id.clone());
    team.tags.clone_from(&data.tags);
    team.members = data.members.iter().map(|(id, name)| member(id, name)).collect();
    team.profile = data.profile.clone();
    team.capacity = data.capacity;
    team.targets.goal = Some(data.goal);
    session.store.create_team(&team)?;
    for (place, said) in data.quarters.iter().enumerate() {
        let loaded = match &said.questionnaire {
            Some(version) => of_version(session, &newest, version).map_err(told)?,
            None => Arc::clone(&newest),
        };
        let behind = data.quarters.len().saturating_sub(place + 1);
        let days = Days::finished(today, data.latest, behind, data.day);
        let quarter = Quarter { data, said, place, loaded: &loaded, days };
        let (header, lines) = quarter.lines().map_err(told)?;
        let draft = quarter::folded(header, &lines).map_err(told)?;
        let record = finishing::record(&draft, &loaded.questionnaire, days.end);
        keep(session, &loaded, kept)?;
        session.store.publish(&record)?;
    }
    let Some(said) = &data.draft else { return Ok(()) };
    let days = Days::running(today);
    let quarter = Quarter { data, said, place: data.quarters.len(), loaded: &newest, days };
    let (header, lines) = quarter.lines().map_err(told)?;
    keep(session, &newest, kept)?;
    session.store.create_draft(&header, &lines)?;
    Ok(())
}

/// Keeps a questionnaire beside the records, once.
fn keep(session: &Session, loaded: &Loaded, kept: &mut Vec<Hash>) -> Result<(), DemoError> {
    if !kept.contains(&loaded.sha256) {
        session.store.keep_bundle(&reference(loaded), &loaded.bundle)?;
        kept.push(loaded.sha256.clone());
    }
    Ok(())
}

fn member(id: &PersonId, name: &str) -> Member {
    Member { id: id.clone(), name: name.to_owned(), extra: crate::model::strict::Extra::default() }
}

/// Another version of the questionnaire of new teams: one at hand, or the one that the demonstration brings along.
fn of_version(session: &Session, newest: &Loaded, version: &str) -> Result<Arc<Loaded>, String> {
    let id = &newest.questionnaire.id;
    let fits = |l: &Loaded| l.questionnaire.id == *id && l.questionnaire.version.to_string() == version;
    if let Some(found) = session.catalog.all().find(|l| fits(l)) {
        return Ok(Arc::clone(found));
    }
    let earlier = catalog::load_bundle(EARLIER.1, Path::new(EARLIER.0)).map_err(|e| e.to_string())?;
    let missing = format!("there is no version {version} of the questionnaire");
    Some(earlier).filter(fits).map(Arc::new).ok_or(missing)
}

#[cfg(test)]
#[path = "demo/tests.rs"]
mod tests;
