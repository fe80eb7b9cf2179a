//! `quaymark team`: add, list, edit and archive teams.

use clap::Subcommand;

use crate::model::strict::Extra;
use crate::model::team::{Member, NAME_LIMIT};
use crate::model::{Level, Period, PersonId, Team};
use crate::report::json;
use crate::runtime::Session;
use crate::store::StoreError;
use crate::text::width;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::{assess, pathway_words, profile_words, resolve};

/// The schema name of `team list --json`.
pub const TEAM_LIST_SCHEMA: &str = "quaymark/team-list/v1";

/// `team add|list|edit|archive`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark team add \"Payments\" --profile platform=kubernetes
  quaymark team list")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Add a team
    #[command(before_help = "Examples:
  quaymark team add \"Payments\"
  quaymark team add \"Support\" --questionnaire our-service
  quaymark team add \"Data Platform\" --id data --profile platform=kubernetes,host --capacity 12")]
    Add {
        /// The display name
        name: String,
        /// The id, which is also the folder's name; made from the name where none is given
        #[arg(long)]
        id: Option<String>,
        #[command(flatten)]
        settings: Settings,
    },
    /// List teams
    #[command(before_help = "Examples:
  quaymark team list
  quaymark team list --all --json")]
    List {
        /// Archived teams too
        #[arg(long)]
        all: bool,
        /// Print JSON (schema quaymark/team-list/v1)
        #[arg(long)]
        json: bool,
    },
    /// Change a team's settings
    #[command(before_help = "Examples:
  quaymark team edit payments --name \"Payments EU\"
  quaymark team edit payments --profile stateful=yes --profile platform=
  quaymark team edit payments --member ana=Ana --goal 3
  quaymark team edit payments --questionnaire our-service")]
    Edit {
        /// The team
        team: String,
        /// The display name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        settings: Settings,
    },
    /// Put a team aside; nothing is deleted
    #[command(before_help = "Examples:
  quaymark team archive payments
  quaymark team archive payments --undo")]
    Archive {
        /// The team
        team: String,
        /// Take it back
        #[arg(long)]
        undo: bool,
    },
}

/// What can be set of a team.
#[derive(Debug, clap::Args)]
struct Settings {
    /// A word to find it by; given words replace those there are, an empty one takes them away
    #[arg(long, value_name = "WORD")]
    tag: Vec<String>,
    /// A person; an empty name takes the person away
    #[arg(long, value_name = "ID=NAME")]
    member: Vec<String>,
    /// What the team runs, such as platform=kubernetes,host; an empty value takes the answer away
    #[arg(long, value_name = "KEY=VALUE")]
    profile: Vec<String>,
    /// Effort points per quarter
    #[arg(long, value_name = "POINTS", value_parser = clap::value_parser!(u32).range(1..))]
    capacity: Option<u32>,
    /// The level to reach, 1 to 4; 0 is the next level
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(0..=4))]
    goal: Option<u8>,
    /// The pathway that orders its roadmap; an empty one takes it away
    #[arg(long, value_name = "PATHWAY")]
    pathway: Option<String>,
    /// The month in which its first quarter starts, 1 to 12
    #[arg(long, value_name = "MONTH", value_parser = clap::value_parser!(u8).range(1..=12))]
    quarter_starts: Option<u8>,
}

/// `data` of `team list --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TeamListData {
    /// The teams by id.
    pub teams: Vec<TeamData>,
}

/// One team of `team list --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TeamData {
    /// The settings as they are in `team.json`.
    #[serde(flatten)]
    pub team: Team,
    /// The quarters with finished assessments.
    pub finished: Vec<Period>,
    /// The quarters with drafts.
    pub drafts: Vec<Period>,
}

impl Args {
    /// Whether a team is changed.
    pub(super) fn changes(&self) -> bool {
        !matches!(self.action, Action::List { .. })
    }

    pub(super) fn json(&self) -> bool {
        matches!(self.action, Action::List { json: true, .. })
    }

    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        match &self.action {
            Action::Add { name, id, settings } => add(desk, &session, name, id.as_deref(), settings)?,
            Action::List { all, json } => list(desk, &session, *all, *json)?,
            Action::Edit { team, name, settings } => {
                let team = resolve::team(&session, team)?;
                edit(desk, &session, team, name.as_deref(), settings)?;
            }
            Action::Archive { team, undo } => {
                let team = resolve::team(&session, team)?;
                archive(desk, &session, team, !undo)?;
            }
        }
        Ok(Exit::Done)
    }
}

fn add(
    desk: &mut Desk<'_>,
    session: &Session,
    name: &str,
    id: Option<&str>,
    settings: &Settings,
) -> Result<(), Stop> {
    let mut team = assess::new_team(session, name, id)?;
    settings.apply(session, &mut team)?;
    session.store.create_team(&team).map_err(|error| match error {
        StoreError::TeamExists { .. } => {
            let hint = format!("change it with quaymark team edit {0}, or give another --id", team.id);
            Stop::from(error).hint(hint)
        }
        other => Stop::from(other),
    })?;
    desk.say(&format!("added the team {} ({})", team.name, team.id));
    questions(desk, session, &team)?;
    desk.next(&format!("quaymark assess {}", team.id));
    Ok(())
}

fn edit(
    desk: &mut Desk<'_>,
    session: &Session,
    mut team: Team,
    name: Option<&str>,
    settings: &Settings,
) -> Result<(), Stop> {
    let before = team.clone();
    if let Some(name) = name.map(str::trim) {
        if name.is_empty() || name.chars().count() > NAME_LIMIT {
            return Err(Stop::usage(format!("a team needs a name of 1 to {NAME_LIMIT} characters")));
        }
        name.clone_into(&mut team.name);
    }
    if desk.global.questionnaire.is_some() {
        team.questionnaire = session.default.clone();
    }
    settings.apply(session, &mut team)?;
    if team == before {
        desk.say(&format!("{}: nothing changed", team.id));
        return Ok(());
    }
    session.store.save_team(&team)?;
    desk.say(&format!("changed the settings of {} ({}); drafts keep their profile", team.name, team.id));
    questions(desk, session, &team)?;
    desk.next("quaymark team list");
    Ok(())
}

/// Says which questionnaire a team has where one was named, and warns when it will not be found without that.
fn questions(desk: &mut Desk<'_>, session: &Session, team: &Team) -> Result<(), Stop> {
    let Some(named) = desk.global.questionnaire.clone() else { return Ok(()) };
    let loaded = session.questionnaire(Some(team))?;
    let content = &loaded.questionnaire;
    desk.say(&format!("its next assessment asks {} {}", content.id, content.version));
    if !session.stays_at_hand() {
        let folder = session.store.dir().questionnaires().join(content.id.as_str());
        desk.warn(&format!(
            "{} is outside the data directory: name it with --questionnaire each time, or copy it to {}",
            named.display(),
            folder.display()
        ));
    }
    Ok(())
}

fn archive(desk: &mut Desk<'_>, session: &Session, mut team: Team, archived: bool) -> Result<(), Stop> {
    if team.archived == archived {
        desk.say(&format!("{}: nothing changed", team.id));
        return Ok(());
    }
    team.archived = archived;
    session.store.save_team(&team)?;
    if archived {
        desk.say(&format!("put {} ({}) aside; its records stay as they are", team.name, team.id));
        desk.next(&format!("quaymark team archive {} --undo takes it back", team.id));
    } else {
        desk.say(&format!("took {} ({}) back", team.name, team.id));
        desk.next(&format!("quaymark assess {}", team.id));
    }
    Ok(())
}

impl Settings {
    fn apply(&self, session: &Session, team: &mut Team) -> Result<(), Stop> {
        if !self.tag.is_empty() {
            team.tags = self.tag.iter().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty()).collect();
        }
        for word in &self.member {
            member(team, word)?;
        }
        if !self.profile.is_empty() {
            let loaded = session.questionnaire(Some(team))?;
            profile_words::apply(&loaded.questionnaire, &mut team.profile, &self.profile)?;
        }
        if let Some(capacity) = self.capacity {
            team.capacity = capacity;
        }
        if let Some(goal) = self.goal {
            team.targets.goal = Level::new(goal).filter(|l| *l > Level::ZERO);
        }
        if let Some(word) = &self.pathway {
            let loaded = session.questionnaire(Some(team))?;
            team.pathway = pathway_words::parse(&loaded.questionnaire, &team.profile, word)?
                .map(|c| c.pathway.id.clone());
        }
        if let Some(month) = self.quarter_starts {
            team.quarter_starts = month;
        }
        Ok(())
    }
}

fn member(team: &mut Team, word: &str) -> Result<(), Stop> {
    let (id, name) =
        word.split_once('=').ok_or_else(|| Stop::usage(format!("--member {word:?} is not ID=NAME")))?;
    let id = PersonId::parse(id).map_err(|e| Stop::usage(e.to_string()))?;
    let name = name.trim().to_owned();
    match team.members.iter_mut().find(|m| m.id == id) {
        Some(_) if name.is_empty() => team.members.retain(|m| m.id != id),
        Some(there) => there.name = name,
        None if name.is_empty() => {}
        None => team.members.push(Member { id, name, extra: Extra::default() }),
    }
    Ok(())
}

fn list(desk: &mut Desk<'_>, session: &Session, all: bool, as_json: bool) -> Result<(), Stop> {
    let mut warnings = Vec::new();
    let mut rows = Vec::new();
    for entry in session.store.teams()? {
        match entry {
            Ok(team) if team.archived && !all => {}
            Ok(team) => {
                let (records, bad) = session.records(&team.id, desk.today())?;
                warnings.extend(bad);
                let finished = crate::store::periods(&records).into_iter().collect();
                let drafts = resolve::drafts(session, &team.id);
                rows.push(TeamData { team, finished, drafts });
            }
            Err(problem) => warnings.push(problem.error.to_string()),
        }
    }
    if as_json {
        return desk.print_document(&json::document(
            TEAM_LIST_SCHEMA,
            TeamListData { teams: rows },
            &warnings,
        )?);
    }
    desk.warn_all(&warnings);
    if rows.is_empty() {
        desk.say("no teams yet");
        desk.next("quaymark team add \"Payments\"");
        return Ok(());
    }
    let ids = rows.iter().map(|r| width::cells(r.team.id.as_str())).max().unwrap_or_default();
    let lines: Vec<String> = rows.iter().map(|row| line(row, ids)).collect();
    desk.print(&lines.join("\n"))
}

fn line(row: &TeamData, ids: usize) -> String {
    let name = crate::text::Clean::line(&row.team.name);
    let latest =
        row.finished.last().map_or("none finished".to_owned(), |p| format!("finished {}", p.spoken()));
    let drafts: Vec<String> = row.drafts.iter().map(|p| p.spoken()).collect();
    let draft = if drafts.is_empty() { String::new() } else { format!(", draft {}", drafts.join(", ")) };
    let archived = if row.team.archived { ", archived" } else { "" };
    format!("{}  {name}   {latest}{draft}{archived}", width::pad(row.team.id.as_str(), ids))
}
