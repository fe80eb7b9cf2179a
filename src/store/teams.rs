//! Teams on disk: one folder each, with `team.json` in it. The folder's name is the team's id.

use std::path::Path;

use crate::json::to_canonical;
use crate::model::{Team, TeamId};

use super::error::StoreError;
use super::read::{self, RECORD_LIMIT};
use super::records::Problem;
use super::{Store, atomic, format};

impl Store {
    /// Adds a team.
    ///
    /// # Errors
    /// `TeamExists`, a value that could not be read back, or what the system said.
    pub fn create_team(&self, team: &Team) -> Result<(), StoreError> {
        let path = self.dir().team_file(&team.id);
        let text = written(&path, team)?;
        match atomic::publish(&self.dir().root, &path, text.as_bytes()) {
            Ok(atomic::Published::New) => Ok(()),
            Ok(atomic::Published::AlreadyThere) | Err(StoreError::Differs { .. }) => {
                Err(StoreError::TeamExists { id: team.id.clone() })
            }
            Err(other) => {
                // The folder may have been made for this; one with something in it stays.
                let _ = std::fs::remove_dir(self.dir().team(&team.id));
                Err(other)
            }
        }
    }

    /// Refuses a team that could not be read back; touches nothing.
    ///
    /// # Errors
    /// What is wrong with a value.
    pub fn check_team(&self, team: &Team) -> Result<(), StoreError> {
        written(&self.dir().team_file(&team.id), team).map(|_| ())
    }

    /// A team's settings.
    ///
    /// # Errors
    /// `NoTeam`, or what is wrong with the file.
    pub fn team(&self, id: &TeamId) -> Result<Team, StoreError> {
        let missing = || StoreError::NoTeam { id: id.clone() };
        if !read::folder_exists(&self.dir().root, &self.dir().team(id))? {
            return Err(missing());
        }
        let path = self.dir().team_file(id);
        let bytes =
            read::bytes(&path, RECORD_LIMIT).map_err(|e| if e.is_missing() { missing() } else { e })?;
        let team = format::team(&path, &bytes)?;
        if team.id == *id { Ok(team) } else { Err(format::other_id(&path, &bytes, &team.id, id).into()) }
    }

    /// Saves a team's settings in place of those that are there; the last one to save wins.
    ///
    /// # Errors
    /// `NoTeam`. When the file cannot be read or was made by a newer Quaymark it is not replaced.
    pub fn save_team(&self, team: &Team) -> Result<(), StoreError> {
        self.team(&team.id)?;
        let path = self.dir().team_file(&team.id);
        let text = written(&path, team)?;
        atomic::replace(&self.dir().root, &path, text.as_bytes())
    }

    /// Every team by id, also those put aside; a team that cannot be read is listed with the reason.
    ///
    /// # Errors
    /// Only when the folder of teams itself cannot be read.
    pub fn teams(&self) -> Result<Vec<Result<Team, Problem>>, StoreError> {
        let entries = read::entries(&self.dir().root, &self.dir().teams())?;
        let load = |name: std::ffi::OsString, path: &Path| match TeamId::parse(&name.to_string_lossy()) {
            Ok(id) => self.team(&id),
            Err(id) => Err(StoreError::ForeignFolder { path: path.to_owned(), id }),
        };
        Ok(entries
            .into_iter()
            .map(|(name, path)| load(name, &path).map_err(|error| Problem { path, error: Box::new(error) }))
            .collect())
    }
}

impl Store {
    /// How many folders of teams there are; none is read.
    ///
    /// # Errors
    /// Only when the folder of teams itself cannot be read.
    pub fn team_count(&self) -> Result<usize, StoreError> {
        Ok(read::entries(&self.dir().root, &self.dir().teams())?.len())
    }
}

/// The text of a team, when it can be read back.
fn written(path: &Path, team: &Team) -> Result<String, StoreError> {
    let text = to_canonical(team).map_err(|cause| StoreError::Unwritable { path: path.to_owned(), cause })?;
    let size = text.len() as u64;
    if size > RECORD_LIMIT {
        return Err(StoreError::TooLarge { path: path.to_owned(), size, limit: RECORD_LIMIT });
    }
    format::team(path, text.as_bytes())?;
    Ok(text)
}
