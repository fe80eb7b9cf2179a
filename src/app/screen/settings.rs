//! The settings: one row each, changed at once.

use crate::app::action::Action;
use crate::app::route::{Input, Out, Purpose};
use crate::app::tuning::next_word;
use crate::model::settings::Setting;

use super::{Desk, moved};

/// The state of the Settings screen.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The row, in the order of `Setting::ALL`.
    pub selected: usize,
}

impl Settings {
    /// The selected setting.
    pub fn setting(&self) -> Setting {
        Setting::ALL.get(self.selected).copied().unwrap_or(Setting::Theme)
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &Desk<'_>) -> Vec<Out> {
        if let Some(selected) = moved(action, self.selected, Setting::ALL.len()) {
            self.selected = selected;
            return Vec::new();
        }
        let setting = self.setting();
        match action {
            Action::NextValue | Action::PreviousValue | Action::Open if setting == Setting::Editor => {
                vec![Out::Edit(Input {
                    purpose: Purpose::Editor,
                    title: "The command of your editor".to_owned(),
                    hint: "it gets the file as its last argument, such as: code --wait".to_owned(),
                    text: desk.settings.file.editor.clone().unwrap_or_default(),
                })]
            }
            Action::NextValue | Action::Open => choose(desk, setting, 1),
            Action::PreviousValue => choose(desk, setting, -1),
            Action::ResetSetting => vec![Out::Set(setting, None)],
            Action::EditSettings => vec![Out::EditSettings],
            _ => Vec::new(),
        }
    }
}

fn choose(desk: &Desk<'_>, setting: Setting, by: isize) -> Vec<Out> {
    let word = next_word(desk.settings, setting, by);
    word.map(|w| Out::Set(setting, Some(w.to_owned()))).into_iter().collect()
}
