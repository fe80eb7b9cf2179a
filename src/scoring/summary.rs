//! The result of an assessment as it is written: the key `scorecard` of records and the figures of `show --json`.
//! Every number is exact and has its display beside it, never a float: `docs/formats.md`.

use serde::Serialize;

use crate::model::{DimensionCode, Level, QuestionId, Questionnaire, Ratio, Slug};

use super::gate::{LevelCheck, PhaseScore};
use super::scorecard::{Scorecard, SetScore};

/// A number with its display.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Number {
    /// In lowest terms, `n/d`.
    pub exact: Ratio,
    /// As it is shown, rounded by the rules of `docs/scoring.md`.
    pub display: String,
}

impl Number {
    /// A score from 0 to 4, shown with two decimals.
    pub fn score(exact: Ratio) -> Self {
        Self { exact, display: exact.score() }
    }

    /// A share from 0 to 1, shown as a whole percentage.
    pub fn percent(exact: Ratio) -> Self {
        Self { exact, display: exact.percent() }
    }

    /// A part of a score, shown with two decimals.
    pub fn part(exact: Ratio) -> Self {
        Self { exact, display: exact.two_decimals() }
    }
}

/// The result of a set of questions. Where nothing is applicable there is no score: all is null but the counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ScoreSummary {
    /// The score, 0 to 4.
    pub exact: Option<Ratio>,
    /// The score with two decimals.
    pub display: Option<String>,
    /// Where the score would end if every open question turned out best; equal to it when none is open.
    pub upper: Option<Number>,
    /// The share of weight that is rated.
    pub coverage: Option<Number>,
    /// The maturity level.
    pub level: Option<Level>,
    /// The name of the level.
    pub level_name: Option<String>,
    /// The level with every open question counted as level 4.
    pub possible_level: Option<Level>,
    /// Questions in scope.
    pub questions: usize,
    /// Rated questions.
    pub rated: usize,
    /// Unknown and unanswered questions.
    pub open: usize,
    /// Questions not applicable.
    pub not_applicable: usize,
}

/// The result of one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DimensionSummary {
    /// Its code.
    pub id: DimensionCode,
    /// Its title.
    pub name: String,
    /// Its result.
    pub score: ScoreSummary,
}

/// One phase of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PhaseSummary {
    /// The phase.
    pub id: Slug,
    /// The share of its weight at its own level; null when nothing is applicable.
    pub progress: Option<Number>,
    /// Whether it is complete; null when nothing is applicable.
    pub complete: Option<bool>,
}

/// One level of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LevelSummary {
    /// 1 to 4.
    pub level: Level,
    /// Whether it holds.
    pub holds: bool,
    /// The share of weight at this level or above; null when nothing is applicable.
    pub share: Option<Number>,
    /// Must-haves below this level, by id.
    pub must_haves_below: Vec<QuestionId>,
    /// For the next level only: the weight missing once the must-haves are raised; null when none is.
    pub missing_weight: Option<Ratio>,
    /// For the next level only: the questions that can bring that weight, cheapest first.
    pub candidates: Option<Vec<QuestionId>>,
}

/// The figures of one assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Summary {
    /// The whole scope.
    pub score: ScoreSummary,
    /// Each dimension that has a question in scope, in questionnaire order.
    pub dimensions: Vec<DimensionSummary>,
    /// The four phases.
    pub phases: Vec<PhaseSummary>,
    /// Levels 1 to 4.
    pub levels: Vec<LevelSummary>,
}

/// The figures of a scorecard, with the names of its questionnaire.
pub fn summary(questionnaire: &Questionnaire, card: &Scorecard) -> Summary {
    Summary {
        score: score_summary(questionnaire, &card.overall),
        dimensions: card
            .dimensions
            .iter()
            .map(|(code, score)| DimensionSummary {
                id: code.clone(),
                name: title(questionnaire, code),
                score: score_summary(questionnaire, score),
            })
            .collect(),
        phases: card.phases.iter().filter_map(|p| phase_summary(questionnaire, p)).collect(),
        levels: card.levels.iter().map(level_summary).collect(),
    }
}

/// The result of one set of questions.
pub fn score_summary(questionnaire: &Questionnaire, set: &SetScore) -> ScoreSummary {
    ScoreSummary {
        exact: set.score,
        display: set.score.map(Ratio::score),
        upper: set.upper.map(Number::score),
        coverage: set.coverage.map(Number::percent),
        level: set.level,
        level_name: set.level.map(|l| questionnaire.level_name(l).to_owned()),
        possible_level: set.possible,
        questions: set.questions,
        rated: set.rated,
        open: set.open,
        not_applicable: set.not_applicable,
    }
}

/// The title of a dimension; empty for a code that the questionnaire does not have.
pub(super) fn title(questionnaire: &Questionnaire, code: &DimensionCode) -> String {
    questionnaire.dimensions.iter().find(|d| d.code == *code).map_or_else(String::new, |d| d.title.clone())
}

fn phase_summary(questionnaire: &Questionnaire, phase: &PhaseScore) -> Option<PhaseSummary> {
    let named = questionnaire.phases.iter().find(|p| p.number == phase.phase)?;
    Some(PhaseSummary {
        id: named.id.clone(),
        progress: phase.progress.map(Number::percent),
        complete: phase.complete,
    })
}

fn level_summary(check: &LevelCheck) -> LevelSummary {
    LevelSummary {
        level: check.level,
        holds: check.holds,
        share: check.share.map(Number::percent),
        must_haves_below: check.must_haves_below.clone(),
        missing_weight: check.missing_weight,
        candidates: check
            .candidates
            .as_ref()
            .map(|list| list.iter().map(|blocker| blocker.question.clone()).collect()),
    }
}
