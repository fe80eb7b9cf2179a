//! The terminal face: draws the application and turns terminal events into messages.

mod changes;
pub mod clipboard;
pub mod editor;
#[cfg(not(unix))]
pub mod events;
pub mod face;
pub mod inbox;
pub mod parse;
pub mod pointer;
pub mod run;
pub mod signals;
pub mod start;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod widget;
