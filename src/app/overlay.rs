//! What can lie over a screen: help, palette, a list to choose from, a yes or no, a text field.

use super::effect::Effect;
use super::find::Filter;
use super::help::Help;
use super::keymap::Context;
use super::lists::List;
use super::palette::Palette;
use super::route::{Confirm, Input, Picker, Purpose};
use super::sheet::Sheet;
use super::state::App;

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
    /// Evidence or parked topics.
    List(List),
    /// A text field.
    Edit(Input),
    /// Commands and questions by name.
    Palette(Palette),
    /// What the list under it is narrowed to.
    Find(Find),
}

/// The line in which a person types what to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    /// What is looked for.
    pub input: Input,
}

impl Find {
    /// The line with what was looked for before.
    pub fn new(text: String) -> Self {
        let (title, hint) = (String::new(), String::new());
        Self { input: Input { purpose: Purpose::Find, title, hint, text } }
    }
}

impl Overlay {
    /// The context of its keys.
    pub fn context(&self) -> Context {
        match self {
            Self::Help(_) => Context::Help,
            Self::Pick(_) => Context::Popup,
            Self::List(_) => Context::List,
            Self::Sheet(_) => Context::Sheet,
            Self::Ask(_) => Context::Confirm,
            Self::Edit(input) if input.is_note() => Context::Note,
            Self::Edit(_) => Context::Field,
            Self::Palette(_) => Context::Palette,
            Self::Find(_) => Context::Find,
        }
    }

    /// The text field in it.
    pub fn input(&self) -> Option<&Input> {
        match self {
            Self::Edit(input) => Some(input),
            Self::Help(help) => Some(&help.input),
            Self::Palette(palette) => Some(&palette.input),
            Self::Find(find) => Some(&find.input),
            Self::Pick(_) | Self::Ask(_) | Self::List(_) | Self::Sheet(_) => None,
        }
    }

    /// The text field in it, to change.
    pub(super) fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Edit(input) => Some(input),
            Self::Help(help) => Some(&mut help.input),
            Self::Palette(palette) => Some(&mut palette.input),
            Self::Find(find) => Some(&mut find.input),
            Self::Pick(_) | Self::Ask(_) | Self::List(_) | Self::Sheet(_) => None,
        }
    }
}

impl App {
    /// The text of the open field changed. A note is kept at once.
    pub(super) fn typed(&mut self, text: &str) -> Vec<Effect> {
        let Some(input) = self.overlay.as_mut().and_then(Overlay::input_mut) else { return Vec::new() };
        if input.text == *text {
            return Vec::new();
        }
        text.clone_into(&mut input.text);
        match (input.purpose.clone(), &mut self.overlay) {
            (Purpose::Note(id), _) => return self.note(&id, text),
            (Purpose::Evidence { against, .. }, Some(Overlay::Edit(input))) => {
                input.hint = super::lists::evidence_hint(text, against);
            }
            (Purpose::Find, _) => self.narrow(&Filter::new(text)),
            (_, Some(Overlay::Help(help))) => help.selected = 0,
            (_, Some(Overlay::Palette(palette))) => palette.selected = 0,
            _ => {}
        }
        Vec::new()
    }
}
