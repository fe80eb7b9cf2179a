//! The form for a new assessment, or for the profile of the open draft.

use crate::app::App;
use crate::app::scopes::{count, scope_name};
use crate::app::screen::new::{Field, New, Who};
use crate::model::profile::ProfileValue;
use crate::model::questionnaire::{ProfileKind, ProfileQuestion};
use crate::text::Clean;
use crate::text::width::wrap;
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::frame;
use super::home::day;

/// The column of the values.
const VALUE: usize = 17;

pub fn draw(app: &App, form: &New, page: &mut Page<'_>) {
    let title = if form.editing { "What the team runs" } else { "New assessment" };
    let right = format!("{} {}", form.questionnaire.title, form.questionnaire.version);
    frame::head(page, title, Clean::line(&right).as_str(), 0, 0);
    frame::body(page, |page| {
        let mut list = vec![Row::blank()];
        for (i, field) in form.fields().iter().enumerate() {
            let here = i == form.selected;
            let mut rows = field_rows(app, form, field, here, page.width());
            if here && let Some(first) = rows.first_mut() {
                *first = first.clone().marked(1);
            }
            list.extend(rows);
            list.push(Row::blank());
        }
        drawn::draw(page, &list);
    });
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

fn field_rows(app: &App, form: &New, field: &Field, here: bool, width: usize) -> Vec<Row> {
    match field {
        Field::Team => vec![team(app, form, here)],
        Field::Quarter => {
            let days = form.period.days(form.quarter_starts);
            let more = days.map_or(String::new(), |(a, b)| format!("{} to {}", day(a), day(b)));
            vec![line("Quarter", &form.period.spoken(), &more, here)]
        }
        Field::Scope => vec![scope(form, here)],
        Field::ScopeNote => {
            let text = Clean::line(&form.scope_note);
            let more =
                if text.as_str().is_empty() { "clusters, services, environments (optional)" } else { "" };
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

fn scope(form: &New, here: bool) -> Row {
    let scope = form.scope();
    let questions = count(&form.questionnaire, &scope, &form.profile);
    let noun = if questions == 1 { "question" } else { "questions" };
    let name = scope_name(&form.questionnaire, &scope);
    let minutes = (questions * 75).div_ceil(60);
    let value = format!("{}, {questions} {noun}", Clean::line(&name));
    line("Scope", &value, &format!("about {minutes} min as a team; enter lists"), here)
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
    let scope = form.scope();
    let applicable = count(&form.questionnaire, &scope, &form.profile);
    let word = if form.editing { "Keep" } else { "Start" };
    let noun = if applicable == 1 { "question applies" } else { "questions apply" };
    Row::text(3, word, role).and(VALUE, format!("{applicable} {noun} to this profile"), Role::Quiet)
}
