//! What Home shows: drafts, teams with their latest results, and what needs a hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::app::home::{
    Choice, DimensionResult, DraftRow, HeldBack, Home, Latest, Problem, Quick, Revision, TREND, TeamRow,
};
use crate::catalog::{Loaded, Origin};
use crate::model::AnswerState;
use crate::model::profile::applies;
use crate::model::{DimensionCode, Draft, Period, Questionnaire, Ratio, Scope, Slug, Team, TeamId};
use crate::scoring::scorecard;
use crate::store::{self, Record, the_current};
use crate::text::Clean;
use crate::text::natural::natural;

use super::problems::at_file;
use super::session::Session;

/// How many quarters of a team are read for Home. Those before them are read when somebody asks for them.
const QUARTERS: usize = 8;

/// Reads what Home shows. What cannot be read is named among the problems; the rest is shown.
pub fn home(session: &Session, today: NaiveDate) -> Home {
    let mut problems: Vec<Problem> = session.problems.iter().map(Problem::sentence).collect();
    let mut names = BTreeMap::new();
    let mut teams = Vec::new();
    let mut archived = Vec::new();
    match session.store.teams() {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(team) => {
                        names.insert(team.id.clone(), team.name.clone());
                        if team.archived {
                            archived.push((team.id, team.name));
                        } else {
                            teams.push(team_row(session, team, today, &mut problems));
                        }
                    }
                    Err(problem) => {
                        let file =
                            if problem.path.is_dir() { problem.path.join("team.json") } else { problem.path };
                        let meanwhile = "The team is not shown until it is corrected.";
                        problems.push(at_file(session, &file, &problem.error, meanwhile));
                    }
                }
            }
        }
        Err(error) => problems.push(Problem::sentence(error.to_string())),
    }
    teams.sort_by_cached_key(|t| (t.due.is_none(), t.due, natural(&t.team.name), t.team.id.clone()));
    let drafts = drafts(session, &names, &mut problems);
    let root = &session.store.dir().root;
    Home {
        drafts,
        teams,
        archived,
        problems,
        quick: quick(session),
        questionnaires: questionnaires(session),
        data_dir: Clean::line(&root.display().to_string()).to_string(),
        no_folder: !root.exists(),
        ..Home::default()
    }
}

/// The questionnaires to choose from, where there is more than one.
fn questionnaires(session: &Session) -> Vec<Choice> {
    let ids = session.catalog.ids();
    if ids.len() < 2 {
        return Vec::new();
    }
    let loaded = ids.iter().filter_map(|id| session.catalog.newest(id));
    loaded.map(|l| Choice { questionnaire: Arc::clone(&l.questionnaire), from: origin(l) }).collect()
}

/// The selection that the first run offers beside the whole.
fn quick(session: &Session) -> Option<Quick> {
    let (title, questions) = session.catalog.quick(&session.default)?;
    let scope = Scope::Selection { id: Slug::parse("quick").ok()? };
    Some(Quick { scope, title, questions })
}

fn drafts(session: &Session, names: &BTreeMap<TeamId, String>, problems: &mut Vec<Problem>) -> Vec<DraftRow> {
    let entries = match session.store.drafts() {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(Problem::sentence(error.to_string()));
            return Vec::new();
        }
    };
    let mut drafts = Vec::new();
    for entry in entries {
        let (team, period) = (&entry.team, entry.period);
        let path = session.store.dir().journal(team, period);
        match entry.draft {
            Err(error) => {
                let meanwhile = "The draft is not shown until it is corrected.";
                problems.push(at_file(session, &path, &error, meanwhile));
            }
            Ok(read) => {
                let name = names.get(team).cloned().unwrap_or_else(|| team.to_string());
                match draft_row(session, &read.draft, name) {
                    Ok(row) => drafts.push(row),
                    Err(why) => {
                        problems.push(Problem::sentence(format!("the draft {period} of {team}: {why}")));
                    }
                }
            }
        }
    }
    latest_first(&mut drafts);
    drafts
}

/// What is known of Home at once while this many teams are read: where the data is.
pub fn beginning(session: &Session, teams: usize) -> Home {
    let data_dir = Clean::line(&session.store.dir().root.display().to_string()).to_string();
    Home { data_dir, reading: Some(teams), ..Home::default() }
}

/// What comes before the teams are read: where the data is, and the drafts to continue.
pub fn continuing(session: &Session, teams: usize) -> Home {
    let names: BTreeMap<TeamId, String> = session
        .store
        .drafts()
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| session.store.team(&entry.team).ok())
        .map(|team| (team.id, team.name))
        .collect();
    // What cannot be read is told with the whole.
    Home { drafts: drafts(session, &names, &mut Vec::new()), ..beginning(session, teams) }
}

fn latest_first(drafts: &mut [DraftRow]) {
    drafts.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.team.cmp(&b.team)));
}

fn team_row(session: &Session, team: Team, today: NaiveDate, problems: &mut Vec<Problem>) -> TeamRow {
    let records = readable(session, &team, today, problems);
    let current: Vec<&Record> = store::periods(&records)
        .into_iter()
        .filter_map(|period| match the_current(&records, &team.id, period) {
            Ok(record) => Some(record),
            Err(error) => {
                problems.push(Problem::sentence(error.to_string()));
                None
            }
        })
        .collect();
    let last =
        current.last().and_then(|record| match session.questionnaire_of(&record.assessment.questionnaire) {
            Ok(loaded) => Some((*record, loaded)),
            Err(error) => {
                let path = Clean::line(&record.path.display().to_string()).to_string();
                problems.push(Problem::sentence(format!("{path}: {error}")));
                None
            }
        });
    let next =
        session.questionnaire(Some(&team)).map_err(|e| problems.push(Problem::sentence(e.to_string()))).ok();
    let revision = match (&last, &next) {
        (Some((_, was)), Some(next))
            if was.sha256 != next.sha256 && was.questionnaire.id == next.questionnaire.id =>
        {
            Some(Revision::between(&was.questionnaire, &next.questionnaire))
        }
        _ => None,
    };
    TeamRow {
        latest: last.as_ref().map(|(record, loaded)| latest(record, &loaded.questionnaire)),
        trend: trend(session, &current),
        finished: current.len().min(QUARTERS),
        due: current.last().and_then(|record| due(record.assessment.period, &team)),
        from: next.as_deref().map_or(String::new(), origin),
        questionnaire: next.map(|loaded| Arc::clone(&loaded.questionnaire)),
        revision,
        team,
    }
}

/// When the next assessment is due: so many days after the last day of a quarter.
fn due(period: Period, team: &Team) -> Option<NaiveDate> {
    let (_, last) = period.days(team.quarter_starts)?;
    last.checked_add_days(Days::new(u64::from(team.cadence_days)))
}

fn origin(loaded: &Loaded) -> String {
    match &loaded.origin {
        Origin::BuiltIn => "built in".to_owned(),
        Origin::Folder(path) | Origin::Kept(path) => Clean::line(&path.display().to_string()).to_string(),
    }
}

/// The records that can be read. The others are problems.
fn readable(session: &Session, team: &Team, today: NaiveDate, problems: &mut Vec<Problem>) -> Vec<Record> {
    let entries = match session.store.recent(&team.id, QUARTERS, today) {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(Problem::sentence(error.to_string()));
            return Vec::new();
        }
    };
    let meanwhile = format!("The history of {} is shown without it until it is corrected.", team.name);
    let mut records = Vec::new();
    for entry in entries {
        match entry {
            Ok(record) => records.push(record),
            Err(problem) => problems.push(at_file(session, &problem.path, &problem.error, &meanwhile)),
        }
    }
    records
}

/// The scores of the last current records of the whole, each with its own questionnaire, oldest first.
fn trend(session: &Session, current: &[&Record]) -> Vec<Ratio> {
    // Scores of different questionnaires are no line.
    let id = current.last().map(|record| &record.assessment.questionnaire.id);
    let whole = current
        .iter()
        .rev()
        .map(|record| &record.assessment)
        .filter(|a| a.scope == Scope::All && Some(&a.questionnaire.id) == id);
    let mut scores: Vec<Ratio> = whole
        .filter_map(|a| {
            let loaded = session.questionnaire_of(&a.questionnaire).ok()?;
            scorecard(&loaded.questionnaire, &a.scope, &a.answers).overall.score
        })
        .take(TREND)
        .collect();
    scores.reverse();
    scores
}

fn latest(record: &Record, questionnaire: &Questionnaire) -> Latest {
    let a = &record.assessment;
    let card = scorecard(questionnaire, &a.scope, &a.answers);
    let title = |code: &DimensionCode| {
        questionnaire.dimensions.iter().find(|d| d.code == *code).map(|d| d.title.clone())
    };
    Latest {
        period: a.period,
        score: card.overall.score,
        level: card.overall.level,
        level_name: card.overall.level.map_or(String::new(), |l| questionnaire.level_name(l).to_owned()),
        scope: a.scope.label(questionnaire),
        finished: a.finished.date_naive(),
        questionnaire: a.questionnaire.id.clone(),
        record: record.hash.clone(),
        dimensions: card
            .dimensions
            .iter()
            .map(|(code, set)| DimensionResult {
                code: code.clone(),
                title: title(code).unwrap_or_default(),
                score: set.score,
            })
            .collect(),
        held_back: HeldBack::of(questionnaire, &card),
    }
}

/// A draft in numbers. The error is why its questionnaire is not here, in words.
pub(super) fn draft_row(session: &Session, draft: &Draft, name: String) -> Result<DraftRow, String> {
    let header = &draft.header;
    let loaded = session.questionnaire_of(&header.questionnaire).map_err(|e| e.to_string())?;
    let questionnaire = &loaded.questionnaire;
    let (answered, questions) = counts(draft, questionnaire);
    let answers = draft.effective(questionnaire);
    let unknown = answers.values().filter(|a| matches!(a.state, AnswerState::Unknown)).count();
    Ok(DraftRow {
        team: header.team.clone(),
        name,
        period: header.period,
        answered,
        questions,
        unknown,
        not_applicable: scorecard(questionnaire, &header.scope, &answers).overall.not_applicable,
        amends: header.replaces.is_some(),
        flagged: draft.answers.values().filter(|a| a.flag.is_some()).count(),
        changed: draft.last_change.or(Some(header.started)),
    })
}

/// Answered and asked questions of a draft.
pub fn counts(draft: &Draft, questionnaire: &Questionnaire) -> (usize, usize) {
    let answers = draft.effective(questionnaire);
    let asked: Vec<_> = questionnaire
        .questions()
        .filter(|(d, q)| draft.header.scope.contains(questionnaire, d, q))
        .filter(|(_, q)| applies(&q.applies_when, &draft.profile))
        .collect();
    (asked.iter().filter(|(_, q)| answers.contains_key(&q.id)).count(), asked.len())
}
