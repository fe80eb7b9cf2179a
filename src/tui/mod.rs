//! The terminal face: draws the application and turns terminal events into messages.

pub mod editor;
pub mod events;
pub mod face;
pub mod run;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod widget;
