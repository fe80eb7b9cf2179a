//! Home: continue, teams, what needs a hand, start. The first run says what this is.

use chrono::NaiveDate;

use crate::app::App;
use crate::app::home::{DraftRow, Problem, saved_at};
use crate::app::screen::home::{Home, Row as Item, rows};
use crate::text::Clean;
use crate::text::width::{cells, fit, fit_end, fit_pad, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame, teams};

pub fn draw(app: &App, screen: &Home, page: &mut Page<'_>) {
    let right = state(app, page.width());
    frame::head(page, "Quaymark", &right, 0, 0);
    frame::body(page, |page| {
        if app.home.teams.is_empty() && app.home.drafts.is_empty() {
            let list = first_run(app, screen, page);
            return drawn::draw(page, &list);
        }
        let (width, height) = (page.width(), page.height());
        let left = if width >= WIDE { (width - 41).min(79) } else { width };
        page.within(0, 0, left, height, |page| {
            let list = overview(app, screen, page);
            drawn::draw(page, &list);
        });
        if left < width {
            for y in 0..height {
                page.put(left, y, page.glyphs.divider(), Role::Quiet);
            }
            page.within(left + 1, 0, width - left - 1, height, |page| {
                let list = teams::pane(app, screen.row(&app.home), page);
                drawn::draw_from(page, &list, 0);
            });
        }
    });
}

/// How much there is, and the day.
fn state(app: &App, width: usize) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut parts = Vec::new();
    if !app.home.problems.is_empty() {
        parts.push(count(app.home.problems.len(), "problem"));
    }
    let known = app.home.teams.len();
    // While the first teams are read there is only their number.
    let teams = app.home.reading.filter(|_| known == 0).unwrap_or(known);
    parts.push(match teams {
        0 => "no teams yet".to_owned(),
        1 => "1 team".to_owned(),
        n => format!("{} teams", thousands(n)),
    });
    if teams > 0 {
        parts.push(format!("today {}", day(app.now.date_naive())));
    }
    let data = Clean::line(&app.home.data_dir).to_string();
    if width >= WIDE && !app.home.teams.is_empty() && cells(&data) < width / 2 {
        parts.push(data);
    }
    parts.join("   ")
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

/// A day as people read it: `23 Nov 2026`.
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

fn first_run(app: &App, screen: &Home, page: &Page<'_>) -> Vec<Row> {
    let width = page.width();
    let questions = app.questionnaire.questions();
    let minutes = (questions * 75).div_ceil(60);
    let about = format!("{questions} questions, about {minutes} minutes as a team, once a quarter.");
    let lines = [
        "Find out how your team runs containers today, and what to do next.",
        &about,
        "Everything stays in plain files on this machine.",
    ];
    let mut list = vec![Row::blank()];
    for line in lines {
        list.extend(wrap(line, width.saturating_sub(4)).into_iter().map(|l| Row::text(3, l, Role::Text)));
    }
    list.extend([Row::blank(), Row::blank()]);
    for item in rows(&app.home) {
        let here = screen.row(&app.home) == Some(item);
        list.push(match item {
            Item::Quick => quick(app, here),
            Item::Problem(i) => match app.home.problems.get(i) {
                Some(problem) => problem_row(problem, here, page),
                None => Row::blank(),
            },
            _ => choice("Start an assessment", "creates your first team", here),
        });
    }
    list.extend([Row::blank(), Row::blank(), data_dir(app, width)]);
    list.extend(archived(app, width));
    list.push(Row::text(3, "Screen reader", Role::Quiet).and(
        18,
        "quit, then run: quaymark assess --plain",
        Role::Text,
    ));
    // On a low window the empty rows go first.
    if list.len() > page.height() {
        list.retain(|row| !row.pieces.is_empty());
    }
    list
}

fn choice(name: &str, more: &str, here: bool) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let row = Row::text(3, name, role).and(31, more, Role::Quiet);
    if here { row.marked(1) } else { row }
}

fn quick(app: &App, here: bool) -> Row {
    let Some(quick) = &app.home.quick else { return Row::blank() };
    let noun = if quick.questions == 1 { "question" } else { "questions" };
    let name = format!("{} ({} {noun})", Clean::line(&quick.title), quick.questions);
    let minutes = (quick.questions * 75).div_ceil(60);
    choice(&name, &format!("about {minutes} minutes"), here)
}

fn data_dir(app: &App, width: usize) -> Row {
    let more = if app.home.no_folder { "   (will be created)" } else { "" };
    let space = width.saturating_sub(20 + cells(more));
    let path = Clean::line(&app.home.data_dir);
    let row = Row::text(3, "Data folder", Role::Quiet).and(18, fit(path.as_str(), space, "..."), Role::Text);
    row.and(18 + cells(path.as_str()).min(space), more, Role::Quiet)
}

/// How many teams are not shown, and how to see them.
fn archived(app: &App, width: usize) -> Vec<Row> {
    let count = app.home.archived.len();
    if count == 0 {
        return Vec::new();
    }
    let noun = if count == 1 { "team is" } else { "teams are" };
    let text = format!("{count} archived {noun} not shown; quaymark team list --all names them");
    let lines = wrap(&text, width.saturating_sub(19));
    drawn::labelled("Archived", 3, 15, &lines, Role::Text)
}

fn overview(app: &App, screen: &Home, page: &Page<'_>) -> Vec<Row> {
    let width = page.width();
    let selected = screen.row(&app.home);
    let mut list = vec![Row::blank()];
    let all = rows(&app.home);
    let mut headed = false;
    if all.iter().any(|r| matches!(r, Item::Draft(_))) {
        list.push(Row::text(3, "Continue", Role::Quiet));
    }
    for item in all {
        let here = selected == Some(item);
        match item {
            Item::Draft(i) => list.extend(app.home.drafts.get(i).map(|d| draft_row(app, d, here, page))),
            Item::Team(i) => {
                if !std::mem::replace(&mut headed, true) {
                    list.extend(
                        [Row::blank(), teams::head(width)].into_iter().skip(usize::from(list.len() == 1)),
                    );
                }
                list.extend(app.home.teams.get(i).map(|t| teams::row(t, here, app.now.date_naive(), page)));
            }
            Item::Problem(i) => {
                if i == 0 {
                    list.extend([Row::blank(), Row::text(3, "Needs a hand", Role::Quiet)]);
                }
                list.extend(app.home.problems.get(i).map(|p| problem_row(p, here, page)));
            }
            Item::Start => {
                if let Some(teams) = app.home.reading.filter(|_| app.home.teams.is_empty()) {
                    list.push(Row::text(3, format!("reading {} teams", thousands(teams)), Role::Quiet));
                }
                list.push(Row::blank());
                list.push(choice("Start an assessment", "for a team, or a new one", here));
            }
            Item::Quick => list.push(quick(app, here)),
        }
    }
    list.push(Row::blank());
    list.push(data_dir(app, width));
    list.extend(archived(app, width));
    list
}

fn draft_row(app: &App, draft: &DraftRow, here: bool, page: &Page<'_>) -> Row {
    let (width, ellipsis) = (page.width(), page.glyphs.ellipsis());
    let role = if here { Role::Selected } else { Role::Text };
    let columns = teams::Columns::at(width);
    let name = fit_pad(Clean::line(&draft.name).as_str(), columns.last - 4, ellipsis);
    let saved = saved_at(draft.changed, app.now);
    let at = width.saturating_sub(cells(&saved) + 2);
    let space = at.saturating_sub(columns.score + 2);
    let mut what = format!("{} of {} answered", draft.answered, draft.questions);
    let mut more = Vec::new();
    if draft.amends {
        more.push("amends".to_owned());
    }
    if draft.flagged > 0 {
        more.push(format!("{} flagged", draft.flagged));
    }
    for part in more {
        if cells(&what) + cells(&part) + 2 <= space {
            what = format!("{what}, {part}");
        }
    }
    if cells(&what) > space {
        what = format!("{}/{}", draft.answered, draft.questions);
    }
    let row = Row::text(3, name, role)
        .and(columns.last, draft.period.spoken(), role)
        .and(columns.score, what, Role::Text)
        .and(at, saved, Role::Quiet);
    if here { row.marked(1) } else { row }
}

fn problem_row(problem: &Problem, here: bool, page: &Page<'_>) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let (about, what) = problem.brief();
    let (about, space) = (Clean::line(&about), page.width().saturating_sub(7 + cells(&what)));
    // The end of a path says more than its start; of a sentence it is the other way.
    let about = match problem.file {
        Some(_) => fit_end(about.as_str(), space),
        None => fit(about.as_str(), space, page.glyphs.ellipsis()),
    };
    let text = format!("{about}{what}");
    let row = Row::text(3, "!", Role::Warning).and(5, text, role);
    if here { row.marked(1) } else { row }
}
