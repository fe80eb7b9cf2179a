//! The advisor's data in the document: the tree as nested lists, matrix and criteria as tables.

use crate::model::advisor::{Advisor, Branch, Cell, Criteria, Fork, Matrix};

use super::super::markdown::escape::escape;
use super::{Page, link};

/// The section on the advisor.
pub(super) fn section(out: &mut Page, advisor: &Advisor) {
    out.heading(2, "Platform advisor");
    if let Some(tree) = &advisor.tree {
        out.heading(3, "Decision tree");
        fork(out, 0, tree, advisor);
    }
    if let Some(found) = &advisor.matrix {
        matrix(out, found, advisor);
    }
    if let Some(found) = &advisor.criteria {
        criteria(out, found, advisor);
    }
}

fn fork(out: &mut Page, depth: usize, fork: &Fork, advisor: &Advisor) {
    out.item(depth, &fork.prompt);
    for branch in &fork.options {
        option(out, depth + 1, branch, advisor);
    }
}

fn option(out: &mut Page, depth: usize, branch: &Branch, advisor: &Advisor) {
    out.item(depth, &branch.label);
    if let Some(next) = &branch.next {
        fork(out, depth + 1, next, advisor);
    }
    if let Some(advice) = &branch.advice {
        let names: Vec<&str> = advice.platforms.iter().map(|p| advisor.name(p)).collect();
        let joined = names.join(if advice.in_order { ", then " } else { " and " });
        out.fact(depth + 1, "Advice", &escape(&joined));
        out.fact(depth + 1, "Why", &escape(&advice.reason));
        let questions: Vec<String> = advice.questions.iter().map(|q| link(q.as_str(), q.as_str())).collect();
        out.fact(depth + 1, "Questions", &questions.join(", "));
    }
}

fn matrix(out: &mut Page, matrix: &Matrix, advisor: &Advisor) {
    out.heading(3, "Selection matrix");
    let names: Vec<String> = matrix.platforms.iter().map(|p| escape(advisor.name(p))).collect();
    let mut columns = vec!["requirement"];
    columns.extend(names.iter().map(String::as_str));
    columns.extend(["complexity", "use case"]);
    out.table(&columns);
    let mut repaired = Vec::new();
    for row in &matrix.requirements {
        let mut cells = vec![row.title.clone()];
        for platform in &matrix.platforms {
            let Some(cell) = row.cells.get(platform) else { continue };
            cells.push(format!("{}: {}", cell.rating.spoken(), cell.label));
            if !cell.note.is_empty() {
                repaired.push(note(&row.title, advisor.name(platform), cell));
            }
        }
        cells.push(row.complexity.map_or("", |r| r.spoken()).to_owned());
        cells.push(row.use_case.clone());
        out.row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    for note in repaired.iter().chain(&matrix.notes) {
        out.item(0, note);
    }
}

fn note(requirement: &str, platform: &str, cell: &Cell) -> String {
    let was = cell.original.map_or(String::new(), |was| {
        format!(" counts as {} instead of {}", cell.rating.spoken(), was.spoken())
    });
    format!("{requirement}, {platform}{was}: {}", cell.note)
}

fn criteria(out: &mut Page, criteria: &Criteria, advisor: &Advisor) {
    out.heading(3, "Criteria");
    let names: Vec<String> = criteria.platforms.iter().map(|p| escape(advisor.name(p))).collect();
    let mut columns = vec!["criterion", "answer"];
    columns.extend(names.iter().map(String::as_str));
    out.table(&columns);
    for question in &criteria.questions {
        for (n, option) in question.options.iter().enumerate() {
            let mut cells = vec![if n == 0 { question.prompt.clone() } else { String::new() }];
            cells.push(option.label.clone());
            for platform in &criteria.platforms {
                cells.push(format!("{:+}", option.points.get(platform).copied().unwrap_or_default()));
            }
            out.row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }
    for note in &criteria.notes {
        out.item(0, note);
    }
}
