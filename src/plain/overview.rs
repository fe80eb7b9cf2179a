//! The overview of a draft in lines: dimensions with what is answered, and the questions of one.

use crate::answering;
use crate::app::screen::overview::{Overview, dimensions, left};
use crate::app::work::Work;
use crate::app::{Action, App};
use crate::model::profile::applies;
use crate::model::{Dimension, Question, Ratio};

use super::ask::{self, Told, place};
use super::talk::Talk;

pub(super) const HELP: &[&str] = &[
    "A number or a code such as SEC: the questions of that dimension; then a number opens a question.",
    "n: the next open question.",
    "t: change what the team runs and what this covers.",
    "r: results so far. R or review: review before finishing.",
    "b: back.",
];

pub(super) fn page(app: &App, screen: &Overview) -> Vec<String> {
    let Some(work) = &app.work else { return Vec::new() };
    let list = dimensions(work);
    if screen.question.is_some() {
        let inside = list.get(screen.dimension);
        return inside
            .map_or_else(Vec::new, |(dimension, questions)| inside_page(work, dimension, questions));
    }
    let (answered, asked) = work.progress();
    let mut lines = vec![format!(
        "Overview of {}, {}: {answered} of {asked} answered.",
        work.team.name,
        work.period().spoken()
    )];
    for (i, (dimension, questions)) in list.iter().enumerate() {
        lines.push(format!("{}. {}", i + 1, dimension_line(work, dimension, questions)));
    }
    lines.push(left(work));
    lines
}

fn dimension_line(work: &Work, dimension: &Dimension, questions: &[&Question]) -> String {
    let applying: Vec<_> =
        questions.iter().filter(|q| applies(&q.applies_when, &work.draft.profile)).collect();
    let answered = applying.iter().filter(|q| work.answers.contains_key(&q.id)).count();
    let flags = questions.iter().filter(|q| work.answer(&q.id).is_some_and(|a| a.flag.is_some())).count();
    let score = work.card.dimension(&dimension.code).filter(|_| answered > 0).and_then(|s| s.score);
    let score = score.map_or(String::new(), |s| format!(", score {}", Ratio::score(s)));
    let flags = if flags > 0 { format!(", {flags} flagged") } else { String::new() };
    format!(
        "{} {}: {answered} of {} answered{score}{flags}.",
        dimension.code,
        dimension.title,
        applying.len()
    )
}

fn inside_page(work: &Work, dimension: &Dimension, questions: &[&Question]) -> Vec<String> {
    let mut lines = vec![format!("Dimension {} {}.", dimension.code, dimension.title)];
    for (i, question) in questions.iter().enumerate() {
        let answer = work.answer(&question.id);
        let what = if applies(&question.applies_when, &work.draft.profile) {
            answering::short(question, answer)
        } else {
            "not applicable, left out by the profile".to_owned()
        };
        let flag = if answer.is_some_and(|a| a.flag.is_some()) { ", flagged" } else { "" };
        lines.push(format!("{}. {} {}: {what}{flag}.", i + 1, question.id, question.title));
    }
    lines
}

pub(super) fn prompt(screen: &Overview) -> String {
    if screen.question.is_some() {
        "Number of a question, b back to the dimensions, h help:".to_owned()
    } else {
        "Number or code of a dimension, n next open, R review, b back, h help:".to_owned()
    }
}

pub(super) fn take(talk: &mut Talk<'_>, screen: &Overview, line: &str) -> Told<bool> {
    match line {
        "b" if screen.question.is_some() => talk.act(Action::Out)?,
        "b" => talk.act(Action::Back)?,
        "n" => talk.act(Action::NextOpen)?,
        "t" => talk.act(Action::Profile)?,
        "r" => talk.act(Action::Results)?,
        "R" | "review" => talk.act(Action::Review)?,
        other => return open(talk, screen, other),
    }
    Ok(true)
}

fn open(talk: &mut Talk<'_>, screen: &Overview, line: &str) -> Told<bool> {
    let Some(work) = &talk.app.work else { return Ok(false) };
    let list = dimensions(work);
    if screen.question.is_some() {
        let count = list.get(screen.dimension).map_or(0, |(_, questions)| questions.len());
        if let Some(question) = place(line, count) {
            talk.select(question)?;
            talk.act(Action::Open)?;
            return Ok(true);
        }
    }
    let codes = list.iter().map(|(d, _)| &d.code);
    let Some(dimension) = ask::dimension(line, screen.question.is_none(), codes) else { return Ok(false) };
    talk.act_only(Action::Out)?;
    talk.select(dimension)?;
    talk.act(Action::Into)?;
    Ok(true)
}
