//! `show` as tables: summary, bars and questions.

use crate::model::{Phase, Ratio};
use crate::scoring::SetScore;
use crate::text::width;

use super::super::facts;
use super::super::subject::{Status, Subject};
use super::{COLUMNS, Glyphs, Lines, View, cell};

/// Columns of the names of dimensions and phases.
const NAME: usize = 25;
/// Cells of a bar: eight per level.
const BAR: u8 = 32;

/// The result as text. Ends in a line break.
pub fn show(subject: &Subject<'_>, view: View, glyphs: Glyphs) -> String {
    let mut out = Lines::default();
    head(&mut out, subject);
    match view {
        View::Summary => {
            dimensions(&mut out, subject, glyphs);
            phases(&mut out, subject, glyphs);
        }
        View::Bars => {
            bars(&mut out, subject, glyphs);
            phases(&mut out, subject, glyphs);
        }
        View::Questions => questions(&mut out, subject, glyphs),
    }
    foot(&mut out, subject);
    out.0
}

fn head(out: &mut Lines, subject: &Subject<'_>) {
    let overall = &subject.scorecard.overall;
    let place = format!("  {}  {}", subject.period.spoken(), facts::status(subject));
    out.wrapped(&format!("{}{place}", subject.team_name), 0);
    out.wrapped(&format!("{}  {}", facts::score(overall), facts::level(subject, overall)), 0);
    out.line(&coverage(overall));
}

/// `coverage 80 %, 1 open, 2 not applicable`.
fn coverage(overall: &SetScore) -> String {
    let open = if overall.open > 0 { format!(", {} open", overall.open) } else { String::new() };
    format!("coverage {}{open}, {} not applicable", facts::coverage(overall), overall.not_applicable)
}

fn title<'a>(subject: &Subject<'a>, code: &'a crate::model::DimensionCode) -> &'a str {
    let named = subject.questionnaire.dimensions.iter().find(|d| d.code == *code);
    named.map_or(code.as_str(), |d| d.title.as_str())
}

/// Name, score with range, coverage, level. The range takes room only where a dimension has one.
fn dimensions(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs) {
    out.line("");
    let scores = subject.scorecard.dimensions.iter().map(|(_, set)| width::cells(&facts::score(set)));
    let score_columns = scores.max().unwrap_or_default();
    let level_columns = COLUMNS.saturating_sub(NAME + 2 + score_columns + 1 + 5 + 2);
    for (code, set) in &subject.scorecard.dimensions {
        let name = cell(title(subject, code), NAME, glyphs);
        let score = width::pad(&facts::score(set), score_columns);
        let coverage = width::pad_left(&facts::coverage(set), 5);
        let level = cell(&level(subject, set, level_columns), level_columns, glyphs);
        out.line(&format!("{name}  {score} {coverage}  {level}"));
    }
}

/// The level of a dimension with its name and, where it fits, what is possible: `1 Basic (2 possible)`.
fn level(subject: &Subject<'_>, set: &SetScore, columns: usize) -> String {
    let Some(level) = set.level else { return "-".to_owned() };
    let label = subject.questionnaire.level_label(level);
    let possible = set.possible.filter(|p| *p != level).map(|p| format!("{label} ({p} possible)"));
    possible.filter(|text| width::cells(text) <= columns).unwrap_or(label)
}

fn bars(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs) {
    out.line("");
    out.line(&format!("{}  level 1       2       3       4", " ".repeat(NAME)));
    for (code, set) in &subject.scorecard.dimensions {
        let name = cell(title(subject, code), NAME, glyphs);
        out.line(&format!("{name}  {}  {}", bar(set.score, glyphs), facts::score(set)));
    }
}

/// Eight cells per level, as many filled as the score has completed.
fn bar(score: Option<Ratio>, glyphs: Glyphs) -> String {
    let reaches = |n: u8| score.is_some_and(|s| s >= Ratio::new(i128::from(n), 8));
    (1..=BAR).map(|n| if reaches(n) { glyphs.full() } else { glyphs.empty() }).collect()
}

/// The name of a phase.
pub(super) fn phase_name<'a>(subject: &Subject<'a>, phase: Phase) -> &'a str {
    subject.questionnaire.phases.iter().find(|p| p.number == phase).map_or("", |p| p.name.as_str())
}

fn phases(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs) {
    out.line("");
    for phase in &subject.scorecard.phases {
        let progress = phase.progress.map_or_else(|| "-".to_owned(), Ratio::percent);
        let complete = if phase.complete == Some(true) { "  complete" } else { "" };
        let name = cell(&format!("Phase {}", phase_name(subject, phase.phase)), NAME - 1, glyphs);
        out.line(&format!("{name}  {}{complete}", width::pad_left(&progress, 5)));
    }
}

fn questions(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs) {
    let mut dimension = None;
    for question in &subject.scorecard.questions {
        if dimension != Some(&question.dimension) {
            dimension = Some(&question.dimension);
            out.line("");
            out.wrapped(&format!("{} {}", question.dimension, title(subject, &question.dimension)), 4);
        }
        let name = cell(subject.title(&question.id), 38, glyphs);
        let id = width::pad(question.id.as_str(), 9);
        out.line(&format!("{id} {name}  {}", facts::standing(&question.standing)));
    }
}

fn foot(out: &mut Lines, subject: &Subject<'_>) {
    out.line("");
    for line in closing(subject) {
        out.wrapped(&line, 2);
    }
}

/// What holds the next level back, what takes no part, and what to do next.
pub(super) fn closing(subject: &Subject<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((label, what)) = facts::holding_back(subject) {
        lines.push(format!("{label}: {what}"));
    }
    let left_out = facts::left_out(subject);
    if !left_out.is_empty() {
        let named: Vec<String> =
            left_out.iter().map(|q| format!("{} {} ({})", q.id, q.title, q.reason)).collect();
        lines.push(format!("Not applicable: {}", named.join(", ")));
    }
    lines.push(match subject.status {
        Status::Finished { .. } => format!("Next: quaymark roadmap {}", subject.team),
        Status::Draft => format!("Next: quaymark assess {}", subject.team),
    });
    lines
}
