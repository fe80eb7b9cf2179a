//! A comparison as plain text: tables of at most 78 columns, or one fact per line.

use crate::comparison::{DimensionChange, shown_change, signed};
use crate::model::Ratio;
use crate::scoring::SetScore;
use crate::text::Glyphs;
use crate::text::width::pad_left;

use super::super::facts;
use super::super::text::{Lines, cell};
use super::{Compared, Only, before, progress, score, under_own};

/// The comparison for people. Ends in a line break.
pub fn text(compared: &Compared<'_>, only: Only, glyphs: Glyphs) -> String {
    let mut out = Lines::default();
    let arrow = glyphs.arrow();
    let same_team = compared.a.team == compared.b.team;
    let newer = if same_team { compared.b.period.spoken() } else { Compared::name(&compared.b) };
    out.line(&format!("{} {arrow} {newer}", Compared::name(&compared.a)));
    let side = |subject| {
        let card: &crate::scoring::Scorecard = subject_card(subject);
        format!("{}, {}", score(Some(&card.overall)), facts::level(subject, &card.overall))
    };
    out.wrapped(&format!("{} {arrow} {}", side(&compared.a), side(&compared.b)), 3);
    summary(&mut out, compared);
    out.line("");
    dimensions(&mut out, compared, glyphs);
    out.line("");
    out.wrapped(&format!("Questions: {}", compared.counts()), 3);
    let rows = compared.listed(only);
    if !rows.is_empty() {
        out.line("");
        let heads = [cell("Change", 14, glyphs), cell("Question", 42, glyphs)].concat();
        out.line(&format!("{heads}{}{}", cell(&format!("A {arrow} B"), 15, glyphs), pad_left("adds", 7)));
    }
    for row in rows {
        let parts = row.parts.map_or_else(|| "-".to_owned(), |p| signed(p.total()));
        let moves = format!("{} {arrow} {}", progress(row.a.or(row.own)), progress(row.b));
        let was = compared.was(row).filter(|was| *was != compared.id(row));
        let title = match was {
            Some(was) => format!("{} (was {was})", compared.title(row)),
            None => compared.title(row).to_owned(),
        };
        let (name, id) = (row.change.name(), compared.id(row));
        let wide = 78_usize.saturating_sub(14 + id.len().max(7) + 1 + 15 + 7);
        out.line(&format!(
            "{}{} {}{}{}",
            cell(name, 14, glyphs),
            cell(&id, id.len().max(7), glyphs),
            cell(&title, wide, glyphs),
            cell(&moves, 15, glyphs),
            pad_left(&parts, 7)
        ));
        if let Some(own) = row.own_differs() {
            out.line(&format!("{}{}", " ".repeat(14), under_own(own)));
        }
    }
    flags(&mut out, compared);
    out.0
}

fn subject_card<'a>(subject: &super::Subject<'a>) -> &'a crate::scoring::Scorecard {
    subject.scorecard
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
    if let Some(verdict) = compared.comparison.verdict {
        out.wrapped(&format!("Verdict: {}. {}", verdict.name(), compared.real()), 3);
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
        let name = format!(
            "{} {}",
            compared.code(&row.code, row.only_before),
            compared.dimension(&row.code, row.only_before)
        );
        let (a, b) = (value(row.a.as_ref()), value(row.b.as_ref()));
        let shown = |v: Option<Ratio>| v.map_or_else(|| "-".to_owned(), Ratio::score);
        let mut cells = vec![shown(a), shown(b), shown_change(a, b)];
        cells.extend(parts.iter().map(|i| part(row, *i).map_or_else(|| "-".to_owned(), signed)));
        let mut line = cell(&name, title, glyphs);
        line.extend(cells.iter().zip(&widths).map(|(text, width)| pad_left(text, *width)));
        out.line(&line);
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
    for (label, subject) in [("Older", &compared.a), ("Newer", &compared.b)] {
        let overall = &subject.scorecard.overall;
        out.line(&format!("{label}: {}.", Compared::name(subject)));
        out.line(&format!("{label} score: {}, {}.", facts::score(overall), facts::level(subject, overall)));
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
    if let Some(verdict) = compared.comparison.verdict {
        out.line(&format!("Verdict: {}.", verdict.name()));
    }
    for row in &compared.comparison.dimensions {
        let change = shown_change(value(row.a.as_ref()), value(row.b.as_ref()));
        let practice = row.split.as_ref().map_or_else(|_| "-".to_owned(), |s| signed(s.parts.practice));
        out.line(&format!(
            "{} {}: {} to {}, change {change}, practice {practice}.",
            compared.code(&row.code, row.only_before),
            compared.dimension(&row.code, row.only_before),
            score(row.a.as_ref()),
            score(row.b.as_ref()),
        ));
    }
    out.line(&format!("Questions: {}.", compared.counts()));
    for row in compared.listed(only) {
        let was = compared.was(row).filter(|was| *was != compared.id(row));
        let was = was.map_or(String::new(), |was| format!(", was {was}"));
        out.line(&format!(
            "{} {}{was}: {}, {} to {}.",
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
