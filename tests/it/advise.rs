//! The advisor from outside: against the tables that it comes from, against a second evaluation, and as people use
//! it on the screen, in lines and as a command.

mod command;
mod decision;
mod naive;
mod screen;
mod source;

use quaymark::model::Slug;
use quaymark::model::advisor::Advisor;

/// The built-in advisor.
fn advisor() -> &'static Advisor {
    crate::harness::own_questionnaire().advisor.as_ref().unwrap()
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}
