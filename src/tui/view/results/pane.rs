//! What stands beside a view where there is room: the questions of a dimension, and what to do next.

use crate::app::screen::results::own;
use crate::app::shown::Shown;
use crate::model::Ratio;
use crate::roadmap::Step;
use crate::scoring::{QuestionScore, Standing};
use crate::text::Clean;
use crate::text::width::{fit_pad, pad_left, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{blockers, moved, phases, score, title, was};

/// How many steps are named.
const STEPS: usize = 3;

/// The selected dimension with its questions, and the best next steps.
pub fn of_dimension(shown: &Shown, selected: usize, page: &mut Page<'_>) {
    let Some((code, set)) = shown.card.dimensions.get(selected) else { return };
    let width = page.width();
    let mut list = vec![Row::blank()];
    let name = format!("{code} {}", title(shown, code));
    list.extend(wrap(&name, width.saturating_sub(3)).into_iter().map(|l| Row::text(1, l, Role::Strong)));
    let coverage = set.coverage.map_or("-".to_owned(), Ratio::percent);
    list.push(Row::text(1, format!("{}, coverage {coverage}", score(set)), Role::Text));
    list.push(Row::blank());
    for entry in own(shown, selected) {
        list.push(question(shown, entry, width, page.glyphs.ellipsis()));
    }
    list.push(Row::blank());
    list.extend(next_steps(shown, width));
    drawn::draw_from(page, &list, 0);
}

/// Id, title and level of a question.
fn question(shown: &Shown, entry: &QuestionScore, width: usize, ellipsis: &str) -> Row {
    let asked = shown.questionnaire.question(&entry.id);
    let what = standing(&entry.standing);
    let at = width.saturating_sub(8);
    let title =
        fit_pad(Clean::line(asked.map_or("", |q| &q.title)).as_str(), at.saturating_sub(10), ellipsis);
    Row::text(1, entry.id.as_str(), Role::Text).and(9, title, Role::Text).and(at, what, Role::Text)
}

/// What a question stands at, in a few cells: `2.50`, `n/a`, `unknown`, `open`.
pub fn standing(standing: &Standing) -> String {
    match standing {
        Standing::Rated { progress, .. } => progress.score(),
        Standing::NotApplicable(_) => "n/a".to_owned(),
        Standing::Unknown => "unknown".to_owned(),
        Standing::Unanswered => "open".to_owned(),
    }
}

/// The dimensions with their numbers, then phases, what holds the next level back, and the best next steps.
pub fn of_all(shown: &Shown, selected: usize, page: &mut Page<'_>) {
    let width = page.width();
    let compared = shown.others.before.as_ref().map(|b| b.name(shown.period));
    let beside = if compared.is_some() { 23 } else { 9 };
    let at = width.saturating_sub(beside).clamp(12, 48);
    let mut names = Row::text(3, "Dimension", Role::Quiet).and(at, "score", Role::Quiet);
    if let Some(before) = compared {
        names = names.and(at + 7, pad_left(&before, 4), Role::Quiet).and(at + 15, "+/-", Role::Quiet);
    }
    let mut list = vec![Row::blank(), names];
    for (i, (code, set)) in shown.card.dimensions.iter().enumerate() {
        let here = i == selected;
        let role = if here { Role::Selected } else { Role::Text };
        let name = fit_pad(title(shown, code).as_str(), at.saturating_sub(10), page.glyphs.ellipsis());
        let now = set.score.map_or("-".to_owned(), Ratio::score);
        let mut row = Row::text(3, code.as_str(), role).and(9, name, role).and(at, pad_left(&now, 5), role);
        if let Some((was, by)) = was(shown, Some(code), set.score) {
            row = row.and(at + 7, pad_left(&was, 4), Role::Text).and(at + 13, pad_left(&by, 5), moved(&by));
        }
        list.push(if here { row.marked(1) } else { row });
    }
    list.push(Row::blank());
    list.extend(phases(shown, width));
    for line in blockers(shown) {
        list.extend(wrap(&line, width.saturating_sub(5)).into_iter().map(|l| Row::text(3, l, Role::Text)));
    }
    list.push(Row::blank());
    let steps = next_steps(shown, width.saturating_sub(2));
    list.extend(steps.into_iter().map(|mut row| {
        row.pieces.iter_mut().for_each(|(x, _, _)| *x += 2);
        row
    }));
    drawn::draw(page, &list);
}

/// The first step of the roadmap, as a sentence.
pub fn best_step(shown: &Shown) -> Option<String> {
    let step = shown.roadmap.steps.first()?;
    Some(format!("Best next step: {} {} ({})", step.id, Clean::line(&step.title), gain(step)))
}

/// The first steps of the roadmap, with what they bring.
fn next_steps(shown: &Shown, width: usize) -> Vec<Row> {
    let steps = &shown.roadmap.steps;
    if steps.is_empty() {
        return Vec::new();
    }
    let mut list = vec![Row::text(1, "Best next steps", Role::Quiet)];
    for step in steps.iter().take(STEPS) {
        let text = format!("{} {}", step.id, Clean::line(&step.title));
        for (i, line) in wrap(&text, width.saturating_sub(6)).into_iter().enumerate() {
            list.push(Row::text(if i == 0 { 1 } else { 3 }, line, Role::Text));
        }
        list.push(Row::text(3, gain(step), Role::Quiet));
    }
    list
}

/// `effort S, SEC +0.25`, or the most that finding out can bring.
fn gain(step: &Step) -> String {
    let effort = step.effort.name();
    if let Some(most) = step.up_to {
        return format!("effort {effort}, up to {} on the whole", most.two_decimals());
    }
    let gain = step.gain.dimension.gain();
    let sign = if gain.starts_with(['<', '-']) { "" } else { "+" };
    format!("effort {effort}, {} {sign}{gain}", step.dimension)
}
