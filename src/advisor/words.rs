//! The words of an advice, for every face and report: names, columns, reasons, changes, repairs. Questionnaire text
//! is given as it is; whoever shows it makes it safe.

use crate::model::advice::Because;
use crate::model::advisor::{Advisor, Cell};
use crate::model::{Ratio, Slug};

use super::{Case, Change, DEFAULT_WEIGHT};

/// The names of platforms, together or one after the other.
pub fn names(advisor: &Advisor, ids: &[Slug], in_order: bool) -> String {
    let names: Vec<&str> = ids.iter().map(|id| advisor.name(id)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        several if in_order => several.join(", then "),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// One of the three results, in a few lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What it is.
    pub title: &'static str,
    /// The lines.
    pub lines: Vec<String>,
}

impl Column {
    /// Each line as a sentence of its own, with the title in front.
    pub fn sentences(&self) -> Vec<String> {
        let end = |line: &str| match line.strip_suffix(':') {
            Some(line) => format!("{line}."),
            None if line.ends_with('?') => line.to_owned(),
            None => format!("{line}."),
        };
        self.lines.iter().map(|line| format!("{}: {}", self.title, end(line))).collect()
    }
}

/// The three results side by side; what the questionnaire has no data for is left out.
pub fn columns(case: &Case<'_>) -> Vec<Column> {
    let mut columns = Vec::new();
    if case.advisor.tree.is_some() {
        columns.push(Column { title: "Decision tree", lines: tree(case) });
    }
    if case.advisor.matrix.is_some() {
        columns.push(Column { title: "Matrix, 0 to 3", lines: matrix(case) });
    }
    if case.advisor.criteria.is_some() {
        columns.push(Column { title: "Criteria, points", lines: criteria(case) });
    }
    columns
}

fn tree(case: &Case<'_>) -> Vec<String> {
    let Some(result) = &case.advised.tree else { return Vec::new() };
    match (&result.advice, &result.next) {
        (Some(advice), _) => {
            let name = |(n, id): (usize, &Slug)| match (n, advice.in_order) {
                (0, true) => format!("first: {}", case.advisor.name(id)),
                (_, true) => format!("then: {}", case.advisor.name(id)),
                (0, false) => case.advisor.name(id).to_owned(),
                (_, false) => format!("and {}", case.advisor.name(id)),
            };
            advice.platforms.iter().enumerate().map(name).collect()
        }
        (None, Some(next)) => {
            let step = result.turns.len() + 1;
            vec![format!("not there yet, step {step}:"), next.prompt.clone()]
        }
        (None, None) => Vec::new(),
    }
}

fn matrix(case: &Case<'_>) -> Vec<String> {
    let platforms: Vec<(&Slug, Option<Ratio>)> =
        case.advised.matrix.iter().flat_map(|m| &m.platforms).map(|p| (&p.platform, p.fit)).collect();
    if platforms.iter().all(|(_, fit)| fit.is_none()) {
        return vec!["every weight is 0: there is nothing to compare".to_owned()];
    }
    let line = |(id, fit): &(&Slug, Option<Ratio>)| {
        let place = platforms.iter().filter(|(_, other)| other > fit).count() + 1;
        let fit = fit.map_or("-".to_owned(), Ratio::two_decimals);
        format!("{place}. {} {fit}", case.advisor.name(id))
    };
    let even = case.weights().iter().all(|(_, _, weight)| *weight == DEFAULT_WEIGHT);
    let said = even.then(|| "all weigh the same so far:".to_owned());
    said.into_iter().chain(platforms.iter().map(line)).collect()
}

fn criteria(case: &Case<'_>) -> Vec<String> {
    let Some(result) = &case.advised.criteria else { return Vec::new() };
    let all = case.advisor.criteria.as_ref().map_or(0, |c| c.questions.len());
    if result.first.is_empty() {
        return vec![format!("none of {all} answered yet")];
    }
    let mut lines: Vec<String> = result
        .platforms
        .iter()
        .map(|p| {
            let place = result.platforms.iter().filter(|other| other.points > p.points).count() + 1;
            format!("{place}. {} {:+}", case.advisor.name(&p.platform), p.points)
        })
        .collect();
    if !result.unanswered.is_empty() {
        lines.push(format!("{} of {all} answered", all - result.unanswered.len()));
    }
    lines
}

/// The reason at the end of the tree and the questions of the assessment that matter: id and title.
pub fn why(case: &Case<'_>) -> Option<(String, Vec<(String, String)>)> {
    let advice = case.advised.tree.as_ref()?.advice.as_ref()?;
    let title = |id: &crate::model::QuestionId| {
        case.questionnaire.question(id).map_or(String::new(), |q| q.title.clone())
    };
    let questions = advice.questions.iter().map(|id| (id.to_string(), title(id))).collect();
    Some((advice.reason.clone(), questions))
}

/// A reason in one sentence, with its points.
pub fn because(reason: &Because) -> String {
    let note = if reason.note.is_empty() { String::new() } else { format!(". {}", reason.note) };
    format!("{:+}  {}{note}", reason.points, reason.answer)
}

/// What one other answer would change.
pub fn change(advisor: &Advisor, change: &Change) -> String {
    let first = names(advisor, &change.first, false);
    let together = if change.first.len() > 1 { " together" } else { "" };
    format!("{} {}: {first} would stand first{together}", change.prompt, change.label)
}

/// All single answers that would change what stands first.
pub fn changes(case: &Case<'_>) -> Vec<String> {
    let changes = case.advised.criteria.iter().flat_map(|c| &c.changes);
    changes.map(|c| change(case.advisor, c)).collect()
}

/// What was repaired in the matrix against the table that it comes from, and what to know about a cell.
pub fn repairs(advisor: &Advisor) -> Vec<String> {
    let mut list = Vec::new();
    for row in advisor.matrix.iter().flat_map(|m| &m.requirements) {
        for platform in advisor.matrix.iter().flat_map(|m| &m.platforms) {
            if let Some(cell) = row.cells.get(platform).filter(|c| !c.note.is_empty()) {
                list.push(repair(&row.title, advisor.name(platform), cell));
            }
        }
    }
    list
}

/// What was repaired in one cell, or what to know about it.
pub fn repair(requirement: &str, platform: &str, cell: &Cell) -> String {
    let was = cell.original.map_or(String::new(), |was| {
        format!(" counts as {} instead of {}", cell.rating.spoken(), was.spoken())
    });
    format!("{requirement}, {platform}{was}: {}", cell.note)
}

/// What a reader should know about matrix and criteria as a whole.
pub fn remarks(advisor: &Advisor) -> Vec<String> {
    let matrix = advisor.matrix.iter().flat_map(|m| &m.notes);
    matrix.chain(advisor.criteria.iter().flat_map(|c| &c.notes)).cloned().collect()
}

/// What was asked and answered in the tree and the criteria.
pub fn answered(case: &Case<'_>) -> Vec<(String, String)> {
    let turns = case.advised.tree.iter().flat_map(|t| &t.turns);
    let mut list: Vec<(String, String)> = turns.map(|t| (t.prompt.clone(), t.label.clone())).collect();
    for criterion in case.advisor.criteria.iter().flat_map(|c| &c.questions) {
        let picked = case.inputs.criteria.get(&criterion.id);
        if let Some(option) = picked.and_then(|id| criterion.options.iter().find(|o| o.id == *id)) {
            list.push((criterion.prompt.clone(), option.label.clone()));
        }
    }
    list
}
