//! The overview of a draft: its dimensions, and the questions of each.

use crate::app::action::Action;
use crate::app::edits::park;
use crate::app::find::Filter;
use crate::app::lists::ListOf;
use crate::app::narrow::question_words;
use crate::app::route::{Out, Route};
use crate::app::work::Work;
use crate::model::{Dimension, Question, QuestionId};

use super::{Desk, moved};

/// The state of the overview.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// The selected dimension, by its place among those in scope.
    pub dimension: usize,
    /// The selected question, when the dimension is open.
    pub question: Option<usize>,
    /// The letters of a dimension's code that were typed so far.
    pub code: String,
}

/// Seconds that a question takes where the team's own pace is not known yet.
const SECONDS: usize = 45;

/// What is left, and about how long it takes, as a sentence.
pub fn left(work: &Work) -> String {
    let (answered, asked) = work.progress();
    let left = asked.saturating_sub(answered);
    if left == 0 {
        return "Everything is answered. R reviews it before finishing.".to_owned();
    }
    let own = work.draft.seconds_per_question().and_then(|s| usize::try_from(s).ok());
    let (seconds, at) = own.map_or((SECONDS, "at"), |own| (own, "at your pace of"));
    let minutes = (left * seconds).div_ceil(60);
    let noun = if minutes == 1 { "minute" } else { "minutes" };
    format!("{left} left, about {minutes} {noun} {at} {seconds} s a question.")
}

/// The dimensions in scope, each with its questions in scope, as far as the filter leaves them.
pub fn dimensions(work: &Work) -> Vec<(&Dimension, Vec<&Question>)> {
    dimensions_in(work, &work.filter)
}

/// The dimensions in scope with the questions in scope that a filter leaves.
pub fn dimensions_in<'w>(work: &'w Work, filter: &Filter) -> Vec<(&'w Dimension, Vec<&'w Question>)> {
    let questionnaire = &work.questionnaire;
    questionnaire
        .dimensions
        .iter()
        .map(|d| {
            let scope = &work.draft.header.scope;
            let shown = |q: &&Question| {
                scope.contains(questionnaire, d, q)
                    && filter.matches(&format!("{} {} {}", d.code, d.title, question_words(q)))
            };
            (d, d.questions.iter().filter(shown).collect::<Vec<_>>())
        })
        .filter(|(_, questions)| !questions.is_empty())
        .collect()
}

impl Overview {
    /// The overview with the dimension of a question selected.
    pub fn at(work: &Work, question: Option<&QuestionId>) -> Self {
        let place = question.and_then(|id| {
            dimensions(work).iter().position(|(_, questions)| questions.iter().any(|q| q.id == *id))
        });
        Self { dimension: place.unwrap_or(0), question: None, code: String::new() }
    }

    /// Takes a letter of a dimension's code: the first dimension whose code starts with what was typed is
    /// selected. False when no code goes on like that.
    pub fn type_code(&mut self, work: &Work, letter: char) -> bool {
        let typed = format!("{}{}", self.code, letter.to_ascii_uppercase());
        let list = dimensions(work);
        let Some(place) = list.iter().position(|(d, _)| d.code.as_str().starts_with(&typed)) else {
            self.code.clear();
            return false;
        };
        let whole = list.get(place).is_some_and(|(d, _)| d.code.as_str() == typed);
        self.dimension = place;
        self.question = self.question.map(|_| 0);
        self.code = if whole { String::new() } else { typed };
        true
    }

    /// Goes to a question, inside its dimension where one is open.
    pub fn jump(&mut self, work: &Work, id: &QuestionId) {
        for (i, (_, questions)) in dimensions(work).iter().enumerate() {
            if let Some(place) = questions.iter().position(|q| q.id == *id) {
                self.dimension = i;
                self.question = self.question.map(|_| place);
            }
        }
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let Some(work) = desk.work.as_ref() else { return vec![Out::Go(Route::Home)] };
        self.code.clear();
        let list = dimensions(work);
        let questions = list.get(self.dimension).map(|(_, q)| q.as_slice()).unwrap_or_default();
        let moved_to = match self.question {
            Some(q) => moved(action, q, questions.len()).map(|q| self.question = Some(q)),
            None => moved(action, self.dimension, list.len()).map(|d| self.dimension = d),
        };
        if moved_to.is_some() {
            return Vec::new();
        }
        match action {
            Action::Into => {
                self.question = self.question.or(Some(0));
                Vec::new()
            }
            Action::Out | Action::Back => {
                self.question = None;
                Vec::new()
            }
            Action::Open => self.open(work, questions),
            Action::NextOpen => match work.next_open(None, 1) {
                Some(id) => vec![Out::Go(Route::Question(Some(id)))],
                None => vec![Out::Say("no question is open".to_owned())],
            },
            Action::Park => vec![Out::Edit(park(None))],
            Action::Parked => vec![Out::List(ListOf::Parked(None))],
            Action::Profile => vec![Out::Go(Route::Profile)],
            Action::Results => vec![Out::Go(Route::DraftResults)],
            Action::Review => vec![Out::Go(Route::Review)],
            _ => Vec::new(),
        }
    }

    fn open(&self, work: &Work, questions: &[&Question]) -> Vec<Out> {
        let asked = |q: &&&Question| work.asked().iter().any(|a| a.id == q.id);
        let picked = match self.question {
            Some(i) => questions.get(i).filter(|q| asked(q)),
            None => questions
                .iter()
                .filter(asked)
                .find(|q| work.is_open(&q.id))
                .or_else(|| questions.iter().find(asked)),
        };
        match picked {
            Some(q) => vec![Out::Go(Route::Question(Some(q.id.clone())))],
            None => {
                vec![Out::Say("left out by the profile; press t to change what the team runs".to_owned())]
            }
        }
    }
}
