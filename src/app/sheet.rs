//! A sheet in place of a screen: what is in the way, what it means, and what can be done about it.

use super::action::Action;
use super::effect::{Effect, Start};
use super::home::{AtFile, Problem, saved_at};
use super::message::Exists;
use super::overlay::Overlay;
use super::route::Pick;
use super::screen::step;
use super::state::App;

/// What is in the way, and what can be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Where this is.
    pub head: String,
    /// In a few words.
    pub state: String,
    /// What it is about: labels and values.
    pub facts: Vec<(String, String)>,
    /// What is in the way, one paragraph each.
    pub warning: Vec<String>,
    /// Lines that are shown as they are.
    pub excerpt: Vec<String>,
    /// What it means, one paragraph each.
    pub lines: Vec<String>,
    /// What can be done, and what comes of it.
    pub items: Vec<(String, String, Pick)>,
    /// The same for scripts: a label and a command.
    pub command: Option<(String, String)>,
    /// The selected row.
    pub selected: usize,
    /// The problem, when it is one of those that Home lists.
    pub about: Option<Box<Problem>>,
}

impl Sheet {
    /// A sheet about a problem.
    pub fn of_problem(problem: &Problem, count: usize) -> Self {
        let state = if count > 1 { format!("{count} problems") } else { "1 problem".to_owned() };
        let mut sheet = Self {
            head: "Quaymark".to_owned(),
            state,
            facts: Vec::new(),
            warning: vec![problem.text.clone()],
            excerpt: Vec::new(),
            lines: Vec::new(),
            items: Vec::new(),
            command: None,
            selected: 0,
            about: Some(Box::new(problem.clone())),
        };
        if let Some(file) = &problem.file {
            sheet.say_file(file);
        }
        sheet.items.extend([
            ("Look again".to_owned(), "after it was corrected".to_owned(), Pick::LookAgain),
            (
                "Ignore it this time".to_owned(),
                "until the program starts again".to_owned(),
                Pick::Ignore(Box::new(problem.clone())),
            ),
        ]);
        sheet
    }

    fn say_file(&mut self, file: &AtFile) {
        self.warning = vec![format!("{} could not be read.", file.shown)];
        let place =
            file.place.map_or(String::new(), |(line, column)| format!("Line {line}, column {column}: "));
        self.excerpt.clone_from(&file.excerpt);
        self.lines = vec![format!("{place}{}.", file.what.trim_end_matches('.'))];
        if !file.remedy.is_empty() {
            self.lines.push(format!("{}.", capital(file.remedy.trim_end_matches('.'))));
        }
        self.lines.push(format!("It was left as it is. {}", file.meanwhile));
        let line = file.place.map(|(line, _)| line);
        let at = line.map_or(String::new(), |line| format!(" at line {line}"));
        self.items.push((
            format!("Open it{at} in your editor"),
            String::new(),
            Pick::EditFile(file.path.clone(), line),
        ));
        let command = format!("quaymark validate {}", file.path.display());
        self.command = Some(("The same check for scripts".to_owned(), command));
    }

    /// A sheet about a draft that is there already.
    fn of_draft(exists: &Exists, now: chrono::DateTime<chrono::Utc>) -> Self {
        let start = &exists.start;
        let quarter = start.period.spoken();
        let what = match &exists.draft {
            Ok(draft) => {
                let saved = saved_at(draft.changed, now);
                let flagged =
                    if draft.flagged > 0 { format!(", {} flagged", draft.flagged) } else { String::new() };
                format!(
                    "{} already has a {quarter} draft: {} of {} answered{flagged}, {saved}.",
                    exists.name, draft.answered, draft.questions
                )
            }
            Err(why) => format!("{} already has a {quarter} draft that cannot be read: {why}", exists.name),
        };
        let mut sheet = Self {
            head: "New assessment".to_owned(),
            state: "there is a draft already".to_owned(),
            facts: vec![("Team".to_owned(), exists.name.clone()), ("Quarter".to_owned(), quarter)],
            warning: vec![what],
            excerpt: Vec::new(),
            lines: Vec::new(),
            items: Vec::new(),
            command: Some((
                "To remove it from a script".to_owned(),
                format!("quaymark discard {} --period {}", start.team, start.period),
            )),
            selected: 0,
            about: None,
        };
        let boxed = || Box::new(start.clone());
        let readable = exists.draft.is_ok();
        let item = |name: &str, more: &str, pick| (name.to_owned(), more.to_owned(), pick);
        if exists.held {
            sheet.warning.push(
                "It is open in another Quaymark at the moment; once that one is closed it can be changed or replaced."
                    .to_owned(),
            );
        } else if readable {
            sheet.items.push(item("Continue that draft", "", Pick::Continue(boxed())));
        }
        if readable {
            sheet.items.push(item("Open it read-only", "to look, not to change", Pick::LookAt(boxed())));
        }
        if !exists.held {
            let more = format!("the old file moves to {}", exists.trash);
            sheet.items.push(item("Replace it", &more, Pick::Replace(boxed())));
        }
        sheet.items.push(item("Choose another quarter", "", Pick::Leave));
        sheet
    }

    /// A sheet about a quarter that is finished.
    fn of_finished(start: Start, name: String, detail: String) -> Self {
        let item = |name: &str, more: &str, pick| (name.to_owned(), more.to_owned(), pick);
        Self {
            head: "New assessment".to_owned(),
            state: "finished already".to_owned(),
            facts: vec![("Team".to_owned(), name), ("Quarter".to_owned(), start.period.spoken())],
            warning: vec![detail],
            excerpt: Vec::new(),
            lines: Vec::new(),
            command: Some((
                "To amend it from a script".to_owned(),
                format!("quaymark reopen {}@{}", start.team, start.period),
            )),
            items: vec![
                item("Choose another quarter", "", Pick::Leave),
                item("Amend it", "a draft with its answers, which will replace it", {
                    Pick::Amend(Box::new(start))
                }),
            ],
            selected: 0,
            about: None,
        }
    }

    /// All of it as text, for the clipboard.
    pub fn message(&self) -> String {
        let mut lines = self.warning.clone();
        lines.extend(self.excerpt.iter().cloned());
        lines.extend(self.lines.iter().cloned());
        lines.extend(self.command.iter().map(|(_, command)| command.clone()));
        lines.join("\n")
    }
}

/// The text with its first letter in upper case.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl App {
    pub(super) fn act_sheet(&mut self, mut sheet: Sheet, action: Action) -> Vec<Effect> {
        let pick = sheet.items.get(sheet.selected).map(|(_, _, pick)| pick.clone());
        let effects = match (action, pick) {
            (Action::Up | Action::Down, _) => {
                let by = if action == Action::Up { -1 } else { 1 };
                sheet.selected = step(sheet.selected, by, sheet.items.len());
                Vec::new()
            }
            (Action::Copy, _) => vec![Effect::Copy { text: sheet.message(), what: "the message".to_owned() }],
            (Action::Open, Some(Pick::EditFile(path, line))) => {
                vec![Effect::EditFile { path, line }, Effect::LoadHome]
            }
            (Action::Open, Some(Pick::LookAgain)) => vec![Effect::LoadHome],
            (Action::Open, Some(pick)) => return self.picked(pick),
            _ => return Vec::new(),
        };
        self.overlay = Some(Overlay::Sheet(sheet));
        effects
    }

    /// Says that there is a draft already, and what can be done.
    pub(super) fn exists(&mut self, exists: &Exists) {
        self.overlay = Some(Overlay::Sheet(Sheet::of_draft(exists, self.now)));
    }

    /// Says that a quarter is finished already, and what can be done.
    pub(super) fn is_finished(&mut self, start: Start, detail: String) {
        let known = self.home.teams.iter().find(|t| t.team.id == start.team);
        let name = known.map_or_else(|| start.team.to_string(), |t| t.team.name.clone());
        self.overlay = Some(Overlay::Sheet(Sheet::of_finished(start, name, detail)));
    }

    /// Says what is wrong with a file, and what can be done.
    pub(super) fn unreadable(&mut self, problem: &Problem) {
        let count = self.home.problems.len();
        self.overlay = Some(Overlay::Sheet(Sheet::of_problem(problem, count)));
    }

    /// Does not show a problem any more.
    pub(super) fn ignore(&mut self, problem: Problem) {
        self.home.problems.retain(|p| *p != problem);
        self.ignored.push(problem);
        self.say("not shown any more until the program starts again");
    }

    /// Takes in what Home shows: without what is to be ignored, and on an open sheet how the problem is now.
    pub(super) fn home_is_read(&mut self, home: super::home::Home) {
        let filter = std::mem::take(&mut self.home.filter);
        self.home = super::home::Home { filter, ..home };
        let unused = self.unused_settings();
        self.home.problems.splice(0..0, unused.into_iter().map(Problem::sentence));
        let ignored = &self.ignored;
        self.home.problems.retain(|p| !ignored.contains(p));
        let Some(Overlay::Sheet(Sheet { about: Some(was), selected, .. })) = &self.overlay else { return };
        let path = |p: &Problem| p.file.as_ref().map(|f| f.path.clone());
        let now = self.home.problems.iter().find(|p| match path(was) {
            Some(was) => path(p) == Some(was),
            None => p.text == was.text,
        });
        let Some(now) = now.cloned() else {
            self.overlay = None;
            self.say("looked again: it is in order now");
            return;
        };
        let same = now == **was;
        let sheet = Sheet { selected: *selected, ..Sheet::of_problem(&now, self.home.problems.len()) };
        self.overlay = Some(Overlay::Sheet(sheet));
        self.say(if same {
            "looked again: nothing has changed"
        } else {
            "looked again: it is different now"
        });
    }
}
