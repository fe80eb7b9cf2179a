//! Effects to messages: the one place where the application's wishes touch the world.

mod drafts;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::app::effect::Effect;
use crate::app::message::{Message, Opened, Problem};
use crate::model::{Assessment, DraftLine, Hash, Period, QuestionId, Team, TeamId};
use crate::store::OpenDraft;

use super::home::home;
use super::others::others;
use super::problems::{at_file, file_of};
use super::reading::Reading;
use super::saving::{Journal, Saver};
use super::session::{Session, SessionError};
use super::settings;
use super::{advice, comparing, export};

/// How lines reach the disk.
enum Saving {
    /// Nothing is open.
    Closed,
    /// Before the call returns.
    Inline(Box<Journal>),
    /// On a thread.
    Thread(Saver),
}

/// A way to send messages to the application from other threads.
pub type Outbox = Arc<dyn Fn(Message) + Send + Sync>;

/// Performs effects.
pub struct Performer {
    /// Store and questionnaires.
    pub session: Session,
    /// Where the process was started: relative paths of exports start there.
    cwd: std::path::PathBuf,
    saving: Saving,
    outbox: Option<Outbox>,
    /// The settings file; none where none can be named.
    pub config: Option<std::path::PathBuf>,
    /// Counts the openings of drafts.
    opening: u64,
    /// Team and quarter of the draft that was opened last.
    held: Option<(TeamId, Period)>,
    /// Home while it is read.
    reading: Option<Reading>,
}

impl Performer {
    /// Performs every effect before it returns.
    pub fn inline(session: Session, cwd: std::path::PathBuf) -> Self {
        Self {
            session,
            cwd,
            saving: Saving::Closed,
            outbox: None,
            config: None,
            opening: 0,
            held: None,
            reading: None,
        }
    }

    /// Writes the draft on a thread; what that has to say goes to the outbox.
    pub fn threaded(session: Session, cwd: std::path::PathBuf, outbox: Outbox) -> Self {
        Self {
            session,
            cwd,
            saving: Saving::Closed,
            outbox: Some(outbox),
            config: None,
            opening: 0,
            held: None,
            reading: None,
        }
    }

    /// Performs one effect and gives what came of it. What needs the terminal is the face's own.
    pub fn perform(&mut self, effect: Effect, now: DateTime<Utc>) -> Vec<Message> {
        super::crash::provoke("effect");
        match effect {
            Effect::LoadHome => vec![self.load_home(now)],
            Effect::TakeHome { wait } => {
                self.reading.as_mut().and_then(|r| r.take(wait)).into_iter().collect()
            }
            Effect::Start(start) => vec![self.start(*start, now)],
            Effect::Replace(start) => vec![self.replace(*start, now)],
            Effect::OpenDraft { team, period } => vec![self.open(&team, period)],
            Effect::LookAt { team, period } => vec![self.look_at(&team, period)],
            Effect::Archive(team) => vec![Message::Archived(self.archive(team).map_err(|e| e.to_string()))],
            Effect::Amend { team, period } => vec![self.amend(&team, period, now)],
            Effect::Append(line) => self.append(*line),
            Effect::Remember(question) => {
                self.remember(&question);
                Vec::new()
            }
            Effect::Finish(record) => vec![self.finish(&record, now)],
            Effect::OpenRecord { team, record } => vec![self.record(&team, record.as_ref(), now)],
            Effect::LoadComparison(wanted) => vec![comparing::compared(&self.session, &wanted, now)],
            Effect::LoadAssessments(which, team) => {
                vec![Message::Assessments(
                    which,
                    comparing::assessments(&self.session, &team, now.date_naive()),
                )]
            }
            Effect::LoadHistory(team) => vec![comparing::history(&self.session, &team, now)],
            Effect::Export { path, what, draft, replace } => {
                let draft = draft.as_deref();
                let written = export::write(&self.session, &self.cwd, &path, &what, draft, replace, now);
                vec![Message::Exported { what, written }]
            }
            Effect::LoadTexts => {
                let texts = self.session.store.kept_texts();
                let texts = texts.and_then(|bytes| serde_json::from_slice(&bytes).ok());
                texts.into_iter().map(Message::Kept).collect()
            }
            Effect::KeepTexts(texts) => {
                // When it cannot be kept, the texts are still there until the program ends.
                if let Ok(bytes) = serde_json::to_vec_pretty(&texts) {
                    let _ = self.session.store.keep_texts(&bytes);
                }
                Vec::new()
            }
            Effect::EditFile { path, .. } => vec![settings::edit_elsewhere(&path)],
            Effect::EditText { .. } => {
                vec![Message::Edited(Err("an editor opens only in the terminal interface".to_owned()))]
            }
            Effect::Copy { .. } => {
                vec![Message::Copied(Err("copying works only in the terminal interface".to_owned()))]
            }
            Effect::Suspend | Effect::Redraw | Effect::Quit => Vec::new(),
            effect @ (Effect::OpenAdvisor { .. }
            | Effect::KeepAdvice { .. }
            | Effect::WriteDecision { .. }) => advice::perform(&self.session, &self.cwd, effect, now),
            Effect::SaveSettings { setting, value } => {
                vec![settings::save(self.config.as_deref(), setting, value.as_deref())]
            }
            Effect::StartSettings => settings::start(self.config.as_deref()).into_iter().collect(),
            Effect::LoadSettings => settings::load(self.config.as_deref()).into_iter().collect(),
        }
    }

    /// Reads Home, on a thread where there is one to report to.
    fn load_home(&mut self, now: DateTime<Utc>) -> Message {
        let today = now.date_naive();
        let Some(outbox) = &self.outbox else { return Message::Home(Box::new(home(&self.session, today))) };
        let (reading, first) = Reading::start(&self.session, today, outbox);
        self.reading = reading;
        first
    }

    /// A frame is on the screen: what waited for it begins.
    pub fn drawn(&mut self) {
        if let Some(reading) = &mut self.reading {
            reading.begin();
        }
    }

    /// Tries again to write what could not be written; what comes of it goes to the outbox.
    pub fn retry(&self) {
        if let Saving::Thread(saver) = &self.saving {
            saver.retry();
        }
    }

    /// Brings everything to the disk and lets go of the draft. Gives what could not be saved, in words.
    pub fn close(&mut self) -> Option<String> {
        if matches!(self.saving, Saving::Closed) {
            return None;
        }
        let Some(mut journal) = self.take_journal() else {
            return Some("the part that saves stopped by mistake".to_owned());
        };
        match journal.save(Vec::new()) {
            Message::NotSaved { why, .. } => Some(why),
            _ => None,
        }
    }

    fn take_journal(&mut self) -> Option<Journal> {
        match std::mem::replace(&mut self.saving, Saving::Closed) {
            Saving::Closed => None,
            Saving::Inline(journal) => Some(*journal),
            Saving::Thread(saver) => saver.release(),
        }
    }

    fn put_back(&mut self, journal: Journal) {
        self.saving = match &self.outbox {
            None => Saving::Inline(Box::new(journal)),
            Some(outbox) => {
                let outbox = Arc::clone(outbox);
                Saving::Thread(Saver::start(journal, move |message| outbox(message)))
            }
        };
    }

    /// Opens another draft in place of the one that is open. Unless that works, the open one stays open.
    /// The one that is let go of is on the disk before that.
    fn swap(
        &mut self,
        attempt: impl FnOnce(&Session) -> Result<(OpenDraft, Opened), SessionError>,
    ) -> Result<Opened, SessionError> {
        let old = self.release()?;
        match attempt(&self.session) {
            Ok((open, mut opened)) => {
                let header = &opened.draft.header;
                self.held = Some((header.team.clone(), header.period));
                opened.opening = self.next_opening();
                let opened = self.session.with_earlier(opened);
                self.put_back(Journal::new(open, opened.opening));
                Ok(opened)
            }
            Err(error) => {
                if let Some(old) = old {
                    self.put_back(old);
                }
                Err(error)
            }
        }
    }

    fn next_opening(&mut self) -> u64 {
        self.opening += 1;
        self.opening
    }

    /// The open journal with everything on the disk. When that does not work it stays open.
    fn release(&mut self) -> Result<Option<Journal>, SessionError> {
        let Some(mut journal) = self.take_journal() else { return Ok(None) };
        match journal.save(Vec::new()) {
            Message::NotSaved { why, .. } => {
                self.put_back(journal);
                Err(SessionError::Unsaved(why))
            }
            _ => Ok(Some(journal)),
        }
    }

    /// Puts a team aside; gives its id and name.
    fn archive(&self, id: TeamId) -> Result<(TeamId, String), SessionError> {
        let team = Team { archived: true, ..self.session.store.team(&id)? };
        self.session.store.save_team(&team)?;
        Ok((id, team.name))
    }

    /// The first record of a team that cannot be read.
    fn bad_record(&self, team: &TeamId, now: DateTime<Utc>) -> Option<Problem> {
        let entries = self.session.store.records(team, now.date_naive()).ok()?;
        let bad = entries.into_iter().find_map(Result::err)?;
        let meanwhile = "The team has no other record that can be shown.";
        Some(at_file(&self.session, &bad.path, &bad.error, meanwhile))
    }

    /// A file that was to be opened, taken apart.
    fn unreadable(&self, error: &SessionError) -> Message {
        let meanwhile = "Everything else works until it is corrected.";
        let problem = match file_of(error) {
            Some((path, store)) => at_file(&self.session, &path, store, meanwhile),
            None => Problem::sentence(error.to_string()),
        };
        Message::Unreadable(Box::new(problem))
    }

    /// Which question is on screen is a convenience: when it cannot be kept, nothing is lost.
    fn remember(&mut self, question: &QuestionId) {
        let Some(draft) = &self.held else { return };
        self.session.store.keep_place(&draft.0, draft.1, question);
    }

    fn append(&mut self, line: DraftLine) -> Vec<Message> {
        match &mut self.saving {
            Saving::Closed => {
                vec![Message::NotSaved { opening: self.opening, why: "no draft is open".to_owned() }]
            }
            Saving::Inline(journal) => vec![journal.save(vec![line])],
            Saving::Thread(saver) => {
                saver.append(line);
                Vec::new()
            }
        }
    }

    fn finish(&mut self, record: &Assessment, now: DateTime<Utc>) -> Message {
        let Some(mut journal) = self.take_journal() else {
            return Message::Finished(Err("no draft is open".to_owned()));
        };
        if let Message::NotSaved { why, .. } = journal.save(Vec::new()) {
            self.put_back(journal);
            return Message::Finished(Err(why));
        }
        match self.session.finish(journal.open(), record) {
            Ok(hash) => match self.read(&record.team, Some(&hash), now) {
                Ok(shown) => Message::Finished(Ok(Box::new(shown))),
                Err(error) => Message::Closed(format!(
                    "finished as record {}, but it cannot be shown: {error}",
                    hash.short()
                )),
            },
            Err(error) => {
                let text = error.to_string();
                self.put_back(journal);
                Message::Finished(Err(text))
            }
        }
    }

    fn record(&mut self, team: &TeamId, record: Option<&Hash>, now: DateTime<Utc>) -> Message {
        match self.read(team, record, now) {
            Err(error) if file_of(&error).is_some() => self.unreadable(&error),
            Err(error @ SessionError::NoRecords(_)) => match self.bad_record(team, now) {
                Some(problem) => Message::Unreadable(Box::new(problem)),
                None => Message::Record(Err(error.to_string())),
            },
            outcome => Message::Record(outcome.map(Box::new).map_err(|e| e.to_string())),
        }
    }

    fn read(
        &self,
        team: &TeamId,
        record: Option<&Hash>,
        now: DateTime<Utc>,
    ) -> Result<crate::app::message::Record, SessionError> {
        let today = now.date_naive();
        let found = match record {
            None => self.session.latest(team, today)?,
            Some(hash) => export::by_hash(&self.session, team, hash, today)?,
        };
        let (records, _) = self.session.records(team, today)?;
        let others = others(&self.session, team, &records, &found);
        let shown = self.session.showable(self.session.store.team(team)?, found)?;
        Ok(crate::app::message::Record { others, ..shown })
    }
}
