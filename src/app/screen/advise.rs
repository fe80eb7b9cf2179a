//! The advisor: tree, matrix and criteria to answer, and the three results side by side.

use crate::advisor::{DEFAULT_WEIGHT, MOST_WEIGHT};
use crate::app::action::Action;
use crate::app::advising::Advising;
use crate::app::route::{Input, Out, Purpose};
use crate::app::scroll::Scroll;
use crate::model::Slug;
use crate::model::advisor::{Advisor, Fork};

use super::{Desk, moved};

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The decision tree.
    #[default]
    Tree,
    /// The weights of the matrix.
    Matrix,
    /// The criteria.
    Criteria,
    /// The three results side by side.
    Results,
}

impl Part {
    /// In the order of the key.
    pub const ALL: [Self; 4] = [Self::Tree, Self::Matrix, Self::Criteria, Self::Results];

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Tree => "tree",
            Self::Matrix => "matrix",
            Self::Criteria => "criteria",
            Self::Results => "results",
        }
    }

    fn step(self, by: usize) -> Self {
        let here = Self::ALL.iter().position(|p| *p == self).unwrap_or(0);
        Self::ALL.get((here + by) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// A row that can be selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// An option of the tree at a step of the path, counted from 0.
    Step(usize, Slug),
    /// The weight of a requirement.
    Weight(Slug),
    /// An option of a criterion.
    Choice(Slug, Slug),
}

/// The questions of the tree that are asked on the way so far, the last one still open or answered.
pub fn forks<'a>(advisor: &'a Advisor, path: &[Slug]) -> Vec<&'a Fork> {
    let mut forks: Vec<&Fork> = advisor.tree.iter().collect();
    for id in path {
        let next = forks.last().and_then(|f| f.options.iter().find(|o| o.id == *id)?.next.as_ref());
        match next {
            Some(fork) => forks.push(fork),
            None => break,
        }
    }
    forks
}

/// The rows of a part; the results have none.
pub fn rows(part: Part, advising: &Advising) -> Vec<Row> {
    let Some(advisor) = advising.questionnaire.as_ref().and_then(|q| q.advisor.as_ref()) else {
        return Vec::new();
    };
    match part {
        Part::Tree => forks(advisor, &advising.inputs.tree)
            .into_iter()
            .enumerate()
            .flat_map(|(step, fork)| fork.options.iter().map(move |o| Row::Step(step, o.id.clone())))
            .collect(),
        Part::Matrix => {
            let requirements = advisor.matrix.iter().flat_map(|m| &m.requirements);
            requirements.map(|r| Row::Weight(r.id.clone())).collect()
        }
        Part::Criteria => advisor
            .criteria
            .iter()
            .flat_map(|c| &c.questions)
            .flat_map(|q| q.options.iter().map(|o| Row::Choice(q.id.clone(), o.id.clone())))
            .collect(),
        Part::Results => Vec::new(),
    }
}

/// The state of the advisor's screen.
#[derive(Debug, Clone, Default)]
pub struct Advise {
    /// Which part is shown.
    pub part: Part,
    /// The selected row of each part that asks, in their order.
    pub selected: [usize; 3],
    /// How far the results are scrolled.
    pub scroll: Scroll,
}

impl Advise {
    /// Selects a row of the part that is shown; in the results there is none.
    fn select(&mut self, row: usize) {
        let [tree, matrix, criteria] = &mut self.selected;
        match self.part {
            Part::Tree => *tree = row,
            Part::Matrix => *matrix = row,
            Part::Criteria => *criteria = row,
            Part::Results => {}
        }
    }

    /// The place of the selection in the part that is shown.
    pub fn here(&self) -> usize {
        let [tree, matrix, criteria] = self.selected;
        match self.part {
            Part::Tree => tree,
            Part::Matrix => matrix,
            Part::Criteria => criteria,
            Part::Results => 0,
        }
    }

    /// The selected row.
    pub fn row(&self, advising: &Advising) -> Option<Row> {
        rows(self.part, advising).into_iter().nth(self.here())
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        if self.part == Part::Results && self.scroll.moves(action) {
            return Vec::new();
        }
        if let Some(selected) = moved(action, self.here(), rows(self.part, desk.advising).len()) {
            self.select(selected);
            return Vec::new();
        }
        match action {
            Action::NextView => self.part = self.part.step(1),
            Action::PreviousView => self.part = self.part.step(3),
            Action::Open => self.choose(desk.advising),
            Action::NextValue => self.turn(desk.advising, 1),
            Action::PreviousValue => self.turn(desk.advising, -1),
            Action::ClearAnswer => self.clear(desk.advising),
            Action::KeepAdvice => return vec![Out::KeepAdvice],
            Action::Export => return vec![Out::Edit(field(desk))],
            _ => {}
        }
        Vec::new()
    }

    /// Picks the option of the selected row and goes on to the next question.
    fn choose(&mut self, advising: &mut Advising) {
        match self.row(advising) {
            Some(Row::Step(step, option)) => {
                advising.inputs.tree.truncate(step);
                advising.inputs.tree.push(option);
                let next = |row: &Row| matches!(row, Row::Step(at, _) if *at == step + 1);
                if let Some(place) = rows(Part::Tree, advising).iter().position(next) {
                    self.select(place);
                }
            }
            Some(Row::Choice(criterion, option)) => {
                advising.inputs.criteria.insert(criterion, option);
                self.turn(advising, 1);
            }
            Some(Row::Weight(_)) => self.turn(advising, 1),
            None => {}
        }
    }

    /// Changes a weight; among the criteria goes to the next or the one before.
    fn turn(&mut self, advising: &mut Advising, by: i8) {
        match self.row(advising) {
            Some(Row::Weight(id)) => {
                let weight = advising.inputs.weights.get(&id).copied().unwrap_or(DEFAULT_WEIGHT);
                let weight = weight.saturating_add_signed(by).min(MOST_WEIGHT);
                advising.inputs.weights.insert(id, weight);
            }
            Some(Row::Choice(here, _)) => {
                let rows = rows(Part::Criteria, advising);
                let mut ids: Vec<&Slug> = rows
                    .iter()
                    .filter_map(|r| match r {
                        Row::Choice(id, _) => Some(id),
                        _ => None,
                    })
                    .collect();
                ids.dedup();
                let place = ids.iter().position(|id| **id == here).unwrap_or(0);
                let next = place.saturating_add_signed(isize::from(by)).min(ids.len().saturating_sub(1));
                let Some(wanted) = ids.get(next).filter(|id| ***id != here) else { return };
                let picked = advising.inputs.criteria.get(*wanted);
                let first = |r: &Row| matches!(r, Row::Choice(id, _) if id == *wanted);
                let chosen = |r: &Row| matches!(r, Row::Choice(id, o) if id == *wanted && Some(o) == picked);
                let at = rows.iter().position(chosen).or_else(|| rows.iter().position(first));
                self.select(at.unwrap_or(0));
            }
            Some(Row::Step(..)) | None => {}
        }
    }

    /// Takes back what the selected row is about.
    fn clear(&mut self, advising: &mut Advising) {
        match self.row(advising) {
            Some(Row::Step(step, _)) => advising.inputs.tree.truncate(step),
            Some(Row::Weight(id)) => {
                advising.inputs.weights.remove(&id);
            }
            Some(Row::Choice(criterion, _)) => {
                advising.inputs.criteria.remove(&criterion);
            }
            None => {}
        }
    }

    /// Whether there is an answer that can be taken back.
    pub fn clears(&self, advising: &Advising) -> bool {
        match self.row(advising) {
            Some(Row::Step(step, _)) => advising.inputs.tree.len() > step,
            Some(Row::Weight(id)) => advising.inputs.weights.contains_key(&id),
            Some(Row::Choice(criterion, _)) => advising.inputs.criteria.contains_key(&criterion),
            None => false,
        }
    }
}

/// The field for the path of the decision record, filled in with a good name.
fn field(desk: &Desk<'_>) -> Input {
    let team = desk.advising.team.as_ref().map_or(String::new(), |t| format!("{}-", t.id));
    Input {
        purpose: Purpose::DecisionPath,
        title: "Write the decision record as Markdown to".to_owned(),
        hint: "a file; a relative path starts where you started Quaymark".to_owned(),
        text: format!("{team}platform-{}.md", desk.now.date_naive()),
    }
}
