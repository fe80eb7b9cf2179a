//! The data of `report --format json`.

use serde::Serialize;

use crate::model::{Hash, Level, Period, QuestionId, Ratio, Scope, Slug};
use crate::scoring::groups::{By, Grouped};
use crate::scoring::summary::score_summary;
use crate::scoring::{QuestionScore, summary::ScoreSummary};

use super::super::facts;
use super::super::groups::{Groups, missing, places_in};
use super::super::subject::{Status, Subject};
use super::show::{QuestionnaireName, TeamName};

/// `data` of `report --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReportData<'a> {
    /// The team.
    pub team: TeamName<'a>,
    /// The quarter.
    pub period: Period,
    /// `finished` or `draft`.
    pub status: &'static str,
    /// The hash of the record; null for a draft.
    pub record: Option<&'a Hash>,
    /// The questionnaire.
    pub questionnaire: QuestionnaireName<'a>,
    /// Which part of it the assessment covers. Every score and level here is within it.
    pub scope: &'a Scope,
    /// `area`, `component` or `selection`.
    pub by: &'static str,
    /// The selection; null for areas and components.
    pub selection: Option<Slug>,
    /// The title of the report.
    pub title: String,
    /// The result of every question under a heading, each once; null when there is none.
    pub score: Option<ScoreSummary>,
    /// Questions in scope under no heading; for a selection, its questions that are not in scope.
    pub outside: usize,
    /// The sources that places are of.
    pub sources: Vec<SourceData<'a>>,
    /// The headings that have a question in scope, in order.
    pub groups: Vec<GroupData<'a>>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SourceData<'a> {
    /// Its key.
    pub key: &'a Slug,
    /// Its title.
    pub title: &'a str,
    /// Edition or year.
    pub edition: &'a str,
}

/// A heading with its questions.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GroupData<'a> {
    /// The area or component; null for a group of a selection.
    pub id: Option<&'a Slug>,
    /// For people.
    pub title: String,
    /// What the questions come to.
    pub score: ScoreSummary,
    /// The questions.
    pub questions: Vec<GroupQuestion<'a>>,
}

/// A question under a heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GroupQuestion<'a> {
    /// The question.
    pub question: &'a QuestionId,
    /// Its title.
    pub title: &'a str,
    /// Whether it can hold a level back alone.
    pub must_have: bool,
    /// `rated`, `not_applicable`, `unknown` or `unanswered`, as it counts.
    pub state: &'static str,
    /// The level; null unless rated.
    pub level: Option<Level>,
    /// The progress; null unless rated.
    pub progress: Option<Ratio>,
    /// The practices that are missing for the next level; empty unless rated.
    pub missing: Vec<MissingData<'a>>,
    /// Where the question's practices stand in the sources; sources without a place are left out.
    pub places: Vec<PlaceData<'a>>,
}

/// A practice that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MissingData<'a> {
    /// The practice.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
}

/// Places in a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlaceData<'a> {
    /// The key of the source.
    pub source: &'a Slug,
    /// The places, sorted.
    pub at: Vec<String>,
}

/// The data of `report --format json`.
pub fn groups<'a>(subject: &Subject<'a>, groups: &'a Groups<'a>) -> ReportData<'a> {
    let questionnaire = subject.questionnaire;
    let (status, record) = match subject.status {
        Status::Finished { record, .. } => ("finished", Some(record)),
        Status::Draft => ("draft", None),
    };
    let source = |s: &&'a crate::model::questionnaire::Source| SourceData {
        key: &s.key,
        title: &s.title,
        edition: &s.edition,
    };
    ReportData {
        team: TeamName { id: subject.team, name: subject.team_name },
        period: subject.period,
        status,
        record,
        questionnaire: QuestionnaireName {
            id: &questionnaire.id,
            version: questionnaire.version,
            sha256: subject.questionnaire_hash,
        },
        scope: subject.scope,
        by: groups.kind(),
        selection: match &groups.by {
            By::Selection(id) => Some(id.clone()),
            By::Area | By::Component => None,
        },
        title: groups.title.clone(),
        score: groups.whole.as_ref().map(|set| score_summary(questionnaire, set)),
        outside: groups.outside,
        sources: groups.sources.iter().map(source).collect(),
        groups: groups.groups.iter().map(|g| group(subject, groups, g)).collect(),
    }
}

fn group<'a>(subject: &Subject<'a>, groups: &'a Groups<'a>, group: &'a Grouped<'a>) -> GroupData<'a> {
    GroupData {
        id: group.id,
        title: group.title.clone(),
        score: score_summary(subject.questionnaire, &group.set),
        questions: group.questions.iter().map(|q| question(subject, groups, q)).collect(),
    }
}

fn question<'a>(
    subject: &Subject<'a>,
    groups: &'a Groups<'a>,
    question: &'a QuestionScore,
) -> GroupQuestion<'a> {
    let counted = subject.answers.get(&question.id).filter(|a| a.counts()).map(|a| &a.state);
    let places =
        groups.sources.iter().map(|s| PlaceData { source: &s.key, at: places_in(subject, question, &s.key) });
    GroupQuestion {
        question: &question.id,
        title: subject.title(&question.id),
        must_have: question.must_have,
        state: facts::state_name(counted),
        level: question.standing.level(),
        progress: question.standing.progress(),
        missing: missing(subject, question)
            .into_iter()
            .map(|(id, title)| MissingData { id, title })
            .collect(),
        places: places.filter(|p| !p.at.is_empty()).collect(),
    }
}
