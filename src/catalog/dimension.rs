//! A dimension and its questions: from the tree to checked values.

use super::header::{Known, define};
use super::practice;
use super::reader::Cursor;
use super::references::{Names, References, once};
use crate::model::answer::{REASON_OTHER, REASON_PROFILE};
use crate::model::questionnaire::{DEFAULT_STALE_AFTER_DAYS, Reason};
use crate::model::{Dimension, DimensionCode, Question, QuestionId, Slug};

/// The schema name of a dimension.
pub(super) const SCHEMA: &str = "quaymark/dimension/v1";
/// The integration points that reports know.
pub(super) const AREAS: [&str; 3] = ["development-workflow", "production-operations", "security-integration"];
/// The most questions of a questionnaire.
pub(super) const QUESTION_LIMIT: usize = 2000;
/// How many days an answer may stay believable at most: ten years.
const STALE_LIMIT: u32 = 3650;

const QUESTION_KEYS: [&str; 17] = [
    "id",
    "title",
    "prompt",
    "why",
    "phase",
    "components",
    "areas",
    "weight",
    "must_have",
    "applies_when",
    "not_applicable",
    "statements",
    "levels",
    "look_for",
    "overclaims",
    "stale_after_days",
    "seed",
];

/// Reads a dimension. `file_id` is the name of its file without `.json`, where it has one.
pub(super) fn read<'a>(
    at: &Cursor<'a>,
    file_id: Option<&Slug>,
    known: &Known<'a>,
    refs: &mut References<'a>,
) -> Option<Dimension> {
    super::questionnaire::schema_fits(at, "dimension").then_some(())?;
    let f = at.fields(&["schema", "id", "code", "title", "summary", "questions"])?;
    let id = define(&f, "id", &mut refs.dimensions);
    if let Some((wanted, found)) = file_id.zip(id.as_ref()).filter(|(wanted, found)| wanted != found)
        && let Some(at) = f.get("id")
    {
        at.error(
            format!("found \"{found}\""),
            format!("\"{wanted}\", the name of its file"),
            "rename one of the two",
        );
    }
    let code = f.need("code").and_then(|at| {
        let code: DimensionCode = at.id()?;
        refs.codes.define(&code, &at);
        Some(code)
    });
    let title = f.required("title", Cursor::name);
    let summary = f.optional("summary", Cursor::text);
    let questions = f.required("questions", |list| list.some(|at| question(at, code.as_ref(), known, refs)));
    Some(Dimension {
        schema: SCHEMA.to_owned(),
        id: id?,
        code: code?,
        title: title?,
        summary: summary?,
        questions: questions?,
    })
}

fn question<'a>(
    at: &Cursor<'a>,
    code: Option<&DimensionCode>,
    known: &Known<'a>,
    refs: &mut References<'a>,
) -> Option<Question> {
    let f = at.fields(&QUESTION_KEYS)?;
    let id = f.need("id").and_then(|at| {
        let id: QuestionId = at.id()?;
        starts_with_code(&at, id.code(), code);
        refs.questions.define(&id, &at);
        Some(id)
    });
    let title = f.required("title", Cursor::name);
    let prompt = f.required("prompt", Cursor::text);
    let why = f.optional("why", Cursor::text);
    let phase = f.required("phase", |c| known.phase(c));
    let components = f.optional("components", |list| once(list, |c| known.component(c)));
    let areas = f.optional("areas", |list| once(list, area));
    let weight = f.required("weight", |c| c.small(1, 5));
    let must_have = f.optional("must_have", Cursor::flag);
    let applies_when = f.optional("applies_when", |c| known.applies_when(c));
    let mut reasons = Names::new("reason");
    let not_applicable = f.optional("not_applicable", |list| list.each(|c| reason(c, &mut reasons)));
    let statements = f.required("statements", statements);
    let levels = f.required("levels", |c| practice::levels(c, code, known, refs));
    let look_for = f.optional("look_for", |list| list.each(Cursor::text));
    let overclaims = f.optional("overclaims", |list| list.each(Cursor::text));
    let stale = f.get("stale_after_days").map_or(Some(DEFAULT_STALE_AFTER_DAYS), |c| c.whole(1, STALE_LIMIT));
    let seed = f.optional("seed", |list| list.each(Cursor::name));
    Some(Question {
        id: id?,
        title: title?,
        prompt: prompt?,
        why: why?,
        phase: phase?,
        components: components?,
        areas: areas?,
        weight: weight?,
        must_have: must_have?,
        applies_when: applies_when?,
        not_applicable: not_applicable?,
        statements: statements?,
        levels: levels?,
        look_for: look_for?,
        overclaims: overclaims?,
        stale_after_days: stale?,
        seed: seed?,
    })
}

/// Reports an id whose capitals are not the code of its dimension.
pub(super) fn starts_with_code(at: &Cursor<'_>, found: &str, code: Option<&DimensionCode>) {
    if let Some(code) = code.filter(|code| code.as_str() != found) {
        let expected = format!("an id that starts with \"{code}-\", the code of its dimension");
        at.error(format!("the id starts with \"{found}-\""), expected, "correct the id");
    }
}

fn area(at: &Cursor<'_>) -> Option<Slug> {
    let id: Slug = at.id()?;
    if AREAS.contains(&id.as_str()) {
        return Some(id);
    }
    let expected = format!("one of {}, which are fixed", AREAS.join(", "));
    at.error(format!("no area \"{id}\""), expected, "correct it, or remove it");
    None
}

fn reason<'a>(at: &Cursor<'a>, reasons: &mut Names<'a, Slug>) -> Option<Reason> {
    let f = at.fields(&["id", "text"])?;
    let id = define(&f, "id", reasons);
    if let Some((id, at)) = id.as_ref().zip(f.get("id"))
        && [REASON_PROFILE, REASON_OTHER].contains(&id.as_str())
    {
        at.error(format!("the reason \"{id}\" always exists"), "another id", "choose another id");
    }
    let text = f.required("text", Cursor::text);
    Some(Reason { id: id?, text: text? })
}

fn statements(at: &Cursor<'_>) -> Option<Vec<String>> {
    let found = at.items()?.len();
    if found != 5 {
        at.error(format!("found {found} statements"), "five, for levels 0 to 4", "correct the list");
    }
    at.each(Cursor::text).filter(|_| found == 5)
}
