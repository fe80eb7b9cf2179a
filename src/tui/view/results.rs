//! A result: the numbers, the dimensions in one of five views, the phases, and what holds the next level back.

mod bars;
mod heatmap;
mod inside;
mod pane;
mod pathway;
mod radar;
mod table;

use crate::app::App;
use crate::app::before::difference;
use crate::app::screen::results::{Results, View};
use crate::app::shown::Shown;
use crate::model::{DimensionCode, Ratio};
use crate::scoring::{SetScore, Standing};
use crate::text::Clean;
use crate::text::width::fit;
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::frame;
use super::home::day;

/// The width of the list where details stand beside it.
const LIST: usize = 72;
/// The most cells of a pane beside a list.
const READABLE: usize = 80;

/// The width of the list in a window: where there is much room, names need not be cut.
fn list_width(page: &Page<'_>) -> usize {
    if page.width() >= 140 { 96 } else { LIST }
}

pub fn draw(app: &App, screen: &Results, page: &mut Page<'_>) {
    let Some(shown) = &app.shown else { return };
    match screen.view {
        View::Bars => head(shown, "Results", page),
        view => view_head(shown, view, page),
    }
    frame::body(page, |page| match (screen.question, screen.whole.as_ref(), screen.view) {
        (None, scroll, View::Pathway) => pathway::draw(shown, screen.stage, scroll, page),
        (Some(question), Some(scroll), _) => {
            inside::whole(shown, screen.dimension, question, Some(scroll), page);
        }
        (Some(question), None, _) => inside::list(shown, screen.dimension, question, page),
        (None, _, View::Bars) => bars::draw(shown, screen.dimension, None, page),
        (None, _, View::Heatmap) => heatmap::draw(shown, screen, page),
        (None, _, View::Radar) => radar::draw(shown, screen.dimension, page),
        (None, _, View::Table) => table::draw(shown, screen.dimension, page),
    });
}

/// The head of a view that does not show the whole itself.
fn view_head(shown: &Shown, view: View, page: &mut Page<'_>) {
    let title = if page.width() < 80 { "" } else { "Results, " };
    let (team, view) = (Clean::line(&shown.team.name), view.name());
    let left = format!("{team} {}   {title}{view}", shown.period.spoken());
    let overall = &shown.card.overall;
    let level = overall.level.map_or("no level".to_owned(), |l| format!("level {l}"));
    let draft = if shown.finished.is_some() { "" } else { "   draft so far" };
    let right = match within(shown) {
        // On a narrow window, that it is a part matters more than the range.
        Some(within) if page.width() < 80 => format!("{level} {within}"),
        Some(within) => format!("{}   {level} {within}{draft}", score(overall)),
        None => format!("{}   {level}{draft}", score(overall)),
    };
    frame::head(page, &left, &right, 0, 0);
}

/// Details at the right of a list, with a line between them.
pub fn beside(
    page: &mut Page<'_>,
    list: usize,
    left: impl FnOnce(&mut Page<'_>),
    right: impl FnOnce(&mut Page<'_>),
) {
    let (width, height) = (page.width(), page.height());
    page.within(0, 0, list, height, left);
    for y in 0..height {
        let divider = page.glyphs.divider();
        page.put(list, y, divider, Role::Quiet);
    }
    // Numbers at the end of a row stay near its words, however wide the window is.
    page.within(list + 1, 0, width.saturating_sub(list + 1).min(READABLE), height, right);
}

/// The title of a dimension. People's text made safe.
fn title(shown: &Shown, code: &DimensionCode) -> Clean {
    let named = shown.questionnaire.dimensions.iter().find(|d| d.code == *code);
    Clean::line(named.map_or("", |d| &d.title))
}

/// What the quarter before came to, and the difference: `2.31` and `+0.09`; dashes where there is nothing to
/// compare. None when there is no quarter before.
fn was(shown: &Shown, code: Option<&DimensionCode>, now: Option<Ratio>) -> Option<(String, String)> {
    shown.others.before.as_ref()?;
    let was = shown.was(code);
    let dash = || "-".to_owned();
    Some((was.map_or_else(dash, Ratio::score), now.zip(was).map_or_else(dash, |(n, w)| difference(n, w))))
}

/// How a difference is shown: the sign says the same.
pub fn moved(by: &str) -> Role {
    match by.trim().split_at_checked(1) {
        Some(("+", _)) => Role::Up,
        Some(("-", number)) if !number.is_empty() => Role::Down,
        _ => Role::Text,
    }
}

/// The quarter before, as a phrase: `Q3 2.31 (+0.09)`.
fn before(shown: &Shown) -> Option<String> {
    let name = shown.others.before.as_ref()?.name(shown.period);
    let (was, by) = was(shown, None, shown.card.overall.score)?;
    Some(format!("{name} {was} ({by})"))
}

/// Team, quarter, and when it was finished.
pub fn head(shown: &Shown, title: &str, page: &mut Page<'_>) {
    let left = format!("{} {}   {title}", Clean::line(&shown.team.name), shown.period.spoken());
    let right = match &shown.finished {
        Some((at, _)) => format!("finished {}", day(at.date_naive())),
        None => "draft so far".to_owned(),
    };
    // The results say it beside the level.
    let right = match within(shown).filter(|_| title != "Results") {
        Some(within) if page.width() < 80 => within,
        Some(within) => format!("{within}   {right}"),
        None => right,
    };
    frame::head(page, &left, &right, 0, 0);
}

/// That the result is of a part, as a phrase: `within quick look`; none for the whole.
fn within(shown: &Shown) -> Option<String> {
    let scope = shown.scope.label(&shown.questionnaire)?;
    Some(format!("within {}", fit(Clean::line(&scope).as_str(), 30, "...")))
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

fn phases(shown: &Shown, width: usize) -> Vec<Row> {
    let asked = |number| shown.card.questions.iter().any(|q| q.phase == number);
    let texts = shown.card.phases.iter().filter(|p| asked(p.phase)).map(|phase| {
        let name = shown.questionnaire.phases.iter().find(|p| p.number == phase.phase);
        let value = phase.progress.map_or("-".to_owned(), Ratio::percent);
        // All of it is done in any case; short of that it is worth saying.
        let done = if phase.complete == Some(true) && value != "100 %" { " done" } else { "" };
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
        parts.push(format!("{} of weight missing: {}{more}", missing.short(), ids.join(", ")));
    }
    let label = Clean::line(&shown.questionnaire.level_label(next.level)).to_string();
    if parts.is_empty() {
        return Vec::new();
    }
    vec![format!("Holding level {label} back: {}", parts.join("; and "))]
}
