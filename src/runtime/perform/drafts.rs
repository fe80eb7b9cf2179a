//! Which draft is open: started, opened again, put in place of another, or only looked at.

use chrono::{DateTime, Utc};

use crate::app::effect::Start;
use crate::app::message::{Exists, Message, Opened, StartProblem};
use crate::model::{Period, TeamId};
use crate::store::StoreError;

use super::super::home::draft_row;
use super::super::problems::file_of;
use super::super::saving::Journal;
use super::super::session::SessionError;
use super::{Performer, Saving};

impl Performer {
    pub(super) fn start(&mut self, start: Start, now: DateTime<Utc>) -> Message {
        Message::Draft(match self.swap(|session| session.start(&start, now)) {
            Ok(opened) => Ok(Box::new(opened)),
            Err(SessionError::Store(error @ StoreError::DraftExists { .. })) => match self.exists(start) {
                Ok(exists) => Err(StartProblem::Exists(Box::new(exists))),
                Err(_) => Err(StartProblem::Other(error.to_string())),
            },
            Err(error @ SessionError::AlreadyFinished { .. }) => {
                Err(StartProblem::Finished { start: Box::new(start), detail: error.to_string() })
            }
            Err(error) => Err(StartProblem::Other(error.to_string())),
        })
    }

    /// The draft that stands in the way of a start.
    fn exists(&self, start: Start) -> Result<Exists, SessionError> {
        let store = &self.session.store;
        let team = store.team(&start.team)?;
        let read = store.read_draft(&team.id, start.period).map_err(|e| e.to_string());
        let draft = read.and_then(|read| draft_row(&self.session, &read.draft, team.name.clone()));
        let open = !matches!(self.saving, Saving::Closed);
        let own = open && self.held.as_ref().is_some_and(|h| *h == (team.id.clone(), start.period));
        let held = !own && store.is_held(&team.id, start.period)?;
        let trash = store.trash_for(&team.id, start.period)?;
        let trash = trash.strip_prefix(&store.dir().root).unwrap_or(&trash).display().to_string();
        Ok(Exists { start, name: team.name, draft, held, trash })
    }

    /// A draft for looking only. The one that is open is let go of.
    pub(super) fn look_at(&mut self, team: &TeamId, period: Period) -> Message {
        match self.release() {
            Ok(journal) => drop(journal),
            Err(error) => return drafted(Err(error)),
        }
        self.held = None;
        let opening = self.next_opening();
        let why = "opened to look at; open it again to change it".to_owned();
        drafted(self.session.look(team, period, why).map(|opened| Opened { opening, ..opened }))
    }

    pub(super) fn amend(&mut self, team: &TeamId, period: Period, now: DateTime<Utc>) -> Message {
        drafted(self.swap(|session| session.amend(team, period, now)))
    }

    pub(super) fn replace(&mut self, start: Start, now: DateTime<Utc>) -> Message {
        if let Err(error) = self.session.may_change() {
            return drafted(Err(error));
        }
        let own = match self.release() {
            Ok(Some(journal)) if journal.is(&start.team, start.period) => Some(journal.opening()),
            Ok(other) => {
                if let Some(journal) = other {
                    self.put_back(journal);
                }
                None
            }
            Err(error) => return drafted(Err(error)),
        };
        if let Err(error) = self.session.store.discard_draft(&start.team, start.period) {
            // The lock was given up for this; without it nothing could be saved any more.
            return match own.map(|opening| self.reopen(&start.team, start.period, opening)) {
                Some(Err(gone)) => Message::Closed(gone.to_string()),
                _ => drafted(Err(error.into())),
            };
        }
        match self.start(start, now) {
            Message::Draft(Err(StartProblem::Other(why))) if own.is_some() => Message::Closed(why),
            outcome => outcome,
        }
    }

    /// Holds a draft again that the application still shows.
    fn reopen(&mut self, team: &TeamId, period: Period, opening: u64) -> Result<(), SessionError> {
        let (open, _) = self.session.open(team, period)?;
        self.put_back(Journal::new(open, opening));
        Ok(())
    }

    pub(super) fn open(&mut self, team: &TeamId, period: Period) -> Message {
        match self.release() {
            // It is open already.
            Ok(Some(mut journal)) if journal.is(team, period) => {
                let opening = journal.opening();
                let again = self.session.again(journal.open());
                self.put_back(journal);
                let again = again.map(|opened| self.session.with_earlier(opened));
                return drafted(again.map(|opened| Opened { opening, ..opened }));
            }
            Ok(Some(journal)) => self.put_back(journal),
            Ok(None) => {}
            Err(error) => return drafted(Err(error)),
        }
        match self.swap(|session| session.open(team, period)) {
            Err(error) if file_of(&error).is_some() => self.unreadable(&error),
            Err(error @ (SessionError::Store(StoreError::DraftHeld { .. }) | SessionError::ReadOnly)) => {
                let looked = self.session.look(team, period, error.to_string());
                if looked.is_ok() {
                    self.close();
                }
                let opening = self.next_opening();
                let looked = looked.map(|opened| self.session.with_earlier(opened));
                drafted(looked.map(|opened| Opened { opening, ..opened }))
            }
            other => drafted(other),
        }
    }
}

/// The outcome of opening a draft.
fn drafted(outcome: Result<Opened, SessionError>) -> Message {
    Message::Draft(outcome.map(Box::new).map_err(|e| StartProblem::Other(e.to_string())))
}
