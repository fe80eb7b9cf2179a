//! A result in lines: the numbers, a line for each dimension and phase, what holds the next level back.

use crate::app::screen::results::{Results, View, listed, own};
use crate::app::shown::Shown;
use crate::app::{Action, App, Screen};
use crate::model::{Level, Ratio};
use crate::scoring::SetScore;

use super::ask::{self, Told, place, sentence};
use super::talk::Talk;
use super::{results_question, results_views};

pub(super) const HELP: &[&str] = &[
    "A number or a code such as SEC: the questions of that dimension; then a number says all about a question.",
    "bars, heatmap, radar, table or pathway: the result in that view. v: the next view.",
    "[ or earlier: the quarter before of this team. ] or later: the quarter after.",
    "amend: change a finished result: a draft that will replace it.",
    "p: how far along a pathway.",
    "r: roadmap.",
    "c: compare with the quarter before.",
    "x: write a file: the roadmap or the result, as Markdown, JSON or CSV.",
    "b: back.",
];

/// Team, quarter, and whether it is finished.
pub(super) fn head(shown: &Shown, title: &str) -> String {
    let state = match &shown.finished {
        Some((at, _)) => format!("finished {}", at.format("%-d %b %Y")),
        None => "draft so far".to_owned(),
    };
    format!("{title} of {}, {}, {state}.", shown.team.name, shown.period.spoken())
}

pub(super) fn page(app: &App, screen: &Results) -> Vec<String> {
    let Some(shown) = &app.shown else { return Vec::new() };
    if screen.question.is_some() {
        return inside(shown, screen.dimension);
    }
    let overall = &shown.card.overall;
    let mut lines = vec![head(shown, "Result")];
    lines.push(format!("Score: {}{}.", score(overall), results_views::was(shown, None, overall)));
    let within = shown.scope.label(&shown.questionnaire).map_or(String::new(), |s| format!(" within {s}"));
    lines.push(format!("Level: {}{within}.", level(shown, overall)));
    lines.push(format!("Coverage: {}.", overall.coverage.map_or("none".to_owned(), Ratio::percent)));
    lines.push(format!("Questions rated: {}.", overall.rated));
    lines.push(format!("Questions open: {}.", overall.open));
    lines.push(format!("Questions not applicable: {}.", overall.not_applicable));
    lines.extend(results_views::lines(shown, screen.view));
    for phase in &shown.card.phases {
        let name = shown.questionnaire.phases.iter().find(|p| p.number == phase.phase);
        let share = phase.progress.map_or("nothing applies".to_owned(), Ratio::percent);
        let done = if phase.complete == Some(true) { ", complete" } else { "" };
        lines.push(format!("Phase {}: {share}{done}.", name.map_or("", |p| p.name.as_str())));
    }
    lines.extend(holding_back(shown));
    lines.extend(shown.warnings.iter().map(|w| format!("Attention: {}", sentence(w))));
    lines
}

/// `2.10, level 2 Automated Orchestration, range to 2.46`.
pub(super) fn set_line(shown: &Shown, set: &SetScore) -> String {
    let Some(value) = set.score else { return "not applicable".to_owned() };
    let level = set.level.map_or("no level".to_owned(), |l| format!("level {}", label(shown, l)));
    let range = set.upper.filter(|_| set.has_range());
    let range = range.map_or(String::new(), |u| format!(", range to {}", u.score()));
    let possible = set.possible.filter(|p| Some(*p) != set.level);
    let possible = possible.map_or(String::new(), |p| format!(", level {p} possible"));
    format!("{}, {level}{range}{possible}", value.score())
}

fn label(shown: &Shown, level: Level) -> String {
    shown.questionnaire.level_label(level)
}

fn level(shown: &Shown, set: &SetScore) -> String {
    let Some(level) = set.level else { return "none, nothing applies".to_owned() };
    let possible = set.possible.filter(|p| *p != level);
    let possible = possible.map_or(String::new(), |p| format!(", level {p} possible"));
    format!("{}{possible}", label(shown, level))
}

fn score(set: &SetScore) -> String {
    match (set.score, set.upper) {
        (Some(score), Some(upper)) if set.has_range() => {
            format!("{}, range to {}", score.score(), upper.score())
        }
        (Some(score), _) => score.score(),
        _ => "none".to_owned(),
    }
}

/// What holds the next level back: must-haves, then the weight that is missing and the cheapest questions for it.
fn holding_back(shown: &Shown) -> Vec<String> {
    let Some(next) = shown.card.next_level() else {
        let every = shown.card.overall.level.is_some();
        return if every { vec!["Every level holds.".to_owned()] } else { Vec::new() };
    };
    let name = label(shown, next.level);
    let mut lines = Vec::new();
    for id in &next.must_haves_below {
        let title = shown.questionnaire.question(id).map_or("", |q| q.title.as_str());
        lines.push(format!("Holding level {name} back: must-have {id} {title}."));
    }
    if let (Some(missing), Some(candidates)) = (next.missing_weight, &next.candidates) {
        let named: Vec<&str> = candidates.iter().take(3).map(|b| b.question.as_str()).collect();
        let more = candidates.len().saturating_sub(3);
        let more = if more > 0 { format!(", {more} more") } else { String::new() };
        let missing = missing.short();
        lines.push(format!(
            "Holding level {name} back: {missing} of weight missing; {}{more}.",
            named.join(", ")
        ));
    }
    lines
}

fn inside(shown: &Shown, dimension: usize) -> Vec<String> {
    let Some((code, set)) = shown.card.dimensions.get(dimension) else { return Vec::new() };
    let mut lines = vec![format!("Dimension {code}: {}.", set_line(shown, set))];
    for (i, entry) in own(shown, dimension).iter().enumerate() {
        lines.push(format!("{}. {}", i + 1, results_question::in_brief(shown, entry)));
    }
    lines
}

pub(super) fn prompt(screen: &Results) -> String {
    if screen.question.is_some() {
        "Number of a question for all about it, b back to the dimensions, h help:".to_owned()
    } else {
        "Number or code of a dimension, v next view, p pathway, r roadmap, x export, b back, h help:"
            .to_owned()
    }
}

pub(super) fn take(talk: &mut Talk<'_>, screen: &Results, line: &str) -> Told<bool> {
    match line {
        "b" if screen.question.is_some() => talk.act(Action::Out)?,
        "b" => talk.act(Action::Back)?,
        "v" => talk.act(Action::NextView)?,
        "[" | "earlier" => talk.act(Action::EarlierQuarter)?,
        "]" | "later" => talk.act(Action::LaterQuarter)?,
        "A" | "amend" => talk.act(Action::Amend)?,
        "p" if screen.question.is_none() => {
            let lines = talk.app.shown.as_ref().map_or_else(Vec::new, results_views::along);
            talk.say_all(&lines)?;
        }
        "r" => talk.act(Action::Roadmap)?,
        "c" => talk.act(Action::Compare)?,
        "x" => talk.act(Action::Export)?,
        other => match View::ALL.into_iter().find(|v| v.name() == other) {
            Some(view) => show(talk, view)?,
            None => return open(talk, screen, other),
        },
    }
    Ok(true)
}

/// Shows the dimensions in a view.
fn show(talk: &mut Talk<'_>, view: View) -> Told {
    let now = |talk: &Talk<'_>| match &talk.app.screen {
        Screen::Results(screen) => Some(screen.view),
        _ => None,
    };
    let no_pathway = talk.app.shown.as_ref().is_none_or(|s| s.along().is_none());
    if now(talk) == Some(view) || (view == View::Pathway && no_pathway) {
        return super::turn::say_page(talk);
    }
    while now(talk).is_some_and(|there| there != view) {
        talk.act_only(Action::NextView)?;
    }
    Ok(())
}

fn open(talk: &mut Talk<'_>, screen: &Results, line: &str) -> Told<bool> {
    let Some(shown) = &talk.app.shown else { return Ok(false) };
    if screen.question.is_some() {
        let own = own(shown, screen.dimension);
        if let Some(at) = place(line, own.len()) {
            let lines = own.get(at).map_or_else(Vec::new, |entry| results_question::whole(shown, entry));
            talk.select(at)?;
            talk.say_all(&lines)?;
            return Ok(true);
        }
    }
    let list = &shown.card.dimensions;
    let codes: Vec<_> = listed(shown).iter().filter_map(|p| list.get(*p)).map(|(code, _)| code).collect();
    // The numbers of the pathway are those of its stages.
    let numbered = screen.question.is_none() && screen.view != View::Pathway;
    let Some(row) = ask::dimension(line, numbered, codes.into_iter()) else { return Ok(false) };
    if screen.question.is_some() {
        talk.act_only(Action::Out)?;
    }
    if screen.view == View::Pathway {
        talk.act_only(Action::NextView)?;
    }
    talk.select(row)?;
    talk.act(Action::Open)?;
    Ok(true)
}
