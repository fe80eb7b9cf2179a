//! The turns of the talk: print the page of a screen, ask, do, until something else is in front of the person.

use crate::app::screen::review::rows;
use crate::app::{Action, App, Screen};

use super::ask::Told;
use super::talk::Talk;
use super::{
    Begin, advise, compare, find, history, home, new, overview, question, results, review, roadmap, settings,
};

/// What works on every screen.
const EVERYWHERE: [&str; 15] = [
    "a: read this page again.",
    "u: undo. U: redo.",
    "home: go to Home.",
    "overview: the dimensions of the draft.",
    "results: the results, of the draft so far or of the record.",
    "roadmap: the next steps.",
    "compare: what changed since the assessment before.",
    "advise: the advisor, which platform fits.",
    "A question such as SEC-Q1: go to it, in a draft or a result.",
    "A dimension such as SEC: its questions, in a draft or a result.",
    "find and words: find a question by what it says.",
    "/ and words: show only the lines of this page with these words; / alone shows all again.",
    "settings: the settings. They hold for the terminal interface, too.",
    "h: this help.",
    "q: stop. A draft is always saved.",
];

/// Goes where the caller wants to begin.
pub(super) fn begin(talk: &mut Talk<'_>, begin: Begin) -> Told {
    let changed = talk.perform(begin.effects)?;
    talk.answer_overlays()?;
    talk.tell(changed)?;
    match begin.team {
        Some(team) if matches!(talk.app.screen, Screen::Home(_)) => home::go_to_team(talk, &team),
        _ => Ok(()),
    }
}

/// Takes turns until the person stops.
pub(super) fn turns(talk: &mut Talk<'_>) -> Told {
    loop {
        if matches!(talk.app.screen, Screen::New(_)) {
            new::fill(talk)?;
            continue;
        }
        let place = talk.place();
        talk.say("")?;
        if talk.app.demo {
            talk.say("Demo: the teams are invented.")?;
        }
        if talk.app.read_only {
            talk.say("Read-only: nothing is changed.")?;
        }
        say_page(talk)?;
        while talk.place() == place {
            let before = numbered(&talk.app);
            let line = talk.ask(&prompt(&talk.app))?;
            if !(everywhere(talk, &line)? || take(talk, &line)? || find::jump(talk, &line)?) {
                talk.say("That is not an answer here. Nothing was changed. h lists what you can type.")?;
            }
            if talk.place() == place && numbered(&talk.app) != before {
                // The numbers that were read mean something else now.
                say_page(talk)?;
            }
        }
    }
}

fn page(app: &App) -> Vec<String> {
    match &app.screen {
        Screen::Home(_) => home::page(app),
        Screen::New(_) => Vec::new(),
        Screen::Question(s) => question::page(app, s),
        Screen::Overview(s) => overview::page(app, s),
        Screen::Review(s) => review::page(app, s),
        Screen::Results(s) => results::page(app, s),
        Screen::Roadmap(s) => roadmap::page(app, s),
        Screen::Advise(_) => advise::page(app),
        Screen::Settings(_) => settings::page(app),
        Screen::Compare(s) => compare::page(s),
        Screen::History(s) => history::page(s),
    }
}

/// What has numbers on a screen whose list changes under the person.
fn numbered(app: &App) -> Vec<String> {
    match (&app.screen, &app.work) {
        (Screen::Home(_), _) => home::page(app),
        (Screen::Review(s), Some(work)) => {
            rows(work, s.filter).iter().map(|row| format!("{row:?}")).collect()
        }
        _ => Vec::new(),
    }
}

fn prompt(app: &App) -> String {
    match &app.screen {
        Screen::Home(_) => home::PROMPT.to_owned(),
        Screen::New(_) => String::new(),
        Screen::Question(s) => question::prompt(app, s),
        Screen::Overview(s) => overview::prompt(s),
        Screen::Review(_) => review::PROMPT.to_owned(),
        Screen::Results(s) => results::prompt(s),
        Screen::Roadmap(_) => roadmap::PROMPT.to_owned(),
        Screen::Advise(_) => advise::PROMPT.to_owned(),
        Screen::Settings(_) => settings::PROMPT.to_owned(),
        Screen::Compare(s) => compare::prompt(s),
        Screen::History(_) => history::PROMPT.to_owned(),
    }
}

/// Whether a line means something on this screen.
fn take(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    match talk.app.screen.clone() {
        Screen::Home(_) => home::take(talk, line),
        Screen::New(_) => Ok(false),
        Screen::Question(s) => question::take(talk, &s, line),
        Screen::Overview(s) => overview::take(talk, &s, line),
        Screen::Review(_) => review::take(talk, line),
        Screen::Results(s) => results::take(talk, &s, line),
        Screen::Roadmap(_) => roadmap::take(talk, line),
        Screen::Advise(_) => advise::take(talk, line),
        Screen::Settings(_) => settings::take(talk, line),
        Screen::Compare(s) => compare::take(talk, &s, line),
        Screen::History(s) => history::take(talk, &s, line),
    }
}

fn help(app: &App) -> &'static [&'static str] {
    match &app.screen {
        Screen::Home(_) => home::HELP,
        Screen::New(_) => &[],
        Screen::Question(_) => question::HELP,
        Screen::Overview(_) => overview::HELP,
        Screen::Review(_) => review::HELP,
        Screen::Results(_) => results::HELP,
        Screen::Roadmap(_) => roadmap::HELP,
        Screen::Advise(_) => advise::HELP,
        Screen::Settings(_) => settings::HELP,
        Screen::Compare(_) => compare::HELP,
        Screen::History(_) => history::HELP,
    }
}

/// Whether a line means something on every screen.
fn everywhere(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    match line {
        "?" if !matches!(talk.app.screen, Screen::Question(_)) => say_help(talk)?,
        "q" | "quit" | "stop" => talk.act(Action::Quit)?,
        "u" | "undo" => take_back(talk, Action::Undo)?,
        "U" | "redo" => take_back(talk, Action::Redo)?,
        "home" => talk.act(Action::GoHome)?,
        "overview" => talk.act(Action::GoOverview)?,
        "results" => talk.act(Action::GoResults)?,
        "roadmap" => talk.act(Action::GoRoadmap)?,
        "settings" | "," => talk.act(Action::OpenSettings)?,
        "advise" => talk.act(Action::Advise)?,
        "compare" => talk.act(Action::GoCompare)?,
        "a" | "again" => say_page(talk)?,
        "h" | "help" => say_help(talk)?,
        other => return find::take(talk, other),
    }
    Ok(true)
}

fn say_help(talk: &mut Talk<'_>) -> Told {
    for text in help(&talk.app).iter().chain(&EVERYWHERE) {
        talk.say(text)?;
    }
    Ok(())
}

/// Prints the page of the screen once more, such as after a change to what is listed.
pub(super) fn say_page(talk: &mut Talk<'_>) -> Told {
    talk.say_all(&page(&talk.app))?;
    match talk.app.filter().filter(|f| f.is_on()).map(|f| f.text().to_owned()) {
        Some(text) => talk.say(&format!("Only lines with: {text}. / alone shows all again.")),
        None => Ok(()),
    }
}

fn take_back(talk: &mut Talk<'_>, action: Action) -> Told {
    let place = talk.place();
    talk.act(action)?;
    if let (true, Screen::Question(s)) = (talk.place() == place, talk.app.screen.clone()) {
        talk.say_all(&question::state_lines(&talk.app, &s.id))?;
    }
    Ok(())
}
