//! The result as a table: every number of each dimension, and of the whole.

use crate::app::shown::Shown;
use crate::model::{DimensionCode, Level, Ratio};
use crate::scoring::SetScore;
use crate::text::width::{cells, fit_pad, pad_left};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{moved, title, was};

/// The column of the names.
const NAME: usize = 9;
/// The fewest cells in which a name is of use.
const SHORTEST: usize = 12;
/// The most.
const LONGEST: usize = 48;

/// The name of the column of differences.
const DIFFERENCE: &str = "+/-";

/// One column of numbers: its title, a shorter one for narrow windows, and its cells from top to bottom.
struct Column {
    names: (&'static str, &'static str),
    before: Option<String>,
    cells: Vec<String>,
}

impl Column {
    fn name(&self, short: bool) -> &str {
        let fixed = if short { self.names.1 } else { self.names.0 };
        self.before.as_deref().unwrap_or(fixed)
    }

    fn width(&self, short: bool) -> usize {
        self.cells.iter().map(|c| cells(c)).chain([cells(self.name(short))]).max().unwrap_or(0)
    }
}

pub fn draw(shown: &Shown, selected: usize, page: &mut Page<'_>) {
    let columns = columns(shown);
    let room = page.width().saturating_sub(NAME + 2);
    let numbers = |gap: usize, short: bool| -> usize { columns.iter().map(|c| c.width(short) + gap).sum() };
    // What gives way first: long titles, wide gaps, then the names beside the codes.
    let layouts = [(3, false), (2, false), (2, true), (1, true)];
    let fitting = layouts.into_iter().find(|(gap, short)| numbers(*gap, *short) + SHORTEST <= room);
    let (gap, short) = fitting.unwrap_or((1, true));
    let name = room.saturating_sub(numbers(gap, short)).min(LONGEST);
    let name = if name < SHORTEST { 0 } else { name };
    let line = |row: usize, code: &str, title: &str, role: Role| {
        let mut x = if name == 0 { 3 + 5 } else { NAME + name };
        let mut drawn = Row::blank();
        if name > 0 {
            drawn = drawn.and(NAME, fit_pad(title, name, page.glyphs.ellipsis()), role);
        }
        drawn = drawn.and(3, code, role);
        for column in &columns {
            let width = column.width(short);
            let text = match row.checked_sub(1) {
                None => column.name(short),
                Some(n) => column.cells.get(n).map_or("", String::as_str),
            };
            let compares = row > 0 && role == Role::Text && column.names.0 == DIFFERENCE;
            let shade = if compares { moved(text) } else { role };
            drawn = drawn.and(x + gap, pad_left(text, width), shade);
            x += gap + width;
        }
        drawn
    };
    let mut list = vec![Row::blank(), line(0, if name == 0 { "" } else { "Dimension" }, "", Role::Quiet)];
    for (i, (code, _)) in shown.card.dimensions.iter().enumerate() {
        let here = i == selected;
        let role = if here { Role::Selected } else { Role::Text };
        let row = line(i + 1, code.as_str(), title(shown, code).as_str(), role);
        list.push(if here { row.marked(1) } else { row });
    }
    list.push(Row::blank());
    list.push(line(shown.card.dimensions.len() + 1, "Whole", "", Role::Strong));
    if list.len() > page.height() {
        list.retain(|row| !row.pieces.is_empty());
    }
    drawn::draw(page, &list);
}

fn columns(shown: &Shown) -> Vec<Column> {
    let dimensions = shown.card.dimensions.iter().map(|(code, set)| (Some(code), set));
    let sets: Vec<(Option<&DimensionCode>, &SetScore)> =
        dimensions.chain([(None, &shown.card.overall)]).collect();
    let of = |names, cell: &dyn Fn(&SetScore) -> String| Column {
        names,
        before: None,
        cells: sets.iter().map(|(_, set)| cell(set)).collect(),
    };
    let dash = || "-".to_owned();
    let score = |value: Option<Ratio>| value.map_or_else(dash, Ratio::score);
    let level = |value: Option<Level>| value.map_or_else(dash, |l| l.to_string());
    let mut list = vec![of(("score", "score"), &|s| score(s.score))];
    if let Some(before) = &shown.others.before {
        let compared = |(code, set): &(Option<&DimensionCode>, &SetScore)| was(shown, *code, set.score);
        let (were, by): (Vec<String>, Vec<String>) = sets.iter().filter_map(compared).unzip();
        list.push(Column { names: ("", ""), before: Some(before.name(shown.period)), cells: were });
        list.push(Column { names: (DIFFERENCE, DIFFERENCE), before: None, cells: by });
    }
    list.extend([
        of(("up to", "up to"), &|s| score(s.upper)),
        of(("coverage", "cover"), &|s| s.coverage.map_or_else(dash, Ratio::percent)),
        of(("level", "lvl"), &|s| level(s.level)),
        of(("possible", "max"), &|s| level(s.possible)),
        of(("rated", "rated"), &|s| s.rated.to_string()),
        of(("open", "open"), &|s| s.open.to_string()),
        of(("n/a", "n/a"), &|s| s.not_applicable.to_string()),
    ]);
    list
}
