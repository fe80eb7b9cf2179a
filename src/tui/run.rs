//! The loop of the terminal face: wait, take in all that is there, do what it asks, draw once. Nothing runs when
//! nothing happens.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::{Position, Rect};

use crate::app::message::Edited;
use crate::app::{App, Effect, Message};
use crate::model::settings::Clipboard;
use crate::runtime::editing::Editor;
use crate::runtime::perform::Outbox;
use crate::runtime::{Performer, Session, clock};

use super::clipboard;
use super::face::Face;
use super::inbox::{Inbox, Waker};
use super::parse::{Given, Parser};
use super::signals::{self, Signals};
use super::start::Start;
use super::terminal::Screen;
use super::view::Look;

/// How long the second key of a pair may take before the keys that can come are shown.
const SECOND_KEY: Duration = Duration::from_millis(400);
/// How long to wait before writing again what could not be written.
const RETRY: Duration = Duration::from_secs(2);
/// How long a terminal that is gone is given to say so with a signal.
const LAST_WORD: Duration = Duration::from_millis(200);

/// What wakes the loop.
pub enum Wake {
    /// Keys, pastes and clicks from the terminal.
    Given(Vec<Given>),
    /// The terminal has another size.
    Resized,
    /// The outcome of something that ran on a thread.
    Message(Message),
    /// A signal asked the process to end.
    Signal(i32),
    /// A signal asked the process to stop for a while.
    Stop,
    /// The process was stopped and goes on.
    Continued,
    /// The terminal is gone.
    Gone(String),
    /// A thread stopped by mistake.
    Broken(String),
}

/// How the session ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ended {
    /// The person quit.
    Quit,
    /// A signal ended it; the exit code is 128 plus this.
    Signal(i32),
    /// Changes could not be saved, in words.
    Unsaved(String),
}

/// What the terminal face is given by those around it.
pub struct Surroundings {
    /// Where relative paths start.
    pub cwd: PathBuf,
    /// The settings, and what is known of the terminal.
    pub start: Start,
    /// Whether tmux stands between us and the terminal.
    pub tmux: bool,
    /// Whether the terminal is known to have no clipboard: the console of Linux.
    pub console: bool,
}

/// Runs the application in the terminal until it ends. The terminal is given back before this returns.
///
/// # Errors
/// When the terminal cannot be used or is gone.
pub fn run(
    session: Session,
    around: Surroundings,
    begin: impl FnOnce(&mut App) -> Vec<Effect>,
) -> io::Result<Ended> {
    let (waker, inbox) = Inbox::open()?;
    let signals = Some(Signals::catch()?);
    // The terminal answers while everything else is made ready.
    let screen = Screen::enter(&around.start.question())?;
    let outbox = waker.clone();
    let outbox: Outbox = Arc::new(move |message| {
        outbox.send(Wake::Message(message));
    });
    let standard = session.standard().map_err(|e| io::Error::other(e.to_string()))?;
    let mut performer = Performer::threaded(session, around.cwd, outbox);
    performer.config.clone_from(&around.start.settings.path);
    let (mut app, mut effects) = App::start(standard, clock::now());
    app.use_settings(around.start.settings.clone());
    effects.extend(begin(&mut app));
    let face = Face::new(app, Look::default());
    let (tmux, console) = (around.tmux, around.console);
    let (later, unsaved) = (VecDeque::new(), Vec::new());
    let mut turns = Turns { face, performer, screen, waker, signals, inbox, later, unsaved, tmux, console };
    let outcome = catch_unwind(AssertUnwindSafe(|| turns.begin(effects, &around.start)));
    // However it ended, the terminal is given back first, and what was typed goes to the disk.
    super::terminal::leave();
    turns.put_away();
    let unsaved = turns.performer.close();
    match (outcome, unsaved) {
        (Err(panic), _) => resume_unwind(panic),
        (Ok(_), Some(why)) => Ok(Ended::Unsaved(why)),
        (Ok(outcome), None) => outcome,
    }
}

/// The loop with everything it needs.
struct Turns {
    face: Face,
    performer: Performer,
    screen: Screen,
    waker: Waker,
    /// The signals, until they are watched for.
    signals: Option<Signals>,
    inbox: Inbox,
    /// What came before the first frame, or while the program was stopped.
    later: VecDeque<Wake>,
    /// What is kept on the disk once the person sees it: saving beside the drawing would slow the drawing down.
    unsaved: Vec<Effect>,
    tmux: bool,
    console: bool,
}

impl Turns {
    /// Does what is to be done first, takes in what the terminal has answered, and runs the loop.
    fn begin(&mut self, first: Vec<Effect>, start: &Start) -> io::Result<Ended> {
        if let Some(ended) = self.perform(first)? {
            return Ok(ended);
        }
        // The terminal takes a moment to answer.
        self.screen.rehearse(&self.face)?;
        let (abilities, answers) = start.answered();
        self.face.can(abilities);
        let mut parser = Parser::default();
        let mut early = parser.feed(&answers.typed);
        early.extend(parser.give_up());
        if !early.is_empty() {
            self.later.push_back(Wake::Given(early));
        }
        self.go()
    }

    /// The loop itself. What can wait for the first frame is started after it.
    fn go(&mut self) -> io::Result<Ended> {
        loop {
            self.screen.draw(&self.face)?;
            self.save();
            self.performer.drawn();
            if let Some(signals) = self.signals.take() {
                signals.watch(self.waker.clone());
            }
            let mut queue = std::mem::take(&mut self.later);
            if queue.is_empty() {
                let Some(first) = self.next() else { continue };
                queue.push_back(first);
            }
            while let Some(wake) = queue.pop_front() {
                if let Some(ended) = self.take(wake)? {
                    return Ok(ended);
                }
                queue.extend(self.later.drain(..));
                queue.extend(self.inbox.more());
            }
        }
    }

    /// Sleeps until something happens. The loop wakes by itself only while something is not saved, to try again, and
    /// once while the second key of a pair is waited for.
    fn next(&mut self) -> Option<Wake> {
        let waits = self.face.app.waits();
        let trouble = self.face.app.work.as_ref().is_some_and(|w| w.trouble.is_some());
        let limit = if waits { Some(SECOND_KEY) } else { trouble.then_some(RETRY) };
        let next = self.inbox.next(limit);
        if next.is_none() && waits {
            self.face.send(Message::Waited, clock::now());
        } else if next.is_none() {
            self.performer.retry();
        }
        next
    }

    fn take(&mut self, wake: Wake) -> io::Result<Option<Ended>> {
        let effects = match wake {
            Wake::Given(list) => {
                for given in list {
                    let effects = self.given(given)?;
                    if let Some(ended) = self.perform(effects)? {
                        return Ok(Some(ended));
                    }
                }
                return Ok(None);
            }
            Wake::Message(message) => self.face.send(message, clock::now()),
            // Drawing follows the size by itself.
            Wake::Resized => Vec::new(),
            Wake::Signal(signal) => return Ok(Some(Ended::Signal(signal))),
            Wake::Stop => vec![Effect::Suspend],
            Wake::Continued => {
                // Somebody else stopped us: what the terminal is like now is not known.
                self.screen.retake()?;
                Vec::new()
            }
            Wake::Gone(why) => return self.terminal_gone(why),
            Wake::Broken(why) => return Err(io::Error::other(why)),
        };
        self.perform(effects)
    }

    fn given(&mut self, given: Given) -> io::Result<Vec<Effect>> {
        let now = clock::now();
        Ok(match given {
            Given::Key(key) => self.face.key(key, now),
            Given::Paste(text) => self.face.paste(&text, now),
            Given::WheelUp => self.face.wheel(true, now),
            Given::WheelDown => self.face.wheel(false, now),
            Given::Click { x, y } => {
                let (width, height) = super::terminal::size()?;
                self.face.click(Position { x, y }, Rect::new(0, 0, width, height), now)
            }
        })
    }

    /// A terminal that goes away says so with a signal as well, which may come a moment later.
    fn terminal_gone(&mut self, why: String) -> io::Result<Option<Ended>> {
        while let Some(wake) = self.inbox.word(Some(LAST_WORD)) {
            match wake {
                Wake::Signal(signal) => return Ok(Some(Ended::Signal(signal))),
                Wake::Message(message) => {
                    self.face.send(message, clock::now());
                }
                _ => {}
            }
        }
        Err(io::Error::other(why))
    }

    /// Performs effects and what follows from them. Says how the program ends, if it does.
    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<Option<Ended>> {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let messages = match effect {
                Effect::Quit => return Ok(Some(Ended::Quit)),
                Effect::Redraw => {
                    self.screen.clear();
                    Vec::new()
                }
                Effect::Suspend => {
                    if let Some(ended) = self.suspend()? {
                        return Ok(Some(ended));
                    }
                    Vec::new()
                }
                Effect::Copy { text, what } => {
                    let auto = self.face.app.settings.clipboard() == Clipboard::Auto;
                    let copied = if auto && self.console && !self.tmux {
                        Err(clipboard::CONSOLE.to_owned())
                    } else {
                        clipboard::copy(&text, &what, self.tmux)
                    };
                    if let Ok((bytes, _)) = &copied {
                        self.screen.write(bytes.as_bytes())?;
                    }
                    vec![Message::Copied(copied.map(|(_, said)| said))]
                }
                Effect::EditText { purpose, text, below } => {
                    let edit = |editor: Editor| editor.edit(&text, &below);
                    let edited = self.hand_over(edit);
                    let effects = self.edited(edited.map(|text| Edited::Text { purpose, text }));
                    queue.extend(effects);
                    self.retake()?;
                    Vec::new()
                }
                Effect::EditFile { path, line } => {
                    let open = |editor: Editor| editor.open(Path::new(&path), line);
                    let edited = self.hand_over(open);
                    let effects = self.edited(edited.map(|()| Edited::File(path.clone())));
                    queue.extend(effects);
                    self.retake()?;
                    Vec::new()
                }
                saving @ (Effect::Append(_) | Effect::Remember(_)) => {
                    self.unsaved.push(saving);
                    Vec::new()
                }
                other => {
                    // What comes after a change finds it saved.
                    self.save();
                    self.performer.perform(other, clock::now())
                }
            };
            for message in messages {
                queue.extend(self.face.send(message, clock::now()));
            }
        }
        Ok(None)
    }

    /// Hands what was changed to the part that saves. What that has to say comes as a message.
    fn save(&mut self) {
        for effect in std::mem::take(&mut self.unsaved) {
            for message in self.performer.perform(effect, clock::now()) {
                self.later.push_back(Wake::Message(message));
            }
        }
    }

    fn edited(&mut self, outcome: Result<Edited, String>) -> Vec<Effect> {
        self.face.send(Message::Edited(outcome), clock::now())
    }

    /// Gives the terminal to the person's editor and waits for it.
    fn hand_over<T>(&mut self, job: impl FnOnce(Editor) -> Result<T, String>) -> Result<T, String> {
        self.save();
        signals::set_away(true);
        self.inbox.rest();
        super::terminal::leave();
        let editor = self.face.app.settings.editor();
        Editor::named(editor.as_ref().map(|e| e.value.as_str())).and_then(job)
    }

    /// Takes the terminal back after an editor had it.
    fn retake(&mut self) -> io::Result<()> {
        let taken = self.screen.retake();
        signals::set_away(false);
        taken
    }

    /// Gives the terminal to the shell and stops, until the shell lets us go on.
    fn suspend(&mut self) -> io::Result<Option<Ended>> {
        if !signals::can_stop() {
            self.face.app.say(signals::NO_STOP);
            return Ok(None);
        }
        self.save();
        self.inbox.rest();
        super::terminal::leave();
        if signals::stop().is_ok() {
            loop {
                match self.inbox.word(None) {
                    Some(Wake::Continued) => break,
                    Some(Wake::Signal(signal)) => return Ok(Some(Ended::Signal(signal))),
                    Some(Wake::Stop | Wake::Resized) => {}
                    Some(other) => self.later.push_back(other),
                    None => return Ok(Some(Ended::Quit)),
                }
            }
        }
        self.screen.retake()?;
        Ok(None)
    }

    /// Keeps what stands in an open field.
    fn put_away(&mut self) {
        self.save();
        for effect in self.face.app.abandon() {
            self.performer.perform(effect, clock::now());
        }
    }
}
