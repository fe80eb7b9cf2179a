//! A draft that this process holds: lines are appended, synced, written afresh when the disk let us down,
//! and recovered when it is opened. Finding and holding drafts is in `drafts`, the form of lines in `journal`.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::model::{Draft, DraftLine, Period, TeamId};

use super::atomic;
use super::drafts::{named, to_trash};
use super::error::{StoreError, unread, unwritten};
use super::journal::{self, Journal};
use super::paths::DataDir;
use super::read::{self, Found, Identity, JOURNAL_LIMIT};

/// The part of a journal that did not hold, kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TornTail {
    /// Where it is kept.
    pub path: PathBuf,
    /// How many lines, the last of which may be cut.
    pub lines: usize,
    /// How many bytes.
    pub bytes: usize,
    /// Why it did not hold.
    pub why: String,
}

/// Whether the file on disk can be trusted to take another line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    /// A write or a sync failed; only writing the file afresh helps.
    Suspect,
    /// Finished or discarded.
    Gone,
}

/// A draft that this process holds. Dropping it lets go; every appended line is in the file already.
#[derive(Debug)]
pub struct OpenDraft {
    root: PathBuf,
    path: PathBuf,
    team: TeamId,
    period: Period,
    /// Held for as long as this value lives.
    _lock: File,
    file: File,
    /// Which file on disk that is, to notice when the name leads elsewhere.
    identity: Identity,
    /// All good lines, for writing the file afresh when the disk let us down.
    text: String,
    sum: String,
    draft: Draft,
    state: State,
    recovered: Option<TornTail>,
}

/// Keeps the tail that does not hold in a file of its own, and only then cuts it off.
fn recover(
    root: &Path,
    path: &Path,
    file: &File,
    bytes: &[u8],
    journal: &Journal,
) -> Result<Option<TornTail>, StoreError> {
    let Some(why) = journal.stopped.clone() else { return Ok(None) };
    let tail = bytes.get(journal.good..).unwrap_or_default();
    let folder = path.parent().unwrap_or(root);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let kept = atomic::free_path(folder, &format!("{name}.torn"))?;
    atomic::publish(root, &kept, tail)?;
    file.set_len(journal.good as u64).and_then(|()| file.sync_all()).map_err(unwritten(path))?;
    let lines = tail.split_inclusive(|b| *b == b'\n').count();
    Ok(Some(TornTail { path: kept, lines, bytes: tail.len(), why }))
}

impl OpenDraft {
    /// Reads the journal of a draft whose lock is held, and recovers it where it needs to be.
    pub(super) fn open(dir: &DataDir, team: &TeamId, period: Period, lock: File) -> Result<Self, StoreError> {
        let path = dir.journal(team, period);
        let file = read::file_to_write(&path).map_err(|error| {
            let gone = error.is_missing();
            if gone { StoreError::NoDraft { team: team.clone(), period } } else { error }
        })?;
        let bytes = read::all_of(&file, &path, JOURNAL_LIMIT)?;
        let journal = named(journal::parse(&path, &bytes)?, &path, team, period)?;
        let identity = read::identity(&file.metadata().map_err(unread(&path))?);
        let recovered = recover(&dir.root, &path, &file, &bytes, &journal)?;
        let Journal { draft, good, sum, .. } = journal;
        // The valid part was read as UTF-8, so nothing is replaced here.
        let text = String::from_utf8_lossy(bytes.get(..good).unwrap_or_default()).into_owned();
        Ok(Self {
            root: dir.root.clone(),
            path,
            team: team.clone(),
            period,
            _lock: lock,
            file,
            identity,
            text,
            sum,
            draft,
            state: State::Good,
            recovered,
        })
    }

    /// What the lines in the file add up to.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The journal.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The tail that was moved aside when the draft was opened.
    pub fn recovered(&self) -> Option<&TornTail> {
        self.recovered.as_ref()
    }

    /// Whether a write or a sync failed, so that [`OpenDraft::rewrite`] is needed.
    pub fn needs_rewrite(&self) -> bool {
        self.state == State::Suspect
    }

    /// Adds one line to the file. It survives the end of this process, but not yet that of the machine: see
    /// [`OpenDraft::sync`]. When it fails the file ends with the line before, and the caller keeps the change:
    /// the same line may be given again, or to [`OpenDraft::rewrite`].
    ///
    /// # Errors
    /// `BadChange` when the line does not fit, `NeedsRewrite` after an earlier failure, else what the system said.
    pub fn append(&mut self, line: &DraftLine) -> Result<(), StoreError> {
        self.must_be_good()?;
        let (text, sum) = journal::sealed(&self.path, &self.draft, &self.sum, self.text.len(), line)?;
        let length = self.text.len() as u64;
        if self.is_shorter(length) {
            self.state = State::Suspect;
            return Err(self.append_failed(io::Error::other("the file was shortened underneath")));
        }
        let written =
            self.file.seek(SeekFrom::Start(length)).and_then(|_| self.file.write_all(text.as_bytes()));
        if let Err(cause) = written {
            if self.file.set_len(length).is_err() {
                self.state = State::Suspect;
            }
            return Err(self.append_failed(cause));
        }
        self.text.push_str(&text);
        self.sum = sum;
        journal::apply(&mut self.draft, line, &self.path)
    }

    /// Waits until every line that was added is on disk, in the file that the name leads to. A sync that failed
    /// is never tried again and called success: what the system still holds may be lost by then.
    ///
    /// # Errors
    /// What the system said, also when the file was deleted or replaced underneath; `NeedsRewrite` from then on.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        self.must_be_good()?;
        let synced = self.file.sync_data().and_then(|()| match read::found(&self.path, self.identity)? {
            Found::Same => Ok(()),
            Found::Other => Err(io::Error::other("another file was put in its place")),
            Found::Nothing => Err(io::Error::other("the file was deleted underneath")),
        });
        synced.map_err(|cause| {
            self.state = State::Suspect;
            self.append_failed(cause)
        })
    }

    /// Writes all lines so far and `more` to a fresh file in place of the journal, and goes on with it.
    /// Everything is on disk on return.
    ///
    /// # Errors
    /// `BadChange` when a line does not fit, `Differs` when somebody put another file in the journal's place,
    /// else what the system said. The old file is as it was then, and this can be tried again.
    pub fn rewrite(&mut self, more: &[DraftLine]) -> Result<(), StoreError> {
        if self.state == State::Gone {
            return Err(self.gone());
        }
        let so_far = (self.draft.clone(), self.text.clone(), self.sum.clone());
        let (draft, text, sum) = journal::with(&self.path, so_far, more)?;
        if read::found(&self.path, self.identity).map_err(unwritten(&self.path))? == Found::Other {
            return Err(StoreError::Differs { path: self.path.clone() });
        }
        // Until the new file is in place for certain, nothing is added to the old one.
        self.state = State::Suspect;
        let (file, confirmed) = atomic::replace_and_go_on(&self.root, &self.path, text.as_bytes())?;
        self.identity = read::identity(&file.metadata().map_err(unread(&self.path))?);
        (self.file, self.draft, self.text, self.sum) = (file, draft, text, sum);
        confirmed?;
        self.state = State::Good;
        Ok(())
    }

    /// Moves the draft to `trash/` and lets go of it. Gives where it is now.
    ///
    /// # Errors
    /// What the system said.
    pub fn discard(mut self) -> Result<PathBuf, StoreError> {
        let moved = to_trash(&self.root, &self.root.join("trash"), &self.path, &self.team)?;
        self.state = State::Gone;
        Ok(moved)
    }

    /// Removes the journal after its record was published; for `finish` only.
    pub(super) fn remove(&mut self) -> io::Result<()> {
        atomic::remove(&self.path)?;
        self.state = State::Gone;
        Ok(())
    }

    /// Whether somebody else cut the file: writing on behind its end would leave a hole.
    fn is_shorter(&self, length: u64) -> bool {
        self.file.metadata().is_ok_and(|found| found.is_file() && found.len() < length)
    }

    fn must_be_good(&self) -> Result<(), StoreError> {
        match self.state {
            State::Good => Ok(()),
            State::Suspect => Err(StoreError::NeedsRewrite { path: self.path.clone() }),
            State::Gone => Err(self.gone()),
        }
    }

    fn gone(&self) -> StoreError {
        StoreError::NoDraft { team: self.team.clone(), period: self.period }
    }

    fn append_failed(&self, cause: io::Error) -> StoreError {
        StoreError::Append { path: self.path.clone(), cause }
    }
}

#[cfg(test)]
#[path = "tests/broken_disk.rs"]
mod broken_disk;
