//! The command line as scripts use it: the real program, in folders of its own.

mod desk;

mod bad_input;
mod beginnings;
mod config;
mod complete;
mod demo;
mod documents;
mod exits;
mod journey;
mod questionnaire;
mod show;
mod read_only;
mod streams;
