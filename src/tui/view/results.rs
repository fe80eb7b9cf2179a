//! A result: the numbers, a bar for each dimension, the phases, and what holds the next level back.

use crate::app::App;
use crate::app::screen::results::{Results, listed};
use crate::app::shown::Shown;
use crate::model::{DimensionCode, Ratio};
use crate::scoring::{SetScore, Standing};
use crate::text::Clean;
use crate::text::glyphs::bar;
use crate::text::width::{fit_pad, pad_left, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::frame;
use super::home::day;

pub fn draw(app: &App, screen: &Results, page: &mut Page<'_>) {
    let Some(shown) = &app.shown else { return };
    head(shown, "Results", page);
    frame::body(page, |page| {
        let list = match screen.question {
            Some(question) => questions(shown, screen.dimension, question, page),
            None => summary(shown, screen.dimension, page),
        };
        drawn::draw(page, &list);
    });
}

/// Team, quarter, and when it was finished.
pub fn head(shown: &Shown, title: &str, page: &mut Page<'_>) {
    let left = format!("{} {}   {title}", Clean::line(&shown.team.name), shown.period.spoken());
    let right = match &shown.finished {
        Some((at, _)) => format!("finished {}", day(at.date_naive())),
        None => "draft so far".to_owned(),
    };
    frame::head(page, &left, &right, 0, 0);
}

/// The level as a phrase: `level 2 Automated Orchestration (3 possible) within quick look`.
pub fn level(shown: &Shown) -> String {
    let overall = &shown.card.overall;
    let Some(level) = overall.level else { return "no level: nothing applies".to_owned() };
    let mut text = format!("level {}", Clean::line(&shown.questionnaire.level_label(level)));
    if let Some(possible) = overall.possible.filter(|p| *p != level) {
        text.push_str(&format!(" ({possible} possible)"));
    }
    if let Some(scope) = shown.scope.label(&shown.questionnaire) {
        text.push_str(&format!(" within {}", Clean::line(&scope)));
    }
    text
}

/// A score with its range: `1.55 (up to 2.35)`, or `-`.
pub fn score(set: &SetScore) -> String {
    match (set.score, set.upper) {
        (Some(score), Some(upper)) if set.has_range() => {
            format!("{} (up to {})", score.score(), upper.score())
        }
        (Some(score), _) => score.score(),
        _ => "-".to_owned(),
    }
}

fn summary(shown: &Shown, selected: usize, page: &Page<'_>) -> Vec<Row> {
    let overall = &shown.card.overall;
    let coverage = overall.coverage.map_or("-".to_owned(), Ratio::percent);
    let mut list = vec![
        Row::blank(),
        Row::text(3, score(overall), Role::Strong).and(24, level(shown), Role::Strong),
        Row::text(
            3,
            format!(
                "coverage {coverage}: {} rated, {} open, {} not applicable",
                overall.rated, overall.open, overall.not_applicable
            ),
            Role::Text,
        ),
        Row::blank(),
        Row::text(3, "Dimension", Role::Quiet)
            .and(bar_at(page) + 3, "1   2   3   4", Role::Quiet)
            .and(bar_at(page) + 17, "score", Role::Quiet)
            .and(bar_at(page) + 24, "level", Role::Quiet),
    ];
    let listed = listed(shown);
    for (i, (code, set)) in shown.card.dimensions.iter().enumerate().filter(|(i, _)| listed.contains(i)) {
        let here = i == selected;
        let row = dimension_row(shown, code, set, here, page);
        list.push(if here { row.marked(1) } else { row });
    }
    list.push(Row::blank());
    list.extend(phases(shown, page.width()));
    let width = page.width().saturating_sub(5);
    for line in blockers(shown).into_iter().chain(left_out(shown)) {
        list.extend(wrap(&line, width).into_iter().map(|l| Row::text(3, l, Role::Text)));
    }
    for warning in &shown.warnings {
        let lines = wrap(Clean::line(warning).as_str(), width);
        for (i, line) in lines.into_iter().enumerate() {
            let row = Row::text(3, line, Role::Text);
            list.push(if i == 0 { row.and(1, "!", Role::Warning) } else { row });
        }
    }
    // What holds the next level back must not fall off a low window: the empty rows go first.
    if list.len() > page.height() {
        list.retain(|row| !row.pieces.is_empty());
    }
    list
}

/// The questions that are not applicable, by name with their reasons.
fn left_out(shown: &Shown) -> Option<String> {
    let names: Vec<String> = shown
        .card
        .questions
        .iter()
        .filter_map(|q| match &q.standing {
            Standing::NotApplicable(reason) => Some(format!("{} ({reason})", q.id)),
            _ => None,
        })
        .collect();
    (!names.is_empty()).then(|| format!("Not applicable: {}", names.join(", ")))
}

fn dimension_row(shown: &Shown, code: &DimensionCode, set: &SetScore, here: bool, page: &Page<'_>) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let x = bar_at(page);
    let name = shown.questionnaire.dimensions.iter().find(|d| d.code == *code);
    let name = fit_pad(Clean::line(name.map_or("", |d| &d.title)).as_str(), x - 10, page.glyphs.ellipsis());
    let row = Row::text(3, code.as_str(), role).and(9, name, role);
    let (Some(score), Some(upper)) = (set.score, set.upper) else {
        return row.and(x + 17, "    -  not applicable", Role::Quiet);
    };
    let level = set.level.map_or("-".to_owned(), |l| l.to_string());
    let level = match set.possible {
        Some(p) if Some(p) != set.level => format!("{level} ({p} possible)"),
        _ => level,
    };
    row.and(x, bar(page.glyphs, score, upper, 4, 16), Role::Accent)
        .and(x + 17, pad_left(&score.score(), 5), role)
        .and(x + 24, level, Role::Text)
}

/// The column of the bars: as far right as the numbers allow, but never far from the names.
fn bar_at(page: &Page<'_>) -> usize {
    page.width().saturating_sub(38).clamp(20, 56)
}

fn phases(shown: &Shown, width: usize) -> Vec<Row> {
    let asked = |number| shown.card.questions.iter().any(|q| q.phase == number);
    let texts = shown.card.phases.iter().filter(|p| asked(p.phase)).map(|phase| {
        let name = shown.questionnaire.phases.iter().find(|p| p.number == phase.phase);
        let value = phase.progress.map_or("-".to_owned(), Ratio::percent);
        let done = if phase.complete == Some(true) { " done" } else { "" };
        (format!("{} {value}{done}", Clean::line(name.map_or("", |p| &p.name))), Role::Text)
    });
    drawn::side_by_side("Phases", 10, width, texts.collect())
}

/// What holds the next level back, as sentences.
pub fn blockers(shown: &Shown) -> Vec<String> {
    let Some(next) = shown.card.next_level() else {
        return match shown.card.overall.level {
            Some(_) => vec!["Every level holds.".to_owned()],
            None => Vec::new(),
        };
    };
    let mut parts = Vec::new();
    if !next.must_haves_below.is_empty() {
        let ids: Vec<&str> = next.must_haves_below.iter().map(crate::model::id::QuestionId::as_str).collect();
        let noun = if ids.len() == 1 { "must-have" } else { "must-haves" };
        parts.push(format!("{noun} {}", ids.join(", ")));
    }
    if let (Some(missing), Some(candidates)) = (next.missing_weight, &next.candidates) {
        let ids: Vec<&str> = candidates.iter().take(3).map(|b| b.question.as_str()).collect();
        let more = candidates.len().saturating_sub(3);
        let more = if more > 0 { format!(", {more} more") } else { String::new() };
        parts.push(format!("{} of weight: {}{more}", missing.short(), ids.join(", ")));
    }
    let label = Clean::line(&shown.questionnaire.level_label(next.level)).to_string();
    if parts.is_empty() {
        return Vec::new();
    }
    vec![format!("Holding level {label} back: {}", parts.join("; and "))]
}

fn questions(shown: &Shown, dimension: usize, selected: usize, page: &Page<'_>) -> Vec<Row> {
    let Some((code, set)) = shown.card.dimensions.get(dimension) else { return Vec::new() };
    let name = shown.questionnaire.dimensions.iter().find(|d| d.code == *code);
    let title = format!("{code} {}   {}", Clean::line(name.map_or("", |d| &d.title)), score(set));
    let mut list = vec![Row::blank(), Row::text(3, title, Role::Strong), Row::blank()];
    let own = shown.card.questions.iter().filter(|q| q.dimension == *code);
    for (i, entry) in own.enumerate() {
        let here = i == selected;
        let role = if here { Role::Selected } else { Role::Text };
        let question = shown.questionnaire.question(&entry.id);
        let title =
            fit_pad(Clean::line(question.map_or("", |q| &q.title)).as_str(), 36, page.glyphs.ellipsis());
        let what = match &entry.standing {
            Standing::Rated { progress, .. } => progress.score(),
            Standing::NotApplicable(reason) => format!("n/a, {reason}"),
            Standing::Unknown => "unknown".to_owned(),
            Standing::Unanswered => "open".to_owned(),
        };
        let row = Row::text(3, entry.id.as_str(), role).and(12, title, role).and(50, what, Role::Text);
        list.push(if here { row.marked(1) } else { row });
        if here {
            list.extend(answer_detail(shown, entry, page.width()));
        }
    }
    list
}

/// Statement, note and evidence of the selected question.
fn answer_detail(shown: &Shown, entry: &crate::scoring::QuestionScore, width: usize) -> Vec<Row> {
    let mut list = Vec::new();
    let mut push = |text: &str| {
        for line in Clean::block(text).as_str().lines() {
            list.extend(
                wrap(line, width.saturating_sub(15)).into_iter().map(|l| Row::text(12, l, Role::Quiet)),
            );
        }
    };
    if let (Some(level), Some(question)) = (entry.standing.level(), shown.questionnaire.question(&entry.id)) {
        push(question.statement(level));
    }
    if let Some(answer) = shown.answers.get(&entry.id) {
        if let Some(note) = &answer.note {
            push(&format!("Note: {note}"));
        }
        for e in &answer.evidence {
            push(&format!("Evidence {}: {}", e.polarity.name(), e.reference));
        }
    }
    list
}
