//! `quaymark doctor`: what Quaymark finds here: data directory, files, questionnaires, terminal.

mod place;

use std::path::Path;

use crate::catalog::Origin;
use crate::model::{Hash, QuestionnaireId, Version};
use crate::report::json::{self, Tool};
use crate::runtime::Session;
use crate::store::Store;
use crate::text::{Clean, Glyphs};

use super::desk::Desk;
use super::doctor_settings::{self, SettingsFacts, Sight};
use super::exit::{Exit, Stop};
use place::EditorData;

/// The schema name of `doctor --json`.
pub const DOCTOR_SCHEMA: &str = "quaymark/doctor/v1";

/// `doctor`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark doctor
  quaymark doctor --json")]
pub struct Args {
    /// Print JSON (schema quaymark/doctor/v1)
    #[arg(long)]
    pub json: bool,
}

/// `data` of `doctor --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DoctorData {
    /// The data directory; null when none can be named.
    pub data_directory: Option<Directory>,
    /// Teams that can be read.
    pub teams: usize,
    /// Finished assessments that can be read.
    pub records: usize,
    /// Drafts that can be read.
    pub drafts: usize,
    /// Files of teams, finished assessments, advice and drafts that cannot be read.
    pub unreadable: usize,
    /// The questionnaires at hand.
    pub questionnaires: Vec<KnownQuestionnaire>,
    /// The settings.
    pub settings: SettingsFacts,
    /// The terminal.
    pub terminal: TerminalData,
    /// What the terminal can show.
    pub sight: Sight,
    /// The editor for long notes; null where none is named.
    pub editor: Option<EditorData>,
    /// What needs a hand, one each.
    pub problems: Vec<String>,
}

/// Where data is kept.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Directory {
    /// The folder.
    pub path: String,
    /// Who named it.
    pub named_by: &'static str,
    /// Whether it is there; the first thing that is saved makes it.
    pub exists: bool,
    /// Whether a file can be written in it, or in the folder that it would be made in.
    pub writable: bool,
    /// Bytes that are free where it is; null where the system does not say.
    pub free: Option<u64>,
}

/// A questionnaire at hand.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct KnownQuestionnaire {
    /// The id.
    pub id: QuestionnaireId,
    /// The version.
    pub version: Version,
    /// The hash of its bundle.
    pub sha256: Hash,
    /// `built in`, or the folder.
    pub origin: String,
}

/// What is known of the terminal.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TerminalData {
    /// Whether standard input and output are a terminal.
    pub interactive: bool,
    /// Columns; null when the output is no terminal.
    pub columns: Option<u16>,
    /// Rows; null when the output is no terminal.
    pub rows: Option<u16>,
    /// `TERM`.
    pub term: Option<String>,
    /// Whether colours are used.
    pub colours: bool,
    /// What decides about colours: `--color`, `NO_COLOR`, `TERM`, or `default`.
    pub colours_by: &'static str,
    /// `unicode` or `ascii`.
    pub glyphs: &'static str,
    /// `LC_ALL`, `LC_CTYPE` or `LANG`, the first that is set.
    pub locale: Option<String>,
    /// Whether the locale names UTF-8, or none is set.
    pub utf8: bool,
    /// Whether tmux stands between.
    pub tmux: bool,
    /// Whether the terminal is on another machine.
    pub ssh: bool,
    /// Whether text is asked and shown in lines.
    pub plain: bool,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let data = look(desk);
        let exit = if data.problems.is_empty() { Exit::Done } else { Exit::DoesNotHold };
        if self.json {
            desk.print_document(&json::document(DOCTOR_SCHEMA, data, &[])?)?;
        } else {
            desk.print(&lines(&data).join("\n"))?;
        }
        Ok(exit)
    }
}

fn look(desk: &Desk<'_>) -> DoctorData {
    let mut problems = Vec::new();
    let mut data = DoctorData {
        settings: doctor_settings::settings(desk, &mut problems),
        sight: doctor_settings::sight(desk),
        data_directory: None,
        teams: 0,
        records: 0,
        drafts: 0,
        unreadable: 0,
        questionnaires: Vec::new(),
        terminal: terminal(desk),
        editor: place::editor(desk.settings().editor().map(|e| e.value), &desk.environment),
        problems,
    };
    match desk.store() {
        Ok(store) => {
            let directory = directory(&store);
            if !directory.writable {
                data.problems
                    .push(format!("{} cannot be written; name another with --data-dir DIR", directory.path));
            }
            data.problems.extend(place::nearly_full(&directory));
            data.data_directory = Some(directory);
            files(desk, &store, &mut data);
        }
        Err(Stop::Problem(problem)) => data.problems.push(problem.message),
        Err(Stop::ClosedPipe) => {}
    }
    data
}

fn directory(store: &Store) -> Directory {
    let root = &store.dir().root;
    Directory {
        path: root.display().to_string(),
        named_by: store.dir().origin.name(),
        exists: root.is_dir(),
        writable: writable(root),
        free: place::free(root),
    }
}

/// Whether a file can be made in the folder, or in the nearest one above it that is there. Nothing is left behind.
fn writable(folder: &Path) -> bool {
    let there = folder.ancestors().find(|f| f.is_dir());
    there.is_some_and(|f| tempfile::Builder::new().prefix(".tmp-").tempfile_in(f).is_ok())
}

fn files(desk: &Desk<'_>, store: &Store, data: &mut DoctorData) {
    let session = match &desk.global.questionnaire {
        Some(name) => Session::with_named(store.clone(), name, &desk.environment.cwd.join(name)),
        None => Session::new(store.clone(), None),
    };
    let session = session.or_else(|error| {
        data.problems.push(error.to_string());
        Session::new(store.clone(), None)
    });
    let session = match session {
        Ok(session) => session,
        Err(error) => return data.problems.push(error.to_string()),
    };
    data.problems.extend(session.problems.iter().cloned());
    for loaded in session.catalog.all() {
        data.questionnaires.push(KnownQuestionnaire {
            id: loaded.questionnaire.id.clone(),
            version: loaded.questionnaire.version,
            sha256: loaded.sha256.clone(),
            origin: match &loaded.origin {
                Origin::BuiltIn => "built in".to_owned(),
                Origin::Folder(path) | Origin::Kept(path) => path.display().to_string(),
            },
        });
    }
    match store.teams() {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(team) => {
                        data.teams += 1;
                        records(desk, &session, &team.id, data);
                        advice(store, &team.id, data);
                    }
                    Err(problem) => {
                        data.unreadable += 1;
                        data.problems.push(problem.error.to_string());
                    }
                }
            }
        }
        Err(error) => data.problems.push(error.to_string()),
    }
    drafts(&session, data);
}

fn records(desk: &Desk<'_>, session: &Session, team: &crate::model::TeamId, data: &mut DoctorData) {
    let (records, bad) = match session.records(team, desk.today()) {
        Ok(found) => found,
        Err(error) => return data.problems.push(error.to_string()),
    };
    data.unreadable += bad.len();
    data.problems.extend(bad);
    data.records += records.len();
    for record in &records {
        let path = record.path.display();
        match session.questionnaire_of(&record.assessment.questionnaire) {
            Ok(loaded) => {
                let odd = crate::runtime::warnings::warnings(record, &loaded.questionnaire);
                data.problems.extend(odd.iter().map(|why| format!("{path}: {why}")));
            }
            Err(error) => data.problems.push(format!("{path}: {error}")),
        }
    }
    for period in crate::store::periods(&records) {
        if let Err(error) = crate::store::the_current(&records, team, period)
            && error.kind() == crate::store::Kind::Conflict
        {
            data.problems.push(error.to_string());
        }
    }
}

/// The advice of a team that cannot be read.
fn advice(store: &Store, team: &crate::model::TeamId, data: &mut DoctorData) {
    match store.advices(team) {
        Ok(found) => {
            let bad = found.into_iter().filter_map(Result::err);
            let bad: Vec<String> = bad.map(|problem| problem.error.to_string()).collect();
            data.unreadable += bad.len();
            data.problems.extend(bad);
        }
        Err(error) => data.problems.push(error.to_string()),
    }
}

fn drafts(session: &Session, data: &mut DoctorData) {
    let entries = match session.store.drafts() {
        Ok(entries) => entries,
        Err(error) => return data.problems.push(error.to_string()),
    };
    for entry in entries {
        let name = format!("the draft {} of {}", entry.period, entry.team);
        if let Err(error) = session.store.team(&entry.team)
            && error.kind() == crate::store::Kind::NotFound
        {
            data.problems.push(format!(
                "{name}: there is no team {0}; restore its team.json, or: quaymark team add NAME --id {0}",
                entry.team
            ));
        }
        match entry.draft {
            Ok(read) => {
                data.drafts += 1;
                data.problems.extend(read.torn.map(|why| format!("{name}: the end cannot be read: {why}")));
                if let Err(error) = session.questionnaire_of(&read.draft.header.questionnaire) {
                    data.problems.push(format!("{name}: {error}"));
                }
            }
            Err(error) => {
                data.unreadable += 1;
                data.problems.push(error.to_string());
            }
        }
    }
}

fn terminal(desk: &Desk<'_>) -> TerminalData {
    let size = desk.columns().and_then(|_| size());
    TerminalData {
        interactive: desk.has_terminal(),
        columns: size.map(|(columns, _)| columns),
        rows: size.map(|(_, rows)| rows),
        term: desk.environment.term.clone(),
        colours: desk.colour(),
        colours_by: place::colours_by(desk),
        glyphs: if desk.glyphs() == Glyphs::Unicode { "unicode" } else { "ascii" },
        locale: desk.environment.locale.clone(),
        utf8: desk.environment.utf8,
        tmux: desk.environment.tmux,
        ssh: desk.environment.ssh,
        plain: desk.wants_lines(),
    }
}

/// Columns and rows of the terminal on the standard output.
#[cfg(unix)]
fn size() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
    (size.ws_col > 0).then_some((size.ws_col, size.ws_row))
}

/// Columns and rows of the terminal on the standard output.
#[cfg(not(unix))]
fn size() -> Option<(u16, u16)> {
    None
}

fn lines(data: &DoctorData) -> Vec<String> {
    let mut lines = vec![format!("{} {}", Tool::THIS.name, Tool::THIS.version)];
    if let Some(d) = &data.data_directory {
        lines.push(format!("data directory  {}", Clean::line(&d.path)));
        lines.push(format!(
            "                named by {}; {}; {}",
            d.named_by,
            if d.exists { "is there" } else { "is made by the first thing that is saved" },
            if d.writable { "can be written" } else { "cannot be written" }
        ));
        lines.extend(d.free.map(|free| format!("                {} free", place::size(free))));
    }
    lines.push(format!(
        "files           teams {}, finished assessments {}, drafts {}, cannot be read {}",
        data.teams, data.records, data.drafts, data.unreadable
    ));
    for q in &data.questionnaires {
        let origin = Clean::line(&q.origin);
        lines.push(format!("questionnaire   {} {} ({}), {origin}", q.id, q.version, q.sha256.short()));
    }
    lines.extend(doctor_settings::setting_lines(&data.settings));
    let t = &data.terminal;
    let size = match (t.columns, t.rows) {
        (Some(columns), Some(rows)) => format!("{columns} x {rows}"),
        _ => "size not known".to_owned(),
    };
    let term = t.term.as_deref().unwrap_or("not set");
    lines.push(format!(
        "terminal        {}, {size}, TERM {}",
        if t.interactive { "interactive" } else { "not interactive" },
        Clean::line(term)
    ));
    lines.push(format!(
        "                colours {} ({}), glyphs {}, plain {}",
        on(t.colours),
        t.colours_by,
        t.glyphs,
        on(t.plain)
    ));
    lines.extend(doctor_settings::sight_lines(&data.sight));
    lines.push(format!(
        "                locale {}, {}UTF-8, tmux {}, ssh {}",
        Clean::line(t.locale.as_deref().unwrap_or("not set")),
        if t.utf8 { "" } else { "not " },
        on(t.tmux),
        on(t.ssh)
    ));
    lines.push(place::editor_line(data.editor.as_ref()));
    match data.problems.as_slice() {
        [] => lines.push("no problems".to_owned()),
        several => {
            lines.push(format!("problems        {}", several.len()));
            lines.extend(several.iter().map(|p| format!("  - {}", Clean::block(p))));
        }
    }
    lines
}

fn on(yes: bool) -> &'static str {
    if yes { "on" } else { "off" }
}
