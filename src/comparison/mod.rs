//! What changed between two assessments, and why: the four parts that sum exactly, for the whole, for each dimension
//! and for each question. Implements `docs/scoring.md`, section 6.

mod rows;
mod steps;
#[cfg(test)]
mod tests;
pub mod timeline;

use std::collections::BTreeMap;

use crate::migration::{Mapping, Route, held, migrated};
use crate::model::{Answer, DimensionCode, QuestionId, Questionnaire, Ratio, Scope};
use crate::scoring::{Scorecard, SetScore, scorecard};

pub use rows::{Change, QuestionChange};
pub use steps::{Parts, Split, Step, Unsplit};

use rows::Rows;
use steps::States;

/// One side of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The questionnaire that it was made with.
    pub questionnaire: &'a Questionnaire,
    /// Which part of it.
    pub scope: &'a Scope,
    /// The answers.
    pub answers: &'a BTreeMap<QuestionId, Answer>,
}

/// What can be said about two scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Higher, whatever the open questions turn out to be.
    Up,
    /// Lower, whatever the open questions turn out to be.
    Down,
    /// The same, and nothing is open.
    Same,
    /// Open questions could turn it round.
    NotDistinguishable,
}

impl Verdict {
    /// As people read it, and as it is written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Same => "same",
            Self::NotDistinguishable => "not distinguishable",
        }
    }

    fn between(a: &SetScore, b: &SetScore) -> Option<Self> {
        let (x, y) = (a.score?, b.score?);
        if x == y {
            let open = a.has_range() || b.has_range();
            return Some(if open { Self::NotDistinguishable } else { Self::Same });
        }
        let (lower, higher) = if x < y { (a, y) } else { (b, x) };
        if lower.upper? > higher {
            return Some(Self::NotDistinguishable);
        }
        Some(if x < y { Self::Up } else { Self::Down })
    }
}

/// A dimension on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DimensionChange {
    /// Its code.
    pub code: DimensionCode,
    /// Whether it stands in the older side's questionnaire alone.
    pub only_before: bool,
    /// The older side's result, where it has a question in scope.
    pub a: Option<SetScore>,
    /// The newer side's result, where it has a question in scope.
    pub b: Option<SetScore>,
    /// The parts of the change.
    pub split: Result<Split, Unsplit>,
}

/// Two assessments side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The older side's result, under its own questionnaire.
    pub a: Scorecard,
    /// The newer side's result, under its own questionnaire.
    pub b: Scorecard,
    /// The parts of the change of the whole.
    pub split: Result<Split, Unsplit>,
    /// What can be said; none without two scores.
    pub verdict: Option<Verdict>,
    /// In the order of the newer questionnaire, then those that only the older one has.
    pub dimensions: Vec<DimensionChange>,
    /// One row for each question of the newer questionnaire, then one for each that lives on in none.
    pub questions: Vec<QuestionChange>,
    /// How the questionnaires are related, and what could not be mapped.
    pub mapping: Mapping,
}

impl Comparison {
    /// Whether the two sides were made with different questionnaires, so that ids need the questionnaire's name.
    pub fn is_apart(&self) -> bool {
        self.mapping.route == Route::Apart
    }

    /// How many rows have this change.
    pub fn count(&self, change: Change) -> usize {
        self.questions.iter().filter(|q| q.change == change).count()
    }
}

/// Compares an older assessment with a newer one. Total: any two can be compared.
pub fn compare(older: Side<'_>, newer: Side<'_>) -> Comparison {
    let mapping = Mapping::between(older.questionnaire, newer.questionnaire);
    let a = scorecard(older.questionnaire, older.scope, older.answers);
    let b = scorecard(newer.questionnaire, newer.scope, newer.answers);
    let before = held(older.questionnaire, older.scope, older.answers);
    let after = held(newer.questionnaire, newer.scope, newer.answers);
    let moved = migrated(&mapping, older.questionnaire, &before, newer.questionnaire, Some(&after));
    let states = States::new(&before, &moved, &after);
    let rows = Rows { older: older.questionnaire, newer: newer.questionnaire, mapping: &mapping };
    let whole = steps::vectors(&rows, &states);
    let split = steps::split(&whole);
    let apart = mapping.route == Route::Apart;
    let mut dimensions: Vec<DimensionChange> = Vec::new();
    for dimension in &newer.questionnaire.dimensions {
        let mate = (!apart).then_some(&dimension.code);
        dimensions.push(DimensionChange {
            code: dimension.code.clone(),
            only_before: false,
            a: mate.and_then(|code| a.dimension(code)).cloned(),
            b: b.dimension(&dimension.code).cloned(),
            split: steps::split(&steps::dimension(&rows, &states, mate, Some(&dimension.code))),
        });
    }
    for dimension in &older.questionnaire.dimensions {
        let shared = newer.questionnaire.dimensions.iter().any(|d| d.code == dimension.code);
        if apart || !shared {
            dimensions.push(DimensionChange {
                code: dimension.code.clone(),
                only_before: true,
                a: a.dimension(&dimension.code).cloned(),
                b: None,
                split: steps::split(&steps::dimension(&rows, &states, Some(&dimension.code), None)),
            });
        }
    }
    dimensions.retain(|d| d.a.is_some() || d.b.is_some());
    let questions = rows.changes(&states, &whole, split.is_ok());
    let verdict = Verdict::between(&a.overall, &b.overall);
    Comparison { a, b, split, verdict, dimensions, questions, mapping }
}

/// The change from one score to another as people see it: the difference of the two as they are shown, so that the
/// three numbers beside each other agree. `-` without two scores.
pub fn shown_change(a: Option<Ratio>, b: Option<Ratio>) -> String {
    let cents = |score: Ratio| score.score().replace('.', "").parse::<i128>().ok();
    match (a.and_then(cents), b.and_then(cents)) {
        (Some(a), Some(b)) => signed(Ratio::new(b - a, 100)),
        _ => "-".to_owned(),
    }
}

/// A number with its sign: `+0.18`, `-0.02`, `0.00`.
pub fn signed(part: Ratio) -> String {
    let text = part.two_decimals();
    if part > Ratio::ZERO && text != "0.00" { format!("+{text}") } else { text }
}
