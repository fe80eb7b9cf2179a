//! Migration and comparison by a second, naive implementation of `docs/scoring.md`, section 6, compared with the
//! library over random pairs of assessments of random versions.

mod cases;
pub mod dice;
mod mapping;
mod naive;
pub mod reading;
mod wanted;

use std::collections::BTreeMap;

use quaymark::comparison::{self, Comparison, Unsplit};
use quaymark::migration::{Held, Mapping, held, migrated};
use quaymark::model::{Answer, QuestionId, Questionnaire, Ratio, Scope};
use serde_json::Value;

use super::{build, naive as single};
use naive::{Dimension, Row, Split};
use reading::{Fraction, Side, plus};

fn fraction(ratio: Ratio) -> Fraction {
    (ratio.numerator(), ratio.denominator())
}

fn split(told: &Result<comparison::Split, Unsplit>) -> Result<Split, &'static str> {
    let told = match told {
        Ok(split) => split,
        Err(Unsplit::NoScoreBefore) => return Err("no score in X"),
        Err(Unsplit::NoScoreAfter) => return Err("no score in Y"),
        Err(Unsplit::NoScores) => return Err("no score at all"),
    };
    let parts = &told.parts;
    Ok(Split {
        scores: told.scores.map(fraction),
        parts: [parts.revision, parts.scope, parts.coverage, parts.practice].map(fraction),
        empty: told.empty.iter().map(|step| *step as usize).collect(),
    })
}

/// What the library says, in the words of the naive implementation.
fn told(comparison: &Comparison) -> naive::Comparison {
    naive::Comparison {
        route: match format!("{:?}", comparison.mapping.route).as_str() {
            "Same" => "Same",
            "Forward" => "Forward",
            "ForwardUnsaid" => "ForwardUnsaid",
            "Backward" => "Backward",
            "BackwardUnsaid" => "BackwardUnsaid",
            _ => "Apart",
        },
        warned: comparison.mapping.warning().is_some(),
        split: split(&comparison.split),
        verdict: comparison.verdict.map(comparison::Verdict::name),
        dimensions: comparison
            .dimensions
            .iter()
            .map(|d| Dimension {
                code: d.code.to_string(),
                only_before: d.only_before,
                ends: [&d.a, &d.b].map(|set| set.as_ref().and_then(|s| s.score).map(fraction)),
                split: split(&d.split),
            })
            .collect(),
        rows: comparison
            .questions
            .iter()
            .map(|row| Row {
                id: row.id.to_string(),
                from: row.from.iter().map(ToString::to_string).collect(),
                dimension: row.dimension.to_string(),
                change: row.change.name(),
                a: row.a.map(fraction),
                b: row.b.map(fraction),
                own: row.own.map(fraction),
                parts: row.parts.map(|p| [p.revision, p.scope, p.coverage, p.practice].map(fraction)),
            })
            .collect(),
        unmapped: comparison.mapping.unmapped.iter().map(ToString::to_string).collect(),
    }
}

/// A side as the library wants it.
pub struct Typed {
    pub questionnaire: Questionnaire,
    pub scope: Scope,
    pub answers: BTreeMap<QuestionId, Answer>,
}

impl Typed {
    pub fn new(side: &Side) -> Self {
        Self {
            questionnaire: build::questionnaire(&side.bundle),
            scope: serde_json::from_value(side.scope.clone()).unwrap(),
            answers: serde_json::from_value(side.answers.clone()).unwrap(),
        }
    }

    pub fn side(&self) -> comparison::Side<'_> {
        comparison::Side { questionnaire: &self.questionnaire, scope: &self.scope, answers: &self.answers }
    }
}

/// What the library makes of a record under another questionnaire, alone and beside Y.
fn moved(a: &Typed, b: &Typed) -> [reading::States; 2] {
    let mapping = Mapping::between(&a.questionnaire, &b.questionnaire);
    let before = held(&a.questionnaire, &a.scope, &a.answers);
    let after = held(&b.questionnaire, &b.scope, &b.answers);
    [None, Some(&after)].map(|newer| {
        let states = migrated(&mapping, &a.questionnaire, &before, &b.questionnaire, newer);
        let word = |state: &Held| match state {
            Held::NotApplicable(_) => reading::Held::Out,
            Held::Open { unknown: true } => reading::Held::Unknown,
            Held::Open { unknown: false } => reading::Held::Unanswered,
            Held::Rated(met) => reading::Held::Rated(met.iter().map(ToString::to_string).collect()),
        };
        states.iter().map(|(id, state)| (id.to_string(), word(state))).collect()
    })
}

/// Compares a pair both ways; the scores and levels of both sides are compared on the way.
pub fn both(x: &Side, y: &Side) -> (naive::Comparison, naive::Comparison) {
    let (older, newer) = (Typed::new(x), Typed::new(y));
    assert_eq!(moved(&older, &newer), mapping::migrate(x, y));
    let library = comparison::compare(older.side(), newer.side());
    let [p, q] = [x, y].map(|s| single::score(&s.bundle, &s.scope, &s.answers));
    assert_eq!(p, super::told(&library.a));
    assert_eq!(q, super::told(&library.b));
    let signed = |f: Option<single::Fraction>| {
        f.map(|(n, d)| (i128::try_from(n).unwrap(), i128::try_from(d).unwrap()))
    };
    let scores = [&p, &q].map(|r| signed(r.whole.score));
    let upper = [&p, &q].map(|r| signed(r.whole.upper));
    let naive = naive::compare(x, y, scores, upper);
    if let Ok(split) = &naive.split {
        assert_eq!([Some(split.scores[0]), Some(split.scores[4])], scores, "the ends are the scores");
    }
    for dimension in &naive.dimensions {
        let end = |r: &single::Result| {
            r.dimensions.iter().find(|(code, _)| *code == dimension.code).and_then(|(_, f)| signed(f.score))
        };
        if let Ok(split) = &dimension.split {
            assert_eq!([Some(split.scores[0]), Some(split.scores[4])], [end(&p), end(&q)]);
        }
    }
    (naive, told(&library))
}

/// The rows sum to the parts of the whole, in the naive implementation by itself.
fn rows_sum(naive: &naive::Comparison) {
    if let Ok(split) = &naive.split {
        for part in 0..4 {
            let sum = naive.rows.iter().map(|r| r.parts.unwrap()[part]).fold((0, 1), plus);
            assert_eq!(sum, split.parts[part]);
        }
    }
}

#[test]
fn a_thousand_random_pairs_compare_the_same() {
    let mut counts = cases::Counts::default();
    for seed in 0..1000 {
        let (x, y) = dice::pair(seed);
        let (naive, library) = both(&x, &y);
        rows_sum(&naive);
        assert_eq!(naive, library, "pair {seed}");
        counts.add(cases::met(&x, &y, &naive));
    }
    counts.must_be_enough();
}

/// The old questionnaire as a value; `super::real` has the new one.
pub fn older() -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/container-orchestration-0.9.0.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
