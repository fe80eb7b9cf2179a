//! The data of `compare --json`.

use serde::Serialize;

use crate::comparison::{Parts, signed};
use crate::model::{Hash, Period, Ratio, Scope};
use crate::scoring::Number;
use crate::scoring::summary::{ScoreSummary, score_summary};

use super::super::json::{QuestionnaireName, TeamName};
use super::super::subject::{Status, Subject};
use super::{Compared, Only};

/// `data` of `compare --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CompareData<'a> {
    /// The older assessment.
    pub a: SideData<'a>,
    /// The newer assessment.
    pub b: SideData<'a>,
    /// The parts of the change of the score; null where there are none.
    pub parts: Option<PartsData>,
    /// Why there are no parts; null where there are.
    pub no_parts: Option<&'static str>,
    /// `up`, `down`, `same` or `not distinguishable`; null without two scores.
    pub verdict: Option<&'static str>,
    /// Each dimension of either side.
    pub dimensions: Vec<DimensionData>,
    /// Each question that applies on either side, as far as it was asked for.
    pub questions: Vec<QuestionData>,
    /// What a reader has to know, one sentence each.
    pub flags: Vec<String>,
    /// Questions of the older side that could not be mapped, by id.
    pub unmapped: Vec<String>,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SideData<'a> {
    /// The team.
    pub team: TeamName<'a>,
    /// The quarter.
    pub period: Period,
    /// The hash of the record; null for a draft.
    pub record: Option<&'a Hash>,
    /// The questionnaire.
    pub questionnaire: QuestionnaireName<'a>,
    /// Which part of it.
    pub scope: &'a Scope,
    /// The result, as in `show`.
    pub score: ScoreSummary,
}

/// The four parts of a change, and their sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PartsData {
    /// From another version of the questionnaire.
    pub revision: Number,
    /// From what is in scope and applies.
    pub scope: Number,
    /// From what is answered on one side only.
    pub coverage: Number,
    /// From what the team does.
    pub practice: Number,
    /// The sum.
    pub total: Number,
}

impl From<&Parts> for PartsData {
    fn from(parts: &Parts) -> Self {
        let number = |exact: Ratio| Number { exact, display: signed(exact) };
        Self {
            revision: number(parts.revision),
            scope: number(parts.scope),
            coverage: number(parts.coverage),
            practice: number(parts.practice),
            total: number(parts.total()),
        }
    }
}

/// One dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DimensionData {
    /// Its code; between different questionnaires `questionnaire/code`.
    pub id: String,
    /// Its score on the older side; null where it has none.
    pub a: Option<Number>,
    /// Its score on the newer side; null where it has none.
    pub b: Option<Number>,
    /// The parts of its change; null where it has no score on one side.
    pub parts: Option<PartsData>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionData {
    /// Its id on the newer side, or on the older one when it is retired; between different questionnaires
    /// `questionnaire/id`.
    pub id: String,
    /// Its id on the older side; null where it was none or several.
    pub was: Option<String>,
    /// Every question of the older side that lives on in it.
    pub from: Vec<String>,
    /// `up`, `down`, `same`, `answered`, `opened`, `left scope`, `entered scope`, `new` or `retired`.
    pub change: &'static str,
    /// Progress before, under the newer questionnaire; null where it was not rated.
    pub a: Option<Ratio>,
    /// Progress before under the older questionnaire, of the one question that it was; null where it was not rated.
    pub own: Option<Ratio>,
    /// Progress now; null where it is not rated.
    pub b: Option<Ratio>,
    /// Its share of the parts of the whole; null where the whole has none.
    pub parts: Option<PartsData>,
}

/// The data of `compare --json`.
pub fn compare<'a>(compared: &Compared<'a>, only: Only) -> CompareData<'a> {
    let comparison = compared.comparison;
    let split = comparison.split.as_ref();
    CompareData {
        a: side(&compared.a),
        b: side(&compared.b),
        parts: split.ok().map(|s| PartsData::from(&s.parts)),
        no_parts: split.err().map(|why| why.reason()),
        verdict: comparison.verdict.map(crate::comparison::Verdict::name),
        dimensions: comparison
            .dimensions
            .iter()
            .map(|d| DimensionData {
                id: compared.code(&d.code, d.only_before),
                a: d.a.as_ref().and_then(|s| s.score).map(Number::score),
                b: d.b.as_ref().and_then(|s| s.score).map(Number::score),
                parts: d.split.as_ref().ok().map(|s| PartsData::from(&s.parts)),
            })
            .collect(),
        questions: compared
            .rows(only)
            .map(|row| QuestionData {
                id: compared.id(row),
                was: compared.was(row),
                from: row.from.iter().map(ToString::to_string).collect(),
                change: row.change.name(),
                a: row.a,
                own: row.own,
                b: row.b,
                parts: row.parts.as_ref().map(PartsData::from),
            })
            .collect(),
        flags: compared.flags(),
        unmapped: comparison.mapping.unmapped.iter().map(ToString::to_string).collect(),
    }
}

fn side<'a>(subject: &Subject<'a>) -> SideData<'a> {
    SideData {
        team: TeamName { id: subject.team, name: subject.team_name },
        period: subject.period,
        record: match subject.status {
            Status::Finished { record, .. } => Some(record),
            Status::Draft => None,
        },
        questionnaire: QuestionnaireName {
            id: &subject.questionnaire.id,
            version: subject.questionnaire.version,
            sha256: subject.questionnaire_hash,
        },
        scope: subject.scope,
        score: score_summary(subject.questionnaire, &subject.scorecard.overall),
    }
}
