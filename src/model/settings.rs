//! The settings of a person: what can be chosen, what the file says, and where each value comes from.
//! They say how Quaymark looks and asks, never what an answer counts. See `docs/files.md`, Settings.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::level::Level;

mod words;

pub use words::{
    AfterAnswer, Clipboard, EvidenceFrom, GlyphsName, LastQuarter, PaletteName, Setting, Switch, ThemeName,
};

/// The schema name of `config.json`.
pub const CONFIG_SCHEMA: &str = "quaymark/config/v1";
/// The longest command of an editor that is read, in characters.
pub const EDITOR_LIMIT: usize = 1000;

/// Keys that somebody changed: context, action, keys.
pub type KeyChanges = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// What `config.json` says; every key may be left out. See `docs/files.md`, Settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Config {
    /// Always `quaymark/config/v1`.
    #[serde(default)]
    pub schema: String,
    /// Which colours are used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeName>,
    /// Which colours carry a meaning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub palette: Option<PaletteName>,
    /// Which characters are drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub glyphs: Option<GlyphsName>,
    /// Whether the mouse works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mouse: Option<Switch>,
    /// What happens after a level was chosen with its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_answer: Option<AfterAnswer>,
    /// Where the answer of the quarter before is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_quarter: Option<LastQuarter>,
    /// From which level on the review asks for evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_from: Option<EvidenceFrom>,
    /// How text reaches the clipboard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clipboard: Option<Clipboard>,
    /// The command of the editor; it gets the file as its last argument.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor: Option<String>,
    /// Keys that somebody changed: context, action, keys.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: KeyChanges,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            schema: CONFIG_SCHEMA.to_owned(),
            theme: None,
            palette: None,
            glyphs: None,
            mouse: None,
            after_answer: None,
            last_quarter: None,
            evidence_from: None,
            clipboard: None,
            editor: None,
            keys: KeyChanges::new(),
        }
    }
}

impl Config {
    /// What the file says of a setting.
    pub fn get(&self, setting: Setting) -> Option<String> {
        match setting {
            Setting::Theme => self.theme.map(|v| v.word().to_owned()),
            Setting::Palette => self.palette.map(|v| v.word().to_owned()),
            Setting::Glyphs => self.glyphs.map(|v| v.word().to_owned()),
            Setting::Mouse => self.mouse.map(|v| v.word().to_owned()),
            Setting::AfterAnswer => self.after_answer.map(|v| v.word().to_owned()),
            Setting::LastQuarter => self.last_quarter.map(|v| v.word().to_owned()),
            Setting::EvidenceFrom => self.evidence_from.map(|v| v.word().to_owned()),
            Setting::Clipboard => self.clipboard.map(|v| v.word().to_owned()),
            Setting::Editor => self.editor.clone(),
        }
    }

    /// Sets a setting, or takes it out; false when it does not take this value, and nothing is changed then.
    pub fn set(&mut self, setting: Setting, value: Option<&str>) -> bool {
        if value.is_some_and(|v| !setting.takes(v)) {
            return false;
        }
        match setting {
            Setting::Theme => self.theme = value.and_then(ThemeName::parse),
            Setting::Palette => self.palette = value.and_then(PaletteName::parse),
            Setting::Glyphs => self.glyphs = value.and_then(GlyphsName::parse),
            Setting::Mouse => self.mouse = value.and_then(Switch::parse),
            Setting::AfterAnswer => self.after_answer = value.and_then(AfterAnswer::parse),
            Setting::LastQuarter => self.last_quarter = value.and_then(LastQuarter::parse),
            Setting::EvidenceFrom => self.evidence_from = value.and_then(EvidenceFrom::parse),
            Setting::Clipboard => self.clipboard = value.and_then(Clipboard::parse),
            Setting::Editor => self.editor = value.map(|v| v.trim().to_owned()),
        }
        true
    }
}

/// Where a value comes from. The order is that of precedence, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// An option of the command line, by name.
    Flag(&'static str),
    /// A variable of the environment, by name.
    Environment(&'static str),
    /// `config.json`.
    File,
    /// Nobody said anything else.
    Default,
}

impl Source {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Flag(name) | Self::Environment(name) => name,
            Self::File => "config.json",
            Self::Default => "default",
        }
    }

    /// Whether it wins over the file, so that a change in the file shows nothing now.
    pub fn rules(self) -> bool {
        self < Self::File
    }
}

/// A value, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

impl<T> Sourced<T> {
    /// A value from somewhere.
    pub fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

/// What the command line and the environment say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The theme, where colour is turned off.
    pub theme: Option<Sourced<ThemeName>>,
    /// The characters.
    pub glyphs: Option<Sourced<GlyphsName>>,
    /// The editor of all programs, for when the file names none for Quaymark.
    pub editor: Option<Sourced<String>>,
}

/// The settings that hold: command line and environment, then the file, then the defaults.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// What the file says, or what was chosen since.
    pub file: Config,
    /// What is said outside the file.
    pub given: Given,
    /// The file; none where none can be named.
    pub path: Option<PathBuf>,
    /// What is wrong with the file: it is not used then, and not written. May hold people's text.
    pub problem: Option<String>,
    /// What is wrong with the changed keys: none of them counts then. May hold people's text.
    pub keys_problem: Option<String>,
}

impl Settings {
    fn choose<T: Default>(given: Option<Sourced<T>>, file: Option<T>) -> Sourced<T> {
        given.unwrap_or_else(|| match file {
            Some(value) => Sourced::new(value, Source::File),
            None => Sourced::new(T::default(), Source::Default),
        })
    }

    /// Which colours are used.
    pub fn theme(&self) -> Sourced<ThemeName> {
        Self::choose(self.given.theme, self.file.theme)
    }

    /// Which colours carry a meaning.
    pub fn palette(&self) -> PaletteName {
        self.file.palette.unwrap_or_default()
    }

    /// Which characters are drawn.
    pub fn glyphs(&self) -> Sourced<GlyphsName> {
        Self::choose(self.given.glyphs, self.file.glyphs)
    }

    /// Whether the mouse works.
    pub fn mouse(&self) -> bool {
        self.file.mouse.unwrap_or_default() == Switch::On
    }

    /// What happens after a level was chosen with its number.
    pub fn after_answer(&self) -> AfterAnswer {
        self.file.after_answer.unwrap_or_default()
    }

    /// Where the answer of the quarter before is shown.
    pub fn last_quarter(&self) -> LastQuarter {
        self.file.last_quarter.unwrap_or_default()
    }

    /// From which level on the review asks for evidence; none for never.
    pub fn evidence_from(&self) -> Option<Level> {
        self.file.evidence_from.unwrap_or_default().level()
    }

    /// How text reaches the clipboard.
    pub fn clipboard(&self) -> Clipboard {
        self.file.clipboard.unwrap_or_default()
    }

    /// The command of the editor. The file's wins over the one that the environment names for all programs.
    pub fn editor(&self) -> Option<Sourced<String>> {
        let own = self.file.editor.clone().map(|v| Sourced::new(v, Source::File));
        own.or_else(|| self.given.editor.clone())
    }

    /// Any setting as text; an editor that nobody named is empty.
    pub fn value(&self, setting: Setting) -> Sourced<String> {
        let source = if self.file.get(setting).is_some() { Source::File } else { Source::Default };
        let plain = |word: &str| Sourced::new(word.to_owned(), source);
        match setting {
            Setting::Theme => Sourced::new(self.theme().value.word().to_owned(), self.theme().source),
            Setting::Palette => plain(self.palette().word()),
            Setting::Glyphs => Sourced::new(self.glyphs().value.word().to_owned(), self.glyphs().source),
            Setting::Mouse => plain(self.file.mouse.unwrap_or_default().word()),
            Setting::AfterAnswer => plain(self.after_answer().word()),
            Setting::LastQuarter => plain(self.last_quarter().word()),
            Setting::EvidenceFrom => plain(self.file.evidence_from.unwrap_or_default().word()),
            Setting::Clipboard => plain(self.clipboard().word()),
            Setting::Editor => self.editor().unwrap_or(Sourced::new(String::new(), Source::Default)),
        }
    }
}

#[cfg(test)]
mod tests;
