//! Two assessments side by side in lines: the parts first, then each dimension, its questions, both answers.

use crate::app::compare::{Found, Pair};
use crate::app::screen::compare::{Compare, Said, both, dimensions, questions};
use crate::app::{Action, Screen};
use crate::comparison::timeline::Assessed;
use crate::comparison::{Change, QuestionChange, shown_change, signed};
use crate::model::{DimensionCode, Ratio};
use crate::report::compared::{Compared, dimension_parts, under_own};
use crate::scoring::SetScore;

use super::ask::{self, Told, place, sentence};
use super::overlay::note_lines;
use super::talk::Talk;
use super::turn;

pub(super) const HELP: &[&str] = &[
    "A number or a code such as SEC: the questions of that dimension; then a number says both answers of a question.",
    "older, newer: choose another assessment for that side. swap: swap the two.",
    "f: only what changed, or all.",
    "t: the history of the team.",
    "x: write the comparison to a file, as Markdown, JSON or CSV.",
    "b: back.",
];

pub(super) fn prompt(screen: &Compare) -> String {
    match (&screen.found, screen.question) {
        (Found::One { .. }, _) => "1 another team, 2 start, b back, h help:".to_owned(),
        (_, Some(_)) => "Number of a question for both answers, b back to the dimensions, h help:".to_owned(),
        _ => "Number or code of a dimension, f changed, t history, x export, b back, h help:".to_owned(),
    }
}

pub(super) fn page(screen: &Compare) -> Vec<String> {
    let pair = match &screen.found {
        Found::Two(pair) => pair,
        Found::One { name, only, .. } => {
            let has = only.as_ref().map_or("none yet".to_owned(), |only| format!("one, {}", only.when()));
            return vec![
                format!("Comparing needs two finished assessments. {name} has {has}."),
                "1. Compare with another team.".to_owned(),
                "2. Start an assessment.".to_owned(),
            ];
        }
    };
    if screen.question.is_some() {
        return inside(screen, pair);
    }
    let compared = Compared::of(&pair.a, &pair.b, &pair.comparison);
    let mut lines = vec![format!("Comparison of {} with {}.", name(&pair.a), name(&pair.b))];
    let editions = compared.editions();
    for (place, (label, a)) in [("Older", &pair.a), ("Newer", &pair.b)].into_iter().enumerate() {
        let set = &a.card.overall;
        let level =
            set.level.map_or("no level".to_owned(), |l| format!("level {}", a.questionnaire.level_label(l)));
        let edition =
            editions.as_ref().and_then(|e| e.get(place)).map_or(String::new(), |e| format!(", {e}"));
        lines.push(format!("{label}: {}, score {}, {level}{edition}.", name(a), score(set.score)));
    }
    let change = shown_change(pair.a.card.overall.score, pair.b.card.overall.score);
    lines.push(format!("Change: {change}."));
    match &pair.comparison.split {
        Ok(split) => {
            for (part, by) in split.parts.named() {
                lines.push(format!("Part {part}: {}.", signed(by)));
            }
            lines.push(compared.real().to_owned());
        }
        Err(why) => lines.push(format!("There are no parts: {}.", why.reason())),
    }
    if let Some(verdict) = compared.verdict() {
        lines.push(format!("Verdict: {verdict}."));
    }
    for (i, row) in dimensions(pair, screen.only_changed).into_iter().enumerate() {
        let value = |set: &Option<SetScore>| set.as_ref().and_then(|s| s.score);
        let (a, b) = (value(&row.a), value(&row.b));
        lines.push(format!(
            "{}. {} {}: {} to {}, change {}, {}.",
            i + 1,
            compared.code(&row.code, row.only_before),
            compared.dimension(&row.code, row.only_before),
            score(a),
            score(b),
            shown_change(a, b),
            dimension_parts(row)
        ));
    }
    lines.push(format!("Questions: {}.", compared.counts()));
    let down = pair.comparison.questions.iter().filter(|q| q.change == Change::Down);
    let down: Vec<String> = down.map(|q| compared.id(q)).collect();
    if !down.is_empty() {
        lines.push(format!("Down: {}.", down.join(", ")));
    }
    lines.extend(compared.flags().iter().map(|f| format!("Attention: {}", sentence(f))));
    lines
}

fn name(a: &Assessed) -> String {
    format!("{} {}", a.team_name, a.when())
}

fn score(score: Option<Ratio>) -> String {
    score.map_or("none".to_owned(), Ratio::score)
}

fn inside(screen: &Compare, pair: &Pair) -> Vec<String> {
    let Some(of) = screen.dimension(pair) else { return Vec::new() };
    let compared = Compared::of(&pair.a, &pair.b, &pair.comparison);
    let title = compared.dimension(&of.code, of.only_before);
    let mut lines = vec![format!("Dimension {} {title}.", compared.code(&of.code, of.only_before))];
    for (i, row) in questions(pair, of, screen.only_changed).into_iter().enumerate() {
        lines.push(format!("{}. {}", i + 1, question_line(&compared, row)));
    }
    lines
}

fn question_line(compared: &Compared<'_>, row: &QuestionChange) -> String {
    let value = |v: Option<Ratio>| v.map_or("not rated".to_owned(), Ratio::short);
    let from: Vec<String> = row.from.iter().map(ToString::to_string).collect();
    let was = if from.is_empty() || from == [row.id.to_string()] {
        String::new()
    } else {
        format!(", was {}", from.join(" and "))
    };
    let part = row.parts.map_or(String::new(), |p| format!(", {} of the whole", signed(p.total())));
    let own = row.own_differs().map_or(String::new(), |own| format!(" ({})", under_own(own)));
    format!(
        "{} {}{was}: {}, {}{own} to {}{part}.",
        compared.id(row),
        compared.title(row),
        row.change.name(),
        value(row.a.or(row.own)),
        value(row.b)
    )
}

/// Both answers to a question.
fn detail(pair: &Pair, row: &QuestionChange) -> Vec<String> {
    let compared = Compared::of(&pair.a, &pair.b, &pair.comparison);
    let mut lines = vec![question_line(&compared, row)];
    if let Some(parts) = row.parts {
        lines.extend(parts.named().map(|(part, by)| format!("Part {part}: {}.", signed(by))));
    }
    let (older, newer) = both(pair, row);
    for (label, said) in [("Older", older), ("Newer", newer)] {
        if said.is_empty() {
            lines.push(format!("{label}: there was no such question."));
        }
        lines.extend(said.iter().flat_map(|one| answered(label, one)));
    }
    lines
}

fn answered(label: &str, said: &Said) -> Vec<String> {
    let mut lines = vec![format!("{label}: {} {}.", said.id, said.answer)];
    if !said.statement.is_empty() {
        lines.push(format!("Statement {}", said.statement));
    }
    lines.extend(note_lines(&said.note));
    for (is_for, reference) in &said.evidence {
        lines.push(format!("Evidence {}: {reference}", if *is_for { "for" } else { "against" }));
    }
    lines
}

pub(super) fn take(talk: &mut Talk<'_>, screen: &Compare, line: &str) -> Told<bool> {
    let again = match line {
        "b" if screen.question.is_some() => return talk.act(Action::Out).map(|()| true),
        "b" => return talk.act(Action::Back).map(|()| true),
        "t" => return talk.act(Action::History).map(|()| true),
        "x" => return talk.act(Action::Export).map(|()| true),
        "older" => Action::PickA,
        "newer" => Action::PickB,
        "swap" => Action::Swap,
        "f" => Action::OnlyChanged,
        other => return open(talk, screen, other),
    };
    talk.act(again)?;
    if matches!(talk.app.screen, Screen::Compare(_)) {
        turn::say_page(talk)?;
    }
    Ok(true)
}

fn open(talk: &mut Talk<'_>, screen: &Compare, line: &str) -> Told<bool> {
    let Found::Two(pair) = &screen.found else {
        let Some(at) = place(line, crate::app::screen::compare::WAYS) else { return Ok(false) };
        talk.select(at)?;
        talk.act(Action::Open)?;
        if matches!(&talk.app.screen, Screen::Compare(c) if c.pair().is_some()) {
            turn::say_page(talk)?;
        }
        return Ok(true);
    };
    if screen.question.is_some() {
        let rows =
            screen.dimension(pair).map(|d| questions(pair, d, screen.only_changed)).unwrap_or_default();
        if let Some(at) = place(line, rows.len()) {
            let lines = rows.get(at).map_or_else(Vec::new, |row| detail(pair, row));
            talk.select(at)?;
            talk.say_all(&lines)?;
            return Ok(true);
        }
    }
    let rows = dimensions(pair, screen.only_changed);
    let codes: Vec<&DimensionCode> = rows.iter().map(|d| &d.code).collect();
    let wanted = ask::dimension(line, screen.question.is_none(), codes.into_iter());
    let Some(wanted) = wanted else { return Ok(false) };
    if screen.question.is_some() {
        talk.act_only(Action::Out)?;
    }
    talk.select(wanted)?;
    talk.act(Action::Into)?;
    Ok(true)
}
