//! What each screen looks like. A view reads the application and draws; it changes nothing.

mod advise;
mod compare;
mod find;
mod frame;
mod help;
mod history;
mod home;
mod list;
mod new;
mod overlay;
mod overview;
mod question;
mod results;
mod review;
mod roadmap;
mod settings;
mod sheet;
mod teams;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::{App, Screen};
use crate::text::Glyphs;
use crate::text::width::wrap;

use super::editor::Editor;
use super::theme::{Role, Theme};
use super::widget::Page;

/// The narrowest terminal that is drawn on, in cells.
pub const MIN_WIDTH: u16 = 60;
/// The lowest terminal that is drawn on, in rows.
pub const MIN_HEIGHT: u16 = 16;
/// From this width on there is a pane with details at the right.
pub const WIDE: usize = 100;

/// How everything looks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Styles.
    pub theme: Theme,
    /// Characters.
    pub glyphs: Glyphs,
}

/// Draws the whole application and says where the terminal's cursor belongs.
pub fn draw(app: &App, editor: Option<&Editor>, look: Look, buffer: &mut Buffer) -> Option<Position> {
    let mut page = Page::new(buffer, look.theme, look.glyphs);
    page.mark = match (app.demo, app.read_only) {
        (true, _) => "demo",
        (false, true) => "read-only",
        (false, false) => "",
    };
    if page.area.width < MIN_WIDTH || page.area.height < MIN_HEIGHT {
        too_small(app, &mut page);
        return None;
    }
    if !overlay::covers(app) {
        match &app.screen {
            Screen::Home(s) => home::draw(app, s, &mut page),
            Screen::New(s) => new::draw(app, s, &mut page),
            Screen::Question(s) => question::draw(app, s, &mut page),
            Screen::Overview(s) => overview::draw(app, s, &mut page),
            Screen::Review(s) => review::draw(app, s, &mut page),
            Screen::Results(s) => results::draw(app, s, &mut page),
            Screen::Roadmap(s) => roadmap::draw(app, s, &mut page),
            Screen::Advise(s) => advise::draw(app, s, &mut page),
            Screen::Settings(s) => settings::draw(app, s, &mut page),
            Screen::Compare(s) => compare::draw(app, s, &mut page),
            Screen::History(s) => history::draw(app, s, &mut page),
        }
    }
    find::mark(app, &mut page);
    find::nothing(app, &mut page);
    overlay::draw(app, editor, &mut page);
    frame::foot(app, &mut page);
    // Where nothing is selected the cursor stands where reading begins: it is never left somewhere by chance.
    let start = Position { x: page.area.x, y: page.area.y.saturating_add(2) };
    page.cursor.or(Some(start))
}

fn too_small(app: &App, page: &mut Page<'_>) {
    let saved = match &app.work {
        Some(work) if work.trouble.is_some() => "NOT SAVED: the last changes are only in memory.",
        Some(work) if !work.is_saved() => "Your last answer is being saved.",
        Some(_) => "Your answers are saved.",
        None => "Everything is saved.",
    };
    // In a field or a popup the letter means something else.
    let quit = if app.context().has_globals() { "q" } else { "ctrl-c, twice" };
    let paragraphs = [
        format!("Quaymark needs {MIN_WIDTH} x {MIN_HEIGHT}."),
        format!("This window is {} x {}.", page.width(), page.height()),
        String::new(),
        saved.to_owned(),
        format!("Make it larger, or quit ({quit}) and run"),
        "quaymark assess --plain".to_owned(),
    ];
    let mut y = usize::from(page.height() > 8);
    for paragraph in paragraphs {
        let role = if paragraph.starts_with("NOT") { Role::Warning } else { Role::Text };
        for line in wrap(&paragraph, page.width().saturating_sub(1).max(1)) {
            page.put(1, y, &line, role);
            y += 1;
        }
    }
}
