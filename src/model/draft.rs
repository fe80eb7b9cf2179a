//! A draft: the running assessment as the fold of its journal, with named undo and redo.
//! Pure; the lines are in `change`, and `store::drafts` reads and writes them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::answer::{Answer, AnswerState, REASON_PROFILE};
use super::assessment::Parked;
use super::id::{PersonId, QuestionId, Slug};
use super::profile::{Profile, applies};
use super::questionnaire::Questionnaire;

use super::pace::Pace;

pub use super::change::{Change, DraftHeader, DraftLine, FieldChange, JOURNAL_SCHEMA, Splice};

/// A group of changes that is undone and redone as one.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    first: u64,
    label: String,
    changes: Vec<Change>,
}

/// A draft: everything that the lines of its journal add up to.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// How it was started.
    pub header: DraftHeader,
    /// Answers as given, also ones that the profile hides. Use [`Draft::effective`] for what counts.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// The team's profile now.
    pub profile: Profile,
    /// Topics that were put off.
    pub parking_lot: Vec<Parked>,
    /// What the assessment covers. People's text.
    pub scope_note: String,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// The question that was touched last, where resuming lands.
    pub last_question: Option<QuestionId>,
    /// When the last line was written.
    pub last_change: Option<DateTime<Utc>>,
    pace: Pace,
    last_n: u64,
    done: Vec<Group>,
    undone: Vec<Group>,
}

/// A line that does not fit the state of the draft, so that the valid part of the journal ends before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The sequence number does not follow.
    #[error("line {found} follows line {last}")]
    Sequence {
        /// The last good number.
        last: u64,
        /// The number found.
        found: u64,
    },
    /// The piece of a note does not fit the note.
    #[error("the change of the note of {0} does not fit the note")]
    Splice(QuestionId),
    /// The change to undo or redo is not the one on top.
    #[error("change {0} cannot be undone or redone here")]
    NotOnTop(u64),
}

impl Draft {
    /// A draft with nothing in it yet.
    pub fn new(header: DraftHeader) -> Self {
        Self {
            answers: BTreeMap::new(),
            profile: header.profile.clone(),
            parking_lot: Vec::new(),
            scope_note: String::new(),
            people: Vec::new(),
            last_question: None,
            last_change: None,
            pace: Pace::default(),
            last_n: 0,
            done: Vec::new(),
            undone: Vec::new(),
            header,
        }
    }

    /// Seconds that a question takes this team; none before there is enough to tell.
    pub fn seconds_per_question(&self) -> Option<u32> {
        self.pace.seconds()
    }

    /// The number that the next line must have.
    pub fn next_n(&self) -> u64 {
        self.last_n + 1
    }

    /// Adds one line.
    ///
    /// # Errors
    /// When the line does not follow the last one, or undoes or redoes something that is not on top.
    /// The draft is unchanged then.
    pub fn apply(&mut self, line: &DraftLine) -> Result<(), LineError> {
        if line.n() != self.next_n() {
            return Err(LineError::Sequence { last: self.last_n, found: line.n() });
        }
        match line {
            DraftLine::Undo { undo, at, .. } => {
                let group = pop(&mut self.done, *undo)?;
                for change in group.changes.iter().rev() {
                    self.put(change, false);
                }
                self.undone.push(group);
                self.last_change = Some(*at);
            }
            DraftLine::Redo { redo, at, .. } => {
                let group = pop(&mut self.undone, *redo)?;
                for change in &group.changes {
                    self.put(change, true);
                }
                self.done.push(group);
                self.last_change = Some(*at);
            }
            DraftLine::Set { n, at, change, label, joins, base } => {
                if let Change::Note { question, note } = change
                    && note.apply(self.note(question)).is_none()
                {
                    return Err(LineError::Splice(question.clone()));
                }
                self.put(change, true);
                self.last_change = Some(*at);
                if !base {
                    self.pace.note(change, *at);
                    self.remember(*n, change, label, *joins);
                }
            }
        }
        self.last_n = line.n();
        Ok(())
    }

    fn remember(&mut self, n: u64, change: &Change, label: &str, joins: Option<u64>) {
        self.undone.clear();
        match self.done.last_mut() {
            Some(group) if Some(group.first) == joins => {
                group.changes.push(change.clone());
                label.clone_into(&mut group.label);
            }
            _ => self.done.push(Group { first: n, label: label.to_owned(), changes: vec![change.clone()] }),
        }
    }

    fn put(&mut self, change: &Change, forward: bool) {
        fn pick<'a, T>(forward: bool, set: &'a T, was: &'a T) -> &'a T {
            if forward { set } else { was }
        }
        match change {
            Change::Note { question, note } => {
                let splice = if forward { note.clone() } else { note.reversed() };
                if let Some(text) = splice.apply(self.note(question)) {
                    self.put_note(question, text);
                }
                self.last_question = Some(question.clone());
            }
            Change::Answer { question, set, was } => {
                match pick(forward, set, was) {
                    Some(answer) => self.answers.insert(question.clone(), (**answer).clone()),
                    None => self.answers.remove(question),
                };
                self.last_question = Some(question.clone());
            }
            Change::Field(FieldChange::Profile { set, was }) => {
                self.profile.clone_from(pick(forward, set, was));
            }
            Change::Field(FieldChange::ParkingLot { set, was }) => {
                self.parking_lot.clone_from(pick(forward, set, was));
            }
            Change::Field(FieldChange::ScopeNote { set, was }) => {
                self.scope_note.clone_from(pick(forward, set, was));
            }
            Change::Field(FieldChange::People { set, was }) => {
                self.people.clone_from(pick(forward, set, was));
            }
        }
    }

    /// The note of a question; empty where there is none.
    pub fn note(&self, question: &QuestionId) -> &str {
        self.answers.get(question).and_then(|a| a.note.as_deref()).unwrap_or_default()
    }

    fn put_note(&mut self, question: &QuestionId, text: String) {
        let mut answer =
            self.answers.remove(question).unwrap_or_else(|| Answer::new(AnswerState::Unanswered));
        answer.note = (!text.is_empty()).then_some(text);
        if !answer.is_blank() {
            self.answers.insert(question.clone(), answer);
        }
    }

    /// The line that makes a note read differently; `None` when nothing would change.
    pub fn note_line(
        &self,
        question: &QuestionId,
        text: &str,
        joins: Option<u64>,
        at: DateTime<Utc>,
    ) -> Option<DraftLine> {
        let note = Splice::between(self.note(question), text)?;
        let change = Change::Note { question: question.clone(), note };
        let label = format!("{question} note");
        Some(DraftLine::Set { n: self.next_n(), at, change, label, joins, base: false })
    }

    /// The line that undoes the last change, and the label of that change. None when there is nothing to undo.
    pub fn undo_line(&self, at: DateTime<Utc>) -> Option<(DraftLine, &str)> {
        let group = self.done.last()?;
        Some((DraftLine::Undo { n: self.next_n(), undo: group.first, at }, &group.label))
    }

    /// The line that redoes what was undone last, and its label. None when there is nothing to redo.
    pub fn redo_line(&self, at: DateTime<Utc>) -> Option<(DraftLine, &str)> {
        let group = self.undone.last()?;
        Some((DraftLine::Redo { n: self.next_n(), redo: group.first, at }, &group.label))
    }

    /// The question that the next undo, or redo, is about; none for other fields.
    pub fn top_question(&self, forward: bool) -> Option<QuestionId> {
        let group = if forward { self.undone.last() } else { self.done.last() };
        group?.changes.iter().find_map(|change| match change {
            Change::Answer { question, .. } | Change::Note { question, .. } => Some(question.clone()),
            Change::Field(_) => None,
        })
    }

    /// The first number of the last group of changes, for a change that continues it.
    pub fn last_group(&self) -> Option<u64> {
        self.done.last().map(|g| g.first)
    }

    /// The line that sets an answer; `None` when nothing would change.
    pub fn answer_line(
        &self,
        question: &QuestionId,
        answer: Option<Answer>,
        label: String,
        joins: Option<u64>,
        at: DateTime<Utc>,
    ) -> Option<DraftLine> {
        let set = answer.filter(|a| !a.is_blank());
        let was = self.answers.get(question).cloned();
        if set == was {
            return None;
        }
        let change =
            Change::Answer { question: question.clone(), set: set.map(Box::new), was: was.map(Box::new) };
        Some(DraftLine::Set { n: self.next_n(), at, change, label, joins, base: false })
    }

    /// The line that changes another field.
    pub fn field_line(&self, change: FieldChange, label: String, at: DateTime<Utc>) -> DraftLine {
        DraftLine::Set {
            n: self.next_n(),
            at,
            change: Change::Field(change),
            label,
            joins: None,
            base: false,
        }
    }

    /// The answers that count for a questionnaire: those given, with questions that the profile takes out
    /// as not applicable for the reason `profile`. Answers that only hold a note are left out.
    pub fn effective(&self, questionnaire: &Questionnaire) -> BTreeMap<QuestionId, Answer> {
        let mut answers: BTreeMap<QuestionId, Answer> = self
            .answers
            .iter()
            .filter(|(_, a)| a.counts() && !is_profile(a))
            .map(|(id, a)| (id.clone(), a.clone()))
            .collect();
        let Ok(reason) = Slug::parse(REASON_PROFILE) else { return answers };
        for (dimension, question) in questionnaire.questions() {
            let in_scope = self.header.scope.contains(questionnaire, dimension, question);
            if in_scope && !applies(&question.applies_when, &self.profile) {
                let state = AnswerState::NotApplicable { reason: reason.clone() };
                let hidden = match self.answers.get(&question.id) {
                    Some(given) => Answer { state, confirmed: super::Confirmed::Yes, ..given.clone() },
                    None => Answer::new(state),
                };
                answers.insert(question.id.clone(), hidden);
            }
        }
        answers
    }
}

/// Whether the answer is only there because of the profile.
fn is_profile(answer: &Answer) -> bool {
    matches!(&answer.state, AnswerState::NotApplicable { reason } if reason.as_str() == REASON_PROFILE)
}

fn pop(groups: &mut Vec<Group>, first: u64) -> Result<Group, LineError> {
    match groups.pop() {
        Some(group) if group.first == first => Ok(group),
        Some(group) => {
            groups.push(group);
            Err(LineError::NotOnTop(first))
        }
        None => Err(LineError::NotOnTop(first)),
    }
}
