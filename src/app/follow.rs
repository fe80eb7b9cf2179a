//! What follows from the settings beyond the look: the keys in force, and what the open draft shows and lists.

use crate::model::Settings;

use super::keymap::Keymap;
use super::state::App;

impl App {
    /// Takes the settings that hold, at the start.
    pub fn use_settings(&mut self, settings: Settings) {
        self.settings = settings;
        self.follow_settings();
    }

    /// Follows settings that were changed or read again. Changed keys with a problem leave all keys as they come with
    /// the program, so that there is always a way on.
    pub(super) fn follow_settings(&mut self) {
        let patched = match self.settings.keys_problem {
            None => Keymap::patched(&self.settings.file.keys).ok(),
            Some(_) => None,
        };
        self.keymap = patched.unwrap_or_default();
        if let Some(work) = self.work.as_mut() {
            work.follow(&self.settings);
        }
    }

    /// What of the settings file is not used, in one line each.
    pub(super) fn unused_settings(&self) -> Vec<String> {
        let whole = self.settings.problem.as_ref().map(|p| format!("the settings are not used: {p}"));
        let keys = self.settings.keys_problem.as_ref().map(|p| format!("the changed keys are not used: {p}"));
        whole.into_iter().chain(keys).collect()
    }
}
