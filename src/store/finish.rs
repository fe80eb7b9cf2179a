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
    /// a record that differs in nothing but the time of finishing and the scorecard is the same.
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
        let earlier = self.published_from(header)?.filter(|r| same_but_for_time(&r.assessment, assessment));
        let kept = match earlier {
            Some(record) => {
                // Published again byte for byte: finds it there, and waits until that is on disk.
                let bytes = read::bytes(&record.path, RECORD_LIMIT)?;
                atomic::publish(&self.dir().root, &record.path, &bytes)?;
                Kept { hash: record.hash, path: record.path, already: true }
            }
            None => self.publish(assessment)?,
        };
        draft.remove().map_err(|cause| StoreError::DraftStays { record: kept.path.clone(), cause })?;
        self.forget_place(&assessment.team, assessment.period);
        Ok(kept)
    }

    /// The record that a draft was published as already, when finishing it was interrupted before the draft
    /// was removed: same team, quarter, start and amended record. A face that opens such a draft says so.
    ///
    /// # Errors
    /// When the folder of records cannot be read.
    pub fn published_from(&self, header: &DraftHeader) -> Result<Option<Record>, StoreError> {
        if !read::folder_exists(&self.dir().root, &self.dir().records(&header.team))? {
            return Ok(None);
        }
        let records = self.records(&header.team, header.started.date_naive())?;
        Ok(records.into_iter().flatten().find(|r| {
            let a = &r.assessment;
            a.team == header.team
                && a.period == header.period
                && a.started == header.started
                && a.replaces == header.replaces
        }))
    }
}

fn same_but_for_time(a: &Assessment, b: &Assessment) -> bool {
    let timeless = |x: &Assessment| Assessment { finished: a.finished, scorecard: None, ..x.clone() };
    timeless(a) == timeless(b)
}
