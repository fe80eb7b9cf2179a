//! `quaymark validate`: files and folders checked, every problem at once with its place.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::catalog::{self, CatalogError, Loaded, Places, coverage, strict};
use crate::json::diagnostic::{Diagnostic, Severity};
use crate::json::plain::Limits;
use crate::json::tree;
use crate::model::Assessment;
use crate::report::json;
use crate::runtime::warnings::warnings_of;
use crate::runtime::{Session, keys};
use crate::store::{self, ConfigError, FormatError, drafts::parse_journal};
use crate::text::Clean;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::input;

/// The schema name of `validate --json`.
pub const VALIDATE_SCHEMA: &str = "quaymark/validate/v1";
/// How the standard input is called in messages.
const STDIN: &str = "<stdin>";

/// `validate FILE|DIR..`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark validate DIR
  quaymark validate --strict DIR
  quaymark validate .quaymark/teams/payments/assessments/*.json
  quaymark validate - < record.json")]
pub struct Args {
    /// Records, teams, advice, drafts, questionnaires, settings; a folder is a questionnaire; - is the standard input
    #[arg(required = true, value_name = "FILE|DIR")]
    paths: Vec<String>,
    /// Check how a questionnaire is written too; warnings do not pass
    #[arg(long)]
    strict: bool,
    /// Print JSON (schema quaymark/validate/v1)
    #[arg(long)]
    pub json: bool,
}

/// `data` of `validate --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ValidateData {
    /// Whether everything holds.
    pub ok: bool,
    /// What was checked, in the order it was named.
    pub files: Vec<Checked>,
}

/// One file or folder.
#[derive(Debug, Default, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Checked {
    /// As it was named.
    pub path: String,
    /// What it is, such as `assessment`; null when that cannot be said.
    pub kind: Option<String>,
    /// Whether it holds.
    pub ok: bool,
    /// What is wrong, in order of place.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Finding {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The file.
    pub file: String,
    /// From 1; null where there is no place.
    pub line: Option<usize>,
    /// From 1, in characters; null where there is no place.
    pub column: Option<usize>,
    /// Where in the content; empty for the whole.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What was expected; may be empty.
    pub expected: String,
    /// What to do; may be empty.
    pub remedy: String,
    /// The whole as a sentence with its place.
    #[serde(skip)]
    text: String,
}

impl Finding {
    fn new(severity: &'static str, file: &str, message: String) -> Self {
        Self {
            severity,
            file: file.to_owned(),
            line: None,
            column: None,
            path: String::new(),
            text: format!("{file}: {message}"),
            message,
            expected: String::new(),
            remedy: String::new(),
        }
    }
}

impl Finding {
    /// A file that cannot be read, with a message that names it.
    fn whole(file: &str, message: String) -> Self {
        Self { text: message.clone(), ..Self::new("error", file, message) }
    }
}

impl From<Diagnostic> for Finding {
    fn from(d: Diagnostic) -> Self {
        let text = d.to_string();
        let severity = if d.severity == Severity::Error { "error" } else { "warning" };
        Self {
            severity,
            file: d.file,
            line: Some(d.line),
            column: Some(d.column),
            path: d.path,
            message: d.message,
            expected: d.expected,
            remedy: d.remedy,
            text,
        }
    }
}

impl From<FormatError> for Finding {
    fn from(error: FormatError) -> Self {
        let (line, column) = error.place().unzip();
        let text = error.to_string();
        let file = Clean::line(&error.file().display().to_string()).to_string();
        let (path, message, remedy) = match error {
            FormatError::Malformed { at, message, remedy, .. } => (at, message, remedy.to_owned()),
            _ => (String::new(), text.clone(), String::new()),
        };
        Self { severity: "error", file, line, column, path, message, expected: String::new(), remedy, text }
    }
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        // Records can be checked further when their questionnaire is at hand; without a data directory they need not.
        let session = desk.session().ok();
        let mut files = Vec::new();
        let mut unread = None;
        for name in &self.paths {
            let mut checked = match self.check(desk, session.as_ref(), name) {
                // The others are checked all the same.
                Err(Stop::Problem(problem)) if self.paths.len() > 1 => {
                    unread.get_or_insert(problem.exit);
                    let findings = vec![Finding::whole(name, problem.message)];
                    Checked { findings, ..Checked::default() }
                }
                checked => checked?,
            };
            checked.path.clone_from(name);
            checked.ok = !checked.findings.iter().any(|f| f.severity == "error" || self.strict);
            files.push(checked);
        }
        let ok = files.iter().all(|f| f.ok);
        if self.json {
            desk.print_document(&json::document(VALIDATE_SCHEMA, ValidateData { ok, files }, &[])?)?;
        } else {
            desk.print(&lines(&files).join("\n"))?;
        }
        Ok(unread.unwrap_or(if ok { Exit::Done } else { Exit::DoesNotHold }))
    }

    fn check(&self, desk: &mut Desk<'_>, session: Option<&Session>, name: &str) -> Result<Checked, Stop> {
        let path = desk.environment.cwd.join(name);
        if name != "-" && path.is_dir() {
            return Ok(self.folder(Path::new(name), &path));
        }
        let (shown, bytes) = if name == "-" {
            (STDIN, desk.read_input()?)
        } else {
            (name, input::read_file(&path, Limits::BUNDLE.bytes)?)
        };
        let head = match head(shown, &bytes) {
            Ok(head) => head,
            Err(findings) => return Ok(Checked { findings, ..Checked::default() }),
        };
        // The settings file is the only one that need not say what it is.
        let settings = || path.file_name().is_some_and(|f| f == "config.json").then(|| "config".to_owned());
        let kind = head.kind().or_else(|| if head.schema.is_none() { settings() } else { None });
        let findings = match kind.as_deref() {
            Some("assessment") => assessment(session, shown, &bytes),
            Some("team") => {
                store::format::team(Path::new(shown), &bytes).err().map(Finding::from).into_iter().collect()
            }
            Some("advice") => {
                store::parse_advice(Path::new(shown), &bytes).err().map(Finding::from).into_iter().collect()
            }
            Some("journal") => journal(shown, &bytes),
            Some("config") => config(shown, &bytes),
            Some("questionnaire") if head.is_split() => match path.parent().filter(|_| name != "-") {
                Some(folder) => {
                    return Ok(self.folder(Path::new(name).parent().unwrap_or(Path::new("")), folder));
                }
                None => vec![Finding::new(
                    "error",
                    shown,
                    "the dimensions are in files of their own; name the folder".to_owned(),
                )],
            },
            Some("questionnaire") => self.bundle(shown, &bytes),
            Some("dimension") => {
                let what = "a dimension is checked with its questionnaire; name the folder it is in";
                vec![Finding::new("error", shown, what.to_owned())]
            }
            _ => vec![Finding::new("error", shown, head.unknown())],
        };
        Ok(Checked { kind, findings, ..Checked::default() })
    }

    /// A questionnaire in one file.
    fn bundle(&self, name: &str, bytes: &[u8]) -> Vec<Finding> {
        match catalog::load_bundle_located(bytes, Path::new(name)) {
            Ok(located) => self.wording(&located),
            Err(error) => refused(name, error),
        }
    }

    /// What is wrong with how a questionnaire is written, where that is asked for.
    fn wording(&self, (loaded, places): &(Loaded, Places)) -> Vec<Finding> {
        if !self.strict {
            return Vec::new();
        }
        strict::strict(&loaded.questionnaire, places).into_iter().map(Finding::from).collect()
    }

    /// A folder with a questionnaire.
    fn folder(&self, name: &Path, path: &Path) -> Checked {
        let kind = Some("questionnaire".to_owned());
        let findings = match catalog::load_dir_located(path) {
            Ok(located) => {
                let mut findings = self.wording(&located);
                if self.strict {
                    let open = coverage::coverage(path, name, &located.0.questionnaire, &located.1);
                    findings.extend(open.into_iter().map(Finding::from));
                }
                findings
            }
            Err(error) => refused(&name.display().to_string(), error),
        };
        Checked { kind, findings, ..Checked::default() }
    }
}

/// The part of a file that says what it is.
#[derive(Deserialize)]
struct Head {
    schema: Option<String>,
    dimensions: Option<Vec<Value>>,
}

impl Head {
    /// The kind that the schema names, whatever its number.
    fn kind(&self) -> Option<String> {
        let (kind, _) = self.schema.as_deref()?.strip_prefix("quaymark/")?.rsplit_once("/v")?;
        Some(kind.to_owned())
    }

    /// Whether the dimensions are named, not written out.
    fn is_split(&self) -> bool {
        self.dimensions.iter().flatten().any(Value::is_string)
    }

    fn unknown(&self) -> String {
        match &self.schema {
            Some(schema) => format!(
                "{schema:?} is no schema that can be checked; known: assessment, team, advice, journal, questionnaire, \
                 config"
            ),
            None => "\"schema\" is missing, so it cannot be said what this is".to_owned(),
        }
    }
}

/// The head of the first JSON value; a journal has one on every line.
fn head(name: &str, bytes: &[u8]) -> Result<Head, Vec<Finding>> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}');
    match serde_json::Deserializer::from_str(text).into_iter::<Head>().next() {
        Some(Ok(head)) => Ok(head),
        Some(Err(_)) | None => Err(match tree::parse(name, bytes, Limits::BUNDLE) {
            Err(problem) => vec![Finding::from(*problem)],
            Ok(tree) if !tree.duplicates.is_empty() => {
                tree.duplicates.into_iter().map(Finding::from).collect()
            }
            Ok(_) => vec![Finding::new("error", name, "no object with a \"schema\"".to_owned())],
        }),
    }
}

fn assessment(session: Option<&Session>, name: &str, bytes: &[u8]) -> Vec<Finding> {
    let record: Assessment = match store::format::assessment(Path::new(name), bytes) {
        Ok(record) => record,
        Err(error) => return vec![error.into()],
    };
    let loaded = session.and_then(|s| s.questionnaire_of(&record.questionnaire).ok());
    match loaded {
        Some(loaded) => warnings_of(&record, &loaded.questionnaire)
            .into_iter()
            .map(|why| Finding::new("warning", name, why))
            .collect(),
        None => vec![Finding::new(
            "warning",
            name,
            format!(
                "its questionnaire {} {} is not here, so its answers were not checked",
                record.questionnaire.id, record.questionnaire.version
            ),
        )],
    }
}

fn journal(name: &str, bytes: &[u8]) -> Vec<Finding> {
    match parse_journal(Path::new(name), bytes) {
        Ok(read) => read
            .torn
            .map(|why| {
                Finding::new("error", name, format!("{} lines hold, the rest does not: {why}", read.lines))
            })
            .into_iter()
            .collect(),
        Err(error) => vec![error.into()],
    }
}

fn config(name: &str, bytes: &[u8]) -> Vec<Finding> {
    match store::parse_config(name, bytes) {
        Ok(config) => keys::problems_in(name, bytes, &config).into_iter().map(Finding::from).collect(),
        Err(ConfigError::Content(list)) => list.into_iter().map(Finding::from).collect(),
        Err(error) => vec![Finding::new("error", name, error.to_string())],
    }
}

fn refused(name: &str, error: CatalogError) -> Vec<Finding> {
    match error {
        CatalogError::Broken { diagnostics, .. } => diagnostics.into_iter().map(Finding::from).collect(),
        CatalogError::File { path, problem } => {
            let file = Clean::line(&path.display().to_string()).to_string();
            let mut finding = Finding::new("error", &file, problem.to_string());
            if path.file_name().is_some_and(|f| f == "questionnaire.json") {
                finding.remedy = format!(
                    "a folder is checked as a questionnaire; {name:?} has none. For a data directory: quaymark doctor"
                );
                finding.text = format!("{}; {}", finding.text, finding.remedy);
            }
            vec![finding]
        }
    }
}

fn lines(files: &[Checked]) -> Vec<String> {
    let mut lines = Vec::new();
    for file in files {
        for finding in &file.findings {
            let mark = if finding.severity == "warning" && !finding.text.contains("warning") {
                "warning: "
            } else {
                ""
            };
            lines.push(format!("{mark}{}", Clean::block(&finding.text)));
        }
        let kind = file.kind.as_deref().unwrap_or("file");
        let kind = Clean::line(kind);
        let path = Clean::line(&file.path);
        match (file.ok, file.findings.len()) {
            (true, 0) => lines.push(format!("{path}: ok ({kind})")),
            (true, n) => lines.push(format!("{path}: ok ({kind}), {n} to look at")),
            (false, 1) => lines.push(format!("{path}: 1 problem ({kind})")),
            (false, n) => lines.push(format!("{path}: {n} problems ({kind})")),
        }
    }
    lines
}
