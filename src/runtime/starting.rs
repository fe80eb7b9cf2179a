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
use crate::store::{self, OpenDraft, Record, the_current};

use super::session::{Session, SessionError, reference};

impl Session {
    /// Starts a draft, creating its team when the start names a new one. Gives the draft held open.
    ///
    /// # Errors
    /// When the team cannot be created, or there is a draft already.
    pub fn start(&self, start: &Start, now: DateTime<Utc>) -> Result<(OpenDraft, Opened), SessionError> {
        if start.new_name.is_none() {
            self.refuse_second(&start.team, start.period, now.date_naive())?;
        }
        let team = self.team_for(start)?;
        let loaded = self.questionnaire(Some(&team))?;
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
            started: whole_seconds(now),
        };
        let mut open = self.store.create_draft(&header)?;
        if !start.scope_note.is_empty() {
            let change = FieldChange::ScopeNote { set: start.scope_note.clone(), was: String::new() };
            base_line(&mut open, Change::Field(change), "what it covers", now)?;
        }
        open.sync()?;
        let opened = self.opened(&open, team, &loaded, true);
        Ok((open, opened))
    }

    /// Refuses to start a quarter that is finished already: two records would stand against each other.
    fn refuse_second(&self, team: &TeamId, period: Period, today: NaiveDate) -> Result<(), SessionError> {
        let (records, _) = self.records(team, today)?;
        if store::current(&records, period).is_empty() {
            return Ok(());
        }
        Err(SessionError::AlreadyFinished { team: team.clone(), period })
    }

    /// The team of a start: created when it is new, with its profile remembered for next time.
    fn team_for(&self, start: &Start) -> Result<Team, SessionError> {
        let mut team = match &start.new_name {
            Some(name) => {
                let loaded = self.questionnaire(None)?;
                Team::new(start.team.clone(), name.clone(), loaded.questionnaire.id.clone())
            }
            None => self.store.team(&start.team)?,
        };
        let changed = team.profile != start.profile;
        team.profile = start.profile.clone();
        if start.new_name.is_some() {
            self.store.create_team(&team)?;
        } else if changed {
            self.store.save_team(&team)?;
        }
        Ok(team)
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
            started: whole_seconds(now),
        };
        let mut open = self.store.create_draft(&header)?;
        let label = format!("from {}", a.period);
        for (id, answer) in given(&a.answers) {
            let change =
                Change::Answer { question: id.clone(), set: Some(Box::new(answer.clone())), was: None };
            base_line(&mut open, change, &label, now)?;
        }
        for change in other_fields(a) {
            base_line(&mut open, Change::Field(change), &label, now)?;
        }
        open.sync()?;
        Ok(open)
    }
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

/// Writes a line that belongs to the start of a draft and cannot be undone.
fn base_line(
    open: &mut OpenDraft,
    change: Change,
    label: &str,
    now: DateTime<Utc>,
) -> Result<(), SessionError> {
    let line = DraftLine::Set {
        n: open.draft().next_n(),
        at: whole_seconds(now),
        change,
        label: label.to_owned(),
        joins: None,
        base: true,
    };
    Ok(open.append(&line)?)
}
