//! The help: what is looked for, the keys of the screen under it, and what they do.

use crate::app::App;
use crate::app::find::Filter;
use crate::app::help::{Help, Line};
use crate::text::width::{cells, wrap};
use crate::tui::editor::Editor;
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, found, rows as drawn};

use super::{find, frame};

/// Where the texts beside the keys begin.
const TEXT: usize = 24;

pub fn draw(app: &App, help: &Help, editor: Option<&Editor>, page: &mut Page<'_>) {
    let left = if help.all { "Help   all screens".to_owned() } else { below(help) };
    frame::head(page, &left, "type to search", 0, 0);
    frame::body(page, |page| {
        find::field(page, 0, "Search", 10, editor, &help.input.text);
        let (width, height) = (page.width(), page.height().saturating_sub(2));
        let rows = rows(app, help, width);
        page.within(0, 2, width, height, |page| {
            drawn::draw(page, &rows);
            found::mark(page, Filter::new(&help.input.text).words());
        });
    });
}

fn below(help: &Help) -> String {
    format!("Help   {}", help.context.title())
}

fn rows(app: &App, help: &Help, width: usize) -> Vec<Row> {
    let (mut list, mut at) = (Vec::new(), 0);
    for line in help.lines(&app.keymap) {
        match line {
            Line::Title(context) => {
                if !list.is_empty() {
                    list.push(Row::blank());
                }
                list.push(Row::text(3, context.title(), Role::Strong));
            }
            Line::Keys(row) => {
                list.extend(key_rows(row, at == help.selected, width));
                at += 1;
            }
        }
    }
    if list.is_empty() {
        list.push(Row::text(3, "No key does that.", Role::Text));
    }
    list
}

/// One action: its keys, and beside them what it does, both in as many rows as they need.
fn key_rows(row: &crate::app::keymap::Row, here: bool, width: usize) -> Vec<Row> {
    let role = if here { Role::Selected } else { Role::Text };
    let mut keys = vec![String::new()];
    for key in &row.keys {
        match keys.last_mut() {
            Some(line) if line.is_empty() => key.clone_into(line),
            Some(line) if cells(line) + cells(key) + 2 < TEXT - 3 => {
                line.push_str("  ");
                line.push_str(key);
            }
            _ => keys.push(key.clone()),
        }
    }
    let mut text = row.help.to_owned();
    if row.keys.is_empty() {
        text.push_str("   (no key)");
    } else if row.changed {
        text.push_str("   (changed)");
    }
    let text = wrap(&text, width.saturating_sub(TEXT + 2));
    let empty = String::new();
    (0..keys.len().max(text.len()))
        .map(|i| {
            let mut line = Row::text(3, keys.get(i).unwrap_or(&empty).clone(), role);
            line = line.and(TEXT, text.get(i).unwrap_or(&empty).clone(), role);
            line.selected = here;
            if here && i == 0 { line.marked(1) } else { line }
        })
        .collect()
}
