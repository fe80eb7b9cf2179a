//! The pane beside the review: the selected question, what there was before, and what is left before finishing.

use crate::answering;
use crate::app::screen::review::{Entry, Review, checks, last_answer, outlook, rows as entries};
use crate::app::work::Work;
use crate::model::{Level, QuestionId};
use crate::text::Clean;
use crate::text::width::wrap;
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row};

/// The question: its statements, the chosen one marked, and what was said.
fn rows_of_question(work: &Work, id: &QuestionId, width: usize) -> Vec<Row> {
    let Some(question) = work.questionnaire.question(id) else { return Vec::new() };
    let mut list = Vec::new();
    let said = |text: &str, x: usize| wrap(Clean::line(text).as_str(), width.saturating_sub(x + 1));
    for line in said(&format!("{id}  {}", question.title), 1) {
        list.push(Row::text(1, line, Role::Strong));
    }
    list.push(Row::blank());
    let answer = work.answer(id);
    let chosen = work.card.question(id).and_then(|q| q.standing.level());
    for level in Level::all() {
        let here = chosen == Some(level);
        let role = if here { Role::Strong } else { Role::Text };
        for (i, line) in said(question.statement(level), 6).into_iter().enumerate() {
            let row = Row::text(6, line, role);
            let mark = if here { "x" } else { "" };
            list.push(if i == 0 { row.and(1, mark, role).and(3, level.to_string(), role) } else { row });
        }
    }
    let mut more = Vec::new();
    if let Some((period, was)) = last_answer(work, id) {
        let note = was.note.as_deref().map_or(String::new(), |n| format!("  \"{n}\""));
        more.push((
            format!("Q{}", period.quarter()),
            format!("{}{note}", answering::short(question, Some(was))),
        ));
    }
    let reason = super::reason(work, id);
    if !reason.is_empty() {
        more.push(("n/a".to_owned(), reason));
    } else if let Some(note) = answer.and_then(|a| a.note.as_deref()) {
        more.push(("Note".to_owned(), note.to_owned()));
    }
    for evidence in answer.map(|a| a.evidence.as_slice()).unwrap_or_default() {
        let what = format!("{}, {}", evidence.reference, evidence.polarity.name());
        more.push(("Evidence".to_owned(), what));
    }
    if !more.is_empty() {
        list.push(Row::blank());
    }
    for (label, text) in more {
        for (i, line) in said(&text, 10).into_iter().enumerate() {
            let row = Row::text(10, line, Role::Text);
            list.push(if i == 0 { row.and(1, label.clone(), Role::Quiet) } else { row });
        }
    }
    list
}

/// The rows of the pane: the question gives way where not all fits.
pub fn rows(work: &Work, screen: &Review, page: &Page<'_>) -> Vec<Row> {
    let (width, height) = (page.width(), page.height());
    let mut below = vec![Row::blank(), Row::text(1, "Before you finish", Role::Strong)];
    for (done, text) in checks(work) {
        for (i, line) in wrap(&text, width.saturating_sub(6)).into_iter().enumerate() {
            let row = Row::text(5, line, Role::Text);
            let mark = if done { "[x]" } else { "[ ]" };
            below.push(if i == 0 { row.and(1, mark, Role::Text) } else { row });
        }
    }
    below.push(Row::blank());
    for line in outlook(work) {
        let lines = wrap(Clean::line(&line).as_str(), width.saturating_sub(2));
        below.extend(lines.into_iter().map(|l| Row::text(1, l, Role::Text)));
    }
    let question = selected(work, screen).and_then(|entry| entry.question(work));
    let mut list = vec![Row::blank()];
    if let Some(id) = question {
        list.extend(rows_of_question(work, &id, width));
    }
    let space = height.saturating_sub(below.len());
    if list.len() > space {
        list.truncate(space.saturating_sub(1));
        list.push(Row::text(1, "enter shows all of it", Role::Quiet));
    }
    list.extend(below);
    list
}

/// The selected entry.
fn selected(work: &Work, screen: &Review) -> Option<Entry> {
    let entries = entries(work, screen.filter);
    let place = screen.selected.min(entries.len().saturating_sub(1));
    entries.into_iter().nth(place).map(|(_, entry)| entry)
}
