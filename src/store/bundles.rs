//! The questionnaires that records used, kept beside them so that they can be scored again for ever.

use crate::json::sha256;
use crate::model::QuestionnaireRef;

use super::error::StoreError;
use super::read::{self, BUNDLE_LIMIT};
use super::{Store, atomic};

impl Store {
    /// Keeps the canonical text of a questionnaire. Keeping the same again changes nothing.
    ///
    /// # Errors
    /// `BundleChanged` when the text does not have the hash of the reference, `TooLarge`, or what the system said.
    pub fn keep_bundle(&self, reference: &QuestionnaireRef, text: &str) -> Result<(), StoreError> {
        let path = self.dir().bundle(reference);
        let found = sha256(text.as_bytes());
        if found != reference.sha256 {
            return Err(StoreError::BundleChanged { path, expected: reference.sha256.clone(), found });
        }
        let size = text.len() as u64;
        if size > BUNDLE_LIMIT {
            return Err(StoreError::TooLarge { path, size, limit: BUNDLE_LIMIT });
        }
        // Already kept: nothing to write, also when the disk is full.
        if self.bundle(reference).is_ok_and(|there| there == text.as_bytes()) {
            return Ok(());
        }
        atomic::publish(&self.dir().root, &path, text.as_bytes()).map(|_| ())
    }

    /// The kept questionnaire of a record: its bytes, which have the hash of the reference.
    ///
    /// # Errors
    /// `NoBundle` when it is not kept here, `BundleChanged` when its content is another, or what the system said.
    pub fn bundle(&self, reference: &QuestionnaireRef) -> Result<Vec<u8>, StoreError> {
        let missing = || StoreError::NoBundle { reference: Box::new(reference.clone()) };
        if !read::folder_exists(&self.dir().root, &self.dir().questionnaires())? {
            return Err(missing());
        }
        let path = self.dir().bundle(reference);
        let bytes =
            read::bytes(&path, BUNDLE_LIMIT).map_err(|e| if e.is_missing() { missing() } else { e })?;
        let found = sha256(&bytes);
        if found == reference.sha256 {
            Ok(bytes)
        } else {
            Err(StoreError::BundleChanged { path, expected: reference.sha256.clone(), found })
        }
    }
}
