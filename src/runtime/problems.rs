//! Files that cannot be read, taken apart for people: where, what was expected, and how it goes on. Changes nothing.

use std::path::{Path, PathBuf};

use crate::app::home::{AtFile, Problem};
use crate::json::diagnostic::{Diagnostic, Position};
use crate::store::{FormatError, StoreError};
use crate::text::Clean;

use super::session::{Session, SessionError};

/// What is wrong with a file of the data directory. `meanwhile` says how it goes on without it.
pub(super) fn at_file(session: &Session, path: &Path, error: &StoreError, meanwhile: &str) -> Problem {
    let (place, what, remedy) = match error {
        StoreError::Format(format) => told(format),
        other => (None, after_path(path, &other.to_string()), String::new()),
    };
    let shown = path.strip_prefix(&session.store.dir().root).unwrap_or(path);
    Problem {
        text: error.to_string(),
        file: Some(AtFile {
            path: path.to_owned(),
            shown: Clean::line(&shown.display().to_string()).to_string(),
            place,
            excerpt: place.map_or_else(Vec::new, |(line, column)| excerpt(path, line, column)),
            what,
            remedy,
            meanwhile: meanwhile.to_owned(),
        }),
    }
}

/// The file that an error is about, when it is about the content of one.
pub(super) fn file_of(error: &SessionError) -> Option<(PathBuf, &StoreError)> {
    match error {
        SessionError::Store(store @ StoreError::Format(format)) => Some((format.file().to_owned(), store)),
        _ => None,
    }
}

/// Place, what is wrong, and what to do.
fn told(error: &FormatError) -> (Option<(usize, usize)>, String, String) {
    let text = error.to_string();
    let text = after_path(error.file(), &text);
    let text = match error.place() {
        Some((line, column)) => text.strip_prefix(&format!("{line}:{column}: ")).unwrap_or(&text).to_owned(),
        None => text,
    };
    match text.split_once("; ") {
        Some((what, remedy)) => (error.place(), what.to_owned(), remedy.to_owned()),
        None => (error.place(), text, String::new()),
    }
}

/// A message without the path that it starts with.
fn after_path(path: &Path, text: &str) -> String {
    let path = path.to_string_lossy();
    let rest = text.strip_prefix(&*path).or_else(|| text.strip_prefix(&format!("cannot read {path}")));
    rest.map_or(text, |rest| rest.trim_start_matches([':', ' '])).to_owned()
}

/// The line of the file with a mark under the place; nothing when it cannot be read any more.
fn excerpt(path: &Path, line: usize, column: usize) -> Vec<String> {
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let source = String::from_utf8_lossy(&bytes);
    let at = Diagnostic::error("", Position { line, column }, "", "");
    at.excerpt(&source).map_or_else(Vec::new, |text| text.lines().map(str::to_owned).collect())
}
