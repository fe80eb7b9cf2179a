//! Answering a question: how a choice, a tick or a reason changes an answer, and what is refused.
//! Pure, shared by the interactive application and the command line.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::model::answer::{REASON_OTHER, REASON_PROFILE, canonical, practices_in_place};
use crate::model::profile::applies;
use crate::model::{
    Answer, AnswerState, Confirmed, Level, PracticeId, Profile, Question, QuestionId, Questionnaire, Scope,
    Slug,
};

/// An answer that cannot be given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The reason is not one of the question's.
    #[error("{question}: {reason:?} is not a reason that this question allows; {allowed}")]
    Reason {
        /// The question.
        question: QuestionId,
        /// The reason given.
        reason: String,
        /// What is allowed, as a sentence.
        allowed: String,
    },
    /// The reason `other` came without a note.
    #[error("{0}: not applicable for another reason needs a note that says which")]
    NeedsNote(QuestionId),
    /// The questionnaire has no such question.
    #[error("there is no question {0} in this questionnaire")]
    NoQuestion(QuestionId),
    /// The question is out of scope.
    #[error("{0} is out of the scope of this assessment")]
    OutOfScope(QuestionId),
    /// The profile takes the question out.
    #[error("{0} does not apply to what the team runs; change the profile first")]
    ByProfile(QuestionId),
    /// A practice that the question does not have.
    #[error("{question} has no practice {practice}; it has {known}")]
    NoPractice {
        /// The question.
        question: QuestionId,
        /// The practice given.
        practice: PracticeId,
        /// Its practices.
        known: String,
    },
    /// An answer with state `unanswered` or with `"confirmed": null` was handed in as an answer.
    #[error("{0}: an answer must be rated, not_applicable or unknown, and confirmed")]
    NotAnAnswer(QuestionId),
}

/// The reasons a person may give for "not applicable", with the words for each. Empty when none is allowed.
pub fn reasons(question: &Question) -> Vec<(Slug, String)> {
    let mut list: Vec<(Slug, String)> =
        question.not_applicable.iter().map(|r| (r.id.clone(), r.text.clone())).collect();
    if !question.must_have
        && let Ok(other) = Slug::parse(REASON_OTHER)
    {
        list.push((other, "another reason, which the note says".to_owned()));
    }
    list
}

/// What is known of an answer before it changes, or a blank one.
fn base(previous: Option<&Answer>) -> Answer {
    previous.cloned().unwrap_or_else(|| Answer::new(AnswerState::Unanswered))
}

fn with_state(previous: Option<&Answer>, state: AnswerState, today: NaiveDate) -> Answer {
    // An answer that was chosen today is not one that was carried.
    Answer { state, confirmed: Confirmed::On(today), carried_from: None, ..base(previous) }
}

/// All practices of levels 1 to `level` in place, none above. Notes and evidence stay.
pub fn choose_level(previous: Option<&Answer>, level: Level, today: NaiveDate) -> Answer {
    with_state(previous, AnswerState::Rated { level, also: Vec::new() }, today)
}

/// One practice put in place or taken away; the level follows from what is in place then.
pub fn toggle_practice(
    question: &Question,
    previous: Option<&Answer>,
    practice: &PracticeId,
    today: NaiveDate,
) -> Answer {
    let mut in_place = in_place(question, previous);
    if !in_place.remove(practice) {
        in_place.insert(practice.clone());
    }
    with_state(previous, canonical(question, &in_place), today)
}

/// What the answer says is in place; nothing when it is not rated.
pub fn in_place(question: &Question, answer: Option<&Answer>) -> BTreeSet<PracticeId> {
    match answer.map(|a| &a.state) {
        Some(AnswerState::Rated { level, also }) => practices_in_place(question, *level, also),
        _ => BTreeSet::new(),
    }
}

/// Unknown: the team looked and does not know.
pub fn unknown(previous: Option<&Answer>, today: NaiveDate) -> Answer {
    with_state(previous, AnswerState::Unknown, today)
}

/// Not applicable for a reason, with a note where the reason needs one.
///
/// # Errors
/// When the question does not allow the reason, or the reason `other` comes without a note.
pub fn not_applicable(
    question: &Question,
    previous: Option<&Answer>,
    reason: &Slug,
    note: Option<&str>,
    today: NaiveDate,
) -> Result<Answer, Refusal> {
    let allowed = reasons(question);
    if !allowed.iter().any(|(id, _)| id == reason) {
        return Err(Refusal::Reason {
            question: question.id.clone(),
            reason: reason.to_string(),
            allowed: allowed_sentence(&allowed),
        });
    }
    let mut answer = with_state(previous, AnswerState::NotApplicable { reason: reason.clone() }, today);
    if let Some(note) = note.filter(|n| !n.trim().is_empty()) {
        answer.note = Some(note.to_owned());
    }
    if reason.as_str() == REASON_OTHER && answer.note.as_deref().is_none_or(|n| n.trim().is_empty()) {
        return Err(Refusal::NeedsNote(question.id.clone()));
    }
    Ok(answer)
}

fn allowed_sentence(allowed: &[(Slug, String)]) -> String {
    if allowed.is_empty() {
        return "it always applies".to_owned();
    }
    let ids: Vec<&str> = allowed.iter().map(|(id, _)| id.as_str()).collect();
    format!("allowed: {}", ids.join(", "))
}

/// An answer handed in from outside, checked and made canonical.
#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    /// The answer to store.
    pub answer: Answer,
    /// Whether its stored form had to be changed.
    pub made_canonical: bool,
}

/// A whole set of answers, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct AcceptedAll {
    /// The answers to store.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// The questions whose stored form had to be changed.
    pub made_canonical: Vec<QuestionId>,
}

/// Checks one answer that was handed in, such as from an answers file. A missing day of confirmation becomes `today`.
///
/// # Errors
/// When the answer cannot be given; see [`Refusal`].
pub fn accept(question: &Question, answer: &Answer, today: NaiveDate) -> Result<Accepted, Refusal> {
    if !answer.counts() {
        return Err(Refusal::NotAnAnswer(question.id.clone()));
    }
    let mut answer = answer.clone();
    if answer.confirmed == Confirmed::Yes {
        answer.confirmed = Confirmed::On(today);
    }
    let mut made_canonical = false;
    match answer.state.clone() {
        AnswerState::Rated { level, also } => {
            if let Some(stray) = also.iter().find(|id| !question.practices().any(|(_, p)| p.id == **id)) {
                return Err(no_practice(question, stray));
            }
            let state = canonical(question, &practices_in_place(question, level, &also));
            made_canonical = state != answer.state;
            answer.state = state;
        }
        AnswerState::NotApplicable { reason } => {
            answer = not_applicable(question, Some(&answer), &reason, None, today)
                .map(|a| Answer { confirmed: answer.confirmed, ..a })?;
        }
        AnswerState::Unknown | AnswerState::Unanswered => {}
    }
    Ok(Accepted { answer, made_canonical })
}

fn no_practice(question: &Question, practice: &PracticeId) -> Refusal {
    let known: Vec<&str> = question.practices().map(|(_, p)| p.id.as_str()).collect();
    Refusal::NoPractice { question: question.id.clone(), practice: practice.clone(), known: known.join(", ") }
}

/// Finds the question that an answer is for, and says why it cannot be answered if it cannot.
///
/// # Errors
/// When there is no such question, it is out of scope, or the profile takes it out.
pub fn answerable<'q>(
    questionnaire: &'q Questionnaire,
    scope: &Scope,
    profile: &Profile,
    id: &QuestionId,
) -> Result<&'q Question, Refusal> {
    let (dimension, question) = questionnaire
        .questions()
        .find(|(_, q)| q.id == *id)
        .ok_or_else(|| Refusal::NoQuestion(id.clone()))?;
    if !scope.contains(questionnaire, dimension, question) {
        return Err(Refusal::OutOfScope(id.clone()));
    }
    if !applies(&question.applies_when, profile) {
        return Err(Refusal::ByProfile(id.clone()));
    }
    Ok(question)
}

/// Checks a whole set of answers: all refusals at once, or the answers to store with the ids that were made canonical.
/// Answers that say `profile` for a question that the profile does take out are left to the profile.
///
/// # Errors
/// Every refusal, in the order of question ids.
pub fn accept_all(
    questionnaire: &Questionnaire,
    scope: &Scope,
    profile: &Profile,
    answers: &BTreeMap<QuestionId, Answer>,
    today: NaiveDate,
) -> Result<AcceptedAll, Vec<Refusal>> {
    let mut accepted = BTreeMap::new();
    let mut changed = Vec::new();
    let mut refused = Vec::new();
    for (id, answer) in answers {
        let outcome = answerable(questionnaire, scope, profile, id)
            .and_then(|question| accept(question, answer, today));
        match outcome {
            Ok(Accepted { answer, made_canonical }) => {
                if made_canonical {
                    changed.push(id.clone());
                }
                accepted.insert(id.clone(), answer);
            }
            Err(Refusal::ByProfile(_)) if says_profile(answer) => {}
            Err(refusal) => refused.push(refusal),
        }
    }
    if refused.is_empty() {
        Ok(AcceptedAll { answers: accepted, made_canonical: changed })
    } else {
        Err(refused)
    }
}

fn says_profile(answer: &Answer) -> bool {
    matches!(&answer.state, AnswerState::NotApplicable { reason } if reason.as_str() == REASON_PROFILE)
}

/// An answer in a few characters, for labels and lists: `2`, `2.50`, `n/a`, `unknown`, `open`.
pub fn short(question: &Question, answer: Option<&Answer>) -> String {
    match answer.map(|a| &a.state) {
        Some(AnswerState::Rated { .. }) => {
            let progress = crate::scoring::scorecard::progress(question, &in_place(question, answer));
            if progress.denominator() == 1 { progress.numerator().to_string() } else { progress.score() }
        }
        Some(AnswerState::NotApplicable { .. }) => "n/a".to_owned(),
        Some(AnswerState::Unknown) => "unknown".to_owned(),
        Some(AnswerState::Unanswered) | None => "open".to_owned(),
    }
}

/// The label of a change for undo: `SEC-Q1 2 -> 3`.
pub fn label(question: &Question, before: Option<&Answer>, after: Option<&Answer>) -> String {
    format!("{} {} -> {}", question.id, short(question, before), short(question, after))
}
