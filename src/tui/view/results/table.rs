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

/// How long titles are: whole words, shorter ones, and those for the lowest width.
const LENGTHS: usize = 3;

/// What the shorter titles mean.
const LEGEND: &str = "cover: weight that is rated   best: level if all that is open turns out best";
/// What the shortest mean.
const SHORT_LEGEND: &str = "cover: weight rated   lvl: level   max: level at best";

/// One column of numbers: its titles from the longest to the shortest, and its cells from top to bottom.
struct Column {
    names: [&'static str; LENGTHS],
    before: Option<String>,
    cells: Vec<String>,
}

impl Column {
    fn name(&self, short: usize) -> &str {
        let fixed = self.names.get(short).copied().unwrap_or_default();
        self.before.as_deref().unwrap_or(fixed)
    }

    fn width(&self, short: usize) -> usize {
        self.cells.iter().map(|c| cells(c)).chain([cells(self.name(short))]).max().unwrap_or(0)
    }
}

pub fn draw(shown: &Shown, selected: usize, page: &mut Page<'_>) {
    let columns = columns(shown);
    let room = page.width().saturating_sub(NAME + 2);
    let numbers = |gap: usize, short: usize| -> usize { columns.iter().map(|c| c.width(short) + gap).sum() };
    // What gives way first: long titles, wide gaps, then the names beside the codes.
    let layouts = [(3, 0), (2, 0), (1, 0), (2, 1), (1, 1)];
    let fitting = layouts.into_iter().find(|(gap, short)| numbers(*gap, *short) + SHORTEST <= room);
    let (gap, short) =
        fitting.unwrap_or((1, if numbers(1, 0) + 5 <= page.width().saturating_sub(3) { 0 } else { 2 }));
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
            let compares = row > 0 && role == Role::Text && column.names[0] == DIFFERENCE;
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
    let legend = match short {
        0 => "",
        1 => LEGEND,
        _ => SHORT_LEGEND,
    };
    if !legend.is_empty() && list.len() + 2 <= page.height() {
        list.push(Row::blank());
        list.push(Row::text(3, legend, Role::Quiet));
    }
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
    let mut list = vec![of(["score"; LENGTHS], &|s| score(s.score))];
    if let Some(before) = &shown.others.before {
        let compared = |(code, set): &(Option<&DimensionCode>, &SetScore)| was(shown, *code, set.score);
        let (were, by): (Vec<String>, Vec<String>) = sets.iter().filter_map(compared).unzip();
        list.push(Column { names: [""; LENGTHS], before: Some(before.name(shown.period)), cells: were });
        list.push(Column { names: [DIFFERENCE; LENGTHS], before: None, cells: by });
    }
    // Where nothing is open, the score and the level are what they can be at best too.
    let ranges = sets.iter().any(|(_, set)| set.has_range() || set.possible != set.level);
    if ranges {
        list.push(of(["up to"; LENGTHS], &|s| score(s.upper)));
    }
    list.push(of(["coverage", "cover", "cover"], &|s| s.coverage.map_or_else(dash, Ratio::percent)));
    list.push(of(["level", "level", "lvl"], &|s| level(s.level)));
    if ranges {
        list.push(of(["possible", "best", "max"], &|s| level(s.possible)));
    }
    list.push(of(["rated"; LENGTHS], &|s| s.rated.to_string()));
    list.push(of(["open"; LENGTHS], &|s| s.open.to_string()));
    list.push(of(["n/a"; LENGTHS], &|s| s.not_applicable.to_string()));
    list
}
