//! The command line as scripts use it: the real program, in folders of its own.

mod desk;

mod bad_input;
mod beginnings;
mod config;
mod documents;
mod exits;
mod journey;
mod questionnaire;
mod show;
mod streams;
