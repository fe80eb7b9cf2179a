//! One assessment with everything that a report needs, of a record or of a draft.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::catalog::Loaded;
use crate::model::{
    Answer, Assessment, Draft, Hash, Parked, Period, PersonId, Profile, QuestionId, Scope, Team,
};
use crate::report::subject::{Status, Subject};
use crate::roadmap::{Request, Roadmap, roadmap};
use crate::scoring::{Scorecard, scorecard};
use crate::store::Record;

use super::session::{Session, SessionError};
use super::warnings::warnings;

/// An assessment, its team, its questionnaire and its score.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The team.
    pub team: Team,
    /// The quarter.
    pub period: Period,
    /// When it was finished, and the hash of the record; none for a draft.
    pub finished: Option<(DateTime<Utc>, Hash)>,
    /// The questionnaire.
    pub loaded: Arc<Loaded>,
    /// Which part of it.
    pub scope: Scope,
    /// What it covers. People's text.
    pub scope_note: String,
    /// What the team ran.
    pub profile: Profile,
    /// The answers that count.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// Topics that were put off.
    pub parking_lot: Vec<Parked>,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// The score.
    pub card: Scorecard,
    /// What a reader should know, one sentence each.
    pub warnings: Vec<String>,
}

impl Dossier {
    /// A record of a team.
    ///
    /// # Errors
    /// When its questionnaire is not here.
    pub fn of_record(session: &Session, team: Team, record: &Record) -> Result<Self, SessionError> {
        let loaded = session.questionnaire_of(&record.assessment.questionnaire)?;
        let warnings = warnings(record, &loaded.questionnaire);
        Ok(Self::of_assessment(team, &record.assessment, record.hash.clone(), loaded, warnings))
    }

    /// An assessment from anywhere, with its hash.
    pub fn of_assessment(
        team: Team,
        a: &Assessment,
        hash: Hash,
        loaded: Arc<Loaded>,
        warnings: Vec<String>,
    ) -> Self {
        let card = scorecard(&loaded.questionnaire, &a.scope, &a.answers);
        Self {
            team,
            period: a.period,
            finished: Some((a.finished, hash)),
            loaded,
            scope: a.scope.clone(),
            scope_note: a.scope_note.clone(),
            profile: a.profile.clone(),
            answers: a.answers.clone(),
            parking_lot: a.parking_lot.clone(),
            people: a.people.clone(),
            card,
            warnings,
        }
    }

    /// A draft so far.
    ///
    /// # Errors
    /// When its questionnaire is not here.
    pub fn of_draft(session: &Session, team: Team, draft: &Draft) -> Result<Self, SessionError> {
        let loaded = session.questionnaire_of(&draft.header.questionnaire)?;
        let mut answers = draft.effective(&loaded.questionnaire);
        let card = scorecard(&loaded.questionnaire, &draft.header.scope, &answers);
        // What was only written down counts for nothing, but is part of the draft.
        for (id, answer) in &draft.answers {
            answers.entry(id.clone()).or_insert_with(|| answer.clone());
        }
        Ok(Self {
            team,
            period: draft.header.period,
            finished: None,
            loaded,
            scope: draft.header.scope.clone(),
            scope_note: draft.scope_note.clone(),
            profile: draft.profile.clone(),
            answers,
            parking_lot: draft.parking_lot.clone(),
            people: draft.people.clone(),
            card,
            warnings: Vec::new(),
        })
    }

    /// What reports are made from.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            team_name: &self.team.name,
            team: &self.team.id,
            period: self.period,
            status: match &self.finished {
                Some((at, record)) => Status::Finished { at: *at, record },
                None => Status::Draft,
            },
            questionnaire: &self.loaded.questionnaire,
            questionnaire_hash: &self.loaded.sha256,
            scope: &self.scope,
            scope_note: &self.scope_note,
            answers: &self.answers,
            parking_lot: &self.parking_lot,
            people: &self.people,
            scorecard: &self.card,
            warnings: &self.warnings,
        }
    }

    /// The request for a roadmap with the team's settings.
    pub fn request(&self) -> Request<'_> {
        Request::new(&self.team, &self.scope, &self.answers, self.period)
    }

    /// The roadmap with the team's settings.
    pub fn roadmap(&self) -> Roadmap {
        roadmap(&self.loaded.questionnaire, &self.request())
    }
}
