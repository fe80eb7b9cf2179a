//! `quaymark advise`: which platform fits a team, with reasons. It never touches a score. See `docs/advisor.md`.

use clap::ValueEnum;

use crate::advisor::{Case, NoCase, NotAdvised};
use crate::app::advising::KeepProblem;
use crate::model::advice::Inputs;
use crate::model::{Slug, Team};
use crate::report::json::{self, ADVISE_SCHEMA};
use crate::report::{markdown, text};
use crate::runtime::{Session, advice, session};
use crate::text::spelling::closest;

use super::advise_inputs;
use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::{After, Opening, resolve, write};

/// Columns where nothing says how many there are.
const COLUMNS: usize = 80;
/// The fewest columns that the three results are laid out for.
const FEWEST: usize = 40;

/// `advise`.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark advise                                        answer on the screen
  quaymark advise --tree enterprise,microservices --weight scaling=5 --criterion services=10-30
  quaymark advise --team payments --inputs answers.json --save
  quaymark advise --team payments --last --export md -o decision.md")]
pub struct Args {
    /// Answers from FILE, as JSON with tree, weights and criteria; - is the standard input
    #[arg(long, value_name = "FILE", conflicts_with = "last")]
    inputs: Option<String>,
    /// Begin with the answers that the team kept last
    #[arg(long)]
    last: bool,
    /// The options on the way through the tree, such as simple,learning
    #[arg(long, value_name = "OPTION", value_delimiter = ',')]
    tree: Vec<String>,
    /// How much a requirement of the matrix matters, 0 to 5; 3 where nothing is said
    #[arg(long, value_name = "ID=WEIGHT")]
    weight: Vec<String>,
    /// The answer to a criterion
    #[arg(long, value_name = "ID=OPTION")]
    criterion: Vec<String>,
    /// Write it whole, in this form: a decision record
    #[arg(long, value_name = "FORM", conflicts_with_all = ["json", "plain"])]
    export: Option<Form>,
    /// Write to FILE; - is the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Keep it with the team; one is kept for each day
    #[arg(long)]
    pub save: bool,
    /// Replace FILE, or the advice that was kept today
    #[arg(long)]
    force: bool,
    /// Print JSON (schema quaymark/advise/v1)
    #[arg(long, conflicts_with = "plain")]
    pub json: bool,
    /// One fact per line, for screen readers; without answers: ask in lines
    #[arg(long)]
    plain: bool,
}

/// A form of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Markdown
    Md,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<After, Stop> {
        let session = desk.session()?;
        let team = self.team(desk, &session)?;
        if !self.has_inputs() {
            return self.open(desk, session, team);
        }
        let today = desk.today();
        let loaded = session.questionnaire(team.as_ref())?;
        let kept = match &team {
            Some(team) => advice::kept(&session, &team.id, today)?,
            None => advice::Kept::default(),
        };
        desk.warn_all(&kept.problems);
        let mut inputs = self.base(desk, kept.latest.map(|a| a.inputs), team.as_ref())?;
        self.add(&mut inputs)?;
        let case = Case::new(&loaded.questionnaire, &inputs, today).map_err(|p| refused(&p))?;
        let case = case.of(team.as_ref().map(|t| t.name.as_str()), kept.before.as_ref());
        let reference = session::reference(&loaded);
        let whole = match self.export {
            Some(Form::Md) => markdown::decision(&case),
            None if self.json => {
                let data = json::advise(&case, team.as_ref().map(|t| &t.id), &reference);
                json::document(ADVISE_SCHEMA, data, &kept.problems)?
            }
            None if self.plain || desk.wants_lines() => text::advice_plain(&case).join("\n") + "\n",
            None => text::advice(&case, desk.environment.columns.unwrap_or(COLUMNS).max(FEWEST)),
        };
        let document = self.json || self.export.is_some();
        match self.output.as_deref().filter(|o| *o != "-") {
            Some(file) => {
                write::to_file(desk, file, &whole, self.force)?;
                desk.say(&format!("wrote the advice to {file}"));
            }
            None if document => desk.print_document(&whole)?,
            None => desk.print(&whole)?,
        }
        if self.save
            && let Some(team) = &team
        {
            self.keep(desk, &session, team, &inputs)?;
        }
        Ok(After::Done(Exit::Done))
    }

    fn has_inputs(&self) -> bool {
        self.inputs.is_some()
            || self.last
            || !(self.tree.is_empty() && self.weight.is_empty() && self.criterion.is_empty())
    }

    /// The team that is meant; advice can be for nobody, unless it is kept or begins with what was kept.
    fn team(&self, desk: &Desk<'_>, session: &Session) -> Result<Option<Team>, Stop> {
        let one = resolve::team_ids(session, false).len() == 1;
        if self.save || self.last || one || desk.named_team().is_some() {
            return resolve::default_team(desk, session).map(Some);
        }
        Ok(None)
    }

    /// Opens a face, where one can be opened.
    fn open(&self, desk: &Desk<'_>, session: Session, team: Option<Team>) -> Result<After, Stop> {
        let asks = !self.json && self.export.is_none() && !self.save && self.output.is_none();
        let opening = Opening::Advise { team: team.map(|t| t.id) };
        if asks && (self.plain || (desk.has_terminal() && desk.wants_lines())) {
            return Ok(After::Plain(session, opening));
        }
        if asks && desk.has_terminal() {
            return Ok(After::Tui(session, opening));
        }
        let message = if asks {
            "there is nothing to advise on, and no terminal to ask on (stdin or stdout is not a tty)"
        } else {
            "there is nothing to advise on: no answer was given"
        };
        Err(Stop::usage(message).hint(
            "single answers:   quaymark advise --tree simple,learning --weight scaling=5 --criterion services=3-9\n\
             from a file:      quaymark advise --inputs answers.json\n\
             as kept last:     quaymark advise --team payments --last\n\
             ask in lines:     quaymark advise --plain",
        ))
    }

    /// What the answers start from.
    fn base(&self, desk: &mut Desk<'_>, last: Option<Inputs>, team: Option<&Team>) -> Result<Inputs, Stop> {
        if self.last {
            let id = team.map_or(String::new(), |t| t.id.to_string());
            return last.ok_or_else(|| {
                Stop::new(Exit::NotFound, format!("{id} has kept no advice yet"))
                    .hint(format!("keep some:   quaymark advise --team {id} --inputs answers.json --save"))
            });
        }
        self.inputs.as_deref().map_or(Ok(Inputs::default()), |name| advise_inputs::read(desk, name))
    }

    /// The single answers, over what is there.
    fn add(&self, inputs: &mut Inputs) -> Result<(), Stop> {
        if !self.tree.is_empty() {
            inputs.tree = self.tree.iter().map(|t| id("--tree", t)).collect::<Result<_, _>>()?;
        }
        for text in &self.weight {
            let (key, value) = pair("--weight", text, "scaling=5")?;
            let weight = value.parse().map_err(|_| {
                Stop::usage(format!("--weight {text}: {value:?} is no weight, expected 0 to 5"))
            })?;
            inputs.weights.insert(key, weight);
        }
        for text in &self.criterion {
            let (key, value) = pair("--criterion", text, "services=3-9")?;
            inputs.criteria.insert(key, id("--criterion", value)?);
        }
        Ok(())
    }

    fn keep(&self, desk: &mut Desk<'_>, session: &Session, team: &Team, inputs: &Inputs) -> Result<(), Stop> {
        let today = desk.today();
        let mut outcome = advice::keep(session, &team.id, inputs, self.force, today);
        if matches!(outcome, Err(KeepProblem::Exists(_)))
            && desk.has_terminal()
            && desk.agrees(&format!("{} has kept other advice today; replace it? [y/N]", team.name))?
        {
            outcome = advice::keep(session, &team.id, inputs, true, today);
        }
        match outcome {
            Ok((_, _, path)) => desk.say(&format!("kept with {} in {}", team.name, path.display())),
            Err(KeepProblem::Exists(_)) => {
                let message = format!("{} has kept other advice of {today}; it was left as it is", team.name);
                return Err(Stop::new(Exit::Conflict, message).hint("replace it with --force"));
            }
            Err(KeepProblem::Other(why)) => return Err(Stop::new(Exit::Failed, why)),
        }
        Ok(())
    }
}

fn id(flag: &str, text: &str) -> Result<Slug, Stop> {
    Slug::parse(text.trim()).map_err(|e| Stop::usage(format!("{flag} {text:?}: {e}")))
}

fn pair<'t>(flag: &str, text: &'t str, example: &str) -> Result<(Slug, &'t str), Stop> {
    let Some((key, value)) = text.split_once('=') else {
        return Err(Stop::usage(format!(
            "{flag} {text:?}: expected an id, = and a value, such as {example}"
        )));
    };
    Ok((id(flag, key)?, value.trim()))
}

/// What does not fit the advisor: every problem, with the id that was probably meant.
pub(super) fn refused(problem: &NoCase) -> Stop {
    match problem {
        NoCase::NoAdvisor => Stop::new(Exit::NotFound, "this questionnaire has no advisor"),
        NoCase::Inputs(list) => Stop::usage(list.iter().map(with_nearest).collect::<Vec<_>>().join("\n"))
            .hint("every id:   quaymark questionnaire show --export md, or docs/advisor.md"),
    }
}

fn with_nearest(problem: &NotAdvised) -> String {
    let near = problem.unknown().and_then(|(found, known)| closest(found, known.split(", ")));
    near.map_or_else(|| problem.to_string(), |near| format!("{problem}; did you mean {near}?"))
}
