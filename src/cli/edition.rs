//! From words on the command line to a questionnaire of a certain version: `container-orchestration@0.9.0`, an id, a
//! folder or a file. See `docs/cli.md`, questionnaire.

use std::path::Path;
use std::sync::Arc;

use crate::catalog::{self, CatalogError, Loaded};
use crate::model::{QuestionnaireId, Version};
use crate::runtime::Session;
use crate::text::spelling::closest;

use super::desk::Desk;
use super::exit::{Exit, Stop};

/// The file of a questionnaire's folder that stands for the folder.
const MAIN: &str = "questionnaire.json";

/// The newest questionnaire of an id.
///
/// # Errors
/// `NotFound`, with the closest id and all there are.
pub fn newest(session: &Session, name: &str) -> Result<Arc<Loaded>, Stop> {
    let found = QuestionnaireId::parse(name).ok().and_then(|id| session.catalog.newest(&id));
    found.cloned().ok_or_else(|| {
        let ids: Vec<&str> = session.catalog.all().map(|l| l.questionnaire.id.as_str()).collect();
        let near = closest(&name.to_lowercase(), ids.iter().copied());
        let meant = near.map(|id| format!("; did you mean {id}?")).unwrap_or_default();
        Stop::new(Exit::NotFound, format!("there is no questionnaire {name:?}{meant}"))
            .hint(format!("questionnaires: {}", ids.join(", ")))
    })
}

/// The questionnaire that a text names; a version alone is one of `of`.
///
/// # Errors
/// `NotFound`, `Conflict` where two contents of a version are kept, wrong usage, or what cannot be read.
pub fn named(
    desk: &Desk<'_>,
    session: &Session,
    text: &str,
    of: Option<&QuestionnaireId>,
) -> Result<Arc<Loaded>, Stop> {
    let json = Path::new(text).extension().is_some_and(|e| e.eq_ignore_ascii_case("json"));
    if json || text.contains(['/', '\\']) || text.starts_with('.') {
        return read(&desk.environment.cwd.join(text));
    }
    if let (Some(id), Some(version)) = (of, Version::parse(text)) {
        return of_version(session, id, version);
    }
    match text.split_once('@') {
        None => newest(session, text),
        Some((name, word)) => {
            let id = newest_or_kept(session, name)?;
            let version = Version::parse(word).ok_or_else(|| {
                Stop::usage(format!("{word:?} is not a version"))
                    .hint("write three numbers, for example: container-orchestration@1.0.0")
            })?;
            of_version(session, &id, version)
        }
    }
}

/// The id of a name, also where only kept bundles have it.
fn newest_or_kept(session: &Session, name: &str) -> Result<QuestionnaireId, Stop> {
    QuestionnaireId::parse(name).map_err(|_| newest(session, name).err().unwrap_or(Stop::usage("no such id")))
}

fn of_version(session: &Session, id: &QuestionnaireId, version: Version) -> Result<Arc<Loaded>, Stop> {
    let found = session.of_version(id, version)?;
    match found.as_slice() {
        [one] => Ok(Arc::clone(one)),
        [] => {
            let there: Vec<String> = session
                .catalog
                .all()
                .filter(|l| l.questionnaire.id == *id)
                .map(|l| format!("{id}@{}", l.questionnaire.version))
                .collect();
            let stop = Stop::new(
                Exit::NotFound,
                format!("{id} {version} is neither at hand nor kept beside records"),
            );
            let list =
                if there.is_empty() { String::new() } else { format!("at hand: {}\n", there.join(", ")) };
            let kept: Vec<String> = session.kept_versions(id).iter().map(|v| format!("{id}@{v}")).collect();
            let kept = if kept.is_empty() {
                String::new()
            } else {
                format!("kept beside records: {}\n", kept.join(", "))
            };
            Err(stop.hint(format!("{list}{kept}or name its folder or file, for example: ./questionnaire")))
        }
        several => {
            let hashes: Vec<&str> = several.iter().map(|l| l.sha256.short()).collect();
            let message = format!("{id} {version} is kept with different contents: {}", hashes.join(", "));
            Err(Stop::new(Exit::Conflict, message).hint("name the file of the one that you mean"))
        }
    }
}

/// A folder, its main file, or a bundle in one file.
fn read(path: &Path) -> Result<Arc<Loaded>, Stop> {
    if !path.exists() {
        return Err(Stop::new(Exit::NotFound, format!("there is no file or folder {:?}", path.display())));
    }
    let folder = path.parent().filter(|_| path.file_name().is_some_and(|name| name == MAIN));
    let loaded = match folder {
        Some(folder) => catalog::load_dir(folder),
        None if path.is_dir() => catalog::load_dir(path),
        None => catalog::load_kept(path),
    };
    loaded.map(Arc::new).map_err(|error: CatalogError| Stop::new(Exit::Failed, error.to_string()))
}
