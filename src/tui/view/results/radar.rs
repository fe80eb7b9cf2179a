//! The result as a radar: an axis for each dimension, rings for the levels. Where it cannot be drawn, bars.

use crate::app::shown::Shown;
use crate::model::Ratio;
use crate::text::Glyphs;
use crate::text::radar::{Cell, Ink, radar as picture};
use crate::text::width::{cells, fit, wrap};
use crate::tui::theme::Role;
use crate::tui::view::WIDE;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{bars, beside, pane, title, was};

/// The width of the radar where the numbers stand beside it.
const BESIDE: usize = 58;
/// With fewer rows than this the names around the radar have no room for their scores.
const LOW: usize = 15;

pub fn draw(shown: &Shown, selected: usize, page: &mut Page<'_>) {
    let width = page.width().min(BESIDE);
    let wide = page.width() >= WIDE;
    let legend = legend(shown, if wide { width } else { page.width() });
    let top = 1;
    let rows = page.height().saturating_sub(top + legend.len()).min(width.saturating_sub(24) / 2 + 3);
    let axes = axes(shown, rows < LOW);
    let names: Vec<(String, Ratio)> = axes.iter().map(|(_, name, value)| (name.clone(), *value)).collect();
    let drawing =
        if page.glyphs == Glyphs::Ascii { None } else { picture(&names, width.saturating_sub(4), rows) };
    let Some(drawing) = drawing else {
        let why = if page.glyphs == Glyphs::Ascii {
            "A radar needs braille characters, which are off here. The same as bars:"
        } else {
            "A radar needs three dimensions and more room. The same as bars:"
        };
        return bars::draw(shown, selected, Some(why), page);
    };
    let place = axes.iter().position(|(i, _, _)| *i == selected);
    let left = |page: &mut Page<'_>| {
        if !wide {
            let rows = vec![here(shown, selected, page)];
            page.within(0, 0, page.width(), 1, |page| drawn::draw(page, &rows));
        }
        for (y, row) in drawing.iter().enumerate() {
            line(page, top + y, row, place);
        }
        let below = top + drawing.len();
        page.within(0, below, page.width(), legend.len(), |page| drawn::draw_from(page, &legend, 0));
    };
    if wide {
        beside(page, BESIDE, left, |page| pane::of_all(shown, selected, page));
    } else {
        left(page);
    }
}

/// Place, name and value of each dimension that has one; in brief the name is the code alone.
fn axes(shown: &Shown, brief: bool) -> Vec<(usize, String, Ratio)> {
    let mut list = Vec::new();
    for (i, (code, set)) in shown.card.dimensions.iter().enumerate() {
        let Some(score) = set.score else { continue };
        let name = if brief { code.to_string() } else { format!("{code} {}", score.score()) };
        list.push((i, name, score));
    }
    list
}

/// The selected dimension, in words.
fn here(shown: &Shown, selected: usize, page: &Page<'_>) -> Row {
    let Some((code, set)) = shown.card.dimensions.get(selected) else { return Row::blank() };
    let score = set.score.map_or("not applicable".to_owned(), Ratio::score);
    let level = set.level.map_or(String::new(), |l| format!("   level {l}"));
    let compared = match (was(shown, Some(code), set.score), &shown.others.before) {
        (Some((was, by)), Some(before)) => format!("   {} {was} ({by})", before.name(shown.period)),
        _ => String::new(),
    };
    let numbers = format!("   {score}{level}{compared}");
    let room = page.width().saturating_sub(cells(&numbers) + code.as_str().len() + 5);
    let text = format!("{code} {}{numbers}", fit(title(shown, code).as_str(), room, page.glyphs.ellipsis()));
    Row::text(3, text, Role::Selected).marked(1)
}

/// Writes one row of the picture, its runs of one kind at a time.
fn line(page: &mut Page<'_>, y: usize, row: &[Cell], selected: Option<usize>) {
    let mut x = 2;
    for run in row.chunk_by(|a, b| a.ink == b.ink) {
        let role = match run.first().map(|c| c.ink) {
            Some(Ink::Ring) => Role::Quiet,
            Some(Ink::Shape) => Role::Accent,
            Some(Ink::Name(place)) if Some(place) == selected => Role::Selected,
            Some(Ink::Name(_)) => Role::Text,
            _ => {
                x += run.len();
                continue;
            }
        };
        page.put(x, y, &run.iter().map(|c| c.character).collect::<String>(), role);
        x += run.len();
    }
}

/// How to read it, and which dimensions are not on it.
fn legend(shown: &Shown, width: usize) -> Vec<Row> {
    let mut texts = vec!["Clockwise from the top; the outer ring is level 4.".to_owned()];
    let without = shown.card.dimensions.iter().filter(|(_, set)| set.score.is_none());
    let names: Vec<String> = without.map(|(code, _)| format!("{code} {}", title(shown, code))).collect();
    if !names.is_empty() {
        texts.push(format!("Not drawn, nothing applies: {}.", names.join(", ")));
    }
    let lines = texts.iter().flat_map(|t| wrap(t, width.saturating_sub(5)));
    lines.map(|l| Row::text(3, l, Role::Quiet)).collect()
}
