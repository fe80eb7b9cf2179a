//! A path through the decision tree.

use crate::model::Slug;
use crate::model::advisor::{Counsel, Fork};

use super::{NotAdvised, listed};

/// One answered question of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// What was asked.
    pub prompt: String,
    /// The option that was picked.
    pub option: Slug,
    /// Its label.
    pub label: String,
}

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeResult {
    /// The answers so far.
    pub turns: Vec<Turn>,
    /// The question that comes next; none at the end.
    pub next: Option<Fork>,
    /// The advice at the end.
    pub advice: Option<Counsel>,
}

/// Follows a path as far as it goes.
pub(super) fn follow(root: &Fork, path: &[Slug]) -> Result<TreeResult, NotAdvised> {
    let mut turns = Vec::new();
    let mut at = Some(root);
    let mut advice = None;
    for (i, option) in path.iter().enumerate() {
        let Some(fork) = at else { return Err(NotAdvised::PathTooLong(i)) };
        let Some(branch) = fork.options.iter().find(|b| b.id == *option) else {
            return Err(NotAdvised::NoOption {
                step: i + 1,
                option: option.clone(),
                expected: listed(fork.options.iter().map(|b| &b.id)),
            });
        };
        turns.push(Turn {
            prompt: fork.prompt.clone(),
            option: branch.id.clone(),
            label: branch.label.clone(),
        });
        at = branch.next.as_ref();
        advice.clone_from(&branch.advice);
    }
    Ok(TreeResult { turns, next: at.cloned(), advice })
}
