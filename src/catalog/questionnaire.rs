//! A whole questionnaire, from bytes to checked values: every problem at once, or a questionnaire without any.

use super::header::{self, Header, Known};
use super::places::Places;
use super::reader::{Cursor, Fields, Report, Source};
use super::references::References;
use super::{advisor, dimension, extras};
use crate::json::diagnostic::Diagnostic;
use crate::json::plain::Limits;
use crate::json::tree::{self, Value};
use crate::model::{Dimension, Questionnaire, Slug};

/// The schema name of a questionnaire.
const SCHEMA: &str = "quaymark/questionnaire/v1";
/// The name of the file that a questionnaire's folder must have.
pub(super) const MAIN_FILE: &str = "questionnaire.json";
/// The most dimensions.
const DIMENSION_LIMIT: usize = 100;
const KEYS: [&str; 18] = [
    "schema",
    "id",
    "version",
    "title",
    "summary",
    "license",
    "notes",
    "levels",
    "phases",
    "components",
    "gate",
    "profile",
    "dimensions",
    "selections",
    "pathways",
    "advisor",
    "migrations",
    "sources",
];

/// Reads the file of this name beside the questionnaire; the error says why not, in words.
pub(super) type ReadFile<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, String>;

/// A questionnaire without problems, and where everything in it stands.
pub(super) struct Parsed {
    pub questionnaire: Questionnaire,
    pub places: Places,
}

/// Parses `questionnaire.json`, or a bundle when there is nothing to read files with.
/// `name` is what the file is called in diagnostics.
///
/// # Errors
/// All problems, in order of place.
pub(super) fn parse(
    name: &str,
    bytes: &[u8],
    files: Option<ReadFile<'_>>,
) -> Result<Parsed, Vec<Diagnostic>> {
    let limits = if files.is_some() { Limits::FILE } else { Limits::BUNDLE };
    let report = Report::default();
    let tree = tree::parse(name, bytes, limits).map_err(|problem| vec![*problem])?;
    tree.duplicates.iter().for_each(|d| report.add(d.clone()));
    let header = Source { name: name.to_owned(), tree };
    let dimensions = open_dimensions(&report, &header, files);
    let places = Places { header, dimensions };
    let questionnaire = read(&report, &places, files.is_some());
    let problems = report.finish();
    match questionnaire {
        Some(questionnaire) if problems.is_empty() => Ok(Parsed { questionnaire, places }),
        _ => Err(problems),
    }
}

/// Whether the schema is one that can be read on with. A newer one is reported, and nothing else of that file.
pub(super) fn schema_fits(at: &Cursor<'_>, kind: &str) -> bool {
    let wanted = format!("quaymark/{kind}/v1");
    if !matches!(at.node().value, Value::Object(_)) {
        at.wrong("an object");
        return false;
    }
    let Some(schema) = at.get("schema") else {
        at.error("\"schema\" is missing", format!("\"schema\": \"{wanted}\""), "add it");
        return true;
    };
    let version = schema.node().text().and_then(|t| t.strip_prefix(&format!("quaymark/{kind}/v")));
    match version.and_then(|v| v.parse::<u32>().ok()) {
        Some(1) => true,
        Some(newer) if newer > 1 => {
            let message = format!("{kind} schema {newer} is newer than this Quaymark");
            schema.error(message, format!("\"{wanted}\""), "get a newer Quaymark; the file is left as it is");
            false
        }
        _ => {
            schema.wrong(format!("\"{wanted}\""));
            true
        }
    }
}

/// Reads the files that `dimensions` names; none for an entry that is no readable file.
fn open_dimensions(report: &Report, header: &Source, files: Option<ReadFile<'_>>) -> Vec<Option<Source>> {
    let listed = Cursor::root(report, header).get("dimensions").and_then(|list| list.items_if_list());
    let Some((items, read)) = listed.zip(files) else { return Vec::new() };
    let folder = header.name.strip_suffix(MAIN_FILE).unwrap_or_default();
    let open = |at: &Cursor<'_>| {
        let file = format!("{}.json", Slug::parse(at.node().text()?).ok()?);
        let name = format!("{folder}{file}");
        let refused =
            |why| at.error(format!("{file}: {why}"), "a file of that name", "add it, or remove the entry");
        let bytes = read(&file).map_err(refused).ok()?;
        let tree = tree::parse(&name, &bytes, Limits::FILE).map_err(|problem| report.add(*problem)).ok()?;
        tree.duplicates.iter().for_each(|d| report.add(d.clone()));
        Some(Source { name, tree })
    };
    items.iter().take(DIMENSION_LIMIT).map(open).collect()
}

fn read<'a>(report: &'a Report, places: &'a Places, folder: bool) -> Option<Questionnaire> {
    let root = Cursor::root(report, &places.header);
    schema_fits(&root, "questionnaire").then_some(())?;
    let f = root.fields(&KEYS)?;
    let mut refs = References::new();
    let id = f.required("id", Cursor::id);
    let version = f.required("version", extras::version);
    let title = f.required("title", Cursor::name);
    let summary = f.optional("summary", Cursor::text);
    let license = f.optional("license", Cursor::name);
    let notes = f.optional("notes", |list| list.each(Cursor::text));
    let (known, lists) = header::read(&f);
    let (dimensions, complete) = dimensions(report, places, folder, &f, &known, &mut refs);
    let selections = f.optional("selections", |at| extras::selections(at, &known, &mut refs));
    let pathways = f.optional("pathways", |at| extras::pathways(at, &known, &mut refs));
    let advisor = f.optional("advisor", |at| advisor::advisor(at, &mut refs));
    let migrations = f.optional("migrations", |at| extras::migrations(at, version, &mut refs));
    refs.check(complete);
    let Header { levels, phases, components, gate, profile, sources } = lists?;
    Some(Questionnaire {
        schema: SCHEMA.to_owned(),
        id: id?,
        version: version?,
        title: title?,
        summary: summary?,
        license: license?,
        notes: notes?,
        levels,
        phases,
        components,
        gate,
        profile,
        dimensions: dimensions?,
        selections: selections?,
        pathways: pathways?,
        advisor: advisor?,
        migrations: migrations?,
        sources,
    })
}

/// The dimensions, and whether every one of them could be read far enough to know its ids.
fn dimensions<'a>(
    report: &'a Report,
    places: &'a Places,
    folder: bool,
    f: &Fields<'a>,
    known: &Known<'a>,
    refs: &mut References<'a>,
) -> (Option<Vec<Dimension>>, bool) {
    let Some(list) = f.need("dimensions") else { return (None, false) };
    let (mut index, mut complete) = (0, true);
    let dimensions = list.some(|at| {
        let opened = places.dimensions.get(index).and_then(Option::as_ref);
        index += 1;
        let before = refs.questions.len();
        let dimension = match (&at.node().value, opened) {
            (Value::Object(_), _) => dimension::read(at, None, known, refs),
            (Value::String(_), Some(source)) => {
                let file_id: Option<Slug> = at.id();
                dimension::read(&Cursor::root(report, source), file_id.as_ref(), known, refs)
            }
            (Value::String(_), None) if folder => at.id::<Slug>().and(None),
            _ => {
                at.wrong(if folder { "the name of a dimension's file without .json" } else { "a dimension" });
                None
            }
        };
        complete &= refs.questions.len() > before;
        dimension
    });
    let count = refs.questions.len();
    if count > dimension::QUESTION_LIMIT {
        list.error(
            format!("found {count} questions"),
            format!("at most {}", dimension::QUESTION_LIMIT),
            "split it",
        );
    }
    if index > DIMENSION_LIMIT {
        list.error(format!("found {index} dimensions"), format!("at most {DIMENSION_LIMIT}"), "join some");
    }
    (dimensions, complete && index > 0)
}
