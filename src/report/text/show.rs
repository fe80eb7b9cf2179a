//! `show` as tables: summary, bars and questions.

use crate::model::{Phase, Ratio};
use crate::scoring::{PhaseScore, SetScore};
use crate::text::width;

use super::super::facts;
use super::super::subject::Subject;
use super::{COLUMNS, Glyphs, Lines, View, cell, plot};

/// The most columns of the names of dimensions.
const NAME: usize = 46;
/// The same beside a bar.
const NAME_BESIDE_BAR: usize = 40;
/// Columns of the names of phases.
const PHASE: usize = 24;
/// Cells of a bar per level.
const PER_LEVEL: usize = 4;
/// Cells of a bar.
const BAR: usize = 4 * PER_LEVEL;

/// The result as text, drawings at most `columns` wide. Ends in a line break.
pub fn show(subject: &Subject<'_>, view: View, glyphs: Glyphs, columns: usize) -> String {
    let mut out = Lines::default();
    head(&mut out, subject);
    match view {
        View::Summary => {
            dimensions(&mut out, subject, glyphs);
            phases(&mut out, subject, glyphs);
        }
        View::Bars => {
            bars(&mut out, subject, glyphs, columns);
            phases(&mut out, subject, glyphs);
        }
        View::Heatmap => plot::heatmap(&mut out, subject, glyphs, columns),
        View::Radar => {
            if !plot::radar(&mut out, subject, glyphs, columns) {
                bars(&mut out, subject, glyphs, columns);
            }
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

pub(super) fn title<'a>(subject: &Subject<'a>, code: &'a crate::model::DimensionCode) -> &'a str {
    let named = subject.questionnaire.dimensions.iter().find(|d| d.code == *code);
    named.map_or(code.as_str(), |d| d.title.as_str())
}

/// The columns that the names of the dimensions take, at most `most`.
fn name_columns(subject: &Subject<'_>, most: usize) -> usize {
    let names = subject.scorecard.dimensions.iter().map(|(code, _)| width::cells(title(subject, code)));
    names.chain([width::cells("Dimension")]).max().unwrap_or_default().min(most)
}

/// Name, score with range, level. The range takes room only where a dimension has one.
fn dimensions(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs) {
    out.line("");
    let name_columns = name_columns(subject, NAME);
    let scores = subject.scorecard.dimensions.iter().map(|(_, set)| width::cells(&facts::score(set)));
    let score_columns = scores.chain([width::cells("Score")]).max().unwrap_or_default();
    let room = COLUMNS.saturating_sub(name_columns + 2 + score_columns + 2);
    // One way for all of them, so that the column reads the same from top to bottom.
    let named =
        subject.scorecard.dimensions.iter().all(|(_, set)| width::cells(&label(subject, set)) <= room);
    let head = [width::pad("Dimension", name_columns), width::pad("Score", score_columns)];
    out.line(&format!("{}  Level", head.join("  ")));
    for (code, set) in &subject.scorecard.dimensions {
        let name = cell(title(subject, code), name_columns, glyphs);
        let score = width::pad(&facts::score(set), score_columns);
        out.line(&format!("{name}  {score}  {}", level(subject, set, named, room)));
    }
}

/// `1 Basic Containerization`, or `-`.
fn label(subject: &Subject<'_>, set: &SetScore) -> String {
    set.level.map_or_else(|| "-".to_owned(), |level| subject.questionnaire.level_label(level))
}

/// The level of a dimension, with or without its name, and where it fits what is possible: `1 (2 possible)`.
fn level(subject: &Subject<'_>, set: &SetScore, named: bool, columns: usize) -> String {
    let Some(level) = set.level else { return "-".to_owned() };
    let text = if named { label(subject, set) } else { level.to_string() };
    let possible = set.possible.filter(|p| *p != level).map(|p| format!("{text} ({p} possible)"));
    possible.filter(|text| width::cells(text) <= columns).unwrap_or(text)
}

fn bars(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs, columns: usize) {
    out.line("");
    let scores = subject.scorecard.dimensions.iter().map(|(_, set)| width::cells(&facts::score(set)));
    let beside = scores.max().unwrap_or_default().max(5) + BAR + 4;
    let name_columns = name_columns(subject, columns.saturating_sub(beside).clamp(8, NAME_BESIDE_BAR));
    let ends: String = (1..=4).map(|level| width::pad_left(&level.to_string(), PER_LEVEL)).collect();
    out.line(&format!("{}  {ends}  Score", width::pad("Dimension", name_columns)));
    for (code, set) in &subject.scorecard.dimensions {
        let name = cell(title(subject, code), name_columns, glyphs);
        out.line(&format!("{name}  {}  {}", bar(set.score, glyphs), facts::score(set)));
    }
}

/// Four cells per level, as many filled as the score has completed.
fn bar(score: Option<Ratio>, glyphs: Glyphs) -> String {
    let reaches = |n: usize| score.is_some_and(|s| s >= Ratio::new(n as i128, PER_LEVEL as i128));
    (1..=BAR).map(|n| if reaches(n) { glyphs.full() } else { glyphs.empty() }).collect()
}

/// The name of a phase.
pub(super) fn phase_name<'a>(subject: &Subject<'a>, phase: Phase) -> &'a str {
    subject.questionnaire.phases.iter().find(|p| p.number == phase).map_or("", |p| p.name.as_str())
}

/// The phases with a question in the scope.
pub(super) fn asked_phases<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a PhaseScore> {
    let card = subject.scorecard;
    card.phases.iter().filter(|phase| card.questions.iter().any(|q| q.phase == phase.phase))
}

fn phases(out: &mut Lines, subject: &Subject<'_>, glyphs: Glyphs) {
    out.line("");
    for phase in asked_phases(subject) {
        let progress = phase.progress.map_or_else(|| "-".to_owned(), Ratio::percent);
        let complete = if phase.complete == Some(true) { "  complete" } else { "" };
        let name = cell(&format!("Phase {}", phase_name(subject, phase.phase)), PHASE, glyphs);
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
    let lines = closing(subject);
    if !lines.is_empty() {
        out.line("");
    }
    for line in lines {
        out.wrapped(&line, 2);
    }
}

/// What holds the next level back, and what takes no part.
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
    lines
}
