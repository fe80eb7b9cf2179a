//! Which question of a draft was on screen: a convenience beside the journal. A file that is missing, damaged or
//! cannot be written only means that resuming falls back to the last change.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use crate::model::{Period, QuestionId, TeamId};

use super::Store;

impl Store {
    fn place_file(&self, team: &TeamId, period: Period) -> PathBuf {
        self.dir().drafts().join(team.as_str()).join(format!(".{period}.place"))
    }

    /// The question that was on screen when the draft was left.
    pub fn place(&self, team: &TeamId, period: Period) -> Option<QuestionId> {
        let bytes = super::read::bytes(&self.place_file(team, period), 64).ok()?;
        QuestionId::parse(std::str::from_utf8(&bytes).ok()?.trim()).ok()
    }

    /// Remembers the question on screen. Whether that works makes no difference to the draft.
    pub fn keep_place(&self, team: &TeamId, period: Period, question: &QuestionId) {
        let path = self.place_file(team, period);
        // A new file each time: whatever stands there, a link too, is never written through. Not synced: a key
        // must not wait for the disk for this.
        let _ = std::fs::remove_file(&path);
        if let Ok(mut file) = private().open(&path) {
            let _ = writeln!(file, "{question}");
        }
    }

    /// Forgets it, when the draft is gone.
    pub(super) fn forget_place(&self, team: &TeamId, period: Period) {
        let _ = std::fs::remove_file(self.place_file(team, period));
    }
}

/// A new file for this person only.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
