//! Review before finishing: open, flagged, low sure, without evidence, changed a lot, not applicable, parked.

mod groups;

use crate::app::action::Action;
use crate::app::edits::{flag, park};
use crate::app::lists::ListOf;
use crate::app::route::{Confirm, Input, Out, Purpose, Route, Yes};
use crate::app::work::Work;
use crate::model::QuestionId;

use super::{Desk, moved};

pub use groups::{Entry, Group, checks, last_answer, members, rows, rows_in, to_check, words};

/// The state of the review.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// The group shown; all where there is none.
    pub filter: Option<Group>,
    /// The selected row.
    pub selected: usize,
}

impl Review {
    /// Selects the first row of a question, where it has one.
    pub fn jump(&mut self, work: &Work, id: &QuestionId) {
        if let Some(place) =
            rows(work, self.filter).iter().position(|(_, row)| row.question(work).as_ref() == Some(id))
        {
            self.selected = place;
        }
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let now = desk.now;
        let Some(work) = desk.work.as_mut() else { return vec![Out::Go(Route::Home)] };
        let rows = rows(work, self.filter);
        if !self.nothing_left(work) {
            self.selected = self.selected.min(rows.len().saturating_sub(1));
        }
        let len = if self.nothing_left(work) { Choice::ALL.len() } else { rows.len() };
        if let Some(selected) = moved(action, self.selected, len) {
            self.selected = selected;
            return Vec::new();
        }
        if self.nothing_left(work) {
            return self.choose(action, work);
        }
        let row = rows.get(self.selected).map(|(_, entry)| entry.question(work));
        let question = row.clone().flatten();
        match action {
            Action::Open => match &question {
                Some(id) if work.asked().iter().any(|q| q.id == *id) => {
                    vec![Out::Go(Route::Question(Some(id.clone())))]
                }
                Some(_) => vec![Out::Say("left out by the profile; the overview has its key t".to_owned())],
                None if row.is_some() => vec![Out::Say("this topic is not about a question".to_owned())],
                None => Vec::new(),
            },
            Action::Filter => {
                self.filter = next_filter(work, self.filter);
                self.selected = 0;
                Vec::new()
            }
            Action::Flag => question.map_or_else(Vec::new, |id| flag(work, &id, now)),
            Action::Note => question.map_or_else(Vec::new, |id| vec![Out::Edit(note(work, &id))]),
            Action::Park => vec![Out::Edit(park(question))],
            Action::Parked => vec![Out::List(ListOf::Parked(question))],
            Action::Overview => vec![Out::Go(Route::Overview)],
            Action::Results => vec![Out::Go(Route::DraftResults)],
            Action::Finish => ask_to_finish(work),
            _ => Vec::new(),
        }
    }

    /// Whether there is nothing to look at again, so that only finishing is left.
    pub fn nothing_left(&self, work: &Work) -> bool {
        self.filter.is_none() && Group::ALL.iter().all(|g| !g.is_to_check() || members(work, *g).is_empty())
    }

    fn choose(&mut self, action: Action, work: &Work) -> Vec<Out> {
        match (action, Choice::ALL.get(self.selected)) {
            (Action::Open, Some(Choice::Finish)) | (Action::Finish, _) => ask_to_finish(work),
            (Action::Open | Action::Overview, _) => vec![Out::Go(Route::Overview)],
            (Action::Results, _) => vec![Out::Go(Route::DraftResults)],
            (Action::Park, _) => vec![Out::Edit(park(None))],
            (Action::Filter, _) => {
                self.filter = next_filter(work, None);
                self.selected = 0;
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}

/// What can be done when nothing is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Finish.
    Finish,
    /// Go to the overview.
    LookAgain,
}

impl Choice {
    /// In the order of the screen.
    pub const ALL: [Self; 2] = [Self::Finish, Self::LookAgain];
}

fn note(work: &Work, id: &QuestionId) -> Input {
    Input {
        purpose: Purpose::Note(id.clone()),
        title: format!("Note on {id}"),
        hint: "every letter is kept as you type".to_owned(),
        text: work.answer(id).and_then(|a| a.note.clone()).unwrap_or_default(),
    }
}

/// The next group that has something in it, then all again.
fn next_filter(work: &Work, filter: Option<Group>) -> Option<Group> {
    let start = filter.map_or(0, |f| Group::ALL.iter().position(|g| *g == f).map_or(0, |i| i + 1));
    Group::ALL.iter().skip(start).copied().find(|g| !members(work, *g).is_empty())
}

/// What finishing means for this draft, in sentences. See `docs/scoring.md`, sections 3 and 4.
pub fn outlook(work: &Work) -> Vec<String> {
    let overall = &work.card.overall;
    let number =
        |ratio: Option<crate::model::Ratio>| ratio.map_or("-".to_owned(), crate::model::Ratio::score);
    let level = overall
        .level
        .map_or("no level".to_owned(), |l| format!("level {}", work.questionnaire.level_label(l)));
    let score = number(overall.score);
    if overall.open == 0 {
        return vec![format!("Finish now: {score}, {level}. Every question is answered.")];
    }
    let upper = number(overall.upper);
    let (noun, each) = if overall.open == 1 {
        ("open question counts 0", "if it turns out best")
    } else {
        ("open questions count 0", "if each turns out best")
    };
    vec![
        format!("Finish now: {score} (up to {upper}), {level}."),
        format!("{} {noun}; {upper} is the score {each}.", overall.open),
    ]
}

fn ask_to_finish(work: &Work) -> Vec<Out> {
    if let Some(why) = &work.read_only {
        return vec![Out::Warn(format!("not finished: {why}"))];
    }
    if let Some(trouble) = &work.trouble {
        return vec![Out::Warn(format!("not finished, changes are not on the disk yet: {trouble}"))];
    }
    let mut lines = outlook(work);
    lines.push(
        "The record is written once and never changed. It can be amended later: A in its results.".to_owned(),
    );
    vec![Out::Ask(Confirm { title: format!("Finish {}?", work.period().spoken()), lines, yes: Yes::Finish })]
}
