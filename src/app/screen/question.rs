//! One question: five statements, then the practices of the next level.

use chrono::{DateTime, Utc};

use crate::answering;
use crate::app::action::Action;
use crate::app::edits::{changed, flag, park, reason_note};
use crate::app::last::NotKept;
use crate::app::lists::ListOf;
use crate::app::route::{Input, Out, Pick, Picker, Purpose, Route};
use crate::app::scroll::Scroll;
use crate::app::work::Work;
use crate::model::answer::REASON_OTHER;
use crate::model::settings::AfterAnswer;
use crate::model::{Answer, AnswerState, Confidence, Level, Practice, PracticeId, QuestionId, Slug};

use super::{Desk, moved};

/// How many statements there are.
pub const STATEMENTS: usize = 5;

/// What can be read about a question beside its statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// Why, where to look, what is not enough, the practices in full.
    Guidance,
    /// What it was answered in earlier quarters.
    History,
    /// What the answer rests on.
    Evidence,
}

impl Pane {
    /// In the order of the key.
    pub const ALL: [Self; 3] = [Self::Guidance, Self::History, Self::Evidence];

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Guidance => "guidance",
            Self::History => "history",
            Self::Evidence => "evidence",
        }
    }

    fn after(pane: Option<Self>) -> Option<Self> {
        match pane {
            None => Some(Self::Guidance),
            Some(Self::Guidance) => Some(Self::History),
            Some(Self::History) => Some(Self::Evidence),
            Some(Self::Evidence) => None,
        }
    }
}

/// The state of the Question screen.
#[derive(Debug, Clone)]
pub struct Question {
    /// The question.
    pub id: QuestionId,
    /// The row: 0 to 4 are the statements, then the practices.
    pub cursor: usize,
    /// The pane that is open beside the statements, or over them where there is no room.
    pub pane: Option<Pane>,
    /// How far the pane is scrolled.
    pub scroll: Scroll,
    /// Whether the cursor was moved since the question was opened.
    pub moved: bool,
}

/// The level that an answer reached; none when it is not rated.
pub fn chosen(work: &Work, id: &QuestionId) -> Option<Level> {
    let question = work.questionnaire.question(id)?;
    let answer = work.answer(id)?;
    match answer.state {
        AnswerState::Rated { .. } => {
            Some(crate::model::answer::reached(question, &answering::in_place(question, Some(answer))))
        }
        _ => None,
    }
}

/// The level whose practices are listed, and those practices: the one above the chosen level.
pub fn listed<'w>(work: &'w Work, id: &QuestionId) -> (Option<Level>, &'w [Practice]) {
    let level = match chosen(work, id) {
        Some(level) => level.next(),
        None => Some(Level::ONE),
    };
    let practices = level.and_then(|l| work.questionnaire.question(id).map(|q| q.at(l))).unwrap_or_default();
    (level, practices)
}

impl Question {
    /// Opens a question with the cursor on the chosen statement.
    pub fn new(work: &Work, id: QuestionId, pane: Option<Pane>) -> Self {
        let cursor = chosen(work, &id).map_or(0, Level::index);
        Self { id, cursor, pane, scroll: Scroll::default(), moved: false }
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let now = desk.now;
        let next = desk.settings.after_answer() == AfterAnswer::Next;
        let Some(work) = desk.work.as_mut() else { return vec![Out::Go(Route::Home)] };
        if self.pane.is_some() && self.scroll.moves(action) {
            return Vec::new();
        }
        let rows = STATEMENTS + listed(work, &self.id).1.len();
        if let Some(cursor) = moved(action, self.cursor, rows) {
            self.cursor = cursor;
            self.moved = true;
            return Vec::new();
        }
        if let (Some(why), Action::Note | Action::NotApplicable | Action::Park | Action::Keep) =
            (&work.read_only, action)
        {
            return vec![Out::Warn(format!("not changed: {why}"))];
        }
        match action {
            Action::Answer0 => self.press(work, 0, next, now),
            Action::Answer1 => self.press(work, 1, next, now),
            Action::Answer2 => self.press(work, 2, next, now),
            Action::Answer3 => self.press(work, 3, next, now),
            Action::Answer4 => self.press(work, 4, next, now),
            Action::Tick if self.pane.is_some() => {
                vec![Out::Say("esc closes this; then space ticks".to_owned())]
            }
            Action::Tick => self.tick(work, now),
            Action::Choose => self.enter(work, now),
            Action::Back => {
                self.pane = None;
                Vec::new()
            }
            Action::Keep => self.keep(work, next, now),
            Action::Unknown => self.unknown(work, next, now),
            Action::NotApplicable => self.pick_reason(work),
            Action::Note => vec![Out::Edit(self.note(work))],
            Action::Evidence => vec![Out::List(ListOf::Evidence(self.id.clone()))],
            Action::Parked => vec![Out::List(ListOf::Parked(Some(self.id.clone())))],
            Action::Sure => self.sure(work, now),
            Action::Flag => flag(work, &self.id, now),
            Action::Park => vec![Out::Edit(park(Some(self.id.clone())))],
            Action::NextQuestion => self.go(work, 1),
            Action::PreviousQuestion => self.go(work, -1),
            Action::NextOpen => self.open(work, 1),
            Action::PreviousOpen => self.open(work, -1),
            Action::Guidance => {
                self.pane = Pane::after(self.pane);
                self.scroll = Scroll::default();
                Vec::new()
            }
            Action::Overview => vec![Out::Go(Route::Overview)],
            Action::Review => vec![Out::Go(Route::Review)],
            _ => Vec::new(),
        }
    }

    fn set(&mut self, work: &mut Work, answer: Answer, now: DateTime<Utc>) -> Vec<Out> {
        let Some(question) = work.questionnaire.question(&self.id) else { return Vec::new() };
        let label = answering::label(question, work.answer(&self.id), Some(&answer));
        let shown = answering::short(question, Some(&answer));
        let effect = work.set_answer(&self.id, Some(answer), label, None, now);
        // The list of practices may be shorter now.
        let rows = STATEMENTS + listed(work, &self.id).1.len();
        if self.cursor >= rows {
            self.cursor = 0;
        }
        self.moved = false;
        changed(work, effect, format!("{} answered {shown}", self.id))
    }

    fn choose(&mut self, work: &mut Work, level: usize, now: DateTime<Utc>) -> Vec<Out> {
        self.cursor = level;
        let Some(level) = u8::try_from(level).ok().and_then(Level::new) else { return Vec::new() };
        let answer = answering::choose_level(work.answer(&self.id), level, now.date_naive());
        self.set(work, answer, now)
    }

    /// A number key: chooses the level, and goes on where the settings say so.
    fn press(&mut self, work: &mut Work, level: usize, next: bool, now: DateTime<Utc>) -> Vec<Out> {
        let outs = self.choose(work, level, now);
        self.answered(work, next, outs)
    }

    /// Goes on after an answer where the settings say so.
    fn answered(&mut self, work: &Work, next: bool, mut outs: Vec<Out>) -> Vec<Out> {
        if next && work.read_only.is_none() {
            outs.extend(self.go(work, 1));
        }
        outs
    }

    /// Enter: on a statement that is not chosen it chooses; everywhere else it goes on, once there is an answer.
    fn enter(&mut self, work: &mut Work, now: DateTime<Utc>) -> Vec<Out> {
        let answered = work.answer(&self.id).is_some_and(Answer::counts);
        let chosen = chosen(work, &self.id);
        let on_other = self.cursor < STATEMENTS && chosen.is_none_or(|l| l.index() != self.cursor);
        match (answered, chosen) {
            (true, None) if !self.moved => self.go(work, 1),
            (true, Some(_)) if !on_other => self.go(work, 1),
            _ if self.cursor < STATEMENTS && (answered || self.moved) => self.choose(work, self.cursor, now),
            (true, None) => self.go(work, 1),
            _ => vec![Out::Say(
                "press 0 to 4, or move to what is true; n goes to the next open question".to_owned(),
            )],
        }
    }

    fn tick(&mut self, work: &mut Work, now: DateTime<Utc>) -> Vec<Out> {
        if self.cursor < STATEMENTS {
            return self.choose(work, self.cursor, now);
        }
        let practices = listed(work, &self.id).1;
        let Some(id) = practices.get(self.cursor - STATEMENTS).map(|p| p.id.clone()) else {
            return Vec::new();
        };
        let outs = self.toggle(work, &id, now);
        let listed = listed(work, &self.id).1;
        if !listed.iter().any(|p| p.id == id) {
            self.cursor = chosen(work, &self.id).map_or(0, Level::index);
        }
        outs
    }

    fn toggle(&mut self, work: &mut Work, practice: &PracticeId, now: DateTime<Utc>) -> Vec<Out> {
        let Some(question) = work.questionnaire.question(&self.id) else { return Vec::new() };
        let answer = answering::toggle_practice(question, work.answer(&self.id), practice, now.date_naive());
        self.set(work, answer, now)
    }

    fn unknown(&mut self, work: &mut Work, next: bool, now: DateTime<Utc>) -> Vec<Out> {
        let answer = answering::unknown(work.answer(&self.id), now.date_naive());
        let outs = self.set(work, answer, now);
        self.answered(work, next, outs)
    }

    fn pick_reason(&self, work: &Work) -> Vec<Out> {
        let Some(question) = work.questionnaire.question(&self.id) else { return Vec::new() };
        let reasons = answering::reasons(question);
        if reasons.is_empty() {
            return vec![Out::Say(format!(
                "{} is a must-have that always applies. If nobody knows, press . for unknown.",
                self.id
            ))];
        }
        let items = reasons.into_iter().map(|(id, text)| (text, Pick::Reason(self.id.clone(), id))).collect();
        vec![Out::Pick(Picker {
            title: format!("{} is not applicable, because", self.id),
            lines: vec![
                "Only where the thing cannot exist here. It leaves the score and is listed by name."
                    .to_owned(),
            ],
            items,
            selected: 0,
        })]
    }

    fn note(&self, work: &Work) -> Input {
        Input {
            purpose: Purpose::Note(self.id.clone()),
            title: format!("Note on {}", self.id),
            hint: "every letter is kept as you type".to_owned(),
            text: work.answer(&self.id).and_then(|a| a.note.clone()).unwrap_or_default(),
        }
    }

    /// Keeps what was answered in an earlier quarter, as one change.
    fn keep(&mut self, work: &mut Work, next: bool, now: DateTime<Utc>) -> Vec<Out> {
        let Some(question) = work.questionnaire.question(&self.id) else { return Vec::new() };
        match work.keep(&self.id, now.date_naive()) {
            Ok((answer, from)) => {
                let label = work.kept_label(question, &answer, from);
                let shown = answering::short(question, Some(&answer));
                let effect = work.set_answer(&self.id, Some(answer), label, None, now);
                if effect.is_none() && work.read_only.is_none() {
                    return vec![Out::Say(format!("{} is kept from {} already", self.id, from.spoken()))];
                }
                self.cursor = chosen(work, &self.id).map_or(0, Level::index);
                self.moved = false;
                let outs = changed(work, effect, format!("{} keeps {shown} of {}", self.id, from.spoken()));
                self.answered(work, next, outs)
            }
            Err(NotKept::Because(why)) => vec![Out::Say(why)],
            Err(NotKept::NeedsNote(text)) => match Slug::parse(REASON_OTHER) {
                Ok(reason) => vec![Out::Edit(reason_note(&self.id, &reason, text))],
                Err(_) => Vec::new(),
            },
        }
    }

    fn sure(&self, work: &mut Work, now: DateTime<Utc>) -> Vec<Out> {
        let Some(answer) = work.answer(&self.id).filter(|a| a.counts()).cloned() else {
            return vec![Out::Say("answer first, then say how sure you are".to_owned())];
        };
        let next = match answer.confidence {
            None => Some(Confidence::Low),
            Some(Confidence::Low) => Some(Confidence::Medium),
            Some(Confidence::Medium) => Some(Confidence::High),
            Some(Confidence::High) => None,
        };
        let name = next.map_or("not said", Confidence::name);
        let changed_answer = Answer { confidence: next, ..answer };
        let label = format!("{} sure: {name}", self.id);
        let effect = work.set_answer(&self.id, Some(changed_answer), label, None, now);
        changed(work, effect, format!("{} sure: {name}", self.id))
    }

    /// Goes to the next or previous question; from the last one to the review.
    fn go(&mut self, work: &Work, by: isize) -> Vec<Out> {
        let asked = work.asked();
        let Some(here) = asked.iter().position(|q| q.id == self.id) else {
            // Meanwhile the profile took this question out.
            return vec![Out::Go(Route::Question(None))];
        };
        match here.checked_add_signed(by).and_then(|i| asked.get(i)) {
            Some(q) => {
                *self = Self::new(work, q.id.clone(), self.pane);
                Vec::new()
            }
            None if by > 0 => {
                vec![Out::Go(Route::Review), Out::Say("that was the last question".to_owned())]
            }
            None => vec![Out::Say("this is the first question".to_owned())],
        }
    }

    /// Goes to the next or previous open question, around the end.
    fn open(&mut self, work: &Work, by: isize) -> Vec<Out> {
        match work.next_open(Some(&self.id), by) {
            Some(id) if id == self.id => vec![Out::Say("this is the only open question".to_owned())],
            Some(id) => {
                *self = Self::new(work, id, self.pane);
                Vec::new()
            }
            None => vec![Out::Say("no question is open".to_owned())],
        }
    }
}
