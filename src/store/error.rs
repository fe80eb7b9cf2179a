//! What can go wrong at the edge that keeps records, in words that name the file, what was left untouched and the
//! way out. Says nothing about what is inside a file: that is `format`.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::id::IdError;
use crate::model::{Hash, Period, QuestionnaireRef, TeamId};

use super::format::FormatError;
use super::paths::PathError;

/// What a face makes of an error. See `docs/cli.md`, exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// There is no such thing: exit code 4.
    NotFound,
    /// Two things stand against each other: exit code 5.
    Conflict,
    /// It broke: exit code 1.
    Failed,
}

/// Something that the store could not do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No data directory could be found.
    #[error(transparent)]
    Path(#[from] PathError),
    /// A file was read, and its content is not what it should be.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// A file or folder could not be written; nothing was changed.
    #[error("cannot write {}: {}; nothing was changed. {}", shown(path), reason(cause), way_out(cause))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A file or folder could not be read.
    #[error("cannot read {}: {}", shown(path), reason(cause))]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The file is in place, but the system did not confirm that it is on disk.
    #[error(
        "wrote {}, but the disk did not confirm it: {}; do the same again to be sure",
        shown(path),
        reason(cause)
    )]
    Unconfirmed {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// What was read back is not what was written; nothing was published.
    #[error(
        "{} came back from the disk with other content; nothing was changed. Check the disk, or use --data-dir DIR to keep data elsewhere",
        shown(path)
    )]
    ReadBack {
        /// The file that was being written.
        path: PathBuf,
    },
    /// A file with this name is there and holds something else.
    #[error("{} exists with other content; nothing was changed", shown(path))]
    Differs {
        /// The file.
        path: PathBuf,
    },
    /// A link, folder, pipe or device where a file or a folder belongs.
    #[error("{} is {found}, expected {expected}; it was left alone and not followed", shown(path))]
    NotPlain {
        /// Where.
        path: PathBuf,
        /// What it is.
        found: &'static str,
        /// What belongs there.
        expected: &'static str,
    },
    /// A file is larger than any that Quaymark writes.
    #[error("{} is {size} bytes long, more than the {limit} that are read; it was left alone", shown(path))]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A draft has no room for another change.
    #[error(
        "{} has no room for this change: a draft holds {limit} bytes of changes. Finish it (quaymark finish TEAM), and reopen the record to go on",
        shown(path)
    )]
    Full {
        /// The journal.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// A file in a folder of records that is not named like one.
    #[error(
        "{} is not named like a record (such as 2026-Q4.3f2c1ab4.payments.json); it was not read",
        shown(path)
    )]
    ForeignName {
        /// The file.
        path: PathBuf,
    },
    /// A file in a folder of advice that is not named like one.
    #[error("{} is not named like saved advice (such as 2026-11-23.json); it was not read", shown(path))]
    ForeignAdvice {
        /// The file.
        path: PathBuf,
    },
    /// A folder that is not named like a team.
    #[error("{} is not named like a team: {id}", shown(path))]
    ForeignFolder {
        /// The folder.
        path: PathBuf,
        /// What is wrong with the name.
        id: IdError,
    },
    /// There is no such team.
    #[error("there is no team {id}; `quaymark team list` names those there are")]
    NoTeam {
        /// The team.
        id: TeamId,
    },
    /// The team is there already.
    #[error("there is a team {id} already; nothing was changed")]
    TeamExists {
        /// The team.
        id: TeamId,
    },
    /// There is no finished record.
    #[error("team {team} has no finished assessment for {period}")]
    NoRecord {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
    /// Several finished records, none of which replaces the other.
    #[error("team {team} has {} current assessments for {period}: {}; name the file you mean, or reopen one of them", names.len(), names.join(", "))]
    TwoCurrent {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
        /// Their file names.
        names: Vec<String>,
    },
    /// There is no draft.
    #[error("team {team} has no draft for {period}; `quaymark assess {team}` starts one")]
    NoDraft {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
    /// There is a draft already.
    #[error(
        "team {team} has a draft for {period} already; continue it (quaymark assess {team} --period {period}), or move it to the trash first (quaymark discard {team} --period {period})"
    )]
    DraftExists {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
    /// Another Quaymark has the draft open.
    #[error(
        "the draft of {team} for {period} is open in another Quaymark; it can be read here, and changed once that one is closed"
    )]
    DraftHeld {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
    /// A change could not be added to a draft; the file ends with the last good change.
    #[error(
        "cannot save the change to {}: {}; what was saved before is safe, and the change is kept in memory. {}",
        shown(path),
        reason(cause),
        way_out(cause)
    )]
    Append {
        /// The journal.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A write or sync failed before, so nothing more is added to this file until it was written afresh.
    #[error("{} could not be saved before; it has to be written afresh before more is added", shown(path))]
    NeedsRewrite {
        /// The journal.
        path: PathBuf,
    },
    /// A change that could not be read back, so it was not written.
    #[error("the change {n} does not fit the draft {}: {why}; it was not written", shown(path))]
    BadChange {
        /// The journal.
        path: PathBuf,
        /// The sequence number.
        n: u64,
        /// Why.
        why: String,
    },
    /// The record is not about the draft that it is to finish.
    #[error("the record is about {team} {period}, not about the draft {}; nothing was changed", shown(path))]
    OtherDraft {
        /// The journal.
        path: PathBuf,
        /// The team of the record.
        team: TeamId,
        /// The quarter of the record.
        period: Period,
    },
    /// A draft that is about another team or quarter than its name says.
    #[error("the draft {} says that it is about {team} {period}; move it to where that belongs", shown(path))]
    Misplaced {
        /// The journal.
        path: PathBuf,
        /// The team inside.
        team: TeamId,
        /// The quarter inside.
        period: Period,
    },
    /// The record is published, but its draft could not be removed.
    #[error(
        "the assessment is finished and kept as {}, but its draft is still there: {}; finish again to remove it",
        shown(record),
        reason(cause)
    )]
    DraftStays {
        /// The record.
        record: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The questionnaire that a record used is not kept here.
    #[error("the questionnaire {}@{} ({}) is not kept here; copy its file into the folder questionnaires/ of the data directory", reference.id, reference.version, reference.sha256.short())]
    NoBundle {
        /// Which one.
        reference: Box<QuestionnaireRef>,
    },
    /// A questionnaire does not have the hash that it is known by.
    #[error("{} has the hash {}, expected {}; it was not used", shown(path), found.short(), expected.short())]
    BundleChanged {
        /// Where it is kept, or was to be kept.
        path: PathBuf,
        /// The hash it is known by.
        expected: Hash,
        /// The hash of the content.
        found: Hash,
    },
    /// A value that cannot be written as JSON.
    #[error("cannot write {} as JSON: {cause}; nothing was changed", shown(path))]
    Unwritable {
        /// The file that was to be written.
        path: PathBuf,
        /// Why.
        cause: serde_json::Error,
    },
}

impl StoreError {
    /// What a face makes of it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::NoTeam { .. } | Self::NoRecord { .. } | Self::NoDraft { .. } | Self::NoBundle { .. } => {
                Kind::NotFound
            }
            Self::TeamExists { .. }
            | Self::TwoCurrent { .. }
            | Self::DraftExists { .. }
            | Self::DraftHeld { .. }
            | Self::Differs { .. } => Kind::Conflict,
            _ => Kind::Failed,
        }
    }

    /// Whether there simply is no file or folder.
    pub(super) fn is_missing(&self) -> bool {
        matches!(self, Self::Read { cause, .. } if cause.kind() == io::ErrorKind::NotFound)
    }
}

/// A closure that says what could not be written.
pub(super) fn unwritten(path: &Path) -> impl Fn(io::Error) -> StoreError {
    move |cause| StoreError::Write { path: path.to_owned(), cause }
}

/// A closure that says what could not be read.
pub(super) fn unread(path: &Path) -> impl Fn(io::Error) -> StoreError {
    move |cause| StoreError::Read { path: path.to_owned(), cause }
}

/// A path as it may be shown: characters that could move the cursor or hide are escaped.
pub(super) fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy())
}

/// The most characters of a foreign text that are quoted in a message.
const QUOTE_LIMIT: usize = 400;

/// Text from elsewhere as it may stand in a message: inert, and cut where it is very long.
pub(super) fn visible(text: &str) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == QUOTE_LIMIT {
            out.push_str("...");
            break;
        }
        if matches!(c, '"' | '\'' | '\\') {
            out.push(c);
        } else {
            out.extend(c.escape_debug());
        }
    }
    out
}

/// What the system said, in lower case and without its number.
pub fn reason(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "the disk quota is used up".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        _ => {
            let text = cause.to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            let mut letters = text.chars();
            letters.next().map_or_else(String::new, |first| {
                visible(&format!("{}{}", first.to_lowercase(), letters.as_str()))
            })
        }
    }
}

/// What to do next.
fn way_out(cause: &io::Error) -> &'static str {
    if lacks_room(cause) {
        "Free some space and try again, or use --data-dir DIR to keep data elsewhere"
    } else {
        "Use --data-dir DIR to keep data elsewhere"
    }
}

/// Whether there would be a way if there was more room.
pub(super) fn lacks_room(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_why_and_what_next() {
        let full = StoreError::Write { path: "/x/y".into(), cause: io::ErrorKind::StorageFull.into() };
        assert_eq!(
            full.to_string(),
            "cannot write /x/y: the disk is full; nothing was changed. Free some space and try again, or use --data-dir DIR to keep data elsewhere"
        );
        let denied = StoreError::Write { path: "/x/y".into(), cause: io::Error::from_raw_os_error(13) };
        assert!(
            denied
                .to_string()
                .starts_with("cannot write /x/y: permission denied; nothing was changed. Use --data-dir")
        );
        let other = StoreError::Read { path: "/x".into(), cause: io::Error::from_raw_os_error(24) };
        assert_eq!(other.to_string(), "cannot read /x: too many open files");
    }

    #[test]
    fn foreign_text_is_inert_and_short() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}\u{200b}b\n"), "a\\u{1b}[31m\\u{202e}\\u{200b}b\\n");
        assert_eq!(visible(r#"C:\x "y""#), r#"C:\x "y""#);
        assert_eq!(visible(&"x".repeat(9000)).len(), QUOTE_LIMIT + 3);
    }
}
