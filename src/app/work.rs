//! The draft in hand: answers, their score, and what is on the disk already. Every change goes through here.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::finishing::whole_seconds;
use crate::model::draft::FieldChange;
use crate::model::profile::applies;
use crate::model::settings::{LastQuarter, Settings};
use crate::model::{
    Answer, Draft, DraftLine, Level, Parked, Period, Question, QuestionId, Questionnaire, Team,
};
use crate::scoring::{Scorecard, scorecard};

use super::effect::Effect;
use super::find::Filter;
use super::last::Last;
use super::message::Opened;

/// The open draft.
#[derive(Debug, Clone)]
pub struct Work {
    /// The team.
    pub team: Team,
    /// The draft, with all changes made so far.
    pub draft: Draft,
    /// Its questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// Why it cannot be changed, if it cannot.
    pub read_only: Option<String>,
    /// The question that was on screen when the draft was left, or is now.
    pub place: Option<QuestionId>,
    /// Which opening of the draft this is.
    pub opening: u64,
    /// What was answered in earlier quarters, latest first.
    pub earlier: Vec<Last>,
    /// Where that is shown.
    pub last_quarter: LastQuarter,
    /// From this level on an answer without evidence deserves a look; none for never.
    pub evidence_from: Option<Level>,
    /// The last line that is on the disk.
    pub saved: u64,
    /// What went wrong when saving, until it works again.
    pub trouble: Option<String>,
    /// The answers that count.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// Their score.
    pub card: Scorecard,
    /// What the list on screen is narrowed to.
    pub filter: Filter,
}

impl Work {
    /// Takes an opened draft in hand.
    pub fn new(opened: Opened) -> Self {
        let answers = opened.draft.effective(&opened.questionnaire);
        let card = scorecard(&opened.questionnaire, &opened.draft.header.scope, &answers);
        Self {
            place: opened.place,
            opening: opened.opening,
            earlier: opened.earlier,
            last_quarter: LastQuarter::default(),
            evidence_from: Settings::default().evidence_from(),
            saved: opened.draft.next_n() - 1,
            team: opened.team,
            draft: opened.draft,
            questionnaire: opened.questionnaire,
            read_only: opened.read_only,
            trouble: None,
            answers,
            card,
            filter: Filter::default(),
        }
    }

    /// Shows and lists what the settings say.
    pub fn follow(&mut self, settings: &Settings) {
        self.last_quarter = settings.last_quarter();
        self.evidence_from = settings.evidence_from();
    }

    /// The quarter.
    pub fn period(&self) -> Period {
        self.draft.header.period
    }

    /// Whether everything is on the disk.
    pub fn is_saved(&self) -> bool {
        self.trouble.is_none() && self.saved + 1 >= self.draft.next_n()
    }

    /// The questions that are asked, in order: in scope, and not taken out by the profile.
    pub fn asked(&self) -> Vec<&Question> {
        self.questionnaire
            .questions()
            .filter(|(d, q)| self.draft.header.scope.contains(&self.questionnaire, d, q))
            .map(|(_, q)| q)
            .filter(|q| applies(&q.applies_when, &self.draft.profile))
            .collect()
    }

    /// The answer as given, also when it holds only a note.
    pub fn answer(&self, id: &QuestionId) -> Option<&Answer> {
        self.draft.answers.get(id)
    }

    /// Whether the question still has to be answered or is unknown.
    pub fn is_open(&self, id: &QuestionId) -> bool {
        self.card.question(id).is_some_and(|q| q.standing.is_open())
    }

    /// The next open question after one, around the end; the previous one for a negative direction.
    pub fn next_open(&self, from: Option<&QuestionId>, by: isize) -> Option<QuestionId> {
        let mut asked = self.asked();
        if by < 0 {
            asked.reverse();
        }
        let here = from.and_then(|id| asked.iter().position(|q| q.id == *id));
        let start = here.map_or(0, |i| i + 1);
        asked.iter().cycle().skip(start).take(asked.len()).find(|q| self.is_open(&q.id)).map(|q| q.id.clone())
    }

    /// How many questions have an answer that counts, and how many are asked. Unknown is an answer.
    pub fn progress(&self) -> (usize, usize) {
        let asked = self.asked();
        (asked.iter().filter(|q| self.answers.contains_key(&q.id)).count(), asked.len())
    }

    /// Sets or removes an answer. Nothing happens when nothing would change or the draft is read-only.
    pub fn set_answer(
        &mut self,
        id: &QuestionId,
        answer: Option<Answer>,
        label: String,
        joins: Option<u64>,
        now: DateTime<Utc>,
    ) -> Option<Effect> {
        let line = self.draft.answer_line(id, answer, label, joins, whole_seconds(now))?;
        self.append(line)
    }

    /// Makes a note read differently. Nothing happens when nothing would change or the draft is read-only.
    pub fn set_note(
        &mut self,
        id: &QuestionId,
        text: &str,
        joins: Option<u64>,
        now: DateTime<Utc>,
    ) -> Option<Effect> {
        let line = self.draft.note_line(id, text, joins, whole_seconds(now))?;
        self.append(line)
    }

    /// Changes another field.
    pub fn set_field(&mut self, change: FieldChange, label: &str, now: DateTime<Utc>) -> Option<Effect> {
        let line = self.draft.field_line(change, label.to_owned(), whole_seconds(now));
        self.append(line)
    }

    /// Parks a topic at a question.
    pub fn park(&mut self, question: Option<QuestionId>, text: &str, now: DateTime<Utc>) -> Option<Effect> {
        let was = self.draft.parking_lot.clone();
        let mut set = was.clone();
        set.push(Parked { question, text: text.to_owned(), extra: crate::model::strict::Extra::default() });
        self.set_field(FieldChange::ParkingLot { set, was }, "park a topic", now)
    }

    /// Takes the last change back; gives its name.
    pub fn undo(&mut self, now: DateTime<Utc>) -> Option<(Effect, String)> {
        let (line, label) = self.draft.undo_line(whole_seconds(now))?;
        let label = label.to_owned();
        Some((self.append(line)?, label))
    }

    /// Makes the last undone change again; gives its name.
    pub fn redo(&mut self, now: DateTime<Utc>) -> Option<(Effect, String)> {
        let (line, label) = self.draft.redo_line(whole_seconds(now))?;
        let label = label.to_owned();
        Some((self.append(line)?, label))
    }

    fn append(&mut self, line: DraftLine) -> Option<Effect> {
        if self.read_only.is_some() || self.draft.apply(&line).is_err() {
            return None;
        }
        self.answers = self.draft.effective(&self.questionnaire);
        self.card = scorecard(&self.questionnaire, &self.draft.header.scope, &self.answers);
        Some(Effect::Append(Box::new(line)))
    }
}
