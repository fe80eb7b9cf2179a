//! Tests of the scoring rules, split by purpose.

mod answers;
mod explained;
mod gates;
mod properties;
mod sets;
mod summarised;
mod worked_example;

use crate::model::fixtures::{Answers, Ask, questionnaire};
use crate::model::{Questionnaire, Scope};

use super::{Scorecard, scorecard};

/// The scorecard of these questions over the whole scope.
fn card(asks: Vec<Ask>, answers: &Answers) -> Scorecard {
    whole(&questionnaire(asks), answers)
}

/// The scorecard over the whole scope.
fn whole(questionnaire: &Questionnaire, answers: &Answers) -> Scorecard {
    scorecard(questionnaire, &Scope::All, answers)
}
