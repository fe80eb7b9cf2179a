//! What the command line can say: the commands, the options that all of them take, and the form of their help.

use std::path::PathBuf;

use clap::{ColorChoice, CommandFactory, Parser, Subcommand, ValueEnum};

use super::{
    advise, answer, assess, compare, completions, config, demo, discard, doctor, explain, finish, init, keys,
    list, man, migrate, question, questionnaire, reopen, report, roadmap, schema, show, team, trend,
    validate,
};

/// The help of every command: what it does, examples, then usage and options.
const HELP: &str = "{about}\n\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Everything on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "quaymark",
    version,
    about = "Assess once a quarter how well your team runs containers: score, level, roadmap",
    subcommand_negates_reqs = true,
    before_help = "Examples:
  quaymark                                open the terminal interface
  quaymark team add \"Payments\"            add a team
  quaymark assess payments                start or continue its assessment
  quaymark show payments                  the latest result
  quaymark roadmap payments --export md   the next steps as Markdown",
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a check did not hold, 4 not found, 5 conflict,\n128 + n ended by signal n; a draft is saved"
)]
pub struct Arguments {
    /// Options that every command takes.
    #[command(flatten)]
    pub global: Global,
    /// The command; none opens the terminal interface.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Keep and find data in DIR
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Use the settings in FILE
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use the questionnaire in a folder too, or one at hand, for new teams; `team edit` gives it to its team
    #[arg(long, global = true, value_name = "DIR|ID")]
    pub questionnaire: Option<PathBuf>,
    /// The team, where none is named [default: `QUAYMARK_TEAM`, else the only one]
    #[arg(long = "team", global = true, value_name = "TEAM")]
    pub default_team: Option<String>,
    /// Change nothing, for showing results to others
    #[arg(long, global = true)]
    pub read_only: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColourChoice,
    /// Which characters to draw with [default: `QUAYMARK_GLYPHS`, else the settings]
    #[arg(long, global = true, value_name = "WHICH")]
    pub glyphs: Option<GlyphChoice>,
    /// Say nothing but data and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more about what is used
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColourChoice {
    /// Where the terminal and `NO_COLOR` allow it
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Which characters to draw with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GlyphChoice {
    /// What the locale can show
    Auto,
    /// Boxes and blocks
    Unicode,
    /// ASCII only
    Ascii,
}

impl GlyphChoice {
    /// The choice of a word such as in `QUAYMARK_GLYPHS`; none for another word.
    pub fn named(word: &str) -> Option<Self> {
        Self::from_str(word, true).ok()
    }
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start or continue an assessment
    Assess(assess::Args),
    /// Set one answer in a draft
    Answer(answer::Args),
    /// Finish a draft: it becomes a record that never changes
    Finish(finish::Args),
    /// Discard a draft: it moves to the trash
    Discard(discard::Args),
    /// Start a draft that amends a finished assessment
    Reopen(reopen::Args),
    /// List teams and their assessments
    List(list::Args),
    /// Show a result
    Show(show::Args),
    /// Show a result by area, component or security controls
    Report(report::Args),
    /// Show the terms of every number
    Explain(explain::Args),
    /// Compare two assessments: what changed, and why
    Compare(compare::Args),
    /// Show the finished assessments of a team over time
    Trend(trend::Args),
    /// Show an assessment under another version of its questionnaire
    Migrate(migrate::Args),
    /// Show the next steps
    Roadmap(roadmap::Args),
    /// Find out which platform fits, with reasons
    Advise(advise::Args),
    /// Check records, drafts, teams and questionnaires
    Validate(validate::Args),
    /// Read one question
    Question(question::Args),
    /// List the questionnaires, write a whole one, see what changed between two, or begin your own
    Questionnaire(questionnaire::Args),
    /// Add, list, edit and archive teams
    Team(team::Args),
    /// Make .quaymark in this working tree
    Init(init::Args),
    /// Print the JSON Schema of a file or of a --json output
    Schema(schema::Args),
    /// Print the keys of the terminal interface
    Keys(keys::Args),
    /// Show and change settings, and where each value comes from
    Config(config::Args),
    /// Check terminal, files and settings
    Doctor(doctor::Args),
    /// Print what makes a shell complete commands, teams and questions
    Completions(completions::Args),
    /// Print the manual page of Quaymark or of a command
    Man(man::Args),
    /// Look around with invented teams
    Demo(demo::Args),
}

impl Command {
    /// Whether the command changes the data directory. One that opens a face does not: the face is read-only then.
    pub fn changes(&self) -> bool {
        match self {
            Self::Assess(a) => a.changes(),
            Self::Team(a) => a.changes(),
            Self::Advise(a) => a.save,
            Self::Answer(_) | Self::Finish(_) | Self::Discard(_) | Self::Reopen(_) | Self::Init(_) => true,
            Self::List(_)
            | Self::Show(_)
            | Self::Report(_)
            | Self::Explain(_)
            | Self::Compare(_)
            | Self::Trend(_)
            | Self::Migrate(_)
            | Self::Roadmap(_)
            | Self::Validate(_)
            | Self::Question(_)
            | Self::Questionnaire(_)
            | Self::Schema(_)
            | Self::Keys(_)
            | Self::Config(_)
            | Self::Doctor(_)
            | Self::Completions(_)
            | Self::Man(_)
            | Self::Demo(_) => false,
        }
    }

    /// Whether the command was asked for JSON, so that its errors are JSON too.
    pub fn json(&self) -> bool {
        match self {
            Self::List(a) => a.json,
            Self::Config(a) => a.json(),
            Self::Show(a) => a.json,
            Self::Report(a) => a.json(),
            Self::Explain(a) => a.json,
            Self::Compare(a) => a.json,
            Self::Trend(a) => a.json,
            Self::Migrate(a) => a.json,
            Self::Roadmap(a) => a.json,
            Self::Advise(a) => a.json,
            Self::Validate(a) => a.json,
            Self::Question(a) => a.json,
            Self::Doctor(a) => a.json,
            Self::Team(a) => a.json(),
            Self::Questionnaire(a) => a.json(),
            _ => false,
        }
    }
}

/// The command line without a command. Building the parser of them all would be most of what opening the first screen
/// takes.
#[derive(Debug, Parser)]
#[command(name = "quaymark", version, disable_help_flag = true)]
struct Bare {
    #[command(flatten)]
    global: Global,
}

/// What a command line says that has nothing behind the program's name; none for another.
pub fn bare(arguments: &[std::ffi::OsString]) -> Option<Result<Arguments, clap::Error>> {
    let parsed =
        || Bare::try_parse_from(arguments).map(|Bare { global }| Arguments { global, command: None });
    (arguments.len() < 2).then(parsed)
}

/// The parser, with the help in the same form everywhere and no colours.
pub fn parser() -> clap::Command {
    fn same_help(command: clap::Command) -> clap::Command {
        command.help_template(HELP).arg_required_else_help(false).mut_subcommands(same_help)
    }
    same_help(Arguments::command()).color(ColorChoice::Never).max_term_width(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parser_holds_together_and_every_help_has_examples() {
        fn look(command: &clap::Command, path: &str) {
            let path = format!("{path} {}", command.get_name());
            let examples = command.get_before_help().map(ToString::to_string).unwrap_or_default();
            let groups = command.has_subcommands() && path != " quaymark";
            assert!(groups || examples.starts_with("Examples:\n  quaymark"), "{path}: {examples}");
            for sub in command.get_subcommands() {
                look(sub, &path);
            }
        }
        parser().debug_assert();
        look(&parser(), "");
    }
}
