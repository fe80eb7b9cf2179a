//! Quaymark: a quarterly self-assessment of how a team runs containers.
pub mod catalog;
pub mod json;
pub mod model;
pub mod scoring;
