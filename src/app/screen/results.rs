//! A result: score, level, dimensions as bars, phases, and what holds the next level back.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::find::Filter;
use crate::app::narrow::{dimension_words, question_words};
use crate::app::route::{Out, Route};
use crate::app::shown::Shown;

use super::{Desk, moved, moved_among};

/// The state of the results.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// The selected dimension, by its place in the scorecard.
    pub dimension: usize,
    /// The selected question, when the dimension is open.
    pub question: Option<usize>,
}

/// The places of the dimensions that the filter leaves.
pub fn listed(shown: &Shown) -> Vec<usize> {
    texts(&Results::default(), shown, &shown.filter).into_iter().map(|(place, _)| place).collect()
}

/// The dimensions that a filter leaves, or inside of one its questions that match: place, and what is looked through.
pub fn texts(screen: &Results, shown: &Shown, filter: &Filter) -> Vec<(usize, String)> {
    let dimensions = &shown.card.dimensions;
    let all: Vec<String> = match screen.question.and(dimensions.get(screen.dimension)) {
        Some((code, _)) => {
            let own = shown.card.questions.iter().filter(|q| q.dimension == *code);
            own.filter_map(|q| shown.questionnaire.question(&q.id)).map(question_words).collect()
        }
        None => dimensions.iter().map(|(code, _)| dimension_words(&shown.questionnaire, code)).collect(),
    };
    all.into_iter().enumerate().filter(|(_, text)| filter.matches(text)).collect()
}

impl Results {
    /// Goes to the next match, or the one before, around the end.
    fn find(&mut self, shown: &Shown, forward: bool) -> Vec<Out> {
        if !shown.filter.is_on() {
            return vec![Out::Say("nothing is looked for yet; / finds".to_owned())];
        }
        let matches: Vec<usize> = texts(self, shown, &shown.filter).into_iter().map(|(i, _)| i).collect();
        let here = self.question.unwrap_or(self.dimension);
        let next = if forward {
            matches.iter().find(|i| **i > here).or_else(|| matches.first())
        } else {
            matches.iter().rev().find(|i| **i < here).or_else(|| matches.last())
        };
        match (next.copied(), &mut self.question) {
            (None, _) => vec![Out::Say(format!("nothing matches {:?}", shown.filter.text()))],
            (Some(place), Some(question)) => {
                *question = place;
                Vec::new()
            }
            (Some(place), None) => {
                self.dimension = place;
                Vec::new()
            }
        }
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let Some(shown) = desk.shown else { return vec![Out::Go(Route::Home)] };
        let code = shown.card.dimensions.get(self.dimension).map(|(c, _)| c.clone());
        let questions = shown.card.questions.iter().filter(|q| Some(&q.dimension) == code.as_ref()).count();
        let moved_to = match self.question {
            Some(q) => moved(action, q, questions).map(|q| self.question = Some(q)),
            None => moved_among(action, self.dimension, &listed(shown)).map(|d| self.dimension = d),
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
            Action::FindNext => self.find(shown, true),
            Action::FindPrevious => self.find(shown, false),
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
