//! The criteria: points by answer, the strongest reasons, and what would change the result.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::Slug;
use crate::model::advisor::{Choice, Criteria, Criterion};

use super::{NotAdvised, listed};

/// How many reasons for and against are named.
const REASONS: usize = 3;

/// An answer that speaks for or against a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The criterion.
    pub criterion: Slug,
    /// What was asked.
    pub prompt: String,
    /// What was answered.
    pub label: String,
    /// Its points, not 0.
    pub points: i8,
    /// What to know about it.
    pub note: String,
}

/// A platform with its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The platform.
    pub platform: Slug,
    /// The sum of its points.
    pub points: i32,
    /// The strongest reasons for it, strongest first, at most three.
    pub reasons_for: Vec<Reason>,
    /// The strongest reasons against it, strongest first, at most three.
    pub reasons_against: Vec<Reason>,
}

/// One other answer that would put another platform first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The criterion.
    pub criterion: Slug,
    /// What was asked.
    pub prompt: String,
    /// The answer that would change it.
    pub option: Slug,
    /// Its label.
    pub label: String,
    /// What would stand first then.
    pub first: Vec<Slug>,
}

/// What the criteria say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriteriaResult {
    /// Most points first; of two with the same points the one that stands first in the criteria.
    pub platforms: Vec<Standing>,
    /// The platforms with the most points; none before anything is answered.
    pub first: Vec<Slug>,
    /// Single answers that would put another platform first, in the order of the criteria.
    pub changes: Vec<Change>,
    /// Criteria that are not answered yet.
    pub unanswered: Vec<Slug>,
}

/// What is wrong with the answers.
pub(super) fn problems(criteria: Option<&Criteria>, answers: &BTreeMap<Slug, Slug>) -> Vec<NotAdvised> {
    let known: Vec<&Criterion> = criteria.iter().flat_map(|c| &c.questions).collect();
    let problem = |(id, option): (&Slug, &Slug)| {
        let Some(criterion) = known.iter().find(|c| c.id == *id) else {
            let expected = listed(known.iter().map(|c| &c.id));
            return Some(NotAdvised::NoCriterion { found: id.clone(), expected });
        };
        if criterion.options.iter().any(|o| o.id == *option) {
            return None;
        }
        Some(NotAdvised::NoChoice {
            criterion: id.clone(),
            option: option.clone(),
            expected: listed(criterion.options.iter().map(|o| &o.id)),
        })
    };
    answers.iter().filter_map(problem).collect()
}

/// Adds up the points of every platform.
pub(super) fn judge(criteria: &Criteria, answers: &BTreeMap<Slug, Slug>) -> CriteriaResult {
    let picked = picked(criteria, answers);
    let mut platforms: Vec<Standing> = criteria
        .platforms
        .iter()
        .map(|platform| Standing {
            platform: platform.clone(),
            points: points(platform, &picked),
            reasons_for: reasons(platform, &picked, 1),
            reasons_against: reasons(platform, &picked, -1),
        })
        .collect();
    platforms.sort_by_key(|p| Reverse(p.points));
    let first = first(criteria, &picked);
    let changes = changes(criteria, answers, &first);
    let unanswered =
        criteria.questions.iter().map(|q| &q.id).filter(|id| !answers.contains_key(*id)).cloned().collect();
    CriteriaResult { platforms, first, changes, unanswered }
}

type Picked<'a> = Vec<(&'a Criterion, &'a Choice)>;

fn picked<'a>(criteria: &'a Criteria, answers: &BTreeMap<Slug, Slug>) -> Picked<'a> {
    criteria
        .questions
        .iter()
        .filter_map(|q| {
            let option = answers.get(&q.id)?;
            Some((q, q.options.iter().find(|o| o.id == *option)?))
        })
        .collect()
}

fn points(platform: &Slug, picked: &Picked<'_>) -> i32 {
    picked.iter().filter_map(|(_, choice)| choice.points.get(platform)).map(|p| i32::from(*p)).sum()
}

/// The platforms with the most points, in the order of the criteria; none before anything is answered.
fn first(criteria: &Criteria, picked: &Picked<'_>) -> Vec<Slug> {
    let most = criteria.platforms.iter().map(|p| points(p, picked)).max();
    criteria
        .platforms
        .iter()
        .filter(|p| !picked.is_empty() && Some(points(p, picked)) == most)
        .cloned()
        .collect()
}

fn reasons(platform: &Slug, picked: &Picked<'_>, sign: i8) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = picked
        .iter()
        .filter_map(|(criterion, choice)| {
            let points = choice.points.get(platform).copied().filter(|p| p.signum() == sign)?;
            Some(Reason {
                criterion: criterion.id.clone(),
                prompt: criterion.prompt.clone(),
                label: choice.label.clone(),
                points,
                note: choice.note.clone(),
            })
        })
        .collect();
    // Stable: of two that weigh the same the earlier criterion is named first.
    reasons.sort_by_key(|r| Reverse(r.points.unsigned_abs()));
    reasons.truncate(REASONS);
    reasons
}

fn changes(criteria: &Criteria, answers: &BTreeMap<Slug, Slug>, now: &[Slug]) -> Vec<Change> {
    if now.is_empty() {
        return Vec::new();
    }
    let mut changes = Vec::new();
    for criterion in &criteria.questions {
        for option in criterion.options.iter().filter(|o| answers.get(&criterion.id) != Some(&o.id)) {
            let mut other = answers.clone();
            other.insert(criterion.id.clone(), option.id.clone());
            let then = first(criteria, &picked(criteria, &other));
            if then != now {
                changes.push(Change {
                    criterion: criterion.id.clone(),
                    prompt: criterion.prompt.clone(),
                    option: option.id.clone(),
                    label: option.label.clone(),
                    first: then,
                });
            }
        }
    }
    changes
}
