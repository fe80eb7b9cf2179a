//! Clicks and the wheel. Both move the selection as keys do; nothing needs them.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, Code, Effect, Key};
use crate::text::Glyphs;

use super::face::Face;

/// How far from the selection a clicked row may be, in rows that can be selected.
const FAR: usize = 100;

/// The row that can be selected as the person sees it: where it is, and what it says.
struct Seen {
    at: Position,
    text: String,
}

impl Face {
    /// The wheel was turned: as the keys up and down.
    pub fn wheel(&mut self, up: bool, now: DateTime<Utc>) -> Vec<Effect> {
        if self.app.input().is_some() {
            return Vec::new();
        }
        self.app.now = now;
        self.app.act(if up { Action::Up } else { Action::Down })
    }

    /// A row of a list was clicked: it is selected then. A click on the selected row does what enter does. A click
    /// elsewhere does nothing.
    pub fn click(&mut self, at: Position, screen: Rect, now: DateTime<Utc>) -> Vec<Effect> {
        if self.app.input().is_some() {
            return Vec::new();
        }
        let mut buffer = Buffer::empty(screen);
        let Some(cursor) = self.draw(&mut buffer) else { return Vec::new() };
        let here = seen(&buffer, cursor, self.look.glyphs);
        let right = cursor.x + u16::try_from(here.text.chars().count()).unwrap_or(u16::MAX - cursor.x);
        if at.x < cursor.x || at.x > right {
            return Vec::new();
        }
        if at.y == here.at.y {
            return self.key(Key::plain(Code::Enter), now);
        }
        let wanted = seen(&buffer, Position { x: cursor.x, y: at.y }, self.look.glyphs).text;
        let action = if at.y < here.at.y { Action::Up } else { Action::Down };
        let mut tried = self.app.clone();
        let mut last = here.text;
        for _ in 0..FAR {
            let effects = tried.act(action);
            let mut buffer = Buffer::empty(screen);
            let looked = super::view::draw(&tried, None, self.look, &mut buffer);
            let Some(cursor) = looked.filter(|_| effects.is_empty()) else { return Vec::new() };
            let row = seen(&buffer, cursor, self.look.glyphs).text;
            if row == wanted {
                self.app = tried;
                return Vec::new();
            }
            if row == last {
                return Vec::new();
            }
            last = row;
        }
        Vec::new()
    }
}

/// What a row says right of its mark, up to the line between two panes.
fn seen(buffer: &Buffer, at: Position, glyphs: Glyphs) -> Seen {
    let cells = (at.x + 1..buffer.area.right()).filter_map(|x| buffer.cell(Position { x, y: at.y }));
    let text = cells.map(ratatui::buffer::Cell::symbol).take_while(|s| *s != glyphs.divider()).collect();
    Seen { at, text }
}
