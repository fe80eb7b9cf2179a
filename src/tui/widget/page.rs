//! A clipped area to write text on. Everything that is drawn goes through here, so nothing leaves the buffer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::text::Glyphs;
use crate::text::width::{cells, fit};
use crate::tui::theme::{Role, Theme};

/// An area of the screen with the looks that apply to it.
pub struct Page<'a> {
    pub(super) buffer: &'a mut Buffer,
    /// The area, inside the buffer.
    pub area: Rect,
    /// The styles.
    pub theme: Theme,
    /// The characters.
    pub glyphs: Glyphs,
    /// Where the terminal's cursor is to stand.
    pub cursor: Option<Position>,
    /// A word that every head ends in, such as `demo`; mostly empty.
    pub mark: &'static str,
}

impl<'a> Page<'a> {
    /// The whole buffer.
    pub fn new(buffer: &'a mut Buffer, theme: Theme, glyphs: Glyphs) -> Self {
        let area = buffer.area;
        Self { buffer, area, theme, glyphs, cursor: None, mark: "" }
    }

    /// Its width in cells.
    pub fn width(&self) -> usize {
        usize::from(self.area.width)
    }

    /// Its height in rows.
    pub fn height(&self) -> usize {
        usize::from(self.area.height)
    }

    /// Draws on a part of the page; positions inside count from its corner. The cursor is handed up.
    pub fn within<T>(
        &mut self,
        x: usize,
        y: usize,
        width: usize,
        height: usize,
        draw: impl FnOnce(&mut Page<'_>) -> T,
    ) -> T {
        let area = Rect {
            x: self.area.x.saturating_add(clip(x)),
            y: self.area.y.saturating_add(clip(y)),
            width: clip(width),
            height: clip(height),
        }
        .intersection(self.area);
        let (theme, glyphs, mark) = (self.theme, self.glyphs, self.mark);
        let mut inner = Page { buffer: self.buffer, area, theme, glyphs, cursor: None, mark };
        let out = draw(&mut inner);
        let cursor = inner.cursor;
        self.cursor = cursor.or(self.cursor);
        out
    }

    /// Writes one line at a place, cut to the page; gives the cells it took.
    pub fn put(&mut self, x: usize, y: usize, text: &str, role: Role) -> usize {
        let style = self.theme.style(role);
        self.put_styled(x, y, text, style)
    }

    fn put_styled(&mut self, x: usize, y: usize, text: &str, style: Style) -> usize {
        if y >= self.height() || x >= self.width() {
            return 0;
        }
        let text = fit(text, self.width() - x, self.glyphs.ellipsis());
        let (left, top) = (self.area.x.saturating_add(clip(x)), self.area.y.saturating_add(clip(y)));
        self.buffer.set_stringn(left, top, &text, self.width() - x, style);
        cells(&text)
    }

    /// Writes one line so that it ends at the right edge; gives the column where it starts.
    pub fn put_right(&mut self, y: usize, text: &str, role: Role) -> usize {
        let x = self.width().saturating_sub(cells(text) + 1);
        self.put(x, y, text, role);
        x
    }

    /// A horizontal line over the width, its first `done` of `whole` parts strong.
    pub fn rule(&mut self, y: usize, done: usize, whole: usize) {
        let width = self.width().saturating_sub(2);
        let strong = (width * done.min(whole)).checked_div(whole).unwrap_or(0);
        self.put(1, y, &self.glyphs.strong_rule().repeat(strong), Role::Accent);
        self.put(1 + strong, y, &self.glyphs.rule().repeat(width - strong), Role::Quiet);
    }

    /// The mark of the selected row, with the terminal's cursor on it.
    pub fn mark(&mut self, x: usize, y: usize) {
        if x < self.width() && y < self.height() {
            self.put(x, y, self.glyphs.marker(), Role::Accent);
            self.set_cursor(x, y);
        }
    }

    /// Puts the terminal's cursor at a place.
    pub fn set_cursor(&mut self, x: usize, y: usize) {
        if x < self.width() && y < self.height() {
            self.cursor = Some(Position {
                x: self.area.x.saturating_add(clip(x)),
                y: self.area.y.saturating_add(clip(y)),
            });
        }
    }

    /// Makes the page empty.
    pub fn clear(&mut self) {
        for y in 0..self.height() {
            let blank = " ".repeat(self.width());
            self.put(0, y, &blank, Role::Text);
        }
    }
}

fn clip(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
