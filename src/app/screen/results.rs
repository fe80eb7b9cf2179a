//! A result: score, level, dimensions as bars, phases, and what holds the next level back.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::route::{Out, Route};

use super::{Desk, moved};

/// The state of the results.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// The selected dimension, by its place in the scorecard.
    pub dimension: usize,
    /// The selected question, when the dimension is open.
    pub question: Option<usize>,
}

impl Results {
    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let Some(shown) = desk.shown else { return vec![Out::Go(Route::Home)] };
        let code = shown.card.dimensions.get(self.dimension).map(|(c, _)| c.clone());
        let questions = shown.card.questions.iter().filter(|q| Some(&q.dimension) == code.as_ref()).count();
        let moved_to = match self.question {
            Some(q) => moved(action, q, questions).map(|q| self.question = Some(q)),
            None => moved(action, self.dimension, shown.card.dimensions.len()).map(|d| self.dimension = d),
        };
        if moved_to.is_some() {
            return Vec::new();
        }
        match action {
            Action::Open | Action::Into if self.question.is_none() && questions > 0 => {
                self.question = Some(0);
                Vec::new()
            }
            Action::Open if desk.work.is_some() && shown.finished.is_none() => {
                let own = shown.card.questions.iter().filter(|q| Some(&q.dimension) == code.as_ref());
                match own.skip(self.question.unwrap_or(0)).map(|q| q.id.clone()).next() {
                    Some(id) => vec![Out::Go(Route::Question(Some(id)))],
                    None => Vec::new(),
                }
            }
            Action::Out | Action::Back => {
                self.question = None;
                Vec::new()
            }
            Action::Roadmap => vec![Out::Go(Route::Roadmap)],
            Action::Amend if shown.finished.is_some() => {
                vec![Out::Do(Effect::Amend { team: shown.team.id.clone(), period: shown.period })]
            }
            Action::Amend => vec![Out::Say("this is a draft: it can be changed as it is".to_owned())],
            Action::Export => vec![Out::Edit(shown.export_field())],
            _ => Vec::new(),
        }
    }
}
