//! The one place where reports ask why a step stands where it stands.

use crate::model::{QuestionId, Questionnaire};
use crate::roadmap::Why;

/// The rule in one sentence. The titles in it are as the questionnaire has them: clean or escape it before showing.
pub(super) fn why_text(why: &Why, questionnaire: &Questionnaire, question: &QuestionId) -> String {
    let _ = (questionnaire, question);
    match why {
        Why::NeededBy(steps) => {
            let ids: Vec<&str> = steps.iter().map(crate::model::StepId::as_str).collect();
            format!("Needed by {}.", ids.join(", "))
        }
        other => format!("{other:?}"),
    }
}
