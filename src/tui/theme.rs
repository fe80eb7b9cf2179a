//! Styles by role. The terminal's own colours carry the text; one accent marks the selection and progress.

use ratatui::style::{Color, Modifier, Style};

/// How much colour there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The terminal's sixteen colours, sparingly.
    #[default]
    Auto,
    /// No colour: bold, reverse and underline only.
    Mono,
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
}

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        match (role, self) {
            (Role::Text, _) => plain,
            (Role::Strong, _) => plain.add_modifier(Modifier::BOLD),
            (Role::Quiet, Self::Auto) => plain.add_modifier(Modifier::DIM),
            (Role::Quiet, Self::Mono) => plain,
            (Role::Selected, Self::Auto) => plain.add_modifier(Modifier::BOLD),
            (Role::Selected, Self::Mono) => plain.add_modifier(Modifier::REVERSED),
            (Role::Accent, Self::Auto) => plain.fg(Color::Cyan),
            (Role::Accent, Self::Mono) => plain.add_modifier(Modifier::BOLD),
            (Role::Warning, Self::Auto) => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            (Role::Warning, Self::Mono) => plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        }
    }
}
