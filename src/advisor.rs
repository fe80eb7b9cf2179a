//! Which platform fits a team: the decision tree, the matrix and the criteria give three results side by side, each
//! with its reasons. It never touches a score. Implements `docs/advisor.md`.

mod case;
mod criteria;
mod matrix;
mod since;
#[cfg(test)]
mod tests;
mod tree;
pub mod words;

use crate::model::Slug;
pub use crate::model::advice::Inputs;
use crate::model::advisor::Advisor;

pub use case::{Case, NoCase};
pub use criteria::{Change, CriteriaResult, Reason, Standing};
pub use matrix::{MatrixResult, Term, Weighed};
pub use since::{Difference, Since};
pub use tree::{TreeResult, Turn};

/// The weight of a requirement for which the team has not said one.
pub const DEFAULT_WEIGHT: u8 = 3;
/// The highest weight.
pub const MOST_WEIGHT: u8 = 5;

/// The three results side by side. One that the questionnaire has no data for is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advised {
    /// Where the path through the tree leads.
    pub tree: Option<TreeResult>,
    /// What the matrix says.
    pub matrix: Option<MatrixResult>,
    /// What the criteria say.
    pub criteria: Option<CriteriaResult>,
}

/// Something in the inputs that the advisor does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAdvised {
    /// A step of the tree.
    #[error("the tree has no option \"{option}\" at step {step}; expected {expected}")]
    NoOption {
        /// Counted from 1.
        step: usize,
        /// What was picked.
        option: Slug,
        /// What could be picked.
        expected: String,
    },
    /// The path goes on after it has ended.
    #[error("the tree ends after step {0}; leave the rest of the path out")]
    PathTooLong(usize),
    /// A requirement.
    #[error("the matrix has no requirement \"{found}\"; expected one of {expected}")]
    NoRequirement {
        /// What was named.
        found: Slug,
        /// What there is.
        expected: String,
    },
    /// A weight.
    #[error("the weight of \"{0}\" is {1}; expected a whole number from 0 to 5")]
    Weight(Slug, u8),
    /// A criterion.
    #[error("there is no criterion \"{found}\"; expected one of {expected}")]
    NoCriterion {
        /// What was named.
        found: Slug,
        /// What there is.
        expected: String,
    },
    /// An answer to a criterion.
    #[error("the criterion \"{criterion}\" has no option \"{option}\"; expected one of {expected}")]
    NoChoice {
        /// The criterion.
        criterion: Slug,
        /// What was picked.
        option: Slug,
        /// What could be picked.
        expected: String,
    },
}

/// Works out the three results.
///
/// # Errors
/// When the inputs name something that the advisor does not have: all such problems.
pub fn advise(advisor: &Advisor, inputs: &Inputs) -> Result<Advised, Vec<NotAdvised>> {
    let mut problems = Vec::new();
    let tree = advisor.tree.as_ref().map(|fork| tree::follow(fork, &inputs.tree));
    let tree = tree.and_then(|result| result.map_err(|problem| problems.push(problem)).ok());
    problems.extend(matrix::problems(advisor.matrix.as_ref(), &inputs.weights));
    problems.extend(criteria::problems(advisor.criteria.as_ref(), &inputs.criteria));
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Advised {
        tree,
        matrix: advisor.matrix.as_ref().map(|m| matrix::weigh(m, &inputs.weights)),
        criteria: advisor.criteria.as_ref().map(|c| criteria::judge(c, &inputs.criteria)),
    })
}

fn listed<'a>(ids: impl Iterator<Item = &'a Slug>) -> String {
    ids.map(Slug::as_str).collect::<Vec<_>>().join(", ")
}

impl NotAdvised {
    /// What was named, and what could have been; none where it is no name that is wrong.
    pub fn unknown(&self) -> Option<(&str, &str)> {
        match self {
            Self::NoOption { option, expected, .. } | Self::NoChoice { option, expected, .. } => {
                Some((option.as_str(), expected))
            }
            Self::NoRequirement { found, expected } | Self::NoCriterion { found, expected } => {
                Some((found.as_str(), expected))
            }
            Self::PathTooLong(_) | Self::Weight(..) => None,
        }
    }
}
