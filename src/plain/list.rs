//! Evidence and parked topics in lines: what is there with its numbers, and what can be done with it.

use crate::app::Action;
use crate::app::lists::{List, ListOf, evidence};
use crate::app::work::Work;

use super::ask::{Told, place};
use super::talk::Talk;

/// A list that can be added to, changed and shortened. Whether the draft was changed.
pub(super) fn list(talk: &mut Talk<'_>, list: &List) -> Told<bool> {
    let lines = talk.app.work.as_ref().map_or_else(Vec::new, |work| lines(work, &list.of));
    let count = lines.len();
    talk.say_all(&lines)?;
    let turn = if matches!(list.of, ListOf::Evidence(_)) { ", t and number for or against" } else { "" };
    loop {
        let prompt = format!("Number to change it, a add, d and number remove{turn}, empty to close:");
        let answer = talk.ask(&prompt)?;
        let (action, number) = match answer.as_str() {
            "" => return talk.act_only(Action::Back),
            "a" => return talk.act_only(Action::Add),
            other => match (other.strip_prefix('d'), other.strip_prefix('t')) {
                (Some(number), _) => (Action::Remove, number),
                (None, Some(number)) => (Action::Toggle, number),
                (None, None) => (Action::Open, other),
            },
        };
        if let Some(place) = place(number.trim(), count) {
            // The first row of the list adds.
            talk.select(place + 1)?;
            let changed = talk.act_only(action)?;
            if action != Action::Open {
                talk.tell(changed)?;
            }
            return Ok(changed);
        }
        talk.say("That is not one of the numbers. Nothing was changed.")?;
    }
}

fn lines(work: &Work, of: &ListOf) -> Vec<String> {
    match of {
        ListOf::Evidence(id) => evidence(work, id)
            .iter()
            .enumerate()
            .map(|(i, e)| format!("{}. {} {}: {}", i + 1, e.kind.name(), e.polarity.name(), e.reference))
            .collect(),
        ListOf::Parked(_) => work
            .draft
            .parking_lot
            .iter()
            .enumerate()
            .map(|(i, topic)| {
                let at = topic.question.as_ref().map_or(String::new(), |id| format!("{id}: "));
                format!("{}. {at}{}", i + 1, topic.text)
            })
            .collect(),
    }
}
