//! The questions about the team, and the conditions on their answers that questions have.

use std::collections::BTreeMap;

use super::header::define;
use super::reader::Cursor;
use super::references::{Names, some_once};
use crate::json::tree::Value;
use crate::model::Slug;
use crate::model::profile::{AppliesWhen, Condition};
use crate::model::questionnaire::{ProfileKind, ProfileQuestion};

/// The most choices of one question about the team.
const CHOICE_LIMIT: usize = 100;

/// The kinds of answer by profile key.
#[derive(Debug)]
pub(super) struct Kinds<'a> {
    /// The keys, also those whose kind could not be read.
    pub keys: Names<'a, Slug>,
    kinds: BTreeMap<Slug, ProfileKind>,
}

impl Kinds<'_> {
    pub fn new() -> Self {
        Self { keys: Names::new("profile key"), kinds: BTreeMap::new() }
    }
}

/// Reads one question about the team.
pub(super) fn question<'a>(at: &Cursor<'a>, kinds: &mut Kinds<'a>) -> Option<ProfileQuestion> {
    let f = at.fields(&["id", "prompt", "type", "choices"])?;
    let id = define(&f, "id", &mut kinds.keys);
    let prompt = f.required("prompt", Cursor::text);
    let kind = f.need("type").and_then(|at| {
        let expected = "\"choices\", \"bool\" or \"number\"";
        match at.raw_text(expected)? {
            "choices" => {
                let choices = f.required("choices", choices)?;
                Some(ProfileKind::Choices { choices })
            }
            "bool" => Some(ProfileKind::Bool),
            "number" => Some(ProfileKind::Number),
            _ => {
                at.wrong(expected);
                None
            }
        }
    });
    if let Some(stray) =
        f.get("choices").filter(|_| matches!(kind, Some(ProfileKind::Bool | ProfileKind::Number)))
    {
        stray.error("only the type \"choices\" has choices", "no choices", "remove them");
    }
    if let Some((id, kind)) = id.clone().zip(kind.clone()) {
        kinds.kinds.entry(id).or_insert(kind);
    }
    Some(ProfileQuestion { id: id?, prompt: prompt?, kind: kind? })
}

fn choices(list: &Cursor<'_>) -> Option<Vec<Slug>> {
    let found = list.items()?.len();
    if found > CHOICE_LIMIT {
        list.error(format!("found {found} choices"), format!("at most {CHOICE_LIMIT}"), "join some");
        return None;
    }
    some_once(list, Cursor::id)
}

/// Reads the conditions of a question. See `docs/files.md`.
pub(super) fn applies_when(at: &Cursor<'_>, kinds: &Kinds<'_>) -> Option<AppliesWhen> {
    let mut all = Some(AppliesWhen::new());
    for (key, value) in at.entries()? {
        let condition = value.parsed::<Slug>(key).and_then(|key| {
            kinds.keys.resolve(&key, &value);
            let condition = condition(&value, kinds.kinds.get(&key)?)?;
            Some((key, condition))
        });
        match (condition, &mut all) {
            (Some((key, condition)), Some(all)) => {
                all.insert(key, condition);
            }
            _ => all = None,
        }
    }
    all
}

fn condition(at: &Cursor<'_>, kind: &ProfileKind) -> Option<Condition> {
    let (expected, list) = match kind {
        ProfileKind::Choices { .. } => ("a list of choices, in square brackets", true),
        ProfileKind::Bool => ("[true] or [false]", true),
        ProfileKind::Number => ("an object such as { \"min\": 2 }", false),
    };
    let fits = match at.node().value {
        Value::Array(_) => list,
        Value::Object(_) => !list,
        _ => false,
    };
    if !fits {
        at.wrong(expected);
        return None;
    }
    match kind {
        ProfileKind::Choices { choices } => {
            let picked = some_once(at, |c| {
                let choice: Slug = c.id()?;
                if !choices.contains(&choice) {
                    c.unknown("choice", &choice, choices.iter().map(ToString::to_string));
                }
                Some(choice)
            })?;
            Some(Condition::Choices(picked))
        }
        ProfileKind::Bool => some_once(at, Cursor::flag).map(Condition::Bools),
        ProfileKind::Number => number(at),
    }
}

fn number(at: &Cursor<'_>) -> Option<Condition> {
    let f = at.fields(&["min", "max"])?;
    let bound = |key| f.optional(key, |c| c.whole(0, u32::MAX).map(Some));
    let (min, max) = (bound("min"), bound("max"));
    if f.get("min").is_none() && f.get("max").is_none() {
        at.error("the object is empty", "\"min\", \"max\" or both", "add one, or remove the condition");
        return None;
    }
    let (min, max) = (min?, max?);
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        at.error("\"min\" is above \"max\"", "\"min\" at most \"max\"", "correct one of the two");
        return None;
    }
    Some(Condition::Number { min, max })
}
