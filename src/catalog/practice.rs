//! The practices of a question, level by level: from the tree to checked values.

use super::dimension::starts_with_code;
use super::header::{Known, in_order};
use super::reader::Cursor;
use super::references::{References, once};
use crate::model::questionnaire::{LevelPractices, Reference};
use crate::model::{DimensionCode, Effort, Level, Practice, PracticeId};

const KEYS: [&str; 9] = ["id", "title", "how", "done_when", "check", "effort", "impact", "requires", "refs"];
/// The most practices of one level of a question.
const PER_LEVEL: usize = 4;

/// Reads levels 1 to 4 of a question.
pub(super) fn levels<'a>(
    at: &Cursor<'a>,
    code: Option<&DimensionCode>,
    known: &Known<'a>,
    refs: &mut References<'a>,
) -> Option<Vec<LevelPractices>> {
    let mut numbers = Vec::new();
    let levels = at.each(|c| {
        let f = c.fields(&["level", "practices"])?;
        let level = f.required("level", |c| c.small(1, 4)).and_then(Level::new);
        numbers.extend(level.map(Level::number));
        let practices = f.required("practices", |list| {
            let found = list.items()?.len();
            if found > PER_LEVEL {
                list.error(
                    format!("found {found} practices"),
                    "1 to 4",
                    "split the question, or join practices",
                );
            }
            list.some(|c| practice(c, level, code, known, refs)).filter(|_| found <= PER_LEVEL)
        });
        Some(LevelPractices { level: level?, practices: practices? })
    });
    let all_read = at.node().items()?.len() == numbers.len();
    let ordered = !all_read || in_order(at, "level", &numbers, 1..=4);
    levels.filter(|_| ordered)
}

fn practice<'a>(
    at: &Cursor<'a>,
    level: Option<Level>,
    code: Option<&DimensionCode>,
    known: &Known<'a>,
    refs: &mut References<'a>,
) -> Option<Practice> {
    let f = at.fields(&KEYS)?;
    let id = f.need("id").and_then(|at| {
        let id: PracticeId = at.id()?;
        starts_with_code(&at, id.as_str().split('-').next().unwrap_or_default(), code);
        refs.practices.define(&id, &at);
        if let Some(level) = level {
            refs.levels.entry(id.clone()).or_insert(level);
        }
        Some(id)
    });
    let title = f.required("title", Cursor::name);
    let how = f.optional("how", Cursor::text);
    let done_when = f.required("done_when", Cursor::text);
    let check = f.optional("check", Cursor::text);
    let effort = f.required("effort", effort);
    let impact = f.required("impact", |c| c.small(1, 5));
    let requires = f.optional("requires", |list| requires(list, id.as_ref(), refs));
    let references = f.optional("refs", |list| list.each(|c| reference(c, known)));
    Some(Practice {
        id: id?,
        title: title?,
        how: how?,
        done_when: done_when?,
        check: check?,
        effort: effort?,
        impact: impact?,
        requires: requires?,
        refs: references?,
    })
}

fn requires<'a>(
    list: &Cursor<'a>,
    own: Option<&PracticeId>,
    refs: &mut References<'a>,
) -> Option<Vec<PracticeId>> {
    once(list, |at| {
        let id = refs.practice(at)?;
        if let Some(own) = own {
            refs.requires.push((own.clone(), id.clone(), at.clone()));
        }
        Some(id)
    })
}

fn effort(at: &Cursor<'_>) -> Option<Effort> {
    let effort = match at.node().text() {
        Some("S") => Some(Effort::S),
        Some("M") => Some(Effort::M),
        Some("L") => Some(Effort::L),
        _ => None,
    };
    if effort.is_none() {
        at.wrong("\"S\", \"M\" or \"L\"");
    }
    effort
}

fn reference(at: &Cursor<'_>, known: &Known<'_>) -> Option<Reference> {
    let f = at.fields(&["source", "at"])?;
    let source = f.required("source", |c| known.source(c));
    let place = f.required("at", Cursor::name);
    Some(Reference { source: source?, at: place? })
}
