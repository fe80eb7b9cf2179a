//! Opening a file of a questionnaire: regular files only, no link followed, never more than the limit.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// It is not there.
    #[error("there is no such file")]
    Missing,
    /// It is a symbolic link, which may lead anywhere.
    #[error("it is a symbolic link; links are not followed")]
    Link,
    /// It is a directory, pipe, socket or device.
    #[error("it is not a regular file")]
    NotRegular,
    /// It is larger than what is read.
    #[error("it has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// What it has.
        bytes: u64,
        /// What is read.
        limit: u64,
    },
    /// The system refused.
    #[error("it cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// When it is no such file; a pipe or device is refused without waiting for it.
pub(super) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, FileProblem> {
    judge(&path.symlink_metadata().map_err(missing)?, limit)?;
    let file = open(path).map_err(missing)?;
    // Looked at again: what the name stands for may have changed in between.
    judge(&file.metadata()?, limit)?;
    let limit = limit as u64;
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let found = bytes.len() as u64;
    if found > limit { Err(FileProblem::TooLarge { bytes: found, limit }) } else { Ok(bytes) }
}

fn missing(error: io::Error) -> FileProblem {
    if error.kind() == io::ErrorKind::NotFound { FileProblem::Missing } else { FileProblem::Io(error) }
}

fn judge(metadata: &Metadata, limit: usize) -> Result<(), FileProblem> {
    let kind = metadata.file_type();
    let limit = limit as u64;
    if kind.is_symlink() {
        Err(FileProblem::Link)
    } else if !kind.is_file() {
        Err(FileProblem::NotRegular)
    } else if metadata.len() > limit {
        Err(FileProblem::TooLarge { bytes: metadata.len(), limit })
    } else {
        Ok(())
    }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_up_to_the_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        std::io::Write::write_all(&mut File::create(&path).unwrap(), b"12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert!(matches!(read(&path, 4), Err(FileProblem::TooLarge { bytes: 5, limit: 4 })));
        assert!(matches!(read(&folder.path().join("b.json"), 5), Err(FileProblem::Missing)));
        assert!(matches!(read(folder.path(), 5), Err(FileProblem::NotRegular)));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link, pipe) =
            (folder.path().join("t"), folder.path().join("l.json"), folder.path().join("p.json"));
        File::create(&target).unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        assert!(matches!(read(&link, 5), Err(FileProblem::Link)));
        assert!(matches!(read(&pipe, 5), Err(FileProblem::NotRegular)));
    }
}
