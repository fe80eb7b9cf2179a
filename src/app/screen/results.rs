//! A result in five views: bars, heatmap, radar, table, and along a pathway; into a dimension, and into one question.

mod copy;

pub use copy::markdown;

use crate::app::action::Action;
use crate::app::effect::{Effect, ExportForm};
use crate::app::find::Filter;
use crate::app::narrow::{dimension_words, question_words};
use crate::app::route::{Out, Route};
use crate::app::scroll::Scroll;
use crate::app::shown::Shown;
use crate::model::Hash;
use crate::pathways::{current, progress};
use crate::scoring::QuestionScore;

use super::{Desk, moved, moved_among, step};

/// How the dimensions are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// A bar for each dimension.
    #[default]
    Bars,
    /// A cell for each question.
    Heatmap,
    /// An axis for each dimension.
    Radar,
    /// Every number of each dimension.
    Table,
    /// The stages of a pathway.
    Pathway,
}

impl View {
    /// In the order in which one follows the other.
    pub const ALL: [Self; 5] = [Self::Bars, Self::Heatmap, Self::Radar, Self::Table, Self::Pathway];

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bars => "bars",
            Self::Heatmap => "heatmap",
            Self::Radar => "radar",
            Self::Table => "table",
            Self::Pathway => "pathway",
        }
    }

    /// The view after it. Without a pathway to show, there is no view of one.
    fn next(self, shown: &Shown) -> Self {
        match self {
            Self::Bars => Self::Heatmap,
            Self::Heatmap => Self::Radar,
            Self::Radar => Self::Table,
            Self::Table if shown.along().is_some() => Self::Pathway,
            Self::Table | Self::Pathway => Self::Bars,
        }
    }
}

/// The state of the results.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// How the dimensions are shown.
    pub view: View,
    /// The selected dimension, by its place in the scorecard.
    pub dimension: usize,
    /// The selected cell of the heatmap, by the place of its question in the dimension. It may stand beyond the
    /// last question of a short dimension: see `cell`.
    pub column: usize,
    /// The selected stage of the pathway.
    pub stage: usize,
    /// The selected question, when the dimension is open.
    pub question: Option<usize>,
    /// How far the question is scrolled, when one is shown whole.
    pub whole: Option<Scroll>,
}

/// The stage of the pathway that is current; the first where there is none.
fn current_stage(shown: &Shown) -> usize {
    let stages = shown.along().map(|pathway| progress(&shown.questionnaire, pathway, &shown.card));
    stages.and_then(|stages| current(&stages)).unwrap_or(0)
}

/// The questions of a dimension, by its place in the scorecard.
pub fn own(shown: &Shown, dimension: usize) -> Vec<&QuestionScore> {
    let code = shown.card.dimensions.get(dimension).map(|(code, _)| code);
    shown.card.questions.iter().filter(|q| Some(&q.dimension) == code).collect()
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
    /// The same view of another result, at the same dimension; along a pathway at the stage that is current there.
    #[must_use]
    pub fn again(&self, shown: &Shown) -> Self {
        let dimension = self.dimension.min(shown.card.dimensions.len().saturating_sub(1));
        let stage = current_stage(shown);
        Self { view: self.view, dimension, column: self.column, stage, ..Self::default() }
    }

    /// Goes to the next match, or the one before, around the end. In the heatmap a match is a cell.
    fn find(&mut self, shown: &Shown, forward: bool) -> Vec<Out> {
        if !shown.filter.is_on() {
            return vec![Out::Say("nothing is looked for yet; / finds".to_owned())];
        }
        let here = self.spot();
        let mut matches: Vec<(usize, usize)> = Vec::new();
        if self.view == View::Heatmap && self.question.is_none() {
            for place in 0..shown.card.dimensions.len() {
                let words = own(shown, place).into_iter().map(|q| shown.questionnaire.question(&q.id));
                let found = words
                    .enumerate()
                    .filter(|(_, q)| q.is_some_and(|q| shown.filter.matches(&question_words(q))));
                matches.extend(found.map(|(i, _)| (place, i)));
            }
        } else {
            let places = texts(self, shown, &shown.filter).into_iter().map(|(i, _)| i);
            let inside = self.question.is_some();
            matches.extend(places.map(|i| if inside { (self.dimension, i) } else { (i, self.column) }));
        }
        let next = if forward {
            matches.iter().find(|at| **at > here).or_else(|| matches.first())
        } else {
            matches.iter().rev().find(|at| **at < here).or_else(|| matches.last())
        };
        let Some((dimension, cell)) = next.copied() else {
            return vec![Out::Say(format!("nothing matches {:?}", shown.filter.text()))];
        };
        (self.dimension, self.column) = (dimension, cell);
        self.question = self.question.map(|_| cell);
        Vec::new()
    }

    /// Where the selection is: dimension, and question in it.
    fn spot(&self) -> (usize, usize) {
        (self.dimension, self.question.unwrap_or(self.column))
    }

    /// The selected cell of the heatmap in a dimension with so many questions.
    pub fn cell(&self, questions: usize) -> usize {
        self.column.min(questions.saturating_sub(1))
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let Some(shown) = desk.shown else { return vec![Out::Go(Route::Home)] };
        let questions = own(shown, self.dimension);
        if self.moves(action, shown, questions.len()) {
            return Vec::new();
        }
        match action {
            Action::Open | Action::Into if self.view == View::Pathway => {
                self.whole.get_or_insert_default();
                Vec::new()
            }
            Action::Open | Action::Into if self.question.is_none() => {
                let cell = if self.view == View::Heatmap { self.cell(questions.len()) } else { 0 };
                self.question = (!questions.is_empty()).then_some(cell);
                Vec::new()
            }
            Action::Open if desk.work.is_some() && shown.finished.is_none() => {
                match self.question.and_then(|q| questions.get(q)) {
                    Some(entry) => vec![Out::Go(Route::Question(Some(entry.id.clone())))],
                    None => Vec::new(),
                }
            }
            Action::Open | Action::Into if self.whole.is_none() => {
                self.whole = Some(Scroll::default());
                Vec::new()
            }
            Action::Out | Action::Back => {
                if self.whole.take().is_none() {
                    self.question = None;
                }
                Vec::new()
            }
            Action::NextView => {
                // Another view is of the dimensions, whatever was open.
                (self.view, self.question, self.whole) = (self.view.next(shown), None, None);
                self.stage = current_stage(shown);
                Vec::new()
            }
            Action::FindNext => self.find(shown, true),
            Action::FindPrevious => self.find(shown, false),
            Action::Roadmap => vec![Out::Go(Route::Roadmap)],
            Action::Compare => vec![Out::Go(Route::Compare(shown.to_compare()))],
            Action::Amend if shown.finished.is_some() => {
                vec![Out::Do(Effect::Amend { team: shown.team.id.clone(), period: shown.period })]
            }
            Action::Amend => vec![Out::Say("this is a draft: it can be changed as it is".to_owned())],
            Action::Pathway if shown.questionnaire.pathways.is_empty() => Vec::new(),
            Action::Pathway => vec![Out::Pick(shown.pathway_list())],
            Action::Export => vec![Out::Pick(shown.export_list(ExportForm::Result))],
            Action::EarlierQuarter => vec![quarter(shown, shown.others.earlier.as_ref(), "earlier")],
            Action::LaterQuarter => vec![quarter(shown, shown.others.later.as_ref(), "later")],
            _ => Vec::new(),
        }
    }

    /// Moves the selection, or the question that is shown whole; false when the action is no movement here.
    fn moves(&mut self, action: Action, shown: &Shown, questions: usize) -> bool {
        if let Some(scroll) = &mut self.whole {
            return scroll.moves(action);
        }
        if self.view == View::Pathway {
            let stages = shown.along().map_or(0, |p| p.stages.len());
            let Some(stage) = moved(action, self.stage.min(stages.saturating_sub(1)), stages) else {
                return false;
            };
            self.stage = stage;
        } else if let Some(question) = self.question {
            let Some(question) = moved(action, question, questions) else { return false };
            (self.question, self.column) = (Some(question), question);
        } else if let Some(dimension) = moved_among(action, self.dimension, &listed(shown)) {
            self.dimension = dimension;
        } else if self.view == View::Heatmap && matches!(action, Action::Into | Action::Out) {
            let by = if action == Action::Into { 1 } else { -1 };
            self.column = step(self.cell(questions), by, questions);
        } else {
            return false;
        }
        true
    }
}

/// Opens another quarter, or says that there is none.
fn quarter(shown: &Shown, record: Option<&Hash>, which: &str) -> Out {
    match (record, &shown.finished) {
        (Some(hash), _) => {
            Out::Do(Effect::OpenRecord { team: shown.team.id.clone(), record: Some(hash.clone()) })
        }
        (None, Some(_)) => Out::Say(format!("there is no {which} finished quarter of this team")),
        (None, None) => Out::Say("this is a draft: finished quarters are opened from Home".to_owned()),
    }
}
