//! The roadmap in lines: the steps in order, and one step in full.

use crate::app::shown::Shown;
use crate::app::{Action, App};
use crate::model::{PracticeId, Ratio, StepId};
use crate::roadmap::{Step, StepKind};

use super::ask::{Told, place, several};
use super::results::head;
use super::talk::Talk;

pub(super) const PROMPT: &str = "Number of a step, x export, r results, b back, h help:";

pub(super) const HELP: &[&str] = &[
    "A number: the whole step: why, how, when it is done, what it needs and unlocks.",
    "x: write a file: the roadmap or the result, as Markdown, JSON or CSV.",
    "r: results.",
    "b: back.",
];

pub(super) fn page(app: &App) -> Vec<String> {
    let Some(shown) = &app.shown else { return Vec::new() };
    let mut lines = vec![head(shown, "Roadmap")];
    let steps = &shown.roadmap.steps;
    let label = |level| shown.questionnaire.level_label(level);
    match shown.card.overall.level {
        _ if !steps.is_empty() => {
            lines.push(format!("Goal: level {}.", label(shown.roadmap.goal)));
            lines.push(format!("Capacity: {} a quarter.", several_points(shown.roadmap.capacity)));
            lines.push(format!("Steps: {}.", steps.len()));
        }
        None => lines.push("Nothing in this assessment applies, so there is nothing to plan.".to_owned()),
        Some(level) => {
            let reached = label(shown.roadmap.goal.max(level));
            lines.push(format!(
                "Nothing left to do for level {reached}: every practice up to the goal is in place."
            ));
        }
    }
    for (i, step) in steps.iter().enumerate() {
        lines.push(format!(
            "{}. {}. Effort {}. Gain {}. {}.",
            i + 1,
            step.title.trim_end_matches('.'),
            step.effort.name(),
            gain(step),
            step.quarter.spoken()
        ));
    }
    lines
}

fn several_points(points: u32) -> String {
    several(usize::try_from(points).unwrap_or(usize::MAX), "point")
}

/// What a step brings: to its dimension and the whole; for finding out, the most it can bring.
fn gain(step: &Step) -> String {
    match (step.kind, step.up_to) {
        (StepKind::FindOut, Some(most)) => format!("up to {} on the whole", most.two_decimals()),
        (StepKind::FindOut, None) => "not known".to_owned(),
        (StepKind::Practice, _) => {
            format!("{} {}, whole {}", step.dimension, signed(step.gain.dimension), signed(step.gain.whole))
        }
    }
}

fn signed(gain: Ratio) -> String {
    let text = gain.gain();
    if text.starts_with('<') {
        format!("less than {}", text.trim_start_matches('<'))
    } else if gain == Ratio::ZERO {
        text
    } else {
        format!("+{text}")
    }
}

fn detail(shown: &Shown, step: &Step) -> Vec<String> {
    let mut lines = vec![format!("Step: {} {}.", step.id, step.title.trim_end_matches('.'))];
    let mut put = |label: &str, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{label}: {text}"));
        }
    };
    for why in &step.why {
        put("Why", &why.sentence(&shown.questionnaire, &step.question));
    }
    let change = match (step.from, step.to) {
        (Some(from), Some(to)) => format!("{} from {} to {}.", step.question, from.score(), to.score()),
        _ => format!("{} is open.", step.question),
    };
    put("Move", &change);
    put("Gain", &format!("{}.", gain(step)));
    put("Effort", &format!("{}, {}.", step.effort.name(), several_points(step.points)));
    put("Quarter", &format!("{}.", step.quarter.spoken()));
    let practice = PracticeId::parse(step.id.as_str()).ok();
    if let Some((_, _, practice)) = practice.and_then(|id| shown.questionnaire.practice(&id)) {
        put("How", &practice.how);
        put("Done when", &practice.done_when);
        put("Check", &practice.check);
        for r in &practice.refs {
            let source = shown.questionnaire.source(&r.source);
            let name = source.map_or(r.source.as_str(), |s| s.title.as_str());
            let edition = source.map_or("", |s| s.edition.as_str());
            put("Reference", &format!("{name} ({edition}) {}", r.at));
        }
    }
    put("Needs", &ids(&step.needs));
    for outside in &step.not_in_assessment {
        put("Needs", &format!("{outside}, not in this assessment"));
    }
    put("Unlocks", &ids(&step.unlocks));
    lines
}

fn ids(list: &[StepId]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

pub(super) fn take(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    match line {
        "x" => talk.act(Action::Export)?,
        "r" => talk.act(Action::Results)?,
        "b" => talk.act(Action::Back)?,
        number => return whole_step(talk, number),
    }
    Ok(true)
}

fn whole_step(talk: &mut Talk<'_>, number: &str) -> Told<bool> {
    let Some(shown) = &talk.app.shown else { return Ok(false) };
    let steps = &shown.roadmap.steps;
    let Some(place) = place(number, steps.len()) else { return Ok(false) };
    let lines = steps.get(place).map_or_else(Vec::new, |step| detail(shown, step));
    talk.select(place)?;
    talk.say_all(&lines)?;
    Ok(true)
}
