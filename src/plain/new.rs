//! The form of a new assessment, one question after the other. Also asks again what a running draft covers.

use crate::app::scopes::{count, scope_name};
use crate::app::screen::new::{Field, New, Who};
use crate::app::{Action, Screen};
use crate::model::id::slug_from_name;
use crate::model::profile::ProfileValue;
use crate::model::questionnaire::{ProfileKind, ProfileQuestion};
use crate::model::{Period, Profile, Questionnaire, Scope, Slug, TeamId};

use super::ask::{Told, place, places, several};
use super::talk::Talk;

/// Whether the form goes on or was left.
enum Step {
    On,
    Left,
}

/// Asks every field of the form, then starts the assessment or keeps the changes.
pub(super) fn fill(talk: &mut Talk<'_>) -> Told {
    let Some(form) = form(talk) else { return Ok(()) };
    let title = if form.editing { "What this assessment covers." } else { "New assessment." };
    talk.say("")?;
    talk.say(&format!("{title} An empty line takes what stands in brackets; a single dot leaves the form."))?;
    // Which rows there are depends on the team, so they are looked at again each time.
    let mut row = 0;
    while let Some(field) = self::form(talk).and_then(|f| f.fields(&talk.app.home).get(row).cloned()) {
        talk.select(row)?;
        if let Step::Left = ask(talk, &field)? {
            talk.act(Action::Back)?;
            return talk.say("Left. Nothing was changed.");
        }
        row += 1;
    }
    Ok(())
}

fn form(talk: &Talk<'_>) -> Option<New> {
    match &talk.app.screen {
        Screen::New(form) => Some(form.clone()),
        _ => None,
    }
}

fn ask(talk: &mut Talk<'_>, field: &Field) -> Told<Step> {
    match field {
        Field::Team => team(talk),
        Field::Quarter => quarter(talk),
        Field::Scope => scope(talk),
        Field::From => start_from(talk),
        Field::ScopeNote => scope_note(talk),
        Field::Profile(i) => {
            let question = form(talk).and_then(|f| f.questionnaire.profile.get(*i).cloned());
            match question {
                Some(question) => profile(talk, &question),
                None => Ok(Step::On),
            }
        }
        Field::Go => talk.act(Action::Open).map(|()| Step::On),
    }
}

fn team(talk: &mut Talk<'_>) -> Told<Step> {
    let names: Vec<String> = talk.app.home.teams.iter().map(|t| t.team.name.clone()).collect();
    for (i, name) in names.iter().enumerate() {
        talk.say(&format!("{}. {name}", i + 1))?;
    }
    let suggested = form(talk).map_or(String::new(), |f| f.team_name(&talk.app.home).to_owned());
    let default = if suggested.is_empty() { String::new() } else { format!(" [{suggested}]") };
    let what =
        if names.is_empty() { "Name of the team" } else { "Team: a number, or the name of a new team" };
    loop {
        let answer = talk.ask(&format!("{what}{default}:"))?;
        if answer == "." {
            return Ok(Step::Left);
        }
        if answer.is_empty() && !suggested.is_empty() {
            return Ok(Step::On);
        }
        if let Some(known) = place(&answer, names.len()).or_else(|| known(talk, &answer)) {
            while form(talk).is_some_and(|f| f.who != Who::Existing(known)) {
                let way = match form(talk).map(|f| f.who) {
                    Some(Who::Existing(i)) if i < known => Action::NextValue,
                    _ => Action::PreviousValue,
                };
                talk.act_only(way)?;
            }
            return Ok(Step::On);
        }
        let number = !names.is_empty() && answer.bytes().all(|b| b.is_ascii_digit());
        if !number && TeamId::parse(&slug_from_name(&answer)).is_ok() {
            while form(talk).is_some_and(|f| matches!(f.who, Who::Existing(_))) {
                talk.act_only(Action::NextValue)?;
            }
            return text(talk, &answer);
        }
        talk.say("That is not a team. A name needs at least one letter a-z or digit, for its folder.")?;
    }
}

/// The team that has a name or an id already.
fn known(talk: &Talk<'_>, text: &str) -> Option<usize> {
    let same = |name: &str| name.to_lowercase() == text.to_lowercase();
    talk.app.home.teams.iter().position(|t| same(&t.team.name) || same(t.team.id.as_str()))
}

/// Opens the field of this row and gives it a text.
fn text(talk: &mut Talk<'_>, answer: &str) -> Told<Step> {
    talk.act_only(Action::Open)?;
    talk.typed(answer)?;
    talk.act_only(Action::Accept)?;
    talk.tell(false)?;
    Ok(Step::On)
}

fn quarter(talk: &mut Talk<'_>) -> Told<Step> {
    let Some(default) = talk.period.or_else(|| form(talk).map(|f| f.period)) else { return Ok(Step::On) };
    loop {
        let answer = talk.ask(&format!("Quarter, such as 2026-Q4 [{default}]:"))?;
        let wanted = match answer.as_str() {
            "." => return Ok(Step::Left),
            "" => Some(default),
            text => Period::parse(&text.to_ascii_uppercase().replace(' ', "-")),
        };
        let Some(wanted) = wanted else {
            talk.say("That is not a quarter. Type a year and a quarter, such as 2026-Q4.")?;
            continue;
        };
        while let Some(now) = form(talk).map(|f| f.period).filter(|now| *now != wanted) {
            let way = if now < wanted { Action::NextValue } else { Action::PreviousValue };
            talk.act_only(way)?;
        }
        return Ok(Step::On);
    }
}

fn scope(talk: &mut Talk<'_>) -> Told<Step> {
    let Some(form) = form(talk) else { return Ok(Step::On) };
    talk.say("Which part of the questionnaire:")?;
    for (i, scope) in form.scopes.iter().enumerate() {
        talk.say(&format!("{}. {}", i + 1, scope_line(&form.questionnaire, scope)))?;
    }
    loop {
        let answer = talk.ask(&format!("Number, 1 to {} [{}]:", form.scopes.len(), form.scope + 1))?;
        let wanted = match answer.as_str() {
            "." => return Ok(Step::Left),
            "" => Some(form.scope),
            text => place(text, form.scopes.len()),
        };
        let Some(wanted) = wanted else {
            talk.say("That is not one of the numbers.")?;
            continue;
        };
        let way = if wanted < form.scope { Action::PreviousValue } else { Action::NextValue };
        (0..wanted.abs_diff(form.scope)).try_for_each(|_| talk.act_only(way).map(|_| ()))?;
        return Ok(Step::On);
    }
}

fn start_from(talk: &mut Talk<'_>) -> Told<Step> {
    let Some(form) = form(talk) else { return Ok(Step::On) };
    let last = form.last(&talk.app.home).map_or(String::new(), |l| l.period.spoken());
    talk.say("Start from:")?;
    talk.say(&format!(
        "1. The answers of {last}, shown beside each question; nothing counts until it is kept."
    ))?;
    talk.say("2. Blank.")?;
    let now = if form.from_last { 1 } else { 2 };
    loop {
        let wanted = match talk.ask(&format!("Number, 1 or 2 [{now}]:"))?.as_str() {
            "." => return Ok(Step::Left),
            "" => now,
            "1" => 1,
            "2" => 2,
            _ => {
                talk.say("That is not one of the numbers.")?;
                continue;
            }
        };
        if wanted != now {
            talk.act_only(Action::Toggle)?;
        }
        return Ok(Step::On);
    }
}

fn scope_line(questionnaire: &Questionnaire, scope: &Scope) -> String {
    let questions = several(count(questionnaire, scope, &Profile::default()), "question");
    let name = scope_name(questionnaire, scope);
    let mut letters = name.chars();
    let first = letters.next().map_or(String::new(), |c| c.to_uppercase().to_string());
    format!("{first}{}, {questions}.", letters.as_str())
}

fn scope_note(talk: &mut Talk<'_>) -> Told<Step> {
    let now = form(talk).map_or(String::new(), |f| f.scope_note);
    let default =
        if now.is_empty() { "nothing".to_owned() } else { format!("{now}; a single - for nothing") };
    let answer =
        talk.ask(&format!("What it covers: clusters, services, environments; one line [{default}]:"))?;
    match answer.as_str() {
        "." => Ok(Step::Left),
        "" => Ok(Step::On),
        "-" if !now.is_empty() => text(talk, ""),
        answer => text(talk, answer),
    }
}

fn profile(talk: &mut Talk<'_>, question: &ProfileQuestion) -> Told<Step> {
    match &question.kind {
        ProfileKind::Choices { choices } => choices_of(talk, question, choices),
        ProfileKind::Bool => yes_or_no(talk, question),
        ProfileKind::Number => number(talk, question),
    }
}

fn value(talk: &Talk<'_>, question: &ProfileQuestion) -> Option<ProfileValue> {
    form(talk).and_then(|f| f.profile.0.get(&question.id).cloned())
}

fn choices_of(talk: &mut Talk<'_>, question: &ProfileQuestion, choices: &[Slug]) -> Told<Step> {
    let picked: Vec<Slug> = match value(talk, question) {
        Some(ProfileValue::Choices(list)) => list,
        _ => Vec::new(),
    };
    talk.say(&question.prompt)?;
    for (i, choice) in choices.iter().enumerate() {
        talk.say(&format!("{}. {choice}", i + 1))?;
    }
    let default = picked.iter().map(Slug::as_str).collect::<Vec<_>>().join(", ");
    let default = if default.is_empty() { "not said" } else { default.as_str() };
    loop {
        let answer = talk.ask(&format!("Numbers with spaces between, - for not said [{default}]:"))?;
        let wanted = match answer.as_str() {
            "." => return Ok(Step::Left),
            "" => return Ok(Step::On),
            "-" => Some(Vec::new()),
            text => places(text, choices.len()),
        };
        let Some(wanted) = wanted else {
            talk.say("These are not all numbers of the list.")?;
            continue;
        };
        for (i, choice) in choices.iter().enumerate() {
            if wanted.contains(&i) != picked.contains(choice) {
                talk.act_only(Action::Toggle)?;
            }
            talk.act_only(Action::NextValue)?;
        }
        return Ok(Step::On);
    }
}

fn yes_or_no(talk: &mut Talk<'_>, question: &ProfileQuestion) -> Told<Step> {
    let now = value(talk, question);
    let default = match &now {
        Some(ProfileValue::Bool(true)) => "yes",
        Some(ProfileValue::Bool(false)) => "no",
        _ => "not said",
    };
    loop {
        let answer = talk.ask(&format!("{} yes, no, or - for not said [{default}]:", question.prompt))?;
        let wanted = match answer.to_ascii_lowercase().as_str() {
            "." => return Ok(Step::Left),
            "" => return Ok(Step::On),
            "y" | "yes" => Some(ProfileValue::Bool(true)),
            "n" | "no" => Some(ProfileValue::Bool(false)),
            "-" | "not said" => None,
            _ => {
                talk.say("Type yes, no or -.")?;
                continue;
            }
        };
        // Three values in a ring.
        for _ in 0..3 {
            if value(talk, question) != wanted {
                talk.act_only(Action::NextValue)?;
            }
        }
        return Ok(Step::On);
    }
}

fn number(talk: &mut Talk<'_>, question: &ProfileQuestion) -> Told<Step> {
    let default = match value(talk, question) {
        Some(ProfileValue::Number(n)) => n.to_string(),
        _ => "not said".to_owned(),
    };
    loop {
        let prompt = format!("{} A whole number, or - for not said [{default}]:", question.prompt);
        let answer = talk.ask(&prompt)?;
        match answer.as_str() {
            "." => return Ok(Step::Left),
            "" => return Ok(Step::On),
            "-" => return text(talk, ""),
            digits if digits.parse::<u32>().is_ok() => return text(talk, digits),
            _ => talk.say("That is not a whole number.")?,
        }
    }
}
