//! Saved advice on disk: one file for each day, in the team's folder `advice/`. See `docs/files.md`, Advice.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::json::to_canonical;
use crate::model::advice::ADVICE_SCHEMA;
use crate::model::{Advice, TeamId};

use super::error::StoreError;
use super::format::{self, FormatError};
use super::read::{self, RECORD_LIMIT};
use super::records::Problem;
use super::{Store, atomic};

/// Reads saved advice.
///
/// # Errors
/// When it is none, was made by a newer Quaymark, or a value in it cannot be.
pub fn parse_advice(file: &Path, bytes: &[u8]) -> Result<Advice, FormatError> {
    let advice: Advice = format::document(file, bytes, ADVICE_SCHEMA)?;
    let heavy = |weights: &std::collections::BTreeMap<_, u8>| {
        weights.iter().find(|(_, w)| **w > 5).map(|(id, w)| (format!("{id}"), *w))
    };
    if let Some((id, weight)) = heavy(&advice.weights) {
        let message = format!("the weight of {id} is {weight}, expected 0 to 5");
        return Err(format::at_key(file, bytes, "weights", message));
    }
    if let Some((id, weight)) = heavy(&advice.inputs.weights) {
        let message = format!("the weight of {id} is {weight}, expected 0 to 5");
        return Err(format::at_key(file, bytes, "inputs", message));
    }
    Ok(advice)
}

impl Store {
    /// The advice that a team kept, by day; what cannot be read is listed with the reason.
    ///
    /// # Errors
    /// Only when the folder itself cannot be read.
    pub fn advices(&self, team: &TeamId) -> Result<Vec<Result<Advice, Problem>>, StoreError> {
        let entries = read::entries(&self.dir().root, &self.dir().advices(team))?;
        let load = |name: &std::ffi::OsStr, path: &Path| {
            let day = name.to_str().and_then(day_of);
            let day = day.ok_or_else(|| StoreError::ForeignAdvice { path: path.to_owned() })?;
            read_one(path, team, day)
        };
        Ok(entries
            .into_iter()
            .map(|(name, path)| load(&name, &path).map_err(|error| Problem { path, error: Box::new(error) }))
            .collect())
    }

    /// Keeps advice under its day, for a team that is there. Keeping the same again changes nothing. Gives the path.
    ///
    /// # Errors
    /// `NoTeam`; `Differs` when there is other advice of that day and `replace` is not set. A file that cannot be
    /// read, or was made by a newer Quaymark, is never replaced.
    pub fn save_advice(&self, advice: &Advice, replace: bool) -> Result<PathBuf, StoreError> {
        self.team(&advice.team)?;
        let path = self.dir().advice(&advice.team, advice.date);
        let text =
            to_canonical(advice).map_err(|cause| StoreError::Unwritable { path: path.clone(), cause })?;
        let size = text.len() as u64;
        if size > RECORD_LIMIT {
            return Err(StoreError::TooLarge { path, size, limit: RECORD_LIMIT });
        }
        parse_advice(&path, text.as_bytes())?;
        if replace && read::exists(&path)? {
            read_one(&path, &advice.team, advice.date)?;
            atomic::replace(&self.dir().root, &path, text.as_bytes())?;
        } else {
            atomic::publish(&self.dir().root, &path, text.as_bytes())?;
        }
        Ok(path)
    }
}

/// The day in a file's name such as `2026-11-23.json`.
fn day_of(name: &str) -> Option<NaiveDate> {
    let day = name.strip_suffix(".json")?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|d| d.to_string() == day)
}

fn read_one(path: &Path, team: &TeamId, day: NaiveDate) -> Result<Advice, StoreError> {
    let bytes = read::bytes(path, RECORD_LIMIT)?;
    let advice = parse_advice(path, &bytes)?;
    if advice.team != *team {
        let message = format!("the team is {}, expected {team} as its folder is named", advice.team);
        return Err(format::at_key(path, &bytes, "team", message).into());
    }
    if advice.date != day {
        let message = format!("the day is {}, expected {day} as the file is named", advice.date);
        return Err(format::at_key(path, &bytes, "date", message).into());
    }
    Ok(advice)
}
