//! Styles by role. The terminal's own colour carries the text; one accent marks the selection and progress.
//! What a theme says of a role is in `tables`.

mod tables;

use ratatui::style::{Modifier, Style};

use crate::model::Settings;
use crate::model::settings::{GlyphsName, PaletteName, ThemeName};
use crate::runtime::environment::Ground;
use crate::text::Glyphs;

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// The sixteen that a person can choose in the terminal.
    #[default]
    Sixteen,
    /// All.
    Full,
}

/// What the terminal can show, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Abilities {
    /// How many colours.
    pub depth: Depth,
    /// Its background; none where it is not known.
    pub ground: Option<Ground>,
    /// The characters for the setting `auto`.
    pub glyphs: Glyphs,
}

impl Abilities {
    /// The characters that the settings want here.
    pub fn glyphs(self, settings: &Settings) -> Glyphs {
        match settings.glyphs().value {
            GlyphsName::Auto => self.glyphs,
            GlyphsName::Unicode => Glyphs::Unicode,
            GlyphsName::Ascii => Glyphs::Ascii,
        }
    }

    /// The styles that the settings want here.
    pub fn theme(self, settings: &Settings) -> Theme {
        let (palette, depth) = (settings.palette(), self.depth);
        let coloured = |kind, ground| Theme::Coloured(Colours { kind, palette, depth, ground });
        match settings.theme().value {
            ThemeName::Auto => coloured(Kind::Own, self.ground),
            ThemeName::Dark => coloured(Kind::Measured, Some(Ground::Dark)),
            ThemeName::Light => coloured(Kind::Measured, Some(Ground::Light)),
            ThemeName::Contrast => coloured(Kind::Contrast, self.ground),
            ThemeName::Mono => Theme::Mono,
        }
    }
}

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// No colour: bold, reverse and underline only.
    Mono,
    /// With colour.
    Coloured(Colours),
}

impl Default for Theme {
    /// The terminal's own colours on a dark background.
    fn default() -> Self {
        Self::Coloured(Colours {
            kind: Kind::Own,
            palette: PaletteName::Default,
            depth: Depth::Sixteen,
            ground: Some(Ground::Dark),
        })
    }
}

/// A theme with colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// Where its colours come from.
    pub kind: Kind,
    /// Which of them carry a meaning.
    pub palette: PaletteName,
    /// How many there are.
    pub depth: Depth,
    /// The background they are read on; none where it is not known: then there are none.
    pub ground: Option<Ground>,
}

/// Where the colours of a theme come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The sixteen of the terminal.
    Own,
    /// Tables with measured contrast, where the terminal shows all colours.
    Measured,
    /// The same with as much contrast as there is.
    Contrast,
}

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// A title, or the number that matters.
    Strong,
    /// Text that may be passed over: labels and hints.
    Quiet,
    /// The selected row.
    Selected,
    /// The mark of the selected row, and the part that is done.
    Accent,
    /// Something that needs a hand.
    Warning,
    /// A number that went up. The sign says it too.
    Up,
    /// A number that went down. The sign says it too.
    Down,
    /// The part of a text that was looked for.
    Find,
    /// A cell that stands for a level, 0 to 4: foreground and background go together. The digit says it too.
    Level(u8),
}

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        match self {
            Self::Mono => mono(role),
            Self::Coloured(colours) => tables::style(colours, role),
        }
    }

    /// The background that its colours are made for.
    pub fn ground(self) -> Option<Ground> {
        match self {
            Self::Mono => None,
            Self::Coloured(colours) => colours.ground,
        }
    }
}

/// Bold, reverse and underline.
fn mono(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::Quiet | Role::Level(0..=2) => plain,
        Role::Strong | Role::Accent | Role::Up | Role::Down | Role::Level(3) => {
            plain.add_modifier(Modifier::BOLD)
        }
        Role::Warning | Role::Find => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Selected | Role::Level(_) => plain.add_modifier(Modifier::REVERSED),
    }
}

#[cfg(test)]
mod tests;
