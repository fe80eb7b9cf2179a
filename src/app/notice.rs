//! What the message line says.

use super::action::Action;
use super::state::App;

/// What the message line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// One sentence. May hold people's text: show it through `Clean`.
    pub text: String,
    /// Whether it needs a hand.
    pub warning: bool,
    /// Whether undo takes back what it says. A face that has keys names the key, see `App::undo_key`.
    pub undo: bool,
}

impl App {
    /// Says something in the message line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), warning: false, undo: false });
    }

    /// Says what was changed, and that it can be undone.
    pub fn changed(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), warning: false, undo: true });
    }

    /// Says that something needs a hand.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), warning: true, undo: false });
    }

    /// The key that undoes what the message line says, where there is one.
    pub fn undo_key(&self) -> Option<&str> {
        let undo = self.notice.as_ref().is_some_and(|n| n.undo);
        self.keymap.key_of(self.context(), Action::Undo).filter(|_| undo)
    }
}
