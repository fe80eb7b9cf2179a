//! One row for each question: what it was, what it is, how it changed, and its share of the four parts.

use std::collections::BTreeMap;

use crate::migration::{Held, Mapping};
use crate::model::{DimensionCode, Question, QuestionId, Questionnaire, Ratio};
use crate::scoring::scorecard::progress;

use super::steps::{Parts, Scored, States, Vectors, series};

/// How a question changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Rated on both sides, higher now.
    Up,
    /// Rated on both sides, lower now.
    Down,
    /// Rated on both sides with the same progress, or open on both.
    Same,
    /// Open before, rated now.
    Answered,
    /// Rated before, open now.
    Opened,
    /// It applied before and does not now, or is out of scope now.
    LeftScope,
    /// It did not apply or was out of scope before.
    EnteredScope,
    /// No question of the older questionnaire lives on in it.
    New,
    /// It lives on in no question of the newer questionnaire.
    Retired,
}

impl Change {
    /// All, in the order in which people read them.
    pub const ALL: [Self; 9] = [
        Self::Down,
        Self::Up,
        Self::Answered,
        Self::Opened,
        Self::EnteredScope,
        Self::LeftScope,
        Self::New,
        Self::Retired,
        Self::Same,
    ];

    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Same => "same",
            Self::Answered => "answered",
            Self::Opened => "opened",
            Self::LeftScope => "left scope",
            Self::EnteredScope => "entered scope",
            Self::New => "new",
            Self::Retired => "retired",
        }
    }
}

/// One question on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionChange {
    /// Its id in the newer questionnaire; in the older one when it is retired.
    pub id: QuestionId,
    /// The questions of the older questionnaire that live on in it.
    pub from: Vec<QuestionId>,
    /// Its dimension, in the questionnaire of `id`.
    pub dimension: DimensionCode,
    /// How it changed.
    pub change: Change,
    /// Progress before, under the newer questionnaire; none where it was not rated.
    pub a: Option<Ratio>,
    /// Progress now; none where it is not rated.
    pub b: Option<Ratio>,
    /// Progress before under the older questionnaire, of the one question that it was.
    pub own: Option<Ratio>,
    /// Its share of the four parts of the whole; none where the whole has none.
    pub parts: Option<Parts>,
}

impl QuestionChange {
    /// The one question of the older questionnaire that it was.
    pub fn was(&self) -> Option<&QuestionId> {
        match self.from.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// Progress before under the older questionnaire, where that is another than under the newer one.
    pub fn own_differs(&self) -> Option<Ratio> {
        self.own.filter(|own| self.a.is_some_and(|a| a != *own))
    }
}

/// A row: a question of the newer questionnaire, or one of the older that lives on in none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// By its id in the newer questionnaire.
    Lives(QuestionId),
    /// By its id in the older one.
    Retired(QuestionId),
}

/// What the rows are made from.
pub(super) struct Rows<'a> {
    pub older: &'a Questionnaire,
    pub newer: &'a Questionnaire,
    pub mapping: &'a Mapping,
}

impl Rows<'_> {
    /// The contributions of the older questions, given to the rows they live on in: by the weight of those.
    pub fn spread(&self, own: &BTreeMap<QuestionId, Ratio>) -> BTreeMap<Key, Ratio> {
        let mut spread: BTreeMap<Key, Ratio> = BTreeMap::new();
        for (id, contribution) in own {
            let heirs: Vec<&Question> =
                self.mapping.successors(id).iter().filter_map(|to| self.newer.question(to)).collect();
            let weight: Ratio = heirs.iter().map(|q| q.weight()).sum();
            if heirs.is_empty() {
                spread.insert(Key::Retired(id.clone()), *contribution);
            }
            for heir in heirs {
                let share = (*contribution * heir.weight()).over(weight).unwrap_or(Ratio::ZERO);
                let row = spread.entry(Key::Lives(heir.id.clone())).or_insert(Ratio::ZERO);
                *row = *row + share;
            }
        }
        spread
    }

    /// All rows: the newer questionnaire's questions in its order, then the retired ones in the older one's.
    pub fn changes(&self, states: &States<'_>, whole: &Vectors, split: bool) -> Vec<QuestionChange> {
        let parts = |key: &Key| {
            let at = |state: &Scored| state.rows.get(key).copied().unwrap_or(Ratio::ZERO);
            split.then(|| Parts::of(&series(whole, at)))
        };
        let [moved, _, _, after] = &states.later;
        let mut rows = Vec::new();
        for (dimension, question) in self.newer.questions() {
            let from: Vec<QuestionId> =
                self.mapping.predecessors(&question.id).into_iter().cloned().collect();
            let (then, now) = (applies(moved, &question.id), applies(after, &question.id));
            let (a, b) = (value(question, then), value(question, now));
            let Some(change) = change(from.is_empty(), then, now, a, b) else { continue };
            let own = match from.as_slice() {
                [one] => self.own(states.before, one),
                _ => None,
            };
            let parts = parts(&Key::Lives(question.id.clone()));
            let (id, dimension) = (question.id.clone(), dimension.code.clone());
            rows.push(QuestionChange { id, from, dimension, change, a, b, own, parts });
        }
        for (dimension, question) in self.older.questions() {
            let lives = !self.mapping.successors(&question.id).is_empty();
            if lives || applies(states.before, &question.id).is_none() {
                continue;
            }
            rows.push(QuestionChange {
                id: question.id.clone(),
                from: vec![question.id.clone()],
                dimension: dimension.code.clone(),
                change: Change::Retired,
                a: None,
                b: None,
                own: self.own(states.before, &question.id),
                parts: parts(&Key::Retired(question.id.clone())),
            });
        }
        rows
    }

    fn own(&self, before: &BTreeMap<QuestionId, Held>, id: &QuestionId) -> Option<Ratio> {
        value(self.older.question(id)?, applies(before, id))
    }
}

fn applies<'a>(held: &'a BTreeMap<QuestionId, Held>, id: &QuestionId) -> Option<&'a Held> {
    held.get(id).filter(|held| held.applies())
}

fn value(question: &Question, held: Option<&Held>) -> Option<Ratio> {
    held.and_then(Held::rated).map(|in_place| progress(question, in_place))
}

/// How a question changed; none when it applied on neither side.
fn change(
    new: bool,
    then: Option<&Held>,
    now: Option<&Held>,
    a: Option<Ratio>,
    b: Option<Ratio>,
) -> Option<Change> {
    Some(match (then, now) {
        (None, None) => return None,
        (None, Some(_)) if new => Change::New,
        (None, Some(_)) => Change::EnteredScope,
        (Some(_), None) => Change::LeftScope,
        (Some(_), Some(_)) => match (a, b) {
            (Some(a), Some(b)) if a < b => Change::Up,
            (Some(a), Some(b)) if a > b => Change::Down,
            (Some(_), None) => Change::Opened,
            (None, Some(_)) => Change::Answered,
            _ => Change::Same,
        },
    })
}
