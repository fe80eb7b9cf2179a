//! Finished records on disk: published once, listed with everything that is wrong beside them, never changed.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::json::{sha256, to_canonical};
use crate::model::{Assessment, Hash, Period, TeamId};

use super::error::StoreError;
use super::read::{self, RECORD_LIMIT};
use super::{Store, atomic, format};

/// A finished record as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What is in it.
    pub assessment: Assessment,
    /// The SHA-256 of its bytes.
    pub hash: Hash,
    /// Where it is.
    pub path: PathBuf,
    /// Whether the name was made for other bytes.
    pub edited_by_hand: bool,
    /// What is odd about it; it counts all the same.
    pub oddities: Vec<Oddity>,
    /// The eight digits in its name, by which it was known when it was published.
    short: String,
}

/// Something odd about a record that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Oddity {
    /// It is about another team than its name or folder says.
    #[error("it is about the team {inside}, its name and folder say {outside}")]
    Team {
        /// The team inside.
        inside: TeamId,
        /// The team that the name or the folder says.
        outside: String,
    },
    /// It is about another quarter than its name says.
    #[error("it is about {inside}, its name says {outside}")]
    Period {
        /// The quarter inside.
        inside: Period,
        /// The quarter that the name says.
        outside: Period,
    },
    /// The quarter is before 2000 or more than two years ahead.
    #[error("{0} is an unlikely quarter")]
    Unlikely(Period),
}

/// A file beside the records that could not be read as one. It was left as it is.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// Why; a newer schema is named with its number.
    pub error: Box<StoreError>,
}

/// A record that is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The SHA-256 of its bytes.
    pub hash: Hash,
    /// Where it is.
    pub path: PathBuf,
    /// Whether it was there before, with the same bytes.
    pub already: bool,
}

/// The parts of a record's file name.
pub(super) struct Name<'a> {
    pub period: Period,
    short: &'a str,
    team: &'a str,
}

pub(super) fn parts(name: &OsStr) -> Option<Name<'_>> {
    let (period, rest) = name.to_str()?.strip_suffix(".json")?.split_once('.')?;
    let (short, team) = rest.split_once('.')?;
    let digits = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    let good = short.len() == 8 && short.bytes().all(digits) && TeamId::parse(team).is_ok();
    Some(Name { period: Period::parse(period)?, short, team }).filter(|_| good)
}

impl Store {
    /// The records of a team by quarter, then by file name; what cannot be read stands last of its quarter or
    /// of all, with the reason. A team without records has an empty list.
    ///
    /// `today` decides which quarters are unlikely.
    ///
    /// # Errors
    /// Only when the folder itself cannot be read.
    pub fn records(
        &self,
        team: &TeamId,
        today: NaiveDate,
    ) -> Result<Vec<Result<Record, Problem>>, StoreError> {
        let mut found = Vec::new();
        for (name, path) in read::entries(&self.dir().root, &self.dir().records(team))? {
            let named = parts(&name);
            let record = match &named {
                Some(named) => load(&path, named, team, today),
                None => Err(foreign(&path)),
            };
            let inside = record.as_ref().ok().map(|r| r.assessment.period);
            let period = inside.or(named.map(|n| n.period));
            let key = (period.is_none(), period, record.is_err(), name);
            found.push((key, record.map_err(|error| Problem { path, error: Box::new(error) })));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(found.into_iter().map(|(_, entry)| entry).collect())
    }

    /// Publishes a record. Publishing the same again changes nothing.
    ///
    /// # Errors
    /// When the record could not be read back by Quaymark (nothing is written then), a record with the same
    /// first digits of its hash is there, or what the system said.
    pub fn publish(&self, assessment: &Assessment) -> Result<Kept, StoreError> {
        let (team, period) = (&assessment.team, assessment.period);
        let text = to_canonical(assessment)
            .map_err(|cause| StoreError::Unwritable { path: self.dir().records(team), cause })?;
        let hash = sha256(text.as_bytes());
        let path = self.dir().record(team, period, &hash);
        let size = text.len() as u64;
        if size > RECORD_LIMIT {
            return Err(StoreError::TooLarge { path, size, limit: RECORD_LIMIT });
        }
        format::assessment(&path, text.as_bytes())?;
        let outcome = atomic::publish(&self.dir().root, &path, text.as_bytes())?;
        Ok(Kept { hash, path, already: outcome == atomic::Published::AlreadyThere })
    }
}

/// Reads a record from any place, such as a file that a command names.
///
/// # Errors
/// When it cannot be opened as a regular file of at most 4 MiB, or is no record.
pub fn read_record(path: &Path) -> Result<(Assessment, Hash), StoreError> {
    let bytes = read::bytes(path, RECORD_LIMIT)?;
    Ok((format::assessment(path, &bytes)?, sha256(&bytes)))
}

pub(super) fn load(
    path: &Path,
    name: &Name<'_>,
    folder: &TeamId,
    today: NaiveDate,
) -> Result<Record, StoreError> {
    let (assessment, hash) = read_record(path)?;
    let mut oddities = Vec::new();
    let inside = &assessment.team;
    if let Some(outside) = [name.team, folder.as_str()].into_iter().find(|t| *t != inside.as_str()) {
        oddities.push(Oddity::Team { inside: inside.clone(), outside: outside.to_owned() });
    }
    if assessment.period != name.period {
        oddities.push(Oddity::Period { inside: assessment.period, outside: name.period });
    }
    if unlikely(assessment.period, today) {
        oddities.push(Oddity::Unlikely(assessment.period));
    }
    let edited_by_hand = hash.short() != name.short;
    let (short, path) = (name.short.to_owned(), path.to_owned());
    Ok(Record { assessment, hash, path, edited_by_hand, oddities, short })
}

/// Whether a quarter lies before 2000 or more than two years after a day.
pub fn unlikely(period: Period, today: NaiveDate) -> bool {
    let latest = Period::containing(today, 1);
    let ahead = Period::new(latest.year().saturating_add(2), latest.quarter());
    period.year() < 2000 || ahead.is_some_and(|last| period > last)
}

pub(super) fn foreign(path: &Path) -> StoreError {
    match read::must_be_file(path) {
        Ok(()) => StoreError::ForeignName { path: path.to_owned() },
        Err(error) => error,
    }
}

/// The records of a quarter that no other record replaces, in order. A record that was edited by hand after it
/// was replaced stays replaced: its name still says which one it was.
pub fn current(records: &[Record], period: Period) -> Vec<&Record> {
    let replaced = |record: &Record| {
        records.iter().filter(|other| other.path != record.path).any(|other| {
            let by = other.assessment.replaces.as_ref();
            by.is_some_and(|h| *h == record.hash || (record.edited_by_hand && h.short() == record.short))
        })
    };
    records.iter().filter(|r| r.assessment.period == period && !replaced(r)).collect()
}

/// The one current record of a quarter.
///
/// # Errors
/// `NoRecord`, or `TwoCurrent` with the names of all.
pub fn the_current<'a>(
    records: &'a [Record],
    team: &TeamId,
    period: Period,
) -> Result<&'a Record, StoreError> {
    let found = current(records, period);
    match found.as_slice() {
        [] => Err(StoreError::NoRecord { team: team.clone(), period }),
        [one] => Ok(one),
        several => {
            let name = |r: &&Record| r.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let names = several.iter().map(name).collect();
            Err(StoreError::TwoCurrent { team: team.clone(), period, names })
        }
    }
}

/// The quarters that have records, in order.
pub fn periods(records: &[Record]) -> BTreeSet<Period> {
    records.iter().map(|r| r.assessment.period).collect()
}
