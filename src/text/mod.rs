//! Text on the ground floor: people's text made safe to show, and text measured in terminal cells.
//! Knows nothing of screens, colours or Markdown.

pub mod clean;
pub mod columns;
pub mod glyphs;
mod hidden;
pub mod line;
pub mod natural;
pub mod radar;
pub mod spelling;
pub mod width;

pub use clean::Clean;
pub use glyphs::Glyphs;
pub use hidden::is_hidden;
