//! Inside a dimension of a comparison: its questions, and both answers to one of them.

use crate::app::compare::Pair;
use crate::app::screen::compare::{Compare, Said, both, questions};
use crate::comparison::{Change, QuestionChange, shown_change, signed};
use crate::model::Ratio;
use crate::report::compared::{Compared, under_own};
use crate::text::Clean;
use crate::text::width::{cells, fit_pad, pad_left, wrap};
use crate::tui::theme::Role;
use crate::tui::view::{WIDE, results};
use crate::tui::widget::{Page, Row, rows as drawn};

use super::LIST;

/// The questions of the open dimension; beside them, where there is room, both answers to the selected one.
pub fn list(screen: &Compare, pair: &Pair, selected: usize, page: &mut Page<'_>) {
    if page.width() < WIDE {
        return drawn::draw(page, &rows(screen, pair, selected, true, page));
    }
    results::beside(
        page,
        LIST,
        |page| drawn::draw(page, &rows(screen, pair, selected, false, page)),
        |page| whole(screen, pair, 0, page),
    );
}

fn heading(screen: &Compare, pair: &Pair, indent: usize, width: usize) -> Vec<Row> {
    let Some(of) = screen.dimension(pair) else { return Vec::new() };
    let compared = Compared::of(&pair.a, &pair.b, &pair.comparison);
    let score = |set: &Option<crate::scoring::SetScore>| set.as_ref().and_then(|s| s.score);
    let shown = |score: Option<Ratio>| score.map_or("-".to_owned(), Ratio::score);
    let (a, b) = (score(&of.a), score(&of.b));
    let code = compared.code(&of.code, of.only_before);
    let title = Clean::line(compared.dimension(&of.code, of.only_before)).to_string();
    let text = format!("{code} {title}   {} to {}   {}", shown(a), shown(b), shown_change(a, b));
    let mut list: Vec<Row> =
        wrap(&text, width).into_iter().map(|l| Row::text(indent, l, Role::Strong)).collect();
    if let Ok(split) = &of.split {
        let parts = split.parts.named().map(|(name, part)| (format!("{name} {}", signed(part)), Role::Text));
        list.extend(drawn::side_by_side("", indent, indent + width, parts.to_vec()));
    }
    list
}

fn moves(row: &QuestionChange, arrow: &str) -> String {
    let value = |v: Option<Ratio>| v.map_or("-".to_owned(), Ratio::short);
    format!("{} {arrow} {}", value(row.a.or(row.own)), value(row.b))
}

/// Where the word for the change and the two values begin, so that titles have what is left before them.
fn columns(rows: &[&QuestionChange], end: usize, page: &Page<'_>) -> (usize, usize) {
    let widest = |of: &dyn Fn(&QuestionChange) -> usize| rows.iter().map(|row| of(row)).max().unwrap_or(0);
    let word = end.saturating_sub(widest(&|row| cells(row.change.name())) + 2);
    let at = word.saturating_sub(widest(&|row| cells(&moves(row, page.glyphs.arrow()))) + 3);
    (word, at)
}

fn role_of(change: Change) -> Role {
    match change {
        Change::Up => Role::Up,
        Change::Down => Role::Down,
        _ => Role::Text,
    }
}

fn rows(screen: &Compare, pair: &Pair, selected: usize, brief: bool, page: &Page<'_>) -> Vec<Row> {
    let Some(of) = screen.dimension(pair) else { return Vec::new() };
    let compared = Compared::of(&pair.a, &pair.b, &pair.comparison);
    let width = page.width();
    let mut list = vec![Row::blank()];
    list.extend(heading(screen, pair, 3, width.saturating_sub(5)));
    list.push(Row::blank());
    let adds = width.saturating_sub(8);
    let listed = questions(pair, of, screen.only_changed);
    let (word, at) = columns(&listed, adds, page);
    for (i, row) in listed.into_iter().enumerate() {
        let here = i == selected;
        let role = if here { Role::Selected } else { Role::Text };
        let id = compared.id(row);
        let title = Clean::line(compared.title(row)).to_string();
        let name = format!("{id:<8} {title}");
        let part = row.parts.map_or("-".to_owned(), |p| signed(p.total()));
        let line = Row::text(3, fit_pad(&name, at.saturating_sub(4), page.glyphs.ellipsis()), role)
            .and(at, moves(row, page.glyphs.arrow()), Role::Text)
            .and(word, row.change.name(), role_of(row.change))
            .and(adds, pad_left(&part, 6), Role::Text);
        list.push(if here { line.marked(1) } else { line });
        if here && brief {
            if cells(&name) > at.saturating_sub(4) {
                let lines = wrap(&title, width.saturating_sub(14));
                list.extend(lines.into_iter().map(|l| Row::text(12, l, Role::Text)));
            }
            list.extend(parts(row, false, 12, width.saturating_sub(14)));
        }
    }
    list
}

/// What a question was before, where that differs, and its share of the parts of the whole: all four, or those
/// that are not nothing.
fn parts(row: &QuestionChange, all: bool, indent: usize, width: usize) -> Vec<Row> {
    let mut list = Vec::new();
    let from: Vec<String> = row.from.iter().map(ToString::to_string).collect();
    if !from.is_empty() && from != [row.id.to_string()] {
        let was = wrap(&format!("was {}", from.join(" and ")), width);
        list.extend(was.into_iter().map(|l| Row::text(indent, l, Role::Quiet)));
    }
    list.extend(row.own_differs().map(|own| Row::text(indent, under_own(own), Role::Quiet)));
    let Some(parts) = row.parts else {
        list.extend(all.then(|| Row::text(indent, "the whole has no parts", Role::Quiet)));
        return list;
    };
    let shown = parts.named().into_iter().filter(|(_, part)| all || signed(*part) != "0.00");
    let mut shown: Vec<(String, Role)> =
        shown.map(|(name, part)| (format!("{name} {}", signed(part)), Role::Quiet)).collect();
    if let Some((first, _)) = shown.first_mut() {
        *first = format!("of the whole: {first}");
        list.extend(drawn::side_by_side("", indent, indent + width, shown));
    }
    list
}

/// The questions of the selected dimension, for the pane beside the dimensions.
pub fn brief(screen: &Compare, pair: &Pair, page: &Page<'_>) -> Vec<Row> {
    let Some(of) = screen.dimension(pair) else { return Vec::new() };
    let compared = Compared::of(&pair.a, &pair.b, &pair.comparison);
    let width = page.width();
    let mut list = heading(screen, pair, 1, width.saturating_sub(3));
    list.push(Row::blank());
    let listed = questions(pair, of, screen.only_changed);
    let (word, at) = columns(&listed, width.saturating_sub(1), page);
    for row in listed {
        let name = format!("{:<8} {}", compared.id(row), Clean::line(compared.title(row)));
        list.push(
            Row::text(1, fit_pad(&name, at.saturating_sub(2), page.glyphs.ellipsis()), Role::Text)
                .and(at, moves(row, page.glyphs.arrow()), Role::Text)
                .and(word, row.change.name(), role_of(row.change)),
        );
    }
    list
}

/// Both answers to the selected question, from a row on.
pub fn whole(screen: &Compare, pair: &Pair, scroll: usize, page: &mut Page<'_>) {
    let Some(row) = screen.row(pair) else { return };
    let compared = Compared::of(&pair.a, &pair.b, &pair.comparison);
    let (height, indent) = (page.height(), if page.width() < LIST { 1 } else { 3 });
    let width = page.width().saturating_sub(indent + 2);
    let mut list = vec![Row::blank()];
    let title = format!("{} {}", compared.id(row), Clean::line(compared.title(row)));
    list.extend(wrap(&title, width).into_iter().map(|l| Row::text(indent, l, Role::Strong)));
    let side = if row.change == Change::Retired { &pair.a } else { &pair.b };
    if let Some(question) = side.questionnaire.question(&row.id) {
        let lines = wrap(Clean::line(&question.prompt).as_str(), width);
        list.extend(lines.into_iter().map(|l| Row::text(indent, l, Role::Text)));
    }
    list.push(Row::blank());
    let change = format!("{}   {}", moves(row, page.glyphs.arrow()), row.change.name());
    list.push(Row::text(indent, change, Role::Strong));
    list.extend(parts(row, true, indent, width));
    let (older, newer) = both(pair, row);
    for (letter, assessed, said) in [("A", &pair.a, older), ("B", &pair.b, newer)] {
        list.push(Row::blank());
        let name = if pair.is_one_team() {
            assessed.when()
        } else {
            format!("{} {}", Clean::line(&assessed.team_name), assessed.when())
        };
        list.push(Row::text(indent, format!("{letter}  {name}"), Role::Strong));
        if said.is_empty() {
            list.push(Row::text(indent + 3, "there was no such question", Role::Quiet));
        }
        for answer in said {
            list.extend(answered(&answer, &row.id, indent + 3, width.saturating_sub(3)));
        }
    }
    drawn::draw_from(page, &list, scroll.min(list.len().saturating_sub(height)));
}

fn answered(said: &Said, id: &crate::model::QuestionId, indent: usize, width: usize) -> Vec<Row> {
    let mut list = Vec::new();
    let mut put = |text: &str, role: Role| {
        for line in Clean::block(text).as_str().lines() {
            list.extend(wrap(line, width).into_iter().map(|l| Row::text(indent, l, role)));
        }
    };
    let name = if said.id == *id { String::new() } else { format!("{}  ", said.id) };
    if !name.is_empty() || !said.statement.starts_with(&format!("{}:", said.answer)) {
        put(&format!("{name}{}", said.answer), Role::Text);
    }
    put(&said.statement, Role::Quiet);
    if !said.note.is_empty() {
        put(&format!("Note: {}", said.note), Role::Text);
    }
    for (is_for, reference) in &said.evidence {
        put(&format!("{} {reference}", if *is_for { "+" } else { "-" }), Role::Text);
    }
    list
}
