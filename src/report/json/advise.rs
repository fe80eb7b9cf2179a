//! The data of `advise --json`: inputs, the three results, reasons, what would change them, repairs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::advisor::{Case, Since};
use crate::model::advice::{Inputs, Outcome, PlatformReasons};
use crate::model::advisor::Rating;
use crate::model::{QuestionnaireRef, Slug, TeamId};

/// `data` of `advise --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AdviseData<'a> {
    /// The team; null where it is for nobody yet.
    pub team: Option<&'a TeamId>,
    /// The day.
    pub date: NaiveDate,
    /// The questionnaire whose advisor was asked.
    pub questionnaire: &'a QuestionnaireRef,
    /// What was answered.
    pub inputs: &'a Inputs,
    /// What every requirement of the matrix weighed.
    pub weights: BTreeMap<&'a Slug, u8>,
    /// The three results.
    pub result: Outcome,
    /// Which platforms stand first; several in a tie.
    pub first: First<'a>,
    /// What is not answered yet.
    pub open: Open<'a>,
    /// What speaks for and against each platform of the criteria.
    pub reasons: Vec<PlatformReasons>,
    /// Single answers that would put other platforms first.
    pub changes: Vec<ChangeData<'a>>,
    /// Cells of the matrix with something to know, among them the repaired ones.
    pub repairs: Vec<RepairData<'a>>,
    /// What is different from the last advice that the team kept; null where there is none.
    pub since: Option<Since>,
}

/// What stands first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct First<'a> {
    /// In the matrix.
    pub matrix: Vec<&'a Slug>,
    /// By the criteria.
    pub criteria: Vec<&'a Slug>,
}

/// What is not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Open<'a> {
    /// The options of the next question of the tree; empty at its end.
    pub tree: Vec<&'a Slug>,
    /// The criteria.
    pub criteria: Vec<&'a Slug>,
}

/// One other answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangeData<'a> {
    /// The criterion.
    pub criterion: &'a Slug,
    /// The answer.
    pub option: &'a Slug,
    /// What would stand first then.
    pub first: &'a [Slug],
}

/// A cell of the matrix with something to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RepairData<'a> {
    /// The requirement.
    pub requirement: &'a Slug,
    /// The platform.
    pub platform: &'a Slug,
    /// What counts.
    pub rating: Rating,
    /// What stood there before; null where nothing was changed.
    pub original: Option<Rating>,
    /// Why.
    pub note: &'a str,
}

/// The data of an advice.
pub fn advise<'a>(
    case: &'a Case<'a>,
    team: Option<&'a TeamId>,
    questionnaire: &'a QuestionnaireRef,
) -> AdviseData<'a> {
    let (tree, criteria) = (case.advised.tree.as_ref(), case.advised.criteria.as_ref());
    let next = tree.and_then(|t| t.next.as_ref());
    AdviseData {
        team,
        date: case.date,
        questionnaire,
        inputs: case.inputs,
        weights: case.weights().into_iter().map(|(id, _, weight)| (id, weight)).collect(),
        result: case.outcome(),
        first: First {
            matrix: case.advised.matrix.as_ref().map_or_else(Vec::new, crate::advisor::MatrixResult::best),
            criteria: criteria.iter().flat_map(|c| &c.first).collect(),
        },
        open: Open {
            tree: next.iter().flat_map(|fork| &fork.options).map(|o| &o.id).collect(),
            criteria: criteria.iter().flat_map(|c| &c.unanswered).collect(),
        },
        reasons: case.reasons(),
        changes: criteria
            .iter()
            .flat_map(|c| &c.changes)
            .map(|c| ChangeData { criterion: &c.criterion, option: &c.option, first: &c.first })
            .collect(),
        repairs: repairs(case),
        since: case.since(),
    }
}

fn repairs<'a>(case: &Case<'a>) -> Vec<RepairData<'a>> {
    let rows = case.advisor.matrix.iter().flat_map(|m| &m.requirements);
    rows.flat_map(|row| row.cells.iter().map(move |(platform, cell)| (row, platform, cell)))
        .filter(|(_, _, cell)| !cell.note.is_empty())
        .map(|(row, platform, cell)| RepairData {
            requirement: &row.id,
            platform,
            rating: cell.rating,
            original: cell.original,
            note: &cell.note,
        })
        .collect()
}
