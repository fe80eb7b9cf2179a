//! What a shell is told when somebody presses tab: commands and options from the parser, and teams, quarters,
//! questions and dimensions from what is there. It prints no problem: a shell has no place for one.

use std::ffi::{OsStr, OsString};
use std::sync::Arc;

use clap::Command;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter};
use clap_complete::env::CompleteEnv;

use crate::model::settings::Setting;
use crate::model::{Period, Questionnaire};
use crate::runtime::{Environment, Session};
use crate::store::{self, Store};

use super::arguments::parser;
use super::resolve;

/// The variable with which a shell asks; its value is the shell's name.
pub const VARIABLE: &str = "COMPLETE";

/// A word with what it means.
type Word = (String, String);

/// Everything that can be named in a data directory.
#[derive(Debug, Default)]
struct Names {
    teams: Vec<Word>,
    /// The assessments of each team, as a REF says them.
    references: Vec<Word>,
    questions: Vec<Word>,
    dimensions: Vec<Word>,
    parts: Vec<Word>,
    pathways: Vec<Word>,
    periods: Vec<Word>,
    questionnaires: Vec<Word>,
    versions: Vec<Word>,
}

/// Answers a shell that asks for completions. None when this is no such question.
///
/// # Errors
/// When the shell is not known, or nothing can be written.
pub fn answer(arguments: &[OsString], environment: &Environment, today: chrono::NaiveDate) -> Option<u8> {
    let factory = || {
        // Behind `--` stands what was typed so far.
        let typed = arguments.iter().skip_while(|a| *a != "--");
        offering(&Arc::new(Names::read(typed, environment, today)))
    };
    let done = CompleteEnv::with_factory(factory)
        .var(VARIABLE)
        .bin("quaymark")
        .try_complete(arguments.iter().cloned(), Some(environment.cwd.as_path()));
    match done {
        Ok(false) => None,
        Ok(true) => Some(0),
        Err(_) => Some(1),
    }
}

/// The parser whose arguments know what they can be.
fn offering(names: &Arc<Names>) -> Command {
    fn each(command: Command, names: &Arc<Names>) -> Command {
        let command = command.mut_args(|arg| {
            let label = arg.get_value_names().and_then(|n| n.first()).map(ToString::to_string);
            let label = label.unwrap_or_else(|| arg.get_id().to_string().to_uppercase());
            match label.as_str() {
                "FILE" | "FILE|DIR" => return arg.add(ArgValueCompleter::new(PathCompleter::any())),
                "DIR" => return arg.add(ArgValueCompleter::new(PathCompleter::dir())),
                _ => {}
            }
            let Some(words) = names.of(&label) else { return arg };
            arg.add(ArgValueCompleter::new(move |typed: &OsStr| fitting(&words, typed)))
        });
        command.mut_subcommands(|sub| each(sub, names))
    }
    each(parser(), names)
}

/// The words that go on as what was typed. Of words with an `@`, the part before it comes first, alone.
fn fitting(words: &[Word], typed: &OsStr) -> Vec<CompletionCandidate> {
    let Some(typed) = typed.to_str() else { return Vec::new() };
    // A list is completed at its end.
    let (done, last) = typed.rsplit_once(',').map_or(("", typed), |(a, b)| (&typed[..=a.len()], b));
    let wanted = last.to_lowercase();
    words
        .iter()
        .filter(|(word, _)| word.to_lowercase().starts_with(&wanted))
        .filter(|(word, _)| typed.contains('@') || !word.contains('@'))
        .map(|(word, help)| {
            let help = Some(crate::text::Clean::line(help).to_string()).filter(|h| !h.is_empty());
            CompletionCandidate::new(format!("{done}{word}")).help(help.map(Into::into))
        })
        .collect()
}

impl Names {
    /// What is there; where something cannot be read, that much less.
    fn read<'a>(
        typed: impl Iterator<Item = &'a OsString>,
        environment: &Environment,
        today: chrono::NaiveDate,
    ) -> Self {
        let mut names = Self { periods: periods(today), ..Self::default() };
        let (data_dir, folder) = folders(typed);
        let inputs = store::Inputs {
            flag: data_dir.map(Into::into),
            env: environment.data_dir.clone(),
            xdg_data_home: environment.xdg_data_home.clone(),
            cwd: &environment.cwd,
        };
        let Ok(dir) = store::resolve(&inputs) else { return names };
        let store = Store::new(dir);
        let named = folder.map(|f| Session::with_named(store.clone(), f.as_ref(), &environment.cwd.join(&f)));
        let session = named.and_then(Result::ok).map_or_else(|| Session::new(store, None), Ok);
        let Ok(session) = session else { return names };
        for team in session.store.teams().unwrap_or_default().into_iter().flatten() {
            names.references.push((team.id.to_string(), team.name.clone()));
            names.references.extend(references(&session, &team.id, today));
            names.teams.push((team.id.to_string(), team.name));
        }
        for loaded in session.catalog.all() {
            let q = &loaded.questionnaire;
            names.questionnaires.push((q.id.to_string(), q.title.clone()));
        }
        names.versions = session.versions().into_iter().map(|name| (name, String::new())).collect();
        if let Ok(loaded) = session.questionnaire(None) {
            names.of_questionnaire(&loaded.questionnaire);
        }
        names
    }

    fn of_questionnaire(&mut self, questionnaire: &Questionnaire) {
        let q = questionnaire;
        self.questions = q.questions().map(|(_, q)| (q.id.to_string(), q.title.clone())).collect();
        self.dimensions = q.dimensions.iter().map(|d| (d.code.to_string(), d.title.clone())).collect();
        self.parts.extend(q.selections.iter().map(|s| (s.id.to_string(), s.title.clone())));
        self.parts.extend(q.phases.iter().map(|p| (p.id.to_string(), format!("Phase {}", p.name))));
        self.parts.extend(q.components.iter().map(|c| (c.id.to_string(), c.name.clone())));
        self.pathways = q.pathways.iter().map(|p| (p.id.to_string(), p.title.clone())).collect();
        self.pathways.push(("suggested".to_owned(), "the one that suits the profile".to_owned()));
        self.parts.extend(self.dimensions.iter().cloned());
    }

    /// The words for a value with this name in the help.
    fn of(&self, label: &str) -> Option<Vec<Word>> {
        Some(match label {
            "TEAM" => self.teams.clone(),
            "REF" => self.references.clone(),
            "QUESTION" | "ID|WORDS" => self.questions.clone(),
            "DIMENSION|QUESTION" => [self.dimensions.as_slice(), self.questions.as_slice()].concat(),
            "PART" => self.parts.clone(),
            "PATHWAY" => self.pathways.clone(),
            "QUARTER" => self.periods.clone(),
            "ID" | "DIR|ID" => self.questionnaires.clone(),
            "A" | "B" | "VERSION|FILE" => [self.questionnaires.as_slice(), self.versions.as_slice()].concat(),
            "KEY" => Setting::WORDS.iter().map(|word| ((*word).to_owned(), String::new())).collect(),
            "KIND" => super::schema::kinds().map(|kind| (kind.to_owned(), String::new())).collect(),
            "COMMAND" => {
                let commands = parser();
                let each = commands.get_subcommands();
                let about = |c: &Command| c.get_about().map(ToString::to_string).unwrap_or_default();
                each.map(|c| (c.get_name().to_owned(), about(c))).collect()
            }
            _ => return None,
        })
    }
}

/// The assessments of a team.
fn references(session: &Session, team: &crate::model::TeamId, today: chrono::NaiveDate) -> Vec<Word> {
    let mut list = Vec::new();
    if !resolve::drafts(session, team).is_empty() {
        list.push((format!("{team}@draft"), "the running draft".to_owned()));
    }
    let records = session.records(team, today).map(|(records, _)| records).unwrap_or_default();
    let periods = store::periods(&records);
    list.extend(periods.iter().rev().map(|p| (format!("{team}@{p}"), p.spoken())));
    let back = 1..periods.len().min(4);
    list.extend(back.map(|n| (format!("{team}@-{n}"), format!("{n} before the latest"))));
    list
}

/// Quarters by name: two words, then the running one and those around it.
fn periods(today: chrono::NaiveDate) -> Vec<Word> {
    let now = Period::containing(today, 1);
    let mut list = vec![
        ("now".to_owned(), "the running quarter".to_owned()),
        ("last".to_owned(), "the quarter before".to_owned()),
    ];
    let (before, after) = (now.previous(), now.next());
    list.extend([now, before, before.previous(), after].map(|p| (p.to_string(), p.spoken())));
    list
}

/// The folders of `--data-dir` and `--questionnaire` on the line that is being typed.
fn folders<'a>(typed: impl Iterator<Item = &'a OsString>) -> (Option<String>, Option<String>) {
    let words: Vec<String> = typed.map(|w| w.to_string_lossy().into_owned()).collect();
    let of = |flag: &str| {
        let joined = words.iter().find_map(|w| w.strip_prefix(flag)?.strip_prefix('=').map(str::to_owned));
        let next = words.iter().position(|w| w == flag).and_then(|at| words.get(at + 1).cloned());
        joined.or(next).filter(|value| !value.is_empty())
    };
    (of("--data-dir"), of("--questionnaire"))
}
