//! What `quaymark doctor` says of the settings, and of what the terminal can show.

use crate::model::settings::{Setting, Source, ThemeName};
use crate::runtime::probe::{self, Questions};
use crate::text::Clean;

use super::config;
use super::desk::Desk;

/// The settings, as far as they matter for finding a problem.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SettingsFacts {
    /// The settings file; null when none can be named.
    pub path: Option<String>,
    /// Who named it.
    pub named_by: Option<&'static str>,
    /// Whether it is there; the first change makes it.
    pub exists: bool,
    /// The theme, and where it comes from.
    pub theme: Sourced,
    /// The command of the editor, and where it comes from; null when there is none.
    pub editor: Option<Sourced>,
}

/// A value, and where it comes from.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sourced {
    /// The value.
    pub value: String,
    /// An option, a variable, `config.json` or `default`.
    pub source: &'static str,
}

/// What the terminal can show.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sight {
    /// `16`, or `all` where `COLORTERM` says so.
    pub colours: &'static str,
    /// `dark` or `light`; null when it is not known.
    pub background: Option<&'static str>,
    /// Who said so: `the terminal` or `COLORFGBG`; null when it is not known.
    pub background_by: Option<&'static str>,
    /// Cells that a drawn line takes, 1 or 2; null when the terminal was not asked or did not say.
    pub line_cells: Option<u8>,
    /// How text is copied: `osc52` or `off`. Whether the terminal takes it cannot be asked.
    pub clipboard: &'static str,
}

pub(super) fn settings(desk: &Desk<'_>, problems: &mut Vec<String>) -> SettingsFacts {
    problems.extend(config::problems(desk));
    problems.extend(config::key_problems(desk));
    let place = desk.config_place().ok();
    let settings = desk.settings();
    let sourced = |setting| {
        let found = settings.value(setting);
        Sourced { value: found.value, source: found.source.words() }
    };
    SettingsFacts {
        exists: place.as_ref().is_some_and(|p| p.path.exists()),
        named_by: place.as_ref().map(|p| p.named_by),
        path: place.map(|p| p.path.display().to_string()),
        theme: sourced(Setting::Theme),
        editor: Some(sourced(Setting::Editor)).filter(|e| !e.value.is_empty()),
    }
}

pub(super) fn sight(desk: &Desk<'_>) -> Sight {
    let settings = desk.settings();
    let asks = desk.has_terminal() && !desk.environment.is_dumb();
    let colour = settings.theme().value != ThemeName::Mono || settings.theme().source == Source::File;
    let console = desk.environment.term.as_deref() == Some("linux");
    let answers = probe::ask(Questions {
        background: asks && !console && colour,
        width: asks && !console && desk.environment.utf8,
    });
    let by = match (answers.ground, desk.environment.background) {
        (Some(_), _) => Some("the terminal"),
        (None, Some(_)) => Some("COLORFGBG"),
        (None, None) => None,
    };
    Sight {
        colours: if desk.environment.truecolor { "all" } else { "16" },
        background: answers
            .ground
            .or(desk.environment.background)
            .map(crate::runtime::environment::Ground::word),
        background_by: by,
        line_cells: answers.wide.map(|wide| if wide { 2 } else { 1 }),
        clipboard: if settings.clipboard() == crate::model::settings::Clipboard::Off {
            "off"
        } else {
            "osc52"
        },
    }
}

/// The lines about the settings.
pub(super) fn setting_lines(facts: &SettingsFacts) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(path), Some(by)) = (&facts.path, facts.named_by) {
        lines.push(format!("settings        {}", Clean::line(path)));
        let there = if facts.exists { "is there" } else { "is made by the first change" };
        lines.push(format!("                named by {by}; {there}"));
    }
    lines.push(format!("                theme {} ({})", facts.theme.value, facts.theme.source));
    lines
}

/// The lines about what the terminal can show.
pub(super) fn sight_lines(sight: &Sight) -> Vec<String> {
    let background = match (sight.background, sight.background_by) {
        (Some(ground), Some(by)) => format!("background {ground} ({by})"),
        _ => "background not known".to_owned(),
    };
    let cells = match sight.line_cells {
        Some(1) => "lines one cell wide",
        Some(_) => "lines two cells wide: drawn in ASCII",
        None => "width of lines not asked",
    };
    let copy = if sight.clipboard == "off" { "copying off" } else { "copying with OSC 52 (assumed)" };
    vec![
        format!("                {} colours, {background}", sight.colours),
        format!("                {cells}, {copy}"),
    ]
}
