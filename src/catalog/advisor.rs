//! Reads the advisor of a questionnaire: tree, matrix, criteria.

use std::collections::{BTreeMap, BTreeSet};

use super::header::define;
use super::reader::Cursor;
use super::references::{Names, References, some_once};
use crate::model::Slug;
use crate::model::advisor::{
    Advisor, Branch, Cell, Choice, Counsel, Criteria, Criterion, Fork, Matrix, Platform, Rating, Requirement,
};

/// How deep a tree may be.
const DEPTH_LIMIT: usize = 8;

/// Reads the advisor.
#[expect(clippy::option_option, reason = "outer none: it is broken; inner none: there is none")]
pub(super) fn advisor<'a>(at: &Cursor<'a>, refs: &mut References<'a>) -> Option<Option<Advisor>> {
    let f = at.fields(&["platforms", "tree", "matrix", "criteria"])?;
    let mut names = Names::new("platform");
    let platforms = f.required("platforms", |list| {
        list.some(|c| {
            let f = c.fields(&["id", "name"])?;
            let id = define(&f, "id", &mut names);
            let name = f.required("name", Cursor::name);
            Some(Platform { id: id?, name: name? })
        })
    });
    names.complete = f.get("platforms").is_some_and(|at| at.node().items().is_some());
    let tree = f.optional("tree", |c| fork(c, &names, refs, 0).map(Some));
    let matrix = f.optional("matrix", |c| matrix(c, &names).map(Some));
    let criteria = f.optional("criteria", |c| criteria(c, &names).map(Some));
    Some(Some(Advisor { platforms: platforms?, tree: tree?, matrix: matrix?, criteria: criteria? }))
}

fn platform(at: &Cursor<'_>, names: &Names<'_, Slug>) -> Option<Slug> {
    let id: Slug = at.id()?;
    names.resolve(&id, at);
    Some(id)
}

fn fork<'a>(
    at: &Cursor<'a>,
    names: &Names<'_, Slug>,
    refs: &mut References<'a>,
    depth: usize,
) -> Option<Fork> {
    if depth >= DEPTH_LIMIT {
        at.error("the tree is too deep", format!("at most {DEPTH_LIMIT} questions"), "shorten it");
        return None;
    }
    let f = at.fields(&["prompt", "options"])?;
    let prompt = f.required("prompt", Cursor::text);
    let mut ids = Names::new("option");
    let options = f.required("options", |list| {
        list.some(|c| {
            let f = c.fields(&["id", "label", "next", "advice"])?;
            let id = define(&f, "id", &mut ids);
            let label = f.required("label", Cursor::name);
            let next = f.optional("next", |c| fork(c, names, refs, depth + 1).map(Some));
            let advice = f.optional("advice", |c| counsel(c, names, refs).map(Some));
            if f.get("next").is_some() == f.get("advice").is_some() {
                c.error("the option leads nowhere or to two places", "\"next\" or \"advice\"", "give it one");
            }
            Some(Branch { id: id?, label: label?, next: next?, advice: advice? })
        })
    });
    Some(Fork { prompt: prompt?, options: options? })
}

fn counsel<'a>(at: &Cursor<'a>, names: &Names<'_, Slug>, refs: &mut References<'a>) -> Option<Counsel> {
    let f = at.fields(&["platforms", "in_order", "reason", "questions"])?;
    let platforms = f.required("platforms", |list| some_once(list, |c| platform(c, names)));
    let in_order = f.optional("in_order", Cursor::flag);
    let reason = f.required("reason", Cursor::text);
    let questions = f.optional("questions", |list| some_once(list, |c| refs.question(c)));
    Some(Counsel { platforms: platforms?, in_order: in_order?, reason: reason?, questions: questions? })
}

fn matrix(at: &Cursor<'_>, names: &Names<'_, Slug>) -> Option<Matrix> {
    let f = at.fields(&["platforms", "requirements", "notes"])?;
    let platforms = f.required("platforms", |list| some_once(list, |c| platform(c, names)));
    let notes = f.optional("notes", |list| list.each(Cursor::text));
    let columns: BTreeSet<Slug> = platforms.iter().flatten().cloned().collect();
    let mut rows = Names::new("requirement");
    let requirements =
        f.required("requirements", |list| list.some(|c| requirement(c, &columns, names, &mut rows)));
    Some(Matrix { platforms: platforms?, requirements: requirements?, notes: notes? })
}

fn requirement<'a>(
    at: &Cursor<'a>,
    columns: &BTreeSet<Slug>,
    names: &Names<'_, Slug>,
    rows: &mut Names<'a, Slug>,
) -> Option<Requirement> {
    let f = at.fields(&["id", "title", "cells", "complexity", "use_case"])?;
    let id = define(&f, "id", rows);
    let title = f.required("title", Cursor::name);
    let cells = f.required("cells", |c| {
        let cells = keyed(c, names, cell)?;
        let missing: Vec<&str> =
            columns.iter().filter(|p| !cells.contains_key(*p)).map(Slug::as_str).collect();
        if !missing.is_empty() {
            c.error(
                format!("no cell for {}", missing.join(", ")),
                "a cell for every platform of the matrix",
                "add it",
            );
        }
        if let Some(stray) = cells.keys().find(|p| !columns.contains(*p)) {
            let message = format!("\"{stray}\" is no column of the matrix");
            c.error(message, "the platforms of the matrix only", "remove it");
        }
        Some(cells)
    });
    let complexity = f.optional("complexity", |c| rating(c).map(Some));
    let use_case = f.optional("use_case", Cursor::name);
    Some(Requirement { id: id?, title: title?, cells: cells?, complexity: complexity?, use_case: use_case? })
}

fn cell(at: &Cursor<'_>) -> Option<Cell> {
    let f = at.fields(&["rating", "label", "original", "note"])?;
    let value = f.required("rating", rating);
    let label = f.required("label", Cursor::name);
    let original = f.optional("original", |c| rating(c).map(Some));
    let note = f.optional("note", Cursor::text);
    if f.get("original").is_some() && f.get("note").is_none() {
        at.error("a repaired cell without a word", "\"note\" beside \"original\"", "say why it was changed");
    }
    Some(Cell { rating: value?, label: label?, original: original?, note: note? })
}

fn rating(at: &Cursor<'_>) -> Option<Rating> {
    let names: Vec<&str> = Rating::ALL.iter().map(|r| r.name()).collect();
    let expected = format!("one of {}", names.join(", "));
    let text = at.raw_text(&expected)?;
    let rating = Rating::ALL.into_iter().find(|r| r.name() == text);
    if rating.is_none() {
        at.wrong(expected);
    }
    rating
}

fn criteria(at: &Cursor<'_>, names: &Names<'_, Slug>) -> Option<Criteria> {
    let f = at.fields(&["platforms", "questions", "notes"])?;
    let platforms = f.required("platforms", |list| some_once(list, |c| platform(c, names)));
    let notes = f.optional("notes", |list| list.each(Cursor::text));
    let mut ids = Names::new("criterion");
    let questions = f.required("questions", |list| {
        list.some(|c| {
            let f = c.fields(&["id", "prompt", "aspect", "options"])?;
            let id = define(&f, "id", &mut ids);
            let prompt = f.required("prompt", Cursor::text);
            let aspect = f.optional("aspect", Cursor::name);
            let mut own = Names::new("option");
            let options = f.required("options", |list| list.some(|c| choice(c, names, &mut own)));
            Some(Criterion { id: id?, prompt: prompt?, aspect: aspect?, options: options? })
        })
    });
    Some(Criteria { platforms: platforms?, questions: questions?, notes: notes? })
}

fn choice<'a>(at: &Cursor<'a>, names: &Names<'_, Slug>, own: &mut Names<'a, Slug>) -> Option<Choice> {
    let f = at.fields(&["id", "label", "points", "note"])?;
    let id = define(&f, "id", own);
    let label = f.required("label", Cursor::name);
    let points = f.optional("points", |c| keyed(c, names, |c| c.signed(9)));
    let note = f.optional("note", Cursor::text);
    Some(Choice { id: id?, label: label?, points: points?, note: note? })
}

/// An object whose keys are platforms.
fn keyed<'a, T>(
    at: &Cursor<'a>,
    names: &Names<'_, Slug>,
    read: impl Fn(&Cursor<'a>) -> Option<T>,
) -> Option<BTreeMap<Slug, T>> {
    let entries: Vec<Option<(Slug, T)>> = at
        .entries()?
        .into_iter()
        .map(|(key, value)| {
            let id: Option<Slug> = value.parsed(key);
            if let Some(id) = &id {
                names.resolve(id, &value);
            }
            let read = read(&value);
            Some((id?, read?))
        })
        .collect();
    entries.into_iter().collect()
}
