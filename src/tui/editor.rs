//! The text field in the terminal: ratatui-textarea edits, we draw, so that people's text is shown clean.

use ratatui_textarea::{CursorMove, Input as EditInput, Key as EditKey, TextArea};

use crate::app::route::Input;
use crate::app::{Code, Key};
use crate::text::Clean;
use crate::text::width::{cells, grapheme_cells, graphemes};

use super::theme::Role;
use super::widget::Page;

/// The longest paste that a field takes at once, in bytes; notes hold no more than that either.
const PASTE_LIMIT: usize = crate::model::answer::NOTE_LIMIT;

/// An open text field.
pub struct Editor {
    area: TextArea<'static>,
    many_lines: bool,
}

impl Editor {
    /// A field with a text in it and the cursor at its end.
    pub fn new(input: &Input) -> Self {
        let lines: Vec<String> = if input.is_note() {
            input.text.split('\n').map(str::to_owned).collect()
        } else {
            vec![input.text.replace('\n', " ")]
        };
        let mut area = TextArea::new(lines);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, many_lines: input.is_note() }
    }

    /// The text as it is now.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// A key that no action has taken.
    pub fn key(&mut self, key: Key) {
        let Some(input) = edit_input(key) else { return };
        if input.key == EditKey::Enter && !self.many_lines {
            return;
        }
        match (input.key, input.ctrl) {
            (EditKey::Char('u'), true) => {
                self.area.delete_line_by_head();
            }
            (EditKey::Char('k'), true) => {
                self.area.delete_line_by_end();
            }
            (EditKey::Char('w'), true) => {
                self.area.delete_word();
            }
            (EditKey::Char('a'), true) => self.area.move_cursor(CursorMove::Head),
            (EditKey::Char('e'), true) => self.area.move_cursor(CursorMove::End),
            (EditKey::Char(_), true) => {}
            _ => {
                self.area.input_without_shortcuts(input.clone());
                self.moves(input.key);
            }
        }
    }

    fn moves(&mut self, key: EditKey) {
        match key {
            EditKey::Up => self.area.move_cursor(CursorMove::Up),
            EditKey::Down => self.area.move_cursor(CursorMove::Down),
            EditKey::Left => self.area.move_cursor(CursorMove::Back),
            EditKey::Right => self.area.move_cursor(CursorMove::Forward),
            EditKey::Home => self.area.move_cursor(CursorMove::Head),
            EditKey::End => self.area.move_cursor(CursorMove::End),
            _ => {}
        }
    }

    /// Pasted text goes in at the cursor, as text, never as keys. Returns whether some of it was left out.
    pub fn paste(&mut self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = if self.many_lines { text } else { text.replace('\n', " ") };
        let room = PASTE_LIMIT.saturating_sub(self.text().len());
        let mut end = text.len().min(room);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.area.insert_str(text.get(..end).unwrap_or_default());
        end < text.len()
    }

    /// Draws the text over the page and puts the terminal's cursor where typing goes.
    pub fn draw(&self, page: &mut Page<'_>) {
        let width = page.width().max(1);
        let at = self.area.cursor();
        let (mut shown, mut cursor) = (Vec::new(), (0, 0));
        for (i, line) in self.area.lines().iter().enumerate() {
            let first = shown.len();
            if i == at.0 {
                let before: String = line.chars().take(at.1).collect();
                let done = chunks(&format!("{}\u{2588}", Clean::line(&before)), width);
                let last = done.len() - 1;
                let used = done.last().map_or(0, |l| cells(l).saturating_sub(1));
                cursor = (used, first + last);
            }
            shown.extend(chunks(Clean::line(line).as_str(), width));
            while shown.len() <= cursor.1 && i == at.0 {
                shown.push(String::new());
            }
        }
        let start = super::widget::window(cursor.1, shown.len(), page.height());
        for (y, line) in shown.iter().skip(start).take(page.height()).enumerate() {
            page.put(0, y, line, Role::Text);
        }
        page.set_cursor(cursor.0, cursor.1 - start);
    }
}

/// A line in pieces of at most `width` cells, broken between graphemes; at least one piece.
fn chunks(line: &str, width: usize) -> Vec<String> {
    let (mut list, mut piece, mut used) = (Vec::new(), String::new(), 0);
    for grapheme in graphemes(line) {
        let wide = grapheme_cells(grapheme);
        if used + wide > width && used > 0 {
            list.push(std::mem::take(&mut piece));
            used = 0;
        }
        piece.push_str(grapheme);
        used += wide;
    }
    list.push(piece);
    list
}

fn edit_input(key: Key) -> Option<EditInput> {
    let code = match key.code {
        Code::Char(c) => EditKey::Char(c),
        Code::Enter => EditKey::Enter,
        Code::Backspace => EditKey::Backspace,
        Code::Delete => EditKey::Delete,
        Code::Up => EditKey::Up,
        Code::Down => EditKey::Down,
        Code::Left => EditKey::Left,
        Code::Right => EditKey::Right,
        Code::Home => EditKey::Home,
        Code::End => EditKey::End,
        Code::Tab => EditKey::Tab,
        Code::Esc | Code::BackTab | Code::PageUp | Code::PageDown | Code::F(_) => return None,
    };
    Some(EditInput { key: code, ctrl: key.ctrl, alt: false, shift: false })
}
