//! Bringing the lines of a draft to the disk, at once or on a thread of its own. A line that could not be written
//! stays in memory and is tried again with the next one, into a fresh file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use crate::app::Message;
use crate::model::{DraftLine, Period, TeamId};
use crate::store::OpenDraft;

/// The journal of the open draft, with the lines that are not in it yet.
pub struct Journal {
    /// Which opening of a draft this is.
    opening: u64,
    open: OpenDraft,
    pending: Vec<DraftLine>,
    /// Whether the file is not trusted to end where it should, after a mistake.
    afresh: bool,
}

impl Journal {
    /// Takes an open draft.
    pub fn new(open: OpenDraft, opening: u64) -> Self {
        Self { opening, open, pending: Vec::new(), afresh: false }
    }

    /// The draft on the disk.
    pub fn open(&mut self) -> &mut OpenDraft {
        &mut self.open
    }

    /// Whether it is the draft of this team and quarter.
    pub fn is(&self, team: &TeamId, period: Period) -> bool {
        let header = &self.open.draft().header;
        header.team == *team && header.period == period
    }

    /// Writes lines and waits until they are on the disk. Says up to which line all is there, or what went wrong.
    pub fn save(&mut self, lines: Vec<DraftLine>) -> Message {
        self.pending.extend(lines);
        let outcome = self.write();
        let opening = self.opening;
        match outcome {
            Ok(()) => {
                self.pending.clear();
                self.afresh = false;
                Message::Saved { opening, n: self.open.draft().next_n() - 1 }
            }
            Err(error) => Message::NotSaved { opening, why: error.to_string() },
        }
    }

    /// Which opening of a draft this is.
    pub fn opening(&self) -> u64 {
        self.opening
    }

    fn write(&mut self) -> Result<(), crate::store::StoreError> {
        if self.afresh || self.open.needs_rewrite() {
            return self.open.rewrite(&self.pending.clone());
        }
        super::crash::provoke("saver");
        while let Some(line) = self.pending.first() {
            self.open.append(line)?;
            self.pending.remove(0);
        }
        self.open.sync()
    }
}

/// What the thread is asked for.
enum Job {
    Line(Box<DraftLine>),
    Retry,
    Release(Sender<Journal>),
}

/// A journal on a thread of its own, so that a key never waits for the disk.
pub struct Saver {
    jobs: Sender<Job>,
    thread: Option<JoinHandle<()>>,
}

impl Saver {
    /// Starts the thread. What it has to say goes out as messages.
    pub fn start(journal: Journal, out: impl Fn(Message) + Send + 'static) -> Self {
        let (jobs, inbox) = channel();
        let thread = std::thread::spawn(move || {
            let mut journal = Some(journal);
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut journal, &inbox, &out)));
            if let (Err(_), Some(journal)) = (outcome, journal) {
                out(Message::Broken("the part that saves stopped by mistake".to_owned()));
                wait(journal, &inbox);
            }
        });
        Self { jobs, thread: Some(thread) }
    }

    /// Hands a line over. Whether it is on the disk comes as a message.
    pub fn append(&self, line: DraftLine) {
        // A thread that is gone has said why; the line is still in the application.
        let _ = self.jobs.send(Job::Line(Box::new(line)));
    }

    /// Tries again to write what could not be written.
    pub fn retry(&self) {
        let _ = self.jobs.send(Job::Retry);
    }

    /// Waits until all lines were tried and takes the journal back; none when the thread is gone.
    pub fn release(mut self) -> Option<Journal> {
        let (reply, answer) = channel();
        let _ = self.jobs.send(Job::Release(reply));
        let journal = answer.recv().ok();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        journal
    }
}

fn work(held: &mut Option<Journal>, inbox: &Receiver<Job>, out: &impl Fn(Message)) {
    while let Ok(first) = inbox.recv() {
        let mut lines = Vec::new();
        let mut leave = None;
        for job in std::iter::once(first).chain(inbox.try_iter()) {
            match job {
                Job::Line(line) => lines.push(*line),
                Job::Retry => {}
                Job::Release(reply) => leave = Some(reply),
            }
        }
        let Some(journal) = held.as_mut() else { return };
        if !(lines.is_empty() && journal.pending.is_empty() && leave.is_some()) {
            out(journal.save(lines));
        }
        if let Some(reply) = leave {
            if let Some(journal) = held.take() {
                let _ = reply.send(journal);
            }
            return;
        }
    }
    // The other side is gone: nothing more can come.
}

/// After a mistake nothing is written here any more. Lines are taken in, and go back with the journal to whoever
/// asks for it; what is in the file is not trusted, all is written afresh then.
fn wait(mut journal: Journal, inbox: &Receiver<Job>) {
    journal.afresh = true;
    while let Ok(job) = inbox.recv() {
        match job {
            Job::Line(line) => journal.pending.push(*line),
            Job::Retry => {}
            Job::Release(reply) => {
                let _ = reply.send(journal);
                return;
            }
        }
    }
    // Nobody asks for it any more, but what was handed over is not lost.
    let _ = catch_unwind(AssertUnwindSafe(|| journal.save(Vec::new())));
}

/// Whoever lets go of a saver waits until all that was handed over is written.
impl Drop for Saver {
    fn drop(&mut self) {
        // Hanging up ends the thread, after what is in its box.
        self.jobs = channel().0;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
