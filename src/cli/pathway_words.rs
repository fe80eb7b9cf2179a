//! `--pathway`: the id of a pathway, `suggested`, or `none`.

use crate::model::questionnaire::Pathway;
use crate::model::{Profile, Questionnaire};
use crate::pathways::{because, suited};
use crate::text::spelling::closest;

use super::exit::Stop;

/// A pathway that was chosen, and why where nobody named it.
pub struct Chosen<'q> {
    /// The pathway.
    pub pathway: &'q Pathway,
    /// As a sentence: `suggested: Security-first, because a law, contract or audit asks for proof of controls`.
    pub suggested: Option<String>,
}

/// Reads a word; none for `none` and for an empty one.
///
/// # Errors
/// Wrong usage, with the words that there are.
pub fn parse<'q>(
    questionnaire: &'q Questionnaire,
    profile: &Profile,
    word: &str,
) -> Result<Option<Chosen<'q>>, Stop> {
    let pathways = &questionnaire.pathways;
    match word.trim() {
        "" | "none" => return Ok(None),
        "suggested" => {
            if let Some((pathway, reason)) = suited(questionnaire, profile) {
                let suggested = Some(format!("suggested: {}, {}", pathway.title, because(reason)));
                return Ok(Some(Chosen { pathway, suggested }));
            }
        }
        id => {
            if let Some(pathway) = pathways.iter().find(|p| p.id.as_str() == id) {
                return Ok(Some(Chosen { pathway, suggested: None }));
            }
        }
    }
    let words: Vec<&str> = pathways.iter().map(|p| p.id.as_str()).chain(["suggested", "none"]).collect();
    let meant = closest(word, words.iter().copied()).map(|n| format!("; did you mean {n}?"));
    Err(Stop::usage(format!("{word:?} is no pathway of this questionnaire{}", meant.unwrap_or_default()))
        .hint(format!("--pathway takes {}", words.join(", "))))
}
