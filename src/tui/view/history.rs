//! The finished assessments of a team in the order of time, and each dimension as a small line.

use crate::app::App;
use crate::app::screen::history::History;
use crate::comparison::signed;
use crate::comparison::timeline::{Assessed, Moment};
use crate::model::{DimensionCode, Ratio};
use crate::report::compared::Compared;
use crate::text::Clean;
use crate::text::glyphs::bar;
use crate::text::line::{line, small};
use crate::text::width::{fit, pad_left, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::home::day;
use super::{WIDE, frame, results};

/// The width of the list where the dimensions stand beside it.
const LIST: usize = 79;
/// Cells of a small line.
const SMALL: usize = 8;

pub fn draw(_app: &App, screen: &History, page: &mut Page<'_>) {
    let count = screen.timeline.moments.len();
    let noun = if count == 1 { "assessment" } else { "assessments" };
    let left = format!("{}   History", Clean::line(&screen.timeline.name));
    frame::head(page, &left, &format!("{count} {noun}"), 0, 0);
    frame::body(page, |page| {
        if page.width() >= WIDE {
            let list = |page: &mut Page<'_>| drawn::draw(page, &records(screen, page));
            return results::beside(page, LIST, list, |page| pane(screen, page));
        }
        let (width, height) = (page.width(), page.height());
        let mut list = records(screen, page);
        let selected = screen.moment().map(|m| &m.assessed);
        let lines = |high| selected.map_or_else(Vec::new, |upto| multiples(screen, upto, width, high, page));
        // Lines take three rows each; where that would push something out, one row has to do.
        let mut below = lines(2);
        if list.len() + below.len() > height {
            below = lines(1);
        }
        if list.len() + below.len() > height {
            list.retain(|row| !row.pieces.is_empty());
            below.retain(|row| !row.pieces.is_empty());
        }
        // The records come first: where there is no room for four of them, the lines are left out.
        let room = height.saturating_sub(below.len());
        let room = if room < list.len().min(5) { height } else { room };
        // The names of the columns stay.
        let head = list.iter().position(|row| !row.pieces.is_empty()).map_or(0, |at| at + 1);
        let records = list.split_off(head.min(list.len()));
        page.within(0, 0, width, head, |page| drawn::draw_from(page, &list, 0));
        page.within(0, head, width, room.saturating_sub(head), |page| drawn::draw(page, &records));
        if room < height {
            page.within(0, room, width, height - room, |page| drawn::draw_from(page, &below, 0));
        }
    });
}

/// Where the parts of a row begin.
struct Columns {
    bar: Option<usize>,
    score: usize,
    level: usize,
    coverage: usize,
    version: usize,
    practice: usize,
    change: Option<usize>,
}

impl Columns {
    fn new(width: usize) -> Self {
        if width < 78 {
            let (score, level) = (12, 26);
            return Self { bar: None, score, level, coverage: 33, version: 39, practice: 50, change: None };
        }
        Self {
            bar: Some(12),
            score: 25,
            level: 38,
            coverage: 44,
            version: 53,
            practice: 63,
            change: Some(72),
        }
    }
}

fn records(screen: &History, page: &Page<'_>) -> Vec<Row> {
    let width = page.width();
    let columns = Columns::new(width);
    let brief = columns.bar.is_none();
    let mut head = Row::text(3, "Quarter", Role::Quiet)
        .and(columns.score, "score", Role::Quiet)
        .and(columns.level, "level", Role::Quiet)
        .and(columns.coverage, if brief { "cover" } else { "coverage" }, Role::Quiet)
        .and(columns.version, "version", Role::Quiet)
        .and(columns.practice, "practice", Role::Quiet);
    if let Some(at) = columns.change {
        head = head.and(at, "change", Role::Quiet);
    }
    let mut list = vec![Row::blank(), head];
    for (place, moment) in screen.timeline.moments.iter().enumerate() {
        let here = place == screen.selected;
        let row = record(screen, place, moment, here, &columns, page);
        list.push(if here { row.marked(1) } else { row });
        list.extend(more(screen, place, moment, width));
    }
    list.push(Row::blank());
    for warning in &screen.timeline.warnings {
        let lines = wrap(Clean::line(warning).as_str(), width.saturating_sub(5));
        for (i, text) in lines.into_iter().enumerate() {
            let row = Row::text(3, text, Role::Text);
            list.push(if i == 0 { row.and(1, "!", Role::Warning) } else { row });
        }
    }
    list
}

fn record(
    screen: &History,
    place: usize,
    moment: &Moment,
    here: bool,
    columns: &Columns,
    page: &Page<'_>,
) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let brief = columns.bar.is_none();
    let a = &moment.assessed;
    let set = &a.card.overall;
    let mut row = Row::text(3, a.period.spoken(), role);
    let score = match (set.score, set.upper) {
        (Some(score), Some(upper)) => {
            if let Some(at) = columns.bar {
                row = row.and(at, bar(page.glyphs, score, upper, 4, 12), Role::Accent);
            }
            let range = if set.has_range() { format!(" .. {}", upper.score()) } else { String::new() };
            format!("{}{range}", score.score())
        }
        _ => "-".to_owned(),
    };
    let level = set.level.map_or("-".to_owned(), |l| l.to_string());
    let coverage = set.coverage.map_or("-".to_owned(), Ratio::percent);
    // The mark says that the questionnaire is another one from here on.
    let mark = if screen.timeline.revised(place).is_some() { " new" } else { "" };
    row = row
        .and(columns.score, score, role)
        .and(columns.level, level, Role::Text)
        .and(columns.coverage, pad_left(&coverage, if brief { 5 } else { 8 }), Role::Text)
        .and(columns.version, format!("{}{mark}", a.questionnaire.version), Role::Text);
    let parts = moment.parts(None);
    let practice = parts.map_or("-".to_owned(), |p| signed(p.practice));
    row = row.and(columns.practice, pad_left(&practice, 8), results::moved(&practice));
    if let Some(at) = columns.change {
        let before = moment.since.as_ref().and_then(|s| screen.timeline.moments.get(s.place));
        let change = before.map_or("-".to_owned(), |before| {
            crate::comparison::shown_change(before.assessed.card.overall.score, set.score)
        });
        row = row.and(at, pad_left(&change, 6), results::moved(&change));
    }
    row
}

/// What else there is to a record: that it covers a part only, another version, and what it replaces.
fn more(screen: &History, place: usize, moment: &Moment, width: usize) -> Vec<Row> {
    let a = &moment.assessed;
    let mut texts = Vec::new();
    if let Some(scope) = a.scope.label(&a.questionnaire) {
        texts.push(format!("a part only: {}", Clean::line(&scope)));
    }
    if let Some(before) = screen.timeline.revised(place) {
        texts.push(format!("version {} from here on, {before} before", a.questionnaire.version));
    }
    let since = moment.since.as_ref();
    let before = since.and_then(|s| Some((screen.timeline.moments.get(s.place)?, s)));
    let lower = before.and_then(|(m, s)| Compared::of(&m.assessed, a, &s.comparison).lower());
    // The row above shows the level; one row has to do where room is scarce.
    texts.extend(lower.map(|l| l.replacen("the level is lower than before: ", "level ", 1)));
    for old in &moment.replaced {
        let score = old.score.map_or("no score".to_owned(), Ratio::score);
        let (day, hash) = (day(old.finished.date_naive()), old.record.short());
        texts.push(format!("replaces {score} of {day} ({hash})"));
    }
    let lines = texts.iter().flat_map(|t| wrap(t, width.saturating_sub(7)));
    lines.map(|l| Row::text(5, l, Role::Quiet)).collect()
}

/// The numbers beside a small line: the last value, and how far it is from the first.
fn numbers(scores: &[Option<Ratio>]) -> String {
    let last = scores.last().copied().flatten();
    let first = scores.first().copied().flatten();
    let change = if scores.len() < 2 { String::new() } else { crate::comparison::shown_change(first, last) };
    format!("{} {}", last.map_or(" -  ".to_owned(), Ratio::score), pad_left(&change, 5))
}

/// The dimensions as small lines in columns, each `high` rows.
fn multiples(screen: &History, upto: &Assessed, width: usize, high: usize, page: &Page<'_>) -> Vec<Row> {
    let all = screen.timeline.dimensions();
    let across = ((width - 3) / 25).max(1);
    let down = all.len().div_ceil(across);
    let count = screen.timeline.scores(upto, None).len();
    let told = format!("Dimensions over {count} quarters up to {}, from 0 to 4", upto.period.spoken());
    let mut list = vec![Row::text(3, if count == 1 { "Dimensions".to_owned() } else { told }, Role::Quiet)];
    for r in 0..down {
        let mut rows = vec![Row::blank(); high];
        for c in 0..across {
            let Some((code, _)) = all.get(c * down + r) else { continue };
            let scores = screen.timeline.scores(upto, Some(code));
            let x = 3 + c * 25;
            let pictures = small(&scores, SMALL, high, page.glyphs);
            for (row, picture) in rows.iter_mut().zip(pictures) {
                *row = std::mem::take(row).and(x + 4, picture, Role::Accent);
            }
            if let Some(row) = rows.last_mut() {
                *row = std::mem::take(row).and(x, code.as_str(), Role::Text).and(
                    x + 5 + SMALL,
                    numbers(&scores),
                    Role::Text,
                );
            }
        }
        if high > 1 {
            list.push(Row::blank());
        }
        list.extend(rows);
    }
    list
}

/// Beside the records: the score as a line, and each dimension with its name.
fn pane(screen: &History, page: &mut Page<'_>) {
    let Some(upto) = screen.moment().map(|m| &m.assessed) else { return };
    let (width, height) = (page.width(), page.height());
    let scores = screen.timeline.scores(upto, None);
    let mut list = vec![Row::blank()];
    let title = format!("Score up to {}", upto.period.spoken());
    list.push(Row::text(1, title, Role::Strong));
    let rows = line(&scores, width.saturating_sub(16), 5, page.glyphs);
    for (i, text) in rows.into_iter().enumerate() {
        let row = Row::text(4, text, Role::Accent);
        list.push(match i {
            0 => row.and(1, "4", Role::Quiet),
            4 => row.and(1, "0", Role::Quiet).and(width.saturating_sub(11), numbers(&scores), Role::Text),
            _ => row,
        });
    }
    list.push(Row::blank());
    let all = screen.timeline.dimensions();
    let high = if list.len() + all.len() * 3 <= height { 2 } else { 1 };
    for (code, title) in &all {
        list.extend(dimension(screen, upto, code, title, high, page));
        if high > 1 {
            list.push(Row::blank());
        }
    }
    drawn::draw_from(page, &list, 0);
}

fn dimension(
    screen: &History,
    upto: &Assessed,
    code: &DimensionCode,
    title: &str,
    high: usize,
    page: &Page<'_>,
) -> Vec<Row> {
    let width = page.width();
    let at = width.saturating_sub(13 + SMALL);
    let scores = screen.timeline.scores(upto, Some(code));
    let mut rows: Vec<Row> = small(&scores, SMALL, high, page.glyphs)
        .into_iter()
        .map(|picture| Row::text(at, picture, Role::Accent))
        .collect();
    if let Some(row) = rows.last_mut() {
        let name = fit(Clean::line(title).as_str(), at.saturating_sub(7), page.glyphs.ellipsis());
        let numbers = numbers(&scores);
        *row = std::mem::take(row).and(1, code.as_str(), Role::Text).and(6, name, Role::Text).and(
            width.saturating_sub(11),
            numbers,
            Role::Text,
        );
    }
    rows
}
