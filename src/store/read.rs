//! Opening files and folders that others may have put there: no links followed, regular files only, size first.
//! Gives bytes; what they mean is for `format` and `journal`.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::{StoreError, unread};

/// The largest record or team file that is read or written, in bytes.
pub const RECORD_LIMIT: u64 = 4 << 20;
/// The largest kept questionnaire that is read or written, in bytes.
pub const BUNDLE_LIMIT: u64 = 16 << 20;
/// The largest journal that is read or written, in bytes.
pub const JOURNAL_LIMIT: u64 = 16 << 20;

/// The whole of a regular file of at most `limit` bytes. A link is not followed, a pipe is not waited for.
///
/// # Errors
/// When it is missing, no regular file or too large; the size is looked at before anything is read.
pub(super) fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    all_of(&open(path, false).map_err(|cause| explained(path, cause))?, path, limit)
}

/// A file for reading and writing. A link is not followed.
pub(super) fn file_to_write(path: &Path) -> Result<File, StoreError> {
    open(path, true).map_err(|cause| match explained(path, cause) {
        StoreError::Read { path, cause } if cause.kind() != io::ErrorKind::NotFound => {
            StoreError::Write { path, cause }
        }
        other => other,
    })
}

/// What is in an open file, when it is a regular one of at most `limit` bytes.
pub(super) fn all_of(file: &File, path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let meta = file.metadata().map_err(unread(path))?;
    if !meta.is_file() {
        return Err(not_plain(path, &meta, "a file"));
    }
    let too_large = |size| StoreError::TooLarge { path: path.to_owned(), size, limit };
    if meta.len() > limit {
        return Err(too_large(meta.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
    // The file may grow while it is read.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unread(path))?;
    let size = bytes.len() as u64;
    if size > limit { Err(too_large(size)) } else { Ok(bytes) }
}

#[cfg(unix)]
fn open(path: &Path, write: bool) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let access = if write { OFlags::RDWR } else { OFlags::RDONLY };
    // NONBLOCK: opening a pipe that nobody writes to returns at once; it changes nothing for files.
    let flags = access | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    loop {
        match rustix::fs::open(path, flags, Mode::empty()) {
            Err(rustix::io::Errno::INTR) => {}
            other => return Ok(File::from(other?)),
        }
    }
}

#[cfg(not(unix))]
fn open(path: &Path, write: bool) -> io::Result<File> {
    if !std::fs::symlink_metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    File::options().read(true).write(write).open(path)
}

/// The reason why opening failed, by what is there.
fn explained(path: &Path, cause: io::Error) -> StoreError {
    match std::fs::symlink_metadata(path) {
        Ok(meta) if !meta.is_file() => not_plain(path, &meta, "a file"),
        _ => unread(path)(cause),
    }
}

fn not_plain(path: &Path, meta: &Metadata, expected: &'static str) -> StoreError {
    let kind = meta.file_type();
    let found = if kind.is_symlink() {
        "a symbolic link"
    } else if kind.is_dir() {
        "a folder"
    } else if kind.is_file() {
        "a file"
    } else {
        "a pipe, socket or device"
    };
    StoreError::NotPlain { path: path.to_owned(), found, expected }
}

/// Whether a path exists, as whatever.
pub(super) fn exists(path: &Path) -> Result<bool, StoreError> {
    match std::fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(unread(path)(cause)),
    }
}

/// Which file on disk an open file is; the same for all where the platform does not say.
pub(super) type Identity = (u64, u64);

/// What a path leads to, compared with a file that was open there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// The same file, as far as the platform can tell.
    Same,
    /// Another file.
    Other,
    /// Nothing.
    Nothing,
}

#[cfg(unix)]
pub(super) fn identity(meta: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino())
}

#[cfg(not(unix))]
pub(super) fn identity(_: &Metadata) -> Identity {
    (0, 0)
}

/// Whether a path still leads to a file that was open there.
pub(super) fn found(path: &Path, was: Identity) -> io::Result<Found> {
    match std::fs::symlink_metadata(path) {
        Ok(meta) if identity(&meta) == was => Ok(Found::Same),
        Ok(_) => Ok(Found::Other),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
        Err(cause) => Err(cause),
    }
}

/// Refuses anything but a regular file, by name.
pub(super) fn must_be_file(path: &Path) -> Result<(), StoreError> {
    let meta = std::fs::symlink_metadata(path).map_err(unread(path))?;
    if meta.is_file() { Ok(()) } else { Err(not_plain(path, &meta, "a file")) }
}

/// Whether a folder at or under `root` exists. The root itself may be a link, nothing under it.
///
/// # Errors
/// When something else than a folder is on the way.
pub(super) fn folder_exists(root: &Path, folder: &Path) -> Result<bool, StoreError> {
    let below = folder.strip_prefix(root).unwrap_or(Path::new(""));
    let mut at = root.to_owned();
    let mut look = std::fs::metadata(&at);
    let mut rest = below.components();
    loop {
        match look {
            Ok(meta) if meta.is_dir() => {}
            Ok(meta) => return Err(not_plain(&at, &meta, "a folder")),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(cause) => return Err(unread(&at)(cause)),
        }
        let Some(part) = rest.next() else { return Ok(true) };
        at.push(part);
        look = std::fs::symlink_metadata(&at);
    }
}

/// What is in a folder, by name in order, without dotfiles (which are temporary files and locks).
/// A folder that does not exist is empty.
pub(super) fn entries(root: &Path, folder: &Path) -> Result<Vec<(OsString, PathBuf)>, StoreError> {
    if !folder_exists(root, folder)? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unread(folder))? {
        let name = entry.map_err(unread(folder))?.file_name();
        if !is_dotfile(&name) {
            let path = folder.join(&name);
            found.push((name, path));
        }
    }
    found.sort();
    Ok(found)
}

/// How many folders there are in a folder, roughly: where the file system knows it without looking through them all,
/// that is taken, with those whose names start with a dot.
pub(super) fn count(root: &Path, folder: &Path) -> Result<usize, StoreError> {
    if !folder_exists(root, folder)? {
        return Ok(0);
    }
    if let Some(known) = known_count(folder) {
        return Ok(known);
    }
    let mut found = 0;
    for entry in std::fs::read_dir(folder).map_err(unread(folder))? {
        found += usize::from(!is_dotfile(&entry.map_err(unread(folder))?.file_name()));
    }
    Ok(found)
}

/// What many file systems keep as the links of a folder: two of its own, and one from each folder in it.
#[cfg(unix)]
fn known_count(folder: &Path) -> Option<usize> {
    use std::os::unix::fs::MetadataExt;

    /// Fewer are soon counted. File systems that do not keep the number say 1.
    const MANY: u64 = 100;

    let links = std::fs::metadata(folder).ok()?.nlink();
    usize::try_from(links.checked_sub(2).filter(|n| *n > MANY)?).ok()
}

#[cfg(not(unix))]
fn known_count(_: &Path) -> Option<usize> {
    None
}

fn is_dotfile(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}
