//! Questions under headings other than their dimension: by area, by component, by the groups of a selection.
//! `docs/scoring.md`, section 3: any set of questions has a score, a range, a coverage and a level of its own.

use std::collections::BTreeSet;

use crate::model::questionnaire::{Component, Selection};
use crate::model::{Practice, Question, QuestionId, Questionnaire, Slug};

use super::scorecard::{QuestionScore, Scorecard, SetScore, Standing, score_set};

/// What the headings are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Development workflow, production operations and so on. A question may stand under several, or under none.
    Area,
    /// The components of the questionnaire. A question may stand under several, or under none.
    Component,
    /// The groups of a selection; the selection itself where it has none. A question stands under one.
    Selection(Slug),
}

/// The questions under one heading, as far as they are in scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouped<'a> {
    /// The area or component; none for a group of a selection.
    pub id: Option<&'a Slug>,
    /// For people.
    pub title: String,
    /// What they come to.
    pub set: SetScore,
    /// The questions, in the order of the questionnaire; of a selection, in its own order.
    pub questions: Vec<&'a QuestionScore>,
}

/// The questions in scope that a predicate holds for, and what they come to; none when there is no such question.
pub fn set_where<'a>(
    questionnaire: &Questionnaire,
    card: &'a Scorecard,
    holds: impl Fn(&Question) -> bool,
) -> Option<(SetScore, Vec<&'a QuestionScore>)> {
    let wanted = |q: &&QuestionScore| questionnaire.question(&q.id).is_some_and(&holds);
    let own: Vec<&QuestionScore> = card.questions.iter().filter(wanted).collect();
    (!own.is_empty()).then(|| (score_set(&own, questionnaire.gate.share), own))
}

/// The headings that have a question in scope, in order.
pub fn groups<'a>(questionnaire: &'a Questionnaire, card: &'a Scorecard, by: &By) -> Vec<Grouped<'a>> {
    match by {
        By::Area => {
            let areas: BTreeSet<&Slug> = questionnaire.questions().flat_map(|(_, q)| &q.areas).collect();
            let one = |id: &'a Slug| named(questionnaire, card, id, area_title(id), |q| q.areas.contains(id));
            areas.into_iter().filter_map(one).collect()
        }
        By::Component => {
            let one = |c: &'a Component| {
                named(questionnaire, card, &c.id, c.name.clone(), |q| q.components.contains(&c.id))
            };
            questionnaire.components.iter().filter_map(one).collect()
        }
        By::Selection(id) => {
            let found = questionnaire.selections.iter().find(|s| s.id == *id);
            found.map_or_else(Vec::new, |selection| of_selection(questionnaire, card, selection))
        }
    }
}

fn named<'a>(
    questionnaire: &Questionnaire,
    card: &'a Scorecard,
    id: &'a Slug,
    title: String,
    holds: impl Fn(&Question) -> bool,
) -> Option<Grouped<'a>> {
    let (set, questions) = set_where(questionnaire, card, holds)?;
    Some(Grouped { id: Some(id), title, set, questions })
}

fn of_selection<'a>(
    questionnaire: &Questionnaire,
    card: &'a Scorecard,
    selection: &Selection,
) -> Vec<Grouped<'a>> {
    let one = |title: &str, ids: &[QuestionId]| {
        let questions: Vec<&QuestionScore> = ids.iter().filter_map(|id| card.question(id)).collect();
        let set = score_set(&questions, questionnaire.gate.share);
        (!questions.is_empty()).then(|| Grouped { id: None, title: title.to_owned(), set, questions })
    };
    if selection.groups.is_empty() {
        return one(&selection.title, &selection.questions).into_iter().collect();
    }
    selection.groups.iter().filter_map(|g| one(&g.title, &g.questions)).collect()
}

/// The selection whose groups are the security controls: the first one with groups.
pub fn controls(questionnaire: &Questionnaire) -> Option<&Selection> {
    questionnaire.selections.iter().find(|s| !s.groups.is_empty())
}

/// An area as people read it: `Development workflow`.
pub fn area_title(id: &Slug) -> String {
    let words = id.as_str().replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a rated question lacks for its next level, in the order of the questionnaire.
pub fn missing_next<'a>(question: &'a Question, standing: &Standing) -> Vec<&'a Practice> {
    let Standing::Rated { level, in_place, .. } = standing else { return Vec::new() };
    let Some(next) = level.next() else { return Vec::new() };
    question.at(next).iter().filter(|p| !in_place.contains(&p.id)).collect()
}

/// The places of a source that the practices of a question name, sorted, each once.
pub fn places<'a>(question: &'a Question, source: &Slug) -> Vec<&'a str> {
    let refs = question.practices().flat_map(|(_, p)| &p.refs);
    let all: BTreeSet<&str> = refs.filter(|r| r.source == *source).map(|r| r.at.as_str()).collect();
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_named_in_words() {
        assert_eq!(area_title(&Slug::parse("security-integration").unwrap()), "Security integration");
    }
}
