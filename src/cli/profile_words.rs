//! What a team runs, as `KEY=VALUE` on the command line, checked against the questionnaire.

use crate::model::profile::ProfileValue;
use crate::model::questionnaire::{ProfileKind, ProfileQuestion};
use crate::model::{Profile, Questionnaire, Slug};
use crate::text::spelling::closest;

use super::exit::Stop;

/// Puts `KEY=VALUE` words into a profile; `KEY=` takes the answer away. Several choices are joined by commas.
///
/// # Errors
/// Wrong usage, with all words that were refused and what each key takes.
pub fn apply(questionnaire: &Questionnaire, profile: &mut Profile, words: &[String]) -> Result<(), Stop> {
    let mut refused = Vec::new();
    for word in words {
        match read(questionnaire, word) {
            Ok((key, Some(value))) => {
                profile.0.insert(key, value);
            }
            Ok((key, None)) => {
                profile.0.remove(&key);
            }
            Err(why) => refused.push(why),
        }
    }
    if refused.is_empty() {
        return Ok(());
    }
    let known: Vec<String> = questionnaire.profile.iter().map(form).collect();
    Err(Stop::usage(refused.join("\n")).hint(format!("--profile takes:\n{}", known.join("\n"))))
}

fn read(questionnaire: &Questionnaire, word: &str) -> Result<(Slug, Option<ProfileValue>), String> {
    let (key, text) = word.split_once('=').ok_or_else(|| format!("{word:?} is not KEY=VALUE"))?;
    let question = questionnaire.profile.iter().find(|q| q.id.as_str() == key).ok_or_else(|| {
        let near = closest(key, questionnaire.profile.iter().map(|q| q.id.as_str()));
        let meant = near.map(|n| format!("; did you mean {n}?")).unwrap_or_default();
        format!("the questionnaire asks nothing called {key:?}{meant}")
    })?;
    if text.is_empty() {
        return Ok((question.id.clone(), None));
    }
    let wrong = || format!("{key} cannot be {text:?}");
    let value = match &question.kind {
        ProfileKind::Bool => match text {
            "yes" | "true" => ProfileValue::Bool(true),
            "no" | "false" => ProfileValue::Bool(false),
            _ => return Err(wrong()),
        },
        ProfileKind::Number => ProfileValue::Number(text.parse().map_err(|_| wrong())?),
        ProfileKind::Choices { choices } => {
            let mut picked: Vec<Slug> = text
                .split(',')
                .map(|one| choices.iter().find(|c| c.as_str() == one.trim()).cloned().ok_or_else(wrong))
                .collect::<Result<_, _>>()?;
            picked.sort();
            picked.dedup();
            ProfileValue::Choices(picked)
        }
    };
    Ok((question.id.clone(), Some(value)))
}

/// `platform=host,compose,kubernetes` or `stateful=yes|no`.
fn form(question: &ProfileQuestion) -> String {
    let value = match &question.kind {
        ProfileKind::Bool => "yes|no".to_owned(),
        ProfileKind::Number => "NUMBER".to_owned(),
        ProfileKind::Choices { choices } => {
            choices.iter().map(Slug::as_str).collect::<Vec<_>>().join(" and/or ")
        }
    };
    format!("  {}={value}", question.id)
}

/// What is wrong with one answer of a profile that was read from a file; none when it fits the questionnaire.
pub fn misfit(questionnaire: &Questionnaire, key: &Slug, value: &ProfileValue) -> Option<String> {
    let Some(question) = questionnaire.profile.iter().find(|q| q.id == *key) else {
        return Some("the questionnaire asks nothing of this name".to_owned());
    };
    let fits = match (&question.kind, value) {
        (ProfileKind::Bool, ProfileValue::Bool(_)) | (ProfileKind::Number, ProfileValue::Number(_)) => true,
        (ProfileKind::Choices { choices }, ProfileValue::Choices(picked)) => {
            picked.iter().all(|p| choices.contains(p))
        }
        _ => false,
    };
    let expected = match &question.kind {
        ProfileKind::Bool => "true or false".to_owned(),
        ProfileKind::Number => "a whole number".to_owned(),
        ProfileKind::Choices { choices } => {
            format!("a list of {}", choices.iter().map(Slug::as_str).collect::<Vec<_>>().join(", "))
        }
    };
    (!fits).then(|| format!("expected {expected}"))
}
