//! `quaymark demo`: the program on invented teams with a history, in a folder of their own.

use std::path::PathBuf;

use tempfile::TempDir;

use crate::runtime::{Session, demo};
use crate::store::{DataDir, Origin, Store};

use super::After;
use super::desk::Desk;
use super::exit::{Exit, Stop};

/// `demo`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark demo                    look around; nothing of it stays
  quaymark demo --keep ./demo      the same, and keep the files
  quaymark --data-dir ./demo list  use what was kept")]
pub struct Args {
    /// Keep the files in DIR, which must be empty or not there yet
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Ask in lines instead of drawing, for screen readers
    #[arg(long)]
    plain: bool,
}

/// That the teams are invented, and their folder where it is removed at the end.
#[derive(Debug)]
pub struct Demo {
    /// Removed when this is dropped.
    folder: Option<TempDir>,
}

impl Demo {
    /// Whether the files stay.
    pub fn is_kept(&self) -> bool {
        self.folder.is_none()
    }

    /// Removes the folder also when a signal ends the program. For a face that leaves signals alone.
    #[cfg(unix)]
    pub fn remove_on_signal(&self) {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let Some(path) = self.folder.as_ref().map(|f| f.path().to_owned()) else { return };
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // The system clears what is left where this fails.
                let _ = std::fs::remove_dir_all(&path);
                std::process::exit(128 + signal);
            }
        });
    }

    /// Removes the folder also when a signal ends the program. For a face that leaves signals alone.
    #[cfg(not(unix))]
    pub fn remove_on_signal(&self) {}
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<After, Stop> {
        let lines = self.plain || desk.wants_lines();
        let opens = self.plain || desk.has_terminal();
        if !opens && self.keep.is_none() {
            return Err(Stop::usage("there is no terminal to draw on (stdin or stdout is not a tty)").hint(
                "write the files only:   quaymark demo --keep ./demo\n\
                 ask in lines:           quaymark demo --plain",
            ));
        }
        let (root, folder) = self.place(desk)?;
        let mut session =
            Session::new(Store::new(DataDir { root: root.clone(), origin: Origin::Flag }), None)?;
        demo::fill(&session, desk.today()).map_err(|e| failed(&e))?;
        session.read_only = desk.global.read_only;
        if let Some(shown) = &self.keep {
            let teams = session.store.teams()?.len();
            desk.say(&format!("wrote {teams} invented teams with five quarters each to {}", root.display()));
            let name = shown.display().to_string();
            if !name.contains(char::is_whitespace) {
                desk.next(&format!("quaymark --data-dir {name} list, or quaymark --data-dir {name}"));
            }
        }
        if !opens {
            return Ok(After::Done(Exit::Done));
        }
        let opening = super::opening(desk, &session)?;
        desk.demo = Some(Demo { folder });
        Ok(if lines { After::Plain(session, opening) } else { After::Tui(session, opening) })
    }

    /// The folder for the data, and what removes it where it is not kept.
    fn place(&self, desk: &Desk<'_>) -> Result<(PathBuf, Option<TempDir>), Stop> {
        if let Some(folder) = &self.keep {
            let folder = desk.environment.cwd.join(folder);
            demo::must_be_empty(&folder).map_err(|e| failed(&e))?;
            return Ok((folder, None));
        }
        let made = tempfile::Builder::new().prefix("quaymark-demo-").tempdir();
        let made = made.map_err(|e| {
            Stop::new(Exit::Failed, format!("no folder for the demo can be made: {e}"))
                .hint("name one that is kept:   quaymark demo --keep ./demo")
        })?;
        Ok((made.path().to_owned(), Some(made)))
    }
}

fn failed(error: &demo::DemoError) -> Stop {
    let exit = match error {
        demo::DemoError::NotEmpty(_) => Exit::Conflict,
        demo::DemoError::Store(error) => error.kind().into(),
        _ => Exit::Failed,
    };
    Stop::new(exit, error.to_string())
}
