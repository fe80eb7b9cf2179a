//! What is different between kept advice and advice of today: answers and results.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::advice::{Advice, Outcome};
use crate::model::advisor::{Advisor, Fork};
use crate::model::{Ratio, Slug};

use super::{Case, words};

/// What is shown where there was no answer.
const NOTHING: &str = "not answered";

/// What is different from kept advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Since {
    /// The day of the kept advice.
    pub date: NaiveDate,
    /// What was answered differently.
    pub answers: Vec<Difference>,
    /// What came out differently.
    pub results: Vec<Difference>,
}

impl Since {
    /// Whether nothing is different.
    pub fn is_same(&self) -> bool {
        self.answers.is_empty() && self.results.is_empty()
    }
}

/// One difference, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Difference {
    /// What it is about.
    pub what: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub now: String,
}

fn difference(what: impl Into<String>, before: String, now: String) -> Option<Difference> {
    (before != now).then(|| Difference { what: what.into(), before, now })
}

/// Compares kept advice with advice of today. An id that the advisor does not know any more stands for itself.
pub(super) fn since(last: &Advice, case: &Case<'_>) -> Since {
    Since { date: last.date, answers: answers(last, case), results: results(last, case) }
}

fn answers(last: &Advice, case: &Case<'_>) -> Vec<Difference> {
    let mut list = Vec::new();
    let path = |tree: &[Slug]| {
        if tree.is_empty() { NOTHING.to_owned() } else { labels(case.advisor, tree).join(", ") }
    };
    list.extend(difference("Decision tree", path(&last.inputs.tree), path(&case.inputs.tree)));
    let weights: BTreeMap<&Slug, (&str, u8)> =
        case.weights().into_iter().map(|(id, title, weight)| (id, (title, weight))).collect();
    for (id, _, _) in case.weights() {
        let Some((title, now)) = weights.get(id) else { continue };
        let before = last.weights.get(id).map_or(NOTHING.to_owned(), ToString::to_string);
        list.extend(difference(format!("Weight of {title}"), before, now.to_string()));
    }
    for (id, before) in &last.weights {
        if !weights.contains_key(id) {
            list.extend(difference(format!("Weight of {id}"), before.to_string(), "gone".to_owned()));
        }
    }
    let asked = case.advisor.criteria.iter().flat_map(|c| &c.questions);
    for criterion in asked {
        let label = |picked: Option<&Slug>| match picked {
            None => NOTHING.to_owned(),
            Some(id) => {
                let option = criterion.options.iter().find(|o| o.id == *id);
                option.map_or_else(|| id.to_string(), |o| o.label.clone())
            }
        };
        let before = label(last.inputs.criteria.get(&criterion.id));
        let now = label(case.inputs.criteria.get(&criterion.id));
        list.extend(difference(criterion.prompt.clone(), before, now));
    }
    list
}

/// The labels of a path through the tree.
fn labels(advisor: &Advisor, path: &[Slug]) -> Vec<String> {
    let mut at: Option<&Fork> = advisor.tree.as_ref();
    let mut labels = Vec::new();
    for id in path {
        let branch = at.and_then(|fork| fork.options.iter().find(|b| b.id == *id));
        labels.push(branch.map_or_else(|| id.to_string(), |b| b.label.clone()));
        at = branch.and_then(|b| b.next.as_ref());
    }
    labels
}

fn results(last: &Advice, case: &Case<'_>) -> Vec<Difference> {
    let (before, now) = (&last.result, case.outcome());
    let advisor = case.advisor;
    let mut list = Vec::new();
    let tree = |o: &Outcome| {
        o.tree.as_ref().map_or("no advice".to_owned(), |t| words::names(advisor, &t.platforms, t.in_order))
    };
    list.extend(difference("Decision tree", tree(before), tree(&now)));
    let first = |ids: Vec<Slug>| {
        if ids.is_empty() { "none".to_owned() } else { words::names(advisor, &ids, false) }
    };
    list.extend(difference("First in the matrix", first(best(before)), first(best(&now))));
    list.extend(difference("First by the criteria", first(most(before)), first(most(&now))));
    for fit in &now.matrix {
        let was = before.matrix.iter().find(|f| f.platform == fit.platform).map(|f| shown(f.fit));
        let what = format!("{} in the matrix", advisor.name(&fit.platform));
        list.extend(difference(what, was.unwrap_or("not there".to_owned()), shown(fit.fit)));
    }
    for points in &now.criteria {
        let was = before.criteria.iter().find(|p| p.platform == points.platform).map(|p| p.points);
        let was = was.map_or("not there".to_owned(), |p| format!("{p:+}"));
        let what = format!("{} by the criteria", advisor.name(&points.platform));
        list.extend(difference(what, was, format!("{:+}", points.points)));
    }
    list
}

fn shown(fit: Option<Ratio>) -> String {
    fit.map_or("-".to_owned(), Ratio::two_decimals)
}

fn best(outcome: &Outcome) -> Vec<Slug> {
    let top = outcome.matrix.iter().filter_map(|f| f.fit).max();
    let best = outcome.matrix.iter().filter(|f| top.is_some() && f.fit == top);
    best.map(|f| f.platform.clone()).collect()
}

fn most(outcome: &Outcome) -> Vec<Slug> {
    let top = outcome.criteria.iter().map(|p| p.points).max();
    let most = outcome.criteria.iter().filter(|p| Some(p.points) == top);
    most.map(|p| p.platform.clone()).collect()
}
