//! The form for a new assessment, or for the profile of the open draft.

use crate::app::App;
use crate::app::scopes::{count, scope_name};
use crate::app::screen::new::{Field, New, Who};
use crate::model::Profile;
use crate::model::profile::ProfileValue;
use crate::model::questionnaire::{ProfileKind, ProfileQuestion};
use crate::text::Clean;
use crate::text::width::{cells, fit, fit_end, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame};

mod pane;

/// The column of the values.
const VALUE: usize = 17;

pub fn draw(app: &App, form: &New, page: &mut Page<'_>) {
    let title = if form.editing { "What the team runs" } else { "New assessment" };
    let right = format!("{} {}", form.questionnaire.title, form.questionnaire.version);
    frame::head(page, title, Clean::line(&right).as_str(), 0, 0);
    frame::body(page, |page| {
        let (width, height) = (page.width(), page.height());
        let wide = width >= WIDE && !form.editing;
        let left = if wide { (width - 41).min(79) } else { width };
        let below = below(app, form, left);
        // What will be asked, and where it goes, is always there; the fields above it scroll.
        let space = height.saturating_sub(below.len());
        page.within(0, 0, left, space, |page| {
            let list = fields(app, form, page);
            drawn::draw(page, &list);
        });
        page.within(0, space, left, below.len(), |page| drawn::draw_from(page, &below, 0));
        if wide {
            for y in 0..height {
                page.put(left, y, page.glyphs.divider(), Role::Quiet);
            }
            page.within(left + 1, 0, width - left - 1, height, |page| {
                let list = pane::rows(app, form, page.width());
                drawn::draw_from(page, &list, 0);
            });
        }
    });
}

fn fields(app: &App, form: &New, page: &Page<'_>) -> Vec<Row> {
    let mut list = vec![Row::blank()];
    let mut about = 0;
    let fields = form.fields(&app.home);
    for (i, field) in fields.iter().enumerate() {
        let here = i == form.selected;
        let mut rows = field_rows(app, form, field, here, page.width());
        if here && let Some(first) = rows.first_mut() {
            *first = first.clone().marked(1);
        }
        list.extend(rows);
        // What the assessment is stands together; each question about the team stands alone.
        if matches!(field, Field::ScopeNote) {
            about = list.len();
        }
        if matches!(field, Field::ScopeNote | Field::Profile(_)) {
            list.push(Row::blank());
        }
    }
    while list.last().is_some_and(|row| row.pieces.is_empty()) {
        list.pop();
    }
    // On a low window the empty rows go first, all of a kind at once.
    for kept in [about, 0] {
        if list.len() > page.height() {
            let mut place = 0;
            list.retain(|row| {
                place += 1;
                !row.pieces.is_empty() || place - 1 <= kept
            });
        }
    }
    if list.len() > page.height() && list.first().is_some_and(|row| row.pieces.is_empty()) {
        list.remove(0);
    }
    list
}

/// How much is asked, by what, and where it is kept.
fn below(app: &App, form: &New, width: usize) -> Vec<Row> {
    let mut list = vec![Row::blank(), applies(form, width)];
    if form.editing {
        return list;
    }
    let choice = form.chosen(&app.home).and_then(|i| app.home.questionnaires.get(i));
    let from_choice = choice.is_some();
    let from = form.row(&app.home).map_or("", |row| row.from.as_str());
    let from = choice.map_or(from, |c| c.from.as_str());
    let from = if from.is_empty() { String::new() } else { format!(" ({from})") };
    let questionnaire = format!("{} {}{from}", form.questionnaire.id, form.questionnaire.version);
    let space = width.saturating_sub(VALUE + 1);
    list.push(Row::text(3, if from_choice { "From" } else { "Questions" }, Role::Quiet).and(
        VALUE,
        fit(&questionnaire, space, "..."),
        Role::Text,
    ));
    let id = match form.row(&app.home) {
        Some(row) => row.team.id.to_string(),
        None => crate::model::id::slug_from_name(form.team_name(&app.home)),
    };
    let id = if id.is_empty() { "(team)".to_owned() } else { id };
    let path = format!("{}/drafts/{id}/{}.journal", app.home.data_dir, form.period);
    // The end of a path says more than its start.
    let path = fit_end(Clean::line(&path).as_str(), space);
    list.push(Row::text(3, "Saves to", Role::Quiet).and(VALUE, path, Role::Text));
    list
}

fn applies(form: &New, width: usize) -> Row {
    let all = count(&form.questionnaire, &form.scope(), &Profile::default());
    let applicable = count(&form.questionnaire, &form.scope(), &form.profile);
    let noun = if applicable == 1 { "question applies" } else { "questions apply" };
    let left_out = all.saturating_sub(applicable);
    let more = if left_out > 0 { format!(", {left_out} left out") } else { String::new() };
    let by = if left_out > 0 { " by the profile" } else { "" };
    let text = format!("{applicable} {noun}{more}");
    let fits = VALUE + cells(&text) + cells(by) < width;
    Row::text(3, "Asks", Role::Quiet).and(VALUE, format!("{text}{}", if fits { by } else { "" }), Role::Text)
}

fn line(label: &str, value: &str, more: &str, here: bool) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let wide = crate::text::width::cells(value);
    let at = if wide == 0 { VALUE } else { VALUE + wide + 3 };
    Row::text(3, label, if here { Role::Strong } else { Role::Quiet }).and(VALUE, value, role).and(
        at,
        more,
        Role::Quiet,
    )
}

/// What stands in the way of the quarter already.
fn taken(app: &App, form: &New) -> Option<&'static str> {
    let id = &form.row(&app.home)?.team.id;
    if app.home.drafts.iter().any(|d| d.team == *id && d.period == form.period) {
        return Some("there is a draft already (Start says more)");
    }
    let finished = form.row(&app.home)?.latest.as_ref().is_some_and(|l| l.period == form.period);
    finished.then_some("finished already; Start offers to amend it")
}

/// A day without its year: `1 Oct`.
fn short_day(date: chrono::NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

fn field_rows(app: &App, form: &New, field: &Field, here: bool, width: usize) -> Vec<Row> {
    match field {
        Field::Team => vec![team(app, form, here)],
        Field::Quarter => {
            let days = form.period.days(form.quarter_starts);
            let more = days.map_or(String::new(), |(a, b)| format!("{} to {}", short_day(a), short_day(b)));
            let mut rows = vec![line("Quarter", &form.period.spoken(), &more, here)];
            rows.extend(taken(app, form).map(|text| Row::text(VALUE, text, Role::Text)));
            rows
        }
        Field::Questionnaire => questionnaire(app, form, here, width),
        Field::Scope => scope(form, here, width),
        Field::From => from(app, form, here, width),
        Field::ScopeNote => {
            let text = Clean::line(&form.scope_note);
            let more = if text.as_str().is_empty() { "clusters, services (optional)" } else { "" };
            vec![line("Covers", text.as_str(), more, here)]
        }
        Field::Profile(i) => {
            form.questionnaire.profile.get(*i).map_or_else(Vec::new, |q| profile(form, q, here, width))
        }
        Field::Go => vec![go(form, here)],
    }
}

fn team(app: &App, form: &New, here: bool) -> Row {
    let name = Clean::line(form.team_name(&app.home));
    let others = app.home.teams.len();
    match &form.who {
        Who::New(text) if text.is_empty() && others == 0 => line("Team", "(enter a name)", "", here),
        Who::New(text) if text.is_empty() => {
            line("Team", "(enter the name of a new team)", "left, right: your teams", here)
        }
        Who::New(_) => line("Team", name.as_str(), "new", here),
        Who::Existing(_) => line("Team", name.as_str(), "left, right: other teams", here),
    }
}

fn questionnaire(app: &App, form: &New, here: bool, width: usize) -> Vec<Row> {
    let name = format!("{} {}", form.questionnaire.title, form.questionnaire.version);
    let name = Clean::line(&name).to_string();
    let place = form.chosen(&app.home).map_or(0, |i| i + 1);
    let more = format!("{place} of {}; left, right: others", app.home.questionnaires.len());
    if VALUE + cells(&name) + 3 + cells(&more) < width {
        return vec![line("Questions", &name, &more, here)];
    }
    vec![
        line("Questions", &fit(&name, width.saturating_sub(VALUE + 1), "..."), "", here),
        Row::text(VALUE, more, Role::Quiet),
    ]
}

fn scope(form: &New, here: bool, width: usize) -> Vec<Row> {
    let scope = form.scope();
    let questions = count(&form.questionnaire, &scope, &form.profile);
    let noun = if questions == 1 { "question" } else { "questions" };
    let name = scope_name(&form.questionnaire, &scope);
    let minutes = (questions * 75).div_ceil(60);
    let value = format!("{}, {questions} {noun}", Clean::line(&name));
    let more = format!("about {minutes} min as a team; enter lists");
    if VALUE + cells(&value) + 3 + cells(&more) < width {
        return vec![line("Scope", &value, &more, here)];
    }
    vec![line("Scope", &value, "", here), Row::text(VALUE, more, Role::Quiet)]
}

fn from(app: &App, form: &New, here: bool, width: usize) -> Vec<Row> {
    let last = form.last(&app.home).map_or(String::new(), |l| l.period.spoken());
    let choice = |label: &str, name: &str, more: &str, on: bool| {
        let mark = if on { "(x)" } else { "( )" };
        let role = if here && on { Role::Selected } else { Role::Text };
        let more = if VALUE + 21 + cells(more) < width { more } else { "" };
        Row::text(3, label, if here { Role::Strong } else { Role::Quiet })
            .and(VALUE, format!("{mark} {name}"), role)
            .and(VALUE + 20, more, Role::Quiet)
    };
    let shown = format!("{last} answers shown, each to be kept");
    vec![
        choice("Start from", "last quarter", &shown, form.from_last),
        choice("", "blank", "nothing is shown beside the questions", !form.from_last),
    ]
}

fn profile(form: &New, question: &ProfileQuestion, here: bool, width: usize) -> Vec<Row> {
    let value = form.profile.0.get(&question.id);
    let prompt = wrap(Clean::line(&question.prompt).as_str(), width.saturating_sub(6));
    let mut rows: Vec<Row> =
        prompt.into_iter().map(|l| Row::text(3, l, if here { Role::Strong } else { Role::Quiet })).collect();
    let last = match &question.kind {
        ProfileKind::Choices { choices } => {
            let mut row = Row::blank();
            let mut x = 5;
            for (i, choice) in choices.iter().enumerate() {
                let picked = matches!(value, Some(ProfileValue::Choices(list)) if list.contains(choice));
                let mark = if picked { "[x]" } else { "[ ]" };
                let role = if here && i == form.choice { Role::Selected } else { Role::Text };
                let text = format!("{mark} {choice}");
                let wide = crate::text::width::cells(&text);
                if x > 5 && x + wide + 1 > width {
                    rows.push(std::mem::take(&mut row));
                    x = 5;
                }
                row = row.and(x, text, role);
                x += wide + 3;
            }
            row
        }
        ProfileKind::Bool => {
            let now = match value {
                Some(ProfileValue::Bool(b)) => Some(*b),
                _ => None,
            };
            let mut row = Row::blank();
            for (x, text, is) in [(5, "yes", Some(true)), (15, "no", Some(false)), (24, "not said", None)] {
                let mark = if now == is { "(x)" } else { "( )" };
                let role = if here && now == is { Role::Selected } else { Role::Text };
                row = row.and(x, format!("{mark} {text}"), role);
            }
            row
        }
        ProfileKind::Number => {
            let text = match value {
                Some(ProfileValue::Number(n)) => n.to_string(),
                _ => "not said".to_owned(),
            };
            Row::text(5, text, if here { Role::Selected } else { Role::Text })
        }
    };
    rows.push(last);
    rows
}

fn go(form: &New, here: bool) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    Row::text(3, if form.editing { "Keep" } else { "Start" }, role)
}
