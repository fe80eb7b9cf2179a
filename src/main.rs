//! The program: parse arguments, choose a face, print an error, exit code.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use quaymark::app::screen::{Screen, new::New};
use quaymark::app::{App, Effect};
use quaymark::cli::{self, Begin, Opening, Outcome, Streams};
use quaymark::plain;
use quaymark::runtime::{Environment, clock, home};
use quaymark::text::Clean;
use quaymark::tui::run::Ended;
use quaymark::tui::terminal;
use quaymark::tui::theme::Theme;
use quaymark::tui::view::Look;

/// The exit code of what broke.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    terminal::on_panic();
    // The hook has told what happened; here it only becomes the exit code of what broke.
    let code = std::panic::catch_unwind(run).unwrap_or(FAILED);
    ExitCode::from(code)
}

/// Runs the program and gives its exit code.
fn run() -> u8 {
    let environment = match Environment::read() {
        Ok(environment) => environment,
        Err(error) => {
            return broke(&format!("the working directory cannot be read: {error}"));
        }
    };
    let outcome = cli::run(
        std::env::args_os(),
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
        Outcome::Tui(begin) => draw(*begin),
        Outcome::Plain(begin) => ask_in_lines(*begin),
    }
}

/// The terminal interface.
fn draw(begin: Begin) -> u8 {
    let Begin { session, cwd, opening, colour, glyphs } = begin;
    let theme = if colour { Theme::Auto } else { Theme::Mono };
    // The form of a new assessment needs the teams at once; Home itself gets them in its own time.
    let known = match &opening {
        Opening::New { .. } => Some(home::home(&session, clock::now().date_naive())),
        Opening::Home | Opening::Draft { .. } => None,
    };
    let open = move |app: &mut App| match opening {
        Opening::Home => Vec::new(),
        Opening::Draft { team, period } => vec![Effect::OpenDraft { team, period }],
        Opening::New { team, period } => {
            app.home = known.unwrap_or_default();
            let today = clock::now().date_naive();
            let mut form = New::start(app.questionnaire.get(), &app.home, team.as_ref(), today);
            form.period = period.unwrap_or(form.period);
            app.screen = Screen::New(form);
            Vec::new()
        }
    };
    match quaymark::tui::run::run(session, cwd, Look { theme, glyphs }, open) {
        Ok(Ended::Quit) => 0,
        Ok(Ended::Signal(signal)) => 128_u8.saturating_add(u8::try_from(signal).unwrap_or_default()),
        Ok(Ended::Unsaved(why)) => broke(&why),
        Err(error) => broke(&error.to_string()),
    }
}

/// The face that asks in lines.
fn ask_in_lines(begin: Begin) -> u8 {
    let Begin { session, cwd, opening, .. } = begin;
    let echo = !io::stdin().is_terminal();
    let begin = match opening {
        Opening::Home => plain::Begin { echo, ..plain::Begin::default() },
        Opening::Draft { team, period } => plain::Begin {
            effects: vec![Effect::OpenDraft { team, period }],
            echo,
            ..plain::Begin::default()
        },
        Opening::New { team, period } => plain::Begin { team, period, effects: Vec::new(), echo },
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
