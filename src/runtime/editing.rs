//! Handing a text or a file to the editor that the person has chosen, and taking it back.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use crate::model::answer::NOTE_LIMIT;

/// What begins the line that ends the text. What stands below it is for reading only.
pub const CUT: &str = "<!-- ---------------- >8 ----------------";
/// The rest of that line.
const CUT_REST: &str = " the text ends here; what stands below is left out";

/// The editor, as a program and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The program.
    program: String,
    /// What comes before the file.
    arguments: Vec<String>,
}

impl Editor {
    /// The editor that a variable such as `$VISUAL` names, with its arguments; the usual one where there is none.
    ///
    /// # Errors
    /// When a quote is not closed.
    pub fn named(value: Option<&str>) -> Result<Self, String> {
        let usual = if cfg!(windows) { "notepad" } else { "vi" };
        let value = value.filter(|v| !v.trim().is_empty()).unwrap_or(usual);
        let mut words = words(value)
            .ok_or_else(|| format!("a quote is not closed in the name of the editor: {value:?}"))?
            .into_iter();
        let program = words.next().unwrap_or_else(|| usual.to_owned());
        Ok(Self { program, arguments: words.collect() })
    }

    /// Its name, without folders.
    pub fn name(&self) -> &str {
        let name = Path::new(&self.program).file_name().and_then(|n| n.to_str()).unwrap_or(&self.program);
        name.strip_suffix(".exe").unwrap_or(name)
    }

    /// Opens a file at a line, and waits until the editor ends.
    ///
    /// # Errors
    /// In words, when it cannot be started or says that something went wrong.
    pub fn open(&self, path: &Path, line: Option<usize>) -> Result<(), String> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments);
        match (line, self.name()) {
            (
                Some(line),
                "vi" | "vim" | "nvim" | "view" | "nano" | "emacs" | "micro" | "kak" | "joe" | "ne",
            ) => {
                command.arg(format!("+{line}")).arg(path);
            }
            (Some(line), "code" | "codium" | "cursor") => {
                command.arg("--goto").arg(at(path, line));
            }
            (Some(line), "hx" | "helix" | "zed" | "subl") => {
                command.arg(at(path, line));
            }
            _ => {
                command.arg(path);
            }
        }
        match command.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("the editor {:?} {}", self.program, ended(status))),
            Err(error) => Err(format!("the editor {:?} cannot be started: {error}", self.program)),
        }
    }

    /// Has a text edited; gives the new one. `below` is shown under the text, for reading only.
    ///
    /// # Errors
    /// In words, with the path of the file that holds what was written, if anything is in it.
    pub fn edit(&self, text: &str, below: &str) -> Result<String, String> {
        let path = private_file(text, below)
            .map_err(|e| format!("no file for the editor can be made: {e}; the note is unchanged"))?;
        match self.open(&path, None).and_then(|()| read(&path)) {
            Ok(new) => {
                let _ = std::fs::remove_file(&path);
                Ok(new)
            }
            Err(why) => Err(format!("{why}; the note is unchanged, the text is kept in {}", path.display())),
        }
    }
}

fn at(path: &Path, line: usize) -> std::ffi::OsString {
    let mut place = path.as_os_str().to_owned();
    place.push(format!(":{line}"));
    place
}

fn ended(status: ExitStatus) -> String {
    status.code().map_or("was ended by a signal".to_owned(), |code| format!("ended with exit code {code}"))
}

/// A file with the text, that only this person may read. It stays until it is removed.
fn private_file(text: &str, below: &str) -> std::io::Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("quaymark-note-").suffix(".md").tempfile()?;
    file.write_all(compose(text, below).as_bytes())?;
    file.flush()?;
    let (_, path) = file.keep().map_err(|kept| kept.error)?;
    Ok(path)
}

/// The text, the cut line, and what is for reading only, as a comment of Markdown.
fn compose(text: &str, below: &str) -> String {
    let below: Vec<String> = below
        .lines()
        .map(|l| if l.is_empty() { String::new() } else { format!("  {}", l.replace("--", "- -")) })
        .collect();
    format!("{text}\n\n{CUT}{CUT_REST}\n\n{}\n\n-->\n", below.join("\n"))
}

/// The text in a file, up to the last cut line; all of it where that line is gone.
fn read(path: &Path) -> Result<String, String> {
    let unread = |why: &dyn std::fmt::Display| format!("what the editor left cannot be read: {why}");
    // The text, and room for what stands below it.
    let limit = NOTE_LIMIT as u64 * 4;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|e| unread(&e))?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| unread(&e))?;
    if bytes.len() as u64 > limit {
        return Err(unread(&"it is too big; a note holds 64 KiB"));
    }
    let text = String::from_utf8(bytes).map_err(|_| unread(&"it is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let end = lines.iter().rposition(|l| l.starts_with(CUT)).unwrap_or(lines.len());
    let note = lines.get(..end).unwrap_or_default().join("\n").trim_end().to_owned();
    if note.len() > NOTE_LIMIT {
        return Err(unread(&format!("it has {} bytes; a note holds {NOTE_LIMIT}", note.len())));
    }
    Ok(note)
}

/// The words of a line, split as a shell splits simple words: blanks, quotes, and on Unix the backslash. Nothing
/// is expanded or run. None when a quote is not closed.
fn words(line: &str) -> Option<Vec<String>> {
    let (mut list, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            (c, Some(q)) if c == q => quote = None,
            ('\\', None) if cfg!(unix) => word.get_or_insert_default().extend(chars.next()),
            ('\\', Some('"')) if cfg!(unix) => {
                let next = chars.next()?;
                let word = word.get_or_insert_default();
                if !matches!(next, '"' | '\\' | '$' | '`') {
                    word.push('\\');
                }
                word.push(next);
            }
            (c, Some(_)) => word.get_or_insert_default().push(c),
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, None) if c.is_whitespace() => list.extend(word.take()),
            (c, None) => word.get_or_insert_default().push(c),
        }
    }
    list.extend(word);
    quote.is_none().then_some(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn words_are_split_as_a_shell_splits_them_and_nothing_is_run() {
        let split = |line| words(line).map(|w| w.join("|"));
        assert_eq!(split("code --wait").as_deref(), Some("code|--wait"));
        assert_eq!(
            split(r#""/my apps/ed" -x '' "a\"b" c\ d"#).as_deref(),
            Some(r#"/my apps/ed|-x||a"b|c d"#)
        );
        assert_eq!(split("vi; rm -rf $HOME `id`").as_deref(), Some("vi;|rm|-rf|$HOME|`id`"));
        assert_eq!(split("vi 'x"), None);
        assert_eq!(Editor::named(None).unwrap().name(), "vi");
        assert_eq!(Editor::named(Some("  ")).unwrap().name(), "vi");
        assert!(Editor::named(Some("a \"b")).unwrap_err().contains("quote"));
    }

    #[test]
    fn what_stands_below_the_cut_line_is_left_out() {
        for note in ["", "one", "one\n\ntwo", &format!("{CUT} mine\nand more")] {
            let path = private_file(note, "What -- happens?\n--> \n\n0  It runs.").unwrap();
            assert_eq!(read(&path).unwrap(), note);
            std::fs::remove_file(path).unwrap();
        }
        let text = compose("note", "a --> b");
        assert_eq!(text.matches("-->").count(), 1, "{text}");
    }

    #[test]
    #[cfg(unix)]
    fn the_file_is_private_and_kept_only_when_something_went_wrong() {
        use std::os::unix::fs::PermissionsExt;
        let run = |script: &str| Editor {
            program: "sh".to_owned(),
            arguments: vec!["-c".to_owned(), script.to_owned(), "sh".to_owned()],
        };
        assert_eq!(run("true").edit("as it was", "below"), Ok("as it was".to_owned()));
        assert_eq!(run(r#"printf 'new\r\n\r\n' > "$1""#).edit("old", ""), Ok("new".to_owned()));
        assert_eq!(run(r#"rm "$1"; printf 'moved' > "$1""#).edit("old", ""), Ok("moved".to_owned()));
        let cases = [
            ("exit 3", "exit code 3"),
            (r#"printf '\377' > "$1""#, "not UTF-8"),
            (r#"head -c 70000 /dev/zero | tr '\0' a > "$1""#, "a note holds 65536"),
            (r#"head -c 900000 /dev/zero | tr '\0' a > "$1""#, "too big"),
            ("kill -9 $$", "ended by a signal"),
        ];
        for (script, why) in cases {
            let said = run(script).edit("old", "").unwrap_err();
            assert!(said.contains(why) && said.contains("the note is unchanged"), "{said}");
            let path = PathBuf::from(said.rsplit(' ').next().unwrap());
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{said}");
            std::fs::remove_file(path).unwrap();
        }
        let said = Editor::named(Some("/no/such/editor")).unwrap().edit("x", "").unwrap_err();
        assert!(said.contains("cannot be started") && said.contains("kept in"), "{said}");
        std::fs::remove_file(said.rsplit(' ').next().unwrap()).unwrap();
    }
}
