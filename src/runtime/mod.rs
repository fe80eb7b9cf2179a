//! Performs what the application asks for, for every face: store, questionnaires, reports, clock, environment.
//! Faces own their terminal; everything else that touches the world is here.

pub mod advice;
mod choosing;
pub mod clock;
pub mod comparing;
pub mod crash;
pub mod demo;
pub mod dossier;
mod earlier;
pub mod editing;
pub mod environment;
pub mod export;
pub mod home;
pub mod keys;
mod others;
pub mod perform;
pub mod probe;
mod problems;
mod reading;
pub mod saving;
pub mod session;
mod settings;
mod starting;
mod versions;
pub mod warnings;

pub use dossier::Dossier;
pub use environment::Environment;
pub use perform::Performer;
pub use session::{Session, SessionError};
