//! Commands and questions by name: everything that works on this screen, every question in hand, and teams on Home.

use std::cmp::Reverse;

use crate::model::{Question, QuestionId};

use super::action::Action;
use super::effect::Effect;
use super::find::{self, Filter};
use super::overlay::Overlay;
use super::route::{Input, Purpose, Route};
use super::screen::{Screen, home, moved, results};
use super::state::App;

/// The state of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// What is looked for.
    pub input: Input,
    /// The selected row.
    pub selected: usize,
    /// Whether it lists questions only.
    pub questions: bool,
}

/// A row of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// As in the help, or the id and title of a question, or the name of a team. May be people's text.
    pub name: String,
    /// The command of the command line that does the same, where there is one.
    pub command: &'static str,
    /// The key that does it here, if any.
    pub key: String,
    /// What it does.
    pub does: Does,
}

/// What a row of the palette does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Does {
    /// An action on the screen.
    Act(Action),
    /// Go to a question.
    Question(QuestionId),
    /// Open a team of Home, by its place.
    Team(usize),
}

/// The commands of the command line that do what an action does.
fn command(action: Action) -> &'static str {
    match action {
        Action::New => "assess",
        Action::Finish => "finish",
        Action::Amend => "reopen",
        Action::Results | Action::GoResults => "show",
        Action::Roadmap | Action::GoRoadmap => "roadmap",
        Action::GoHome => "list",
        Action::Advise => "advise",
        Action::Compare | Action::GoCompare => "compare",
        Action::History => "trend",
        Action::Help => "keys",
        _ => "",
    }
}

/// Whether an action has no place in a list of commands: it moves, or it opens the list.
fn is_moving(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::Palette
            | Action::Interrupt
            | Action::NextField
            | Action::PreviousField
    )
}

impl App {
    /// Opens the palette, or the list of questions.
    pub(super) fn open_palette(&mut self, questions: bool) {
        let input = Input {
            purpose: Purpose::Palette,
            title: String::new(),
            hint: String::new(),
            text: String::new(),
        };
        self.overlay = Some(Overlay::Palette(Palette { input, selected: 0, questions }));
    }

    /// Every row of the palette on this screen, whatever is looked for.
    pub fn commands(&self, questions: bool) -> Vec<Command> {
        let mut list = if questions { Vec::new() } else { self.actions() };
        list.extend(self.questions().into_iter().map(|q| Command {
            name: format!("{}  {}", q.id, q.title),
            command: "",
            key: String::new(),
            does: Does::Question(q.id.clone()),
        }));
        if let (Screen::Home(_), false) = (&self.screen, questions) {
            let team = |(i, t): (usize, &super::message::TeamRow)| Command {
                name: format!("open {}", t.team.name),
                command: "",
                key: String::new(),
                does: Does::Team(i),
            };
            list.extend(self.home.teams.iter().enumerate().map(team));
        }
        list
    }

    fn actions(&self) -> Vec<Command> {
        let context = self.screen.context();
        let mut list: Vec<Command> = Vec::new();
        for row in self.keymap.working(context) {
            let known = list.iter().any(|c| c.does == Does::Act(row.action));
            if known || is_moving(row.action) || !self.enabled(row.action) {
                continue;
            }
            list.push(Command {
                name: row.help.to_owned(),
                command: command(row.action),
                key: row.keys.first().cloned().unwrap_or_default(),
                does: Does::Act(row.action),
            });
        }
        list
    }

    /// The questions in hand: those of the open draft that are asked, or all of the record that is shown.
    fn questions(&self) -> Vec<&Question> {
        match (&self.screen, &self.work, &self.shown) {
            (Screen::Home(_) | Screen::New(_) | Screen::Compare(_) | Screen::History(_), ..) => Vec::new(),
            (Screen::Results(_) | Screen::Roadmap(_), _, Some(shown)) if shown.finished.is_some() => {
                let asked = |q: &&Question| shown.card.questions.iter().any(|c| c.id == q.id);
                let all = shown.questionnaire.questions().map(|(_, q)| q);
                all.filter(asked).collect()
            }
            (_, Some(work), _) => work.asked(),
            _ => Vec::new(),
        }
    }

    /// The rows for what is typed: the best first.
    pub fn found(&self, palette: &Palette) -> Vec<Command> {
        let all = self.commands(palette.questions);
        let typed = palette.input.text.trim();
        if typed.is_empty() {
            return all;
        }
        let prompt = |c: &Command| match &c.does {
            Does::Question(id) => self.prompt(id),
            _ => "",
        };
        if palette.questions {
            let filter = Filter::new(typed);
            return all
                .into_iter()
                .filter(|c| filter.matches(&format!("{} {}", c.name, prompt(c))))
                .collect();
        }
        let mut ranked: Vec<(Reverse<(u8, u32)>, Command)> = all
            .into_iter()
            .filter_map(|c| rank(typed, &c, prompt(&c)).map(|rank| (Reverse(rank), c)))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, c)| c).collect()
    }

    fn prompt(&self, id: &QuestionId) -> &str {
        let known = self.questions().into_iter().find(|q| q.id == *id);
        known.map_or("", |q| q.prompt.as_str())
    }

    pub(super) fn act_palette(&mut self, mut palette: Palette, action: Action) -> Vec<Effect> {
        let found = self.found(&palette);
        if let Some(selected) = moved(action, palette.selected, found.len()) {
            palette.selected = selected;
        } else {
            match (action, found.into_iter().nth(palette.selected)) {
                (Action::Open, Some(command)) => return self.run(command.does),
                (Action::NextField, Some(command)) => {
                    palette.input.text = command.name;
                    palette.selected = 0;
                }
                (Action::Open | Action::NextField, None) => {}
                _ => return Vec::new(),
            }
        }
        self.overlay = Some(Overlay::Palette(palette));
        Vec::new()
    }

    fn run(&mut self, does: Does) -> Vec<Effect> {
        match does {
            Does::Act(action) => self.act(action),
            Does::Question(id) => self.go_to_question(id),
            Does::Team(place) => {
                let rows = home::rows(&self.home);
                let Some(at) = rows.iter().position(|r| *r == home::Row::Team(place)) else {
                    return Vec::new();
                };
                if let Screen::Home(home) = &mut self.screen {
                    home.selected = at;
                }
                self.act(Action::Open)
            }
        }
    }

    /// Goes to a question: to answer it in a draft, to read its row in a record.
    fn go_to_question(&mut self, id: QuestionId) -> Vec<Effect> {
        let record = self.shown.as_ref().filter(|s| s.finished.is_some());
        let (Screen::Results(_) | Screen::Roadmap(_), Some(shown)) = (&self.screen, record) else {
            return self.go_in_draft(&Route::Question(Some(id)));
        };
        let dimension = shown.card.questions.iter().find(|q| q.id == id).map(|q| q.dimension.clone());
        let own = shown.card.questions.iter().filter(|q| Some(&q.dimension) == dimension.as_ref());
        let question = own.map(|q| &q.id).position(|own| *own == id);
        let place = shown.card.dimensions.iter().position(|(code, _)| Some(code) == dimension.as_ref());
        let effects =
            if matches!(self.screen, Screen::Results(_)) { Vec::new() } else { self.go(&Route::Results) };
        if let (Screen::Results(screen), Some(place)) = (&mut self.screen, place) {
            *screen = results::Results::default();
            screen.dimension = place;
            screen.question = question;
        }
        effects
    }
}

/// How well a row fits: whole words of its name first, then the beginnings of words, then letters in their order.
fn rank(typed: &str, command: &Command, prompt: &str) -> Option<(u8, u32)> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let name = command.name.to_lowercase();
    let plain = |c: char| !c.is_alphanumeric() && c != '-';
    let starts = |word: &String| name.split(plain).any(|n| n.starts_with(word.as_str()));
    let is_command = !command.command.is_empty() && command.command.starts_with(&typed.to_lowercase());
    let is_action = matches!(command.does, Does::Act(_));
    let score = find::score(typed, &format!("{} {}", command.name, command.command));
    let fuzzy = score.filter(|s| find::good(*s, typed));
    let level = if name == typed.to_lowercase() {
        8
    } else if is_command {
        7
    } else if name.starts_with(&typed.to_lowercase()) {
        6
    } else if words.iter().all(starts) {
        if is_action { 5 } else { 4 }
    } else if find::contains(&name, &words) {
        3
    } else if find::contains(&format!("{name} {prompt}"), &words) {
        2
    } else {
        fuzzy.map(|_| 1)?
    };
    Some((level, score.unwrap_or(0)))
}
