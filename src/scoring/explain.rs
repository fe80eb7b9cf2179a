//! The terms of every number, as data that a reader can redo by hand: what `quaymark explain` answers.
//! It repeats no rule: the figures are those of the scorecard, taken apart. The plain lines are in `lines`.

mod lines;
mod question;
mod question_lines;
mod set;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{
    Answer, DimensionCode, Effort, Level, PracticeId, QuestionId, Questionnaire, Ratio, Scope, Slug,
};

use super::scorecard::standings;
use super::summary::{Number, ScoreSummary};

/// The widest line of an explanation, in terminal cells.
pub const WIDTH: usize = 78;

/// What is to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Everything in scope.
    Whole,
    /// One dimension.
    Dimension(DimensionCode),
    /// One question.
    Question(QuestionId),
}

/// Why there is nothing to explain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotExplained {
    /// The questionnaire has no such dimension or question.
    #[error(
        "{0} is in no dimension of this questionnaire; give the code of a dimension or the id of a question"
    )]
    Unknown(String),
    /// It takes no part in this assessment.
    #[error("{0} is out of the scope of this assessment, so it takes no part in any number")]
    OutOfScope(String),
}

/// The terms of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Explanation {
    /// Of the whole or of a dimension.
    Set(Box<SetTerms>),
    /// Of a question.
    Question(Box<QuestionTerms>),
}

impl Explanation {
    /// The terms in calm plain text, at most [`WIDTH`] cells wide.
    /// Titles and names come from the questionnaire: show each line through `Clean`.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Set(set) => lines::set(set),
            Self::Question(question) => question_lines::question(question),
        }
    }
}

/// The score, range, coverage, levels and phases of a set of questions: `docs/scoring.md`, sections 3 and 4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SetTerms {
    /// The dimension; null for the whole.
    pub dimension: Option<DimensionCode>,
    /// The title of the dimension. Text of the questionnaire.
    pub title: Option<String>,
    /// The scope, where it is not the whole questionnaire. Text of the questionnaire.
    pub scope: Option<String>,
    /// The result.
    pub score: ScoreSummary,
    /// The share of weight that a level needs.
    pub gate: Number,
    /// Every applicable question, in questionnaire order.
    pub terms: Vec<Term>,
    /// What the terms sum up to.
    pub sums: Sums,
    /// Questions that are not applicable and take no part.
    pub not_applicable: Vec<LeftOut>,
    /// Unknown and unanswered questions.
    pub open: Vec<QuestionId>,
    /// Levels 1 to 4.
    pub levels: Vec<LevelTerms>,
    /// The four phases.
    pub phases: Vec<PhaseTerms>,
}

/// What a question counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Practices are in place or not.
    Rated,
    /// It takes no part.
    NotApplicable,
    /// The team does not know.
    Unknown,
    /// Nobody answered, or nobody confirmed it.
    Unanswered,
}

/// One applicable question of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Term {
    /// The question.
    pub question: QuestionId,
    /// Its phase, 1 to 4.
    pub phase: u8,
    /// Its weight w, 1 to 5.
    pub weight: u8,
    /// Whether it can hold a level back alone.
    pub must_have: bool,
    /// Rated or open.
    pub state: State,
    /// L; null when open.
    pub level: Option<Level>,
    /// v; null when open.
    pub progress: Option<Number>,
    /// w·v, 0 when open.
    pub product: Ratio,
}

/// The sums of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Sums {
    /// Σ w·v over the rated questions.
    pub products: Ratio,
    /// Σ w over the rated questions.
    pub rated_weight: u32,
    /// Σ w over the open questions.
    pub open_weight: u32,
    /// Σ w over the applicable questions.
    pub weight: u32,
}

/// A question that is not applicable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// The question.
    pub question: QuestionId,
    /// The reason that was stored.
    pub reason: Slug,
}

/// One level of a set: `docs/scoring.md`, section 4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelTerms {
    /// 1 to 4.
    pub level: Level,
    /// S(l) has the applicable questions of the phases up to this one.
    pub last_phase: u8,
    /// The questions of S(l) at this level or above, in questionnaire order.
    pub at_level: Vec<QuestionId>,
    /// The other questions of S(l), in questionnaire order.
    pub below: Vec<QuestionId>,
    /// Weight of `at_level`.
    pub weight_at_level: u32,
    /// Weight of S(l).
    pub weight: u32,
    /// The one over the other; null when nothing is applicable.
    pub share: Option<Number>,
    /// Must-haves of S(l) below this level, by id.
    pub must_haves_below: Vec<QuestionId>,
    /// Whether the level holds, which needs the levels under it to hold.
    pub holds: bool,
    /// Weight at this level or above if every open question turned out at level 4.
    pub possible_weight: u32,
    /// Whether the level would hold then.
    pub possible: bool,
    /// For the next level only: the weight missing once its must-haves are raised; null when none is.
    pub missing_weight: Option<Ratio>,
    /// For the next level only: the questions that can bring that weight, cheapest first.
    pub candidates: Option<Vec<Candidate>>,
}

/// A question that can bring missing weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Candidate {
    /// The question.
    pub question: QuestionId,
    /// Its weight.
    pub weight: u8,
    /// Effort points of what is missing up to the level; 1 for an open question.
    pub points: u32,
}

/// One phase of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PhaseTerms {
    /// The phase.
    pub id: Slug,
    /// Its number, which is also the level that its questions should have.
    pub number: u8,
    /// Its questions at that level or above.
    pub at_level: Vec<QuestionId>,
    /// Its other applicable questions.
    pub below: Vec<QuestionId>,
    /// Weight of `at_level`.
    pub weight_at_level: u32,
    /// Weight of both.
    pub weight: u32,
    /// The one over the other; null when nothing is applicable.
    pub progress: Option<Number>,
    /// Its must-haves below that level, by id.
    pub must_haves_below: Vec<QuestionId>,
    /// Whether it is complete; null when nothing is applicable.
    pub complete: Option<bool>,
}

/// The level, progress and contribution of one question: `docs/scoring.md`, section 2.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionTerms {
    /// The question.
    pub question: QuestionId,
    /// Its title. Text of the questionnaire.
    pub title: String,
    /// Its dimension.
    pub dimension: DimensionCode,
    /// Its phase.
    pub phase: Slug,
    /// Its weight, 1 to 5.
    pub weight: u8,
    /// Whether it can hold a level back alone.
    pub must_have: bool,
    /// What it counts as.
    pub state: State,
    /// The reason, when not applicable.
    pub reason: Option<Slug>,
    /// Whether there is an answer that counts as unanswered because nobody confirmed it.
    pub unconfirmed: bool,
    /// The practices of levels 1 to 4.
    pub levels: Vec<PracticesOfLevel>,
    /// L, v and the fraction, when rated.
    pub rating: Option<Rating>,
    /// Ids in the answer that the question does not have; they count for nothing.
    pub stray: Vec<PracticeId>,
    /// What it adds to the whole; null when not applicable.
    pub whole: Option<Contribution>,
    /// What it adds to its dimension; null when not applicable.
    pub within_dimension: Option<Contribution>,
}

/// The practices of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PracticesOfLevel {
    /// 1 to 4.
    pub level: Level,
    /// Whether all of them are in place.
    pub complete: bool,
    /// Each of them.
    pub practices: Vec<PracticeTerm>,
}

/// One practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PracticeTerm {
    /// The practice.
    pub id: PracticeId,
    /// Its title. Text of the questionnaire.
    pub title: String,
    /// How much work it is.
    pub effort: Effort,
    /// Whether it is in place.
    pub in_place: bool,
    /// Whether it is in place but gives no score until the levels under it hold.
    pub waits: bool,
}

/// The level and progress of a rated question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rating {
    /// L.
    pub level: Level,
    /// Practices of the next level in place; null at level 4.
    pub next_in_place: Option<usize>,
    /// Practices of the next level; null at level 4.
    pub next_practices: Option<usize>,
    /// v = L + the one over the other.
    pub progress: Number,
    /// Whether the answer is stored in the canonical form.
    pub canonical: bool,
}

/// What a question adds to a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Contribution {
    /// w·v, 0 when open.
    pub product: Ratio,
    /// Σ w of the set.
    pub weight: u32,
    /// The one over the other: a part of the score.
    pub part: Number,
}

/// The terms of the numbers of a target.
///
/// # Errors
/// When the questionnaire does not have the target, or when no question of it is in scope.
pub fn explain(
    questionnaire: &Questionnaire,
    scope: &Scope,
    answers: &BTreeMap<QuestionId, Answer>,
    target: &Target,
) -> Result<Explanation, NotExplained> {
    let questions = standings(questionnaire, scope, answers);
    let scope = scope.label(questionnaire);
    match target {
        Target::Whole => Ok(Explanation::Set(Box::new(set::terms(
            questionnaire,
            scope,
            None,
            &questions.iter().collect::<Vec<_>>(),
        )))),
        Target::Dimension(code) => {
            if !questionnaire.dimensions.iter().any(|d| d.code == *code) {
                return Err(NotExplained::Unknown(code.to_string()));
            }
            let own: Vec<_> = questions.iter().filter(|q| q.dimension == *code).collect();
            if own.is_empty() {
                return Err(NotExplained::OutOfScope(code.to_string()));
            }
            Ok(Explanation::Set(Box::new(set::terms(questionnaire, scope, Some(code), &own))))
        }
        Target::Question(id) => {
            let asked = questionnaire.question(id).ok_or_else(|| NotExplained::Unknown(id.to_string()))?;
            let own = questions
                .iter()
                .find(|q| q.id == *id)
                .ok_or_else(|| NotExplained::OutOfScope(id.to_string()))?;
            let terms = question::terms(asked, answers.get(id), own, &questions);
            Ok(Explanation::Question(Box::new(terms)))
        }
    }
}
