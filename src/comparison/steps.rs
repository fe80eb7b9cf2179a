//! The five states between two assessments, each scored, and the four parts as their differences.

use std::collections::BTreeMap;

use crate::migration::Held;
use crate::model::{DimensionCode, Question, QuestionId, Questionnaire, Ratio};
use crate::scoring::scorecard::progress;

use super::rows::{Key, Rows};

/// One of the five states, s0 to s4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The older side as it was.
    Before,
    /// Migrated to the newer questionnaire.
    Revision,
    /// With the newer side's scope and what does not apply.
    Scope,
    /// With what is answered on both sides only.
    Coverage,
    /// The newer side as it is.
    After,
}

impl Step {
    /// All five, in order.
    pub const ALL: [Self; 5] = [Self::Before, Self::Revision, Self::Scope, Self::Coverage, Self::After];
}

/// The four parts of a change. They sum to it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// From another version of the questionnaire.
    pub revision: Ratio,
    /// From what is in scope and applies.
    pub scope: Ratio,
    /// From what is answered on one side only.
    pub coverage: Ratio,
    /// From what the team does: the only real movement.
    pub practice: Ratio,
}

impl Parts {
    /// Nothing changed.
    pub const ZERO: Self =
        Self { revision: Ratio::ZERO, scope: Ratio::ZERO, coverage: Ratio::ZERO, practice: Ratio::ZERO };

    /// The whole change.
    pub fn total(&self) -> Ratio {
        self.revision + self.scope + self.coverage + self.practice
    }

    /// The parts with their names, in the order in which people read them: the real movement first.
    pub fn named(&self) -> [(&'static str, Ratio); 4] {
        [
            ("practice", self.practice),
            ("coverage", self.coverage),
            ("scope", self.scope),
            ("revision", self.revision),
        ]
    }

    pub(super) fn of(values: &[Ratio; 5]) -> Self {
        let [s0, s1, s2, s3, s4] = *values;
        Self { revision: s1 - s0, scope: s2 - s1, coverage: s3 - s2, practice: s4 - s3 }
    }
}

/// A change with its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The scores of the five states.
    pub scores: [Ratio; 5],
    /// Their differences.
    pub parts: Parts,
    /// The states in which no question applied, so that they keep the score before them.
    pub empty: Vec<Step>,
}

/// Why a change has no parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsplit {
    /// Nothing applied on the older side.
    NoScoreBefore,
    /// Nothing applies on the newer side.
    NoScoreAfter,
    /// Neither side has a score.
    NoScores,
}

impl Unsplit {
    /// In words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NoScoreBefore => "the older one has no score: nothing applied",
            Self::NoScoreAfter => "the newer one has no score: nothing applies",
            Self::NoScores => "neither has a score: nothing applies",
        }
    }
}

/// What is held for every question in each of the five states.
pub(super) struct States<'a> {
    /// s0, under the older questionnaire.
    pub before: &'a BTreeMap<QuestionId, Held>,
    /// s1 to s4, under the newer one.
    pub later: [BTreeMap<QuestionId, Held>; 4],
}

impl<'a> States<'a> {
    pub fn new(
        before: &'a BTreeMap<QuestionId, Held>,
        moved: &BTreeMap<QuestionId, Held>,
        after: &BTreeMap<QuestionId, Held>,
    ) -> Self {
        let applies = |held: Option<&&Held>| held.is_some_and(|h| h.applies());
        let mut scope = BTreeMap::new();
        let mut coverage = BTreeMap::new();
        for (id, now) in after.iter().filter(|(_, held)| held.applies()) {
            let then = moved.get(id).filter(|held| applies(Some(held))).unwrap_or(now);
            let same = then.rated().is_some() == now.rated().is_some();
            scope.insert(id.clone(), then.clone());
            coverage.insert(id.clone(), if same { then.clone() } else { now.clone() });
        }
        Self { before, later: [moved.clone(), scope, coverage, after.clone()] }
    }
}

/// One state, scored.
pub(super) struct Scored {
    /// The score: the sum of the contributions of its questions.
    score: Ratio,
    /// What every row contributes.
    pub rows: BTreeMap<Key, Ratio>,
}

/// The five states; none where nothing applies.
pub(super) type Vectors = [Option<Scored>; 5];

/// The contributions of the whole.
pub(super) fn vectors(rows: &Rows<'_>, states: &States<'_>) -> Vectors {
    gather(rows, states, |_, _| true, |_, _| true)
}

/// The contributions within one dimension: of the older side, of the newer one.
pub(super) fn dimension(
    rows: &Rows<'_>,
    states: &States<'_>,
    before: Option<&DimensionCode>,
    after: Option<&DimensionCode>,
) -> Vectors {
    let within = |of: &Questionnaire, code: Option<&DimensionCode>, id: &QuestionId| {
        code.is_some() && of.dimension_of(id).map(|d| &d.code) == code
    };
    gather(rows, states, |of, id| within(of, before, id), |of, id| within(of, after, id))
}

fn gather(
    rows: &Rows<'_>,
    states: &States<'_>,
    before: impl Fn(&Questionnaire, &QuestionId) -> bool,
    after: impl Fn(&Questionnaire, &QuestionId) -> bool,
) -> Vectors {
    let own = contributions(rows.older, states.before, &before);
    // The score is summed before questions are shared among their heirs: any number of heirs leaves it exact.
    let first = own.map(|own| Scored { score: own.values().copied().sum(), rows: rows.spread(&own) });
    let [s1, s2, s3, s4] = [0, 1, 2, 3].map(|i: usize| {
        let held = states.later.get(i)?;
        let found = contributions(rows.newer, held, &after)?;
        let score = found.values().copied().sum();
        Some(Scored { score, rows: found.into_iter().map(|(id, c)| (Key::Lives(id), c)).collect() })
    });
    [first, s1, s2, s3, s4]
}

/// w·v / Σ w of every question that applies; none when none does.
fn contributions(
    of: &Questionnaire,
    held: &BTreeMap<QuestionId, Held>,
    within: impl Fn(&Questionnaire, &QuestionId) -> bool,
) -> Option<BTreeMap<QuestionId, Ratio>> {
    let applicable: Vec<(&Question, &Held)> = of
        .questions()
        .filter_map(|(_, q)| Some((q, held.get(&q.id).filter(|h| h.applies())?)))
        .filter(|(q, _)| within(of, &q.id))
        .collect();
    let weight: Ratio = applicable.iter().map(|(q, _)| q.weight()).sum();
    if applicable.is_empty() {
        return None;
    }
    let share = |question: &Question, held: &Held| {
        let value = held.rated().map_or(Ratio::ZERO, |in_place| progress(question, in_place));
        (question.weight() * value).over(weight).unwrap_or(Ratio::ZERO)
    };
    Some(applicable.into_iter().map(|(q, h)| (q.id.clone(), share(q, h))).collect())
}

/// The parts. A state in which nothing applies keeps the one before it; without a score at either end there are none.
pub(super) fn split(vectors: &Vectors) -> Result<Split, Unsplit> {
    let [first, .., last] = vectors;
    match (first, last) {
        (None, None) => return Err(Unsplit::NoScores),
        (None, _) => return Err(Unsplit::NoScoreBefore),
        (_, None) => return Err(Unsplit::NoScoreAfter),
        _ => {}
    }
    let scores = series(vectors, |state| state.score);
    let empty = Step::ALL.into_iter().zip(vectors).filter(|(_, v)| v.is_none()).map(|(s, _)| s).collect();
    Ok(Split { scores, parts: Parts::of(&scores), empty })
}

/// A number of the five states; an empty state keeps the one before it.
pub(super) fn series(vectors: &Vectors, value: impl Fn(&Scored) -> Ratio) -> [Ratio; 5] {
    let mut last = Ratio::ZERO;
    vectors.each_ref().map(|state| {
        if let Some(state) = state {
            last = value(state);
        }
        last
    })
}
