//! The result as bars: the numbers of the whole, a bar for each dimension, phases, what holds the next level back.

use crate::app::screen::results::listed;
use crate::app::shown::Shown;
use crate::model::{DimensionCode, Ratio};
use crate::scoring::SetScore;
use crate::text::Clean;
use crate::text::glyphs::bar;
use crate::text::width::{fit_pad, pad_left, wrap};
use crate::tui::theme::Role;
use crate::tui::view::WIDE;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{LIST, before, beside, blockers, left_out, level, moved, pane, phases, score, title, was};

/// Where the parts of a row begin.
struct Columns {
    bar: usize,
    /// Cells of the bar.
    cells: usize,
    score: usize,
    /// The quarter before, and the difference to it; nothing where there is none.
    was: Option<(usize, usize)>,
    level: usize,
}

impl Columns {
    fn new(shown: &Shown, width: usize) -> Self {
        let cells = if width < 72 { 8 } else { 16 };
        let before = shown.others.before.as_ref().map(|b| b.name(shown.period).len().max(4));
        let numbers = 6 + before.map_or(0, |b| b + 10) + 8;
        // As far right as the numbers allow, but never far from the names.
        let bar = width.saturating_sub(cells + numbers + 1).clamp(16, 56);
        let score = bar + cells + 1;
        let was = before.map(|b| (score + 7, score + 7 + b + 2));
        let level = was.map_or(score + 7, |(_, by)| by + 7);
        Self { bar, cells, score, was, level }
    }
}

/// Draws the bars, with a note above them, if any.
pub fn draw(shown: &Shown, selected: usize, note: Option<&str>, page: &mut Page<'_>) {
    if page.width() >= WIDE {
        let list = |page: &mut Page<'_>| summary(shown, selected, note, page);
        beside(page, LIST, list, |page| pane::of_dimension(shown, selected, page));
    } else {
        summary(shown, selected, note, page);
    }
}

fn summary(shown: &Shown, selected: usize, note: Option<&str>, page: &mut Page<'_>) {
    let width = page.width();
    let mut list = vec![Row::blank()];
    list.extend(whole(shown, width));
    list.push(Row::blank());
    let text = width.saturating_sub(5);
    if let Some(note) = note {
        list.extend(wrap(note, text).into_iter().map(|l| Row::text(3, l, Role::Quiet)));
    }
    let columns = Columns::new(shown, width);
    list.push(names(shown, &columns));
    let listed = listed(shown);
    for (i, (code, set)) in shown.card.dimensions.iter().enumerate().filter(|(i, _)| listed.contains(i)) {
        let here = i == selected;
        let row = dimension(shown, code, set, here, &columns, page);
        list.push(if here { row.marked(1) } else { row });
    }
    list.push(Row::blank());
    list.extend(phases(shown, width));
    let lines = |line: String| wrap(&line, text).into_iter().map(|l| Row::text(3, l, Role::Text));
    list.extend(blockers(shown).into_iter().flat_map(lines));
    let next = list.len();
    list.extend(left_out(shown).into_iter().flat_map(lines));
    for warning in &shown.warnings {
        let lines = wrap(Clean::line(warning).as_str(), text);
        for (i, line) in lines.into_iter().enumerate() {
            let row = Row::text(3, line, Role::Text);
            list.push(if i == 0 { row.and(1, "!", Role::Warning) } else { row });
        }
    }
    // The best next step is named where it pushes nothing out; beside a pane it stands there.
    let step: Vec<Row> =
        pane::best_step(shown).filter(|_| width > LIST).into_iter().flat_map(lines).collect();
    let full = list.iter().filter(|row| !row.pieces.is_empty()).count();
    if full + step.len() <= page.height() {
        list.splice(next..next, step);
    }
    // What holds the next level back must not fall off a low window: the empty rows go first.
    if list.len() > page.height() {
        list.retain(|row| !row.pieces.is_empty());
    }
    drawn::draw(page, &list);
}

/// Score, level, the quarter before and coverage of the whole.
pub fn whole(shown: &Shown, width: usize) -> Vec<Row> {
    let overall = &shown.card.overall;
    let coverage = overall.coverage.map_or("-".to_owned(), Ratio::percent);
    let first = score(overall);
    let column = 3 + first.len() + 3;
    let mut list = vec![Row::text(3, first, Role::Strong)];
    for (i, line) in wrap(&level(shown), width.saturating_sub(column + 1)).into_iter().enumerate() {
        match list.last_mut().filter(|_| i == 0) {
            Some(row) => *row = std::mem::take(row).and(column, line, Role::Strong),
            None => list.push(Row::text(column, line, Role::Strong)),
        }
    }
    let counts = format!(
        "coverage {coverage}: {} rated, {} open, {} not applicable",
        overall.rated, overall.open, overall.not_applicable
    );
    let mut texts: Vec<(String, Role)> = before(shown).into_iter().map(|b| (b, Role::Text)).collect();
    texts.push((counts, Role::Text));
    list.extend(drawn::side_by_side("", 3, width, texts));
    list
}

fn names(shown: &Shown, columns: &Columns) -> Row {
    let per_level = columns.cells / 4;
    let ends: String = (1..=4).map(|l: u8| pad_left(&l.to_string(), per_level)).collect();
    let mut row = Row::text(3, "Dimension", Role::Quiet)
        .and(columns.bar, ends, Role::Quiet)
        .and(columns.score, "score", Role::Quiet)
        .and(columns.level, "level", Role::Quiet);
    if let (Some((was, by)), Some(before)) = (columns.was, &shown.others.before) {
        let name = pad_left(&before.name(shown.period), 4);
        row = row.and(was, name, Role::Quiet).and(by, "  +/-", Role::Quiet);
    }
    row
}

fn dimension(
    shown: &Shown,
    code: &DimensionCode,
    set: &SetScore,
    here: bool,
    columns: &Columns,
    page: &Page<'_>,
) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let name = fit_pad(title(shown, code).as_str(), columns.bar.saturating_sub(10), page.glyphs.ellipsis());
    let mut row = Row::text(3, code.as_str(), role).and(9, name, role);
    let (Some(score), Some(upper)) = (set.score, set.upper) else {
        return row.and(columns.score, "    -  not applicable", Role::Quiet);
    };
    if let (Some((was_at, by_at)), Some((was, by))) = (columns.was, was(shown, Some(code), set.score)) {
        row = row.and(was_at, pad_left(&was, 4), Role::Text).and(by_at, pad_left(&by, 5), moved(&by));
    }
    let level = set.level.map_or("-".to_owned(), |l| l.to_string());
    let level = match set.possible {
        Some(p) if Some(p) != set.level => format!("{level} to {p}"),
        _ => level,
    };
    row.and(columns.bar, bar(page.glyphs, score, upper, 4, columns.cells), Role::Accent)
        .and(columns.score, pad_left(&score.score(), 5), role)
        .and(columns.level, level, Role::Text)
}
