//! What each screen looks like. A view reads the application and draws; it changes nothing.

mod frame;
mod home;
mod new;
mod overlay;
mod overview;
mod question;
mod results;
mod review;
mod roadmap;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::{App, Screen};
use crate::text::Glyphs;

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
        let saved = app.work.as_ref().is_none_or(|w| w.trouble.is_none());
        too_small(&mut page, saved);
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
        }
    }
    overlay::draw(app, editor, &mut page);
    frame::foot(app, &mut page);
    page.cursor
}

fn too_small(page: &mut Page<'_>, saved: bool) {
    let here = format!("This window is {} x {}.", page.width(), page.height());
    let lines = [
        format!("Quaymark needs {MIN_WIDTH} x {MIN_HEIGHT}."),
        here,
        String::new(),
        if saved { "Your answers are saved." } else { "NOT SAVED: the last changes are in memory." }
            .to_owned(),
        "Make it larger, or quit (q) and run".to_owned(),
        "quaymark assess --plain".to_owned(),
    ];
    let top = usize::from(page.height() > 8);
    for (y, line) in lines.iter().enumerate() {
        page.put(1, top + y, line, Role::Text);
    }
}
