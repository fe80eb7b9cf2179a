//! Text on the ground floor: people's text made safe to show, and text measured in terminal cells.
//! Knows nothing of screens, colours or Markdown.

pub mod clean;
mod hidden;
pub mod width;

pub use clean::Clean;
pub use hidden::is_hidden;
