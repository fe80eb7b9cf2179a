//! `quaymark list`: teams with their finished assessments and drafts.

use std::collections::BTreeMap;

use crate::model::{Draft, Hash, Level, Period, Team, TeamId};
use crate::report::json;
use crate::runtime::home::counts;
use crate::runtime::{Dossier, Session};
use crate::scoring::Number;
use crate::store::{self, DraftEntry, Record};
use crate::text::{Clean, width};

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::resolve;

/// The schema name of `list --json`.
pub const LIST_SCHEMA: &str = "quaymark/list/v1";

/// `list`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark list
  quaymark list --team payments --json")]
pub struct Args {
    /// Print JSON (schema quaymark/list/v1)
    #[arg(long)]
    pub json: bool,
}

/// `data` of `list --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListData {
    /// The teams by id, archived ones too.
    pub teams: Vec<ListedTeam>,
}

/// One team of `list --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListedTeam {
    /// The id.
    pub id: TeamId,
    /// The display name. People's text.
    pub name: String,
    /// Whether it is put aside.
    pub archived: bool,
    /// Running drafts, latest quarter first.
    pub drafts: Vec<ListedDraft>,
    /// Finished assessments, latest quarter first; amended ones too.
    pub finished: Vec<ListedRecord>,
}

/// One draft.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListedDraft {
    /// The quarter.
    pub period: Period,
    /// Answered questions.
    pub answered: usize,
    /// Questions that are asked.
    pub questions: usize,
    /// The record that it amends.
    pub replaces: Option<Hash>,
}

/// One finished assessment.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListedRecord {
    /// The quarter.
    pub period: Period,
    /// The hash of the record.
    pub record: Hash,
    /// The day it was finished.
    pub finished: chrono::NaiveDate,
    /// Whether no other record replaces it.
    pub current: bool,
    /// The score; null when nothing is applicable, or its questionnaire is not here.
    pub score: Option<Number>,
    /// The level; null as the score.
    pub level: Option<Level>,
    /// The name of the level.
    pub level_name: Option<String>,
    /// The scope, where it is not the whole questionnaire.
    pub scope: Option<String>,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let mut warnings = Vec::new();
        let mut teams = Vec::new();
        if let Some(name) = &desk.global.default_team.clone() {
            teams.push(resolve::team(&session, name)?);
        } else {
            for entry in session.store.teams()? {
                match entry {
                    Ok(team) => teams.push(team),
                    Err(problem) => warnings.push(problem.error.to_string()),
                }
            }
        }
        let mut drafts = drafts_by_team(&session, &mut warnings);
        let mut listed = Vec::new();
        for team in teams {
            let drafts = drafts.remove(&team.id).unwrap_or_default();
            listed.push(listed_team(desk, &session, team, &drafts, &mut warnings)?);
        }
        if self.json {
            // In words the session has said these on its own.
            warnings.splice(0..0, session.problems.iter().cloned());
            desk.print_document(&json::document(LIST_SCHEMA, ListData { teams: listed }, &warnings)?)?;
            return Ok(Exit::Done);
        }
        desk.warn_all(&warnings);
        if listed.is_empty() {
            desk.say("no teams yet");
            desk.next("quaymark team add \"Payments\"");
        } else {
            desk.print(&lines(&listed).join("\n"))?;
        }
        Ok(Exit::Done)
    }
}

fn listed_team(
    desk: &Desk<'_>,
    session: &Session,
    team: Team,
    drafts: &[DraftEntry],
    warnings: &mut Vec<String>,
) -> Result<ListedTeam, Stop> {
    let (records, bad) = session.records(&team.id, desk.today())?;
    warnings.extend(bad);
    let mut finished = Vec::new();
    for record in records.iter().rev() {
        let current =
            store::current(&records, record.assessment.period).iter().any(|r| r.path == record.path);
        finished.push(listed_record(session, &team, record, current, warnings));
    }
    let mut running = Vec::new();
    for entry in drafts.iter().rev() {
        match &entry.draft {
            Ok(read) => running.push(listed_draft(session, &read.draft, warnings)),
            Err(error) => warnings.push(error.to_string()),
        }
    }
    Ok(ListedTeam { id: team.id, name: team.name, archived: team.archived, drafts: running, finished })
}

/// The drafts of each team by quarter; every journal is read once.
fn drafts_by_team(session: &Session, warnings: &mut Vec<String>) -> BTreeMap<TeamId, Vec<DraftEntry>> {
    let mut by_team: BTreeMap<TeamId, Vec<DraftEntry>> = BTreeMap::new();
    match session.store.drafts() {
        Ok(all) => {
            for entry in all {
                by_team.entry(entry.team.clone()).or_default().push(entry);
            }
        }
        Err(error) => warnings.push(error.to_string()),
    }
    by_team
}

fn listed_draft(session: &Session, draft: &Draft, warnings: &mut Vec<String>) -> ListedDraft {
    let (answered, questions) = match session.questionnaire_of(&draft.header.questionnaire) {
        Ok(loaded) => counts(draft, &loaded.questionnaire),
        Err(error) => {
            warnings.push(format!("the draft {} of {}: {error}", draft.header.period, draft.header.team));
            (draft.answers.len(), 0)
        }
    };
    ListedDraft { period: draft.header.period, answered, questions, replaces: draft.header.replaces.clone() }
}

fn listed_record(
    session: &Session,
    team: &Team,
    record: &Record,
    current: bool,
    warnings: &mut Vec<String>,
) -> ListedRecord {
    let dossier = Dossier::of_record(session, team.clone(), record);
    if let Err(error) = &dossier {
        warnings.push(format!("{} {}: {error}", team.id, record.assessment.period));
    }
    let known = dossier.as_ref().ok();
    let overall = known.map(|d| &d.card.overall);
    let level = overall.and_then(|o| o.level);
    ListedRecord {
        period: record.assessment.period,
        record: record.hash.clone(),
        finished: record.assessment.finished.date_naive(),
        current,
        score: overall.and_then(|o| o.score).map(Number::score),
        level,
        level_name: level.zip(known).map(|(l, d)| d.loaded.questionnaire.level_name(l).to_owned()),
        scope: known.and_then(|d| d.scope.label(&d.loaded.questionnaire)),
    }
}

fn lines(teams: &[ListedTeam]) -> Vec<String> {
    let mut lines = Vec::new();
    for team in teams {
        let archived = if team.archived { "  archived" } else { "" };
        lines.push(format!("{}  ({}){archived}", Clean::line(&team.name), team.id));
        if team.drafts.is_empty() && team.finished.is_empty() {
            lines.push(format!("  nothing yet; start with: quaymark assess {}", team.id));
        }
        for draft in &team.drafts {
            let amends =
                draft.replaces.as_ref().map(|h| format!(", amends {}", h.short())).unwrap_or_default();
            lines.push(format!(
                "  {}  draft     {} of {} answered{amends}",
                draft.period.spoken(),
                draft.answered,
                draft.questions
            ));
        }
        lines.extend(team.finished.iter().map(record_line));
    }
    lines
}

fn record_line(record: &ListedRecord) -> String {
    let score = record.score.as_ref().map_or("-", |n| n.display.as_str());
    let level = match (record.level, &record.level_name) {
        (Some(level), Some(name)) => format!("level {level} {name}"),
        _ => "no level".to_owned(),
    };
    let scope = record.scope.as_ref().map(|s| format!(" within {s}")).unwrap_or_default();
    let replaced = if record.current { "" } else { "  replaced" };
    format!(
        "  {}  finished  {}  {level}{scope}   {}{replaced}",
        record.period.spoken(),
        width::pad(score, 4),
        record.record.short()
    )
}
