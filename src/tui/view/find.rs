//! Looking for something: the line to type in, what is left of a list, and the palette of commands and questions.

use crate::app::App;
use crate::app::find::Filter;
use crate::app::palette::{Command, Palette};
use crate::text::Clean;
use crate::text::width::{cells, fit};
use crate::tui::editor::Editor;
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, found, rows as drawn, window};

use super::frame;

/// A text field of one line behind a label.
pub fn field(page: &mut Page<'_>, y: usize, label: &str, x: usize, editor: Option<&Editor>, text: &str) {
    page.put(3, y, label, Role::Quiet);
    let width = page.width().saturating_sub(x + 1);
    page.within(x, y, width, 1, |page| match editor {
        Some(editor) => editor.draw(page),
        None => {
            page.put(0, 0, Clean::line(text).as_str(), Role::Text);
        }
    });
}

/// The line above the keys in which a person types what to look for.
pub fn line(app: &App, editor: Option<&Editor>, text: &str, page: &mut Page<'_>) {
    let count = app.count();
    let said = format!("{} of {}", count.shown, count.all);
    let (width, y) = (page.width(), page.height().saturating_sub(2));
    page.within(0, y, width, 1, |page| {
        page.clear();
        let space = width.saturating_sub(cells(&said) + 3);
        page.within(0, 0, space, 1, |page| field(page, 0, "/", 5, editor, text));
        page.put_right(0, &said, Role::Quiet);
    });
}

/// What the message line says of a list that is narrowed.
pub fn state(app: &App) -> Option<String> {
    let filter = app.filter().filter(|f| f.is_on())?;
    let count = app.count();
    let text = fit(Clean::line(filter.text()).as_str(), 24, "...");
    Some(format!("filter: \"{text}\"   {} of {}   esc clears", count.shown, count.all))
}

/// Marks what a list is narrowed to in what is left of it.
pub fn mark(app: &App, page: &mut Page<'_>) {
    if let Some(filter) = app.filter().filter(|f| f.is_on()) {
        frame::body(page, |page| found::mark(page, filter.words()));
    }
}

/// In place of a list of which nothing is left.
pub fn nothing(app: &App, page: &mut Page<'_>) {
    let Some(filter) = app.filter().filter(|f| f.is_on() && app.leaves_out()) else { return };
    if !app.can_narrow() || app.count().shown > 0 {
        return;
    }
    let text = fit(Clean::line(filter.text()).as_str(), 40, "...");
    let mut list = vec![Row::blank(), Row::text(3, format!("Nothing matches \"{text}\"."), Role::Text)];
    if let Some(near) = app.nearest() {
        list.push(Row::text(3, "Nearest", Role::Quiet).and(12, Clean::line(&near).as_str(), Role::Text));
    }
    list.push(Row::blank());
    list.push(Row::text(
        3,
        "esc clears. ~ in front finds letters in their order, ! what is not.",
        Role::Quiet,
    ));
    frame::body(page, |page| {
        page.clear();
        drawn::draw(page, &list);
    });
}

/// Commands and questions by name, in place of the body.
pub fn palette(app: &App, palette: &Palette, editor: Option<&Editor>, page: &mut Page<'_>) {
    let found = app.found(palette);
    let all = app.commands(palette.questions).len();
    frame::body(page, |page| {
        page.clear();
        let (width, height) = (page.width(), page.height());
        field(page, 1, if palette.questions { "/" } else { ":" }, 5, editor, &palette.input.text);
        let space = height.saturating_sub(5);
        let selected = palette.selected.min(found.len().saturating_sub(1));
        let start = window(selected, found.len(), space);
        page.within(0, 3, width, space, |page| {
            for (y, (i, command)) in found.iter().enumerate().skip(start).take(space).enumerate() {
                row(page, y, command, i == selected);
            }
            if found.is_empty() {
                page.put(3, 0, "Nothing matches. Fewer letters find more.", Role::Text);
            }
            found::mark(page, Filter::new(&palette.input.text).words());
        });
        let said = if palette.questions {
            format!("{} of {all} questions, by id, title or wording", found.len())
        } else {
            format!("{} of {all} commands and questions, also by CLI name", found.len())
        };
        page.put(3, height.saturating_sub(1), &said, Role::Quiet);
        let more = found.len().saturating_sub(start + space);
        if more > 0 {
            page.put_right(height.saturating_sub(2), &format!("{more} more below"), Role::Quiet);
        }
    });
}

/// One row: the name, the command of the command line behind it, the key at the right.
fn row(page: &mut Page<'_>, y: usize, command: &Command, here: bool) {
    let role = if here { Role::Selected } else { Role::Text };
    let width = page.width();
    let space = width.saturating_sub(3 + 12);
    let name = fit(Clean::line(&command.name).as_str(), space, page.glyphs.ellipsis());
    let used = page.put(3, y, &name, role);
    if !command.command.is_empty() && used + cells(command.command) + 2 <= space {
        page.put(3 + used + 2, y, command.command, Role::Quiet);
    }
    if !command.key.is_empty() {
        page.put_right(y, &command.key, Role::Quiet);
    }
    if here {
        page.mark(1, y);
    }
}
