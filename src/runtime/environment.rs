//! The environment of the process, read once at the start.

use std::ffi::OsString;
use std::path::PathBuf;

/// Whether a terminal's background is dark or light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Dark.
    Dark,
    /// Light.
    Light,
}

impl Ground {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }
}

/// The variables that Quaymark looks at, and where it was started.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `QUAYMARK_DATA_DIR`.
    pub data_dir: Option<OsString>,
    /// `QUAYMARK_TEAM`.
    pub team: Option<String>,
    /// `QUAYMARK_PLAIN`, or `ACCESSIBLE`: set and neither empty nor 0.
    pub plain: bool,
    /// `QUAYMARK_GLYPHS`.
    pub glyphs: Option<String>,
    /// `NO_COLOR`: set and not empty.
    pub no_color: bool,
    /// `TERM`.
    pub term: Option<String>,
    /// Whether the locale can show more than ASCII: `LC_ALL`, `LC_CTYPE` or `LANG` names UTF-8, or none is set.
    pub utf8: bool,
    /// The first that is set of `LC_ALL`, `LC_CTYPE` and `LANG`.
    pub locale: Option<String>,
    /// Whether tmux stands between us and the terminal: `TMUX` is set.
    pub tmux: bool,
    /// Whether the terminal is on another machine: `SSH_CONNECTION` or `SSH_TTY` is set.
    pub ssh: bool,
    /// `PATH`.
    pub path: Option<OsString>,
    /// `COLUMNS`.
    pub columns: Option<usize>,
    /// `XDG_DATA_HOME`.
    pub xdg_data_home: Option<OsString>,
    /// `QUAYMARK_CONFIG`.
    pub config: Option<OsString>,
    /// `XDG_CONFIG_HOME`.
    pub xdg_config_home: Option<OsString>,
    /// The editor of all programs: `VISUAL`, else `EDITOR`, with the name of the variable.
    pub editor: Option<(&'static str, String)>,
    /// `COLORTERM`: `truecolor` or `24bit`.
    pub truecolor: bool,
    /// The background that `COLORFGBG` names.
    pub background: Option<Ground>,
    /// The working directory.
    pub cwd: PathBuf,
}

impl Environment {
    /// Reads the environment of this process.
    ///
    /// # Errors
    /// When the working directory does not exist any more.
    pub fn read() -> std::io::Result<Self> {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(text).find(|v| !v.is_empty());
        Ok(Self {
            data_dir: raw("QUAYMARK_DATA_DIR"),
            team: text("QUAYMARK_TEAM").filter(|v| !v.is_empty()),
            plain: ["QUAYMARK_PLAIN", "ACCESSIBLE"]
                .into_iter()
                .filter_map(text)
                .any(|v| !v.is_empty() && v != "0"),
            glyphs: text("QUAYMARK_GLYPHS").filter(|v| !v.is_empty()),
            no_color: text("NO_COLOR").is_some_and(|v| !v.is_empty()),
            term: text("TERM"),
            utf8: locale.as_deref().is_none_or(speaks_utf8),
            locale,
            tmux: text("TMUX").is_some_and(|v| !v.is_empty()),
            ssh: ["SSH_CONNECTION", "SSH_TTY"].into_iter().filter_map(text).any(|v| !v.is_empty()),
            path: raw("PATH"),
            columns: text("COLUMNS").and_then(|v| v.parse().ok()).filter(|c| *c > 0),
            xdg_data_home: raw("XDG_DATA_HOME"),
            config: raw("QUAYMARK_CONFIG"),
            xdg_config_home: raw("XDG_CONFIG_HOME"),
            editor: ["VISUAL", "EDITOR"]
                .into_iter()
                .find_map(|name| text(name).filter(|v| !v.trim().is_empty()).map(|v| (name, v))),
            truecolor: text("COLORTERM").is_some_and(|v| v == "truecolor" || v == "24bit"),
            background: text("COLORFGBG").and_then(|v| named_ground(&v)),
            cwd: std::env::current_dir()?,
        })
    }

    /// Whether the terminal can only show lines, as far as is known: `TERM` is `dumb`, or on Unix empty or not set.
    pub fn is_dumb(&self) -> bool {
        match self.term.as_deref() {
            Some("dumb") => true,
            // Windows sets no TERM.
            None | Some("") => cfg!(unix),
            Some(_) => false,
        }
    }
}

/// The background of a value such as `15;0`, or `15;default;0`: the last number is one of the sixteen colours.
fn named_ground(value: &str) -> Option<Ground> {
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(Ground::Dark),
        7 | 9..=15 => Some(Ground::Light),
        _ => None,
    }
}

fn speaks_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[expect(clippy::disallowed_methods, reason = "this is the place that reads the environment")]
fn raw(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

fn text(name: &str) -> Option<String> {
    raw(name).map(|v| v.to_string_lossy().into_owned())
}

/// `QUAYMARK_TEST_PANIC`, which only programs have that are built for trying out.
#[cfg(debug_assertions)]
pub(super) fn test_panic() -> Option<&'static str> {
    static WANTED: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    WANTED.get_or_init(|| text("QUAYMARK_TEST_PANIC")).as_deref()
}

#[cfg(test)]
mod tests {
    use super::{Environment, Ground, named_ground, speaks_utf8};

    #[test]
    fn the_background_is_the_last_number() {
        for (value, ground) in [
            ("15;0", Some(Ground::Dark)),
            ("15;default;0", Some(Ground::Dark)),
            ("0;15", Some(Ground::Light)),
            ("0;7", Some(Ground::Light)),
            ("15;8", Some(Ground::Dark)),
            ("15;default", None),
            ("", None),
        ] {
            assert_eq!(named_ground(value), ground, "{value}");
        }
    }

    #[test]
    fn a_terminal_without_a_name_is_dumb() {
        let dumb = |term: Option<&str>| {
            Environment { term: term.map(str::to_owned), ..Environment::default() }.is_dumb()
        };
        assert!(dumb(Some("dumb")));
        assert!(!dumb(Some("xterm")));
        assert_eq!((dumb(None), dumb(Some(""))), (cfg!(unix), cfg!(unix)));
    }

    #[test]
    fn only_utf8_locales_show_more_than_ascii() {
        assert!(speaks_utf8("en_US.UTF-8"));
        assert!(speaks_utf8("C.utf8"));
        assert!(!speaks_utf8("C"));
        assert!(!speaks_utf8("de_DE.ISO-8859-1"));
    }
}
