//! From names on the command line to teams, records and drafts, with messages that name what there is.

use std::path::Path;
use std::sync::Arc;

use crate::catalog::{self, Loaded};
use crate::model::strict::Extra;
use crate::model::{Assessment, Hash, Period, QuestionnaireRef, Team, TeamId};
use crate::runtime::warnings::warnings_of;
use crate::runtime::{Dossier, Session};
use crate::store::{self, Record, StoreError, the_current};
use crate::text::spelling::closest;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::period::PeriodWord;
use super::reference::{Reference, Which};

/// How many folders above a record its questionnaire is looked for.
const FOLDERS_ABOVE: usize = 4;

/// The team of a name. A name that no team has is not found, with the closest one and all there are.
///
/// # Errors
/// `NotFound`, or what is wrong with the team's file.
pub fn team(session: &Session, name: &str) -> Result<Team, Stop> {
    match TeamId::parse(name).map(|id| session.store.team(&id)) {
        Ok(Ok(team)) => Ok(team),
        Ok(Err(StoreError::NoTeam { .. })) | Err(_) => Err(no_team(session, name)),
        Ok(Err(other)) => Err(other.into()),
    }
}

fn no_team(session: &Session, name: &str) -> Stop {
    let ids = team_ids(session, true);
    let near = closest(&name.to_lowercase(), ids.iter().map(TeamId::as_str));
    let meant = near.map(|id| format!("; did you mean {id}?")).unwrap_or_default();
    let list = if ids.is_empty() {
        "there is no team yet; add one:   quaymark team add \"Payments\"".to_owned()
    } else {
        format!("teams: {}\nadd another:   quaymark team add \"Payments\"", listed(&ids))
    };
    Stop::new(Exit::NotFound, format!("there is no team {name:?}{meant}")).hint(list)
}

/// The ids of the teams that can be read, in order.
pub fn team_ids(session: &Session, archived: bool) -> Vec<TeamId> {
    let teams = session.store.teams().unwrap_or_default();
    teams.into_iter().flatten().filter(|t| archived || !t.archived).map(|t| t.id).collect()
}

fn listed(ids: &[TeamId]) -> String {
    ids.iter().map(TeamId::as_str).collect::<Vec<_>>().join(", ")
}

/// The team that is meant where none is named: `--team`, `QUAYMARK_TEAM`, or the only one there is.
///
/// # Errors
/// Wrong usage when there are several, `NotFound` when there is none.
pub fn default_team(desk: &Desk<'_>, session: &Session) -> Result<Team, Stop> {
    if let Some((who, name)) = desk.named_team() {
        return team(session, name).map_err(|stop| match stop {
            Stop::Problem(mut p) => {
                p.message = format!("{who}: {}", p.message);
                Stop::Problem(p)
            }
            other @ Stop::ClosedPipe => other,
        });
    }
    match team_ids(session, false).as_slice() {
        [] => Err(Stop::new(Exit::NotFound, "there is no team yet")
            .hint("add one:   quaymark team add \"Payments\"")),
        [only] => team(session, only.as_str()),
        several => Err(Stop::usage(format!("which team? there are {}: {}", several.len(), listed(several)))
            .hint("name one with --team TEAM, or set QUAYMARK_TEAM")),
    }
}

/// A team by its name where one is given, else the one that is meant.
///
/// # Errors
/// As `team` and `default_team`.
pub fn team_or_default(desk: &Desk<'_>, session: &Session, name: Option<&str>) -> Result<Team, Stop> {
    match name {
        Some(name) => team(session, name),
        None => default_team(desk, session),
    }
}

/// What a REF names, with everything that reports need.
///
/// # Errors
/// `NotFound`, `Conflict` when two records stand against each other, wrong usage, or what cannot be read.
pub fn dossier(desk: &mut Desk<'_>, session: &Session, text: Option<&str>) -> Result<Dossier, Stop> {
    let reference = match text {
        Some(text) => Reference::parse(text)?,
        None => Reference::Team(default_team(desk, session)?.id.to_string(), Which::Latest),
    };
    match reference {
        Reference::Team(name, Which::Draft) => {
            let team = team(session, &name)?;
            let period = the_draft(desk, session, &team, None)?;
            let read = session.store.read_draft(&team.id, period)?;
            if let Some(why) = &read.torn {
                desk.warn(&format!("the end of the draft cannot be read: {why}"));
            }
            Ok(Dossier::of_draft(session, team, &read.draft)?)
        }
        Reference::Team(name, which) => {
            let team = team(session, &name)?;
            let found = record(desk, session, &team, which)?;
            Ok(Dossier::of_record(session, team, &found)?)
        }
        Reference::File(path) => {
            let path = desk.environment.cwd.join(path);
            let (assessment, hash) = read_file(&path)?;
            foreign(session, &assessment, hash, path.parent())
        }
        Reference::Input => {
            let bytes = desk.read_input()?;
            let assessment =
                store::format::assessment(Path::new("<stdin>"), &bytes).map_err(StoreError::from)?;
            let cwd = desk.environment.cwd.clone();
            foreign(session, &assessment, crate::json::sha256(&bytes), Some(&cwd))
        }
    }
}

fn read_file(path: &Path) -> Result<(Assessment, Hash), Stop> {
    store::read_record(path).map_err(|error| match &error {
        StoreError::Read { cause, .. } if cause.kind() == std::io::ErrorKind::NotFound => {
            Stop::new(Exit::NotFound, error.to_string())
        }
        _ => error.into(),
    })
}

/// A finished record of a team in this data directory. What cannot be read is named on the way.
///
/// # Errors
/// `NotFound`, or `Conflict` when two records stand against each other.
pub fn record(desk: &mut Desk<'_>, session: &Session, team: &Team, which: Which) -> Result<Record, Stop> {
    let (records, bad) = session.records(&team.id, desk.today())?;
    for problem in &bad {
        desk.warn(problem);
    }
    let periods: Vec<Period> = store::periods(&records).into_iter().collect();
    let Some(latest) = periods.last().copied() else { return Err(no_records(session, team)) };
    let period = match which {
        Which::Latest | Which::Draft => latest,
        Which::In(word) => word.on(desk.today(), team.quarter_starts),
        Which::Before(n) => {
            let place = periods.len().checked_sub(n + 1).and_then(|i| periods.get(i));
            *place.ok_or_else(|| {
                let message = format!("{} has no finished assessment {n} before the latest", team.id);
                Stop::new(Exit::NotFound, message).hint(those(&team.id, &periods))
            })?
        }
    };
    match the_current(&records, &team.id, period) {
        Ok(record) => Ok(record.clone()),
        Err(error @ StoreError::TwoCurrent { .. }) => {
            let folder = session.store.dir().records(&team.id);
            Err(Stop::from(error).hint(format!("they are in {}", folder.display())))
        }
        Err(error) => Err(Stop::from(error).hint(those(&team.id, &periods))),
    }
}

fn those(team: &TeamId, periods: &[Period]) -> String {
    let names: Vec<String> = periods.iter().map(|p| format!("{team}@{p}")).collect();
    format!("there are: {}", names.join(", "))
}

fn no_records(session: &Session, team: &Team) -> Stop {
    let stop = Stop::new(Exit::NotFound, format!("{} has no finished assessment yet", team.id));
    let running = drafts(session, &team.id);
    let Some(first) = running.first().copied() else {
        return stop.hint(format!("start one:   quaymark assess {}", team.id));
    };
    let finish = finish_command(session, &team.id, first);
    if running.len() > 1 {
        stop.hint(format!("finish one of its drafts:   {finish}"))
    } else {
        stop.hint(format!("see its draft:   quaymark show {}@draft\nfinish it:       {finish}", team.id))
    }
}

/// The quarters for which a team has a draft, in order.
pub fn drafts(session: &Session, team: &TeamId) -> Vec<Period> {
    session.store.draft_periods(team).unwrap_or_default()
}

/// The command that finishes a draft; it names the quarter where the team has several.
pub fn finish_command(session: &Session, team: &TeamId, period: Period) -> String {
    if drafts(session, team).len() > 1 {
        format!("quaymark finish {team} --period {period}")
    } else {
        format!("quaymark finish {team}")
    }
}

/// The quarter of the one draft that is meant.
///
/// # Errors
/// `NotFound` when there is none, `Conflict` when there are several and no quarter was named.
pub fn the_draft(
    desk: &Desk<'_>,
    session: &Session,
    team: &Team,
    period: Option<Period>,
) -> Result<Period, Stop> {
    let (id, found) = (&team.id, drafts(session, &team.id));
    match (period, found.as_slice()) {
        (Some(period), list) if list.contains(&period) => Ok(period),
        (None, [only]) => Ok(*only),
        (Some(_), _) | (None, []) => Err(no_draft(desk, session, team, period)),
        (None, several) => {
            let names: Vec<String> = several.iter().map(ToString::to_string).collect();
            let message = format!("{id} has {} drafts: {}", several.len(), names.join(", "));
            Err(Stop::new(Exit::Conflict, message).hint(format!(
                "name the quarter of the one you mean, or finish one\n\
                 or discard one:   quaymark discard {id} --period QUARTER"
            )))
        }
    }
}

/// There is no draft: a quarter that is finished is reopened, another one is started.
fn no_draft(desk: &Desk<'_>, session: &Session, team: &Team, wanted: Option<Period>) -> Stop {
    let id = &team.id;
    let period = wanted.unwrap_or_else(|| PeriodWord::Now.on(desk.today(), team.quarter_starts));
    let records = session.records(id, desk.today()).map(|(records, _)| records).unwrap_or_default();
    let finished = store::periods(&records).contains(&period);
    let of = wanted.map(|p| format!(" for {p}")).unwrap_or_default();
    let stop = Stop::new(Exit::NotFound, format!("{id} has no draft{of}"));
    if finished {
        return stop
            .hint(format!("{} is finished; amend it:   quaymark reopen {id}@{period}", period.spoken()));
    }
    let named = wanted.map(|p| format!(" --period {p}")).unwrap_or_default();
    stop.hint(format!("start one:   quaymark assess {id}{named} --no-input"))
}

/// Says what to run after a report was read: a finished one leads to its roadmap, with `more` options, a draft to
/// where it is continued. A REF that cannot be named again says nothing.
pub fn next_after(
    desk: &mut Desk<'_>,
    session: &Session,
    dossier: &Dossier,
    reference: Option<&str>,
    more: &str,
) {
    let team = &dossier.team.id;
    if dossier.finished.is_none() {
        let several = drafts(session, team).len() > 1;
        let period = if several { format!(" --period {}", dossier.period) } else { String::new() };
        desk.next(&format!("quaymark assess {team}{period}"));
        return;
    }
    let reference = reference.unwrap_or(team.as_str());
    if reference != "-" && !reference.contains(char::is_whitespace) {
        desk.next(&format!("quaymark roadmap {reference}{more}"));
    }
}

/// The quarter of the draft that a REF of `answer` or `finish` means.
///
/// # Errors
/// As `the_draft`; wrong usage for a file.
pub fn draft_of(desk: &Desk<'_>, session: &Session, text: &str) -> Result<(Team, Period), Stop> {
    let Reference::Team(name, which) = Reference::parse(text)? else {
        return Err(Stop::usage(format!("{text:?} is a file; answers are given in a draft"))
            .hint("name the draft:   payments@draft"));
    };
    let team = team(session, &name)?;
    let word: Option<PeriodWord> = match which {
        Which::Latest | Which::Draft => None,
        Which::In(word) => Some(word),
        Which::Before(_) => {
            return Err(Stop::usage(format!("{text:?} is a finished assessment, which never changes"))
                .hint(format!("amend it:   quaymark reopen {text}")));
        }
    };
    let wanted = word.map(|w| w.on(desk.today(), team.quarter_starts));
    let period = the_draft(desk, session, &team, wanted)?;
    Ok((team, period))
}

/// A record from elsewhere: its team as it is known here or by its id, its questionnaire from here or from beside it.
fn foreign(
    session: &Session,
    assessment: &Assessment,
    hash: Hash,
    folder: Option<&Path>,
) -> Result<Dossier, Stop> {
    let id = &assessment.team;
    let known = session.store.team(id).ok();
    let team =
        known.unwrap_or_else(|| Team::new(id.clone(), id.to_string(), assessment.questionnaire.id.clone()));
    let loaded = match session.questionnaire_of(&assessment.questionnaire) {
        Ok(loaded) => loaded,
        Err(error) => beside(session, &assessment.questionnaire, folder).ok_or(error)?,
    };
    let warnings = warnings_of(assessment, &loaded.questionnaire);
    Ok(Dossier::of_assessment(team, assessment, hash, loaded, warnings))
}

/// The kept bundle of a questionnaire in a folder `questionnaires/` near a record.
fn beside(session: &Session, wanted: &QuestionnaireRef, folder: Option<&Path>) -> Option<Arc<Loaded>> {
    let reference = QuestionnaireRef { extra: Extra::default(), ..wanted.clone() };
    let path = session.store.dir().bundle(&reference);
    let name = path.file_name()?;
    let near = folder?.ancestors().take(FOLDERS_ABOVE).map(|f| f.join("questionnaires").join(name));
    near.filter_map(|path| catalog::load_kept(&path).ok())
        .find(|loaded| loaded.sha256 == wanted.sha256)
        .map(Arc::new)
}
