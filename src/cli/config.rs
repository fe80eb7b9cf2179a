//! `quaymark config`: the settings, where each value comes from, and changing the file they are in.

use clap::Subcommand;

use crate::model::Settings;
use crate::model::settings::{KeyChanges, Setting, Source};
use crate::report::json;
use crate::runtime::editing::Editor;
use crate::runtime::keys;
use crate::store::{self, ConfigError};
use crate::text::spelling::closest;
use crate::text::width;

use super::desk::Desk;
use super::exit::{Exit, Stop};

/// The schema name of `config get --json`.
pub const CONFIG_GET_SCHEMA: &str = "quaymark/config-get/v1";

/// `config get|set|path|edit`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark config get                     all settings, and where each comes from
  quaymark config set theme light
  quaymark config edit                    in $VISUAL or $EDITOR")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show settings, and where each value comes from
    #[command(before_help = "Examples:
  quaymark config get
  quaymark config get theme
  quaymark config get --json")]
    Get {
        /// The setting; none shows all
        key: Option<String>,
        /// Print JSON (schema quaymark/config-get/v1)
        #[arg(long)]
        json: bool,
    },
    /// Change a setting in the file
    #[command(before_help = "Examples:
  quaymark config set theme contrast
  quaymark config set editor \"code --wait\"
  quaymark config set mouse default       take it out of the file")]
    Set {
        /// The setting
        key: String,
        /// The value; `default` takes it out of the file
        value: String,
    },
    /// Print where the file is
    #[command(before_help = "Examples:
  quaymark config path")]
    Path,
    /// Open the file in the editor, and check it afterwards
    #[command(before_help = "Examples:
  quaymark config edit")]
    Edit,
}

/// `data` of `config get --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ConfigData {
    /// The file; null when none can be named.
    pub path: Option<String>,
    /// Who named the file; null when none can be named.
    pub named_by: Option<&'static str>,
    /// Whether it is there.
    pub exists: bool,
    /// What is wrong with it, one each. It is not used then; where only `keys` has a problem, only they are not.
    pub problems: Vec<String>,
    /// The settings.
    pub settings: Vec<SettingData>,
    /// Keys that the file changes: context, action, keys.
    pub keys: KeyChanges,
}

/// A setting of `config get --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SettingData {
    /// The key.
    pub key: &'static str,
    /// The value that holds, as text; null where there is none.
    pub value: Option<String>,
    /// `flag`, `environment`, `file` or `default`.
    pub source: &'static str,
    /// The option or variable; null for the others.
    pub named: Option<&'static str>,
}

impl Args {
    pub(super) fn json(&self) -> bool {
        matches!(self.action, Action::Get { json: true, .. })
    }

    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        match &self.action {
            Action::Get { key, json } => get(desk, key.as_deref(), *json),
            Action::Set { key, value } => set(desk, key, value),
            Action::Path => {
                let path = place(desk)?;
                desk.print(&path.display().to_string())?;
                Ok(Exit::Done)
            }
            Action::Edit => edit(desk),
        }
    }
}

fn place(desk: &Desk<'_>) -> Result<std::path::PathBuf, Stop> {
    desk.config_place().map(|p| p.path).map_err(|e| Stop::new(Exit::Failed, e.to_string()))
}

fn failed(error: &ConfigError) -> Stop {
    Stop::new(Exit::Failed, error.to_string())
}

/// The setting of a key.
fn known(key: &str) -> Result<Setting, Stop> {
    Setting::parse(key).ok_or_else(|| {
        let stop = Stop::new(Exit::NotFound, format!("there is no setting {key:?}"));
        match closest(key, Setting::WORDS.iter().copied()) {
            Some(near) => stop.hint(format!("did you mean {near}?")),
            None => stop.hint(format!("settings: {}", Setting::WORDS.join(", "))),
        }
    })
}

/// Everything that is wrong with the file.
pub(super) fn problems(desk: &Desk<'_>) -> Vec<String> {
    let read = match desk.config_place() {
        Ok(place) => store::read_config(&place.path),
        Err(error) => return vec![error.to_string()],
    };
    match read {
        Ok(_) => Vec::new(),
        Err(ConfigError::Content(list)) => list.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// Everything that is wrong with the changed keys in the file.
pub(super) fn key_problems(desk: &Desk<'_>) -> Vec<String> {
    let Ok(place) = desk.config_place() else { return Vec::new() };
    let list = store::read_config(&place.path).map(|config| keys::problems(&place.path, &config));
    list.unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn get(desk: &mut Desk<'_>, key: Option<&str>, json: bool) -> Result<Exit, Stop> {
    let wanted = match key {
        None => Setting::ALL.to_vec(),
        Some(key) => vec![known(key)?],
    };
    let settings = desk.settings();
    let (problems, key_problems) = (problems(desk), key_problems(desk));
    let place = desk.config_place().ok();
    if json {
        let data = ConfigData {
            exists: place.as_ref().is_some_and(|p| p.path.exists()),
            named_by: place.as_ref().map(|p| p.named_by),
            path: place.map(|p| p.path.display().to_string()),
            problems: [problems, key_problems].concat(),
            settings: wanted.into_iter().map(|s| row(&settings, s)).collect(),
            keys: settings.file.keys.clone(),
        };
        desk.print_document(&json::document(CONFIG_GET_SCHEMA, data, &[])?)?;
        return Ok(Exit::Done);
    }
    for problem in &problems {
        desk.warn(&format!("{problem}; the defaults are used"));
    }
    for problem in &key_problems {
        desk.warn(&format!("{problem}; no changed key is used"));
    }
    let lines: Vec<String> = match key {
        Some(_) => wanted.into_iter().map(|s| settings.value(s).value).collect(),
        None => wanted.into_iter().map(|s| line(&settings, s)).chain(changed_keys(&settings)).collect(),
    };
    if let Some(setting) = key.and_then(Setting::parse) {
        desk.detail(&format!("from {}", settings.value(setting).source.words()));
    }
    desk.print(&lines.join("\n"))?;
    Ok(Exit::Done)
}

fn line(settings: &Settings, setting: Setting) -> String {
    let found = settings.value(setting);
    let value = if found.value.is_empty() { "-" } else { &found.value };
    format!(
        "{}{}  {}",
        width::fit_pad(setting.word(), 16, ""),
        width::fit_pad(value, width::cells(value).max(16), ""),
        found.source.words()
    )
}

fn changed_keys(settings: &Settings) -> Option<String> {
    let count: usize = settings.file.keys.values().map(std::collections::BTreeMap::len).sum();
    let some = format!("{}{}  config.json", width::fit_pad("keys", 16, ""), {
        let word = if settings.keys_problem.is_none() { "changed" } else { "not used" };
        width::fit_pad(&format!("{count} {word}"), 16, "")
    });
    (count > 0).then_some(some)
}

fn row(settings: &Settings, setting: Setting) -> SettingData {
    let found = settings.value(setting);
    let (source, named) = match found.source {
        Source::Flag(name) => ("flag", Some(name)),
        Source::Environment(name) => ("environment", Some(name)),
        Source::File => ("file", None),
        Source::Default => ("default", None),
    };
    SettingData { key: setting.word(), value: Some(found.value).filter(|v| !v.is_empty()), source, named }
}

fn set(desk: &mut Desk<'_>, key: &str, value: &str) -> Result<Exit, Stop> {
    if key == "keys" {
        return Err(Stop::usage("keys are changed in the file; nothing was changed")
            .hint("open it:  quaymark config edit"));
    }
    let setting = known(key)?;
    let takes_out = value == "default" && !setting.takes("default");
    if !takes_out && !setting.takes(value) {
        let message = format!("{key} cannot be {value:?}; expected {}", setting.expected());
        return Err(Stop::usage(message).nothing_changed());
    }
    let path = place(desk)?;
    let value = (!takes_out).then_some(value);
    store::change_config(&path, |config| {
        config.set(setting, value);
    })
    .map_err(|e| failed(&e).nothing_changed())?;
    let settings = desk.settings();
    let now = settings.value(setting);
    desk.say(&match value {
        Some(value) => format!("{key} is {value} in {}", path.display()),
        None => format!("{key} was taken out of {}", path.display()),
    });
    if now.source.rules() {
        desk.say(&format!("{} says {} here, and wins", now.source.words(), now.value));
    }
    Ok(Exit::Done)
}

fn edit(desk: &mut Desk<'_>) -> Result<Exit, Stop> {
    if !desk.has_terminal() {
        return Err(Stop::usage("there is no terminal to edit in (stdin or stdout is not a tty)")
            .hint("change one setting:  quaymark config set KEY VALUE"));
    }
    let settings = desk.settings();
    let path = place(desk)?;
    let editor = Editor::named(settings.editor().as_ref().map(|e| e.value.as_str()))
        .map_err(|why| Stop::new(Exit::Failed, why))?;
    if !path.exists() {
        store::start_config(&path).map_err(|e| failed(&e))?;
    }
    editor.open(&path, None).map_err(|why| Stop::new(Exit::Failed, why))?;
    match store::read_config(&path) {
        Ok(config) => {
            let wrong = keys::problems(&path, &config);
            if !wrong.is_empty() {
                let lines: Vec<String> = wrong.iter().map(ToString::to_string).collect();
                return Err(Stop::new(Exit::Failed, lines.join("\n"))
                    .hint("until that is corrected, no changed key is used"));
            }
            desk.say(&format!("{} is in order", path.display()));
            Ok(Exit::Done)
        }
        Err(error) => Err(failed(&error).hint("until that is corrected, the defaults are used")),
    }
}
