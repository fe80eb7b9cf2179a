//! What a reader of a record should know before trusting its figures.

use chrono::Datelike;

use crate::answering::reasons;
use crate::model::answer::REASON_PROFILE;
use crate::model::{AnswerState, Assessment, QuestionId, Questionnaire, Scope};
use crate::scoring::scorecard;
use crate::scoring::summary::summary;
use crate::store::Record;

/// What a reader of a record should know, one sentence each.
pub fn warnings(record: &Record, questionnaire: &Questionnaire) -> Vec<String> {
    let mut list: Vec<String> = record.oddities.iter().map(ToString::to_string).collect();
    if record.edited_by_hand {
        list.push("this record was edited by hand: its bytes do not match its name".to_owned());
    }
    list.extend(warnings_of(&record.assessment, questionnaire));
    list
}

/// What a reader of an assessment should know, whatever file it is in, one sentence each.
pub fn warnings_of(a: &Assessment, questionnaire: &Questionnaire) -> Vec<String> {
    let mut list = Vec::new();
    let strange: Vec<&str> =
        a.answers.keys().filter(|id| questionnaire.question(id).is_none()).map(QuestionId::as_str).collect();
    if !strange.is_empty() {
        list.push(format!(
            "answers to questions that the questionnaire does not have, not scored: {}",
            strange.join(", ")
        ));
    }
    let unknown = unknown_scope(&a.scope, questionnaire);
    if !unknown.is_empty() {
        list.push(format!("the scope names what the questionnaire does not have: {}", unknown.join(", ")));
    }
    if a.finished.year() < 2000 || a.finished.year() > i32::from(a.period.year()) + 2 {
        list.push(format!("it says it was finished on {}, which is unlikely", a.finished.date_naive()));
    }
    let card = scorecard(questionnaire, &a.scope, &a.answers);
    let odd: Vec<&str> = card.not_canonical().map(QuestionId::as_str).collect();
    if !odd.is_empty() {
        list.push(format!(
            "scored from the practices in place, which say another level than is written: {}",
            odd.join(", ")
        ));
    }
    list.extend(refused_reasons(a, questionnaire));
    let now = serde_json::to_value(summary(questionnaire, &card)).ok();
    if a.scorecard.is_some() && a.scorecard != now {
        list.push("the scorecard written in the record differs from the one computed now".to_owned());
    }
    list
}

/// What a scope names without the questionnaire having it.
fn unknown_scope(scope: &Scope, questionnaire: &Questionnaire) -> Vec<String> {
    let missing = |known: bool, id: &str| (!known).then(|| id.to_owned());
    match scope {
        Scope::All => Vec::new(),
        Scope::Selection { id } => {
            missing(questionnaire.selections.iter().any(|s| s.id == *id), id.as_str()).into_iter().collect()
        }
        Scope::Phases { ids } => ids
            .iter()
            .filter_map(|id| missing(questionnaire.phases.iter().any(|p| p.id == *id), id.as_str()))
            .collect(),
        Scope::Components { ids } => ids
            .iter()
            .filter_map(|id| missing(questionnaire.components.iter().any(|c| c.id == *id), id.as_str()))
            .collect(),
        Scope::Dimensions { ids } => ids
            .iter()
            .filter_map(|id| missing(questionnaire.dimensions.iter().any(|d| d.code == *id), id.as_str()))
            .collect(),
    }
}

/// Reasons for "not applicable" that the question does not allow; they are scored as stored.
fn refused_reasons(a: &Assessment, questionnaire: &Questionnaire) -> Option<String> {
    let odd: Vec<&str> = a
        .answers
        .iter()
        .filter(|(id, answer)| match &answer.state {
            AnswerState::NotApplicable { reason } => {
                reason.as_str() != REASON_PROFILE
                    && questionnaire
                        .question(id)
                        .is_some_and(|q| !reasons(q).iter().any(|(r, _)| r == reason))
            }
            _ => false,
        })
        .map(|(id, _)| id.as_str())
        .collect();
    (!odd.is_empty())
        .then(|| format!("not applicable for a reason that the question does not allow: {}", odd.join(", ")))
}
