//! Where a command reads and writes: data to the standard output, everything else to the standard error.
//! Every text on its way to a terminal is made safe here.

use std::io::{BufRead, Read, Write};

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::settings::{GlyphsName, ThemeName};
use crate::report::json::{self, ErrorBody};
use crate::runtime::{Environment, Session};
use crate::store::{self, Store};
use crate::text::{Clean, Glyphs, width};

use super::arguments::Global;
use super::exit::{Exit, Problem, Stop};

/// Columns of a terminal that does not say how many it has.
const COLUMNS: usize = 80;
/// The most bytes of an answer to a question with yes or no.
const ANSWER_LIMIT: u64 = 1 << 10;
/// The most bytes that are read from the standard input.
const INPUT_LIMIT: u64 = 16 << 20;

/// The three standard streams, and which of them are terminals.
pub struct Streams<'a> {
    /// The standard input.
    pub input: &'a mut dyn BufRead,
    /// The standard output.
    pub output: &'a mut dyn Write,
    /// The standard error.
    pub errors: &'a mut dyn Write,
    /// Whether the standard input is a terminal.
    pub input_is_terminal: bool,
    /// Whether the standard output is a terminal.
    pub output_is_terminal: bool,
}

/// What a command works with: streams, environment, global options and the time.
pub struct Desk<'a> {
    streams: Streams<'a>,
    /// The environment of the process.
    pub environment: Environment,
    /// Options that every command takes.
    pub global: Global,
    /// The time when the command was started.
    pub now: DateTime<Utc>,
    /// Set by `demo` for the face that it opens.
    pub demo: Option<super::demo::Demo>,
}

impl<'a> Desk<'a> {
    /// A desk at a time.
    pub fn new(streams: Streams<'a>, environment: Environment, global: Global, now: DateTime<Utc>) -> Self {
        Self { streams, environment, global, now, demo: None }
    }

    /// The day.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// The team where a command names none, and who says so: `--team`, else `QUAYMARK_TEAM`.
    pub fn named_team(&self) -> Option<(&'static str, &str)> {
        let flag = self.global.default_team.as_deref().map(|name| ("--team", name));
        flag.or_else(|| self.environment.team.as_deref().map(|name| ("QUAYMARK_TEAM", name)))
    }

    /// Whether someone can be asked: both streams are terminals.
    pub fn has_terminal(&self) -> bool {
        self.streams.input_is_terminal && self.streams.output_is_terminal
    }

    /// Whether the standard input is a terminal.
    pub fn input_is_terminal(&self) -> bool {
        self.streams.input_is_terminal
    }

    /// Whether text is wanted in lines, one fact each: the environment says so, or the terminal can do no more.
    pub fn wants_lines(&self) -> bool {
        self.environment.plain || (self.environment.is_dumb() && self.streams.output_is_terminal)
    }

    /// The data directory, as flag and environment say.
    ///
    /// # Errors
    /// When none can be named, or no folder is in its place.
    pub fn store(&self) -> Result<Store, Stop> {
        let inputs = store::Inputs {
            flag: self.global.data_dir.clone(),
            env: self.environment.data_dir.clone(),
            xdg_data_home: self.environment.xdg_data_home.clone(),
            cwd: &self.environment.cwd,
        };
        let dir = store::resolve(&inputs).map_err(|e| Stop::new(Exit::Failed, e.to_string()))?;
        Ok(Store::new(dir))
    }

    /// The store with the questionnaires.
    ///
    /// # Errors
    /// As `store`, and when the folder of `--questionnaire` cannot be used.
    pub fn session(&mut self) -> Result<Session, Stop> {
        let store = self.store()?;
        self.detail(&format!(
            "data directory: {} ({})",
            store.dir().root.display(),
            store.dir().origin.name()
        ));
        let folder = self.global.questionnaire.as_ref().map(|f| self.environment.cwd.join(f));
        let mut session = Session::new(store, folder.as_deref())?;
        session.read_only = self.global.read_only;
        for problem in &session.problems {
            self.warn(problem);
        }
        Ok(session)
    }

    /// The characters that are drawn: `--glyphs`, else `QUAYMARK_GLYPHS`, else the settings, else what the locale
    /// can show.
    pub fn glyphs(&self) -> Glyphs {
        match self.settings().glyphs().value {
            GlyphsName::Unicode => Glyphs::Unicode,
            GlyphsName::Ascii => Glyphs::Ascii,
            GlyphsName::Auto => self.locale_glyphs(),
        }
    }

    /// The characters that the locale can show.
    pub fn locale_glyphs(&self) -> Glyphs {
        if self.environment.utf8 && !self.environment.is_dumb() { Glyphs::Unicode } else { Glyphs::Ascii }
    }

    /// Whether colours are wanted: `--color`, else not with `NO_COLOR` or on a dumb terminal, else as the theme.
    pub fn colour(&self) -> bool {
        self.settings().theme().value != ThemeName::Mono
    }

    /// Columns of the standard output where it is a terminal; none where it is a file or a pipe.
    pub fn columns(&self) -> Option<usize> {
        self.streams.output_is_terminal.then(|| self.environment.columns.unwrap_or(COLUMNS))
    }

    /// Writes data to the standard output: text for people, made safe, wrapped where a terminal is narrower.
    ///
    /// # Errors
    /// `ClosedPipe` when nobody reads it, else what the system said.
    pub fn print(&mut self, text: &str) -> Result<(), Stop> {
        let clean = Clean::block(text);
        let mut lines = String::with_capacity(text.len());
        for line in clean.as_str().lines() {
            match self.columns() {
                Some(columns) if width::cells(line) > columns => {
                    lines.push_str(&width::wrap(line, columns).join("\n"));
                }
                _ => lines.push_str(line),
            }
            lines.push('\n');
        }
        self.print_document(&lines)
    }

    /// Writes a document to the standard output as it is: JSON or Markdown, which are safe by themselves.
    ///
    /// # Errors
    /// As `print`.
    pub fn print_document(&mut self, text: &str) -> Result<(), Stop> {
        self.streams.output.write_all(text.as_bytes())?;
        self.streams.output.flush()?;
        Ok(())
    }

    /// Says what changed or what to do next, on the standard error; not with `-q`.
    pub fn say(&mut self, text: &str) {
        if !self.global.quiet {
            let line = Clean::line(text);
            self.error_lines(line.as_str());
        }
    }

    /// Says what to run next.
    pub fn next(&mut self, command: &str) {
        self.say(&format!("next: {command}"));
    }

    /// Says what a reader should know; not with `-q`.
    pub fn warn(&mut self, text: &str) {
        if !self.global.quiet {
            self.error_lines(&format!("quaymark: warning: {text}"));
        }
    }

    /// Says several things that a reader should know.
    pub fn warn_all(&mut self, warnings: &[String]) {
        for warning in warnings {
            self.warn(warning);
        }
    }

    /// Says something that is wanted with `-v` only.
    pub fn detail(&mut self, text: &str) {
        if self.global.verbose {
            self.say(text);
        }
    }

    /// Says what went wrong: in words, or with `json` as a document.
    pub fn report(&mut self, problem: &Problem, json: bool) {
        let body = ErrorBody {
            code: problem.exit.name(),
            exit: problem.exit.code(),
            message: problem.message.clone(),
            hint: problem.hint.clone(),
        };
        match json::error(&body) {
            Ok(text) if json => {
                // There is nobody left to tell when the standard error does not work.
                let _ = self.streams.errors.write_all(text.as_bytes());
            }
            _ => {
                self.error_lines(&format!("quaymark: {}", problem.message));
                for line in problem.hint.lines() {
                    self.error_lines(&format!("  {line}"));
                }
            }
        }
    }

    fn error_lines(&mut self, text: &str) {
        let clean = Clean::block(text);
        let _ = writeln!(self.streams.errors, "{}", clean.as_str().trim_end());
    }

    /// Asks on the standard error, also with `-q`; anything but `y` or `yes` is no.
    ///
    /// # Errors
    /// When the standard input cannot be read.
    pub fn agrees(&mut self, question: &str) -> Result<bool, Stop> {
        let _ = write!(self.streams.errors, "{} ", Clean::line(question).as_str().trim_end());
        let _ = self.streams.errors.flush();
        let mut line = String::new();
        let read = (&mut *self.streams.input).take(ANSWER_LIMIT).read_line(&mut line);
        read.map_err(|e| Stop::new(Exit::Failed, format!("cannot read the standard input: {e}")))?;
        Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    /// All of the standard input, at most 16 MiB.
    ///
    /// # Errors
    /// When it cannot be read, or is longer.
    pub fn read_input(&mut self) -> Result<Vec<u8>, Stop> {
        let mut bytes = Vec::new();
        let failed = |why: String| Stop::new(Exit::Failed, format!("cannot read the standard input: {why}"));
        let read = (&mut *self.streams.input).take(INPUT_LIMIT + 1).read_to_end(&mut bytes);
        read.map_err(|e| failed(e.to_string()))?;
        if bytes.len() as u64 > INPUT_LIMIT {
            return Err(failed(format!("it has more than {INPUT_LIMIT} bytes")));
        }
        Ok(bytes)
    }
}
