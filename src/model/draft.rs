//! A draft: the running assessment as the fold of its journal, with named undo and redo.
//! Pure; `store::drafts` reads and writes the lines.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, AnswerState, REASON_PROFILE};
use super::assessment::{Parked, PlannedStep, QuestionnaireRef};
use super::id::{Hash, PersonId, QuestionId, Slug, TeamId};
use super::period::Period;
use super::profile::{Profile, applies};
use super::questionnaire::Questionnaire;
use super::scope::Scope;

/// The schema name of a journal.
pub const JOURNAL_SCHEMA: &str = "quaymark/journal/v1";

/// The first line of a journal. See `docs/files.md`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DraftHeader {
    /// Always `quaymark/journal/v1`.
    pub schema: String,
    /// The team.
    pub team: TeamId,
    /// The quarter.
    pub period: Period,
    /// The questionnaire.
    pub questionnaire: QuestionnaireRef,
    /// Which part of it.
    pub scope: Scope,
    /// The team's profile when the draft was started.
    pub profile: Profile,
    /// The record that this draft amends.
    pub replaces: Option<Hash>,
    /// What was planned when the draft was started.
    #[serde(default)]
    pub plan: Vec<PlannedStep>,
    /// When it was started.
    pub started: DateTime<Utc>,
}

/// What one line of a journal sets, with what stood there before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Change {
    /// The answer to a question.
    Answer {
        /// The question.
        question: QuestionId,
        /// What it is now; null removes it.
        set: Option<Box<Answer>>,
        /// What it was.
        was: Option<Box<Answer>>,
    },
    /// Another field of the assessment.
    Field(FieldChange),
}

/// A change of a field other than an answer, named by the field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum FieldChange {
    /// The team's profile.
    Profile {
        /// What it is now.
        set: Profile,
        /// What it was.
        was: Profile,
    },
    /// Topics that were put off.
    ParkingLot {
        /// What it is now.
        set: Vec<Parked>,
        /// What it was.
        was: Vec<Parked>,
    },
    /// What the assessment covers. People's text.
    ScopeNote {
        /// What it is now.
        set: String,
        /// What it was.
        was: String,
    },
    /// Who took part.
    People {
        /// What it is now.
        set: Vec<PersonId>,
        /// What it was.
        was: Vec<PersonId>,
    },
}

/// One line of a journal after the header, without its checksum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum DraftLine {
    /// Takes a change back.
    Undo {
        /// Sequence number.
        n: u64,
        /// The change that is taken back: the first one of its group.
        undo: u64,
        /// When.
        at: DateTime<Utc>,
    },
    /// Makes a change again that was taken back.
    Redo {
        /// Sequence number.
        n: u64,
        /// The change that is made again: the first one of its group.
        redo: u64,
        /// When.
        at: DateTime<Utc>,
    },
    /// Changes something.
    Set {
        /// Sequence number.
        n: u64,
        /// When.
        at: DateTime<Utc>,
        /// What.
        #[serde(flatten)]
        change: Change,
        /// What was done, in words: `SEC-Q1 2 -> 3`.
        label: String,
        /// The change that this one continues, such as the next letter of a note: they are undone together.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        joins: Option<u64>,
        /// Whether it belongs to the start of the draft and cannot be undone.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        base: bool,
    },
}

impl DraftLine {
    /// The sequence number.
    pub fn n(&self) -> u64 {
        match self {
            Self::Undo { n, .. } | Self::Redo { n, .. } | Self::Set { n, .. } => *n,
        }
    }
}

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
            last_n: 0,
            done: Vec::new(),
            undone: Vec::new(),
            header,
        }
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
                self.put(change, true);
                self.last_change = Some(*at);
                if !base {
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
