//! Running drafts on disk: journals that are created, held, appended to, recovered and set aside.
//! What the lines look like is in `journal`; what they mean is in `model::draft`.

use std::fs::{File, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::model::{Draft, DraftHeader, DraftLine, Period, TeamId};

use super::error::{StoreError, unwritten};
use super::journal::{self, Journal};
use super::read::{self, JOURNAL_LIMIT};
use super::{Store, atomic};

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
    /// All good lines, for writing the file afresh when the disk let us down.
    text: String,
    sum: String,
    draft: Draft,
    state: State,
    recovered: Option<TornTail>,
}

impl Store {
    /// Starts a draft and holds it. The header is on disk on return.
    ///
    /// # Errors
    /// `DraftExists`, `DraftHeld`, or what the system said.
    pub fn create_draft(&self, header: &DraftHeader) -> Result<OpenDraft, StoreError> {
        let (team, period) = (&header.team, header.period);
        let path = self.dir().journal(team, period);
        let exists = || StoreError::DraftExists { team: team.clone(), period };
        self.refuse_linked_drafts(team)?;
        if read::exists(&path)? {
            return Err(exists());
        }
        let lock = self.hold(team, period)?;
        let (line, _) = journal::seal("", header)
            .map_err(|cause| StoreError::Unwritable { path: path.clone(), cause })?;
        match atomic::publish(&self.dir().root, &path, line.as_bytes()) {
            Ok(atomic::Published::New) => self.opened(team, period, lock),
            Ok(atomic::Published::AlreadyThere) | Err(StoreError::Differs { .. }) => Err(exists()),
            Err(other) => Err(other),
        }
    }

    /// Opens a draft for changing and holds it. A tail that does not hold is moved to a file of its own first.
    ///
    /// # Errors
    /// `NoDraft`, `DraftHeld` (then [`Store::read_draft`] still works), or what is wrong with the file.
    pub fn open_draft(&self, team: &TeamId, period: Period) -> Result<OpenDraft, StoreError> {
        self.must_exist(team, period)?;
        let lock = self.hold(team, period)?;
        self.opened(team, period, lock)
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
                let period = file.to_str().and_then(|f| f.strip_suffix(".journal")).and_then(Period::parse);
                if let Some(period) = period {
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

    fn opened(&self, team: &TeamId, period: Period, lock: File) -> Result<OpenDraft, StoreError> {
        let path = self.dir().journal(team, period);
        let file = read::file_to_write(&path).map_err(|error| {
            let gone = error.is_missing();
            if gone { StoreError::NoDraft { team: team.clone(), period } } else { error }
        })?;
        let bytes = read::all_of(&file, &path, JOURNAL_LIMIT)?;
        let journal = named(journal::parse(&path, &bytes)?, &path, team, period)?;
        let recovered = recover(&self.dir().root, &path, &file, &bytes, &journal)?;
        let Journal { draft, good, sum, .. } = journal;
        // The valid part was read as UTF-8, so nothing is replaced here.
        let text = String::from_utf8_lossy(bytes.get(..good).unwrap_or_default()).into_owned();
        let (root, team) = (self.dir().root.clone(), team.clone());
        let state = State::Good;
        Ok(OpenDraft { root, path, team, period, _lock: lock, file, text, sum, draft, state, recovered })
    }
}

/// Refuses a journal that tells of another team or quarter than its name.
fn named(journal: Journal, path: &Path, team: &TeamId, period: Period) -> Result<Journal, StoreError> {
    let header = &journal.draft.header;
    if header.team == *team && header.period == period {
        return Ok(journal);
    }
    Err(StoreError::Misplaced { path: path.to_owned(), team: header.team.clone(), period: header.period })
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

fn to_trash(root: &Path, trash: &Path, path: &Path, team: &TeamId) -> Result<PathBuf, StoreError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    atomic::move_aside(root, path, trash, &format!("{team}.{name}"))
}

impl OpenDraft {
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
        let (text, sum) = self.sealed(&self.draft, &self.sum, self.text.len(), line)?;
        let length = self.text.len() as u64;
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
        apply(&mut self.draft, line, &self.path)
    }

    /// Waits until every line that was added is on disk. A sync that failed is never tried again and called
    /// success: what the system still holds may be lost by then.
    ///
    /// # Errors
    /// What the system said, and `NeedsRewrite` from then on.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        self.must_be_good()?;
        self.file.sync_data().map_err(|cause| {
            self.state = State::Suspect;
            self.append_failed(cause)
        })
    }

    /// Writes all lines so far and `more` to a fresh file in place of the journal, and goes on with it.
    /// Everything is on disk on return.
    ///
    /// # Errors
    /// `BadChange` when a line does not fit, else what the system said. The old file is as it was then.
    pub fn rewrite(&mut self, more: &[DraftLine]) -> Result<(), StoreError> {
        if self.state == State::Gone {
            return Err(self.gone());
        }
        let (mut draft, mut text, mut sum) = (self.draft.clone(), self.text.clone(), self.sum.clone());
        for line in more {
            let (sealed, new_sum) = self.sealed(&draft, &sum, text.len(), line)?;
            apply(&mut draft, line, &self.path)?;
            text.push_str(&sealed);
            sum = new_sum;
        }
        // Until it is in place for certain, nobody knows which file the name leads to.
        self.state = State::Suspect;
        self.file = atomic::replace(&self.root, &self.path, text.as_bytes())?;
        (self.draft, self.text, self.sum, self.state) = (draft, text, sum, State::Good);
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

    fn sealed(
        &self,
        draft: &Draft,
        sum: &str,
        length: usize,
        line: &DraftLine,
    ) -> Result<(String, String), StoreError> {
        let path = || self.path.clone();
        journal::check(draft, line).map_err(|why| StoreError::BadChange {
            path: path(),
            n: line.n(),
            why,
        })?;
        let sealed =
            journal::seal(sum, line).map_err(|cause| StoreError::Unwritable { path: path(), cause })?;
        let size = (length + sealed.0.len()) as u64;
        if size > JOURNAL_LIMIT {
            return Err(StoreError::TooLarge { path: path(), size, limit: JOURNAL_LIMIT });
        }
        Ok(sealed)
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

fn apply(draft: &mut Draft, line: &DraftLine, path: &Path) -> Result<(), StoreError> {
    draft.apply(line).map_err(|e| StoreError::BadChange {
        path: path.to_owned(),
        n: line.n(),
        why: e.to_string(),
    })
}

#[cfg(test)]
#[path = "tests/broken_disk.rs"]
mod broken_disk;
