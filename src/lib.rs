//! Quaymark: a quarterly self-assessment of how a team runs containers.
pub mod json;
pub mod model;
pub mod report;
pub mod roadmap;
pub mod scoring;
pub mod text;
