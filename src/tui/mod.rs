//! The terminal face: draws the application and turns terminal events into messages.

pub mod editor;
pub mod events;
pub mod face;
pub mod late;
pub mod run;
pub mod start;
pub mod terminal;
pub mod theme;
pub mod view;
pub mod widget;
