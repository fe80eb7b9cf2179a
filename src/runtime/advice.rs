//! The advisor with the store and the questionnaires: opened, kept, written as a decision record.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use crate::advisor::{Case, NoCase};
use crate::app::Message;
use crate::app::advising::{KeepProblem, OpenedAdvisor};
use crate::app::effect::Effect;
use crate::app::message::ExportProblem;
use crate::model::advice::Inputs;
use crate::model::{Advice, Team, TeamId};
use crate::report::markdown;
use crate::store::{Kind, StoreError};

use super::export;
use super::session::{Session, SessionError, reference};

/// What a team kept.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The last advice.
    pub latest: Option<Advice>,
    /// The last advice of an earlier day: that of today is compared with it.
    pub before: Option<Advice>,
    /// Files that cannot be read, one sentence each.
    pub problems: Vec<String>,
}

/// What a team kept until a day.
///
/// # Errors
/// When the folder cannot be read.
pub fn kept(session: &Session, team: &TeamId, today: NaiveDate) -> Result<Kept, StoreError> {
    let mut kept = Kept::default();
    for entry in session.store.advices(team)? {
        match entry {
            Ok(advice) => {
                if advice.date < today {
                    kept.before = Some(advice.clone());
                }
                kept.latest = Some(advice);
            }
            Err(problem) => kept.problems.push(problem.error.to_string()),
        }
    }
    Ok(kept)
}

/// Opens the advisor of the questionnaire that a team uses, or of the standard one.
///
/// # Errors
/// When the team or its questionnaire is not here.
pub fn open(
    session: &Session,
    team: Option<&TeamId>,
    today: NaiveDate,
) -> Result<OpenedAdvisor, SessionError> {
    let team = team.map(|id| session.store.team(id)).transpose()?;
    let loaded = session.questionnaire(team.as_ref())?;
    let kept = team.as_ref().map_or(Ok(Kept::default()), |t| kept(session, &t.id, today))?;
    Ok(OpenedAdvisor {
        team,
        questionnaire: std::sync::Arc::clone(&loaded.questionnaire),
        latest: kept.latest,
        before: kept.before,
        problems: kept.problems,
    })
}

/// What does not fit, in one sentence.
pub fn refused(problem: NoCase) -> String {
    match problem {
        NoCase::NoAdvisor => "this questionnaire has no advisor".to_owned(),
        NoCase::Inputs(list) => list.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
    }
}

/// Keeps advice of today with a team. Gives the team, what is kept, and where.
///
/// # Errors
/// `Exists` when there is other advice of today and `replace` is not set; else what went wrong, in words.
pub fn keep(
    session: &Session,
    team: &TeamId,
    inputs: &Inputs,
    replace: bool,
    today: NaiveDate,
) -> Result<(Team, Advice, PathBuf), KeepProblem> {
    let other = |e: SessionError| KeepProblem::Other(e.to_string());
    session.may_change().map_err(other)?;
    let found = session.store.team(team).map_err(|e| other(e.into()))?;
    let loaded = session.questionnaire(Some(&found)).map_err(other)?;
    let case = Case::new(&loaded.questionnaire, inputs, today).map_err(|p| KeepProblem::Other(refused(p)))?;
    let advice = case.kept(team, reference(&loaded));
    match session.store.save_advice(&advice, replace) {
        Ok(path) => Ok((found, advice, path)),
        Err(error) if error.kind() == Kind::Conflict => Err(KeepProblem::Exists(team.clone())),
        Err(error) => Err(other(error.into())),
    }
}

/// Performs what the application wants of the advisor; the message says what came of it.
pub(super) fn perform(session: &Session, cwd: &Path, effect: Effect, now: DateTime<Utc>) -> Vec<Message> {
    let today = now.date_naive();
    match effect {
        Effect::OpenAdvisor { team } => {
            let opened = open(session, team.as_ref(), today);
            vec![Message::Advisor(opened.map(Box::new).map_err(|e| e.to_string()))]
        }
        Effect::KeepAdvice { team, inputs, replace } => {
            let kept = keep(session, &team, &inputs, replace, today);
            vec![Message::AdviceKept(kept.map(|(team, advice, _)| Box::new((team, advice))))]
        }
        Effect::WriteDecision { path, team, inputs, replace } => {
            let written = decision(session, team.as_ref(), &inputs, today).map_err(ExportProblem::Other);
            let written = written.and_then(|text| export::to_file(&cwd.join(&path), &text, replace));
            vec![Message::DecisionWritten(match written {
                Ok(()) => Ok(path),
                // The person knows the file by the path that was typed.
                Err(ExportProblem::Exists(_)) => Err(ExportProblem::Exists(path)),
                Err(other) => Err(other),
            })]
        }
        _ => Vec::new(),
    }
}

fn decision(
    session: &Session,
    team: Option<&TeamId>,
    inputs: &Inputs,
    today: NaiveDate,
) -> Result<String, String> {
    let opened = open(session, team, today).map_err(|e| e.to_string())?;
    let case = Case::new(&opened.questionnaire, inputs, today).map_err(refused)?;
    let name = opened.team.as_ref().map(|t| t.name.as_str());
    Ok(markdown::decision(&case.of(name, opened.before.as_ref())))
}
