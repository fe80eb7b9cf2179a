//! The changed keys of the settings file, checked against the table of keys, each problem with its place.

use std::path::Path;

use crate::app::keymap::{Keymap, KeymapProblem};
use crate::json::diagnostic::Diagnostic;
use crate::model::settings::{Config, KeyChanges};
use crate::store::{self, KeyTrouble};

/// Everything that is wrong with the changed keys of the settings file at a path. None of them counts then.
pub fn problems(path: &Path, config: &Config) -> Vec<Diagnostic> {
    let troubles = troubles(&config.keys);
    if troubles.is_empty() { Vec::new() } else { store::place_keys_in(path, troubles) }
}

/// As `problems`, for the bytes of a settings file that is called `file`.
pub fn problems_in(file: &str, bytes: &[u8], config: &Config) -> Vec<Diagnostic> {
    store::place_keys(file, bytes, troubles(&config.keys))
}

/// In one line: the first problem, and how many more there are. None where there is none.
pub fn brief(problems: &[Diagnostic]) -> Option<String> {
    match problems {
        [] => None,
        [only] => Some(only.to_string()),
        [first, rest @ ..] => Some(format!("{first} (and {} more)", rest.len())),
    }
}

fn troubles(changes: &KeyChanges) -> Vec<KeyTrouble> {
    let trouble = |problem: KeymapProblem| KeyTrouble {
        message: problem.to_string(),
        context: problem.context,
        action: problem.action,
        key: problem.key,
    };
    if changes.is_empty() {
        return Vec::new();
    }
    Keymap::patched(changes).err().unwrap_or_default().into_iter().map(trouble).collect()
}
