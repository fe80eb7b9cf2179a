//! What every report is made from: one team, one quarter, its answers and what was computed from them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::comparison::timeline::Assessed;
use crate::model::{
    Answer, Hash, Parked, Period, PersonId, Question, QuestionId, Questionnaire, Scope, TeamId,
};
use crate::scoring::Scorecard;

/// Whether the assessment is a record or still a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status<'a> {
    /// A record.
    Finished {
        /// When it was finished.
        at: DateTime<Utc>,
        /// The hash of its bytes.
        record: &'a Hash,
    },
    /// A draft: it has no hash.
    Draft,
}

/// One assessment with everything that a report says about it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The display name. People's text.
    pub team_name: &'a str,
    /// The team.
    pub team: &'a TeamId,
    /// The quarter.
    pub period: Period,
    /// Record or draft.
    pub status: Status<'a>,
    /// The questionnaire that the answers are scored with. Its texts are people's text too.
    pub questionnaire: &'a Questionnaire,
    /// The hash of its bundle.
    pub questionnaire_hash: &'a Hash,
    /// Which part of it.
    pub scope: &'a Scope,
    /// What the assessment covers. People's text.
    pub scope_note: &'a str,
    /// The answers.
    pub answers: &'a BTreeMap<QuestionId, Answer>,
    /// What was put off.
    pub parking_lot: &'a [Parked],
    /// Who took part.
    pub people: &'a [PersonId],
    /// What was computed from the answers.
    pub scorecard: &'a Scorecard,
    /// What the reader should know about the record, one sentence each.
    pub warnings: &'a [String],
}

/// What a report leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Whether names of people, notes, evidence and the parking lot are part of the report.
    pub notes: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { notes: true }
    }
}

impl<'a> Subject<'a> {
    /// That of an assessment.
    pub fn of(assessed: &'a Assessed) -> Self {
        Self {
            team_name: &assessed.team_name,
            team: &assessed.team,
            period: assessed.period,
            status: match &assessed.finished {
                Some((at, record)) => Status::Finished { at: *at, record },
                None => Status::Draft,
            },
            questionnaire: &assessed.questionnaire,
            questionnaire_hash: &assessed.questionnaire_hash,
            scope: &assessed.scope,
            scope_note: &assessed.scope_note,
            answers: &assessed.answers,
            parking_lot: &assessed.parking_lot,
            people: &assessed.people,
            scorecard: &assessed.card,
            warnings: &assessed.warnings,
        }
    }

    /// The title of a question; empty for one that the questionnaire does not have.
    pub(super) fn title(&self, id: &QuestionId) -> &'a str {
        self.questionnaire.question(id).map_or("", |q: &Question| q.title.as_str())
    }
}
