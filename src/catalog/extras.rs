//! What a questionnaire offers on top of its questions: selections, pathways, the advisor's data, migrations.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value as Json};

use super::header::define;
use super::reader::Cursor;
use super::references::{Names, References, some_once};
use crate::json::tree::{Node, Value};
use crate::model::Version;
use crate::model::questionnaire::{Advisor, Migration, Pathway, Selection, Stage};

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
pub(super) fn selections<'a>(at: &Cursor<'a>, refs: &mut References<'a>) -> Option<Vec<Selection>> {
    let mut names = Names::new("selection");
    at.each(|c| {
        let f = c.fields(&["id", "title", "summary", "questions"])?;
        let id = define(&f, "id", &mut names);
        let title = f.required("title", Cursor::name);
        let summary = f.optional("summary", Cursor::text);
        let questions = f.required("questions", |list| some_once(list, |c| refs.question(c)));
        Some(Selection { id: id?, title: title?, summary: summary?, questions: questions? })
    })
}

/// Reads the ordered ways through the practices.
pub(super) fn pathways<'a>(at: &Cursor<'a>, refs: &mut References<'a>) -> Option<Vec<Pathway>> {
    let mut names = Names::new("pathway");
    at.each(|c| {
        let f = c.fields(&["id", "title", "summary", "stages"])?;
        let id = define(&f, "id", &mut names);
        let title = f.required("title", Cursor::name);
        let summary = f.optional("summary", Cursor::text);
        let stages = f.required("stages", |list| list.some(|c| stage(c, refs)));
        Some(Pathway { id: id?, title: title?, summary: summary?, stages: stages? })
    })
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

/// Reads the advisor's data, which is carried as it is.
#[expect(clippy::option_option, reason = "outer none: it is broken; inner none: there is none")]
pub(super) fn advisor(at: &Cursor<'_>) -> Option<Option<Advisor>> {
    let f = at.fields(&["tree", "matrix", "criteria"])?;
    let part = |key: &str, list: bool| {
        f.optional(key, |c| {
            match (&c.node().value, list) {
                (Value::Object(_), false) | (Value::Array(_), true) => {}
                (_, true) => c.wrong("a list"),
                (_, false) => c.wrong("an object"),
            }
            carried(c).map(Some)
        })
    };
    let (tree, matrix, criteria) = (part("tree", false), part("matrix", false), part("criteria", true));
    Some(Some(Advisor { tree: tree?, matrix: matrix?, criteria: criteria? }))
}

/// The value as it is; a number that has no finite value is reported. The nesting is limited by the tree.
fn carried(at: &Cursor<'_>) -> Option<Json> {
    let value = plain(at.node());
    if value.is_none() {
        at.error("a number in it is too large", "numbers that a computer can hold", "correct the number");
    }
    value
}

fn plain(node: &Node) -> Option<Json> {
    Some(match &node.value {
        Value::Object(properties) => Json::Object(
            properties
                .iter()
                .map(|p| Some((p.key.clone(), plain(&p.node)?)))
                .collect::<Option<Map<String, Json>>>()?,
        ),
        Value::Array(items) => Json::Array(items.iter().map(plain).collect::<Option<Vec<_>>>()?),
        Value::String(text) => Json::String(text.clone()),
        Value::Number(text) => Json::Number(number(text)?),
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Null => Json::Null,
    })
}

/// Parsed by the standard library, whose result is exact, so that writing and reading again changes nothing.
fn number(text: &str) -> Option<Number> {
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    if let Ok(whole) = text.parse::<u64>() {
        return Some(whole.into());
    }
    Number::from_f64(text.parse().ok()?)
}
