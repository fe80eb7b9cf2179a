//! The face without a terminal: the application, the open text field, and how it looks. Tests drive this.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::keymap::Lookup;
use crate::app::route::Purpose;
use crate::app::{App, Effect, Key, Message};

use super::editor::Editor;
use super::theme::Abilities;
use super::view::{self, Look};

/// The application with the state that only a terminal needs.
pub struct Face {
    /// The application.
    pub app: App,
    /// How it looks.
    pub look: Look,
    abilities: Abilities,
    editor: Option<Editor>,
}

impl Face {
    /// A face for an application.
    pub fn new(app: App, look: Look) -> Self {
        Self { app, look, abilities: Abilities::default(), editor: None }
    }

    /// Says what the terminal can show; things look as the settings want it there.
    pub fn can(&mut self, abilities: Abilities) {
        self.abilities = abilities;
        self.dress();
    }

    fn dress(&mut self) {
        let settings = &self.app.settings;
        self.look = Look { theme: self.abilities.theme(settings), glyphs: self.abilities.glyphs(settings) };
    }

    /// A key was pressed: it goes to an action, or else into the open text field.
    pub fn key(&mut self, key: Key, now: DateTime<Utc>) -> Vec<Effect> {
        let context = self.app.context();
        let typed =
            self.app.input().is_some() && self.app.keymap.lookup(context, None, key) == Lookup::Nothing;
        match (&mut self.editor, typed) {
            (Some(editor), true) => {
                editor.key(key);
                let text = editor.text();
                self.send(Message::Typed(text), now)
            }
            _ => self.send(Message::Key(key), now),
        }
    }

    /// Text was pasted: it goes into the open text field, never as keys.
    pub fn paste(&mut self, text: &str, now: DateTime<Utc>) -> Vec<Effect> {
        let Some(editor) = &mut self.editor else { return self.send(Message::PastedOutside, now) };
        let cut = editor.paste(text);
        let text = editor.text();
        let effects = self.send(Message::Typed(text), now);
        if cut {
            self.app.warn("the field is full at 64 KiB; the rest of the paste was left out");
        }
        effects
    }

    /// Hands a message to the application and opens or closes the text field with it.
    pub fn send(&mut self, message: Message, now: DateTime<Utc>) -> Vec<Effect> {
        let typed = matches!(message, Message::Typed(_));
        let before = self.app.input().map(|i| (i.purpose.clone(), i.text.clone()));
        let file = self.app.settings.file.clone();
        let effects = self.app.update(message, now);
        if self.app.settings.file != file {
            self.dress();
        }
        let after = self.app.input();
        // A text that was changed elsewhere is taken into the open field.
        let same = |(purpose, text): &(Purpose, String)| {
            after.is_some_and(|i| i.purpose == *purpose && (typed || i.text == *text))
        };
        if !before.as_ref().map_or(after.is_none(), same) {
            self.editor = after.map(Editor::new);
        }
        effects
    }

    /// Draws into a buffer and says where the cursor belongs.
    pub fn draw(&self, buffer: &mut Buffer) -> Option<Position> {
        view::draw(&self.app, self.editor.as_ref(), self.look, buffer)
    }
}
