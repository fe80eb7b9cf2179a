//! An assessment as plain text for the command line: tables of at most 78 columns, or one fact per line.

mod advice;
mod groups;
mod pathway;
mod plain;
mod plot;
mod roadmap;
mod show;

#[cfg(test)]
mod tests;

pub use advice::{advice, advice_body, advice_plain};
pub use groups::groups;
pub use pathway::pathway;
pub use plain::{roadmap_plain, show_plain};
pub use roadmap::{roadmap, step};
pub use show::show;

use crate::text::{Clean, Glyphs, width};

/// No line is wider, unless one word of it is.
const COLUMNS: usize = 78;

/// What `show` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Score, level, dimensions, phases, what holds the next level back.
    #[default]
    Summary,
    /// The same with a bar per dimension.
    Bars,
    /// A cell per question.
    Heatmap,
    /// An axis per dimension.
    Radar,
    /// One line per question.
    Questions,
}

/// Lines of clean text.
#[derive(Default)]
pub(super) struct Lines(pub(super) String);

impl Lines {
    pub(super) fn line(&mut self, text: &str) {
        self.0.push_str(Clean::line(text).as_str().trim_end());
        self.0.push('\n');
    }

    /// A text that is wrapped; further lines are indented by `indent` spaces.
    pub(super) fn wrapped(&mut self, text: &str, indent: usize) {
        let clean = Clean::line(text);
        let mut rest = width::wrap(clean.as_str(), COLUMNS).into_iter();
        self.line(&rest.next().unwrap_or_default());
        let tail: Vec<String> = rest.collect();
        if tail.is_empty() {
            return;
        }
        for line in width::wrap(&tail.join(" "), COLUMNS.saturating_sub(indent)) {
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
    }

    /// A label in a column of ten, and a text that is wrapped beside it; nothing when there is no text.
    fn labelled(&mut self, label: &str, text: &str) {
        const LABEL: usize = 10;
        let clean = Clean::block(text);
        if clean.as_str().trim().is_empty() {
            return;
        }
        for (n, line) in width::wrap(clean.as_str().trim(), COLUMNS - LABEL - 3).iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            self.line(&format!("   {}{line}", width::pad(label, LABEL)));
        }
    }
}

/// A cell of a table: clean, cut and padded to its column.
pub(super) fn cell(text: &str, columns: usize, glyphs: Glyphs) -> String {
    width::fit_pad(Clean::line(text).as_str(), columns, glyphs.ellipsis())
}
