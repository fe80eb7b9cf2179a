//! A comparison as plain text: tables of at most 78 columns, or one fact per line.

use crate::comparison::{DimensionChange, Parts, shown_change, signed};
use crate::model::Ratio;
use crate::scoring::SetScore;
use crate::text::width::{cells, pad, pad_left, wrap};
use crate::text::{Clean, Glyphs};

use super::super::facts;
use super::super::text::{Lines, cell};
use super::{ADDS, Compared, Only, before, dimension_parts, progress, score, under_own, words};

/// The comparison for people. Ends in a line break.
pub fn text(compared: &Compared<'_>, only: Only, glyphs: Glyphs) -> String {
    let mut out = Lines::default();
    let arrow = glyphs.arrow();
    let [older, newer] = compared.names();
    let [first, second] = compared.sides();
    let title = if first == older { newer } else { second.clone() };
    out.wrapped(&format!("{older} {arrow} {title}"), 3);
    let editions = compared.editions();
    for (place, (name, subject)) in [(first, &compared.a), (second, &compared.b)].into_iter().enumerate() {
        let set = &subject.scorecard.overall;
        let edition =
            editions.as_ref().and_then(|e| e.get(place)).map_or_else(String::new, |e| format!(", {e}"));
        let (score, level) = (score(Some(set)), facts::level(subject, set));
        out.wrapped(&format!("{name}: {score}, {level}, coverage {}{edition}", facts::coverage(set)), 3);
    }
    summary(&mut out, compared);
    out.line("");
    dimensions(&mut out, compared, glyphs);
    out.line("");
    out.wrapped(&format!("Questions: {}", compared.counts()), 3);
    questions(&mut out, compared, only, glyphs);
    flags(&mut out, compared);
    out.0
}

/// A name in a column beside its numbers. It is never cut: what does not fit follows below, indented.
fn beside(out: &mut Lines, lead: &str, name: &str, columns: usize, numbers: &str, glyphs: Glyphs) {
    let mut lines = wrap(Clean::line(name).as_str(), columns.saturating_sub(1)).into_iter();
    let first = lines.next().unwrap_or_default();
    out.line(&format!("{lead}{}{numbers}", cell(&first, columns, glyphs)));
    for line in lines {
        out.line(&format!("{}{line}", " ".repeat(cells(lead))));
    }
}

/// How wide the column of both answers is.
const MOVES: usize = 13;

fn questions(out: &mut Lines, compared: &Compared<'_>, only: Only, glyphs: Glyphs) {
    let arrow = glyphs.arrow();
    let rows = compared.listed(only);
    if rows.is_empty() {
        return;
    }
    out.wrapped(ADDS, 3);
    out.line("");
    // Where everything is real movement, both columns would be the same.
    let mixed = rows.iter().any(|row| row.parts.is_some_and(|p| p.practice != p.total()));
    let practice = |text: &str| if mixed { pad_left(text, 9) } else { String::new() };
    let wide = 78 - 14 - 8 - MOVES - 7 - practice("").len();
    let heads = [cell("Change", 14, glyphs), cell("Question", 8 + wide, glyphs)].concat();
    let moves = cell(&format!("A {arrow} B"), MOVES, glyphs);
    out.line(&format!("{heads}{moves}{}{}", practice("practice"), pad_left("adds", 7)));
    for row in rows {
        let part = |of: fn(&Parts) -> Ratio| row.parts.map_or_else(|| "-".to_owned(), |p| signed(of(&p)));
        let moves = format!("{} {arrow} {}", progress(row.a.or(row.own)), progress(row.b));
        let was = compared.was(row).filter(|was| *was != compared.id(row));
        let title = match was {
            Some(was) => format!("{} (was {was})", compared.title(row)),
            None => compared.title(row).to_owned(),
        };
        let id = compared.id(row);
        // Between two questionnaires an id is long, and the title begins below it.
        let (lead, title) = if cells(&id) < 8 {
            (format!("{}{}", cell(row.change.name(), 14, glyphs), pad(&id, 8)), title)
        } else {
            (cell(row.change.name(), 14, glyphs), format!("{id} {title}"))
        };
        let room = (14 + 8 + wide).saturating_sub(cells(&lead));
        let numbers =
            [cell(&moves, MOVES, glyphs), practice(&part(|p| p.practice)), pad_left(&part(Parts::total), 7)];
        beside(out, &lead, &title, room, &numbers.concat(), glyphs);
        if let Some(own) = row.own_differs() {
            out.line(&format!("{}{}", " ".repeat(14), under_own(own)));
        }
    }
}

fn summary(out: &mut Lines, compared: &Compared<'_>) {
    match (&compared.comparison.split, compared.parts()) {
        (Ok(_), Ok(parts)) => {
            let overall = [&compared.a, &compared.b].map(|s| s.scorecard.overall.score);
            let [a, b] = overall;
            out.line(&format!("{parts}  = {}", shown_change(a, b)));
        }
        (_, Err(why)) => out.line(&format!("change -: {why}")),
        (Err(why), _) => out.line(&format!("change -: {}", why.reason())),
    }
    if let Some(verdict) = compared.verdict() {
        out.wrapped(&format!("Verdict: {verdict}."), 3);
    }
    if compared.comparison.split.is_ok() {
        out.wrapped(compared.real(), 3);
    }
}

fn dimensions(out: &mut Lines, compared: &Compared<'_>, glyphs: Glyphs) {
    let rows = &compared.comparison.dimensions;
    // A part that is 0 everywhere needs no column.
    let parts: Vec<usize> = (0..4).filter(|i| *i == 0 || rows.iter().any(|row| has(row, *i))).collect();
    let mut widths = vec![5, 6, 7];
    widths.extend(parts.iter().filter_map(|i| WIDTHS.get(*i)));
    let title = 78 - widths.iter().sum::<usize>();
    let heads = ["A", "B", "change"].into_iter().chain(parts.iter().filter_map(|i| NAMES.get(*i).copied()));
    let head: String = heads.zip(&widths).map(|(h, w)| pad_left(h, *w)).collect();
    out.line(&format!("{}{head}", cell("Dimension", title, glyphs)));
    for row in rows {
        let code = compared.code(&row.code, row.only_before);
        let name = compared.dimension(&row.code, row.only_before);
        // Between two questionnaires a code is long, and the name begins below it.
        let (lead, name) = if cells(&code) < 6 {
            (format!("{code} "), name.to_owned())
        } else {
            (String::new(), format!("{code} {name}"))
        };
        let (a, b) = (value(row.a.as_ref()), value(row.b.as_ref()));
        let number = |v: Option<Ratio>| v.map_or_else(|| "-".to_owned(), Ratio::score);
        let mut shown = vec![number(a), number(b), shown_change(a, b)];
        shown.extend(parts.iter().map(|i| part(row, *i).map_or_else(|| "-".to_owned(), signed)));
        let numbers: String = shown.iter().zip(&widths).map(|(text, width)| pad_left(text, *width)).collect();
        beside(out, &lead, &name, title.saturating_sub(cells(&lead)), &numbers, glyphs);
    }
}

/// The columns of the parts, the real movement first.
const NAMES: [&str; 4] = ["practice", "coverage", "scope", "revision"];
/// How wide they are.
const WIDTHS: [usize; 4] = [9, 9, 7, 9];

fn value(set: Option<&SetScore>) -> Option<Ratio> {
    set.and_then(|s| s.score)
}

fn part(row: &DimensionChange, place: usize) -> Option<Ratio> {
    row.split.as_ref().ok().and_then(|s| s.parts.named().get(place).map(|(_, part)| *part))
}

fn has(row: &DimensionChange, place: usize) -> bool {
    part(row, place).is_some_and(|p| p != Ratio::ZERO)
}

fn flags(out: &mut Lines, compared: &Compared<'_>) {
    let flags = compared.flags();
    if !flags.is_empty() {
        out.line("");
    }
    for flag in flags {
        out.wrapped(&format!("! {flag}"), 2);
    }
}

/// The same facts for screen readers: one per line, the label first. Ends in a line break.
pub fn plain(compared: &Compared<'_>, only: Only) -> String {
    let mut out = Lines::default();
    let editions = compared.editions();
    let sides = [("Older", &compared.a), ("Newer", &compared.b)];
    for (place, ((label, subject), name)) in sides.into_iter().zip(compared.names()).enumerate() {
        let overall = &subject.scorecard.overall;
        out.line(&format!("{label}: {name}."));
        out.line(&format!("{label} score: {}, {}.", facts::score(overall), facts::level(subject, overall)));
        out.line(&format!("{label} coverage: {}.", facts::coverage(overall)));
        if let Some(edition) = editions.as_ref().and_then(|e| e.get(place)) {
            out.line(&format!("{label} questionnaire: {edition}."));
        }
    }
    match &compared.comparison.split {
        Ok(split) => {
            let [a, b] = [&compared.a, &compared.b].map(|s| s.scorecard.overall.score);
            out.line(&format!("Change: {}.", shown_change(a, b)));
            for (name, part) in split.parts.named() {
                out.line(&format!("Part {name}: {}.", signed(part)));
            }
            out.line(compared.real());
        }
        Err(why) => out.line(&format!("Change: none, {}.", why.reason())),
    }
    if let Some(verdict) = compared.verdict() {
        out.line(&format!("Verdict: {verdict}."));
    }
    for row in &compared.comparison.dimensions {
        let change = shown_change(value(row.a.as_ref()), value(row.b.as_ref()));
        out.line(&format!(
            "{} {}: {} to {}, change {change}, {}.",
            compared.code(&row.code, row.only_before),
            compared.dimension(&row.code, row.only_before),
            score(row.a.as_ref()),
            score(row.b.as_ref()),
            dimension_parts(row),
        ));
    }
    out.line(&format!("Questions: {}.", compared.counts()));
    for row in compared.listed(only) {
        let was = compared.was(row).filter(|was| *was != compared.id(row));
        let was = was.map_or(String::new(), |was| format!(", was {was}"));
        let adds = row.parts.map_or(String::new(), |p| {
            let others = words::others(&p);
            let parts = if others.is_empty() {
                others
            } else {
                format!(" (practice {}{others})", signed(p.practice))
            };
            format!(", adds {} to the whole{parts}", signed(p.total()))
        });
        out.line(&format!(
            "{} {}{was}: {}, {} to {}{adds}.",
            compared.id(row),
            compared.title(row),
            row.change.name(),
            before(row),
            progress(row.b)
        ));
    }
    for flag in compared.flags() {
        out.line(&format!("Note: {flag}."));
    }
    out.0
}
