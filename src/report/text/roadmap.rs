//! The roadmap as text: the list by quarter, and one step in full.

use crate::model::{PracticeId, StepId};
use crate::roadmap::{Roadmap, Step};
use crate::text::width;

use super::super::facts;
use super::super::subject::Subject;
use super::{Glyphs, Lines, cell};

/// The steps by quarter, each numbered by its place in the order; at most `limit` of them.
pub fn roadmap(subject: &Subject<'_>, roadmap: &Roadmap, limit: Option<usize>, glyphs: Glyphs) -> String {
    let mut out = Lines::default();
    let goal = subject.questionnaire.level_label(roadmap.goal);
    let (score, level) =
        (facts::score(&subject.scorecard.overall), facts::level(subject, &subject.scorecard.overall));
    out.wrapped(&format!("{}  {}  roadmap to level {goal}", subject.team_name, subject.period.spoken()), 0);
    out.wrapped(&format!("{score}  {level}"), 0);
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
    out.wrapped(&format!("Next: quaymark roadmap {} --export md", subject.team), 2);
    out.0
}

/// Number, id, title, effort, gain of the dimension, move.
fn row(out: &mut Lines, number: usize, step: &Step, glyphs: Glyphs) {
    let gain = match step.up_to {
        Some(most) => format!("up to {}", facts::signed(most)),
        None => format!("{} {}", step.dimension, facts::signed(step.gain.dimension)),
    };
    let number = width::pad_left(&number.to_string(), 3);
    let id = width::pad(step.id.as_str(), 8);
    let title = cell(&step.title, 25, glyphs);
    let gain = cell(&gain, 11, glyphs);
    let movement = cell(&facts::movement(step, glyphs.arrow()), 23, glyphs);
    out.line(&format!("{number} {id} {title} {} {gain} {movement}", step.effort.name()));
}

/// One step in full; `number` is its place in the order, from 1.
pub fn step(subject: &Subject<'_>, number: usize, step: &Step, glyphs: Glyphs) -> String {
    let mut out = Lines::default();
    out.wrapped(&format!("{number}  {} {}", step.id, step.title), 3);
    for why in &step.why {
        out.labelled("Why", &why.sentence(subject.questionnaire, &step.question));
    }
    let practice = PracticeId::parse(step.id.as_str()).ok();
    let practice = practice.and_then(|p| subject.questionnaire.practice(&p)).map(|(_, _, p)| p);
    if let Some(practice) = practice {
        out.labelled("How", &practice.how);
        out.labelled("Done when", &practice.done_when);
        out.labelled("Check", &practice.check);
    }
    out.labelled("Move", &facts::movement(step, glyphs.arrow()));
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

fn ids(steps: &[StepId]) -> String {
    steps.iter().map(StepId::as_str).collect::<Vec<_>>().join(", ")
}
