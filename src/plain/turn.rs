//! The turns of the talk: print the page of a screen, ask, do, until something else is in front of the person.

use crate::app::screen::overview::dimensions;
use crate::app::{Action, App, Screen};
use crate::model::QuestionId;

use super::ask::Told;
use super::talk::Talk;
use super::{Begin, compare, history, home, new, overview, question, results, review, roadmap};

/// What works on every screen.
const EVERYWHERE: [&str; 10] = [
    "a: read this page again.",
    "u: undo. U: redo.",
    "home: go to Home.",
    "overview: the dimensions of the draft.",
    "results: the results, of the draft so far or of the record.",
    "roadmap: the next steps.",
    "compare: what changed since the assessment before.",
    "A question such as SEC-Q1: go to it, while a draft is open.",
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
        talk.say_all(&page(&talk.app))?;
        while talk.place() == place {
            let line = talk.ask(&prompt(&talk.app))?;
            if !(everywhere(talk, &line)? || take(talk, &line)?) {
                talk.say("That is not an answer here. Nothing was changed. h lists what you can type.")?;
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
        Screen::Roadmap(_) => roadmap::page(app),
        Screen::Settings(_) => vec!["Settings are changed with: quaymark config set KEY VALUE".to_owned()],
        Screen::Compare(s) => compare::page(s),
        Screen::History(s) => history::page(s),
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
        Screen::Settings(_) => "home goes to Home:".to_owned(),
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
        Screen::Settings(_) => Ok(false),
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
        Screen::Settings(_) => &[],
        Screen::Compare(_) => compare::HELP,
        Screen::History(_) => history::HELP,
    }
}

/// Whether a line means something on every screen.
fn everywhere(talk: &mut Talk<'_>, line: &str) -> Told<bool> {
    match line {
        "q" | "quit" | "stop" => talk.act(Action::Quit)?,
        "u" | "undo" => take_back(talk, Action::Undo)?,
        "U" | "redo" => take_back(talk, Action::Redo)?,
        "home" => talk.act(Action::GoHome)?,
        "overview" => talk.act(Action::GoOverview)?,
        "results" => talk.act(Action::GoResults)?,
        "roadmap" => talk.act(Action::GoRoadmap)?,
        "compare" => talk.act(Action::GoCompare)?,
        "a" | "again" => say_page(talk)?,
        "h" | "help" => {
            for text in help(&talk.app).iter().chain(&EVERYWHERE) {
                talk.say(text)?;
            }
        }
        other => return go_to_question(talk, other),
    }
    Ok(true)
}

/// Prints the page of the screen once more, such as after a change to what is listed.
pub(super) fn say_page(talk: &mut Talk<'_>) -> Told {
    talk.say_all(&page(&talk.app))
}

fn take_back(talk: &mut Talk<'_>, action: Action) -> Told {
    let place = talk.place();
    talk.act(action)?;
    if let (true, Screen::Question(s)) = (talk.place() == place, talk.app.screen.clone()) {
        talk.say_all(&question::state_lines(&talk.app, &s.id))?;
    }
    Ok(())
}

/// Goes to a question of the open draft by its id, as the overview does. Whether there is such a question.
fn go_to_question(talk: &mut Talk<'_>, text: &str) -> Told<bool> {
    let Ok(id) = QuestionId::parse(&text.to_ascii_uppercase()) else { return Ok(false) };
    let Some(work) = &talk.app.work else { return Ok(false) };
    let found = dimensions(work)
        .iter()
        .enumerate()
        .find_map(|(d, (_, questions))| questions.iter().position(|q| q.id == id).map(|q| (d, q)));
    let Some((dimension, question)) = found else { return Ok(false) };
    talk.act_only(Action::GoOverview)?;
    talk.select(dimension)?;
    talk.act_only(Action::Into)?;
    talk.select(question)?;
    talk.act(Action::Open)?;
    Ok(true)
}
