//! The application without a terminal: state, messages in, effects out. Pure apart from itself:
//! no file, no clock, no screen. Faces draw it and feed it; `runtime` does what it asks.

pub mod action;
mod arriving;
pub mod edits;
pub mod effect;
pub mod key;
pub mod keymap;
pub mod message;
mod navigation;
pub mod outcome;
pub mod overlay;
pub mod route;
pub mod scopes;
pub mod screen;
pub mod shown;
pub mod standard;
pub mod state;
pub mod work;

pub use action::Action;
pub use effect::Effect;
pub use key::{Code, Key};
pub use keymap::Context;
pub use message::Message;
pub use overlay::Overlay;
pub use screen::Screen;
pub use standard::Standard;
pub use state::App;
