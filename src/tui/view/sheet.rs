//! A sheet: what is in the way, what it means, and what can be done.

use crate::app::sheet::Sheet;
use crate::text::Clean;
use crate::text::width::{cells, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::frame;

/// The widest that text runs: longer lines are hard to read.
const MEASURE: usize = 90;

pub fn draw(sheet: &Sheet, page: &mut Page<'_>) {
    frame::head(page, Clean::line(&sheet.head).as_str(), Clean::line(&sheet.state).as_str(), 0, 0);
    frame::body(page, |page| {
        let (width, height) = (page.width(), page.height());
        let mut list = all(sheet, width, true);
        // On a low window the empty rows go first, then what is said beside the choices and for scripts.
        if list.len() > height {
            list.retain(|row| !row.pieces.is_empty());
        }
        if list.len() > height {
            list = all(sheet, width, false);
            list.retain(|row| !row.pieces.is_empty());
        }
        drawn::draw(page, &list);
    });
}

fn all(sheet: &Sheet, width: usize, whole: bool) -> Vec<Row> {
    let mut list = before(sheet, width);
    list.extend(items(sheet, width, whole));
    list.extend(command(sheet, width).into_iter().filter(|_| whole));
    list
}

fn command(sheet: &Sheet, width: usize) -> Vec<Row> {
    let Some((label, command)) = &sheet.command else { return Vec::new() };
    let command = Clean::line(command);
    let one = format!("{label}:  {command}");
    if cells(&one) + 4 <= width {
        return vec![Row::blank(), Row::text(3, one, Role::Quiet)];
    }
    let mut list = vec![Row::blank(), Row::text(3, format!("{label}:"), Role::Quiet)];
    let lines = wrap(command.as_str(), width.saturating_sub(6));
    list.extend(lines.into_iter().map(|l| Row::text(5, l, Role::Quiet)));
    list
}

fn before(sheet: &Sheet, width: usize) -> Vec<Row> {
    let paragraph = |text: &str| wrap(Clean::line(text).as_str(), width.saturating_sub(5).min(MEASURE));
    let mut list = vec![Row::blank()];
    for (label, value) in &sheet.facts {
        list.push(Row::text(3, label.clone(), Role::Quiet).and(17, Clean::line(value).as_str(), Role::Text));
    }
    if !sheet.facts.is_empty() {
        list.push(Row::blank());
    }
    for (i, line) in sheet.warning.iter().flat_map(|text| paragraph(text)).enumerate() {
        let row = Row::text(3, line, Role::Text);
        list.push(if i == 0 { row.and(1, "!", Role::Warning) } else { row });
    }
    list.push(Row::blank());
    for line in &sheet.excerpt {
        list.push(Row::text(5, Clean::block(line).as_str(), Role::Text));
    }
    for text in &sheet.lines {
        list.extend(paragraph(text).into_iter().map(|l| Row::text(3, l, Role::Text)));
    }
    if !sheet.lines.is_empty() {
        list.push(Row::blank());
    }
    list
}

/// What can be done: what comes of it stands beside it where there is room, else below.
fn items(sheet: &Sheet, width: usize, whole: bool) -> Vec<Row> {
    let column = sheet.items.iter().map(|(name, ..)| cells(name) + 5).max().unwrap_or(0).max(24);
    let fits = sheet.items.iter().all(|(_, more, _)| column + cells(more) < width);
    let mut list = Vec::new();
    for (i, (name, more, _)) in sheet.items.iter().enumerate() {
        let here = i == sheet.selected;
        let row = Row::text(3, name.clone(), if here { Role::Selected } else { Role::Text });
        let more = Clean::line(more);
        let row = if fits && whole { row.and(column, more.as_str(), Role::Quiet) } else { row };
        list.push(if here { row.marked(1) } else { row });
        if !fits && whole && !more.as_str().is_empty() {
            let lines = wrap(more.as_str(), width.saturating_sub(7));
            list.extend(lines.into_iter().map(|l| Row::text(5, l, Role::Quiet)));
        }
    }
    list
}
