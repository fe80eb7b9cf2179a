//! The command line: one file per command. It never draws, and asks only before a draft is discarded; what
//! needs a person is handed back to the caller, who opens a face for it. See `docs/cli.md`.

pub mod advise;
mod advise_inputs;
pub mod answer;
mod answers_file;
pub mod arguments;
pub mod assess;
pub mod compare;
pub mod complete;
pub mod completions;
pub mod config;
pub mod demo;
pub mod desk;
mod desk_settings;
pub mod discard;
pub mod doctor;
pub mod doctor_settings;
mod draft_change;
mod edition;
pub mod exit;
pub mod explain;
pub mod finish;
pub mod init;
mod input;
pub mod keys;
pub mod list;
pub mod man;
pub mod migrate;
mod pathway_words;
mod period;
mod profile_words;
pub mod question;
pub mod questionnaire;
pub mod questionnaire_diff;
mod questionnaire_new;
pub mod reference;
pub mod reopen;
pub mod report;
mod resolve;
pub mod roadmap;
pub mod schema;
mod scope_words;
pub mod show;
pub mod team;
pub mod trend;
pub mod validate;
mod write;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::FromArgMatches;

use crate::model::{Period, Settings, TeamId};
use crate::runtime::{Environment, Session};
use crate::text::Glyphs;

use arguments::{Arguments, Command, parser};
use desk::Desk;
pub use desk::Streams;
use exit::{Exit, Problem, Stop};

/// What is left to do after the command line was read.
pub enum Outcome {
    /// Nothing: the exit code.
    Done(u8),
    /// Open the terminal interface.
    Tui(Box<Begin>),
    /// Ask in lines, without drawing.
    Plain(Box<Begin>),
}

/// What an interactive face starts with.
pub struct Begin {
    /// Store and questionnaires.
    pub session: Session,
    /// Where relative paths start.
    pub cwd: PathBuf,
    /// What to open first.
    pub opening: Opening,
    /// The settings, with what the command line and the environment say.
    pub settings: Settings,
    /// The characters to draw with where nobody says which: what the locale can show.
    pub glyphs: Glyphs,
    /// Whether the teams are invented; drop it when the face has ended.
    pub demo: Option<demo::Demo>,
}

/// What an interactive face opens first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// The first screen.
    Home,
    /// A new assessment, of a team or of one that is yet to be named.
    New {
        /// The team.
        team: Option<TeamId>,
        /// The quarter, where it was named.
        period: Option<Period>,
    },
    /// The latest result of a team.
    Latest {
        /// The team.
        team: TeamId,
    },
    /// The advisor, of a team or for nobody yet.
    Advise {
        /// The team.
        team: Option<TeamId>,
    },
    /// A draft.
    Draft {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
}

/// What a command leaves to do.
enum After {
    Done(Exit),
    Tui(Session, Opening),
    Plain(Session, Opening),
}

/// Reads the arguments (the first is the program's name), runs the command, and says what is left to do.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    streams: Streams<'_>,
    now: DateTime<Utc>,
) -> Outcome {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let wants_json = arguments.iter().any(|a| a == "--json");
    let parsed = arguments::bare(&arguments).unwrap_or_else(|| {
        parser()
            .try_get_matches_from(arguments)
            .and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches))
    });
    match parsed {
        Ok(Arguments { global, command }) => {
            let json = command.as_ref().is_some_and(Command::json);
            let mut desk = Desk::new(streams, environment.clone(), global, now);
            let after = match &command {
                Some(command) => read_only(command, &desk).and_then(|()| perform(command, &mut desk)),
                None => home(&mut desk),
            };
            match after {
                Ok(After::Done(exit)) => Outcome::Done(exit.code()),
                Ok(After::Tui(session, opening)) => {
                    Outcome::Tui(Box::new(begin(&mut desk, session, opening)))
                }
                Ok(After::Plain(session, opening)) => {
                    Outcome::Plain(Box::new(begin(&mut desk, session, opening)))
                }
                Err(stop) => Outcome::Done(ended(&mut desk, &stop, json)),
            }
        }
        Err(error) => {
            let global = arguments::Global::default();
            let mut desk = Desk::new(streams, environment.clone(), global, now);
            Outcome::Done(not_parsed(&mut desk, &error, wants_json))
        }
    }
}

fn begin(desk: &mut Desk<'_>, session: Session, opening: Opening) -> Begin {
    Begin {
        session,
        cwd: desk.environment.cwd.clone(),
        opening,
        settings: desk.settings(),
        glyphs: desk.locale_glyphs(),
        demo: desk.demo.take(),
    }
}

fn ended(desk: &mut Desk<'_>, stop: &Stop, json: bool) -> u8 {
    if let Stop::Problem(problem) = stop {
        desk.report(problem, json);
    }
    stop.exit().code()
}

/// Help and version go to the standard output; anything else is wrong usage.
fn not_parsed(desk: &mut Desk<'_>, error: &clap::Error, json: bool) -> u8 {
    let text = error.render().to_string();
    if !error.use_stderr() {
        return match desk.print_document(&text) {
            Ok(()) => 0,
            Err(stop) => ended(desk, &stop, json),
        };
    }
    let message = text.strip_prefix("error: ").unwrap_or(&text).trim_end().to_owned();
    desk.report(&Problem { exit: Exit::Usage, message, hint: String::new() }, json);
    Exit::Usage.code()
}

/// Refuses a command that changes data while nothing may be changed.
fn read_only(command: &Command, desk: &Desk<'_>) -> Result<(), Stop> {
    if !desk.global.read_only || !command.changes() {
        return Ok(());
    }
    Err(Stop::usage("this command changes data, and --read-only says that nothing may be changed")
        .hint("leave out --read-only"))
}

fn perform(command: &Command, desk: &mut Desk<'_>) -> Result<After, Stop> {
    let exit = match command {
        Command::Assess(args) => return args.run(desk),
        Command::Answer(args) => args.run(desk),
        Command::Finish(args) => args.run(desk),
        Command::Discard(args) => args.run(desk),
        Command::Reopen(args) => args.run(desk),
        Command::List(args) => args.run(desk),
        Command::Show(args) => args.run(desk),
        Command::Report(args) => args.run(desk),
        Command::Explain(args) => args.run(desk),
        Command::Compare(args) => args.run(desk),
        Command::Trend(args) => args.run(desk),
        Command::Migrate(args) => args.run(desk),
        Command::Roadmap(args) => args.run(desk),
        Command::Validate(args) => args.run(desk),
        Command::Question(args) => args.run(desk),
        Command::Questionnaire(args) => args.run(desk),
        Command::Team(args) => args.run(desk),
        Command::Init(args) => args.run(desk),
        Command::Schema(args) => args.run(desk),
        Command::Keys(args) => args.run(desk),
        Command::Config(args) => args.run(desk),
        Command::Doctor(args) => args.run(desk),
        Command::Completions(args) => args.run(desk),
        Command::Man(args) => args.run(desk),
        Command::Advise(args) => return args.run(desk),
        Command::Demo(args) => return args.run(desk),
    };
    exit.map(After::Done)
}

/// No command: the terminal interface where there is a terminal; else a short help.
fn home(desk: &mut Desk<'_>) -> Result<After, Stop> {
    // Lines can come from a pipe too.
    if !desk.has_terminal() && !desk.environment.plain {
        return Err(Stop::usage("there is no terminal to draw on (stdin or stdout is not a tty)").hint(
            "the latest result:    quaymark show payments\n\
             answer from a file:   quaymark assess payments --answers answers.json\n\
             all commands:         quaymark --help",
        ));
    }
    let session = desk.session()?;
    let opening = opening(desk, &session)?;
    Ok(if desk.wants_lines() { After::Plain(session, opening) } else { After::Tui(session, opening) })
}

/// Home, or what `--team` opens: the team's draft, else its latest result, else a new assessment.
fn opening(desk: &Desk<'_>, session: &Session) -> Result<Opening, Stop> {
    let Some(name) = desk.global.default_team.as_deref() else { return Ok(Opening::Home) };
    let team = resolve::team(session, name)?;
    let drafts = resolve::drafts(session, &team.id);
    if let Some(period) = drafts.last().copied() {
        return Ok(Opening::Draft { team: team.id, period });
    }
    let (records, _) = session.records(&team.id, desk.today())?;
    Ok(if records.is_empty() {
        Opening::New { team: Some(team.id), period: None }
    } else {
        Opening::Latest { team: team.id }
    })
}
