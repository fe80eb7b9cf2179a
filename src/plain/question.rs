//! One question in lines: what is asked, the five statements, and what is known; then answers by number.

use crate::answering;
use crate::app::screen::question::{Question, STATEMENTS, listed};
use crate::app::work::Work;
use crate::app::{Action, App};
use crate::model::{AnswerState, Confidence, Level, PracticeId, Question as Asked, QuestionId};

use super::ask::{Told, places, several};
use super::guidance;
use super::overlay::note_lines;
use super::talk::Talk;

pub(super) const HELP: &[&str] = &[
    "0 to 4: answer at that level.",
    ". : unknown; you looked and do not know.",
    "n: not applicable; asks for the reason.",
    "t: the practices of the next level. t and their numbers: tick them, or take the tick away.",
    "Empty line: go on to the next question, once this one is answered.",
    "g: go on without an answer.",
    "b: the question before.",
    "w: the next open question. W: the open question before.",
    "e: note. v: evidence. s: how sure; each s goes on through low, medium, high, not said.",
    "f: flag for review, or clear the flag. p: park a topic for later. P: the parked topics.",
    "=: keep what was answered in an earlier quarter.",
    "? : guidance: why, where to look, what is not enough, the practices in full.",
    "o: overview of the dimensions. r: review before finishing.",
];

pub(super) fn page(app: &App, screen: &Question) -> Vec<String> {
    let Some(work) = &app.work else { return Vec::new() };
    let Some(question) = work.questionnaire.question(&screen.id) else { return Vec::new() };
    let mut list = vec![head(work, question)];
    if question.must_have {
        list.push("Must-have: it can hold a level back alone.".to_owned());
    }
    list.push(question.prompt.clone());
    list.extend(Level::all().map(|level| format!("{level}. {}", question.statement(level))));
    list.extend(before(work, question));
    if work.answer(&screen.id).is_some() {
        list.extend(state_lines(app, &screen.id));
    }
    list
}

/// What it was before, in one line.
fn before(work: &Work, question: &Asked) -> Option<String> {
    let (last, answer) = work.last(&question.id)?;
    let mut line = format!(
        "{}: {}, {}.",
        last.period.spoken(),
        answering::short(question, Some(answer)),
        last.who_and_when(answer)
    );
    if last.version != work.questionnaire.version {
        line.push_str(&format!(" Version {} of the questionnaire.", last.version));
    }
    if let Some(note) = &answer.note {
        line.push_str(&format!(" Note: {}", note.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    Some(line)
}

fn head(work: &Work, question: &Asked) -> String {
    let asked = work.asked();
    let place = asked.iter().position(|q| q.id == question.id).map_or(0, |i| i + 1);
    let own: Vec<_> = asked.iter().filter(|q| q.id.code() == question.id.code()).collect();
    let within = own.iter().position(|q| q.id == question.id).map_or(0, |i| i + 1);
    let title = work.questionnaire.dimension_of(&question.id).map_or("", |d| d.title.as_str());
    format!(
        "Question {place} of {}. {title}, question {within} of {}. {} {}.",
        asked.len(),
        own.len(),
        question.id,
        question.title
    )
}

/// What is known of a question, one fact per line, the answer first.
pub(super) fn state_lines(app: &App, id: &QuestionId) -> Vec<String> {
    let Some(work) = &app.work else { return Vec::new() };
    let Some(question) = work.questionnaire.question(id) else { return Vec::new() };
    let answer = work.answer(id);
    let mut list = vec![format!("Answer: {}.", state(question, work))];
    let Some(answer) = answer else { return list };
    list.extend(answer.confidence.map(|c| format!("Sure: {}.", Confidence::name(c))));
    match answer.flag.as_deref() {
        Some("") => list.push("Flagged for review.".to_owned()),
        Some(why) => list.push(format!("Flagged for review: {why}")),
        None => {}
    }
    list.extend(answer.evidence.iter().map(|e| format!("Evidence {}: {}", e.polarity.name(), e.reference)));
    list.extend(answer.note.iter().flat_map(|note| note_lines(note)));
    list
}

fn state(question: &Asked, work: &Work) -> String {
    let answer = work.answer(&question.id);
    match answer.map(|a| &a.state) {
        Some(AnswerState::Rated { .. }) => {
            let text = answering::short(question, answer);
            if text.contains('.') { text } else { format!("{text}.00") }
        }
        Some(AnswerState::NotApplicable { reason }) => {
            let words = answering::reasons(question).into_iter().find(|(id, _)| id == reason);
            format!("not applicable, {}", words.map_or_else(|| reason.to_string(), |(_, text)| text))
        }
        Some(AnswerState::Unknown) => "unknown, counts 0 until somebody finds out".to_owned(),
        Some(AnswerState::Unanswered) | None => "not answered yet".to_owned(),
    }
}

pub(super) fn prompt(app: &App, screen: &Question) -> String {
    let now = app.work.as_ref().filter(|work| is_answered(work, &screen.id)).and_then(|work| {
        let question = work.questionnaire.question(&screen.id)?;
        Some(answering::short(question, work.answer(&screen.id)))
    });
    match now {
        Some(now) => format!("Empty to go on, or 0 to 4, t practice, ? guidance, h help [{now}]:"),
        None => "Answer 0 to 4, . unknown, n not applicable, t practice, ? guidance, h help:".to_owned(),
    }
}

fn is_answered(work: &Work, id: &QuestionId) -> bool {
    work.answers.contains_key(id)
}

pub(super) fn take(talk: &mut Talk<'_>, screen: &Question, line: &str) -> Told<bool> {
    let id = &screen.id;
    match line {
        "" => {
            if !talk.app.work.as_ref().is_some_and(|work| is_answered(work, id)) {
                talk.say("Not answered yet. Type 0 to 4, or g to go on without an answer.")?;
                return Ok(true);
            }
            talk.act(Action::NextQuestion)?;
        }
        "0" => level(talk, id, Action::Answer0)?,
        "1" => level(talk, id, Action::Answer1)?,
        "2" => level(talk, id, Action::Answer2)?,
        "3" => level(talk, id, Action::Answer3)?,
        "4" => level(talk, id, Action::Answer4)?,
        "." => level(talk, id, Action::Unknown)?,
        "?" => {
            let lines = talk.app.work.as_ref().map_or_else(Vec::new, |work| guidance::lines(work, id));
            talk.say_all(&lines)?;
        }
        "t" => say_practices(talk, id)?,
        _ => match action(line) {
            Some(action) => talk.act(action)?,
            None => return tick(talk, id, line),
        },
    }
    Ok(true)
}

fn action(line: &str) -> Option<Action> {
    Some(match line {
        "n" | "-" => Action::NotApplicable,
        "g" => Action::NextQuestion,
        "b" => Action::PreviousQuestion,
        "w" => Action::NextOpen,
        "W" => Action::PreviousOpen,
        "e" => Action::Note,
        "v" => Action::Evidence,
        "=" => Action::Keep,
        "s" => Action::Sure,
        "f" => Action::Flag,
        "p" => Action::Park,
        "P" => Action::Parked,
        "o" => Action::Overview,
        "r" | "R" => Action::Review,
        _ => return None,
    })
}

fn level(talk: &mut Talk<'_>, id: &QuestionId, action: Action) -> Told {
    let changed = talk.act_only(action)?;
    say_answer(talk, id, changed)
}

/// Says what the answer is now, what is left, and what the next level needs.
fn say_answer(talk: &mut Talk<'_>, id: &QuestionId, changed: bool) -> Told {
    let refused = talk.app.notice.as_ref().is_some_and(|n| n.warning);
    let said = talk.app.work.as_ref().and_then(|work| {
        let question = work.questionnaire.question(id)?;
        let (answered, asked) = work.progress();
        let kept = match (changed, work.is_saved()) {
            (true, true) => "Saved.",
            (true, false) => "Not saved yet.",
            (false, _) => "As before.",
        };
        let word = if matches!(work.answer(id)?.state, AnswerState::Rated { .. }) { "answered " } else { "" };
        Some(format!("{id} {word}{}. {kept} {} left.", state(question, work), asked - answered))
    });
    match said {
        Some(said) if !refused => {
            talk.app.notice = None;
            talk.say(&said)?;
            talk.tell_trouble()?;
            say_practices(talk, id)
        }
        _ => talk.tell(changed),
    }
}

fn say_practices(talk: &mut Talk<'_>, id: &QuestionId) -> Told {
    let lines = talk.app.work.as_ref().map_or_else(Vec::new, |work| practices(work, id));
    talk.say_all(&lines)
}

/// The practices of the next level with their numbers, and which are in place.
fn practices(work: &Work, id: &QuestionId) -> Vec<String> {
    let Some(question) = work.questionnaire.question(id) else { return Vec::new() };
    let (level, practices) = listed(work, id);
    let Some(level) = level else {
        return vec!["Level 4: every practice of this question is in place.".to_owned()];
    };
    let in_place = answering::in_place(question, work.answer(id));
    let met = practices.iter().filter(|p| in_place.contains(&p.id)).count();
    let rated = matches!(work.answer(id).map(|a| &a.state), Some(AnswerState::Rated { .. }));
    let also = if rated { "also " } else { "" };
    let of = several(practices.len(), "practice");
    let mut list = vec![format!("For {level} you {also}need, {met} of {of} in place:")];
    for (i, practice) in practices.iter().enumerate() {
        let there = if in_place.contains(&practice.id) { "In place" } else { "Not in place" };
        list.push(format!("{}. {there}: {}.", i + 1, practice.title.trim_end_matches('.')));
    }
    list
}

/// Ticks practices by the numbers of the list, as the cursor and space do.
fn tick(talk: &mut Talk<'_>, id: &QuestionId, line: &str) -> Told<bool> {
    let Some(numbers) = line.strip_prefix('t') else { return Ok(false) };
    let wanted: Option<Vec<PracticeId>> = talk.app.work.as_ref().and_then(|work| {
        let list = listed(work, id).1;
        let places = places(numbers, list.len())?;
        Some(places.into_iter().filter_map(|i| list.get(i)).map(|p| p.id.clone()).collect())
    });
    let Some(wanted) = wanted else {
        say_practices(talk, id)?;
        talk.say("Type t and numbers of this list. Nothing was changed.")?;
        return Ok(true);
    };
    let mut changed = false;
    for practice in wanted {
        let place =
            talk.app.work.as_ref().and_then(|work| listed(work, id).1.iter().position(|p| p.id == practice));
        match place {
            Some(place) => {
                talk.select(STATEMENTS + place)?;
                changed |= talk.act_only(Action::Tick)?;
            }
            None => talk.say(&format!("{practice} is part of the level that is reached now; it stays."))?,
        }
    }
    say_answer(talk, id, changed)?;
    Ok(true)
}
