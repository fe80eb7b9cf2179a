//! What can be read about one question: guidance with the practices in full, earlier quarters, evidence.

use crate::answering;
use crate::app::last::Last;
use crate::app::screen::question::listed;
use crate::app::work::Work;
use crate::model::{Answer, Evidence, Question, QuestionId};

use super::overlay::note_lines;

/// The guidance, one fact per line with its label.
pub(super) fn lines(work: &Work, id: &QuestionId) -> Vec<String> {
    let Some(question) = work.questionnaire.question(id) else { return Vec::new() };
    let mut list = Vec::new();
    let mut put = |label: &str, text: &str| {
        if !text.is_empty() {
            list.push(format!("{label}: {text}"));
        }
    };
    put("Why it matters", &question.why);
    for text in &question.look_for {
        put("Look for", text);
    }
    for text in &question.overclaims {
        put("Not enough", text);
    }
    let (level, practices) = listed(work, id);
    let in_place = answering::in_place(question, work.answer(id));
    for (i, practice) in practices.iter().enumerate() {
        let level = level.map_or(String::new(), |l| l.to_string());
        let there = if in_place.contains(&practice.id) { "in place" } else { "not in place" };
        let label = format!("For {level}, practice {} of {}", i + 1, practices.len());
        let title = practice.title.trim_end_matches('.');
        put(&label, &format!("{title}. {}, effort {}, {there}.", practice.id, practice.effort.name()));
        put("How", &practice.how);
        put("Done when", &practice.done_when);
        put("Check", &practice.check);
    }
    let mut sources: Vec<String> = Vec::new();
    for r in practices.iter().flat_map(|p| &p.refs) {
        let source = work.questionnaire.source(&r.source);
        let text = format!("{} {}", source.map_or(r.source.as_str(), |s| s.title.as_str()), r.at);
        if !sources.contains(&text) {
            sources.push(text);
        }
    }
    for text in &sources {
        put("Reference", text);
    }
    list
}

/// What it was answered in earlier quarters, the latest first.
pub(super) fn history(work: &Work, id: &QuestionId) -> Vec<String> {
    let Some(question) = work.questionnaire.question(id) else { return Vec::new() };
    let past = work.history(id);
    if past.is_empty() {
        let nothing = if work.draft.header.blank {
            "This draft was started blank: what was answered before is not shown."
        } else if work.earlier.iter().any(|l| l.answers.contains_key(id)) {
            "What it was before is shown after you answer, or not at all, as the settings say."
        } else {
            "No earlier quarter has an answer to this question."
        };
        return vec![nothing.to_owned()];
    }
    past.into_iter().flat_map(|(last, answer)| past_answer(work, question, last, answer)).collect()
}

fn past_answer(work: &Work, question: &Question, last: &Last, answer: &Answer) -> Vec<String> {
    let mut line = before(work, question, last, answer);
    if let Some(from) = answer.carried_from {
        line.push_str(&format!(" Kept from {}.", from.spoken()));
    }
    let mut list = vec![line];
    list.extend(answer.note.iter().flat_map(|note| note_lines(note)));
    list.extend(answer.evidence.iter().map(evidence_line));
    list
}

/// An earlier answer in a sentence: quarter, answer, who and when, the version where it is another one.
pub(super) fn before(work: &Work, question: &Question, last: &Last, answer: &Answer) -> String {
    let mut line = format!(
        "{}: {}, {}.",
        last.period.spoken(),
        answering::short(question, Some(answer)),
        last.who_and_when(answer)
    );
    if last.version != work.questionnaire.version {
        line.push_str(&format!(" Version {} of the questionnaire.", last.version));
    }
    line
}

/// A piece of evidence: for or against, what, from where and when.
pub(super) fn evidence_line(e: &Evidence) -> String {
    format!("Evidence {}, {}: {}{}", e.polarity.name(), e.kind.name(), e.reference, from(e))
}

/// Where a piece of evidence comes from and of when it is, behind what it is.
pub(super) fn from(e: &Evidence) -> String {
    let source = e.source.as_ref().map_or(String::new(), |s| format!(", from {s}"));
    let day = e.date.map_or(String::new(), |d| format!(", {}", d.format("%-d %b %Y")));
    format!("{source}{day}")
}
