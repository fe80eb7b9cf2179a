//! Rows of text that may be taller than the page: the part around the selection is shown.

use crate::text::width::cells;
use crate::tui::theme::Role;

use super::page::Page;

/// A row: pieces of text at their columns.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Column, text and role of each piece.
    pub pieces: Vec<(usize, String, Role)>,
    /// Whether it belongs to the selection.
    pub selected: bool,
    /// The column of the mark, on the first row of the selection.
    pub mark: Option<usize>,
    /// Whether it stands between the entries of a list and is none of them.
    pub aside: bool,
}

impl Row {
    /// An empty row.
    pub fn blank() -> Self {
        Self::default()
    }

    /// A row with one piece.
    pub fn text(x: usize, text: impl Into<String>, role: Role) -> Self {
        Self::blank().and(x, text, role)
    }

    /// The same row with one more piece.
    #[must_use]
    pub fn and(mut self, x: usize, text: impl Into<String>, role: Role) -> Self {
        self.pieces.push((x, text.into(), role));
        self
    }

    /// The same row, not counted among what is more below.
    #[must_use]
    pub fn aside(mut self) -> Self {
        self.aside = true;
        self
    }

    /// The same row, as the first of the selection, marked at a column.
    #[must_use]
    pub fn marked(mut self, x: usize) -> Self {
        self.selected = true;
        self.mark = Some(x);
        self
    }
}

/// A label in front of lines of text: the label on the first, the others under the text.
pub fn labelled(label: &str, x: usize, indent: usize, lines: &[String], role: Role) -> Vec<Row> {
    lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let row = Row::text(x + indent, line.clone(), role);
            if i == 0 { row.and(x, label, Role::Quiet) } else { row }
        })
        .collect()
}

/// Short texts from a column on, after a label: three cells apart, or two where that brings them into one row.
/// What does not fit even so goes on in the next row. One cell stays free at the end.
pub fn side_by_side(label: &str, column: usize, width: usize, texts: Vec<(String, Role)>) -> Vec<Row> {
    let apart = |gap: usize| texts.iter().map(|(t, _)| cells(t) + gap).sum::<usize>().saturating_sub(gap);
    let gap = if column + apart(3) < width { 3 } else { 2 };
    let mut list = Vec::new();
    let (mut row, mut x) = (Row::text(3, label, Role::Quiet), column);
    for (text, role) in texts {
        let wide = cells(&text);
        if x > column && x + wide >= width {
            list.push(std::mem::replace(&mut row, Row::blank()));
            x = column;
        }
        row = row.and(x, text, role);
        x += wide + gap;
    }
    list.push(row);
    list
}

/// Where a list of `len` rows starts so that `selected` is visible in `height` rows.
pub fn window(selected: usize, len: usize, height: usize) -> usize {
    if len <= height {
        return 0;
    }
    selected.saturating_sub(height / 2).min(len - height)
}

/// Draws rows from the top of the page. When they do not all fit, the part around the selection is drawn,
/// and the last row says how much there is below.
pub fn draw(page: &mut Page<'_>, rows: &[Row]) {
    let first = rows.iter().position(|r| r.selected).unwrap_or(0);
    let last = rows.iter().rposition(|r| r.selected).unwrap_or(first);
    let height = page.height();
    if rows.len() <= height {
        return draw_from(page, rows, 0);
    }
    // One row is for saying that there is more; the whole selection is shown where it fits.
    let space = height.saturating_sub(1).max(1);
    let start = window(first, rows.len(), space);
    let start = if last >= start + space { first.min(last + 1 - space) } else { start };
    draw_from(page, rows, start);
}

/// Draws rows from a given one on, and says how many do not fit.
pub fn draw_from(page: &mut Page<'_>, rows: &[Row], start: usize) {
    let height = page.height();
    let left = rows.len().saturating_sub(start);
    let shown = if left > height { height.saturating_sub(1) } else { left };
    for (y, row) in rows.iter().skip(start).take(shown).enumerate() {
        for (x, text, role) in &row.pieces {
            page.put(*x, y, text, *role);
        }
        // The terminal's cursor stands on the mark: who hears the screen hears the selected row.
        if let Some(x) = row.mark {
            page.mark(x, y);
        }
    }
    if left > shown && height > 0 {
        // Empty rows and headings between are not what is looked for there.
        let entry = |row: &&Row| !row.aside && !row.pieces.is_empty();
        let more = rows.iter().skip(start + shown).filter(entry).count();
        let text = if more > 0 { format!("{more} more below") } else { String::new() };
        page.put_right(height - 1, &text, Role::Quiet);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(width: usize) -> Vec<Vec<usize>> {
        let texts = ["one", "two", "six"].map(|t| (t.to_owned(), Role::Text)).to_vec();
        let rows = side_by_side("Some", 10, width, texts);
        rows.iter().map(|r| r.pieces.iter().map(|(x, ..)| *x).collect()).collect()
    }

    #[test]
    fn texts_move_together_before_they_take_another_row() {
        assert_eq!(columns(26), [vec![3, 10, 16, 22]]);
        assert_eq!(columns(25), [vec![3, 10, 15, 20]]);
        assert_eq!(columns(22), [vec![3, 10, 15], vec![10]]);
        assert_eq!(columns(0), [vec![3, 10], vec![10], vec![10]]);
    }
}
