//! Starting drafts: new ones, and ones that amend a record.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::effect::Start;
use crate::app::message::Opened;
use crate::finishing::whole_seconds;
use crate::model::answer::REASON_PROFILE;
use crate::model::draft::{Change, FieldChange, JOURNAL_SCHEMA};
use crate::model::{
    Answer, AnswerState, Assessment, DraftHeader, DraftLine, Period, QuestionId, Team, TeamId,
};
use crate::store::{self, OpenDraft, Record, StoreError, the_current};

use super::session::{Session, SessionError, reference};

impl Session {
    /// Starts a draft, creating its team when the start names a new one. Gives the draft held open.
    /// Everything is checked before the first file is written; a draft whose team cannot be saved goes to the trash.
    ///
    /// # Errors
    /// When the quarter cannot be started, there is such a team or draft already, the scope has no questions,
    /// or what the store says.
    pub fn start(&self, start: &Start, now: DateTime<Utc>) -> Result<(OpenDraft, Opened), SessionError> {
        self.may_change()?;
        let (team, saved) = self.team_for(start)?;
        self.store.check_team(&team)?;
        self.startable(&team, start.period, now.date_naive())?;
        self.store.refuse_second_draft(&team.id, start.period)?;
        let loaded = self.questionnaire(Some(&team))?;
        let questionnaire = &loaded.questionnaire;
        if !questionnaire.questions().any(|(d, q)| start.scope.contains(questionnaire, d, q)) {
            return Err(SessionError::EmptyScope);
        }
        let reference = reference(&loaded);
        self.store.keep_bundle(&reference, &loaded.bundle)?;
        let header = DraftHeader {
            schema: JOURNAL_SCHEMA.to_owned(),
            team: team.id.clone(),
            period: start.period,
            questionnaire: reference,
            scope: start.scope.clone(),
            profile: start.profile.clone(),
            replaces: None,
            plan: Vec::new(),
            blank: !start.from_last,
            started: whole_seconds(now),
        };
        let note = Some(start.scope_note.clone()).filter(|n| !n.is_empty());
        let note = note.map(|set| Change::Field(FieldChange::ScopeNote { set, was: String::new() }));
        let open = self.store.create_draft(&header, &base_lines(note, "what it covers", now))?;
        let team_written = match saved {
            Saved::No => self.store.create_team(&team),
            Saved::Otherwise => self.store.save_team(&team),
            Saved::Yes => Ok(()),
        };
        if let Err(error) = team_written {
            // Nobody asked for a draft of a team that is not there. Where even this fails it stays, and is listed.
            let _ = open.discard();
            return Err(error.into());
        }
        let opened = self.opened(&open, team, &loaded, true);
        Ok((open, opened))
    }

    /// Refuses a quarter that a team cannot start: the team is archived, nobody can mean the quarter, or it is
    /// finished already, so that two records would stand against each other.
    ///
    /// # Errors
    /// `Archived`, `Unlikely`, `AlreadyFinished`, or when the records cannot be read.
    pub fn startable(&self, team: &Team, period: Period, today: NaiveDate) -> Result<(), SessionError> {
        if team.archived {
            return Err(SessionError::Archived(team.id.clone()));
        }
        Self::likely(period, today)?;
        let (records, _) = self.records(&team.id, today)?;
        if store::current(&records, period).is_empty() {
            return Ok(());
        }
        Err(SessionError::AlreadyFinished { team: team.id.clone(), period })
    }

    /// Refuses a quarter that nobody can mean.
    ///
    /// # Errors
    /// `Unlikely`.
    pub fn likely(period: Period, today: NaiveDate) -> Result<(), SessionError> {
        if store::unlikely(period, today) { Err(SessionError::Unlikely(period)) } else { Ok(()) }
    }

    /// The team of a start with its profile remembered for next time, and whether that is on the disk.
    fn team_for(&self, start: &Start) -> Result<(Team, Saved), SessionError> {
        let mut team = match &start.new_name {
            Some(name) => match self.store.team(&start.team) {
                Err(StoreError::NoTeam { .. }) => {
                    let loaded = self.questionnaire(None)?;
                    Team::new(start.team.clone(), name.clone(), loaded.questionnaire.id.clone())
                }
                Ok(_) => return Err(StoreError::TeamExists { id: start.team.clone() }.into()),
                Err(other) => return Err(other.into()),
            },
            None => self.store.team(&start.team)?,
        };
        let saved = match (&start.new_name, team.profile == start.profile) {
            (Some(_), _) => Saved::No,
            (None, true) => Saved::Yes,
            (None, false) => Saved::Otherwise,
        };
        team.profile = start.profile.clone();
        Ok((team, saved))
    }

    /// Starts a draft that amends the current record of a quarter. Gives the draft held open.
    ///
    /// # Errors
    /// When the quarter has no record or two, or there is a draft already.
    pub fn amend(
        &self,
        team: &TeamId,
        period: Period,
        now: DateTime<Utc>,
    ) -> Result<(OpenDraft, Opened), SessionError> {
        let (records, _) = self.records(team, now.date_naive())?;
        let record = the_current(&records, team, period)?;
        let open = self.reopen(record, now)?;
        let loaded = self.questionnaire_of(&open.draft().header.questionnaire)?;
        let opened = self.opened(&open, self.store.team(team)?, &loaded, true);
        Ok((open, opened))
    }

    /// Starts a draft that amends a record: its answers are the start, and it will replace the record.
    ///
    /// # Errors
    /// When there is a draft for this quarter already, or the questionnaire is not here.
    pub fn reopen(&self, record: &Record, now: DateTime<Utc>) -> Result<OpenDraft, SessionError> {
        self.may_change()?;
        let a = &record.assessment;
        let loaded = self.questionnaire_of(&a.questionnaire)?;
        self.store.keep_bundle(&a.questionnaire, &loaded.bundle)?;
        let header = DraftHeader {
            schema: JOURNAL_SCHEMA.to_owned(),
            team: a.team.clone(),
            period: a.period,
            questionnaire: a.questionnaire.clone(),
            scope: a.scope.clone(),
            profile: a.profile.clone(),
            replaces: Some(record.hash.clone()),
            plan: a.plan.clone(),
            blank: false,
            started: whole_seconds(now),
        };
        let answers = given(&a.answers).map(|(id, answer)| Change::Answer {
            question: id.clone(),
            set: Some(Box::new(answer.clone())),
            was: None,
        });
        let changes = answers.chain(other_fields(a).into_iter().map(Change::Field));
        let lines = base_lines(changes, &format!("from {}", a.period), now);
        Ok(self.store.create_draft(&header, &lines)?)
    }
}

/// How a team stands on the disk.
enum Saved {
    /// There is none yet.
    No,
    /// With another profile.
    Otherwise,
    /// As it is.
    Yes,
}

/// Answers as people gave them: those that only the profile made are left to the profile.
fn given(answers: &BTreeMap<QuestionId, Answer>) -> impl Iterator<Item = (&QuestionId, &Answer)> {
    answers.iter().filter(|(_, a)| {
        !matches!(&a.state, AnswerState::NotApplicable { reason }
            if reason.as_str() == REASON_PROFILE)
    })
}

fn other_fields(a: &Assessment) -> Vec<FieldChange> {
    let mut list = Vec::new();
    if !a.scope_note.is_empty() {
        list.push(FieldChange::ScopeNote { set: a.scope_note.clone(), was: String::new() });
    }
    if !a.parking_lot.is_empty() {
        list.push(FieldChange::ParkingLot { set: a.parking_lot.clone(), was: Vec::new() });
    }
    if !a.people.is_empty() {
        list.push(FieldChange::People { set: a.people.clone(), was: Vec::new() });
    }
    list
}

/// The lines that belong to the start of a draft and cannot be undone.
fn base_lines(changes: impl IntoIterator<Item = Change>, label: &str, now: DateTime<Utc>) -> Vec<DraftLine> {
    let line = |(n, change)| DraftLine::Set {
        n,
        at: whole_seconds(now),
        change,
        label: label.to_owned(),
        joins: None,
        base: true,
    };
    (1..).zip(changes).map(line).collect()
}

#[cfg(test)]
#[path = "starting_tests.rs"]
mod tests;
