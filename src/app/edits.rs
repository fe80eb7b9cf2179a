//! Edits that several screens offer: evidence, parking, flags. Each says what it did.

use chrono::{DateTime, Utc};

use crate::model::{Answer, AnswerState, QuestionId, Slug};

use super::effect::Effect;
use super::route::{Input, Out, Purpose};
use super::work::Work;

/// The field for a topic to park.
pub fn park(question: Option<QuestionId>) -> Input {
    Input {
        purpose: Purpose::Park(question),
        title: "Park a topic".to_owned(),
        hint: "one line for later; it is shown at the end and in the export".to_owned(),
        text: String::new(),
    }
}

/// The field for why a question is not applicable.
pub fn reason_note(id: &QuestionId, reason: &Slug, text: String) -> Input {
    Input {
        purpose: Purpose::ReasonNote(id.clone(), reason.clone()),
        title: format!("Why does {id} not apply?"),
        hint: "one line; it is listed by name in the review and in reports".to_owned(),
        text,
    }
}

/// Flags an answer for review, or clears the flag.
pub fn flag(work: &mut Work, id: &QuestionId, now: DateTime<Utc>) -> Vec<Out> {
    let mut answer = work.answer(id).cloned().unwrap_or_else(|| Answer::new(AnswerState::Unanswered));
    let word = if answer.flag.is_some() { "flag cleared" } else { "flagged" };
    answer.flag = if answer.flag.is_some() { None } else { Some(String::new()) };
    let effect = work.set_answer(id, Some(answer), format!("{id} {word}"), None, now);
    changed(work, effect, format!("{id} {word}   u undo"))
}

/// What to do after a change: write it and say so, or say why it was not made.
pub fn changed(work: &Work, effect: Option<Effect>, said: String) -> Vec<Out> {
    match (effect, &work.read_only) {
        (Some(effect), _) => vec![Out::Do(effect), Out::Say(said)],
        (None, Some(why)) => vec![Out::Warn(format!("not changed: {why}"))],
        (None, None) => Vec::new(),
    }
}
