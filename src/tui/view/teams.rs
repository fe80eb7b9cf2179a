//! Teams on Home: their rows, and the pane that says more about the selected one.

use chrono::NaiveDate;

use crate::app::App;
use crate::app::home::{DraftRow, Latest, Problem, TeamRow, due_in, saved_at};
use crate::app::screen::home::Row as Item;
use crate::model::{Ratio, TeamId};
use crate::text::Clean;
use crate::text::glyphs::bar;
use crate::text::width::{cells, fit_pad, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row};

/// The columns of the teams, and of the drafts above them.
pub struct Columns {
    /// Of the last quarter.
    pub last: usize,
    /// Of the score.
    pub score: usize,
    level: usize,
    /// Of the trend, where there is room for it.
    trend: Option<usize>,
}

impl Columns {
    /// The columns at a width.
    pub fn at(width: usize) -> Self {
        if width < 76 {
            return Self { last: 16, score: 24, level: 30, trend: None };
        }
        Self { last: 22, score: 31, level: 38, trend: Some(54) }
    }
}

/// The head of the table.
pub fn head(width: usize) -> Row {
    let columns = Columns::at(width);
    let row = Row::text(3, "Teams", Role::Quiet)
        .and(columns.last, "last", Role::Quiet)
        .and(columns.score, "score", Role::Quiet)
        .and(columns.level, "level", Role::Quiet);
    let row = columns.trend.map_or_else(|| row.clone(), |x| row.clone().and(x, "trend", Role::Quiet));
    row.and(width.saturating_sub(10), "next due", Role::Quiet)
}

/// One team.
pub fn row(team: &TeamRow, here: bool, today: NaiveDate, page: &Page<'_>) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let width = page.width();
    let columns = Columns::at(width);
    let name = Clean::line(&team.team.name);
    let line = Row::text(3, fit_pad(name.as_str(), columns.last - 4, page.glyphs.ellipsis()), role);
    let line = match &team.latest {
        None => line.and(columns.last, "no assessment finished yet", Role::Quiet),
        Some(latest) => {
            let due = team.due.map_or(String::new(), |due| due_in(due, today));
            let at = width.saturating_sub(cells(&due) + 2);
            let role_of_due = if team.due.is_some_and(|d| d < today) { Role::Warning } else { Role::Text };
            let next = columns.trend.filter(|_| team.trend.len() > 1);
            let space = next.unwrap_or(at).saturating_sub(columns.level + 1);
            let line = line
                .and(columns.last, latest.period.spoken(), Role::Text)
                .and(columns.score, latest.score.map_or("-".to_owned(), Ratio::score), Role::Text)
                .and(columns.level, level(latest, space), Role::Text);
            let line = match next {
                Some(x) => {
                    let columns: String = team.trend.iter().map(|score| page.glyphs.column(*score)).collect();
                    line.and(x, columns, Role::Text)
                }
                None => line,
            };
            line.and(at, due, role_of_due)
        }
    };
    if here { line.marked(1) } else { line }
}

/// The level with its name, as much of it as fits; the number is always there.
fn level(latest: &Latest, space: usize) -> String {
    let Some(level) = latest.level else { return "-".to_owned() };
    let name = Clean::line(&latest.level_name).to_string();
    let first = name.split(' ').next().unwrap_or_default().to_owned();
    let within = latest.scope.as_ref().map(|s| format!("within {}", Clean::line(s)));
    let forms = match within {
        None => vec![format!("{level} {name}"), format!("{level} {first}")],
        Some(within) => vec![
            format!("{level} {name} {within}"),
            format!("{level} {first} {within}"),
            format!("{level} {within}"),
            format!("{level} within a part"),
            format!("{level} in part"),
        ],
    };
    forms.into_iter().find(|f| cells(f) <= space).unwrap_or_else(|| level.to_string())
}

/// The pane for the selected row: of a team, or of the team of a draft.
pub fn pane(app: &App, selected: Option<Item>, page: &Page<'_>) -> Vec<Row> {
    let home = &app.home;
    match selected {
        Some(Item::Team(i)) => home.teams.get(i).map_or_else(Vec::new, |t| of_team(app, &t.team.id, page)),
        Some(Item::Draft(i)) => home.drafts.get(i).map_or_else(Vec::new, |d| of_team(app, &d.team, page)),
        Some(Item::Problem(i)) => home.problems.get(i).map_or_else(Vec::new, |p| of_problem(p, page)),
        _ => Vec::new(),
    }
}

fn lines(text: &str, page: &Page<'_>, role: Role) -> Vec<Row> {
    let wrapped = wrap(Clean::line(text).as_str(), page.width().saturating_sub(2));
    wrapped.into_iter().map(|l| Row::text(1, l, role)).collect()
}

fn of_problem(problem: &Problem, page: &Page<'_>) -> Vec<Row> {
    let mut list = vec![Row::blank()];
    let Some(file) = &problem.file else {
        list.extend(lines(&problem.text, page, Role::Text));
        return list;
    };
    list.extend(lines(&file.shown, page, Role::Strong));
    if let Some((line, column)) = file.place {
        list.extend(lines(&format!("line {line}, column {column}"), page, Role::Quiet));
    }
    list.push(Row::blank());
    list.extend(lines(&file.what, page, Role::Text));
    list.extend(lines(&file.remedy, page, Role::Text));
    list.push(Row::blank());
    list.extend(lines(&file.meanwhile, page, Role::Text));
    list
}

fn of_team(app: &App, id: &TeamId, page: &Page<'_>) -> Vec<Row> {
    let team = app.home.teams.iter().find(|t| t.team.id == *id);
    let mut list = vec![Row::blank()];
    let drafts: Vec<&DraftRow> = app.home.drafts.iter().filter(|d| d.team == *id).collect();
    let name = team.map(|t| t.team.name.as_str()).or(drafts.first().map(|d| d.name.as_str()));
    list.extend(lines(name.unwrap_or(id.as_str()), page, Role::Strong));
    match team.and_then(|t| t.latest.as_ref()) {
        None => list.extend(lines("No assessment finished yet.", page, Role::Text)),
        Some(latest) => list.extend(result(latest, page)),
    }
    for draft in drafts {
        list.push(Row::blank());
        list.push(Row::text(1, format!("{} draft so far", draft.period.spoken()), Role::Quiet));
        let counts = format!(
            "answered {} of {}, n/a {}, flagged {}",
            draft.answered, draft.questions, draft.not_applicable, draft.flagged
        );
        list.extend(lines(&counts, page, Role::Text));
        if draft.unknown > 0 {
            list.extend(lines(&format!("{} answered \"unknown\"", draft.unknown), page, Role::Text));
        }
        list.extend(lines(&saved_at(draft.changed, app.now), page, Role::Quiet));
    }
    if let Some(due) = team.and_then(|t| t.due) {
        list.push(Row::blank());
        let text = format!("Next due {}, {}.", super::home::day(due), due_in(due, app.now.date_naive()));
        list.extend(lines(&text, page, Role::Text));
    }
    // On a low window the empty rows go first.
    if list.len() > page.height() {
        list.retain(|row| !row.pieces.is_empty());
    }
    list
}

fn result(latest: &Latest, page: &Page<'_>) -> Vec<Row> {
    let score = latest.score.map_or("no score".to_owned(), Ratio::score);
    let mut list = lines(
        &format!("{}   {score}   finished {}", latest.period.spoken(), super::home::day(latest.finished)),
        page,
        Role::Text,
    );
    list.extend(lines(&format!("level {}", level(latest, usize::MAX)), page, Role::Text));
    list.push(Row::blank());
    for dimension in &latest.dimensions {
        let row = Row::text(1, dimension.code.as_str(), Role::Text);
        let row = match dimension.score {
            None => row.and(7, "n/a", Role::Quiet),
            Some(score) => {
                let row = row.and(7, bar(page.glyphs, score, score, 4, 8), Role::Accent);
                row.and(16, score.score(), Role::Text)
            }
        };
        list.push(row.and(22, Clean::line(&dimension.title).as_str(), Role::Quiet));
    }
    list.push(Row::blank());
    match &latest.held_back {
        Some(held) if !held.by.is_empty() => {
            list.extend(lines(&format!("Holding level {} back:", held.level), page, Role::Quiet));
            list.extend(held.by.iter().flat_map(|by| lines(by, page, Role::Text)));
        }
        Some(_) => {}
        None => list.extend(lines("Every level holds.", page, Role::Text)),
    }
    list
}
