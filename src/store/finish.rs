//! Finishing a draft: questionnaire kept, record published, and only then the draft removed.
//! Stopped at any point, doing it again ends in the same place. See `docs/files.md`, saving.

use crate::model::{Assessment, DraftHeader};

use super::error::StoreError;
use super::open_draft::OpenDraft;
use super::read::{self, RECORD_LIMIT};
use super::records::{Kept, Record};
use super::{Store, atomic};

impl Store {
    /// Finishes a draft with a record that the caller computed, and the questionnaire that it used.
    /// When the same draft was published before and only its removal is missing, no second record is made:
    /// a record that differs in nothing but the time of finishing and the scorecard is the same. Where the draft
    /// was changed since, the new record replaces the one that was published then.
    ///
    /// # Errors
    /// `OtherDraft` when the record is about another team or quarter, what `keep_bundle` and `publish` refuse
    /// (the draft is untouched then), and `DraftStays` when the record is safe but the draft is still there.
    pub fn finish(
        &self,
        draft: &mut OpenDraft,
        assessment: &Assessment,
        bundle: &str,
    ) -> Result<Kept, StoreError> {
        let header = &draft.draft().header;
        if header.team != assessment.team || header.period != assessment.period {
            return Err(StoreError::OtherDraft {
                path: draft.path().to_owned(),
                team: assessment.team.clone(),
                period: assessment.period,
            });
        }
        self.keep_bundle(&assessment.questionnaire, bundle)?;
        let kept = match self.published_from(header)? {
            Some(record) if same_content(&record.assessment, assessment) => {
                // Published again byte for byte: finds it there, and waits until that is on disk.
                let bytes = read::bytes(&record.path, RECORD_LIMIT)?;
                atomic::publish(&self.dir().root, &record.path, &bytes)?;
                Kept { hash: record.hash, path: record.path, already: true }
            }
            Some(record) => {
                self.publish(&Assessment { replaces: Some(record.hash), ..assessment.clone() })?
            }
            None => self.publish(assessment)?,
        };
        draft.remove().map_err(|cause| StoreError::DraftStays { record: kept.path.clone(), cause })?;
        self.forget_place(&assessment.team, assessment.period);
        Ok(kept)
    }

    /// The record that a draft was published as already, when finishing it was interrupted before the draft
    /// was removed: same team, quarter and start, and the amended record of the draft. Where that happened more
    /// than once, each record replaces the one before, and this is the last. A face that opens such a draft says so.
    ///
    /// # Errors
    /// When the folder of records cannot be read.
    pub fn published_from(&self, header: &DraftHeader) -> Result<Option<Record>, StoreError> {
        if !read::folder_exists(&self.dir().root, &self.dir().records(&header.team))? {
            return Ok(None);
        }
        let records = self.records(&header.team, header.started.date_naive())?;
        let mut own: Vec<Record> = records.into_iter().flatten().filter(|r| is_from(r, header)).collect();
        let (mut last, mut before) = (None, header.replaces.clone());
        // Each turn takes a record out, so that records that replace each other in a circle end, too.
        while let Some(place) = own.iter().position(|r| r.assessment.replaces == before) {
            let record = own.swap_remove(place);
            before = Some(record.hash.clone());
            last = Some(record);
        }
        Ok(last)
    }
}

/// Whether a record may be what a draft was published as.
fn is_from(record: &Record, header: &DraftHeader) -> bool {
    let a = &record.assessment;
    a.team == header.team && a.period == header.period && a.started == header.started
}

/// Whether two records differ in nothing but the time of finishing, the scorecard and what they replace.
fn same_content(a: &Assessment, b: &Assessment) -> bool {
    let bare = |x: &Assessment| Assessment {
        finished: a.finished,
        scorecard: None,
        replaces: a.replaces.clone(),
        ..x.clone()
    };
    bare(a) == bare(b)
}
