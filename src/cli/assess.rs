//! `quaymark assess`: start or continue an assessment, from a file or with a person.

use crate::app::effect::Start;
use crate::catalog::Loaded;
use crate::json::plain::Limits;
use crate::model::id::slug_from_name;
use crate::model::team::NAME_LIMIT;
use crate::model::{Period, Profile, Scope, Team, TeamId};
use crate::runtime::{Session, SessionError};
use crate::store::{OpenDraft, StoreError};

use super::answers_file::AnswersFile;
use super::desk::Desk;
use super::draft_change::{self, Wanted};
use super::exit::{Exit, Stop};
use super::period::PeriodWord;
use super::{After, Opening, input, profile_words, resolve, scope_words};

/// `assess [TEAM]`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark assess payments
  quaymark assess payments --plain
  quaymark assess payments --answers answers.json --finish
  quaymark assess --name \"Payments\" --profile platform=kubernetes --no-input")]
pub struct Args {
    /// The team; where none is named, the only one, or Home asks
    team: Option<String>,
    /// The quarter: 2026-Q4, now or last
    #[arg(long, value_name = "QUARTER", value_parser = PeriodWord::parse)]
    period: Option<PeriodWord>,
    /// Ask in lines instead of drawing, for screen readers
    #[arg(long, conflicts_with_all = ["answers", "no_input"])]
    plain: bool,
    /// Only this part: a selection, phases, components or dimensions of one kind, joined by commas, such as
    /// foundation, kubernetes or SEC,NET
    #[arg(long, value_name = "PART")]
    scope: Option<String>,
    /// Take answers from FILE; - is the standard input
    #[arg(long, value_name = "FILE")]
    answers: Option<String>,
    /// Finish it when the answers are in
    #[arg(long, requires = "answers")]
    finish: bool,
    /// Ask nothing: start the draft, or leave it as it is
    #[arg(long)]
    no_input: bool,
    /// Add the team with this display name if there is none
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// What the team runs, such as platform=kubernetes or stateful=yes
    #[arg(long, value_name = "KEY=VALUE")]
    profile: Vec<String>,
    /// What the assessment covers: clusters, services, environments
    #[arg(long, value_name = "TEXT")]
    scope_note: Option<String>,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<After, Stop> {
        let asks = self.asks();
        let lines =
            self.plain || desk.environment.plain || (desk.environment.is_dumb() && desk.input_is_terminal());
        if asks && !lines && !desk.has_terminal() {
            return Err(self.no_terminal(desk)?);
        }
        let session = desk.session()?;
        if !asks || self.sets_something() {
            let (team, period) = self.apply(desk, &session)?;
            if !asks {
                return Ok(After::Done(Exit::Done));
            }
            return Ok(face(lines, session, Opening::Draft { team, period }));
        }
        let opening = self.opening(desk, &session)?;
        Ok(face(lines, session, opening))
    }

    /// Whether something is written before a face is opened, or without one.
    pub(super) fn changes(&self) -> bool {
        !self.asks() || self.sets_something()
    }

    /// Whether a face is opened for a person.
    fn asks(&self) -> bool {
        self.answers.is_none() && !self.no_input
    }

    fn sets_something(&self) -> bool {
        self.name.is_some() || self.scope.is_some() || self.scope_note.is_some() || !self.profile.is_empty()
    }

    /// What to do without a terminal. That there is no such team is said first.
    fn no_terminal(&self, desk: &mut Desk<'_>) -> Result<Stop, Stop> {
        if let (Some(name), None) = (self.team.as_deref(), &self.name) {
            resolve::team(&desk.session()?, name).map_err(|stop| self.or_add(stop))?;
        }
        let team = self.team.as_deref().unwrap_or("payments");
        let hint = format!(
            "answer from a file:   quaymark assess {team} --answers answers.json\n\
             start the draft:      quaymark assess {team} --no-input\n\
             one answer:           quaymark answer {team}@draft SEC-Q1 2"
        );
        Ok(Stop::usage("there is no terminal to draw on (stdin or stdout is not a tty)").hint(hint))
    }

    /// What a face opens first: the draft, or a new assessment.
    fn opening(&self, desk: &Desk<'_>, session: &Session) -> Result<Opening, Stop> {
        let unnamed = self.team.is_none() && desk.named_team().is_none();
        let teams = if unnamed { resolve::team_ids(session, false).len() } else { 1 };
        if teams > 1 && self.period.is_none() {
            // Home asks which one.
            return Ok(Opening::Home);
        }
        if teams == 0 {
            // A new team's quarters start in January until it says otherwise.
            let period = self.period.map(|word| word.on(desk.today(), 1));
            period.map(|period| Session::likely(period, desk.today())).transpose()?;
            return Ok(Opening::New { team: None, period });
        }
        let team = resolve::team_or_default(desk, session, self.team.as_deref())?;
        let period = self.period(desk, session, &team)?;
        if resolve::drafts(session, &team.id).contains(&period) {
            return Ok(Opening::Draft { team: team.id, period });
        }
        must_be_startable(desk, session, &team, period)?;
        Ok(Opening::New { team: Some(team.id), period: self.period.map(|_| period) })
    }

    /// The quarter: the one that was named, else that of the only draft, else the running one.
    fn period(&self, desk: &Desk<'_>, session: &Session, team: &Team) -> Result<Period, Stop> {
        let now = PeriodWord::Now.on(desk.today(), team.quarter_starts);
        if let Some(word) = self.period {
            return Ok(word.on(desk.today(), team.quarter_starts));
        }
        match resolve::drafts(session, &team.id).as_slice() {
            [] => Ok(now),
            [only] => Ok(*only),
            several if several.contains(&now) => Ok(now),
            _ => resolve::the_draft(desk, session, team, None)
                .map_err(|stop| stop.hint("name its quarter with --period 2026-Q4")),
        }
    }

    /// Starts or continues the draft and puts everything in that was given: all of it or nothing.
    fn apply(&self, desk: &mut Desk<'_>, session: &Session) -> Result<(TeamId, Period), Stop> {
        let (team, is_new) = self.team(desk, session)?;
        let period = self.period(desk, session, &team)?;
        let there = open_or_startable(desk, session, &team, period)?;
        let loaded = match &there {
            Some(open) => session.questionnaire_of(&open.draft().header.questionnaire)?,
            None => session.questionnaire(Some(&team))?,
        };
        Self::other_questionnaire(desk, session, &team);
        let questionnaire = &loaded.questionnaire;
        let scope = self.scope(questionnaire, there.as_ref())?;
        let file = self.file(desk, &loaded)?;
        let mut profile = match &there {
            Some(open) => open.draft().profile.clone(),
            None => team.profile.clone(),
        };
        if let Some(file) = &file {
            profile.0.extend(file.profile.0.clone());
        }
        profile_words::apply(questionnaire, &mut profile, &self.profile)?;
        let accepted =
            file.map(|file| file.accept(questionnaire, &scope, &profile, desk.today())).transpose()?;
        // From here on everything is right, and files are written.
        let started = there.is_none();
        let mut open = match there {
            Some(open) => open,
            None => start(desk, session, (&team, is_new), period, scope, &profile)?,
        };
        let (answers, changed) = accepted.map(|a| (a.answers, a.made_canonical)).unwrap_or_default();
        let wanted = Wanted { answers, profile: Some(profile), scope_note: self.scope_note.clone() };
        let lines = draft_change::lines(open.draft(), questionnaire, wanted, desk.now);
        if let Err(stop) = draft_change::save(&mut open, &lines) {
            if started {
                // Without what was to be in it, it is not what was asked for. Where even this fails, it stays.
                let _ = open.discard();
            }
            return Err(stop);
        }
        if !changed.is_empty() {
            let ids: Vec<&str> = changed.iter().map(crate::model::QuestionId::as_str).collect();
            desk.say(&format!("made canonical from the practices in place: {}", ids.join(", ")));
        }
        self.end(desk, session, team, &mut open, (&loaded, started, lines.len()))?;
        Ok((open.draft().header.team.clone(), period))
    }

    /// Says so when a questionnaire was named and the team keeps its own.
    fn other_questionnaire(desk: &mut Desk<'_>, session: &Session, team: &Team) {
        if desk.global.questionnaire.is_some() && team.questionnaire != session.default {
            desk.warn(&format!(
                "{0} uses the questionnaire {1}; to change that: quaymark team edit {0} --questionnaire {2}",
                team.id, team.questionnaire, session.default
            ));
        }
    }

    /// Says what changed; finishes where that was asked for.
    fn end(
        &self,
        desk: &mut Desk<'_>,
        session: &Session,
        team: Team,
        open: &mut OpenDraft,
        (loaded, started, changes): (&Loaded, bool, usize),
    ) -> Result<(), Stop> {
        if self.finish {
            return draft_change::finish(desk, session, team, open);
        }
        if self.asks() {
            // The face that opens now shows it.
            return Ok(());
        }
        let verb = if started { "started" } else { "continued" };
        let period = open.draft().header.period;
        let progress = draft_change::progress(open.draft(), &loaded.questionnaire);
        let s = if changes == 1 { "" } else { "s" };
        desk.say(&format!("{verb} {} {}: {changes} change{s}, {progress}", team.name, period.spoken()));
        let finish = resolve::finish_command(session, &team.id, period);
        desk.next(&format!("quaymark assess {}, or {finish}", team.id));
        Ok(())
    }

    /// The team, or a new one that is not written yet.
    fn team(&self, desk: &Desk<'_>, session: &Session) -> Result<(Team, bool), Stop> {
        let Some(name) = &self.name else {
            let team = resolve::team_or_default(desk, session, self.team.as_deref());
            return team.map(|t| (t, false)).map_err(|stop| self.or_add(stop));
        };
        let team = new_team(session, name, self.team.as_deref())?;
        match session.store.team(&team.id) {
            Ok(there) if there.name == team.name => Ok((there, false)),
            Ok(there) => Err(Stop::new(
                Exit::Conflict,
                format!(
                    "the team {} is there already and called {:?}; nothing was changed",
                    there.id, there.name
                ),
            )
            .hint(format!("leave out --name, or rename it:   quaymark team edit {} --name NAME", there.id))),
            Err(StoreError::NoTeam { .. }) => Ok((team, true)),
            Err(other) => Err(other.into()),
        }
    }

    fn or_add(&self, stop: Stop) -> Stop {
        match (&self.team, stop) {
            (Some(name), Stop::Problem(problem)) if problem.exit == Exit::NotFound => {
                let more = match TeamId::parse(name) {
                    Ok(id) => format!("or at once:    quaymark assess {id} --name \"Payments\" ..."),
                    Err(_) => format!("or at once:    quaymark assess --name {name:?} ..."),
                };
                let hint = format!("{}\n{more}", problem.hint);
                Stop::Problem(problem).hint(hint)
            }
            (_, stop) => stop,
        }
    }

    fn scope(
        &self,
        questionnaire: &crate::model::Questionnaire,
        there: Option<&OpenDraft>,
    ) -> Result<Scope, Stop> {
        let wanted = self.scope.as_deref().map(|text| scope_words::parse(questionnaire, text)).transpose()?;
        match (there, wanted) {
            (None, wanted) => Ok(wanted.unwrap_or_default()),
            (Some(open), None) => Ok(open.draft().header.scope.clone()),
            (Some(open), Some(wanted)) if wanted == open.draft().header.scope => Ok(wanted),
            (Some(open), Some(_)) => {
                let header = &open.draft().header;
                let label = header.scope.label(questionnaire).unwrap_or_else(|| "everything".to_owned());
                Err(Stop::new(
                    Exit::Conflict,
                    format!(
                        "the draft {} of {} covers {label}; the scope of a draft does not change",
                        header.period, header.team
                    ),
                )
                .hint(format!(
                    "leave out --scope to continue it, or finish it first\n\
                     or start over:   quaymark discard {} --period {}",
                    header.team, header.period
                )))
            }
        }
    }

    fn file(&self, desk: &mut Desk<'_>, loaded: &Loaded) -> Result<Option<AnswersFile>, Stop> {
        let Some(name) = &self.answers else { return Ok(None) };
        let (shown, bytes) =
            if name == "-" { ("<stdin>", desk.read_input()?) } else { (name.as_str(), read(desk, name)?) };
        AnswersFile::parse(shown, &bytes, &loaded.questionnaire).map(Some)
    }
}

fn read(desk: &Desk<'_>, name: &str) -> Result<Vec<u8>, Stop> {
    input::read_file(&desk.environment.cwd.join(name), Limits::FILE.bytes).map_err(Stop::nothing_changed)
}

fn face(lines: bool, session: Session, opening: Opening) -> After {
    if lines { After::Plain(session, opening) } else { After::Tui(session, opening) }
}

/// Starts the draft, and with it the team where it is new.
fn start(
    desk: &mut Desk<'_>,
    session: &Session,
    (team, is_new): (&Team, bool),
    period: Period,
    scope: Scope,
    profile: &Profile,
) -> Result<OpenDraft, Stop> {
    let start = Start {
        team: team.id.clone(),
        new_name: is_new.then(|| team.name.clone()),
        questionnaire: Some(team.questionnaire.clone()),
        period,
        scope,
        scope_note: String::new(),
        profile: profile.clone(),
        from_last: true,
    };
    let (open, _) = session.start(&start, desk.now)?;
    if is_new {
        desk.say(&format!("added the team {} ({})", team.name, team.id));
    }
    Ok(open)
}

/// The draft of a quarter, held open; none when it can be started.
fn open_or_startable(
    desk: &mut Desk<'_>,
    session: &Session,
    team: &Team,
    period: Period,
) -> Result<Option<OpenDraft>, Stop> {
    if resolve::drafts(session, &team.id).contains(&period) {
        let (open, opened) = session.open(&team.id, period)?;
        desk.warn_all(&opened.notices);
        return Ok(Some(open));
    }
    must_be_startable(desk, session, team, period)?;
    Ok(None)
}

/// Refuses a quarter that cannot be started, before anything is asked or written.
fn must_be_startable(desk: &Desk<'_>, session: &Session, team: &Team, period: Period) -> Result<(), Stop> {
    let refused = session.startable(team, period, desk.today());
    let finished = matches!(refused, Err(SessionError::AlreadyFinished { .. }));
    refused.map_err(|error| {
        let stop = Stop::from(error);
        if !finished {
            return stop;
        }
        stop.hint(format!("assess another quarter: quaymark assess {} --period {}", team.id, period.next()))
    })
}

/// A team that is not written yet: its id is given, or made from its name.
///
/// # Errors
/// Wrong usage when the name or the id cannot be.
pub fn new_team(session: &Session, name: &str, id: Option<&str>) -> Result<Team, Stop> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > NAME_LIMIT {
        return Err(Stop::usage(format!("a team needs a name of 1 to {NAME_LIMIT} characters")));
    }
    let id = match id {
        Some(id) => TeamId::parse(id).map_err(|e| Stop::usage(e.to_string()))?,
        None => TeamId::parse(&slug_from_name(name)).map_err(|_| {
            Stop::usage(format!("the name {name:?} suggests no id, which needs letters a-z or digits"))
                .hint("name one:   quaymark team add NAME --id payments")
        })?,
    };
    Ok(Team::new(id, name.to_owned(), session.questionnaire(None)?.questionnaire.id.clone()))
}
