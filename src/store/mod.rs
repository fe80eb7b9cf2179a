//! The edge that keeps records: files in a data directory, written whole, read without trust.
//! It knows nothing of scoring, questionnaires or screens. See `docs/files.md`.

mod advice;
mod atomic;
mod bundles;
pub mod drafts;
pub mod error;
mod finish;
pub mod format;
pub mod init;
mod journal;
mod kept;
mod key_places;
mod locate;
mod open_draft;
pub mod paths;
mod place;
pub mod read;
mod recent;
pub mod records;
mod refusal;
mod settings;
mod teams;

#[cfg(test)]
mod tests;

pub use advice::parse_advice;
pub use drafts::{DraftEntry, ReadDraft};
pub use error::{Kind, StoreError, reason};
pub use format::FormatError;
pub use init::{Initialised, init};
pub use key_places::{KeyTrouble, place_keys, place_keys_in};
pub use open_draft::{OpenDraft, TornTail};
pub use paths::{DataDir, Inputs, Origin, PathError, Platform, resolve};
pub use records::{Kept, Oddity, Problem, Record, current, periods, read_record, the_current, unlikely};
pub use settings::{
    ConfigError, ConfigInputs, ConfigPlace, change_config, config_place, parse_config, read_config,
    start_config,
};

/// A data directory to read from and write to. Making one touches nothing; the first write makes the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    data_dir: DataDir,
}

impl Store {
    /// The store of a data directory.
    pub fn new(data_dir: DataDir) -> Self {
        Self { data_dir }
    }

    /// Where everything is.
    pub fn dir(&self) -> &DataDir {
        &self.data_dir
    }
}
