//! What lies over a screen, asked in lines: lists to choose from, a yes or no, texts.

use crate::app::Action;
use crate::app::route::{Confirm, Input, Pick, Picker};
use crate::app::sheet::Sheet;

use super::ask::{Told, place, sentence};
use super::editor;
use super::talk::Talk;

/// A list to choose from. Whether the draft was changed.
pub(super) fn pick(talk: &mut Talk<'_>, picker: &Picker) -> Told<bool> {
    talk.say(&format!("{}:", picker.title.trim_end_matches([':', ','])))?;
    for line in &picker.lines {
        talk.say(&sentence(line))?;
    }
    for (i, (text, _)) in picker.items.iter().enumerate() {
        talk.say(&format!("{}. {}", i + 1, sentence(text)))?;
    }
    loop {
        let answer = talk.ask(&format!("Number, 1 to {}, or empty to leave it:", picker.items.len()))?;
        if answer.is_empty() {
            talk.act_only(Action::Back)?;
            talk.say("Left as it was.")?;
            return Ok(false);
        }
        if let Some(wanted) = place(&answer, picker.items.len()) {
            let (way, steps) = match wanted.checked_sub(picker.selected) {
                Some(steps) => (Action::Down, steps),
                None => (Action::Up, picker.selected - wanted),
            };
            (0..steps).try_for_each(|_| talk.act_only(way).map(|_| ()))?;
            return talk.act_only(Action::Open);
        }
        talk.say("That is not one of the numbers. Nothing was changed.")?;
    }
}

/// What is in the way, and what can be done. Whether the draft was changed.
pub(super) fn sheet(talk: &mut Talk<'_>, sheet: &Sheet) -> Told<bool> {
    talk.say(&format!("{}: {}.", sheet.head, sheet.state))?;
    for (label, value) in &sheet.facts {
        talk.say(&format!("{label}: {}", sentence(value)))?;
    }
    for (i, line) in sheet.warning.iter().enumerate() {
        talk.say(&if i == 0 { format!("Attention: {line}") } else { line.clone() })?;
    }
    // A line that only marks a place says nothing: line and column are named.
    for line in sheet.excerpt.iter().filter(|l| l.chars().any(char::is_alphanumeric)) {
        talk.say(&format!("In the file: {}", line.trim()))?;
    }
    talk.say_all(&sheet.lines)?;
    if let Some((label, command)) = &sheet.command {
        talk.say(&format!("{label}: {command}"))?;
    }
    let has_editor = editor::is_there(talk);
    let known = |pick: &Pick| has_editor || !matches!(pick, Pick::EditFile(..));
    let items: Vec<usize> =
        sheet.items.iter().enumerate().filter(|(_, (_, _, pick))| known(pick)).map(|(i, _)| i).collect();
    for (n, (text, more, _)) in items.iter().filter_map(|i| sheet.items.get(*i)).enumerate() {
        let more = if more.is_empty() { String::new() } else { format!(": {more}") };
        talk.say(&format!("{}. {}", n + 1, sentence(&format!("{text}{more}"))))?;
    }
    loop {
        let answer = talk.ask(&format!("Number, 1 to {}, or empty to leave it:", items.len()))?;
        if answer.is_empty() {
            talk.act_only(Action::Back)?;
            talk.say("Left as it was.")?;
            return Ok(false);
        }
        if let Some(wanted) = place(&answer, items.len()).and_then(|n| items.get(n).copied()) {
            let (way, steps) = match wanted.checked_sub(sheet.selected) {
                Some(steps) => (Action::Down, steps),
                None => (Action::Up, sheet.selected - wanted),
            };
            (0..steps).try_for_each(|_| talk.act_only(way).map(|_| ()))?;
            return talk.act_only(Action::Open);
        }
        talk.say("That is not one of the numbers. Nothing was changed.")?;
    }
}

/// A yes or no. Whether the draft was changed.
pub(super) fn confirm(talk: &mut Talk<'_>, confirm: &Confirm) -> Told<bool> {
    talk.say_all(&confirm.lines)?;
    loop {
        let answer = talk.ask(&format!("{} yes or no [no]:", confirm.title))?;
        match answer.to_ascii_lowercase().as_str() {
            "y" | "yes" => return talk.act_only(Action::Yes),
            "" | "n" | "no" => {
                let changed = talk.act_only(Action::No)?;
                talk.say("Left as it was.")?;
                return Ok(changed);
            }
            _ => talk.say("Type yes or no. Nothing was changed.")?,
        }
    }
}

/// A text of one line. Whether the draft was changed.
pub(super) fn field(talk: &mut Talk<'_>, input: &Input) -> Told<bool> {
    // What follows the gap is a key of the terminal face.
    let hint = input.hint.split("   ").next().unwrap_or_default();
    // The sign in front says it, on the next line.
    let hint = if input.is_evidence() { hint.split_once(": ").map_or(hint, |(_, hint)| hint) } else { hint };
    let colon = if input.title.ends_with('?') { "" } else { ":" };
    talk.say(&format!("{}{colon} {}", input.title, sentence(hint)))?;
    if input.is_evidence() {
        talk.say("A sign and a space in front say which: + for, - against.")?;
    }
    let prompt = if input.text.is_empty() {
        "Text, or empty to leave it:".to_owned()
    } else {
        format!("Text, empty for {}, or a single dot to leave it:", input.text)
    };
    let answer = talk.ask(&prompt)?;
    if answer == "." || (answer.is_empty() && input.text.is_empty()) {
        talk.act_only(Action::Close)?;
        talk.app.notice = None;
        talk.say("Left as it was.")?;
        return Ok(false);
    }
    if !answer.is_empty() {
        talk.typed(&answer)?;
    }
    talk.act_only(Action::Accept)
}

/// A note: lines are added to what is there, each kept at once. Whether the draft was changed.
pub(super) fn note(talk: &mut Talk<'_>, input: &Input) -> Told<bool> {
    let mut text = input.text.clone();
    if text.is_empty() {
        talk.say(&format!("{}: one line at a time; an empty line ends it.", input.title))?;
    } else {
        talk.say_all(&note_lines(&text))?;
        let how =
            "lines are added; an empty line ends it; a single - as the first line removes what is there";
        talk.say(&format!("{}: {how}.", input.title))?;
    }
    let (mut changed, mut first) = (false, true);
    loop {
        let line = talk.ask_raw("Note line, or empty to end it:")?;
        if line.trim().is_empty() {
            break;
        }
        let next = match (first && line.trim() == "-", text.is_empty()) {
            (true, false) => String::new(),
            (_, true) => line,
            (false, false) => format!("{text}\n{line}"),
        };
        first = false;
        changed |= talk.typed(&next)?;
        if talk.app.notice.as_ref().is_some_and(|n| n.warning) {
            talk.tell(false)?;
            break;
        }
        text = next;
    }
    talk.act_only(Action::Close)?;
    talk.app.notice = None;
    let said = match (changed, talk.is_saved()) {
        (true, true) => "Note kept. Saved.",
        (true, false) => "Note kept.",
        (false, _) => "Note left as it was.",
    };
    talk.say(said)?;
    Ok(changed)
}

/// A note, one line of it per line.
pub(super) fn note_lines(note: &str) -> Vec<String> {
    note.lines().map(|line| format!("Note: {line}")).collect()
}
