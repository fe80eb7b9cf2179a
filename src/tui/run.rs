//! The loop of the terminal face: wait, take in all that is there, do what it asks, draw once. Nothing runs when
//! nothing happens.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crossterm::event::Event;

use crate::app::{App, Effect, Message};
use crate::runtime::perform::Outbox;
use crate::runtime::{Performer, Session, clock};

use super::events::key;
use super::face::Face;
use super::terminal::Screen;
use super::view::Look;

/// How long to wait before writing again what could not be written.
const RETRY: Duration = Duration::from_secs(2);

/// What wakes the loop.
enum Wake {
    /// Something from the terminal.
    Terminal(Event),
    /// The outcome of something that ran on a thread.
    Message(Message),
    /// A signal asked the process to end.
    Signal(i32),
    /// The terminal is gone.
    Gone(String),
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

/// Runs the application in the terminal until it ends. The terminal is given back before this returns.
///
/// # Errors
/// When the terminal cannot be used or is gone.
pub fn run(
    session: Session,
    cwd: std::path::PathBuf,
    look: Look,
    begin: impl FnOnce(&mut App) -> Vec<Effect>,
) -> io::Result<Ended> {
    let (wake, inbox) = channel();
    let outbox = wake.clone();
    let outbox: Outbox = Arc::new(move |message| {
        let _ = outbox.send(Wake::Message(message));
    });
    let standard = session.standard().map_err(|e| io::Error::other(e.to_string()))?;
    let mut performer = Performer::threaded(session, cwd, outbox);
    let (mut app, mut effects) = App::start(standard, clock::now());
    effects.extend(begin(&mut app));
    let mut face = Face::new(app, look);
    watch_signals(wake.clone())?;
    let mut screen = Screen::enter()?;
    let outcome = perform(&mut face, &mut performer, &mut screen, effects).and_then(|done| {
        if done {
            return Ok(Ended::Quit);
        }
        read_terminal(wake);
        turn(&mut face, &mut performer, &mut screen, &inbox)
    });
    drop(screen);
    // However it ended, what was typed goes to the disk first.
    match performer.close() {
        Some(why) => Ok(Ended::Unsaved(why)),
        None => outcome,
    }
}

/// The loop itself.
fn turn(
    face: &mut Face,
    performer: &mut Performer,
    screen: &mut Screen,
    inbox: &Receiver<Wake>,
) -> io::Result<Ended> {
    loop {
        screen.draw(face)?;
        // Only while something is not saved does the loop wake by itself, to try again.
        let unsaved = face.app.work.as_ref().is_some_and(|w| w.trouble.is_some());
        let first = if unsaved {
            match inbox.recv_timeout(RETRY) {
                Ok(wake) => wake,
                Err(RecvTimeoutError::Timeout) => {
                    performer.retry();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(Ended::Quit),
            }
        } else {
            let Ok(wake) = inbox.recv() else { return Ok(Ended::Quit) };
            wake
        };
        for wake in std::iter::once(first).chain(inbox.try_iter()) {
            let effects = match wake {
                Wake::Terminal(event) => take(face, event),
                Wake::Message(message) => face.send(message, clock::now()),
                Wake::Signal(signal) => return Ok(Ended::Signal(signal)),
                Wake::Gone(why) => return Err(io::Error::other(why)),
            };
            if perform(face, performer, screen, effects)? {
                return Ok(Ended::Quit);
            }
        }
    }
}

fn take(face: &mut Face, event: Event) -> Vec<Effect> {
    let now = clock::now();
    match event {
        Event::Key(event) => key(event).map_or_else(Vec::new, |k| face.key(k, now)),
        Event::Paste(text) => face.paste(&text, now),
        // Drawing follows the size by itself.
        Event::Resize(..) | Event::FocusGained | Event::FocusLost | Event::Mouse(_) => Vec::new(),
    }
}

/// Performs effects and what follows from them. True when the program is to end.
fn perform(
    face: &mut Face,
    performer: &mut Performer,
    screen: &mut Screen,
    effects: Vec<Effect>,
) -> io::Result<bool> {
    let mut queue: std::collections::VecDeque<Effect> = effects.into();
    while let Some(effect) = queue.pop_front() {
        match effect {
            Effect::Quit => return Ok(true),
            Effect::Redraw => screen.clear()?,
            other => {
                let now = clock::now();
                for message in performer.perform(other, now) {
                    queue.extend(face.send(message, now));
                }
            }
        }
    }
    Ok(false)
}

fn read_terminal(wake: Sender<Wake>) {
    std::thread::spawn(move || {
        loop {
            let next = match crossterm::event::read() {
                Ok(event) => Wake::Terminal(event),
                Err(error) => Wake::Gone(format!("the terminal is gone: {error}")),
            };
            let gone = matches!(next, Wake::Gone(_));
            if wake.send(next).is_err() || gone {
                return;
            }
        }
    });
}

#[cfg(unix)]
fn watch_signals(wake: Sender<Wake>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in &mut signals {
            if wake.send(Wake::Signal(signal)).is_err() {
                return;
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: Sender<Wake>) -> io::Result<()> {
    Ok(())
}
