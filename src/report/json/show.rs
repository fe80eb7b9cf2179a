//! The data of `show --json`.

use serde::Serialize;

use crate::model::{
    Answer, AnswerState, Confidence, Evidence, Hash, Level, Period, PracticeId, QuestionId, QuestionnaireId,
    Ratio, Scope, Slug, TeamId, Version,
};
use crate::scoring::{QuestionScore, Summary, summary};

use super::super::facts;
use super::super::subject::{Options, Status, Subject};
use super::pathway::PathwayData;

/// `data` of `show --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ShowData<'a> {
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
    /// Which part of it.
    pub scope: &'a Scope,
    /// Score, dimensions, phases and levels.
    #[serde(flatten)]
    pub figures: Summary,
    /// How far along a pathway, with `--pathway` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pathway: Option<PathwayData<'a>>,
    /// Every question in scope, with `--view questions` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Vec<AnswerData<'a>>>,
}

/// A team by id and display name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TeamName<'a> {
    /// The id.
    pub id: &'a TeamId,
    /// The display name.
    pub name: &'a str,
}

/// Which questionnaire an assessment is scored with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionnaireName<'a> {
    /// The id.
    pub id: &'a QuestionnaireId,
    /// The version.
    pub version: Version,
    /// The hash of its bundle.
    pub sha256: &'a Hash,
}

/// One question in scope with its answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerData<'a> {
    /// The question.
    pub question: &'a QuestionId,
    /// `rated`, `not_applicable`, `unknown` or `unanswered`, as it counts.
    pub state: &'static str,
    /// The level; null unless rated.
    pub level: Option<Level>,
    /// Practices in place above the level, by id.
    pub also: Vec<&'a PracticeId>,
    /// The progress; null unless rated.
    pub progress: Option<Ratio>,
    /// Why it is not applicable; null otherwise.
    pub reason: Option<&'a Slug>,
    /// How sure the team is.
    pub confidence: Option<Confidence>,
    /// The text of the flag, empty without notes; null when there is no flag.
    pub flag: Option<&'a str>,
    /// The note; null without notes.
    pub note: Option<&'a str>,
    /// The evidence; empty without notes.
    pub evidence: &'a [Evidence],
}

/// The data of `show --json`; with `answers`, also every question.
pub fn show<'a>(subject: &Subject<'a>, answers: bool, options: Options) -> ShowData<'a> {
    let questionnaire = subject.questionnaire;
    let (status, record) = match subject.status {
        Status::Finished { record, .. } => ("finished", Some(record)),
        Status::Draft => ("draft", None),
    };
    let list = || subject.scorecard.questions.iter().map(|q| answer(subject, q, options)).collect();
    ShowData {
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
        figures: summary(questionnaire, subject.scorecard),
        pathway: None,
        answers: answers.then(list),
    }
}

fn answer<'a>(subject: &Subject<'a>, question: &'a QuestionScore, options: Options) -> AnswerData<'a> {
    use crate::scoring::Standing;
    let stored: Option<&'a Answer> = subject.answers.get(&question.id);
    let said = stored.filter(|_| options.notes);
    let flag = stored.and_then(|a| a.flag.as_deref());
    let (level, reason) = (
        question.standing.level(),
        match &question.standing {
            Standing::NotApplicable(reason) => Some(reason),
            _ => None,
        },
    );
    let also = match (&question.standing, subject.questionnaire.question(&question.id)) {
        (Standing::Rated { level, in_place, .. }, Some(q)) => {
            let mut above: Vec<&PracticeId> = q
                .practices()
                .filter(|(l, p)| l > level && in_place.contains(&p.id))
                .map(|(_, p)| &p.id)
                .collect();
            above.sort();
            above
        }
        _ => Vec::new(),
    };
    let counted: Option<&AnswerState> = stored.filter(|a| a.counts()).map(|a| &a.state);
    AnswerData {
        question: &question.id,
        state: facts::state_name(counted),
        level,
        also,
        progress: question.standing.progress(),
        reason,
        confidence: stored.and_then(|a| a.confidence),
        flag: if options.notes { flag } else { flag.map(|_| "") },
        note: said.and_then(|a| a.note.as_deref()),
        evidence: said.map_or(&[], |a| a.evidence.as_slice()),
    }
}
