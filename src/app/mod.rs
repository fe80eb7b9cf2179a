//! The application without a terminal: state, messages in, effects out. Pure apart from itself:
//! no file, no clock, no screen. Faces draw it and feed it; `runtime` does what it asks.

pub mod action;
mod arriving;
pub mod before;
mod codes;
pub mod compare;
mod copy;
pub mod edits;
pub mod effect;
mod enabled;
pub mod find;
mod follow;
pub mod help;
pub mod home;
pub mod kept;
pub mod key;
pub mod keymap;
pub mod last;
pub mod lists;
pub mod message;
pub mod narrow;
mod navigation;
pub mod outcome;
mod outside;
pub mod overlay;
pub mod palette;
mod read_only;
pub mod route;
pub mod scopes;
pub mod screen;
pub mod sheet;
pub mod shown;
pub mod standard;
pub mod state;
pub mod tuning;
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
