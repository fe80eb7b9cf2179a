//! Quaymark: a quarterly self-assessment of how a team runs containers.

pub mod json;
pub mod model;

pub mod roadmap;
pub mod scoring;

pub mod answering;
pub mod finishing;

pub mod app;
pub mod text;
pub mod tui;
