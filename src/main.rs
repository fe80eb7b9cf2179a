//! The program: parse arguments, choose a face, print an error, exit code.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use quaymark::app::screen::{Screen, new::New};
use quaymark::app::{App, Effect};
use quaymark::cli::{self, Begin, Opening, Outcome, Streams};
use quaymark::plain;
use quaymark::runtime::{Environment, clock, crash, home};
use quaymark::store::reason;
use quaymark::text::Clean;
use quaymark::tui::run::{Ended, Surroundings};
use quaymark::tui::start::Start;
use quaymark::tui::terminal;

/// The exit code of what broke.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    crash::watch(terminal::leave);
    let code = std::panic::catch_unwind(run).unwrap_or(FAILED);
    // Whichever part of the program stopped by mistake: this is where it is told, on a terminal that shows it.
    let code = crash::said().map_or(code, |said| broke(&said));
    ExitCode::from(code)
}

/// Runs the program and gives its exit code.
fn run() -> u8 {
    let environment = match Environment::read() {
        Ok(environment) => environment,
        Err(error) => {
            return broke(&format!(
                "the working directory cannot be read: {}; go to a folder that is there",
                reason(&error)
            ));
        }
    };
    let arguments: Vec<_> = std::env::args_os().collect();
    if let Some(code) = cli::complete::answer(&arguments, &environment, clock::now().date_naive()) {
        return code;
    }
    let outcome = cli::run(
        arguments,
        &environment,
        Streams {
            input: &mut io::stdin().lock(),
            output: &mut io::stdout().lock(),
            errors: &mut io::stderr().lock(),
            input_is_terminal: io::stdin().is_terminal(),
            output_is_terminal: io::stdout().is_terminal(),
        },
        clock::now(),
    );
    match outcome {
        Outcome::Done(code) => code,
        Outcome::Tui(begin) => draw(*begin, &environment),
        Outcome::Plain(begin) => ask_in_lines(*begin),
    }
}

/// The terminal interface.
fn draw(begin: Begin, environment: &Environment) -> u8 {
    // The folder of the demo goes when this function has ended.
    let Begin { session, cwd, opening, settings, glyphs, demo } = begin;
    let start = Start::new(settings, environment, glyphs);
    // The form of a new assessment needs the teams at once; Home itself gets them in its own time.
    let form = matches!(opening, Opening::New { .. });
    let known = form.then(|| home::home(&session, clock::now().date_naive()));
    let (is_demo, read_only) = (demo.is_some(), session.read_only);
    let open = move |app: &mut App| {
        app.demo = is_demo;
        app.read_only = read_only;
        first(app, opening, known)
    };
    let console = environment.term.as_deref() == Some("linux");
    let around = Surroundings { cwd, start, tmux: environment.tmux, console };
    let ended = quaymark::tui::run::run(session, around, open);
    drop(demo);
    match ended {
        Ok(Ended::Quit) => 0,
        Ok(Ended::Signal(signal)) => 128_u8.saturating_add(u8::try_from(signal).unwrap_or_default()),
        // What stopped by mistake is told once, at the end.
        _ if crash::said().is_some() => FAILED,
        Ok(Ended::Unsaved(why)) => broke(&why),
        Err(error) => broke(&error.to_string()),
    }
}

/// What the terminal interface opens first.
fn first(app: &mut App, opening: Opening, known: Option<quaymark::app::message::Home>) -> Vec<Effect> {
    match opening {
        Opening::Home => Vec::new(),
        Opening::Advise { team } => vec![Effect::OpenAdvisor { team }],
        Opening::Draft { team, period } => vec![Effect::OpenDraft { team, period }],
        Opening::Latest { team } => vec![Effect::OpenRecord { team, record: None }],
        Opening::New { team, period } => {
            app.home = known.unwrap_or_default();
            let today = clock::now().date_naive();
            let mut form = New::start(app.questionnaire.get(), &app.home, team.as_ref(), today);
            form.period = period.unwrap_or(form.period);
            app.screen = Screen::New(form);
            Vec::new()
        }
    }
}

/// The face that asks in lines.
fn ask_in_lines(begin: Begin) -> u8 {
    let Begin { session, cwd, opening, settings, demo, .. } = begin;
    demo.iter().for_each(cli::demo::Demo::remove_on_signal);
    let (echo, is_demo) = (!io::stdin().is_terminal(), demo.is_some());
    let begin = plain::Begin { echo, demo: is_demo, settings, ..plain::Begin::default() };
    let begin = match opening {
        Opening::Home => begin,
        Opening::Advise { team } => plain::Begin { effects: vec![Effect::OpenAdvisor { team }], ..begin },
        Opening::Draft { team, period } => {
            plain::Begin { effects: vec![Effect::OpenDraft { team, period }], ..begin }
        }
        Opening::Latest { team } => {
            plain::Begin { effects: vec![Effect::OpenRecord { team, record: None }], ..begin }
        }
        Opening::New { team, period } => plain::Begin { team, period, ..begin },
    };
    let mut output = io::stdout().lock();
    match plain::run(session, cwd, begin, &mut io::stdin().lock(), &mut output) {
        Ok(plain::Ended::Quit) => 0,
        Ok(plain::Ended::Unsaved(why)) => broke(&why),
        // Nobody reads any more: everything is on the disk already.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(error) => broke(&error.to_string()),
    }
}

/// Says what broke.
fn broke(why: &str) -> u8 {
    // There is nobody left to tell when the standard error does not work.
    let _ = writeln!(io::stderr(), "quaymark: {}", Clean::block(why));
    FAILED
}
