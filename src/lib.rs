//! Quaymark: a quarterly self-assessment of how a team runs containers.
//!
//! The modules stand in reading order, from the ground floor up. A floor may use the ones below it and none above:
//! the nouns and text, then the pure rules, then the edges that read and write files, then the application
//! without a terminal, what performs its effects, and the faces that people see.

// Ground floor: imports nothing of ours above it.
pub mod json;
pub mod model;
pub mod text;

// The core: pure rules.
pub mod advisor;
pub mod answering;
pub mod comparison;
pub mod finishing;
pub mod migration;
pub mod pathways;
pub mod roadmap;
pub mod scoring;

// The edges: files in, files and reports out.
pub mod catalog;
pub mod report;
pub mod store;

// The application without a terminal.
pub mod app;

// Performs the application's effects.
pub mod runtime;

// The faces.
pub mod cli;
pub mod plain;
pub mod tui;
