//! The review in lines: what is open, flagged, unsure or without evidence, and what finishing would mean.

use crate::answering;
use crate::app::screen::review::{Choice, Entry, Group, Review, members, outlook, rows};
use crate::app::work::Work;
use crate::app::{Action, App, Screen};
use crate::model::{AnswerState, QuestionId};

use super::ask::{Told, place};
use super::talk::Talk;
use super::turn::say_page;

pub(super) const PROMPT: &str = "Number to open, F finish, r results so far, o overview, b back, h help:";

pub(super) const HELP: &[&str] = &[
    "A number: open that question.",
    "f and a number: clear its flag, or flag it.",
    "e and a number: write a note on that question.",
    "p and a number: park a topic at that question.",
    "filter: show the next group only, then all again.",
    "F or finish: finish; the record can not be changed afterwards. Asks once.",
    "r: results so far. o: overview. b: back.",
];

pub(super) fn page(app: &App, screen: &Review) -> Vec<String> {
    let Some(work) = &app.work else { return Vec::new() };
    let (answered, asked) = work.progress();
    let mut lines = vec![format!(
        "Review of {}, {}: {answered} of {asked} answered.",
        work.team.name,
        work.period().spoken()
    )];
    let rows = rows(work, screen.filter);
    if screen.nothing_left(work) {
        lines.push("Nothing left to review.".to_owned());
        for (i, choice) in Choice::ALL.iter().enumerate() {
            let text = match choice {
                Choice::Finish => "Finish.",
                Choice::LookAgain => "Look again: back to the overview.",
            };
            lines.push(format!("{}. {text}", i + 1));
        }
        lines.extend(outlook(work));
        return lines;
    }
    let mut last = None;
    for (i, (group, entry)) in rows.iter().enumerate() {
        if last != Some(*group) {
            last = Some(*group);
            lines.push(format!("{}, {}:", group.title(work), members(work, *group).len()));
        }
        let line = match entry {
            Entry::Question(id) => question_line(work, id),
            Entry::Parked(place) => parked_line(work, *place),
        };
        lines.push(format!("{}. {line}", i + 1));
    }
    if let Some(group) = screen.filter {
        let others =
            Group::ALL.iter().filter(|g| **g != group).map(|g| members(work, *g).len()).sum::<usize>();
        lines.push(format!("Other groups, not shown: {others}."));
    }
    lines.extend(outlook(work));
    lines
}

fn parked_line(work: &Work, place: usize) -> String {
    let Some(parked) = work.draft.parking_lot.get(place) else { return String::new() };
    let at = parked.question.as_ref().map_or(String::new(), |id| format!("{id}: "));
    format!("{at}{}", parked.text)
}

fn question_line(work: &Work, id: &QuestionId) -> String {
    let Some(question) = work.questionnaire.question(id) else { return id.to_string() };
    let answer = work.answers.get(id).or_else(|| work.answer(id));
    let what = match answer.map(|a| &a.state) {
        Some(AnswerState::NotApplicable { reason }) => format!("not applicable, {reason}"),
        _ => answering::short(question, answer),
    };
    let must = if question.must_have { ", must-have" } else { "" };
    let said = answer.and_then(|a| a.flag.as_deref().filter(|f| !f.is_empty()).or(a.note.as_deref()));
    let said = said.map_or(String::new(), |text| format!(" Said: {text}"));
    format!("{id} {}{must}: {what}.{said}", question.title)
}

pub(super) fn take(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    match line {
        "F" | "finish" => talk.act(Action::Finish)?,
        "filter" => {
            talk.act(Action::Filter)?;
            say_page(talk)?;
        }
        "r" => talk.act(Action::Results)?,
        "o" => talk.act(Action::Overview)?,
        "b" => talk.act(Action::Back)?,
        other => return on_row(talk, other),
    }
    Ok(true)
}

fn on_row(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    let (action, number) = match (line.strip_prefix('f'), line.strip_prefix('p')) {
        (Some(rest), _) => (Action::Flag, rest.trim()),
        (_, Some(rest)) => (Action::Park, rest.trim()),
        _ if line.starts_with('e') => (Action::Note, line.trim_start_matches('e').trim()),
        _ => (Action::Open, line),
    };
    let count = match (&talk.app.screen, &talk.app.work) {
        (Screen::Review(screen), Some(work)) if screen.nothing_left(work) => Choice::ALL.len(),
        (Screen::Review(screen), Some(work)) => rows(work, screen.filter).len(),
        _ => 0,
    };
    let Some(place) = place(number, count) else { return Ok(false) };
    talk.select(place)?;
    talk.act(action)?;
    if action == Action::Flag {
        say_page(talk)?;
    }
    Ok(true)
}
