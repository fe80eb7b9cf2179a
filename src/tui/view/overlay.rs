//! What lies over a screen: help, lists, questions and text fields. All stand in the body, without boxes.

use crate::app::route::{Confirm, Input, Picker};
use crate::app::{App, Overlay};
use crate::text::Clean;
use crate::text::width::wrap;
use crate::tui::editor::Editor;
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{find, frame, help, list};

/// Whether the overlay takes the whole screen.
pub fn covers(app: &App) -> bool {
    matches!(&app.overlay, Some(Overlay::Help(_) | Overlay::Sheet(_)))
}

pub fn draw(app: &App, editor: Option<&Editor>, page: &mut Page<'_>) {
    match &app.overlay {
        None => chord(app, page),
        Some(Overlay::Help(help)) => help::draw(app, help, editor, page),
        Some(Overlay::Palette(palette)) => find::palette(app, palette, editor, page),
        Some(Overlay::Find(line)) => find::line(app, editor, &line.input.text, page),
        Some(Overlay::Pick(picker)) => panel(page, &pick_rows(picker, page.width())),
        Some(Overlay::Sheet(sheet)) => super::sheet::draw(sheet, page),
        Some(Overlay::Ask(confirm)) => panel(page, &ask_rows(confirm, page.width())),
        Some(Overlay::List(list)) => list::draw(app, list, page),
        Some(Overlay::Edit(input)) => edit(input, editor, page),
    }
}

/// After the first key of a pair: the keys that can come second.
fn chord(app: &App, page: &mut Page<'_>) {
    let Some(first) = app.pending.filter(|_| app.hinting) else { return };
    let mut list = vec![Row::text(3, format!("{first}, then"), Role::Strong)];
    for (key, row) in app.keymap.after(app.context(), first) {
        if app.enabled(row.action) {
            list.push(Row::text(3, key.to_string(), Role::Accent).and(9, row.help, Role::Text));
        }
    }
    panel(page, &list);
}

/// Rows at the bottom of the body, under a rule; what is above stays visible.
pub(super) fn panel(page: &mut Page<'_>, rows: &[Row]) {
    let space = page.height().saturating_sub(frame::HEAD + frame::FOOT);
    let height = (rows.len() + 1).min(space);
    let top = frame::HEAD + space - height;
    let width = page.width();
    page.within(0, top, width, height, |page| {
        page.clear();
        page.rule(0, 0, 0);
        // Where nothing is selected the cursor stands at what is asked.
        page.set_cursor(1, 1);
        page.within(0, 1, width, height.saturating_sub(1), |page| drawn::draw(page, rows));
    });
}

fn paragraphs(lines: &[String], width: usize) -> Vec<Row> {
    lines
        .iter()
        .flat_map(|l| wrap(Clean::line(l).as_str(), width.saturating_sub(5)))
        .map(|l| Row::text(3, l, Role::Text))
        .collect()
}

fn pick_rows(picker: &Picker, width: usize) -> Vec<Row> {
    let mut list = vec![Row::text(3, Clean::line(&picker.title).as_str(), Role::Strong)];
    list.extend(paragraphs(&picker.lines, width));
    for (i, (text, _)) in picker.items.iter().enumerate() {
        let here = i == picker.selected;
        let role = if here { Role::Selected } else { Role::Text };
        for (n, line) in wrap(Clean::line(text).as_str(), width.saturating_sub(5)).into_iter().enumerate() {
            let mut row = Row::text(3, line, role);
            row.selected = here;
            list.push(if here && n == 0 { row.marked(1) } else { row });
        }
    }
    list
}

fn ask_rows(confirm: &Confirm, width: usize) -> Vec<Row> {
    let mut list = vec![Row::text(3, Clean::line(&confirm.title).as_str(), Role::Strong)];
    list.extend(paragraphs(&confirm.lines, width));
    list
}

fn edit(input: &Input, editor: Option<&Editor>, page: &mut Page<'_>) {
    let lines = if input.is_note() { 6 } else { 2 };
    let rows = vec![
        Row::text(3, Clean::line(&input.title).as_str(), Role::Strong),
        Row::text(3, Clean::line(&input.hint).as_str(), Role::Quiet),
    ];
    let space = page.height().saturating_sub(frame::HEAD + frame::FOOT);
    let height = (rows.len() + lines + 1).min(space);
    let top = frame::HEAD + space - height;
    let width = page.width();
    page.within(0, top, width, height, |page| {
        page.clear();
        page.rule(0, 0, 0);
        page.within(0, 1, width, 2, |page| drawn::draw(page, &rows));
        page.within(3, 3, width.saturating_sub(6), height.saturating_sub(3), |page| match editor {
            Some(editor) => editor.draw(page),
            None => {
                page.put(0, 0, Clean::line(&input.text).as_str(), Role::Text);
            }
        });
    });
}
