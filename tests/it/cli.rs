//! The command line as scripts use it: the real program, in folders of its own.

pub mod desk;

mod bad_input;
mod beginnings;
mod checking;
mod compare;
mod complete;
mod config;
mod demo;
mod documents;
mod exits;
mod journey;
mod keys;
mod paths;
mod questionnaire;
mod read_only;
mod records;
mod refused;
mod show;
mod streams;
mod versions;
