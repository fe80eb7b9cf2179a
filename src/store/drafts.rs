//! Running drafts on disk: journals that are created, held, looked at and set aside. Changing a held one is in
//! `open_draft`.
//! What the lines look like is in `journal`; what they mean is in `model::draft`.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use crate::model::{Draft, DraftHeader, DraftLine, Period, TeamId};

use super::error::{StoreError, unwritten};
use super::format::FormatError;
use super::journal::{self, Journal};
use super::open_draft::OpenDraft;
use super::read::{self, JOURNAL_LIMIT};
use super::{Store, atomic};

/// A draft as it is on disk, for looking only.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDraft {
    /// What its valid lines add up to.
    pub draft: Draft,
    /// Valid lines, with the header.
    pub lines: usize,
    /// Why the rest of the journal does not hold; none when all of it does.
    pub torn: Option<String>,
}

/// A draft in the list of drafts.
#[derive(Debug)]
pub struct DraftEntry {
    /// The team, by the folder.
    pub team: TeamId,
    /// The quarter, by the file name.
    pub period: Period,
    /// The draft, or why it cannot be read.
    pub draft: Result<ReadDraft, StoreError>,
}

impl Store {
    /// Starts a draft and holds it. `base` are the lines that it starts with: header and lines are on disk on
    /// return, or there is no draft.
    ///
    /// # Errors
    /// `DraftExists`, `DraftHeld`, `BadChange` when a line does not fit, or what the system said.
    pub fn create_draft(&self, header: &DraftHeader, base: &[DraftLine]) -> Result<OpenDraft, StoreError> {
        let (team, period) = (&header.team, header.period);
        let path = self.dir().journal(team, period);
        self.refuse_second_draft(team, period)?;
        let (first, sum) = journal::seal("", header)
            .map_err(|cause| StoreError::Unwritable { path: path.clone(), cause })?;
        let (_, text, _) = journal::with(&path, (Draft::new(header.clone()), first, sum), base)?;
        let lock = self.hold(team, period)?;
        match atomic::publish(&self.dir().root, &path, text.as_bytes()) {
            Ok(atomic::Published::New) => OpenDraft::open(self.dir(), team, period, lock),
            Ok(atomic::Published::AlreadyThere) | Err(StoreError::Differs { .. }) => {
                Err(StoreError::DraftExists { team: team.clone(), period })
            }
            Err(other) => Err(other),
        }
    }

    /// Refuses a draft where there is one already; touches nothing.
    ///
    /// # Errors
    /// `DraftExists`, or what the system said.
    pub fn refuse_second_draft(&self, team: &TeamId, period: Period) -> Result<(), StoreError> {
        self.refuse_linked_drafts(team)?;
        if read::exists(&self.dir().journal(team, period))? {
            return Err(StoreError::DraftExists { team: team.clone(), period });
        }
        Ok(())
    }

    /// Opens a draft for changing and holds it. A tail that does not hold is moved to a file of its own first.
    ///
    /// # Errors
    /// `NoDraft`, `DraftHeld` (then [`Store::read_draft`] still works), or what is wrong with the file.
    pub fn open_draft(&self, team: &TeamId, period: Period) -> Result<OpenDraft, StoreError> {
        self.must_exist(team, period)?;
        let lock = self.hold(team, period)?;
        OpenDraft::open(self.dir(), team, period, lock)
    }

    /// Reads a draft without holding or changing it.
    ///
    /// # Errors
    /// `NoDraft`, or what is wrong with the file.
    pub fn read_draft(&self, team: &TeamId, period: Period) -> Result<ReadDraft, StoreError> {
        self.must_exist(team, period)?;
        let path = self.dir().journal(team, period);
        let Journal { draft, lines, stopped, .. } =
            named(journal::parse(&path, &read::bytes(&path, JOURNAL_LIMIT)?)?, &path, team, period)?;
        Ok(ReadDraft { draft, lines, torn: stopped })
    }

    /// The quarters for which a team has a draft, in order, by the names of the files; none is read.
    ///
    /// # Errors
    /// When the folder of its drafts cannot be read.
    pub fn draft_periods(&self, team: &TeamId) -> Result<Vec<Period>, StoreError> {
        let folder = self.dir().drafts().join(team.as_str());
        if !read::folder_exists(&self.dir().root, &folder)? {
            return Ok(Vec::new());
        }
        let entries = read::entries(&self.dir().root, &folder)?;
        let mut periods: Vec<Period> = entries.iter().filter_map(|(file, _)| period_of(file)).collect();
        periods.sort();
        Ok(periods)
    }

    /// Every draft, by team and quarter. Drafts that cannot be read are listed with the reason.
    ///
    /// # Errors
    /// When the folder of drafts cannot be read. Names that no draft has are passed over.
    pub fn drafts(&self) -> Result<Vec<DraftEntry>, StoreError> {
        let root = &self.dir().root;
        let mut found = Vec::new();
        for (name, folder) in read::entries(root, &self.dir().drafts())? {
            let Some(Ok(team)) = name.to_str().map(TeamId::parse) else { continue };
            if std::fs::symlink_metadata(&folder).is_ok_and(|m| !m.is_dir()) {
                continue;
            }
            for (file, _) in read::entries(root, &folder)? {
                if let Some(period) = period_of(&file) {
                    let draft = self.read_draft(&team, period);
                    found.push(DraftEntry { team: team.clone(), period, draft });
                }
            }
        }
        Ok(found)
    }

    /// Moves a draft to `trash/`, also one that cannot be read. Gives where it is now.
    ///
    /// # Errors
    /// `NoDraft`, `DraftHeld`, or what the system said.
    pub fn discard_draft(&self, team: &TeamId, period: Period) -> Result<PathBuf, StoreError> {
        self.must_exist(team, period)?;
        let _lock = self.hold(team, period)?;
        to_trash(&self.dir().root, &self.dir().trash(), &self.dir().journal(team, period), team)
    }

    /// Whether somebody holds a draft open. Takes nothing and changes nothing.
    ///
    /// # Errors
    /// What the system said about the lock.
    pub fn is_held(&self, team: &TeamId, period: Period) -> Result<bool, StoreError> {
        if !read::exists(&self.dir().journal_lock(team, period))? {
            return Ok(false);
        }
        match self.hold(team, period) {
            Ok(_) => Ok(false),
            Err(StoreError::DraftHeld { .. }) => Ok(true),
            Err(other) => Err(other),
        }
    }

    /// Where [`Store::discard_draft`] would move a draft to.
    ///
    /// # Errors
    /// When the trash cannot be looked at.
    pub fn trash_for(&self, team: &TeamId, period: Period) -> Result<PathBuf, StoreError> {
        atomic::free_path(&self.dir().trash(), &format!("{team}.{period}.journal"))
    }

    fn must_exist(&self, team: &TeamId, period: Period) -> Result<(), StoreError> {
        self.refuse_linked_drafts(team)?;
        if read::exists(&self.dir().journal(team, period))? {
            Ok(())
        } else {
            Err(StoreError::NoDraft { team: team.clone(), period })
        }
    }

    fn refuse_linked_drafts(&self, team: &TeamId) -> Result<(), StoreError> {
        read::folder_exists(&self.dir().root, &self.dir().drafts().join(team.as_str())).map(|_| ())
    }

    /// Takes the lock of a draft, without waiting.
    fn hold(&self, team: &TeamId, period: Period) -> Result<File, StoreError> {
        let path = self.dir().journal_lock(team, period);
        if !read::exists(&path)? {
            atomic::publish(&self.dir().root, &path, b"")?;
        }
        let file = read::file_to_write(&path)?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(StoreError::DraftHeld { team: team.clone(), period }),
            Err(TryLockError::Error(cause)) => Err(unwritten(&path)(cause)),
        }
    }
}

/// The quarter of a journal, by its name.
fn period_of(file: &OsStr) -> Option<Period> {
    file.to_str()?.strip_suffix(".journal").and_then(Period::parse)
}

/// Reads the bytes of a journal from any place, such as a file that a command names.
///
/// # Errors
/// When not even its header holds, or it was made by a newer Quaymark.
pub fn parse_journal(path: &Path, bytes: &[u8]) -> Result<ReadDraft, FormatError> {
    let Journal { draft, lines, stopped, .. } = journal::parse(path, bytes)?;
    Ok(ReadDraft { draft, lines, torn: stopped })
}

/// Refuses a journal that tells of another team or quarter than its name.
pub(super) fn named(
    journal: Journal,
    path: &Path,
    team: &TeamId,
    period: Period,
) -> Result<Journal, StoreError> {
    let header = &journal.draft.header;
    if header.team == *team && header.period == period {
        return Ok(journal);
    }
    Err(StoreError::Misplaced { path: path.to_owned(), team: header.team.clone(), period: header.period })
}

/// Moves a journal to the trash. The caller holds it.
pub(super) fn to_trash(root: &Path, trash: &Path, path: &Path, team: &TeamId) -> Result<PathBuf, StoreError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    atomic::move_aside(root, path, trash, &format!("{team}.{name}"))
}
