//! The questionnaires: found, read, checked, and told apart by id, version and hash.
//! Reads files that it is pointed at; writes nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::json::diagnostic::{Diagnostic, Position};
use crate::json::plain::{self, Limits};
use crate::json::{sha256, to_canonical};
use crate::model::{Hash, Questionnaire, QuestionnaireId, Version};

mod advisor;
#[cfg(test)]
mod broken_tests;
pub mod builtin;
mod clashes;
pub mod coverage;
mod dimension;
mod extras;
mod files;
#[cfg(test)]
mod folder_tests;
mod header;
mod places;
mod practice;
mod profile;
mod questionnaire;
mod reader;
mod references;
pub mod schema;
pub mod strict;
pub mod template;
#[cfg(test)]
mod tests;

pub use files::FileProblem;
pub use places::{Place, Places};

/// Where a questionnaire came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It is part of the program.
    BuiltIn,
    /// A folder with one file per dimension.
    Folder(PathBuf),
    /// A bundle that is kept beside the records that used it.
    Kept(PathBuf),
}

/// A questionnaire that was read and has no problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The content; it is large, so that it is shared and never copied.
    pub questionnaire: Arc<Questionnaire>,
    /// The canonical text of the whole, dimensions included. See `docs/files.md`.
    pub bundle: String,
    /// The SHA-256 of the bundle.
    pub sha256: Hash,
    /// Where it came from.
    pub origin: Origin,
}

/// Why a questionnaire could not be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// A file could not be read.
    #[error("cannot read {path:?}: {problem}; nothing was changed")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        problem: FileProblem,
    },
    /// The content has problems: at least one.
    #[error("{}", listed(name, diagnostics))]
    Broken {
        /// The questionnaire, as it is named in the diagnostics.
        name: String,
        /// All problems, in order of place.
        diagnostics: Vec<Diagnostic>,
    },
}

fn listed(name: &str, diagnostics: &[Diagnostic]) -> String {
    let count = diagnostics.len();
    let mut text = format!("questionnaire {name:?} has {count} problem{}", if count == 1 { "" } else { "s" });
    for diagnostic in diagnostics {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{diagnostic}");
    }
    text
}

/// Reads a questionnaire's folder: `questionnaire.json` and one file per dimension.
///
/// # Errors
/// When a file cannot be read, or with every problem of the content.
pub fn load_dir(path: &Path) -> Result<Loaded, CatalogError> {
    load_dir_located(path).map(|(loaded, _)| loaded)
}

/// As `load_dir`, with the places of everything in it, for `strict`.
///
/// # Errors
/// As `load_dir`.
pub fn load_dir_located(path: &Path) -> Result<(Loaded, Places), CatalogError> {
    let main = path.join(questionnaire::MAIN_FILE);
    let bytes = read_file(&main, Limits::FILE)?;
    let folder = main.display().to_string();
    let folder = folder.strip_suffix(questionnaire::MAIN_FILE).unwrap_or_default();
    let read = |name: &str| {
        if name == questionnaire::MAIN_FILE {
            return Ok(bytes.clone());
        }
        files::read(&path.join(name), Limits::FILE.bytes).map_err(|problem| problem.to_string())
    };
    from_files(folder, &read, Origin::Folder(path.to_owned()))
}

/// Reads a bundle that is kept beside records.
///
/// # Errors
/// When the file cannot be read, or with every problem of the content.
pub fn load_kept(path: &Path) -> Result<Loaded, CatalogError> {
    kept(&read_file(path, Limits::BUNDLE)?, path)
}

/// Parses a bundle that is kept beside records, which name it by its own bytes: it keeps them and their hash, also
/// where another version of Quaymark wrote them otherwise.
///
/// # Errors
/// Every problem of the content.
pub fn kept(text: &[u8], path: &Path) -> Result<Loaded, CatalogError> {
    let loaded = load_bundle(text, path)?;
    Ok(Loaded { sha256: sha256(text), bundle: String::from_utf8_lossy(text).into_owned(), ..loaded })
}

/// Parses a bundle: the whole questionnaire as one JSON text. `name` is the file it came from.
///
/// # Errors
/// Every problem of the content.
pub fn load_bundle(text: &[u8], name: &Path) -> Result<Loaded, CatalogError> {
    load_bundle_located(text, name).map(|(loaded, _)| loaded)
}

/// As `load_bundle`, with the places of everything in it, for `strict`.
///
/// # Errors
/// As `load_bundle`.
pub fn load_bundle_located(text: &[u8], name: &Path) -> Result<(Loaded, Places), CatalogError> {
    let shown = name.display().to_string();
    match questionnaire::parse(&shown, text, None) {
        Ok(parsed) => {
            let loaded = finish(parsed.questionnaire, &shown, Origin::Kept(name.to_owned()))?;
            Ok((loaded, parsed.places))
        }
        Err(diagnostics) => Err(CatalogError::Broken { name: shown, diagnostics }),
    }
}

fn read_file(path: &Path, limits: Limits) -> Result<Vec<u8>, CatalogError> {
    let failed = |problem| CatalogError::File { path: path.to_owned(), problem };
    files::read(path, limits.bytes).map_err(failed)
}

/// Parses the files that `read` returns; `folder` is put before their names in diagnostics.
fn from_files(
    folder: &str,
    read: questionnaire::ReadFile<'_>,
    origin: Origin,
) -> Result<(Loaded, Places), CatalogError> {
    let name = format!("{folder}{}", questionnaire::MAIN_FILE);
    let parsed = read(questionnaire::MAIN_FILE)
        .map_err(|why| vec![Diagnostic::error(&name, Position::START, "", why)])
        .and_then(|bytes| questionnaire::parse(&name, &bytes, Some(read)))
        .map_err(|diagnostics| CatalogError::Broken { name: name.clone(), diagnostics })?;
    Ok((finish(parsed.questionnaire, &name, origin)?, parsed.places))
}

/// Adds bundle and hash. What could not be read back from its bundle is refused now, not in a year.
fn finish(questionnaire: Questionnaire, name: &str, origin: Origin) -> Result<Loaded, CatalogError> {
    let broken =
        |problem: Diagnostic| CatalogError::Broken { name: name.to_owned(), diagnostics: vec![problem] };
    let bundle = to_canonical(&questionnaire)
        .map_err(|error| broken(Diagnostic::error(name, Position::START, "", error.to_string())))?;
    plain::check(name, bundle.as_bytes(), Limits::BUNDLE).map_err(|problem| {
        broken(Diagnostic { line: 1, column: 1, path: "dimensions".to_owned(), ..*problem })
    })?;
    let sha256 = sha256(bundle.as_bytes());
    Ok(Loaded { questionnaire: Arc::new(questionnaire), bundle, sha256, origin })
}

/// The questionnaires at hand.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Whether the built-in ones belong to it. They are parsed when they are first asked for: that takes longer
    /// than starting the program.
    builtin: bool,
    /// In the order in which they were added: a later one goes before an earlier one of the same id and version.
    added: Vec<Arc<Loaded>>,
    /// The one that a person named: of its id, it is used whatever its version.
    chosen: Option<Arc<Loaded>>,
}

impl Catalog {
    /// The built-in questionnaires.
    pub fn with_builtin() -> Self {
        Self { builtin: true, ..Self::default() }
    }

    /// Adds a questionnaire, which goes before those of the same id and version that are there.
    pub fn add(&mut self, loaded: Loaded) {
        self.added.push(Arc::new(loaded));
    }

    /// Adds the questionnaire that a person named; of its id, it is the one for new assessments, whatever its
    /// version.
    pub fn add_chosen(&mut self, loaded: Loaded) {
        let loaded = Arc::new(loaded);
        self.added.push(Arc::clone(&loaded));
        self.chosen = Some(loaded);
    }

    /// Takes one of them for new assessments, whatever its version.
    pub fn choose(&mut self, loaded: &Arc<Loaded>) {
        self.chosen = Some(Arc::clone(loaded));
    }

    /// The ids, once each, the built-in ones first; none is parsed for it.
    pub fn ids(&self) -> Vec<QuestionnaireId> {
        let own = builtin::builtin().iter().filter(|_| self.builtin);
        let mut ids: Vec<QuestionnaireId> = own.filter_map(|b| QuestionnaireId::parse(b.id).ok()).collect();
        for loaded in &self.added {
            if !ids.contains(&loaded.questionnaire.id) {
                ids.push(loaded.questionnaire.id.clone());
            }
        }
        ids
    }

    /// All of them, the built-in ones first.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Loaded>> {
        self.own().iter().chain(&self.added)
    }

    /// The built-in ones. That they can be parsed is tested.
    fn own(&self) -> &[Arc<Loaded>] {
        if self.builtin { builtin::load().unwrap_or_default() } else { &[] }
    }

    /// Those with an id. The built-in ones are parsed only when there is one with it.
    fn with_id(&self, id: &QuestionnaireId) -> impl DoubleEndedIterator<Item = &Arc<Loaded>> {
        let named = builtin::builtin().iter().any(|b| b.id == id.as_str());
        let own = if named { self.own() } else { &[] };
        let wanted = id.clone();
        own.iter().chain(&self.added).filter(move |l| l.questionnaire.id == wanted)
    }

    /// The questionnaire of an id for new assessments: the one that a person named, else the newest version, of
    /// equal ones the one that was read last. Bundles that are only kept for old records count when there is
    /// nothing else.
    pub fn newest(&self, id: &QuestionnaireId) -> Option<&Arc<Loaded>> {
        if let Some(chosen) = self.chosen.as_ref().filter(|l| l.questionnaire.id == *id) {
            return Some(chosen);
        }
        self.with_id(id).max_by_key(|l| (!matches!(l.origin, Origin::Kept(_)), l.questionnaire.version))
    }

    /// Exactly this version of a questionnaire; of several, the one that was read last.
    pub fn version(&self, id: &QuestionnaireId, version: Version) -> Option<&Arc<Loaded>> {
        self.with_id(id).rev().find(|l| l.questionnaire.version == version)
    }

    /// How many questions the newest version of a questionnaire has; nothing is parsed for it.
    pub fn questions(&self, id: &QuestionnaireId) -> Option<usize> {
        if self.added.iter().all(|l| l.questionnaire.id != *id) {
            let own = builtin::builtin().iter().filter(|_| self.builtin);
            return own.filter(|b| b.id == id.as_str()).map(|b| b.questions).next();
        }
        self.newest(id).map(|l| l.questionnaire.questions().count())
    }

    /// The title of the quick look of the newest version of a questionnaire, and how many questions it has; nothing
    /// built in is parsed for it.
    pub fn quick(&self, id: &QuestionnaireId) -> Option<(String, usize)> {
        if self.added.iter().all(|l| l.questionnaire.id != *id) {
            let own = builtin::builtin().iter().filter(|_| self.builtin);
            let quick = own.filter(|b| b.id == id.as_str()).map(|b| b.quick).next()??;
            return Some((quick.0.to_owned(), quick.1));
        }
        self.newest(id).and_then(|l| quick_of(&l.questionnaire))
    }

    /// Exactly the questionnaire that a record names.
    pub fn find(&self, id: &QuestionnaireId, version: Version, sha256: &Hash) -> Option<&Arc<Loaded>> {
        let fits = |l: &&Arc<Loaded>| l.sha256 == *sha256 && l.questionnaire.version == version;
        self.with_id(id).rev().find(fits)
    }
}

/// The title of the selection `quick` of a questionnaire, and how many questions it has.
pub fn quick_of(questionnaire: &Questionnaire) -> Option<(String, usize)> {
    let found = questionnaire.selections.iter().find(|s| s.id.as_str() == "quick")?;
    Some((found.title.clone(), found.questions.len()))
}
