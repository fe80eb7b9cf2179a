//! The face that asks in lines: for screen readers, slow links and terminals that can only show lines.
//! The same application and messages as the terminal face; no redraw, no glyphs, no colour. Scrollback is the record.

mod advise;
mod ask;
mod compare;
mod editor;
mod find;
mod guidance;
mod history;
mod home;
mod list;
mod new;
mod overlay;
mod overview;
mod question;
mod results;
mod results_question;
mod results_views;
mod review;
mod roadmap;
mod settings;
mod talk;
mod turn;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use crate::app::{App, Effect};
use crate::model::{Period, Settings, TeamId};
use crate::runtime::{Performer, Session, clock};

use ask::Stop;
use talk::Talk;

/// Where to begin instead of Home.
#[derive(Debug, Clone, Default)]
pub struct Begin {
    /// Continue the draft of this team, or start one for it.
    pub team: Option<TeamId>,
    /// The quarter of that draft; for a new assessment the quarter that is suggested.
    pub period: Option<Period>,
    /// What to do first, such as starting or opening a draft. When it leads away from Home, `team` is not looked at.
    pub effects: Vec<Effect>,
    /// Whether to print each line that was read, after its prompt: for input that does not come from a terminal,
    /// so that what was asked and answered can be read afterwards.
    pub echo: bool,
    /// Whether the teams are invented; every page says so.
    pub demo: bool,
    /// The settings that hold.
    pub settings: Settings,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The person stopped, or there is nothing more to read. Everything is saved.
    Quit,
    /// Changes could not be saved, in words.
    Unsaved(String),
}

/// Asks in lines until the person stops or the input ends. Every answer is on the disk before the next prompt.
///
/// # Errors
/// When the input cannot be read or the output cannot be written; what was answered until then is saved.
pub fn run(
    session: Session,
    cwd: PathBuf,
    begin: Begin,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<Ended> {
    let standard = session.standard().map_err(|e| io::Error::other(e.to_string()))?;
    let (mut app, effects) = App::start(standard, clock::now());
    (app.demo, app.read_only) = (begin.demo, session.read_only);
    let mut performer = Performer::inline(session, cwd);
    performer.config.clone_from(&begin.settings.path);
    app.use_settings(in_lines(begin.settings.clone()));
    let mut talk = Talk::new(app, performer, begin.period, input, output);
    talk.echo = begin.echo;
    let outcome = talk
        .perform(effects)
        .and_then(|_| turn::begin(&mut talk, begin))
        .and_then(|()| turn::turns(&mut talk));
    let unsaved = talk.performer.close();
    match (outcome, unsaved) {
        (Err(Stop::Broken(error)), None) => Err(error),
        (_, Some(why)) => Ok(Ended::Unsaved(why)),
        (Ok(()) | Err(Stop::End), None) => {
            talk.farewell()?;
            Ok(Ended::Quit)
        }
    }
}

/// The settings without what only a screen follows: what comes after an answer is said by the line itself.
fn in_lines(settings: Settings) -> Settings {
    let mut settings = settings;
    settings.file.after_answer = None;
    settings
}
