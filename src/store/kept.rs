//! Texts that were left in fields without being used, beside the drafts: a convenience. A file that is missing,
//! damaged or cannot be written only means that they are gone with the program.

use std::io::Write;
use std::path::PathBuf;

use super::{Store, atomic, read};

/// The largest such file, in bytes: twenty texts of 64 KiB in their longest written form fit in.
const LIMIT: u64 = 16 << 20;

impl Store {
    fn texts_file(&self) -> PathBuf {
        self.dir().drafts().join(".texts.json")
    }

    /// What was kept before, as it was given.
    pub fn kept_texts(&self) -> Option<Vec<u8>> {
        read::bytes(&self.texts_file(), LIMIT).ok()
    }

    /// Keeps texts in place of those that were kept before. The file is only for this person. It is not synced: a
    /// key must not wait for the disk for this.
    ///
    /// # Errors
    /// What the system said; what was kept before is still there then.
    pub fn keep_texts(&self, bytes: &[u8]) -> std::io::Result<()> {
        let folder = self.dir().drafts();
        atomic::ensure_folder(&self.dir().root, &folder).map_err(|e| std::io::Error::other(e.to_string()))?;
        let mut file = tempfile::Builder::new().prefix(atomic::TEMPORARY_PREFIX).tempfile_in(&folder)?;
        file.write_all(bytes)?;
        file.persist(self.texts_file()).map_err(|refused| refused.error)?;
        Ok(())
    }
}
