//! The settings in lines: each with its value, where that comes from, and what it takes.

use crate::app::tuning::name;
use crate::app::{Action, App};
use crate::model::Setting;

use super::ask::{Told, place};
use super::editor;
use super::talk::Talk;

pub(super) const PROMPT: &str = "Number of a setting, r and number default, E edit the file, b back, h help:";

pub(super) const HELP: &[&str] = &[
    "A number: change that setting; what can be chosen is listed. A number and a word: change it at once.",
    "r and a number: back to the default.",
    "E: open the settings file in your editor.",
    "u: undo the last change of a setting. U: redo.",
    "b: back.",
];

pub(super) fn page(app: &App) -> Vec<String> {
    let mut lines = vec!["Settings.".to_owned()];
    for (i, setting) in Setting::ALL.iter().enumerate() {
        lines.push(format!("{}. {}.", i + 1, line(app, *setting)));
    }
    let file = app.settings.path.as_ref().map_or("none".to_owned(), |p| p.display().to_string());
    lines.push(format!("Settings file: {file}"));
    lines.extend(app.settings.problem.as_ref().map(|why| format!("Attention: the file is not used: {why}")));
    lines.push(format!("Data folder: {}", app.home.data_dir));
    lines
}

/// Name, value and where it comes from.
fn line(app: &App, setting: Setting) -> String {
    let found = app.settings.value(setting);
    let value = if found.value.is_empty() { "not set".to_owned() } else { found.value };
    format!("{}: {value}, from {}", name(setting), found.source.words())
}

pub(super) fn take(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    match line {
        "b" => {
            talk.act(Action::Back)?;
            return Ok(true);
        }
        "E" if editor::is_there(talk) => {
            talk.act(Action::EditSettings)?;
            return Ok(true);
        }
        "E" => {
            let path = talk.app.settings.path.as_ref().map_or("none".to_owned(), |p| p.display().to_string());
            talk.say(&format!("No editor can be opened here. Settings file: {path}"))?;
            return Ok(true);
        }
        _ => {}
    }
    if let Some(at) = line.strip_prefix('r').and_then(|n| place(n.trim(), Setting::ALL.len())) {
        talk.select(at)?;
        talk.act(Action::ResetSetting)?;
        return Ok(true);
    }
    let (number, value) = line.split_once(' ').unwrap_or((line, ""));
    let Some(at) = place(number, Setting::ALL.len()) else { return Ok(false) };
    let Some(setting) = Setting::ALL.get(at).copied() else { return Ok(false) };
    talk.select(at)?;
    if setting == Setting::Editor && value.is_empty() {
        talk.act(Action::Open)?;
    } else {
        change(talk, setting, value.trim())?;
    }
    Ok(true)
}

fn change(talk: &mut Talk<'_>, setting: Setting, value: &str) -> Told {
    let mut wanted = value.to_owned();
    if wanted.is_empty() {
        for (i, word) in setting.words().iter().enumerate() {
            talk.say(&format!("{}. {word}", i + 1))?;
        }
        let now = talk.app.settings.value(setting).value;
        let answer = talk.ask(&format!("Number or word, empty leaves it [{now}]:"))?;
        if answer.is_empty() {
            return talk.say("Left as it was.");
        }
        let word = place(&answer, setting.words().len()).and_then(|at| setting.words().get(at));
        // A number can be a word itself, such as a level.
        wanted = if setting.takes(&answer) { answer } else { word.map_or(answer, |w| (*w).to_owned()) };
    }
    talk.app.notice = None;
    let effects = talk.app.choose(setting, Some(&wanted));
    talk.perform(effects)?;
    talk.tell(false)
}
