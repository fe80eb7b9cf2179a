//! Home: continue, teams, start. The first run says what this is.

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::App;
use crate::app::message::{DraftRow, TeamRow};
use crate::app::screen::home::{Home, Row as Item, rows};
use crate::model::Ratio;
use crate::text::Clean;
use crate::text::width::{fit_pad, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::frame;

pub fn draw(app: &App, screen: &Home, page: &mut Page<'_>) {
    let known = app.home.teams.len();
    // While the first teams are read there is only their number.
    let reading = app.home.reading.filter(|_| known == 0);
    let teams = reading.unwrap_or(known);
    let right = match teams {
        0 => "no teams yet".to_owned(),
        1 => format!("1 team   today {}", day(app.now.date_naive())),
        n => format!("{} teams   today {}", thousands(n), day(app.now.date_naive())),
    };
    frame::head(page, "Quaymark", &right, 0, 0);
    frame::body(page, |page| {
        let list = if teams == 0 && app.home.drafts.is_empty() {
            first_run(app, screen, page.width())
        } else {
            overview(app, screen, page)
        };
        drawn::draw(page, &list);
    });
}

/// A day as people read it: `23 Nov 2026`.
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// A number of many digits, in groups of three: `1,000`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn first_run(app: &App, screen: &Home, width: usize) -> Vec<Row> {
    let questions = app.questionnaire.questions();
    let minutes = (questions * 75).div_ceil(60);
    let mut list = vec![
        Row::blank(),
        Row::text(3, "Find out how your team runs containers today, and what to do next.", Role::Text),
        Row::text(
            3,
            format!("{questions} questions, about {minutes} minutes as a team, once a quarter."),
            Role::Text,
        ),
        Row::text(3, "Everything stays in plain files on this machine.", Role::Text),
        Row::blank(),
        Row::blank(),
        start_row(screen.selected == 0, "creates your first team"),
        Row::blank(),
        Row::blank(),
    ];
    list.push(data_dir(app, width));
    list.push(Row::text(3, "Screen reader?  Quit, then run:  quaymark assess --plain", Role::Text));
    list.extend(problems(app, width));
    list
}

fn start_row(selected: bool, what: &str) -> Row {
    let role = if selected { Role::Selected } else { Role::Text };
    let row = Row::text(3, "Start an assessment", role).and(32, what, Role::Quiet);
    if selected { row.marked(1) } else { row }
}

fn data_dir(app: &App, width: usize) -> Row {
    let text = fit_pad(Clean::line(&app.home.data_dir).as_str(), width.saturating_sub(20), "");
    Row::text(3, "Data folder", Role::Quiet).and(17, text.trim_end(), Role::Text)
}

fn overview(app: &App, screen: &Home, page: &Page<'_>) -> Vec<Row> {
    let (width, ellipsis) = (page.width(), page.glyphs.ellipsis());
    let selected = screen.row(&app.home);
    let mut list = vec![Row::blank()];
    if !app.home.drafts.is_empty() {
        list.push(Row::text(3, "Continue", Role::Quiet));
    }
    for item in rows(&app.home) {
        let here = selected == Some(item);
        match item {
            Item::Draft(i) => {
                if let Some(draft) = app.home.drafts.get(i) {
                    list.push(draft_row(draft, here, app.now, width, ellipsis));
                }
            }
            Item::Team(i) => {
                if i == 0 {
                    list.push(Row::blank());
                    list.push(team_head());
                }
                if let Some(team) = app.home.teams.get(i) {
                    list.push(team_row(team, here, ellipsis));
                }
            }
            Item::Start => {
                if let Some(teams) = app.home.reading.filter(|_| app.home.teams.is_empty()) {
                    list.push(Row::text(3, format!("reading {} teams", thousands(teams)), Role::Quiet));
                }
                list.push(Row::blank());
                list.push(start_row(here, "for one of these teams, or a new one"));
            }
        }
    }
    list.extend(problems(app, width));
    list.push(Row::blank());
    list.push(data_dir(app, width));
    list
}

fn draft_row(draft: &DraftRow, here: bool, now: DateTime<Utc>, width: usize, ellipsis: &str) -> Row {
    let name = fit_pad(Clean::line(&draft.name).as_str(), 20, ellipsis);
    let mut what = format!("{} of {} answered", draft.answered, draft.questions);
    if draft.amends {
        what.push_str(", amends");
    }
    if draft.flagged > 0 {
        what.push_str(&format!(", {} flagged", draft.flagged));
    }
    let saved = draft.changed.map_or(String::new(), |at| {
        if at.date_naive() == now.date_naive() {
            format!("saved {} UTC", at.format("%H:%M"))
        } else {
            format!("saved {}", day(at.date_naive()))
        }
    });
    let role = if here { Role::Selected } else { Role::Text };
    let row = Row::text(3, name, role).and(25, draft.period.spoken(), role).and(34, what, Role::Text).and(
        width.saturating_sub(20).max(62),
        saved,
        Role::Quiet,
    );
    if here { row.marked(1) } else { row }
}

fn team_head() -> Row {
    Row::text(3, "Teams", Role::Quiet).and(25, "last", Role::Quiet).and(34, "score", Role::Quiet).and(
        41,
        "level",
        Role::Quiet,
    )
}

fn team_row(row: &TeamRow, here: bool, ellipsis: &str) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let name = fit_pad(Clean::line(&row.team.name).as_str(), 20, ellipsis);
    let line = Row::text(3, name, role);
    let line = match &row.latest {
        None => line.and(25, "no assessment finished yet", Role::Quiet),
        Some(latest) => {
            let score = latest.score.map_or("-".to_owned(), Ratio::score);
            let level =
                latest.level.map_or("-".to_owned(), |l| format!("{l} {}", Clean::line(&latest.level_name)));
            let level = match &latest.scope {
                Some(scope) => format!("{level} within {}", Clean::line(scope)),
                None => level,
            };
            line.and(25, latest.period.spoken(), Role::Text).and(34, score, Role::Text).and(
                41,
                level,
                Role::Text,
            )
        }
    };
    if here { line.marked(1) } else { line }
}

fn problems(app: &App, width: usize) -> Vec<Row> {
    let mut list = Vec::new();
    for problem in &app.home.problems {
        list.push(Row::blank());
        let lines = wrap(Clean::line(problem).as_str(), width.saturating_sub(6));
        for (i, line) in lines.into_iter().enumerate() {
            let row = Row::text(3, line, Role::Text);
            list.push(if i == 0 { row.and(1, "!", Role::Warning) } else { row });
        }
    }
    list
}
