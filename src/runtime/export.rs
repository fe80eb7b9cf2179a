//! Writing what a person asked for to a file of their own choice, never over another file without being told.

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use crate::app::compare::Pointer;
use crate::app::effect::{ExportForm, ExportWhat};
use crate::app::message::ExportProblem;
use crate::model::{Draft, Hash, TeamId};
use crate::report::compared::{self, COMPARE_SCHEMA, Compared, Only};
use crate::report::groups::grouped;
use crate::report::{csv, json, markdown, subject::Options};
use crate::roadmap::{Request, roadmap};
use crate::scoring::By;
use crate::scoring::groups::controls;
use crate::store::{Record, reason};
use crate::text::Clean;

use super::comparing;
use super::dossier::Dossier;
use super::session::{Session, SessionError};

/// Writes an export. A relative path starts at `cwd`. A file with the same content is left as it is.
///
/// # Errors
/// `Exists` when there is another file and `replace` is not set; else what went wrong, in words.
pub fn write(
    session: &Session,
    cwd: &Path,
    path: &Path,
    what: &ExportWhat,
    draft: Option<&Draft>,
    replace: bool,
    now: DateTime<Utc>,
) -> Result<PathBuf, ExportProblem> {
    let text = text(session, what, draft, now).map_err(ExportProblem::Other)?;
    match to_file(&cwd.join(path), &text, replace) {
        // The person knows the file by the path that was typed.
        Err(ExportProblem::Exists(_)) => Err(ExportProblem::Exists(path.to_owned())),
        outcome => outcome.map(|()| path.to_owned()),
    }
}

fn text(
    session: &Session,
    what: &ExportWhat,
    draft: Option<&Draft>,
    now: DateTime<Utc>,
) -> Result<String, String> {
    if let Some(sides) = &what.against {
        return comparison(session, sides, what.form, now.date_naive()).map_err(|e| e.to_string());
    }
    let dossier = dossier(session, what, draft, now).map_err(|e| e.to_string())?;
    if what.form == ExportForm::Roadmap {
        let request = Request { pathway: what.pathway.clone(), ..dossier.request() };
        let steps = roadmap(&dossier.loaded.questionnaire, &request);
        return Ok(markdown::roadmap(&dossier.subject(), &steps, Options::default()));
    }
    in_form(&dossier, what.form, Options::default()).map_err(|e| e.to_string())
}

/// A comparison in a form of export. As JSON it is what `compare --json` prints.
fn comparison(
    session: &Session,
    sides: &(Pointer, Pointer),
    form: ExportForm,
    today: NaiveDate,
) -> Result<String, SessionError> {
    let (a, b) =
        (comparing::assessed(session, &sides.0, today)?, comparing::assessed(session, &sides.1, today)?);
    let comparison = crate::comparison::compare(a.side(), b.side());
    let compared = Compared::of(&a, &b, &comparison);
    Ok(match form {
        ExportForm::Json => {
            let data = compared::compare(&compared, Only::All);
            json::document(COMPARE_SCHEMA, data, &[]).map_err(|e| SessionError::Catalog(e.to_string()))?
        }
        ExportForm::Csv => compared::csv(&compared, Only::All),
        _ => compared::markdown(&compared, Only::Changed),
    })
}

/// A result in a form of export. As JSON it is what `show --json --view questions` prints.
///
/// # Errors
/// Never in practice: there is nothing in a result that JSON or CSV cannot hold.
pub fn in_form(dossier: &Dossier, form: ExportForm, options: Options) -> Result<String, serde_json::Error> {
    let subject = dossier.subject();
    Ok(match form {
        ExportForm::Roadmap => markdown::roadmap(&subject, &dossier.roadmap(), options),
        ExportForm::Result => markdown::result(&subject, options),
        ExportForm::Json => {
            let data = json::show(&subject, true, options);
            json::document(json::SHOW_SCHEMA, data, &dossier.warnings)?
        }
        ExportForm::Csv => csv::questions(&subject, options),
        ExportForm::Areas => markdown::groups(&subject, &grouped(&subject, By::Area), options),
        ExportForm::Components => markdown::groups(&subject, &grouped(&subject, By::Component), options),
        ExportForm::Controls => {
            let id = controls(subject.questionnaire).map(|s| s.id.clone());
            let by = id.map_or(By::Area, By::Selection);
            markdown::groups(&subject, &grouped(&subject, by), options)
        }
    })
}

fn dossier(
    session: &Session,
    what: &ExportWhat,
    draft: Option<&Draft>,
    now: DateTime<Utc>,
) -> Result<Dossier, SessionError> {
    match (&what.record, draft) {
        (Some((team, record)), _) => {
            let found = by_hash(session, team, record, now.date_naive())?;
            Dossier::of_record(session, session.store.team(team)?, &found)
        }
        (None, Some(draft)) => {
            let team = session.store.team(&draft.header.team)?;
            Dossier::of_draft(session, team, draft)
        }
        (None, None) => Err(SessionError::Catalog("no draft is open".to_owned())),
    }
}

/// The record of a team with a hash.
///
/// # Errors
/// When there is none, or the folder cannot be read.
pub fn by_hash(
    session: &Session,
    team: &TeamId,
    hash: &Hash,
    today: NaiveDate,
) -> Result<Record, SessionError> {
    let (records, _) = session.records(team, today)?;
    records
        .into_iter()
        .find(|r| r.hash == *hash)
        .ok_or_else(|| SessionError::NoSuchRecord { team: team.clone(), hash: hash.short().to_owned() })
}

/// Writes a whole file or leaves what is there untouched.
///
/// # Errors
/// `Exists` when there is another file and `replace` is not set; else what the system said.
pub fn to_file(path: &Path, text: &str, replace: bool) -> Result<(), ExportProblem> {
    // Devices, pipes and links are neither read nor replaced.
    if let Ok(there) = std::fs::symlink_metadata(path) {
        if !there.is_file() {
            return Err(ExportProblem::Other(format!(
                "{} is not a regular file; it was left alone. Name another file, or - for the standard output of a command",
                Clean::line(&path.display().to_string())
            )));
        }
        let same =
            there.len() == text.len() as u64 && std::fs::read(path).is_ok_and(|t| t == text.as_bytes());
        if same {
            return Ok(());
        }
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: &std::io::Error| {
        ExportProblem::Other(format!(
            "cannot write {}: {}; nothing was changed",
            Clean::line(&path.display().to_string()),
            reason(error)
        ))
    };
    let mut file = builder().tempfile_in(folder).map_err(|e| failed(&e))?;
    file.write_all(text.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(|e| failed(&e))?;
    let outcome = if replace { file.persist(path) } else { file.persist_noclobber(path) };
    match outcome {
        Ok(_) => Ok(()),
        Err(e) if e.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(ExportProblem::Exists(path.to_owned()))
        }
        Err(e) => Err(failed(&e.error)),
    }
}

/// Temporary files that get the permissions of any new file of the user.
#[cfg(unix)]
fn builder() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".quaymark-").permissions(std::fs::Permissions::from_mode(0o666));
    builder
}

/// Temporary files that get the permissions of any new file of the user.
#[cfg(not(unix))]
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".quaymark-");
    builder
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_regular_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let link = folder.path().join("link.md");
        std::os::unix::fs::symlink(folder.path().join("elsewhere.md"), &link).unwrap();
        for path in [socket.as_path(), link.as_path(), folder.path()] {
            for replace in [false, true] {
                let refused = to_file(path, "text", replace).unwrap_err();
                assert!(matches!(refused, ExportProblem::Other(why) if why.contains("not a regular file")));
            }
        }
        assert!(!folder.path().join("elsewhere.md").exists());
        let file = folder.path().join("plan.md");
        to_file(&file, "one", false).unwrap();
        to_file(&file, "one", false).unwrap();
        assert!(matches!(to_file(&file, "two", false), Err(ExportProblem::Exists(_))));
        to_file(&file, "two", true).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "two");
    }
}
