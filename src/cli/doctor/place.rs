//! What `doctor` says about the place: free space, the editor, and who decides about colours.

use std::path::Path;

use crate::runtime::Environment;
use crate::text::Clean;

use super::Directory;
use crate::cli::arguments::ColourChoice;
use crate::cli::desk::Desk;

/// With less free space than this, writing may soon fail.
const NEARLY_FULL: u64 = 16 << 20;

/// The editor for long notes.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EditorData {
    /// `VISUAL`, else `EDITOR`.
    pub command: String,
    /// Whether its program is found.
    pub found: bool,
}

/// The editor that the environment names.
pub fn editor(command: Option<String>, environment: &Environment) -> Option<EditorData> {
    let command = command?;
    let program = command.split_whitespace().next().unwrap_or_default();
    let path = environment.path.clone().unwrap_or_default();
    let found = if program.contains(['/', '\\']) {
        environment.cwd.join(program).is_file()
    } else {
        let names = [program.to_owned(), format!("{program}.exe")];
        std::env::split_paths(&path).any(|folder| names.iter().any(|name| folder.join(name).is_file()))
    };
    Some(EditorData { command, found })
}

/// One line about the editor.
pub fn editor_line(editor: Option<&EditorData>) -> String {
    match editor {
        None => "editor          none: set VISUAL or EDITOR, or the setting editor".to_owned(),
        Some(EditorData { command, found }) => {
            let not = if *found { "" } else { ", which is not found" };
            format!("editor          {}{not}", Clean::line(command))
        }
    }
}

/// What decides about colours.
pub fn colours_by(desk: &Desk<'_>) -> &'static str {
    match desk.global.color {
        ColourChoice::Always | ColourChoice::Never => "--color",
        ColourChoice::Auto if desk.environment.no_color => "NO_COLOR",
        ColourChoice::Auto if desk.environment.is_dumb() => "TERM",
        ColourChoice::Auto => "default",
    }
}

/// Free bytes where a folder is, or would be made.
#[cfg(unix)]
pub fn free(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|f| f.is_dir())?;
    let at = rustix::fs::statvfs(there).ok()?;
    Some(at.f_bavail.saturating_mul(at.f_frsize))
}

/// Free bytes where a folder is, or would be made.
#[cfg(not(unix))]
pub fn free(_: &Path) -> Option<u64> {
    None
}

/// That there is hardly any space left.
pub fn nearly_full(directory: &Directory) -> Option<String> {
    let free = directory.free.filter(|free| *free < NEARLY_FULL)?;
    Some(format!("{} has only {} free; make room before the next assessment", directory.path, size(free)))
}

/// Bytes as people read them: whole MiB, or GiB with one digit.
pub fn size(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    if bytes < 1024 * MIB {
        return format!("{} MiB", bytes / MIB);
    }
    let tenths = bytes / (1024 * MIB / 10);
    format!("{}.{} GiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        assert_eq!(size(0), "0 MiB");
        assert_eq!(size(20 << 20), "20 MiB");
        assert_eq!(size(1 << 30), "1.0 GiB");
        assert_eq!(size((1 << 30) * 25 / 10), "2.5 GiB");
    }

    #[test]
    fn hardly_any_space_is_a_problem() {
        let directory = |free| Directory {
            path: "/data".to_owned(),
            named_by: "--data-dir",
            exists: true,
            writable: true,
            free,
        };
        assert!(nearly_full(&directory(Some(5 << 20))).unwrap().contains("only 5 MiB free"));
        assert_eq!(nearly_full(&directory(Some(1 << 30))), None);
        assert_eq!(nearly_full(&directory(None)), None);
    }

    #[test]
    fn the_editor_is_looked_for_where_programs_are() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::File::create(dir.path().join("ed")).unwrap();
        let found = |command: &str| {
            let environment = Environment {
                path: Some(dir.path().into()),
                cwd: dir.path().to_owned(),
                ..Environment::default()
            };
            editor(Some(command.to_owned()), &environment).unwrap().found
        };
        assert!(found("ed -w"));
        assert!(found("./ed"));
        assert!(!found("vi"));
        assert!(editor(None, &Environment::default()).is_none());
    }
}
