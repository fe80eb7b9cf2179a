//! Typing the code of a dimension on the overview. Keys that mean something there keep their meaning: a code starts
//! with a letter that is free, in lower case or as a capital, and then all its letters count.

use super::key::{Code, Key};
use super::keymap::Lookup;
use super::screen::Screen;
use super::state::App;

impl App {
    /// Takes a key as a letter of a code. False when it is not one.
    pub(super) fn types_code(&mut self, key: Key) -> bool {
        if self.overlay.is_some() || self.pending.is_some() {
            return false;
        }
        let free = self.keymap.lookup(self.context(), None, key) == Lookup::Nothing;
        let (Screen::Overview(screen), Some(work)) = (&mut self.screen, &self.work) else { return false };
        match key {
            Key { code: Code::Char(letter), ctrl: false }
                if letter.is_ascii_alphabetic() && (free || !screen.code.is_empty()) =>
            {
                let goes_on = screen.type_code(work, letter);
                // The letter may start another code.
                goes_on || (free && screen.type_code(work, letter))
            }
            _ => {
                screen.code.clear();
                false
            }
        }
    }
}
