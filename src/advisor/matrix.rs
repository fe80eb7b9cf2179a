//! The selection matrix under the team's own priorities.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::advisor::{Cell, Matrix};
use crate::model::{Ratio, Slug};

use super::{DEFAULT_WEIGHT, MOST_WEIGHT, NotAdvised, listed};

/// One requirement for one platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The requirement.
    pub requirement: Slug,
    /// Its title.
    pub title: String,
    /// How much it matters, 0 to 5.
    pub weight: u8,
    /// What the platform offers.
    pub cell: Cell,
}

impl Term {
    /// Weight times points.
    pub fn value(&self) -> u32 {
        u32::from(self.weight) * u32::from(self.cell.rating.points())
    }
}

/// A platform with its result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The platform.
    pub platform: Slug,
    /// The weighted mean of its points, from 0 to 3; none when nothing matters.
    pub fit: Option<Ratio>,
    /// One for each requirement, in the order of the matrix.
    pub terms: Vec<Term>,
}

/// What the matrix says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixResult {
    /// Best first; of two with the same result the one that stands first in the matrix.
    pub platforms: Vec<Weighed>,
}

impl MatrixResult {
    /// The platforms with the highest result; none when nothing matters.
    pub fn best(&self) -> Vec<&Slug> {
        let Some(top) = self.platforms.first().and_then(|p| p.fit) else { return Vec::new() };
        self.platforms.iter().filter(|p| p.fit == Some(top)).map(|p| &p.platform).collect()
    }
}

/// What is wrong with the weights.
pub(super) fn problems(matrix: Option<&Matrix>, weights: &BTreeMap<Slug, u8>) -> Vec<NotAdvised> {
    let known: Vec<&Slug> = matrix.iter().flat_map(|m| &m.requirements).map(|r| &r.id).collect();
    let mut problems = Vec::new();
    for (id, weight) in weights {
        if !known.contains(&id) {
            let expected = listed(known.iter().copied());
            problems.push(NotAdvised::NoRequirement { found: id.clone(), expected });
        } else if *weight > MOST_WEIGHT {
            problems.push(NotAdvised::Weight(id.clone(), *weight));
        }
    }
    problems
}

/// The weighted mean of every platform.
pub(super) fn weigh(matrix: &Matrix, weights: &BTreeMap<Slug, u8>) -> MatrixResult {
    let one = |platform: &Slug| {
        let terms: Vec<Term> = matrix
            .requirements
            .iter()
            .filter_map(|row| {
                Some(Term {
                    requirement: row.id.clone(),
                    title: row.title.clone(),
                    weight: weights.get(&row.id).copied().unwrap_or(DEFAULT_WEIGHT),
                    cell: row.cells.get(platform)?.clone(),
                })
            })
            .collect();
        let value: u32 = terms.iter().map(Term::value).sum();
        let weight: u32 = terms.iter().map(|t| u32::from(t.weight)).sum();
        let fit = Ratio::checked(i128::from(value), i128::from(weight));
        Weighed { platform: platform.clone(), fit, terms }
    };
    let mut platforms: Vec<Weighed> = matrix.platforms.iter().map(one).collect();
    platforms.sort_by_key(|p| Reverse(p.fit));
    MatrixResult { platforms }
}
