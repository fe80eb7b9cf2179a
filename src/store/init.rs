//! `.quaymark/` in a working tree, with a `.gitignore` that keeps drafts and deleted files out of Git.

use std::path::{Path, PathBuf};

use super::error::StoreError;
use super::paths::LOCAL_FOLDER;
use super::{atomic, read};

/// What Git is not to see: running drafts, deleted files and temporary files.
const IGNORED: [&str; 3] = ["/drafts/", "/trash/", ".tmp-*"];

/// What `init` did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Initialised {
    /// The data directory.
    pub folder: PathBuf,
    /// What was made, in order; empty when everything was there.
    pub made: Vec<PathBuf>,
    /// Lines that the `.gitignore` which was there before lacks. It was left alone.
    pub not_ignored: Vec<&'static str>,
}

/// Makes `.quaymark/` in a folder. What is there is left as it is.
///
/// # Errors
/// When something else than a folder has the name, or what the system said.
pub fn init(working_tree: &Path) -> Result<Initialised, StoreError> {
    let folder = working_tree.join(LOCAL_FOLDER);
    let mut made = Vec::new();
    if !read::folder_exists(working_tree, &folder)? {
        atomic::ensure_folder(working_tree, &folder)?;
        made.push(folder.clone());
    }
    let ignore = folder.join(".gitignore");
    let mut not_ignored = Vec::new();
    if read::exists(&ignore)? {
        let there = read::bytes(&ignore, read::RECORD_LIMIT)?;
        let there = String::from_utf8_lossy(&there);
        let has =
            |wanted: &str| there.lines().any(|l| l.trim().trim_matches('/') == wanted.trim_matches('/'));
        not_ignored = IGNORED.into_iter().filter(|line| !has(line)).collect();
    } else {
        let text = format!("# running drafts, deleted and temporary files\n{}\n", IGNORED.join("\n"));
        atomic::publish(working_tree, &ignore, text.as_bytes())?;
        made.push(ignore);
    }
    Ok(Initialised { folder, made, not_ignored })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_it_once_and_says_so() {
        let dir = tempfile::tempdir().unwrap();
        let first = init(dir.path()).unwrap();
        assert_eq!(first.made, [dir.path().join(".quaymark"), dir.path().join(".quaymark/.gitignore")]);
        let text = std::fs::read_to_string(&first.made[1]).unwrap();
        assert!(IGNORED.iter().all(|line| text.lines().any(|l| l == *line)), "{text}");
        assert!(IGNORED[2].starts_with(atomic::TEMPORARY_PREFIX));
        let again = init(dir.path()).unwrap();
        assert_eq!((again.made, again.not_ignored), (Vec::new(), Vec::new()));
    }

    #[test]
    fn an_ignore_file_of_ones_own_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let made = init(dir.path()).unwrap().made;
        atomic::replace(dir.path(), &made[1], b"drafts/\n").unwrap();
        assert_eq!(init(dir.path()).unwrap().not_ignored, ["/trash/", ".tmp-*"]);
        assert_eq!(std::fs::read(&made[1]).unwrap(), b"drafts/\n");
    }

    #[test]
    fn a_file_in_its_place_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        atomic::publish(dir.path(), &dir.path().join(".quaymark"), b"").unwrap();
        assert!(init(dir.path()).unwrap_err().to_string().contains("is a file, expected a folder"));
    }
}
