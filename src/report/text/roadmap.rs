//! The roadmap as text: the list by quarter, and one step in full.

use crate::model::{PracticeId, Question, StepId};
use crate::roadmap::{Roadmap, Step, StepKind};
use crate::text::{Clean, width};

use super::super::facts;
use super::super::subject::Subject;
use super::{COLUMNS, Glyphs, Lines};

/// What the letters of an effort mean.
const EFFORTS: &str = "effort: S up to 2 days, M up to 2 weeks, L longer";

/// The steps by quarter, each numbered by its place in the order; at most `limit` of them.
pub fn roadmap(subject: &Subject<'_>, roadmap: &Roadmap, limit: Option<usize>, glyphs: Glyphs) -> String {
    let mut out = Lines::default();
    let goal = subject.questionnaire.level_label(roadmap.goal);
    let (score, level) =
        (facts::score(&subject.scorecard.overall), facts::level(subject, &subject.scorecard.overall));
    out.wrapped(&format!("{}  {}  roadmap to level {goal}", subject.team_name, subject.period.spoken()), 0);
    out.wrapped(&format!("{score}  {level}"), 0);
    if let Some(pathway) = facts::pathway(subject, roadmap) {
        out.wrapped(&format!("ordered by pathway {pathway}"), 0);
    }
    if roadmap.steps.is_empty() {
        out.line("\nNo steps: nothing is missing for this goal.");
        return out.0;
    }
    let shown = limit.unwrap_or(roadmap.steps.len()).min(roadmap.steps.len());
    let mut numbered: Vec<(usize, &Step)> = roadmap.steps.iter().enumerate().take(shown).collect();
    numbered.sort_by_key(|(n, step)| (step.quarter, *n));
    let mut quarter = None;
    for (n, step) in numbered {
        if quarter != Some(step.quarter) {
            quarter = Some(step.quarter);
            out.line("");
            out.line(&step.quarter.spoken());
        }
        row(&mut out, n + 1, step, glyphs);
    }
    out.line("");
    if shown < roadmap.steps.len() {
        out.line(&format!("{} more; without --limit all are listed", roadmap.steps.len() - shown));
    }
    out.line(EFFORTS);
    out.0
}

/// Number, id and title; below them effort, gain and move.
fn row(out: &mut Lines, number: usize, step: &Step, glyphs: Glyphs) {
    let mark = format!("{} {} ", width::pad_left(&number.to_string(), 3), width::pad(step.id.as_str(), 8));
    let indent = width::cells(&mark);
    let gain = facts::gain(step);
    let about = format!("effort {}   {gain}   {}", step.effort.name(), movement(step, glyphs));
    let title = Clean::line(&step.title);
    let room = COLUMNS.saturating_sub(indent);
    let lines = width::wrap(title.as_str(), room).into_iter().chain(width::wrap(&about, room));
    for (n, line) in lines.enumerate() {
        let before = if n == 0 { mark.clone() } else { " ".repeat(indent) };
        out.line(&format!("{before}{line}"));
    }
}

/// `SEC-Q1 1.50 → 2.00`, or `SEC-Q1 is open` for a step that finds out.
fn movement(step: &Step, glyphs: Glyphs) -> String {
    if step.from.is_some() && step.to.is_some() {
        facts::movement(step, glyphs.arrow())
    } else {
        format!("{} is open", step.question)
    }
}

/// One step in full; `number` is its place in the order, from 1.
pub fn step(subject: &Subject<'_>, number: usize, step: &Step, glyphs: Glyphs) -> String {
    let mut out = Lines::default();
    out.wrapped(&format!("{number}  {} {}", step.id, step.title), 3);
    for why in &step.why {
        out.labelled("Why", &why.sentence(subject.questionnaire, &step.question));
    }
    if let Some(asked) = asked(subject, step) {
        out.labelled("Ask", &asked.prompt);
        for place in &asked.look_for {
            out.labelled("Look for", place);
        }
    }
    let practice = PracticeId::parse(step.id.as_str()).ok();
    let practice = practice.and_then(|p| subject.questionnaire.practice(&p)).map(|(_, _, p)| p);
    if let Some(practice) = practice {
        out.labelled("How", &practice.how);
        out.labelled("Done when", &practice.done_when);
        out.labelled("Check", &practice.check);
    }
    out.labelled("Move", &movement(step, glyphs));
    out.labelled("Gain", &facts::gain(step));
    out.labelled("Effort", step.effort.name());
    out.labelled("Quarter", &step.quarter.spoken());
    out.labelled("Needs", &ids(&step.needs));
    for id in &step.not_in_assessment {
        out.labelled("Needs", &format!("{id} (not in this assessment)"));
    }
    out.labelled("Unlocks", &ids(&step.unlocks));
    for reference in practice.iter().flat_map(|p| &p.refs) {
        let source = subject.questionnaire.source(&reference.source);
        let title = source.map_or(reference.source.as_str(), |s| s.title.as_str());
        out.labelled("Ref", &format!("{title} {}", reference.at));
    }
    out.0
}

/// The question that a step finds out about.
fn asked<'a>(subject: &Subject<'a>, step: &Step) -> Option<&'a Question> {
    if step.kind == StepKind::FindOut { subject.questionnaire.question(&step.question) } else { None }
}

fn ids(steps: &[StepId]) -> String {
    steps.iter().map(StepId::as_str).collect::<Vec<_>>().join(", ")
}
