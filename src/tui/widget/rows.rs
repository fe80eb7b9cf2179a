//! Rows of text that may be taller than the page: the part around the selection is shown.

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

/// Where a list of `len` rows starts so that `selected` is visible in `height` rows.
pub fn window(selected: usize, len: usize, height: usize) -> usize {
    if len <= height {
        return 0;
    }
    selected.saturating_sub(height / 2).min(len - height)
}

/// Draws rows from the top of the page. When they do not all fit, the part around the selection is drawn,
/// and the last row says that there is more.
pub fn draw(page: &mut Page<'_>, rows: &[Row]) {
    let first = rows.iter().position(|r| r.selected).unwrap_or(0);
    let start = window(first, rows.len(), page.height());
    draw_from(page, rows, start);
}

/// Draws rows from a given one on.
pub fn draw_from(page: &mut Page<'_>, rows: &[Row], start: usize) {
    let height = page.height();
    for (y, row) in rows.iter().skip(start).take(height).enumerate() {
        for (x, text, role) in &row.pieces {
            page.put(*x, y, text, *role);
        }
        if let Some(x) = row.mark {
            page.mark(x, y);
        }
    }
    let hidden = rows.len().saturating_sub(start + height);
    if hidden > 0 && height > 0 {
        let text = format!("  {hidden} more below");
        page.put_right(height - 1, &text, Role::Quiet);
    }
}
