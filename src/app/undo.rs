//! Taking back the last change of the draft, by name, and making it again.

use super::effect::Effect;
use super::screen::Screen;
use super::shown::Shown;
use super::state::App;

impl App {
    /// Takes the last change back, or makes it again.
    pub(super) fn take_back(&mut self, forward: bool) -> Vec<Effect> {
        let now = self.now;
        if let (Screen::New(form), Some(work)) = (&self.screen, &self.work)
            && !form.is_as_in(work)
        {
            self.say("the form has changes that are not kept yet; leave them first, then undo");
            return Vec::new();
        }
        let Some(work) = self.work.as_mut() else {
            self.say("there is nothing to undo here");
            return Vec::new();
        };
        let touched = work.draft.top_question(forward);
        let done = if forward { work.redo(now) } else { work.undo(now) };
        match done {
            Some((effect, label)) => {
                if matches!(self.screen, Screen::Results(_) | Screen::Roadmap(_)) {
                    self.shown = Some(Shown::of_draft(work).following(self.shown.as_ref()));
                }
                self.screen.changed_elsewhere(work, touched);
                let word = if forward { "redone" } else { "undone" };
                self.say(format!("{word}: {label}"));
                vec![effect]
            }
            None if work.read_only.is_some() => {
                let why = work.read_only.clone().unwrap_or_default();
                self.warn(format!("not changed: {why}"));
                Vec::new()
            }
            None => {
                self.say(if forward { "nothing to redo" } else { "nothing to undo" });
                Vec::new()
            }
        }
    }
}
