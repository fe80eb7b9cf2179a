//! The key `pathway` of `show --json`.

use serde::Serialize;

use crate::model::questionnaire::Pathway;
use crate::model::{PracticeId, Slug};
use crate::pathways::{current, progress};

use super::super::subject::Subject;

/// How far a team is along a pathway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PathwayData<'a> {
    /// The pathway.
    pub id: &'a Slug,
    /// Its title.
    pub title: &'a str,
    /// The stage the team is at, counted from 1; null when every stage is complete.
    pub current: Option<usize>,
    /// The stages, in order.
    pub stages: Vec<StageData<'a>>,
}

/// One stage. Its four lists hold every practice of it once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StageData<'a> {
    /// Its title.
    pub title: &'a str,
    /// When it is done.
    pub done_when: &'a str,
    /// Whether every practice that counts is in place, and there is one.
    pub complete: bool,
    /// Practices in place.
    pub in_place: Vec<&'a PracticeId>,
    /// Practices not in place.
    pub missing: Vec<&'a PracticeId>,
    /// Practices of open questions.
    pub open: Vec<&'a PracticeId>,
    /// Practices of questions that do not apply or are out of scope.
    pub left_out: Vec<&'a PracticeId>,
}

/// How far an assessment is along a pathway.
pub fn pathway<'a>(subject: &Subject<'_>, pathway: &'a Pathway) -> PathwayData<'a> {
    let stages = progress(subject.questionnaire, pathway, subject.scorecard);
    PathwayData {
        id: &pathway.id,
        title: &pathway.title,
        current: current(&stages).map(|n| n + 1),
        stages: stages
            .into_iter()
            .map(|s| StageData {
                title: &s.stage.title,
                done_when: &s.stage.done_when,
                complete: s.is_complete(),
                in_place: s.in_place,
                missing: s.missing,
                open: s.open,
                left_out: s.left_out,
            })
            .collect(),
    }
}
