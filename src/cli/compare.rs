//! `quaymark compare`: what changed between two assessments, and why.

use clap::ValueEnum;

use crate::comparison::{Change, Comparison, Verdict, compare};
use crate::model::Level;
use crate::report::compared::{self, COMPARE_SCHEMA, Compared, Only};
use crate::report::json;
use crate::runtime::Dossier;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::resolve;
use super::write;

/// `compare A B [C..]`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark compare payments@-1 payments
  quaymark compare payments@2026-Q2 payments@2026-Q4 --only down
  quaymark compare payments checkout --format md -o comparison.md
  quaymark compare payments@-1 payments --fail-on level-drop")]
pub struct Args {
    /// Two assessments or more, the older one first; each is compared with the next
    #[arg(value_name = "REF", required = true, num_args = 1..)]
    references: Vec<String>,
    /// Which questions to list
    #[arg(long, value_name = "WHICH")]
    only: Option<OnlyChoice>,
    /// End with exit code 3 when this is so; may be given several times
    #[arg(long, value_name = "WHAT")]
    fail_on: Vec<FailOn>,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text", conflicts_with_all = ["json", "plain"])]
    format: Form,
    /// Write it to FILE; - is the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Replace FILE where there is one
    #[arg(long, requires = "output")]
    force: bool,
    /// Print JSON (schema quaymark/compare/v1)
    #[arg(long, conflicts_with = "plain")]
    pub json: bool,
    /// One fact per line, for screen readers
    #[arg(long)]
    plain: bool,
}

/// Which questions to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OnlyChoice {
    /// Those that are not the same
    Changed,
    /// Those that went up
    Up,
    /// Those that went down
    Down,
}

/// What makes the command end with exit code 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// The practice part is below 0, or the verdict is down
    Down,
    /// The level is lower than before
    LevelDrop,
    /// A question went down
    QuestionDown,
}

/// A form of the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Text for people
    Text,
    /// Markdown
    Md,
    /// A row per question, for a spreadsheet
    Csv,
}

/// `data` of `compare --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum CompareDocument<'a> {
    /// Two assessments.
    Pair(Box<compared::CompareData<'a>>),
    /// More than two: each with the next.
    Pairs {
        /// The pairs, in order.
        pairs: Vec<compared::CompareData<'a>>,
    },
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        if self.references.len() < 2 {
            return Err(Stop::usage("comparing needs two assessments")
                .hint("write the older one first, for example: quaymark compare payments@-1 payments"));
        }
        if self.references.iter().filter(|r| *r == "-").count() > 1 {
            return Err(Stop::usage("the standard input can be one side only")
                .hint("write - once, and name a file or an assessment for the other side"));
        }
        let session = desk.session()?;
        let mut sides = Vec::new();
        for reference in &self.references {
            sides.push(resolve::dossier(desk, &session, Some(reference))?);
        }
        let comparisons: Vec<Comparison> =
            sides.iter().zip(sides.iter().skip(1)).map(|(a, b)| compare(a.side(), b.side())).collect();
        let pairs: Vec<Compared<'_>> = sides
            .iter()
            .zip(sides.iter().skip(1))
            .zip(&comparisons)
            .map(|((a, b), comparison)| Compared { a: a.subject(), b: b.subject(), comparison })
            .collect();
        let text = self.text(desk, &pairs)?;
        match self.output.as_deref().filter(|o| *o != "-") {
            Some(file) => {
                write::to_file(desk, file, &text, self.force)?;
                desk.say(&format!("wrote the comparison to {file}"));
            }
            None if self.json || self.format != Form::Text => desk.print_document(&text)?,
            None => desk.print(&text)?,
        }
        let failed = self.failed(&pairs);
        for why in &failed {
            desk.say(why);
        }
        Ok(if failed.is_empty() { Exit::Done } else { Exit::DoesNotHold })
    }

    fn text(&self, desk: &Desk<'_>, pairs: &[Compared<'_>]) -> Result<String, Stop> {
        let only = match self.only {
            None => Only::All,
            Some(OnlyChoice::Changed) => Only::Changed,
            Some(OnlyChoice::Up) => Only::Up,
            Some(OnlyChoice::Down) => Only::Down,
        };
        // People see what changed unless they say which questions they want.
        let for_people = if self.only.is_none() { Only::Changed } else { only };
        if self.json {
            let mut data: Vec<_> = pairs.iter().map(|p| compared::compare(p, only)).collect();
            let text = match (data.len(), data.pop()) {
                (1, Some(one)) => json::document(COMPARE_SCHEMA, CompareDocument::Pair(Box::new(one)), &[])?,
                (_, last) => {
                    data.extend(last);
                    json::document(COMPARE_SCHEMA, CompareDocument::Pairs { pairs: data }, &[])?
                }
            };
            return Ok(text);
        }
        let texts: Vec<String> = pairs
            .iter()
            .map(|pair| match self.format {
                Form::Md => compared::markdown(pair, only),
                Form::Csv => compared::csv(pair, only),
                Form::Text if self.plain || desk.wants_lines() => compared::plain(pair, for_people),
                Form::Text => compared::text(pair, for_people, desk.glyphs()),
            })
            .collect();
        Ok(texts.join("\n"))
    }

    /// What does not hold, one sentence each.
    fn failed(&self, pairs: &[Compared<'_>]) -> Vec<String> {
        let mut failed = Vec::new();
        for pair in pairs {
            let name = Compared::name(&pair.b);
            for what in &self.fail_on {
                failed.extend(what.holds(pair).map(|why| format!("{name}: {why}")));
            }
        }
        failed
    }
}

impl FailOn {
    /// Why this is so; none when it is not.
    fn holds(self, pair: &Compared<'_>) -> Option<String> {
        let comparison = pair.comparison;
        match self {
            Self::Down => {
                let practice = comparison.split.as_ref().ok().map(|s| s.parts.practice);
                let lower = practice.filter(|p| *p < crate::model::Ratio::ZERO);
                if let Some(part) = lower {
                    let by = part.two_decimals();
                    return Some(format!("practice is down by {}", by.trim_start_matches('-')));
                }
                (comparison.verdict == Some(Verdict::Down)).then(|| "the score is down".to_owned())
            }
            Self::LevelDrop => {
                let (a, b): (Option<Level>, Option<Level>) =
                    (comparison.a.overall.level, comparison.b.overall.level);
                a.zip(b).filter(|(a, b)| b < a).map(|(a, b)| format!("the level is down from {a} to {b}"))
            }
            Self::QuestionDown => {
                let down = comparison.questions.iter().filter(|q| q.change == Change::Down);
                let ids: Vec<String> = down.map(|row| pair.id(row)).collect();
                (!ids.is_empty()).then(|| format!("down: {}", ids.join(", ")))
            }
        }
    }
}

impl Dossier {
    /// One side of a comparison.
    fn side(&self) -> crate::comparison::Side<'_> {
        crate::comparison::Side {
            questionnaire: &self.loaded.questionnaire,
            scope: &self.scope,
            answers: &self.answers,
        }
    }
}
