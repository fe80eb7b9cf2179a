//! `quaymark questionnaire`: the questionnaires at hand, and one of them as a whole.

use std::sync::Arc;

use clap::{Subcommand, ValueEnum};

use crate::catalog::{Loaded, Origin};
use crate::model::{Hash, QuestionnaireId, Version};
use crate::report::{json, questionnaire};
use crate::runtime::Session;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::questionnaire_diff::Diff;
use super::{questionnaire_new, write};

/// The schema name of `questionnaire list --json`.
pub const QUESTIONNAIRE_LIST_SCHEMA: &str = "quaymark/questionnaire-list/v1";

/// `questionnaire list|show|diff|new`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark questionnaire list
  quaymark questionnaire show --export md -o questionnaire.md")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the questionnaires at hand
    #[command(before_help = "Examples:
  quaymark questionnaire list
  quaymark questionnaire list --json")]
    List {
        /// Print JSON (schema quaymark/questionnaire-list/v1)
        #[arg(long)]
        json: bool,
    },
    /// Show a whole questionnaire
    #[command(before_help = "Examples:
  quaymark questionnaire show
  quaymark questionnaire show --export md
  quaymark questionnaire show container-orchestration --export md -o questionnaire.md")]
    Show(Show),
    /// Write a small questionnaire to start your own from
    #[command(before_help = "Examples:
  quaymark questionnaire new our-questions
  quaymark questionnaire new .quaymark/questionnaires/support --title \"Support desk\"")]
    New(questionnaire_new::Args),
    /// Show what is different between two versions
    #[command(before_help = "Examples:
  quaymark questionnaire diff container-orchestration@0.9.0
  quaymark questionnaire diff container-orchestration@0.9.0 container-orchestration@1.0.0 --format md
  quaymark questionnaire diff ./theirs ./ours --json")]
    Diff(Diff),
}

/// `questionnaire show [ID]`.
#[derive(Debug, clap::Args)]
struct Show {
    /// Which questionnaire, or ID@VERSION; without it, that of new teams
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Write it whole, in this form; without it, its dimensions are listed
    #[arg(long, value_name = "FORM")]
    export: Option<Form>,
    /// Write the export to FILE; - is the standard output
    #[arg(short, long, value_name = "FILE", requires = "export")]
    output: Option<String>,
    /// Replace FILE where there is one
    #[arg(long, requires = "output")]
    force: bool,
}

/// A form of export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Markdown
    Md,
}

/// One questionnaire of `questionnaire list --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionnaireRow {
    /// The id.
    pub id: QuestionnaireId,
    /// The version.
    pub version: Version,
    /// The title.
    pub title: String,
    /// The hash of its canonical text.
    pub sha256: Hash,
    /// `built-in`, or the folder or file that it was read from.
    pub origin: String,
    /// Whether new teams get it.
    pub default: bool,
    /// Whether new assessments use it: of several with its id, it is the newest, or the one that was named.
    pub used: bool,
    /// Questions.
    pub questions: usize,
    /// Practices.
    pub practices: usize,
}

impl Args {
    /// Whether JSON was asked for.
    pub fn json(&self) -> bool {
        match &self.action {
            Action::List { json } => *json,
            Action::Diff(diff) => diff.json,
            Action::Show(_) | Action::New(_) => false,
        }
    }

    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        if let Action::New(args) = &self.action {
            return args.run(desk);
        }
        let session = desk.session()?;
        match &self.action {
            Action::List { json } => list(desk, &session, *json)?,
            Action::Show(show) => show.run(desk, &session)?,
            Action::Diff(diff) => return diff.run(desk, &session),
            Action::New(_) => {}
        }
        Ok(Exit::Done)
    }
}

fn row(session: &Session, loaded: &Arc<Loaded>) -> QuestionnaireRow {
    let content = &loaded.questionnaire;
    let used = session.catalog.newest(&session.default);
    QuestionnaireRow {
        id: content.id.clone(),
        version: content.version,
        title: content.title.clone(),
        sha256: loaded.sha256.clone(),
        origin: match &loaded.origin {
            Origin::BuiltIn => "built-in".to_owned(),
            Origin::Folder(path) | Origin::Kept(path) => path.display().to_string(),
        },
        default: used.is_some_and(|used| Arc::ptr_eq(used, loaded)),
        used: session.catalog.newest(&content.id).is_some_and(|used| Arc::ptr_eq(used, loaded)),
        questions: content.questions().count(),
        practices: content.questions().map(|(_, q)| q.practices().count()).sum(),
    }
}

fn list(desk: &mut Desk<'_>, session: &Session, as_json: bool) -> Result<(), Stop> {
    let rows: Vec<QuestionnaireRow> = session.catalog.all().map(|l| row(session, l)).collect();
    if as_json {
        return desk.print_document(&json::document(QUESTIONNAIRE_LIST_SCHEMA, rows, &session.problems)?);
    }
    let lines: Vec<String> = rows
        .iter()
        .flat_map(|r| {
            [
                format!("{} {} ({})  {}", r.id, r.version, r.sha256.short(), r.title),
                format!(
                    "  {} questions, {} practices; {}{}",
                    r.questions,
                    r.practices,
                    r.origin,
                    match (r.default, r.used) {
                        (true, _) => "; new teams get it",
                        (false, true) => "",
                        (false, false) => "; another one of this id is used for new assessments",
                    }
                ),
            ]
        })
        .collect();
    desk.print(&lines.join("\n"))
}

impl Show {
    fn run(&self, desk: &mut Desk<'_>, session: &Session) -> Result<(), Stop> {
        let loaded = match &self.id {
            None => session.questionnaire(None)?,
            Some(name) => session.named(name)?,
        };
        match self.export {
            Some(Form::Md) => self.write(desk, &loaded),
            None => {
                desk.print(&outline(&loaded))?;
                desk.next("quaymark questionnaire show --export md");
                Ok(())
            }
        }
    }

    fn write(&self, desk: &mut Desk<'_>, loaded: &Loaded) -> Result<(), Stop> {
        let whole = questionnaire::markdown(&loaded.questionnaire);
        let Some(file) = self.output.as_deref().filter(|o| *o != "-") else {
            return desk.print_document(&whole);
        };
        write::to_file(desk, file, &whole, self.force)?;
        let content = &loaded.questionnaire;
        desk.say(&format!("wrote the questionnaire {} {} to {file}", content.id, content.version));
        Ok(())
    }
}

/// The title, and how many questions each dimension has.
fn outline(loaded: &Loaded) -> String {
    let content = &loaded.questionnaire;
    let mut lines = vec![format!("{}  ({} {})", content.title, content.id, content.version)];
    for dimension in &content.dimensions {
        lines.push(format!("  {}  {}", dimension.code, dimension.title));
        lines.extend(dimension.questions.iter().map(|q| format!("    {}  {}", q.id, q.title)));
    }
    lines.join("\n")
}
