//! One question of a result in lines: what was asked, the answer, what is missing for the next level, what was said.

use std::collections::BTreeSet;

use crate::app::shown::Shown;
use crate::model::answer::{REASON_OTHER, REASON_PROFILE};
use crate::model::{Level, Question};
use crate::scoring::{QuestionScore, Standing};

use super::guidance::evidence_line;
use super::overlay::note_lines;

/// `SEC-Q1 Images are scanned: 2.50.`
pub(super) fn in_brief(shown: &Shown, entry: &QuestionScore) -> String {
    let title = shown.questionnaire.question(&entry.id).map_or("", |q| q.title.as_str());
    format!("{} {title}: {}.", entry.id, standing(&entry.standing))
}

/// What a question stands at, in a word or a number.
pub(super) fn standing(standing: &Standing) -> String {
    match standing {
        Standing::Rated { progress, .. } => progress.score(),
        Standing::NotApplicable(reason) => format!("not applicable, {reason}"),
        Standing::Unknown => "unknown".to_owned(),
        Standing::Unanswered => "open".to_owned(),
    }
}

/// All about a question.
pub(super) fn whole(shown: &Shown, entry: &QuestionScore) -> Vec<String> {
    let mut lines = vec![in_brief(shown, entry)];
    let Some(question) = shown.questionnaire.question(&entry.id) else { return lines };
    lines.push(format!("Question: {}", question.prompt));
    let phase = shown.questionnaire.phases.iter().find(|p| p.number == entry.phase);
    let must = if entry.must_have { ", must-have" } else { "" };
    lines.push(format!("Phase: {}, weight {}{must}.", phase.map_or("", |p| p.name.as_str()), entry.weight));
    lines.extend(why_not(entry, question));
    let chosen = entry.standing.level();
    for level in Level::all() {
        let mark = if chosen == Some(level) { ", chosen" } else { "" };
        lines.push(format!("Statement {level}{mark}: {}", question.statement(level)));
    }
    lines.extend(missing(entry, question));
    let Some(answer) = shown.answers.get(&entry.id) else { return lines };
    lines.extend(answer.carried_from.map(|p| format!("Kept from: {}.", p.spoken())));
    lines.extend(answer.confidence.map(|c| format!("Sure: {}.", c.name())));
    match answer.flag.as_deref() {
        Some("") => lines.push("Flagged for review.".to_owned()),
        Some(why) => lines.push(format!("Flagged for review: {why}")),
        None => {}
    }
    lines.extend(answer.note.iter().flat_map(|n| note_lines(n)));
    lines.extend(answer.evidence.iter().map(evidence_line));
    lines
}

fn why_not(entry: &QuestionScore, question: &Question) -> Option<String> {
    let Standing::NotApplicable(reason) = &entry.standing else { return None };
    let words = match reason.as_str() {
        REASON_PROFILE => "the profile of the team takes it out",
        REASON_OTHER => "another reason, see the note",
        id => question.not_applicable.iter().find(|r| r.id == *reason).map_or(id, |r| r.text.as_str()),
    };
    Some(format!("Not applicable: {words}."))
}

fn missing(entry: &QuestionScore, question: &Question) -> Vec<String> {
    let nothing = BTreeSet::new();
    let (level, in_place) = match &entry.standing {
        Standing::Rated { level, in_place, .. } => (*level, in_place),
        Standing::NotApplicable(_) => return Vec::new(),
        Standing::Unknown | Standing::Unanswered => (Level::ZERO, &nothing),
    };
    let Some(next) = level.next() else {
        return vec!["Nothing is missing: this is the highest level.".to_owned()];
    };
    let needs = question.at(next).iter().map(|practice| {
        let there = if in_place.contains(&practice.id) { "in place" } else { "not in place" };
        format!("Needed for {next}: {} {}, {there}.", practice.id, practice.title.trim_end_matches('.'))
    });
    let later = question.practices().filter(|(l, p)| *l > next && in_place.contains(&p.id));
    let later = later.map(|(l, p)| {
        format!("Counts later, for {l}: {} {}, in place.", p.id, p.title.trim_end_matches('.'))
    });
    needs.chain(later).collect()
}
