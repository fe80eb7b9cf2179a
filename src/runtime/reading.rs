//! Reading Home on a thread, so that the first frame need not wait for the records of every team.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::app::Message;
use crate::app::message::Home;

use super::home::{beginning, continuing, home};
use super::perform::Outbox;
use super::session::Session;

/// With at most this many teams Home is waited for a little, so that nobody sees it half.
const FEW: usize = 64;
/// How long.
const MOMENT: Duration = Duration::from_millis(60);

/// Home while it is read. Dropping it lets the thread end in its own time; what it reads is not wanted any more.
pub struct Reading {
    parts: Receiver<Home>,
    /// Starts the thread, where it waits for the first frame: it would compete with the drawing.
    begin: Option<Box<dyn FnOnce() + Send>>,
}

impl Reading {
    /// Gives what is known at once, and the rest where something is missing: once it has begun, `Message::HomeRead`
    /// goes to the outbox for every further part. With few teams it has begun.
    pub fn start(session: &Session, today: NaiveDate, outbox: &Outbox) -> (Option<Self>, Message) {
        // What is wrong with the folder is told with the whole.
        let teams = session.store.team_count().unwrap_or_default();
        if teams == 0 {
            return (None, Message::Home(Box::new(home(session, today))));
        }
        let (parts, inbox) = channel();
        let (own, out) = (session.clone(), Arc::clone(outbox));
        let begin = move || {
            std::thread::spawn(move || {
                let outcome = catch_unwind(AssertUnwindSafe(|| read(&own, teams, today, &parts, &out)));
                if outcome.is_err() {
                    out(Message::Broken("the part that reads Home stopped by mistake".to_owned()));
                }
            });
        };
        let mut reading = Self { parts: inbox, begin: Some(Box::new(begin)) };
        let first = (teams <= FEW).then(|| reading.within(MOMENT)).flatten();
        let first = first.unwrap_or_else(|| beginning(session, teams));
        (Some(reading), Message::Home(Box::new(first)))
    }

    /// Begins to read, where that has not begun.
    pub fn begin(&mut self) {
        if let Some(begin) = self.begin.take() {
            begin();
        }
    }

    fn within(&mut self, time: Duration) -> Option<Home> {
        self.begin();
        let until = Instant::now() + time;
        self.next(|parts| parts.recv_timeout(until.saturating_duration_since(Instant::now())))
    }

    /// The latest part that is there; with `wait`, the whole.
    pub fn take(&mut self, wait: bool) -> Option<Message> {
        self.begin();
        let part = if wait {
            self.next(|parts| parts.recv().map_err(|_| RecvTimeoutError::Disconnected))
        } else {
            self.next(|parts| parts.try_recv().map_err(|_| RecvTimeoutError::Timeout))
        };
        part.map(|home| Message::Home(Box::new(home)))
    }

    /// Receives until the whole is there or nothing more comes; gives the latest part.
    fn next(&mut self, receive: impl Fn(&Receiver<Home>) -> Result<Home, RecvTimeoutError>) -> Option<Home> {
        let mut latest = None;
        while let Ok(part) = receive(&self.parts) {
            let whole = part.reading.is_none();
            latest = Some(part);
            if whole {
                break;
            }
        }
        latest
    }
}

/// Sends the drafts first, then everything. Stops where nobody wants it any more.
fn read(session: &Session, teams: usize, today: NaiveDate, parts: &Sender<Home>, out: &Outbox) {
    if teams > FEW {
        if parts.send(continuing(session, teams)).is_err() {
            return;
        }
        out(Message::HomeRead);
    }
    if parts.send(home(session, today)).is_ok() {
        out(Message::HomeRead);
    }
}
