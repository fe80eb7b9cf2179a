//! Finding in lines: a question by its id or by words, a dimension by its code, and the lines of a page by words.

use crate::app::palette::Does;
use crate::app::screen::overview::dimensions;
use crate::app::{Action, Overlay, Screen};
use crate::model::QuestionId;

use super::ask::{Told, place, several};
use super::talk::Talk;

/// The most questions that are listed at once.
const MOST: usize = 20;

/// What works on every screen: `/ words`, `find words`, and the id of a question. Whether the line is one of these.
pub(super) fn take(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    if let Some(words) = line.strip_prefix('/') {
        narrow(talk, words.trim())?;
        return Ok(true);
    }
    if line == "find" {
        let words = talk.ask("Words to find in a question, or empty to leave it:")?;
        if !words.is_empty() {
            by_words(talk, &words)?;
        }
        return Ok(true);
    }
    if let Some(words) = line.strip_prefix("find ") {
        by_words(talk, words.trim())?;
        return Ok(true);
    }
    match QuestionId::parse(&line.to_ascii_uppercase()) {
        Ok(id) => to_question(talk, &id),
        Err(_) => Ok(false),
    }
}

/// Shows only what has these words; all of it without any.
fn narrow(talk: &mut Talk<'_>, words: &str) -> Told {
    if let Screen::Question(_) = talk.app.screen {
        return by_words(talk, words);
    }
    talk.act_only(Action::Find)?;
    if !matches!(talk.app.overlay, Some(Overlay::Find(_))) {
        return talk.tell(false);
    }
    talk.typed(words)?;
    let (count, near) = (talk.app.count(), talk.app.nearest());
    if words.is_empty() || count.shown == 0 {
        talk.act_only(Action::Back)?;
        if words.is_empty() {
            return talk.say("All lines are shown.");
        }
        talk.say(&format!("Nothing here has: {words}. All lines are shown."))?;
        return near.map_or(Ok(()), |near| talk.say(&format!("Near: {near}")));
    }
    talk.act_only(Action::Open)?;
    talk.say(&format!("{} of {} found.", count.shown, count.all))
}

/// Opens the commands by name with a text in them, and gives the questions that fit, each with its row.
fn questions(talk: &mut Talk<'_>, text: &str) -> Told<Vec<(usize, String, QuestionId)>> {
    if let (Screen::Home(_), true) = (&talk.app.screen, talk.app.work.is_some()) {
        talk.act_only(Action::GoOverview)?;
    }
    talk.act_only(Action::Palette)?;
    talk.typed(text)?;
    let Some(Overlay::Palette(palette)) = &talk.app.overlay else { return Ok(Vec::new()) };
    let found = talk.app.found(palette).into_iter().enumerate();
    Ok(found
        .filter_map(|(row, command)| match command.does {
            Does::Question(id) => Some((row, command.name, id)),
            _ => None,
        })
        .collect())
}

fn open(talk: &mut Talk<'_>, row: usize) -> Told {
    (0..row).try_for_each(|_| talk.act_only(Action::Down).map(|_| ()))?;
    talk.act(Action::Open)
}

/// Lists the questions with these words, and goes to the one that is chosen.
fn by_words(talk: &mut Talk<'_>, words: &str) -> Told {
    let found = questions(talk, words)?;
    if found.is_empty() {
        talk.act_only(Action::Back)?;
        return talk.say(if talk.app.work.is_some() || talk.app.shown.is_some() {
            "No question has these words. Nothing was changed."
        } else {
            "Open a draft or a result first; then its questions are found."
        });
    }
    talk.say(&format!("{} found.", several(found.len(), "question")))?;
    let listed = found.len().min(MOST);
    for (i, (_, name, _)) in found.iter().take(MOST).enumerate() {
        talk.say(&format!("{}. {}", i + 1, name.replacen("  ", " ", 1)))?;
    }
    if found.len() > MOST {
        talk.say(&format!("{} more are not listed; more words find fewer.", found.len() - MOST))?;
    }
    loop {
        let answer = talk.ask(&format!("Number, 1 to {listed}, or empty to leave it:"))?;
        if answer.is_empty() {
            talk.act_only(Action::Back)?;
            return talk.say("Left as it was.");
        }
        if let Some((row, ..)) = place(&answer, listed).and_then(|at| found.get(at)) {
            return open(talk, *row);
        }
        talk.say("That is not one of the numbers. Nothing was changed.")?;
    }
}

/// Goes to a question by its id. Whether there is such a question in what is open.
fn to_question(talk: &mut Talk<'_>, id: &QuestionId) -> Told<bool> {
    let in_draft = talk.app.work.as_ref().is_some_and(|w| w.questionnaire.question(id).is_some());
    let in_result = talk.app.shown.as_ref().is_some_and(|s| s.questionnaire.question(id).is_some());
    if !(in_draft || in_result) {
        return Ok(false);
    }
    let found = questions(talk, id.as_str())?;
    let row = found.iter().find(|(_, _, there)| there == id).map(|(row, ..)| *row);
    if let Some(row) = row {
        open(talk, row)?;
    } else {
        talk.act_only(Action::Back)?;
        talk.say(&format!(
            "{id} is not asked here: it is not in scope, or what the team runs leaves it out."
        ))?;
    }
    Ok(true)
}

/// Goes to a dimension by its code. Whether there is such a dimension in what is open.
pub(super) fn jump(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    let same = |code: &str| code.eq_ignore_ascii_case(line);
    let record = talk.app.shown.as_ref().filter(|s| s.finished.is_some());
    if let (Screen::Roadmap(_), Some(shown)) = (&talk.app.screen, record) {
        if !shown.card.dimensions.iter().any(|(code, _)| same(code.as_str())) {
            return Ok(false);
        }
        talk.act_only(Action::GoResults)?;
        if let Screen::Results(screen) = talk.app.screen.clone() {
            return super::results::take(talk, &screen, line);
        }
        return Ok(false);
    }
    let Some(work) = &talk.app.work else { return Ok(false) };
    let known = dimensions(work).iter().any(|(d, _)| same(d.code.as_str()));
    if !known || matches!(talk.app.screen, Screen::Overview(_)) {
        return Ok(false);
    }
    talk.act_only(Action::GoOverview)?;
    match talk.app.screen.clone() {
        Screen::Overview(screen) => super::overview::take(talk, &screen, line),
        _ => Ok(false),
    }
}
