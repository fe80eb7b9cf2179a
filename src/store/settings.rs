//! `config.json`: where it is, read strictly with the place of every problem, written whole. A file with a problem is
//! never written over. See `docs/files.md`, Settings.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::json::diagnostic::{Diagnostic, item_path, key_path, quoted};
use crate::json::plain::Limits;
use crate::json::to_canonical;
use crate::json::tree::{self, Node, Property, Tree, Value};
use crate::model::settings::{CONFIG_SCHEMA, Config, KeyChanges, Setting};
use crate::text::spelling::closest;

use super::error::{StoreError, lacks_room, reason, shown};
use super::paths::{PathError, config_folder};
use super::{atomic, read};

/// The largest settings file that is read, in bytes.
const CONFIG_LIMIT: u64 = 256 << 10;

/// What decides on the settings file.
#[derive(Debug, Clone)]
pub struct ConfigInputs<'a> {
    /// `--config`.
    pub flag: Option<PathBuf>,
    /// `QUAYMARK_CONFIG`; empty counts as not set.
    pub env: Option<OsString>,
    /// `XDG_CONFIG_HOME`, only to refuse a relative one instead of quietly using another folder.
    pub xdg_config_home: Option<OsString>,
    /// The working directory, absolute.
    pub cwd: &'a Path,
}

/// Where the settings are, and who named that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigPlace {
    /// The file, absolute. It need not exist.
    pub path: PathBuf,
    /// Who named it, for `quaymark doctor`.
    pub named_by: &'static str,
}

/// Why the settings are not used, or not written.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read or written.
    #[error(transparent)]
    Store(StoreError),
    /// The file could not be written.
    #[error(
        "cannot write {}: {}; nothing was changed. {} --config FILE to keep settings elsewhere",
        shown(path),
        reason(cause),
        if lacks_room(cause) { "Free some space and try again, or use" } else { "Use" }
    )]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The file was read, and says something that cannot be.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Content(Vec<Diagnostic>),
}

impl From<StoreError> for ConfigError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Write { path, cause } => Self::Unwritten { path, cause },
            other => Self::Store(other),
        }
    }
}

impl ConfigError {
    /// In one line: the first problem, and how many more there are.
    pub fn brief(&self) -> String {
        match self {
            Self::Content(list) => match list.as_slice() {
                [] => "the settings file has a problem".to_owned(),
                [only] => only.to_string(),
                [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
            },
            Self::Store(_) | Self::Unwritten { .. } => self.to_string(),
        }
    }
}

/// Finds the settings file.
///
/// # Errors
/// When none can be named.
pub fn config_place(inputs: &ConfigInputs<'_>) -> Result<ConfigPlace, PathError> {
    let env = inputs.env.as_ref().filter(|v| !v.is_empty());
    Ok(if let Some(flag) = &inputs.flag {
        ConfigPlace { path: inputs.cwd.join(flag), named_by: "--config" }
    } else if let Some(env) = env {
        ConfigPlace { path: inputs.cwd.join(env), named_by: "QUAYMARK_CONFIG" }
    } else {
        let folder = config_folder(inputs.xdg_config_home.as_ref())?;
        ConfigPlace { path: folder.join("config.json"), named_by: "the platform's settings folder" }
    })
}

/// Reads the settings; a file that is not there says nothing.
///
/// # Errors
/// What keeps it from being read, or everything that is wrong with it.
pub fn read_config(path: &Path) -> Result<Config, ConfigError> {
    let bytes = match config_bytes(path) {
        Ok(bytes) => bytes,
        Err(error) if error.is_missing() => return Ok(Config::default()),
        Err(error) => return Err(error.into()),
    };
    parse_config(&shown(path), &bytes)
}

/// The bytes of the settings file.
pub(super) fn config_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    read::bytes(&behind_links(path), CONFIG_LIMIT)
}

/// Changes the settings in the file and gives what it says then. What is there otherwise stays.
///
/// # Errors
/// As `read_config`; the file is as it was then.
pub fn change_config(path: &Path, change: impl FnOnce(&mut Config)) -> Result<Config, ConfigError> {
    let mut config = read_config(path)?;
    let before = config.clone();
    change(&mut config);
    if config != before {
        write_config(path, &config)?;
    }
    Ok(config)
}

/// Makes the file where there is none, so that it can be edited.
///
/// # Errors
/// What the system said.
pub fn start_config(path: &Path) -> Result<(), ConfigError> {
    write_config(path, &Config::default())
}

fn write_config(path: &Path, config: &Config) -> Result<(), ConfigError> {
    let target = behind_links(path);
    let text =
        to_canonical(config).map_err(|cause| StoreError::Unwritable { path: target.clone(), cause })?;
    let folder = target.parent().unwrap_or(Path::new("/"));
    atomic::replace(folder, &target, text.as_bytes())?;
    Ok(())
}

/// The file that a link leads to: people keep their settings elsewhere and link them.
fn behind_links(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Reads the bytes of a settings file that is called `file` in messages.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse_config(file: &str, bytes: &[u8]) -> Result<Config, ConfigError> {
    let tree =
        tree::parse(file, bytes, Limits::FILE).map_err(|problem| ConfigError::Content(vec![*problem]))?;
    let mut reader = Reader { file, tree: &tree, problems: tree.duplicates.clone() };
    let config = reader.config();
    if reader.problems.is_empty() {
        return Ok(config);
    }
    reader.problems.sort();
    Err(ConfigError::Content(reader.problems))
}

struct Reader<'a> {
    file: &'a str,
    tree: &'a Tree,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn refuse(&mut self, at: usize, path: &str, message: String, expected: String, remedy: String) {
        let at = self.tree.position(at);
        let problem = Diagnostic::error(self.file, at, path, message);
        self.problems.push(problem.expected(expected).remedy(remedy));
    }

    fn config(&mut self) -> Config {
        let mut config = Config::default();
        let root = &self.tree.root;
        let Value::Object(properties) = &root.value else {
            let found = format!("found {}", kind(root));
            self.refuse(root.span.start, "", found, "an object".to_owned(), "put { } around it".to_owned());
            return config;
        };
        for property in properties {
            match (property.key.as_str(), Setting::parse(&property.key)) {
                ("schema", _) => self.schema(&property.node),
                ("keys", _) => config.keys = self.keys(&property.node),
                (_, Some(setting)) => self.value(setting, &property.node, &mut config),
                (_, None) => self.unknown(property),
            }
        }
        config
    }

    fn schema(&mut self, node: &Node) {
        let found = node.text().map_or_else(|| kind(node).to_owned(), quoted);
        if node.text() != Some(CONFIG_SCHEMA) {
            let remedy = "correct it, or get a Quaymark that reads this file";
            self.refuse(
                node.span.start,
                "schema",
                format!("found {found}"),
                quoted(CONFIG_SCHEMA),
                remedy.to_owned(),
            );
        }
    }

    fn value(&mut self, setting: Setting, node: &Node, config: &mut Config) {
        let word = match &node.value {
            Value::String(text) if !(setting == Setting::EvidenceFrom && is_number(text)) => Some(text),
            Value::Number(text) if setting == Setting::EvidenceFrom => Some(text),
            _ => None,
        };
        if word.is_some_and(|w| config.set(setting, Some(w))) {
            return;
        }
        let found = match &node.value {
            Value::String(text) => quoted(text),
            Value::Number(text) => text.chars().take(60).collect(),
            _ => kind(node).to_owned(),
        };
        let near = word.and_then(|w| closest(w, setting.words().iter().copied()));
        let remedy = near.map_or_else(
            || "correct it, or remove the key".to_owned(),
            |near| format!("did you mean {}?", quoted(near)),
        );
        self.refuse(node.span.start, setting.word(), format!("found {found}"), setting.expected(), remedy);
    }

    fn unknown(&mut self, property: &Property) {
        let known = Setting::WORDS.iter().copied().chain(["keys", "schema"]);
        let remedy = closest(&property.key, known).map_or_else(
            || "remove it; `quaymark config get` lists the keys there are".to_owned(),
            |near| format!("did you mean {}?", quoted(near)),
        );
        let message = format!("unknown key {}", quoted(&property.key));
        self.refuse(property.key_span.start, "", message, String::new(), remedy);
    }

    /// The changed keys by their form. Which contexts, actions and keys there are is not known here.
    fn keys(&mut self, node: &Node) -> KeyChanges {
        let mut changes = KeyChanges::new();
        for (context, path, node) in self.members(node, "keys", "an object of contexts") {
            let mut actions = BTreeMap::new();
            for (action, path, node) in self.members(node, &path, "an object of actions") {
                actions.insert(action, self.list(node, &path));
            }
            changes.insert(context, actions);
        }
        changes
    }

    fn members<'n>(&mut self, node: &'n Node, path: &str, expected: &str) -> Vec<(String, String, &'n Node)> {
        let Value::Object(properties) = &node.value else {
            self.not(node, path, expected);
            return Vec::new();
        };
        properties.iter().map(|p| (p.key.clone(), key_path(path, &p.key), &p.node)).collect()
    }

    fn list(&mut self, node: &Node, path: &str) -> Vec<String> {
        let Some(items) = node.items() else {
            self.not(node, path, "a list of keys, such as [\"f\", \"ctrl-e\"]");
            return Vec::new();
        };
        let mut keys = Vec::new();
        for (index, item) in items.iter().enumerate() {
            match item.text() {
                Some(text) => keys.push(text.to_owned()),
                None => self.not(item, &item_path(path, index), "the name of a key as text"),
            }
        }
        keys
    }

    fn not(&mut self, node: &Node, path: &str, expected: &str) {
        let found = format!("found {}", kind(node));
        self.refuse(node.span.start, path, found, expected.to_owned(), "correct it".to_owned());
    }
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

fn kind(node: &Node) -> &'static str {
    match node.value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::String(_) => "a text",
        Value::Number(_) => "a number",
        Value::Bool(_) => "true or false",
        Value::Null => "null",
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;
