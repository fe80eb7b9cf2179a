//! Guidance for one question: why it matters, where to look, what is not enough, and the practices in full.

use crate::answering;
use crate::app::screen::question::listed;
use crate::app::work::Work;
use crate::model::QuestionId;

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
    list
}
