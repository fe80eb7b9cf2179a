//! What a questionnaire offers on top of its questions: selections, pathways, migrations.

use std::collections::BTreeMap;

use super::header::{Known, define};
use super::reader::Cursor;
use super::references::{Names, References, some_once};
use crate::model::questionnaire::{Group, Migration, Pathway, Selection, Stage, Suits};
use crate::model::{QuestionId, Version};

/// Reads a version: three dotted numbers.
pub(super) fn version(at: &Cursor<'_>) -> Option<Version> {
    let expected = "three numbers such as \"1.0.0\"";
    let version = Version::parse(at.raw_text(expected)?);
    if version.is_none() {
        at.wrong(expected);
    }
    version
}

/// Reads the named sets of questions.
pub(super) fn selections<'a>(
    at: &Cursor<'a>,
    known: &Known<'a>,
    refs: &mut References<'a>,
) -> Option<Vec<Selection>> {
    let mut names = Names::new("selection");
    at.each(|c| {
        let f = c.fields(&["id", "title", "summary", "questions", "groups", "crosswalk"])?;
        let id = define(&f, "id", &mut names);
        let title = f.required("title", Cursor::name);
        let summary = f.optional("summary", Cursor::text);
        let questions = f.required("questions", |list| some_once(list, |c| refs.question(c)));
        let groups = f.optional("groups", |list| groups(list, questions.as_deref(), refs));
        let crosswalk = f.optional("crosswalk", |list| some_once(list, |c| known.source(c)));
        Some(Selection {
            id: id?,
            title: title?,
            summary: summary?,
            questions: questions?,
            groups: groups?,
            crosswalk: crosswalk?,
        })
    })
}

/// Reads the headings of a selection: every question of it stands under exactly one.
fn groups<'a>(
    at: &Cursor<'a>,
    selected: Option<&[QuestionId]>,
    refs: &mut References<'a>,
) -> Option<Vec<Group>> {
    let groups = at.each(|c| {
        let f = c.fields(&["title", "questions"])?;
        let title = f.required("title", Cursor::name);
        let questions = f.required("questions", |list| some_once(list, |c| refs.question(c)));
        Some(Group { title: title?, questions: questions? })
    })?;
    let mut grouped: Vec<&QuestionId> = groups.iter().flat_map(|g| &g.questions).collect();
    let mut wanted: Vec<&QuestionId> = selected?.iter().collect();
    grouped.sort();
    wanted.sort();
    if grouped != wanted {
        at.error(
            "the groups do not hold the questions of the selection once each",
            "every question of \"questions\" under exactly one heading",
            "move, add or remove questions",
        );
    }
    Some(groups)
}

/// Reads the ordered ways through the practices.
pub(super) fn pathways<'a>(
    at: &Cursor<'a>,
    known: &Known<'a>,
    refs: &mut References<'a>,
) -> Option<Vec<Pathway>> {
    let mut names = Names::new("pathway");
    at.each(|c| {
        let f = c.fields(&["id", "title", "summary", "suits", "stages"])?;
        let suits = f.optional("suits", |c| suits(c, known).map(Some));
        let id = define(&f, "id", &mut names);
        let title = f.required("title", Cursor::name);
        let summary = f.optional("summary", Cursor::text);
        let stages = f.required("stages", |list| list.some(|c| stage(c, refs)));
        Some(Pathway { id: id?, title: title?, summary: summary?, suits: suits?, stages: stages? })
    })
}

fn suits(at: &Cursor<'_>, known: &Known<'_>) -> Option<Suits> {
    let f = at.fields(&["profile", "reason"])?;
    let profile = f.required("profile", |c| known.applies_when(c));
    let reason = f.required("reason", Cursor::text);
    Some(Suits { profile: profile?, reason: reason? })
}

fn stage<'a>(at: &Cursor<'a>, refs: &mut References<'a>) -> Option<Stage> {
    let f = at.fields(&["title", "done_when", "practices"])?;
    let title = f.required("title", Cursor::name);
    let done_when = f.required("done_when", Cursor::text);
    let practices = f.required("practices", |list| some_once(list, |c| refs.practice(c)));
    Some(Stage { title: title?, done_when: done_when?, practices: practices? })
}

/// Reads how older versions map to this one.
pub(super) fn migrations<'a>(
    at: &Cursor<'a>,
    own: Option<Version>,
    refs: &mut References<'a>,
) -> Option<Vec<Migration>> {
    let mut seen = Names::new("migration");
    at.each(|c| {
        let f = c.fields(&["from", "questions", "practices"])?;
        let from = f.need("from").and_then(|at| {
            let from = version(&at)?;
            seen.define(&from, &at);
            if let Some(own) = own.filter(|own| from >= *own) {
                at.error(format!("found \"{from}\""), format!("a version before {own}"), "correct it");
            }
            Some(from)
        });
        let questions = f.optional("questions", |c| targets(c, |c| refs.question(c)));
        let practices = f.optional("practices", |c| targets(c, |c| refs.practice(c)));
        Some(Migration { from: from?, questions: questions?, practices: practices? })
    })
}

fn targets<'a, T>(
    at: &Cursor<'a>,
    mut read: impl FnMut(&Cursor<'a>) -> Option<T>,
) -> Option<BTreeMap<T, Vec<T>>>
where
    T: Ord + std::str::FromStr<Err = crate::model::id::IdError>,
{
    let entries: Vec<Option<(T, Vec<T>)>> = at
        .entries()?
        .into_iter()
        .map(|(key, value)| {
            let old = value.parsed::<T>(key);
            let new = value.each(&mut read);
            Some((old?, new?))
        })
        .collect();
    entries.into_iter().collect()
}
