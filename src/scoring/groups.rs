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
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::catalog::builtin;
    use crate::model::{Answer, AnswerState, Level, Scope};
    use crate::pathways;
    use crate::scoring::scorecard;

    /// The built-in questionnaire, with the answer that a number picks for each question.
    fn answers(questionnaire: &Questionnaire, picks: &[u8]) -> BTreeMap<QuestionId, Answer> {
        let state = |pick: u8| match pick {
            0..=4 => AnswerState::Rated { level: Level::new(pick).unwrap(), also: Vec::new() },
            5 => AnswerState::Unknown,
            6 => AnswerState::NotApplicable { reason: Slug::parse("other").unwrap() },
            _ => AnswerState::Unanswered,
        };
        let all = questionnaire.questions().zip(picks.iter().cycle());
        all.map(|((_, q), pick)| (q.id.clone(), Answer::new(state(*pick)))).collect()
    }

    #[test]
    fn an_area_is_named_in_words() {
        assert_eq!(area_title(&Slug::parse("security-integration").unwrap()), "Security integration");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn groups_partition_their_selection(picks in prop::collection::vec(0u8..8, 7..40)) {
            let loaded = builtin::load().unwrap();
            let questionnaire = &loaded[0].questionnaire;
            let given = answers(questionnaire, &picks);
            for selection in &questionnaire.selections {
                for scope in [Scope::All, Scope::Selection { id: Slug::parse("quick").unwrap() }] {
                    let card = scorecard(questionnaire, &scope, &given);
                    let groups = groups(questionnaire, &card, &By::Selection(selection.id.clone()));
                    let mut ids: Vec<_> = groups.iter().flat_map(|g| &g.questions).map(|q| &q.id).collect();
                    let mut wanted: Vec<_> =
                        selection.questions.iter().filter(|id| card.question(id).is_some()).collect();
                    ids.sort();
                    wanted.sort();
                    prop_assert_eq!(ids, wanted);
                    let own: Vec<&QuestionScore> = groups.iter().flat_map(|g| g.questions.clone()).collect();
                    let weight: u32 = groups.iter().map(|g| g.set.weight).sum();
                    prop_assert_eq!(weight, score_set(&own, questionnaire.gate.share).weight);
                }
                // A selection as the scope and the same set cut from the whole come to the same.
                let part = scorecard(questionnaire, &Scope::Selection { id: selection.id.clone() }, &given);
                let whole = scorecard(questionnaire, &Scope::All, &given);
                let cut = set_where(questionnaire, &whole, |q| selection.questions.contains(&q.id));
                prop_assert_eq!(cut.map(|(set, _)| set), Some(part.overall));
            }
        }

        #[test]
        fn the_counts_of_a_stage_sum_to_its_practices(picks in prop::collection::vec(0u8..8, 7..40)) {
            let loaded = builtin::load().unwrap();
            let questionnaire = &loaded[0].questionnaire;
            let card = scorecard(questionnaire, &Scope::All, &answers(questionnaire, &picks));
            for pathway in &questionnaire.pathways {
                let stages = pathways::progress(questionnaire, pathway, &card);
                for one in &stages {
                    let practices = one.stage.practices.len();
                    prop_assert_eq!(one.counted() + one.left_out.len(), practices);
                }
                if let Some(at) = pathways::current(&stages) {
                    prop_assert!(!stages[at].is_complete());
                    prop_assert!(stages[..at].iter().all(|s| s.is_complete() || s.counted() == 0));
                }
            }
        }
    }
}
