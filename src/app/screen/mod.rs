//! The screens: a closed set, each with its state and its update. No screen knows another.

pub mod advise;
pub mod compare;
pub mod history;
pub mod home;
pub mod new;
pub mod overview;
pub mod question;
pub mod results;
pub mod review;
pub mod roadmap;
pub mod settings;

use chrono::{DateTime, Utc};

use crate::model::Settings;

use super::advising::Advising;
use super::keymap::Context;
use super::message::Home as HomeData;
use super::shown::Shown;
use super::work::Work;
use crate::model::QuestionId;

/// The screen that is shown.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The first screen.
    Home(home::Home),
    /// A new assessment, or the profile of the open draft.
    New(new::New),
    /// One question.
    Question(question::Question),
    /// The dimensions.
    Overview(overview::Overview),
    /// What is left.
    Review(review::Review),
    /// A result.
    Results(results::Results),
    /// The next steps.
    Roadmap(roadmap::Roadmap),
    /// The settings.
    Settings(settings::Settings),
    /// The advisor.
    Advise(advise::Advise),
    /// Two assessments side by side.
    Compare(compare::Compare),
    /// The finished assessments of a team.
    History(history::History),
}

impl Screen {
    /// The context of its keys.
    pub fn context(&self) -> Context {
        match self {
            Self::Home(_) => Context::Home,
            Self::New(_) => Context::New,
            Self::Question(_) => Context::Question,
            Self::Overview(_) => Context::Overview,
            Self::Review(_) => Context::Review,
            Self::Results(_) => Context::Results,
            Self::Roadmap(_) => Context::Roadmap,
            Self::Settings(_) => Context::Settings,
            Self::Advise(_) => Context::Advise,
            Self::Compare(_) => Context::Compare,
            Self::History(_) => Context::History,
        }
    }
}

impl Screen {
    /// A change of the draft was taken back or made again: the screen goes to where it was made.
    pub fn changed_elsewhere(&mut self, work: &Work, touched: Option<QuestionId>) {
        match self {
            Self::Question(q) => {
                let asked = |id: &QuestionId| work.asked().iter().any(|a| a.id == *id);
                let id = touched.unwrap_or_else(|| q.id.clone());
                if let Some(id) = Some(id).filter(asked).or_else(|| super::state::resume_at(work)) {
                    *q = question::Question::new(work, id, q.pane);
                }
            }
            Self::Overview(o) => {
                if let Some(id) = &touched {
                    o.jump(work, id);
                }
            }
            Self::Review(r) => {
                if let Some(id) = &touched {
                    r.jump(work, id);
                }
            }
            Self::New(form) if form.editing => form.read_again(work),
            Self::New(_)
            | Self::Home(_)
            | Self::Results(_)
            | Self::Roadmap(_)
            | Self::Settings(_)
            | Self::Advise(_) => {}
            Self::Compare(_) | Self::History(_) => {}
        }
    }
}

/// What a screen may look at and change while it handles an action.
pub struct Desk<'a> {
    /// The open draft.
    pub work: &'a mut Option<Work>,
    /// What Home shows.
    pub home: &'a HomeData,
    /// The result in hand.
    pub shown: Option<&'a Shown>,
    /// What is answered about platforms.
    pub advising: &'a mut Advising,
    /// The settings that hold.
    pub settings: &'a Settings,
    /// The time.
    pub now: DateTime<Utc>,
}

/// Moves a selection by whole steps within a list, without wrapping.
pub fn step(selected: usize, by: isize, len: usize) -> usize {
    selected.saturating_add_signed(by).min(len.saturating_sub(1))
}

/// The new selection for a movement among some rows of a list, given by their places; none when the action is not one.
pub fn moved_among(action: super::action::Action, selected: usize, rows: &[usize]) -> Option<usize> {
    let here = rows.iter().position(|r| *r == selected).unwrap_or(0);
    moved(action, here, rows.len()).map(|at| rows.get(at).copied().unwrap_or(selected))
}

/// How far a page moves.
pub const PAGE: isize = 10;

/// The new selection for a movement; none when the action is not one.
pub fn moved(action: super::action::Action, selected: usize, len: usize) -> Option<usize> {
    use super::action::Action as A;
    Some(match action {
        A::Up => step(selected, -1, len),
        A::Down => step(selected, 1, len),
        A::PageUp => step(selected, -PAGE, len),
        A::PageDown => step(selected, PAGE, len),
        A::Top => 0,
        A::Bottom => len.saturating_sub(1),
        _ => return None,
    })
}
