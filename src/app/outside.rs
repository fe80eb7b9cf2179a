//! What leads out of the application and back: the shell, the person's editor, the clipboard, the mouse.

use crate::model::settings::Clipboard;
use crate::model::{Level, QuestionId};
use crate::text::Clean;

use super::action::Action;
use super::edits::changed;
use super::effect::Effect;
use super::keymap::Context;
use super::message::Edited;
use super::overlay::Overlay;
use super::route::Purpose;
use super::screen::Screen;
use super::screen::question::chosen;
use super::state::App;
use super::work::Work;

impl App {
    /// Does what leads outside; none when the action is something else. What lies over the screen stays.
    pub(super) fn act_outside(&mut self, action: Action) -> Option<Vec<Effect>> {
        match action {
            Action::Suspend => Some(vec![Effect::Suspend]),
            Action::Copy => Some(self.copy()),
            Action::EditOutside => Some(self.edit_outside()),
            _ => None,
        }
    }

    fn copy(&mut self) -> Vec<Effect> {
        if self.settings.clipboard() == Clipboard::Off {
            let key = self.keymap.own(Context::Global).find(|r| r.action == Action::OpenSettings);
            let key = key.and_then(|r| r.keys.first()).map_or(String::new(), |k| format!(" ({k})"));
            self.say(format!("copying is off; change clipboard in the settings{key}"));
            return Vec::new();
        }
        if let Some((what, text)) = self.selection_text() {
            return vec![Effect::Copy { text, what }];
        }
        self.say("there is nothing to copy here");
        Vec::new()
    }

    /// Hands the note that is open, or that of the question on screen, to the person's editor.
    fn edit_outside(&mut self) -> Vec<Effect> {
        let (id, open) = match (&self.overlay, &self.screen) {
            (Some(Overlay::Edit(input)), _) => match &input.purpose {
                Purpose::Note(id) => (id.clone(), Some(input.text.clone())),
                _ => return Vec::new(),
            },
            (None, Screen::Question(question)) => (question.id.clone(), None),
            _ => return Vec::new(),
        };
        let Some(work) = &self.work else { return Vec::new() };
        if let Some(why) = &work.read_only {
            let text = format!("not changed: {why}");
            self.warn(text);
            return Vec::new();
        }
        let note = || work.answer(&id).and_then(|a| a.note.clone()).unwrap_or_default();
        let text = open.unwrap_or_else(note);
        vec![Effect::EditText { below: below(work, &id), purpose: Purpose::Note(id), text }]
    }

    /// What came of the editor.
    pub(super) fn edited(&mut self, outcome: Result<Edited, String>) -> Vec<Effect> {
        match outcome {
            Ok(Edited::Text { purpose: Purpose::Note(id), text }) => self.note_from_outside(&id, text),
            Ok(Edited::Text { .. }) => Vec::new(),
            Ok(Edited::File(path)) => {
                self.say(format!("back from {}", path.display()));
                if matches!(self.screen, Screen::Home(_)) { vec![Effect::LoadHome] } else { Vec::new() }
            }
            Err(why) => {
                self.warn(why);
                Vec::new()
            }
        }
    }

    /// The note that came back becomes the note, in one step.
    fn note_from_outside(&mut self, id: &QuestionId, text: String) -> Vec<Effect> {
        let now = self.now;
        let Some(work) = self.work.as_mut() else { return Vec::new() };
        let was = work.answer(id).and_then(|a| a.note.as_deref()).unwrap_or_default();
        if was.trim_end() == text.trim_end() {
            self.say("the note is as it was");
            return Vec::new();
        }
        let effect = work.set_note(id, &text, None, now);
        let said = format!("the note of {id} is now what you wrote in the editor   u undo");
        let outs = changed(work, effect, said);
        // What is typed from here on is a step of its own.
        self.note_group = None;
        if let Some(Overlay::Edit(input)) = self.overlay.as_mut()
            && input.purpose == Purpose::Note(id.clone())
        {
            input.text = text;
        }
        self.take(outs)
    }

    /// What came of the clipboard.
    pub(super) fn copied(&mut self, outcome: Result<String, String>) -> Vec<Effect> {
        match outcome {
            Ok(said) => self.say(said),
            Err(why) => self.warn(why),
        }
        Vec::new()
    }
}

/// What the editor shows under a note: the question and its statements, the chosen one with a star.
fn below(work: &Work, id: &QuestionId) -> String {
    let Some(question) = work.questionnaire.question(id) else { return String::new() };
    let chosen = chosen(work, id);
    let mut lines = vec![
        format!("{id} {}", Clean::line(&question.title)),
        String::new(),
        Clean::line(&question.prompt).to_string(),
        String::new(),
    ];
    for level in Level::all() {
        let mark = if chosen == Some(level) { "*" } else { " " };
        lines.push(format!("{mark} {level}  {}", Clean::line(question.statement(level))));
    }
    lines.join("\n")
}
