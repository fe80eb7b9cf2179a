//! Two assessments side by side: the parts of the change, the dimensions by how much they changed, their questions.

mod inside;

use crate::app::App;
use crate::app::compare::{Found, Pair};
use crate::app::screen::compare::{Compare, cents, dimensions};
use crate::comparison::timeline::Assessed;
use crate::comparison::{DimensionChange, shown_change, signed};
use crate::model::Ratio;
use crate::report::compared::Compared;
use crate::scoring::SetScore;
use crate::text::line::line;
use crate::text::width::{cells, fit, fit_pad, pad_left, wrap};
use crate::text::{Clean, Glyphs};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame, results};

/// The width of the list where details stand beside it.
const LIST: usize = 74;
/// A sign of the bar stands for so many hundredths.
const PER_SIGN: i128 = 10;
/// Signs of the bar at most.
const SIGNS: usize = 8;

pub fn draw(app: &App, screen: &Compare, page: &mut Page<'_>) {
    match &screen.found {
        Found::One { name, only, .. } => one(app, screen, name, only.as_deref(), page),
        Found::Two(pair) => two(screen, pair, page),
    }
}

fn two(screen: &Compare, pair: &Pair, page: &mut Page<'_>) {
    let arrow = page.glyphs.arrow();
    let (left, right) = if pair.is_one_team() {
        let [older, newer] = Compared::of(&pair.a, &pair.b, &pair.comparison).sides();
        let right = format!("{older} {arrow} {newer}");
        (format!("{}   Compare", Clean::line(&pair.b.team_name)), right)
    } else {
        ("Compare".to_owned(), "two teams".to_owned())
    };
    frame::head(page, &left, &right, 0, 0);
    frame::body(page, |page| match (screen.question, screen.whole) {
        (Some(_), Some(scroll)) => inside::whole(screen, pair, scroll, page),
        (Some(selected), None) => inside::list(screen, pair, selected, page),
        (None, _) if page.width() >= WIDE => results::beside(
            page,
            LIST,
            |page| summary(screen, pair, page),
            |page| {
                let mut list = score_line(pair, page.width(), page.glyphs);
                list.extend(inside::brief(screen, pair, page));
                drawn::draw_from(page, &list, 0);
            },
        ),
        (None, _) => summary(screen, pair, page),
    });
}

/// The whole stays in place; the dimensions below it move where there are too many of them.
fn summary(screen: &Compare, pair: &Pair, page: &mut Page<'_>) {
    let (width, height) = (page.width(), page.height());
    let compared = Compared::of(&pair.a, &pair.b, &pair.comparison);
    let mut top = vec![Row::blank()];
    top.extend(sides(pair, width, page.glyphs));
    top.extend(parts(pair, &compared, width));
    top.push(Row::blank());
    let columns = Columns::new(width);
    top.push(names(pair, &columns));
    let mut list = Vec::new();
    for (i, row) in dimensions(pair, screen.only_changed).into_iter().enumerate() {
        let here = i == screen.selected;
        let row = dimension(pair, &compared, row, here, &columns, page);
        list.push(if here { row.marked(1) } else { row });
    }
    if list.is_empty() {
        list.push(Row::text(3, "nothing changed; f shows all", Role::Quiet));
    }
    let mut below = vec![Row::blank()];
    below.extend(counts(&compared, width));
    // Where room is scarce, the blank row above the names of the columns is the last to go.
    let tall = |top: &[Row], below: &[Row]| top.len() + list.len() + below.len() > height;
    if tall(&top, &below) {
        top.remove(0);
    }
    if tall(&top, &below) {
        below.remove(0);
    }
    if tall(&top, &below) {
        top.retain(|row| !row.pieces.is_empty());
    }
    list.extend(below);
    let above = top.len().min(height);
    page.within(0, 0, width, above, |page| drawn::draw_from(page, &top, 0));
    page.within(0, above, width, height - above, |page| drawn::draw(page, &list));
}

/// Both sides with their scores, one row each.
fn sides(pair: &Pair, width: usize, glyphs: Glyphs) -> Vec<Row> {
    let other = pair.a.questionnaire.version != pair.b.questionnaire.version
        || pair.a.questionnaire.id != pair.b.questionnaire.id;
    let name = |a: &Assessed| format!("{} {}", fit(Clean::line(&a.team_name).as_str(), 20, "..."), a.when());
    let names = if pair.is_one_team() {
        Compared::of(&pair.a, &pair.b, &pair.comparison).sides()
    } else {
        [name(&pair.a), name(&pair.b)]
    };
    let at = 6 + names.iter().map(|n| cells(n)).max().unwrap_or(0) + 2;
    let scores = [&pair.a, &pair.b].map(|a| cells(&results::score(&a.card.overall)));
    let widest = scores.into_iter().max().unwrap_or(0);
    let next = at + widest + 3;
    let room = width.saturating_sub(next + 1);
    let said = |a: &Assessed, whole: bool| {
        let level = a.card.overall.level.map_or("no level".to_owned(), |l| {
            let label = if whole { a.questionnaire.level_label(l) } else { l.to_string() };
            format!("level {}", Clean::line(&label))
        });
        let scope = a.scope.label(&a.questionnaire);
        let scope = scope.map_or(String::new(), |s| format!(", {}", Clean::line(&s)));
        let version = if other { format!("version {}   ", a.questionnaire.version) } else { String::new() };
        format!("{version}{level}{scope}")
    };
    // Levels have their names where both fit.
    let whole = [&pair.a, &pair.b].into_iter().all(|a| cells(&said(a, true)) <= room);
    let row = |letter: &str, name: &str, a: &Assessed| {
        let score = results::score(&a.card.overall);
        let text = fit(&said(a, whole), room, glyphs.ellipsis());
        Row::text(3, letter, Role::Strong)
            .and(6, name.to_owned(), Role::Text)
            .and(at, score, Role::Strong)
            .and(next, text, Role::Text)
    };
    let [a, b] = names;
    vec![row("A", &a, &pair.a), row("B", &b, &pair.b)]
}

/// The four parts, the real movement first, and what can be said.
fn parts(pair: &Pair, compared: &Compared<'_>, width: usize) -> Vec<Row> {
    let change = shown_change(pair.a.card.overall.score, pair.b.card.overall.score);
    let mut texts: Vec<(String, Role)> = Vec::new();
    if let Ok(split) = &pair.comparison.split {
        for (i, (name, part)) in split.parts.named().into_iter().enumerate() {
            let role = if i == 0 { Role::Strong } else { Role::Text };
            texts.push((format!("{name} {}", signed(part)), role));
        }
        texts.push((format!("= {change}"), Role::Strong));
    } else {
        let why = compared.parts().err().unwrap_or_default();
        texts.push((format!("change -: {why}"), Role::Text));
    }
    // One cell stays free where a rule stands behind it.
    let width = width.saturating_sub(1);
    let mut list = drawn::side_by_side("", 3, width, texts);
    let real = compared.real().trim_end_matches('.').replace("Only", "only").replace(". Each", "; each");
    let verdict = compared.verdict().map(|v| format!("verdict: {}", Clean::line(&v)));
    let mut said = Vec::new();
    if pair.comparison.split.is_ok() {
        // Where room is scarce it has two rows rather than an end that is cut.
        if cells(&real) + 4 > width {
            said.extend(real.split("; ").map(|part| (part.to_owned(), Role::Quiet)));
        } else {
            said.push((real, Role::Quiet));
        }
    }
    // A verdict that needs a reason has rows of its own.
    let (short, long) = match verdict {
        Some(verdict) if cells(&verdict) < 30 => (Some(verdict), None),
        verdict => (None, verdict),
    };
    said.extend(short.map(|v| (v, Role::Text)));
    list.extend(drawn::side_by_side("", 3, width, said));
    let long = long.map_or_else(Vec::new, |v| wrap(&v, width.saturating_sub(4)));
    list.extend(long.into_iter().map(|l| Row::text(3, l, Role::Text)));
    list
}

/// How many questions changed in which way, those that went down by name, and what there is to know.
fn counts(compared: &Compared<'_>, width: usize) -> Vec<Row> {
    use crate::comparison::Change;
    let text = width.saturating_sub(5);
    let rows = |line: &str| -> Vec<Row> {
        wrap(Clean::line(line).as_str(), text).into_iter().map(|l| Row::text(3, l, Role::Text)).collect()
    };
    let mut line = format!("Questions: {}.", compared.counts());
    let down = compared.comparison.questions.iter().filter(|q| q.change == Change::Down);
    let down: Vec<String> = down.map(|q| compared.id(q)).collect();
    if !down.is_empty() {
        line.push_str(&format!("  Down: {}", down.join(", ")));
    }
    let mut list = rows(&line);
    for flag in compared.flags() {
        for (i, row) in rows(&flag).into_iter().enumerate() {
            list.push(if i == 0 { row.and(1, "!", Role::Warning) } else { row });
        }
    }
    list
}

/// Where the parts of a row begin.
struct Columns {
    a: usize,
    b: usize,
    change: usize,
    /// The bar of signs; what is real movement stays longer where room is scarce.
    bar: Option<usize>,
    practice: usize,
    trend: usize,
}

impl Columns {
    fn new(width: usize) -> Self {
        let trend = width.saturating_sub(7);
        let practice = trend.saturating_sub(10);
        let bar = (width >= LIST).then(|| practice.saturating_sub(SIGNS + 2));
        let change = bar.unwrap_or(practice).saturating_sub(7);
        Self { a: change.saturating_sub(12), b: change.saturating_sub(6), change, bar, practice, trend }
    }
}

fn names(pair: &Pair, columns: &Columns) -> Row {
    let row = Row::text(3, "Dimension", Role::Quiet)
        .and(columns.a, "   A", Role::Quiet)
        .and(columns.b, "   B", Role::Quiet)
        .and(columns.change, "change", Role::Quiet)
        .and(columns.practice, "practice", Role::Quiet);
    if pair.timeline.line(&pair.b).len() < 2 { row } else { row.and(columns.trend, "trend", Role::Quiet) }
}

fn score_of(set: Option<&SetScore>) -> String {
    set.and_then(|s| s.score).map_or("-".to_owned(), Ratio::score)
}

/// A change in signs, one for each tenth; one at least where there is any.
fn signs(by: Option<i128>, most: usize) -> String {
    let by = by.unwrap_or(0);
    let count = usize::try_from((by.abs() + PER_SIGN / 2) / PER_SIGN).unwrap_or(most);
    let count = count.clamp(usize::from(by != 0), most);
    if by < 0 { "-".repeat(count) } else { "+".repeat(count) }
}

fn dimension(
    pair: &Pair,
    compared: &Compared<'_>,
    row: &DimensionChange,
    here: bool,
    columns: &Columns,
    page: &Page<'_>,
) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let code = compared.code(&row.code, row.only_before);
    let name = format!("{code:<5} {}", Clean::line(compared.dimension(&row.code, row.only_before)));
    let name = fit_pad(&name, columns.a.saturating_sub(5), page.glyphs.ellipsis());
    let value = |set: &Option<SetScore>| set.as_ref().and_then(|s| s.score);
    let by = cents(row);
    let change = shown_change(value(&row.a), value(&row.b));
    let mut line = Row::text(3, name, role)
        .and(columns.a, pad_left(&score_of(row.a.as_ref()), 4), Role::Text)
        .and(columns.b, pad_left(&score_of(row.b.as_ref()), 4), role)
        .and(columns.change, pad_left(&change, 5), results::moved(&change));
    if let Some(at) = columns.bar {
        line = line.and(at, signs(by, SIGNS), results::moved(&change));
    }
    let practice = row.split.as_ref().map_or("-".to_owned(), |s| signed(s.parts.practice));
    line = line.and(columns.practice, pad_left(&practice, 8), Role::Text);
    let scores = pair.timeline.scores(&pair.b, Some(&row.code));
    if row.only_before || scores.len() < 2 {
        return line;
    }
    let trend: String = scores.into_iter().map(|s| s.map_or(" ", |s| page.glyphs.column(s))).collect();
    line.and(columns.trend, trend, Role::Accent)
}

/// The score of the whole over the quarters as a line, with its scale.
fn score_line(pair: &Pair, width: usize, glyphs: Glyphs) -> Vec<Row> {
    let scores = pair.timeline.scores(&pair.b, None);
    if scores.len() < 2 {
        return vec![Row::blank()];
    }
    let across = width.saturating_sub(14).min(30);
    let last_score = scores.last().copied().flatten().map_or("-".to_owned(), Ratio::score);
    let mut list = vec![
        Row::blank(),
        Row::text(1, format!("Score, {} quarters   {}", scores.len(), last_score), Role::Strong),
    ];
    let rows = line(&scores, across, 5, glyphs);
    let last = rows.len().saturating_sub(1);
    for (i, text) in rows.into_iter().enumerate() {
        let row = Row::text(4, text, Role::Accent);
        list.push(match i {
            0 => row.and(1, "4", Role::Quiet),
            i if i == last => row.and(1, "0", Role::Quiet),
            _ => row,
        });
    }
    let periods: Vec<String> = pair
        .timeline
        .line(&pair.b)
        .into_iter()
        .filter_map(|at| pair.timeline.moments.get(at))
        .filter(|m| m.assessed.period <= pair.b.period)
        .map(|m| m.assessed.period.spoken())
        .collect();
    let first = periods.iter().rev().nth(scores.len() - 1).or_else(|| periods.first());
    let axis = Row::text(4, first.cloned().unwrap_or_default(), Role::Quiet);
    let end = (4 + across).saturating_sub(7).max(13);
    list.push(axis.and(end, periods.last().cloned().unwrap_or_default(), Role::Quiet));
    list.push(Row::blank());
    list
}

/// Nothing to compare yet: why, and what can be done.
fn one(app: &App, screen: &Compare, name: &str, only: Option<&Assessed>, page: &mut Page<'_>) {
    let name = Clean::line(name);
    let count = if only.is_some() { "1 assessment" } else { "no assessment yet" };
    frame::head(page, &format!("{name}   Compare"), count, 0, 0);
    let has = match only {
        Some(only) => format!("{name} has one: {}.", only.when()),
        None => format!("{name} has none yet."),
    };
    frame::body(page, |page| {
        let text = page.width().saturating_sub(5);
        let mut list = vec![Row::blank(), Row::blank()];
        let said = format!("Comparing needs two finished assessments. {has}");
        list.extend(wrap(&said, text).into_iter().map(|l| Row::text(3, l, Role::Text)));
        list.extend([Row::blank(), Row::blank()]);
        let row = screen.team().and_then(|id| app.home.teams.iter().find(|t| t.team.id == *id));
        let starts = row.map_or(1, |t| t.team.quarter_starts);
        let running = crate::model::Period::containing(app.now.date_naive(), starts);
        let period = only.map_or(running, |only| running.max(only.period.next()));
        let start = format!("Start {}", period.spoken());
        let ways = [
            ("Compare with another team".to_owned(), "side by side"),
            (start, "what is there counts as the quarter before"),
        ];
        for (i, (way, more)) in ways.into_iter().enumerate() {
            let here = i == screen.selected;
            let role = if here { Role::Selected } else { Role::Text };
            let row = Row::text(3, way, role);
            let row = if page.width() < 76 { row } else { row.and(31, more, Role::Quiet) };
            list.push(if here { row.marked(1) } else { row });
        }
        drawn::draw(page, &list);
    });
}
