//! One step of the export: a task-list item with everything about it indented under it.

use crate::model::{Answer, Evidence, PracticeId, StepId};
use crate::roadmap::{Step, StepKind};

use super::super::facts;
use super::super::subject::{Options, Subject};
use super::escape::{code, escape, link_target};
use super::{ARROW, Lines};

/// The title of a step. It is not empty: an empty one reads as the id.
pub(super) fn title(step: &Step) -> &str {
    if step.title.trim().is_empty() { step.id.as_str() } else { &step.title }
}

pub(super) fn step(out: &mut Lines, subject: &Subject<'_>, step: &Step, options: Options) {
    let (id, effort) = (&step.id, step.effort.name());
    let movement = facts::movement(step, ARROW);
    out.line(&format!("- [ ] **{id} {}** ({effort}, {movement})", escape(title(step))));
    for why in &step.why {
        out.detail("Why", &escape(&why.sentence(subject.questionnaire, &step.question)));
    }
    out.detail("Gain", &escape(&facts::gain(step)));
    let asked = subject.questionnaire.question(&step.question).filter(|_| step.kind == StepKind::FindOut);
    if let Some(asked) = asked {
        out.detail("Ask", &escape(&asked.prompt));
        for place in &asked.look_for {
            out.detail("Look for", &escape(place));
        }
    }
    let practice = PracticeId::parse(step.id.as_str()).ok();
    let practice = practice.and_then(|p| subject.questionnaire.practice(&p)).map(|(_, _, p)| p);
    if let Some(practice) = practice {
        out.detail("How", &escape(&practice.how));
        out.detail("Done when", &escape(&practice.done_when));
        out.detail("Check", &code(&practice.check));
    }
    out.detail("Needs", &ids(&step.needs));
    for id in &step.not_in_assessment {
        out.detail("Needs", &format!("{id} (not in this assessment)"));
    }
    out.detail("Unlocks", &ids(&step.unlocks));
    for reference in practice.iter().flat_map(|p| &p.refs) {
        out.detail("Ref", &self::reference(subject, reference));
    }
    if let Some(answer) = subject.answers.get(&step.question).filter(|_| options.notes) {
        notes(out, answer);
    }
}

fn ids(steps: &[StepId]) -> String {
    steps.iter().map(StepId::as_str).collect::<Vec<_>>().join(", ")
}

fn reference(subject: &Subject<'_>, reference: &crate::model::questionnaire::Reference) -> String {
    let at = escape(&reference.at);
    let Some(source) = subject.questionnaire.source(&reference.source) else {
        return format!("{} {at}", reference.source);
    };
    let title = escape(&format!("{}, {}", source.title, source.edition));
    match source.url.as_deref().and_then(link_target) {
        Some(url) => format!("[{title}](<{url}>) {at}"),
        None => format!("{title} {at}"),
    }
}

/// What people said about the question of the step.
pub(super) fn notes(out: &mut Lines, answer: &Answer) {
    out.detail("Note", &escape(answer.note.as_deref().unwrap_or_default()));
    out.detail("Flag", &escape(answer.flag.as_deref().unwrap_or_default()));
    for evidence in &answer.evidence {
        out.detail("Evidence", &self::evidence(evidence));
    }
}

fn evidence(evidence: &Evidence) -> String {
    let mut text =
        format!("{}, {} {}", evidence.polarity.name(), evidence.kind.name(), escape(&evidence.reference));
    if let Some(source) = &evidence.source {
        text = format!("{text}, from {}", escape(source));
    }
    if let Some(date) = evidence.date {
        text = format!("{text}, {date}");
    }
    text
}
