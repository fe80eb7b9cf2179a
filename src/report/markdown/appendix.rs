//! What stands after the steps: risks, parking lot, what takes no part, and how the score is computed.

use crate::roadmap::Roadmap;

use super::super::facts;
use super::super::subject::{Options, Status, Subject};
use super::Lines;
use super::escape::escape;

pub(super) fn risks(out: &mut Lines, subject: &Subject<'_>, roadmap: &Roadmap) {
    if roadmap.risks.is_empty() {
        return;
    }
    out.heading("Risks");
    for risk in &roadmap.risks {
        let why = facts::risk(subject, &risk.question, risk.kind);
        let next =
            risk.mitigation.as_ref().map_or_else(|| "no step".to_owned(), |step| format!("next step {step}"));
        out.line(&format!("- {} {} ({why}; {next})", risk.question, escape(subject.title(&risk.question))));
    }
}

pub(super) fn parking_lot(out: &mut Lines, subject: &Subject<'_>) {
    if subject.parking_lot.is_empty() {
        return;
    }
    out.heading("Parking lot");
    for parked in subject.parking_lot {
        match &parked.question {
            Some(question) => out.fact(question.as_str(), &escape(&parked.text)),
            None => out.fact("Topic", &escape(&parked.text)),
        }
    }
}

pub(super) fn not_applicable(out: &mut Lines, subject: &Subject<'_>, options: Options) {
    let left_out = facts::left_out(subject);
    if left_out.is_empty() {
        return;
    }
    out.heading("Not applicable");
    for question in left_out {
        let mut line = format!("- {} {}: {}", question.id, escape(question.title), escape(&question.reason));
        if let Some(note) = question.note.map(escape).filter(|n| options.notes && !n.is_empty()) {
            line = format!("{line}. Note: {note}");
        }
        out.line(&line);
    }
}

pub(super) fn computation(out: &mut Lines, subject: &Subject<'_>) {
    let gate = subject.questionnaire.gate.share.percent();
    out.heading("How the score is computed");
    for line in [
        "- A question's level is the highest whose practices, and those of every lower level, are all in place.",
        "- Its progress is that level plus the share of the next level's practices that are in place.",
        "- Score = sum of weight × progress over rated questions / sum of weight over applicable questions.",
        "- An open question counts 0; \"up to\" counts it as 4. Questions that are not applicable are left out.",
        "- Coverage = weight of rated questions / weight of applicable questions.",
    ] {
        out.line(line);
    }
    out.line(&format!(
        "- A level holds when the one below holds, {gate} of the weight in its phases is at it, and no must-have is below it."
    ));
    let team = subject.team;
    let which = match subject.status {
        Status::Finished { .. } => subject.period.to_string(),
        Status::Draft => "draft".to_owned(),
    };
    out.line(&format!(
        "- Every number term by term: `quaymark explain {team}@{which}`. The rules: docs/scoring.md."
    ));
}
