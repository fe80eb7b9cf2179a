//! What can lie over a screen: help, palette, a list to choose from, a yes or no, a text field.

use super::help::Help;
use super::keymap::Context;
use super::palette::Palette;
use super::route::{Confirm, Input, Picker, Purpose};

/// What lies over the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Overlay {
    /// The keys of the screen under it.
    Help(Help),
    /// A list to choose from.
    Pick(Picker),
    /// A yes or no.
    Ask(Confirm),
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
            Self::Pick(_) | Self::Ask(_) => None,
        }
    }

    /// The text field in it, to change.
    pub(super) fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Edit(input) => Some(input),
            Self::Help(help) => Some(&mut help.input),
            Self::Palette(palette) => Some(&mut palette.input),
            Self::Find(find) => Some(&mut find.input),
            Self::Pick(_) | Self::Ask(_) => None,
        }
    }
}
