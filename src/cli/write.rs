//! Writing what a command made to a file that a person named.

use crate::app::message::ExportProblem;
use crate::runtime::export;

use super::desk::Desk;
use super::exit::{Exit, Stop};

/// Writes a whole file, relative to where the command was started; another file there is left as it is unless it
/// may be replaced.
pub(super) fn to_file(desk: &Desk<'_>, file: &str, whole: &str, replace: bool) -> Result<(), Stop> {
    let path = desk.environment.cwd.join(file);
    export::to_file(&path, whole, replace).map_err(|problem| match problem {
        ExportProblem::Exists(path) => {
            let message = format!("{} is there already; it was left as it is", path.display());
            Stop::new(Exit::Conflict, message).hint("replace it with --force, or name another file")
        }
        ExportProblem::Other(why) => Stop::new(Exit::Failed, why),
    })
}
