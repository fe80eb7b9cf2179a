//! What Compare, History and `trend` need from the disk: assessments with their questionnaires, and timelines.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::compare::{Choice, Found, Pair, Pointer, Wanted};
use crate::app::message::Message;
use crate::comparison::compare;
use crate::comparison::timeline::{Assessed, Replaced, Timeline};
use crate::model::{Period, Ratio, Team, TeamId};
use crate::store::{self, Record};
use crate::text::Clean;

use super::dossier::Dossier;
use super::export::by_hash;
use super::session::{Session, SessionError};

impl Dossier {
    /// The assessment without what only reports need.
    pub fn assessed(self) -> Assessed {
        Assessed {
            team: self.team.id,
            team_name: self.team.name,
            period: self.period,
            finished: self.finished,
            questionnaire: Arc::clone(&self.loaded.questionnaire),
            questionnaire_hash: self.loaded.sha256.clone(),
            scope: self.scope,
            scope_note: self.scope_note,
            answers: self.answers,
            parking_lot: self.parking_lot,
            people: self.people,
            card: self.card,
            warnings: self.warnings,
        }
    }
}

/// The current records of a team in the order of time. What cannot be read, or has no questionnaire here, is named
/// among the warnings.
///
/// # Errors
/// When there is no such team, or its folder cannot be read.
pub fn timeline(session: &Session, team: &TeamId, today: NaiveDate) -> Result<Timeline, SessionError> {
    let team = session.store.team(team)?;
    let (records, mut warnings) = session.records(&team.id, today)?;
    let mut found = Vec::new();
    for period in store::periods(&records) {
        let current = store::current(&records, period);
        let mut replaced = replaced(session, &team, &records, period, &current);
        if current.len() > 1 {
            let count = current.len();
            warnings.push(format!("{} has {count} records that do not replace each other", period.spoken()));
        }
        for record in current {
            match Dossier::of_record(session, team.clone(), record) {
                Ok(dossier) => found.push((dossier.assessed(), std::mem::take(&mut replaced))),
                Err(error) => warnings.push(format!("{}: {error}", period.spoken())),
            }
        }
    }
    Ok(Timeline { warnings, ..Timeline::new(team.id, team.name, found) })
}

/// The records of a quarter that others replace, the latest first.
fn replaced(
    session: &Session,
    team: &Team,
    records: &[Record],
    period: Period,
    current: &[&Record],
) -> Vec<Replaced> {
    let is_current = |record: &Record| current.iter().any(|c| c.path == record.path);
    let old = records.iter().filter(|r| r.assessment.period == period && !is_current(r));
    let mut list: Vec<Replaced> = old
        .map(|record| Replaced {
            record: record.hash.clone(),
            finished: record.assessment.finished,
            score: Dossier::of_record(session, team.clone(), record).ok().and_then(|d| d.card.overall.score),
        })
        .collect();
    list.sort_by(|a, b| b.finished.cmp(&a.finished).then_with(|| a.record.cmp(&b.record)));
    list
}

/// The timeline of a team as a message.
pub(super) fn history(session: &Session, team: &TeamId, now: DateTime<Utc>) -> Message {
    let read = timeline(session, team, now.date_naive());
    Message::History(read.map(Arc::new).map_err(|e| e.to_string()))
}

/// Two assessments as a message.
pub(super) fn compared(session: &Session, wanted: &Wanted, now: DateTime<Utc>) -> Message {
    let found = found(session, wanted, now.date_naive());
    Message::Compared(found.map(Box::new).map_err(|e| e.to_string()))
}

/// An assessment by what points to it.
///
/// # Errors
/// When it is not there any more, or cannot be read.
pub fn assessed(session: &Session, pointer: &Pointer, today: NaiveDate) -> Result<Assessed, SessionError> {
    Ok(dossier(session, pointer, today)?.assessed())
}

/// As `assessed`, with all that reports need.
pub(super) fn dossier(
    session: &Session,
    pointer: &Pointer,
    today: NaiveDate,
) -> Result<Dossier, SessionError> {
    match pointer {
        Pointer::Record(team, hash) => {
            let record = by_hash(session, team, hash, today)?;
            Dossier::of_record(session, session.store.team(team)?, &record)
        }
        Pointer::Draft(team, period) => {
            let read = session.store.read_draft(team, *period)?;
            Dossier::of_draft(session, session.store.team(team)?, &read.draft)
        }
    }
}

/// Two assessments with what changed.
///
/// # Errors
/// When one of them is not there any more, or cannot be read.
pub fn found(session: &Session, wanted: &Wanted, today: NaiveDate) -> Result<Found, SessionError> {
    let team = match wanted {
        Wanted::Latest(team) | Wanted::Before(team, _) | Wanted::Draft(team, _) => team,
        Wanted::Pair(a, b) => {
            let (a, b) = (assessed(session, a, today)?, assessed(session, b, today)?);
            let timeline = timeline(session, &b.team, today)?;
            return Ok(pair(a, b, timeline));
        }
    };
    let timeline = timeline(session, team, today)?;
    let moments = &timeline.moments;
    let at = |place: usize| moments.get(place).map(|m| m.assessed.clone());
    // What covers the same is compared where there is such; else whatever was before.
    let before = |place: usize| {
        let alike = moments.get(place).and_then(|m| m.since.as_ref()).map(|s| s.place);
        alike.or_else(|| place.checked_sub(1)).and_then(at)
    };
    let (a, b) = match wanted {
        Wanted::Draft(team, period) => {
            let pointer = Pointer::Draft(team.clone(), *period);
            let draft = assessed(session, &pointer, today)?;
            let alike = timeline.line(&draft).last().copied();
            (alike.or_else(|| moments.len().checked_sub(1)).and_then(at), Some(draft))
        }
        Wanted::Before(_, hash) => {
            let is = |a: &Assessed| a.finished.as_ref().is_some_and(|(_, known)| known == hash);
            let place = moments.iter().position(|m| is(&m.assessed));
            match place {
                Some(0) if moments.len() > 1 => (at(0), at(1)),
                Some(place) => (before(place), at(place)),
                // A record that another one replaces is compared with that one.
                None => {
                    let old = assessed(session, &Pointer::Record(team.clone(), hash.clone()), today)?;
                    let now = moments.iter().find(|m| m.assessed.period == old.period);
                    let now = now.map(|m| m.assessed.clone());
                    (Some(old), now)
                }
            }
        }
        _ => {
            let last = moments.len().checked_sub(1);
            (last.and_then(before), last.and_then(at))
        }
    };
    Ok(match (a, b) {
        (Some(a), Some(b)) => pair(a, b, timeline),
        (only, None) | (None, only) => {
            Found::One { team: timeline.team, name: timeline.name, only: only.map(Arc::new) }
        }
    })
}

fn pair(a: Assessed, b: Assessed, timeline: Timeline) -> Found {
    let comparison = compare(a.side(), b.side());
    Found::Two(Arc::new(Pair { a, b, comparison, timeline }))
}

/// Every assessment that can be compared: those of the team first, the latest first; then those of other teams that
/// are not archived. What cannot be read is left out: Home names it.
pub fn assessments(session: &Session, first: &TeamId, today: NaiveDate) -> Vec<Choice> {
    let mut teams: Vec<Team> =
        session.store.teams().unwrap_or_default().into_iter().filter_map(Result::ok).collect();
    teams.retain(|t| !t.archived || t.id == *first);
    teams.sort_by_cached_key(|t| (t.id != *first, t.name.to_lowercase(), t.id.clone()));
    let drafts = session.store.drafts().unwrap_or_default();
    let mut list = Vec::new();
    for team in teams {
        for entry in drafts.iter().filter(|d| d.team == team.id && d.draft.is_ok()) {
            let label = format!("{} {} draft", Clean::line(&team.name), entry.period.spoken());
            list.push(Choice { pointer: Pointer::Draft(team.id.clone(), entry.period), label });
        }
        let Ok((records, _)) = session.records(&team.id, today) else { continue };
        for period in store::periods(&records).into_iter().rev() {
            for record in store::current(&records, period) {
                list.extend(choice(session, &team, record));
            }
        }
    }
    list
}

fn choice(session: &Session, team: &Team, record: &Record) -> Option<Choice> {
    let dossier = Dossier::of_record(session, team.clone(), record).ok()?;
    let score = dossier.card.overall.score.map_or("no score".to_owned(), Ratio::score);
    let scope = dossier.scope.label(&dossier.loaded.questionnaire);
    let within = scope.map_or(String::new(), |s| format!("   {}", Clean::line(&s)));
    let name = Clean::line(&team.name);
    Some(Choice {
        pointer: Pointer::Record(team.id.clone(), record.hash.clone()),
        label: format!("{name} {}   {score}{within}", record.assessment.period.spoken()),
    })
}
