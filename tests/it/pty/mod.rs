//! The real program in a real terminal.

mod basics;
mod broken;
mod bytes;
mod outside;
mod running;
mod settings;
mod suspend;
