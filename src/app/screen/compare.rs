//! Two assessments side by side: dimensions by how much they changed, into their questions, and both answers of one.

mod answers;
mod copy;

pub use answers::{Said, both};
pub use copy::markdown;

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::compare::{Found, Pair, Pointer, Wanted, Which, export_list};
use crate::app::effect::Effect;
use crate::app::route::{Out, Route};
use crate::comparison::{Change, DimensionChange, QuestionChange};
use crate::model::{Ratio, TeamId};

use super::moved;

/// The state of the comparison.
#[derive(Debug, Clone)]
pub struct Compare {
    /// What is compared.
    pub found: Found,
    /// The selected dimension, by its place in the list; the selected row where there is nothing to compare.
    pub selected: usize,
    /// The selected question, when the dimension is open.
    pub question: Option<usize>,
    /// How far the question is scrolled, when it is shown whole.
    pub whole: Option<usize>,
    /// Whether what did not change is left out.
    pub only_changed: bool,
}

/// The rows where there is nothing to compare.
pub const WAYS: usize = 2;

/// The change of a dimension in hundredths, as it is shown; none without two scores.
pub fn cents(row: &DimensionChange) -> Option<i128> {
    let shown = |score: Ratio| score.score().replace('.', "").parse::<i128>().ok();
    let score = |set: &Option<crate::scoring::SetScore>| set.as_ref().and_then(|s| s.score).and_then(shown);
    Some(score(&row.b)? - score(&row.a)?)
}

/// The dimensions by how much they changed, the highest rise first; those without two scores last.
pub fn dimensions(pair: &Pair, only_changed: bool) -> Vec<&DimensionChange> {
    let parts =
        |d: &DimensionChange| d.split.as_ref().is_ok_and(|s| s.parts == crate::comparison::Parts::ZERO);
    // What went up and what went down may cancel: that is a change.
    let still = |d: &DimensionChange| questions(pair, d, true).is_empty();
    let same = |d: &DimensionChange| cents(d) == Some(0) && parts(d) && still(d);
    let rows = pair.comparison.dimensions.iter();
    let mut rows: Vec<&DimensionChange> = rows.filter(|d| !only_changed || !same(d)).collect();
    rows.sort_by_key(|d| cents(d).map_or((1, 0), |by| (0, -by)));
    rows
}

/// The questions of a dimension, in the order of the questionnaire; retired ones last.
pub fn questions<'a>(pair: &'a Pair, of: &DimensionChange, only_changed: bool) -> Vec<&'a QuestionChange> {
    let apart = pair.comparison.is_apart();
    let side = |q: &QuestionChange| !apart || (q.change == Change::Retired) == of.only_before;
    let rows = pair.comparison.questions.iter().filter(|q| q.dimension == of.code && side(q));
    rows.filter(|q| !only_changed || q.change != Change::Same).collect()
}

impl Compare {
    /// A comparison at its first dimension.
    pub fn new(found: Found) -> Self {
        Self { found, selected: 0, question: None, whole: None, only_changed: false }
    }

    /// The same look at another comparison.
    #[must_use]
    pub fn again(&self, found: Found) -> Self {
        Self { only_changed: self.only_changed, ..Self::new(found) }
    }

    /// The two, where there are two.
    pub fn pair(&self) -> Option<&Arc<Pair>> {
        match &self.found {
            Found::Two(pair) => Some(pair),
            Found::One { .. } => None,
        }
    }

    /// The team, where there is nothing to compare.
    pub fn team(&self) -> Option<&TeamId> {
        match &self.found {
            Found::One { team, .. } => Some(team),
            Found::Two(_) => None,
        }
    }

    /// What stands on a side.
    pub fn pointer(&self, which: Which) -> Option<Pointer> {
        match (&self.found, which) {
            (Found::Two(pair), Which::A) => Some(Pointer::to(&pair.a)),
            (Found::Two(pair), Which::B) => Some(Pointer::to(&pair.b)),
            (Found::One { only, .. }, Which::B) => only.as_deref().map(Pointer::to),
            (Found::One { .. }, Which::A) => None,
        }
    }

    /// The selected dimension.
    pub fn dimension<'a>(&self, pair: &'a Pair) -> Option<&'a DimensionChange> {
        dimensions(pair, self.only_changed).get(self.selected).copied()
    }

    /// The selected question of the open dimension.
    pub fn row<'a>(&self, pair: &'a Pair) -> Option<&'a QuestionChange> {
        let dimension = self.dimension(pair)?;
        questions(pair, dimension, self.only_changed).get(self.question?).copied()
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action) -> Vec<Out> {
        match self.found.clone() {
            Found::Two(pair) => self.two(action, &pair),
            Found::One { team, .. } => {
                if let Some(selected) = moved(action, self.selected, WAYS) {
                    self.selected = selected;
                    return Vec::new();
                }
                match (action, self.selected) {
                    (Action::Open | Action::Into, 0) | (Action::PickA, _) => {
                        vec![Out::Do(Effect::LoadAssessments(Which::A, team))]
                    }
                    (Action::Open | Action::Into, _) => vec![Out::Go(Route::New(Some(team)))],
                    (Action::PickB, _) => vec![Out::Do(Effect::LoadAssessments(Which::B, team))],
                    (Action::History, _) => vec![Out::Go(Route::History(team))],
                    _ => Vec::new(),
                }
            }
        }
    }

    fn two(&mut self, action: Action, pair: &Pair) -> Vec<Out> {
        if self.moves(action, pair) {
            return Vec::new();
        }
        let team = pair.b.team.clone();
        match action {
            Action::Open | Action::Into if self.question.is_none() => {
                let inside = self.dimension(pair).map(|d| questions(pair, d, self.only_changed).len());
                match inside {
                    Some(0) => return vec![Out::Say("no question of it changed; f shows all".to_owned())],
                    Some(_) => self.question = Some(0),
                    None => {}
                }
            }
            Action::Open | Action::Into if self.whole.is_none() => self.whole = Some(0),
            Action::Out | Action::Back if self.whole.is_some() => self.whole = None,
            Action::Out | Action::Back => self.question = None,
            Action::OnlyChanged => return self.turn_filter(pair),
            Action::PickA => return vec![Out::Do(Effect::LoadAssessments(Which::A, team))],
            Action::PickB => return vec![Out::Do(Effect::LoadAssessments(Which::B, team))],
            Action::Swap => {
                let (a, b) = (Pointer::to(&pair.b), Pointer::to(&pair.a));
                return vec![Out::Do(Effect::LoadComparison(Wanted::Pair(Box::new(a), Box::new(b))))];
            }
            Action::History => return vec![Out::Go(Route::History(team))],
            Action::Export => return vec![Out::Pick(export_list())],
            _ => {}
        }
        Vec::new()
    }

    /// Leaves out what did not change, or shows it again; the selection stays where it can.
    fn turn_filter(&mut self, pair: &Pair) -> Vec<Out> {
        let code = self.dimension(pair).map(|d| (d.code.clone(), d.only_before));
        let row = self.row(pair).map(|q| q.id.clone());
        self.only_changed = !self.only_changed;
        let list = dimensions(pair, self.only_changed);
        let place = list.iter().position(|d| Some((d.code.clone(), d.only_before)) == code);
        self.selected = place.unwrap_or(0);
        (self.whole, self.question) = match (place.and_then(|at| list.get(at)), self.question) {
            (Some(dimension), Some(_)) => {
                let inside = questions(pair, dimension, self.only_changed);
                let same = inside.iter().position(|q| Some(&q.id) == row.as_ref());
                (self.whole.filter(|_| same.is_some()), same.or((!inside.is_empty()).then_some(0)))
            }
            _ => (None, None),
        };
        let said = if self.only_changed { "only what changed   f shows all" } else { "all is shown" };
        vec![Out::Say(said.to_owned())]
    }

    fn moves(&mut self, action: Action, pair: &Pair) -> bool {
        if let Some(scroll) = self.whole {
            let Some(scroll) = moved(action, scroll, 200) else { return false };
            self.whole = Some(scroll);
        } else if let Some(question) = self.question {
            let inside = self.dimension(pair).map_or(0, |d| questions(pair, d, self.only_changed).len());
            let Some(question) = moved(action, question, inside) else { return false };
            self.question = Some(question);
        } else {
            let count = dimensions(pair, self.only_changed).len();
            let Some(selected) = moved(action, self.selected, count) else { return false };
            self.selected = selected;
        }
        true
    }
}
