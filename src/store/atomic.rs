//! Writing whole files: a temporary file beside the target, synced, read back, put in place, folder synced.
//! All writing but the lines of a running draft goes through here. See `docs/files.md`, saving.

use std::fs::{DirBuilder, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::{StoreError, unwritten};
use super::read;

/// How the names of temporary files start. Readers skip dotfiles, and `init` keeps these out of Git.
pub const TEMPORARY_PREFIX: &str = ".tmp-";

/// What became of a file that is only ever written once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// It is there now.
    New,
    /// It was there already, with the same bytes.
    AlreadyThere,
}

/// Writes a file that must not exist yet; one that exists is never replaced. The bytes are on disk on return.
///
/// # Errors
/// `Differs` when the file exists with other bytes, else what the system said. Nothing was changed then,
/// but for `Unconfirmed`.
pub(super) fn publish(root: &Path, path: &Path, bytes: &[u8]) -> Result<Published, StoreError> {
    let outcome = match staged(root, path, bytes)?.persist_noclobber(path) {
        Ok(_) => Published::New,
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => {
            same_bytes(path, bytes)?;
            Published::AlreadyThere
        }
        Err(refused) => return Err(unwritten(path)(refused.error)),
    };
    confirm(path)?;
    Ok(outcome)
}

/// Writes a file in place of the one that may be there. The bytes are on disk on return.
///
/// # Errors
/// What the system said. The old file is as it was then, but for `Unconfirmed`.
pub(super) fn replace(root: &Path, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace_and_go_on(root, path, bytes)?.1
}

/// As [`replace`], and gives the open file, together with whether its place in the folder is on disk: when it is
/// not, the new file is in place all the same, and the old one must not be written to any more.
pub(super) fn replace_and_go_on(
    root: &Path,
    path: &Path,
    bytes: &[u8],
) -> Result<(File, Result<(), StoreError>), StoreError> {
    let file = staged(root, path, bytes)?.persist(path).map_err(|refused| unwritten(path)(refused.error))?;
    Ok((file, confirm(path)))
}

/// A temporary file in the folder of `path` with these bytes on disk, read back and compared.
/// It vanishes when it is dropped.
fn staged(root: &Path, path: &Path, bytes: &[u8]) -> Result<NamedTempFile, StoreError> {
    let failed = unwritten(path);
    let folder = path.parent().unwrap_or(root);
    ensure_folder(root, folder)?;
    let mut file = tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder).map_err(&failed)?;
    file.write_all(bytes).map_err(&failed)?;
    file.as_file().sync_all().map_err(&failed)?;
    let mut back = Vec::with_capacity(bytes.len());
    file.reopen().and_then(|mut f| f.read_to_end(&mut back)).map_err(&failed)?;
    if back == bytes { Ok(file) } else { Err(StoreError::ReadBack { path: path.to_owned() }) }
}

fn same_bytes(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    match read::bytes(path, bytes.len() as u64) {
        Ok(there) if there == bytes => Ok(()),
        Ok(_) | Err(StoreError::TooLarge { .. }) => Err(StoreError::Differs { path: path.to_owned() }),
        Err(other) => Err(other),
    }
}

/// Makes a folder at or under `root`, and those above it, for this user only. Each is on disk on return.
pub(super) fn ensure_folder(root: &Path, folder: &Path) -> Result<(), StoreError> {
    if read::folder_exists(root, folder)? {
        return Ok(());
    }
    let mut missing = Vec::new();
    for at in folder.ancestors().take_while(|at| !at.as_os_str().is_empty()) {
        if read::exists(at).map_err(as_write)? {
            break;
        }
        missing.push(at);
    }
    for at in missing.into_iter().rev() {
        match private_folder().create(at) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            other => other.map_err(unwritten(at))?,
        }
        confirm(at)?;
    }
    Ok(())
}

fn as_write(error: StoreError) -> StoreError {
    match error {
        StoreError::Read { path, cause } => StoreError::Write { path, cause },
        other => other,
    }
}

#[cfg(unix)]
fn private_folder() -> DirBuilder {
    use std::os::unix::fs::DirBuilderExt;
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

#[cfg(not(unix))]
fn private_folder() -> DirBuilder {
    DirBuilder::new()
}

/// Waits until the entry of `path` in its folder is on disk.
fn confirm(path: &Path) -> Result<(), StoreError> {
    sync_folder_of(path).map_err(|cause| StoreError::Unconfirmed { path: path.to_owned(), cause })
}

#[cfg(unix)]
fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// Folders cannot be synced here; the file system orders its own journal.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the form it has where folders can be synced")]
fn sync_folder_of(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Removes a file; one that is gone is fine. On disk on return.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
        _ => sync_folder_of(path),
    }
}

/// Moves a file to a folder under a name that is free, numbered where needed. Gives the new path.
/// The caller holds the lock that keeps others from taking the same name.
pub(super) fn move_aside(root: &Path, from: &Path, folder: &Path, name: &str) -> Result<PathBuf, StoreError> {
    ensure_folder(root, folder)?;
    let to = free_path(folder, name)?;
    std::fs::rename(from, &to).map_err(unwritten(from))?;
    confirm(&to)?;
    confirm(from)?;
    Ok(to)
}

/// The first of `name`, `name.2`, `name.3` and so on that does not exist in a folder.
pub(super) fn free_path(folder: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let mut path = folder.join(name);
    let mut number: u32 = 2;
    while read::exists(&path)? {
        path = folder.join(format!("{name}.{number}"));
        number += 1;
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishing_never_replaces() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b/c.json");
        assert_eq!(publish(dir.path(), &path, b"one").unwrap(), Published::New);
        assert_eq!(publish(dir.path(), &path, b"one").unwrap(), Published::AlreadyThere);
        for other in [&b"two"[..], b"longer", b""] {
            assert!(matches!(publish(dir.path(), &path, other), Err(StoreError::Differs { .. })));
        }
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        replace(dir.path(), &path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file stays");
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_private() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/b.json");
        publish(dir.path(), &path, b"x").unwrap();
        let mode = |p: &Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&dir.path().join("a"))), (0o600, 0o700));
    }

    #[cfg(unix)]
    #[test]
    fn a_linked_folder_is_not_written_into() {
        let dir = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), dir.path().join("teams")).unwrap();
        let error = publish(dir.path(), &dir.path().join("teams/x/y.json"), b"x").unwrap_err();
        assert!(error.to_string().contains("is a symbolic link, expected a folder"), "{error}");
        assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 0);
    }

    #[test]
    fn names_are_numbered_until_free() {
        let dir = tempfile::tempdir().unwrap();
        for expected in ["x", "x.2", "x.3"] {
            let path = free_path(dir.path(), "x").unwrap();
            assert_eq!(path, dir.path().join(expected));
            publish(dir.path(), &path, b"").unwrap();
        }
    }
}
