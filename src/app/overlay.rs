//! What can lie over a screen: help, a list to choose from, a yes or no, a text field.

use super::action::Action;
use super::keymap::Context;
use super::route::{Confirm, Input, Picker};
use super::screen::step;
use super::sheet::Sheet;

/// What lies over the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// The keys of the screen under it.
    Help(Help),
    /// A list to choose from.
    Pick(Picker),
    /// What is in the way, and what can be done.
    Sheet(Sheet),
    /// A yes or no.
    Ask(Confirm),
    /// A text field.
    Edit(Input),
}

/// The state of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// The screen it was opened on.
    pub context: Context,
    /// Whether the keys of all screens are shown.
    pub all: bool,
    /// How far it is scrolled.
    pub scroll: usize,
}

impl Overlay {
    /// The context of its keys.
    pub fn context(&self) -> Context {
        match self {
            Self::Help(_) => Context::Help,
            Self::Pick(_) => Context::Popup,
            Self::Sheet(_) => Context::Sheet,
            Self::Ask(_) => Context::Confirm,
            Self::Edit(input) if input.is_note() => Context::Note,
            Self::Edit(_) => Context::Field,
        }
    }
}

impl Help {
    /// Moves or switches; false when the action means something else.
    pub fn update(&mut self, action: Action) -> bool {
        match action {
            Action::Filter => {
                self.all = !self.all;
                self.scroll = 0;
            }
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = step(self.scroll, 1, self.rows()),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(10),
            Action::PageDown => self.scroll = step(self.scroll, 10, self.rows()),
            _ => return false,
        }
        true
    }

    /// The lines of the help: titles, and keys with what they do.
    pub fn lines(&self) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        for context in Context::ALL {
            if !self.all && context != self.context && context != Context::Global {
                continue;
            }
            let rows: Vec<_> = super::keymap::BINDINGS.iter().filter(|b| b.context == context).collect();
            if !lines.is_empty() {
                lines.push((String::new(), String::new()));
            }
            lines.push((context.title().to_owned(), String::new()));
            lines.extend(rows.iter().map(|b| (b.keys.join("  "), b.help.to_owned())));
        }
        if !self.all {
            // The keys of this screen come first.
            lines = own_first(lines, self.context.title());
        }
        lines
    }

    fn rows(&self) -> usize {
        self.lines().len()
    }
}

fn own_first(lines: Vec<(String, String)>, title: &str) -> Vec<(String, String)> {
    let Some(at) = lines.iter().position(|(keys, help)| keys == title && help.is_empty()) else {
        return lines;
    };
    let mut lines = lines;
    let mut own = lines.split_off(at);
    if !lines.is_empty() {
        own.push((String::new(), String::new()));
        while lines.last().is_some_and(|(k, _)| k.is_empty()) {
            lines.pop();
        }
        own.extend(lines);
    }
    own
}
