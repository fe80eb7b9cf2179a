//! What Home shows: drafts, teams with their latest result, and what needs a hand.

use chrono::NaiveDate;

use crate::app::message::{DraftRow, Home, Latest, TeamRow};
use crate::model::{Draft, Questionnaire, Team};
use crate::scoring::scorecard;
use crate::store::{DraftEntry, Record};
use crate::text::Clean;

use super::session::Session;

/// Reads what Home shows. What cannot be read is named among the problems; the rest is shown.
pub fn home(session: &Session, today: NaiveDate) -> Home {
    let mut problems = session.problems.clone();
    let mut teams = Vec::new();
    match session.store.teams() {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(team) if team.archived => {}
                    Ok(team) => teams.push(team_row(session, team, today, &mut problems)),
                    Err(problem) => problems.push(problem.error.to_string()),
                }
            }
        }
        Err(error) => problems.push(error.to_string()),
    }
    let mut drafts = Vec::new();
    match session.store.drafts() {
        Ok(entries) => {
            for entry in entries {
                match draft_row(session, &entry, &teams) {
                    Ok(row) => drafts.push(row),
                    Err(why) => problems.push(why),
                }
            }
        }
        Err(error) => problems.push(error.to_string()),
    }
    latest_first(&mut drafts);
    let data_dir = Clean::line(&session.store.dir().root.display().to_string()).to_string();
    Home { drafts, teams, problems, data_dir, reading: None }
}

/// What is known of Home at once while this many teams are read: where the data is.
pub fn beginning(session: &Session, teams: usize) -> Home {
    let data_dir = Clean::line(&session.store.dir().root.display().to_string()).to_string();
    Home { data_dir, reading: Some(teams), ..Home::default() }
}

/// What comes before the teams are read: where the data is, and the drafts to continue.
pub fn continuing(session: &Session, teams: usize) -> Home {
    let mut known = beginning(session, teams);
    for entry in session.store.drafts().unwrap_or_default() {
        // What cannot be read is told with the whole.
        if let Ok(mut row) = draft_row(session, &entry, &[]) {
            row.name = session.store.team(&row.team).map_or(row.name, |team| team.name);
            known.drafts.push(row);
        }
    }
    latest_first(&mut known.drafts);
    known
}

fn latest_first(drafts: &mut [DraftRow]) {
    drafts.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.team.cmp(&b.team)));
}

fn team_row(session: &Session, team: Team, today: NaiveDate, problems: &mut Vec<String>) -> TeamRow {
    let latest = match session.recent(&team.id, 1, today) {
        Ok((records, bad)) => {
            problems.extend(bad);
            let period = crate::store::periods(&records).into_iter().next_back();
            period.and_then(|p| match crate::store::the_current(&records, &team.id, p) {
                Ok(record) => latest(session, record, problems),
                Err(error) => {
                    problems.push(error.to_string());
                    None
                }
            })
        }
        Err(error) => {
            problems.push(error.to_string());
            None
        }
    };
    let questionnaire = match session.questionnaire(Some(&team)) {
        Ok(loaded) => Some(std::sync::Arc::clone(&loaded.questionnaire)),
        Err(error) => {
            problems.push(error.to_string());
            None
        }
    };
    TeamRow { team, questionnaire, latest }
}

fn latest(session: &Session, record: &Record, problems: &mut Vec<String>) -> Option<Latest> {
    let a = &record.assessment;
    let loaded = match session.questionnaire_of(&a.questionnaire) {
        Ok(loaded) => loaded,
        Err(error) => {
            problems.push(format!("{}: {error}", Clean::line(&record.path.display().to_string())));
            return None;
        }
    };
    let questionnaire = &loaded.questionnaire;
    let overall = scorecard(questionnaire, &a.scope, &a.answers).overall;
    Some(Latest {
        period: a.period,
        score: overall.score,
        level: overall.level,
        level_name: overall.level.map_or(String::new(), |l| questionnaire.level_name(l).to_owned()),
        scope: a.scope.label(questionnaire),
        finished: a.finished.date_naive(),
        record: record.hash.clone(),
    })
}

fn draft_row(session: &Session, entry: &DraftEntry, teams: &[TeamRow]) -> Result<DraftRow, String> {
    let read = entry.draft.as_ref().map_err(ToString::to_string)?;
    let loaded = session
        .questionnaire_of(&read.draft.header.questionnaire)
        .map_err(|e| format!("the draft {} of {}: {e}", entry.period, entry.team))?;
    let (answered, questions) = counts(&read.draft, &loaded.questionnaire);
    let name = teams.iter().find(|t| t.team.id == entry.team);
    Ok(DraftRow {
        team: entry.team.clone(),
        name: name.map_or_else(|| entry.team.to_string(), |t| t.team.name.clone()),
        period: entry.period,
        answered,
        questions,
        amends: read.draft.header.replaces.is_some(),
        flagged: read.draft.answers.values().filter(|a| a.flag.is_some()).count(),
        changed: read.draft.last_change.or(Some(read.draft.header.started)),
    })
}

/// Answered and asked questions of a draft.
pub fn counts(draft: &Draft, questionnaire: &Questionnaire) -> (usize, usize) {
    let answers = draft.effective(questionnaire);
    let asked: Vec<_> = questionnaire
        .questions()
        .filter(|(d, q)| draft.header.scope.contains(questionnaire, d, q))
        .filter(|(_, q)| crate::model::profile::applies(&q.applies_when, &draft.profile))
        .collect();
    (asked.iter().filter(|(_, q)| answers.contains_key(&q.id)).count(), asked.len())
}
