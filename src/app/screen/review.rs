//! Review before finishing: open, flagged, low sure, without evidence, not applicable, parked.

use crate::app::action::Action;
use crate::app::edits::{flag, park};
use crate::app::find::Filter;
use crate::app::lists::ListOf;
use crate::app::narrow::question_words;
use crate::app::route::{Confirm, Out, Route, Yes};
use crate::app::work::Work;
use crate::model::{AnswerState, Confidence, QuestionId};

use super::{Desk, moved};

/// A group of questions that deserve a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Unanswered or unknown.
    Open,
    /// Flagged.
    Flagged,
    /// Answered with low confidence.
    LowSure,
    /// Level 2 or above without evidence.
    NoEvidence,
    /// Not applicable, each by name.
    NotApplicable,
}

impl Group {
    /// In the order of the screen.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Flagged, Self::LowSure, Self::NoEvidence, Self::NotApplicable];

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Flagged => "Flagged",
            Self::LowSure => "Not sure",
            Self::NoEvidence => "Level 2 or more without evidence",
            Self::NotApplicable => "Not applicable",
        }
    }

    /// In one or two words.
    pub fn short(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Flagged => "flagged",
            Self::LowSure => "not sure",
            Self::NoEvidence => "no evidence",
            Self::NotApplicable => "n/a",
        }
    }
}

/// The state of the review.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// The group shown; all where there is none.
    pub filter: Option<Group>,
    /// The selected row.
    pub selected: usize,
}

/// The questions of a group, in questionnaire order.
pub fn members(work: &Work, group: Group) -> Vec<QuestionId> {
    work.card
        .questions
        .iter()
        .map(|q| &q.id)
        .filter(|id| {
            let given = work.answer(id);
            let counts = work.answers.get(*id);
            match group {
                Group::Open => work.is_open(id),
                Group::Flagged => given.is_some_and(|a| a.flag.is_some()),
                Group::LowSure => counts.is_some_and(|a| a.confidence == Some(Confidence::Low)),
                Group::NoEvidence => counts.is_some_and(|a| {
                    matches!(&a.state, AnswerState::Rated { level, .. } if level.number() >= 2)
                        && a.evidence.is_empty()
                }),
                Group::NotApplicable => {
                    counts.is_some_and(|a| matches!(a.state, AnswerState::NotApplicable { .. }))
                }
            }
        })
        .cloned()
        .collect()
}

/// The rows that can be selected: each question under its group, groups in order, as far as the filter leaves them.
pub fn rows(work: &Work, filter: Option<Group>) -> Vec<(Group, QuestionId)> {
    rows_in(work, filter, &work.filter)
}

/// The rows of a group, or of all, that a filter leaves.
pub fn rows_in(work: &Work, group: Option<Group>, filter: &Filter) -> Vec<(Group, QuestionId)> {
    let shown = |id: &QuestionId| {
        let question = work.questionnaire.question(id);
        let note = work.answer(id).and_then(|a| a.note.as_deref()).unwrap_or_default();
        question.is_none_or(|q| filter.matches(&format!("{} {note}", question_words(q))))
    };
    Group::ALL
        .into_iter()
        .filter(|g| group.is_none_or(|f| f == *g))
        .flat_map(|g| members(work, g).into_iter().filter(shown).map(move |id| (g, id)))
        .collect()
}

impl Review {
    /// Selects the first row of a question, where it has one.
    pub fn jump(&mut self, work: &Work, id: &QuestionId) {
        if let Some(place) = rows(work, self.filter).iter().position(|(_, row)| row == id) {
            self.selected = place;
        }
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let now = desk.now;
        let Some(work) = desk.work.as_mut() else { return vec![Out::Go(Route::Home)] };
        let rows = rows(work, self.filter);
        self.selected = self.selected.min(rows.len().saturating_sub(1));
        if let Some(selected) = moved(action, self.selected, rows.len()) {
            self.selected = selected;
            return Vec::new();
        }
        let row = rows.get(self.selected);
        match action {
            Action::Open => match row {
                Some((_, id)) if work.asked().iter().any(|q| q.id == *id) => {
                    vec![Out::Go(Route::Question(Some(id.clone())))]
                }
                Some(_) => vec![Out::Say("left out by the profile; the overview has its key t".to_owned())],
                None => Vec::new(),
            },
            Action::Filter => {
                self.filter = next_filter(work, self.filter);
                self.selected = 0;
                Vec::new()
            }
            Action::Flag => match row {
                Some((_, id)) => flag(work, &id.clone(), now),
                None => Vec::new(),
            },
            Action::Park => vec![Out::Edit(park(row.map(|(_, id)| id.clone())))],
            Action::Parked => vec![Out::List(ListOf::Parked(row.map(|(_, id)| id.clone())))],
            Action::Overview => vec![Out::Go(Route::Overview)],
            Action::Results => vec![Out::Go(Route::DraftResults)],
            Action::Finish => ask_to_finish(work),
            _ => Vec::new(),
        }
    }
}

/// The next group that has something in it, then all again.
fn next_filter(work: &Work, filter: Option<Group>) -> Option<Group> {
    let start = filter.map_or(0, |f| Group::ALL.iter().position(|g| *g == f).map_or(0, |i| i + 1));
    Group::ALL.iter().skip(start).copied().find(|g| !members(work, *g).is_empty())
}

/// What finishing means for this draft, in sentences.
pub fn outlook(work: &Work) -> Vec<String> {
    let overall = &work.card.overall;
    let mut lines = Vec::new();
    let score = overall.score.map_or("-".to_owned(), crate::model::Ratio::score);
    let level = overall
        .level
        .map_or("no level".to_owned(), |l| format!("level {}", work.questionnaire.level_label(l)));
    if overall.open == 0 {
        lines.push(format!("Every question is answered. Score {score}, {level}."));
    } else {
        let upper = overall.upper.map_or("-".to_owned(), crate::model::Ratio::score);
        let noun = if overall.open == 1 { "question is" } else { "questions are" };
        lines.push(format!("{} {noun} open and would count 0.", overall.open));
        lines.push(format!("Score {score} that way, up to {upper} once they are answered; {level}."));
    }
    lines
}

fn ask_to_finish(work: &Work) -> Vec<Out> {
    if let Some(why) = &work.read_only {
        return vec![Out::Warn(format!("not finished: {why}"))];
    }
    if let Some(trouble) = &work.trouble {
        return vec![Out::Warn(format!("not finished, changes are not on the disk yet: {trouble}"))];
    }
    let mut lines = outlook(work);
    lines
        .push("The record is written once and never changed. To amend it later: quaymark reopen.".to_owned());
    vec![Out::Ask(Confirm { title: format!("Finish {}?", work.period().spoken()), lines, yes: Yes::Finish })]
}
