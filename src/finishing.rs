//! Finishing: what a draft becomes when it is made into a record. Pure; the store writes it.

use chrono::{DateTime, Timelike, Utc};

use crate::model::assessment::ASSESSMENT_SCHEMA;
use crate::model::strict::Extra;
use crate::model::{Answer, AnswerState, Assessment, Draft, Parked, QuestionId, Questionnaire};
use crate::scoring::{scorecard, summary::summary};

/// A time without fractions of a second, the form in which times are kept.
pub fn whole_seconds(time: DateTime<Utc>) -> DateTime<Utc> {
    time.with_nanosecond(0).unwrap_or(time)
}

/// The record that a draft becomes. Carried and proposed answers that nobody confirmed are left out.
/// What was written down at questions that stay unanswered moves to the parking lot, so that nothing is lost.
pub fn record(draft: &Draft, questionnaire: &Questionnaire, now: DateTime<Utc>) -> Assessment {
    let answers = draft.effective(questionnaire);
    let card = scorecard(questionnaire, &draft.header.scope, &answers);
    let mut parking_lot = draft.parking_lot.clone();
    for (id, answer) in &draft.answers {
        if answer.state == AnswerState::Unanswered {
            parking_lot.extend(left_behind(id, answer));
        }
    }
    Assessment {
        schema: ASSESSMENT_SCHEMA.to_owned(),
        team: draft.header.team.clone(),
        period: draft.header.period,
        replaces: draft.header.replaces.clone(),
        questionnaire: draft.header.questionnaire.clone(),
        scope: draft.header.scope.clone(),
        scope_note: draft.scope_note.clone(),
        profile: draft.profile.clone(),
        started: draft.header.started,
        finished: whole_seconds(now).max(draft.header.started),
        people: draft.people.clone(),
        answers,
        parking_lot,
        plan: draft.header.plan.clone(),
        scorecard: serde_json::to_value(summary(questionnaire, &card)).ok(),
        extra: Extra::default(),
    }
}

/// What was written at a question that nobody answered.
fn left_behind(id: &QuestionId, answer: &Answer) -> Vec<Parked> {
    let mut texts = Vec::new();
    texts.extend(answer.note.iter().map(|n| format!("note: {n}")));
    texts.extend(answer.flag.iter().map(|f| {
        if f.is_empty() { "flagged for review".to_owned() } else { format!("flagged for review: {f}") }
    }));
    texts.extend(
        answer
            .evidence
            .iter()
            .map(|e| format!("evidence ({}, {}): {}", e.kind.name(), e.polarity.name(), e.reference)),
    );
    texts
        .into_iter()
        .map(|text| Parked { question: Some(id.clone()), text, extra: Extra::default() })
        .collect()
}
