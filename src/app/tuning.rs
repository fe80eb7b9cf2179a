//! Settings that are changed while the application runs: at once on the screen, at once in the file, and back again.

use crate::model::settings::{Config, Setting, Settings, Switch, ThemeName};

use super::effect::Effect;
use super::state::App;

/// What was changed, for undo.
#[derive(Debug, Clone, Default)]
pub struct Tuning {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// One change: what the file said before and after.
#[derive(Debug, Clone)]
struct Step {
    setting: Setting,
    before: Option<String>,
    after: Option<String>,
}

/// What follows the value of a setting among its words, `by` places on, around the end.
pub fn next_word(settings: &Settings, setting: Setting, by: isize) -> Option<&'static str> {
    let words = setting.words();
    let value = settings.value(setting).value;
    let at = words.iter().position(|w| *w == value).unwrap_or(0);
    let places = isize::try_from(words.len()).ok().filter(|n| *n > 0)?;
    let next = isize::try_from(at).ok()?.checked_add(by)?.rem_euclid(places);
    words.get(usize::try_from(next).ok()?).copied()
}

impl App {
    /// Changes a setting, or takes it back to its default, now and in the file.
    pub(super) fn choose(&mut self, setting: Setting, value: Option<&str>) -> Vec<Effect> {
        let now = self.settings.value(setting);
        // The editor in the file wins over the one that the environment names.
        if now.source.rules() && setting != Setting::Editor {
            let (word, source) = (setting.word(), now.source.words());
            self.say(format!(
                "the {word} is {} because of {source}, which wins over the settings",
                now.value
            ));
            return Vec::new();
        }
        let before = self.settings.file.get(setting);
        if before.as_deref() == value {
            return Vec::new();
        }
        let after = value.map(str::to_owned);
        let effects = self.put(setting, after.clone());
        if effects.is_empty() {
            self.warn(format!("not changed; expected {}", setting.expected()));
            return effects;
        }
        self.tuning.done.push(Step { setting, before, after });
        self.tuning.undone.clear();
        let said = self.said(setting);
        self.say(said);
        effects
    }

    fn put(&mut self, setting: Setting, value: Option<String>) -> Vec<Effect> {
        if self.settings.file.set(setting, value.as_deref()) {
            self.follow_settings();
            vec![Effect::SaveSettings { setting, value }]
        } else {
            Vec::new()
        }
    }

    fn said(&self, setting: Setting) -> String {
        let value = self.settings.value(setting).value;
        match setting {
            Setting::Mouse if value == Switch::On.word() => "mouse on: shift-drag selects text".to_owned(),
            Setting::Mouse => "mouse off".to_owned(),
            Setting::Theme => format!("theme {value}"),
            other if value.is_empty() => format!("{} is not set   u undo", name(other)),
            other => format!("{} is {value}   u undo", name(other)),
        }
    }

    /// The next theme; from any screen.
    pub(super) fn next_theme(&mut self) -> Vec<Effect> {
        let next = next_word(&self.settings, Setting::Theme, 1).unwrap_or(ThemeName::Auto.word());
        self.choose(Setting::Theme, Some(next))
    }

    /// The mouse on or off; from any screen.
    pub(super) fn toggle_mouse(&mut self) -> Vec<Effect> {
        let next = next_word(&self.settings, Setting::Mouse, 1).unwrap_or(Switch::Off.word());
        self.choose(Setting::Mouse, Some(next))
    }

    /// Takes the last change of a setting back, or makes it again.
    pub(super) fn take_setting_back(&mut self, forward: bool) -> Vec<Effect> {
        let step = if forward { self.tuning.undone.pop() } else { self.tuning.done.pop() };
        let Some(step) = step else {
            self.say(if forward { "nothing to redo here" } else { "nothing to undo here" });
            return Vec::new();
        };
        let effects = self.put(step.setting, if forward { step.after.clone() } else { step.before.clone() });
        let value = self.settings.value(step.setting).value;
        let value = if value.is_empty() { "not set".to_owned() } else { value };
        let word = if forward { "redone" } else { "undone" };
        self.say(format!("{word}: {} is {value}", name(step.setting)));
        if forward {
            self.tuning.done.push(step);
        } else {
            self.tuning.undone.push(step);
        }
        effects
    }

    /// The file was written or read, or not.
    pub(super) fn took_settings(
        &mut self,
        saving: bool,
        outcome: Result<Box<Config>, String>,
        keys_problem: Option<String>,
    ) {
        match outcome {
            Ok(config) => {
                self.settings.file = *config;
                let was = (self.settings.problem.take(), self.settings.keys_problem.take());
                self.settings.keys_problem = keys_problem;
                match &self.settings.keys_problem {
                    Some(why) if !saving || was.1.as_ref() != Some(why) => {
                        let text = format!("the changed keys are not used: {why}");
                        self.warn(text);
                    }
                    None if !saving && was != (None, None) => self.say("the settings file is in order now"),
                    _ => {}
                }
            }
            Err(why) if saving => self.warn(format!("only until you quit, the file was not changed: {why}")),
            Err(why) => {
                self.warn(format!("the settings file is not used: {why}"));
                self.settings.file = Config::default();
                self.settings.problem = Some(why);
                self.settings.keys_problem = None;
            }
        }
        self.follow_settings();
    }

    /// Opens the settings file in the editor, and reads it afterwards.
    pub(super) fn edit_settings(&mut self) -> Vec<Effect> {
        let Some(path) = self.settings.path.clone() else {
            self.warn("there is no settings file; name one with --config FILE");
            return Vec::new();
        };
        vec![Effect::StartSettings, Effect::EditFile { path, line: None }, Effect::LoadSettings]
    }
}

/// A setting as people read it.
pub fn name(setting: Setting) -> &'static str {
    match setting {
        Setting::Theme => "theme",
        Setting::Palette => "palette",
        Setting::Glyphs => "glyphs",
        Setting::Mouse => "mouse",
        Setting::AfterAnswer => "after an answer",
        Setting::LastQuarter => "last quarter",
        Setting::EvidenceFrom => "evidence wanted",
        Setting::Clipboard => "clipboard",
        Setting::Editor => "editor",
    }
}
