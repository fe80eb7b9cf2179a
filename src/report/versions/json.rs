//! The data of `questionnaire diff --json` and `migrate --json`.

use serde::Serialize;

use crate::migration::{Held, MovedQuestion};
use crate::model::{Hash, Period, PracticeId, QuestionId, Questionnaire, Ratio, Scope};
use crate::scoring::summary::{ScoreSummary, score_summary};

use super::super::json::{QuestionnaireName, TeamName};
use super::super::subject::Status;
use super::{Migrated, Versions, flags};

/// `data` of `questionnaire diff --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DifferenceData<'a> {
    /// The questionnaire that it starts from.
    pub a: QuestionnaireName<'a>,
    /// The other one.
    pub b: QuestionnaireName<'a>,
    /// Every question of `b` in its order, then those of `a` that live on in none.
    pub questions: Vec<QuestionDifferenceData<'a>>,
    /// The practices that came, went or changed.
    pub practices: Vec<PracticeDifferenceData<'a>>,
    /// Questions of `a` that could not be mapped, by id.
    pub unmapped: Vec<&'a QuestionId>,
    /// What a reader has to know, one sentence each.
    pub flags: Vec<String>,
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionDifferenceData<'a> {
    /// Its id in `b`; in `a` where it lives on in none.
    pub id: &'a QuestionId,
    /// Its title there.
    pub title: &'a str,
    /// The questions of `a` that live on in it.
    pub from: &'a [QuestionId],
    /// `new`, `retired`, `not mapped`, `renamed`, `moved`, `split`, `merged` or `kept`.
    pub change: &'static str,
    /// Which of its texts are others: `title`, `prompt`, `statement 2`.
    pub reworded: &'a [String],
    /// What else is another.
    pub changed: Vec<ChangedData<'a>>,
}

/// A value that is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangedData<'a> {
    /// `weight`, `phase` or `must-have`.
    pub what: &'static str,
    /// In `a`.
    pub a: &'a str,
    /// In `b`.
    pub b: &'a str,
}

/// What became of one practice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PracticeDifferenceData<'a> {
    /// Its id in `b`; in `a` where it is retired.
    pub id: &'a PracticeId,
    /// Its title there.
    pub title: &'a str,
    /// The practices of `a` that live on in it.
    pub from: &'a [PracticeId],
    /// Its question.
    pub question: &'a QuestionId,
    /// `new`, `retired`, `mapped`, `reworded` or `level`.
    pub change: &'static str,
}

fn name<'a>((questionnaire, sha256): (&'a Questionnaire, &'a Hash)) -> QuestionnaireName<'a> {
    QuestionnaireName { id: &questionnaire.id, version: questionnaire.version, sha256 }
}

/// The data of `questionnaire diff --json`.
pub fn difference<'a>(versions: &Versions<'a>) -> DifferenceData<'a> {
    let difference = versions.difference;
    let questions = difference.questions.iter().map(|row| QuestionDifferenceData {
        id: &row.id,
        title: versions.title(row),
        from: &row.from,
        change: row.fate.name(),
        reworded: &row.reworded,
        changed: row.changed.iter().map(|(what, a, b)| ChangedData { what, a, b }).collect(),
    });
    let practices = difference.practices.iter().map(|row| PracticeDifferenceData {
        id: &row.id,
        title: versions.practice_title(row),
        from: &row.from,
        question: &row.question,
        change: row.change.name(),
    });
    DifferenceData {
        a: name(versions.a),
        b: name(versions.b),
        questions: questions.collect(),
        practices: practices.collect(),
        unmapped: difference.mapping.unmapped.iter().collect(),
        flags: flags(&difference.mapping),
    }
}

/// `data` of `migrate --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MigrateData<'a> {
    /// The team.
    pub team: TeamName<'a>,
    /// The quarter.
    pub period: Period,
    /// The hash of the record; null for a draft.
    pub record: Option<&'a Hash>,
    /// Which part of the questionnaire.
    pub scope: &'a Scope,
    /// Under the questionnaire that it was made with.
    pub then: VersionData<'a>,
    /// Under the other one.
    pub now: VersionData<'a>,
    /// Every question in scope there, then those in scope here that live on in none there.
    pub questions: Vec<MovedData<'a>>,
    /// Questions that could not be mapped, by id.
    pub unmapped: Vec<&'a QuestionId>,
    /// What a reader has to know, one sentence each.
    pub flags: Vec<String>,
}

/// The result under one questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VersionData<'a> {
    /// The questionnaire.
    pub questionnaire: QuestionnaireName<'a>,
    /// The result, as in `show`.
    pub score: ScoreSummary,
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MovedData<'a> {
    /// Its id in the other version; in the assessment's own where it lives on in none.
    pub id: &'a QuestionId,
    /// The questions that live on in it.
    pub from: &'a [QuestionId],
    /// `new`, `retired`, `not mapped`, `renamed`, `moved`, `split`, `merged` or `kept`.
    pub change: &'static str,
    /// `rated`, `not_applicable`, `unknown` or `unanswered` there; null where it lives on in none.
    pub state: Option<&'static str>,
    /// Progress of the one question that it was; null where that is not rated, or it was several.
    pub then: Option<Ratio>,
    /// Progress there; null where it is not rated.
    pub now: Option<Ratio>,
    /// Practices there to which nothing maps: not in place.
    pub nothing_maps_to: &'a [PracticeId],
    /// Practices that were in place and are retired.
    pub retired: &'a [PracticeId],
}

fn state(row: &MovedQuestion) -> Option<&'static str> {
    use crate::migration::Fate;
    match &row.state {
        Some(Held::Rated(_)) => Some("rated"),
        Some(Held::NotApplicable(_)) => Some("not_applicable"),
        Some(Held::Open { unknown: true }) => Some("unknown"),
        Some(Held::Open { unknown: false }) => Some("unanswered"),
        None if matches!(row.fate, Fate::Retired | Fate::NotMapped) => None,
        None => Some("unanswered"),
    }
}

/// The data of `migrate --json`.
pub fn migrate<'a>(migrated: &Migrated<'a>) -> MigrateData<'a> {
    let (then, now, moved) = (&migrated.then, &migrated.now, migrated.moved);
    let [then_data, now_data] = [then, now].map(|subject| VersionData {
        questionnaire: name((subject.questionnaire, subject.questionnaire_hash)),
        score: score_summary(subject.questionnaire, &subject.scorecard.overall),
    });
    let questions = moved.questions.iter().map(|row| MovedData {
        id: &row.id,
        from: &row.from,
        change: row.fate.name(),
        state: state(row),
        then: row.then,
        now: row.now,
        nothing_maps_to: &row.unfed,
        retired: &row.lost,
    });
    MigrateData {
        team: TeamName { id: then.team, name: then.team_name },
        period: then.period,
        record: match then.status {
            Status::Finished { record, .. } => Some(record),
            Status::Draft => None,
        },
        scope: then.scope,
        then: then_data,
        now: now_data,
        questions: questions.collect(),
        unmapped: moved.mapping.unmapped.iter().collect(),
        flags: flags(&moved.mapping),
    }
}
