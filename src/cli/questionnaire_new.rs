//! `quaymark questionnaire new`: a small questionnaire in a folder, to be changed into one's own.

use std::path::Path;

use crate::catalog::template;
use crate::model::QuestionnaireId;
use crate::model::id::slug_from_name;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::write;

/// `questionnaire new DIR`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make; one that is there must be empty
    #[arg(value_name = "DIR")]
    folder: String,
    /// Its id; made from the name of the folder where none is given
    #[arg(long, value_name = "NEW-ID")]
    id: Option<String>,
    /// Its title
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let path = desk.environment.cwd.join(&self.folder);
        let id = self.id(&path)?;
        let files = template::files(&id, self.title.as_deref())
            .map_err(|_| Stop::usage("a title is one line of 1 to 200 characters; nothing was written"))?;
        must_be_free(&path, &self.folder)?;
        std::fs::create_dir_all(&path).map_err(|error| {
            Stop::new(Exit::Failed, format!("cannot make the folder {:?}: {error}", self.folder))
        })?;
        for file in &files {
            let name = path.join(file.name);
            write::to_file(desk, &name.to_string_lossy(), &file.text, false)?;
        }
        desk.say(&format!("wrote the questionnaire {id} to {}; start with its README.md", self.folder));
        let shown = shown(&self.folder);
        if lies_in_the_data(desk, &path) {
            desk.next(&format!("quaymark team add \"Our team\" --questionnaire {id}"));
        } else {
            desk.next(&format!(
                "quaymark validate --strict {shown}, then: quaymark assess --questionnaire {shown}"
            ));
        }
        Ok(Exit::Done)
    }

    fn id(&self, path: &Path) -> Result<QuestionnaireId, Stop> {
        if let Some(id) = &self.id {
            return QuestionnaireId::parse(id).map_err(|e| Stop::usage(e.to_string()));
        }
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        QuestionnaireId::parse(&slug_from_name(&name)).map_err(|_| {
            Stop::usage(format!(
                "the folder {:?} suggests no id, which needs letters a-z or digits",
                self.folder
            ))
            .hint("name one:   quaymark questionnaire new DIR --id our-questions")
        })
    }
}

/// Refuses a folder with something in it, and what is no folder.
fn must_be_free(path: &Path, shown: &str) -> Result<(), Stop> {
    let taken = |what: &str| {
        let message = format!("{shown:?} {what}; nothing was written");
        Err(Stop::new(Exit::Conflict, message).hint("name a folder that is empty or not there yet"))
    };
    match std::fs::read_dir(path) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return taken("has files in it");
            }
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => taken("is no folder"),
        Err(error) => Err(Stop::new(Exit::Failed, format!("cannot look into {shown:?}: {error}"))),
    }
}

/// Whether the folder is one of those that are read without being named.
fn lies_in_the_data(desk: &Desk<'_>, path: &Path) -> bool {
    let data = desk.store().map(|store| desk.environment.cwd.join(store.dir().questionnaires()));
    data.is_ok_and(|folder| path.parent() == Some(folder.as_path()))
}

/// A folder as it can be typed: in quotes where it needs them.
fn shown(folder: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-".contains(c);
    if folder.chars().all(plain) { folder.to_owned() } else { format!("'{}'", folder.replace('\'', "'\\''")) }
}
