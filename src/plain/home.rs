//! Home in lines: running drafts, teams, start.

use chrono::NaiveDate;

use crate::app::home::{DraftRow, Problem, TeamRow, due_in};
use crate::app::screen::home::{Row, rows};
use crate::app::{Action, App};
use crate::model::{Ratio, TeamId};

use super::ask::{Told, place, several};
use super::talk::Talk;

pub(super) const PROMPT: &str = "Number to open, n new assessment, r and a number roadmap, h help, q stop:";

pub(super) const HELP: &[&str] = &[
    "A number: open what has that number: continue a draft, see a result, start.",
    "n: new assessment. n and a number: for the team of that draft or result.",
    "archive and the number of a team: put the team aside. Asks once; nothing is deleted.",
    "r and the number of a team: its roadmap.",
    "c and the number of a team: compare its last two assessments.",
    "history and the number of a team: every finished assessment.",
];

pub(super) fn page(app: &App) -> Vec<String> {
    let mut list = vec!["Quaymark. Home.".to_owned()];
    if app.home.teams.is_empty() && app.home.drafts.is_empty() {
        let questions = app.questionnaire.questions();
        let minutes = (questions * 75).div_ceil(60);
        list.push("Find out how your team runs containers today, and what to do next.".to_owned());
        list.push(format!("{questions} questions, about {minutes} minutes as a team, once a quarter."));
        list.push("Everything stays in plain files on this machine.".to_owned());
    }
    for (i, row) in rows(&app.home).into_iter().enumerate() {
        let text = match row {
            Row::Draft(d) => app.home.drafts.get(d).map(draft),
            Row::Team(t) => app.home.teams.get(t).map(|t| team(t, app.now.date_naive())),
            Row::Problem(p) => app.home.problems.get(p).map(problem),
            Row::Start => Some("Start an assessment.".to_owned()),
            Row::Quick => app.home.quick.as_ref().map(|q| {
                format!("{}, {}: one look at every dimension.", q.title, several(q.questions, "question"))
            }),
        };
        list.push(format!("{}. {}", i + 1, text.unwrap_or_default()));
    }
    if !app.home.archived.is_empty() {
        let hidden = several(app.home.archived.len(), "archived team");
        list.push(format!("Not listed: {hidden}. To see: quaymark team list --all"));
    }
    list.push(format!("Data folder: {}", app.home.data_dir));
    list
}

fn draft(row: &DraftRow) -> String {
    let flagged = if row.flagged > 0 { format!(", {} flagged", row.flagged) } else { String::new() };
    let saved =
        row.changed.map_or(String::new(), |at| format!(", saved {} UTC", at.format("%-d %b %Y %H:%M")));
    format!(
        "Continue: {}, {}, {} of {} answered{flagged}{saved}.",
        row.name,
        row.period.spoken(),
        row.answered,
        row.questions
    )
}

fn team(row: &TeamRow, today: NaiveDate) -> String {
    let Some(latest) = &row.latest else {
        return format!("Team: {}, no assessment finished yet.", row.team.name);
    };
    let score = latest.score.map_or("no score".to_owned(), |s| format!("score {}", Ratio::score(s)));
    let level = latest.level.map_or("no level".to_owned(), |l| format!("level {l} {}", latest.level_name));
    let within = latest.scope.as_ref().map_or(String::new(), |s| format!(" within {s}"));
    let due = row.due.map_or(String::new(), |due| format!(" Next due: {}.", due_in(due, today)));
    format!("Result: {}, {}, {score}, {level}{within}.{due}", row.team.name, latest.period.spoken())
}

fn problem(problem: &Problem) -> String {
    let (file, what) = problem.brief();
    format!("Attention: {file}{what}")
}

pub(super) fn take(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    let count = rows(&talk.app.home).len();
    if line == "n" {
        talk.select(count.saturating_sub(1))?;
        talk.act(Action::New)?;
        return Ok(true);
    }
    if let Some(place) = line.strip_prefix('n').and_then(|rest| place(rest.trim(), count)) {
        talk.select(place)?;
        talk.act(Action::New)?;
        return Ok(true);
    }
    let words = [
        ("archive", Action::Archive),
        ("history", Action::History),
        ("r", Action::Roadmap),
        ("c", Action::Compare),
    ];
    let found = words.into_iter().find_map(|(word, action)| Some((action, line.strip_prefix(word)?.trim())));
    let (action, number) = found.unwrap_or((Action::Open, line));
    let Some(place) = place(number, count) else { return Ok(false) };
    talk.select(place)?;
    talk.act(action)?;
    Ok(true)
}

/// Continues the draft of a team, or opens the form for a new one.
pub(super) fn go_to_team(talk: &mut Talk<'_>, team: &TeamId) -> Told {
    let wanted = talk.period;
    let home = &talk.app.home;
    let row = rows(home).iter().position(|row| match row {
        Row::Draft(i) => home
            .drafts
            .get(*i)
            .is_some_and(|d| d.team == *team && wanted.is_none_or(|period| d.period == period)),
        Row::Team(_) | Row::Problem(_) | Row::Start | Row::Quick => false,
    });
    if let Some(row) = row {
        talk.select(row)?;
        return talk.act(Action::Open);
    }
    let Some(place) = home.teams.iter().position(|t| t.team.id == *team) else {
        let there = several(home.teams.len(), "team");
        return talk.say(&format!("There is no team {team} here; the data folder has {there}."));
    };
    let drafts = home.drafts.len();
    talk.select(drafts + place)?;
    talk.act(Action::New)
}
