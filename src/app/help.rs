//! The help over a screen: the keys of that screen, then those that work everywhere; typing narrows it.

use super::action::Action;
use super::effect::Effect;
use super::find::Filter;
use super::keymap::{Context, Keymap, Row};
use super::overlay::Overlay;
use super::route::{Input, Purpose};
use super::screen::moved;
use super::state::App;

/// The state of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The screen it was opened on.
    pub context: Context,
    /// Whether the keys of all screens are shown.
    pub all: bool,
    /// What is looked for.
    pub input: Input,
    /// The selected row, counted over the rows with keys.
    pub selected: usize,
}

/// A line of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// Where the keys below it work.
    Title(Context),
    /// Keys, and what they do.
    Keys(&'a Row),
}

impl Help {
    /// The help for a screen.
    pub fn new(context: Context) -> Self {
        let input = Input {
            purpose: Purpose::HelpSearch,
            title: String::new(),
            hint: String::new(),
            text: String::new(),
        };
        Self { context, all: false, input, selected: 0 }
    }

    /// Its lines: this screen first, then everywhere, then the other screens where all are shown.
    pub fn lines<'a>(&self, keymap: &'a Keymap) -> Vec<Line<'a>> {
        let filter = Filter::new(&self.input.text);
        let first = [self.context, Context::Global];
        let others = Context::ALL.into_iter().filter(|c| self.all && !first.contains(c));
        let mut lines = Vec::new();
        for context in first.into_iter().chain(others) {
            let words = |r: &Row| format!("{} {} {}", r.help, r.keys.join(" "), r.action.id());
            let rows: Vec<&Row> = keymap.own(context).filter(|r| filter.matches(&words(r))).collect();
            if !rows.is_empty() {
                lines.push(Line::Title(context));
                lines.extend(rows.into_iter().map(Line::Keys));
            }
        }
        lines
    }

    /// The rows with keys, in order.
    pub fn rows<'a>(&self, keymap: &'a Keymap) -> Vec<&'a Row> {
        let keys = |line| match line {
            Line::Keys(row) => Some(row),
            Line::Title(_) => None,
        };
        self.lines(keymap).into_iter().filter_map(keys).collect()
    }
}

impl App {
    pub(super) fn act_help(&mut self, mut help: Help, action: Action) -> Vec<Effect> {
        let rows = help.rows(&self.keymap);
        if let Some(selected) = moved(action, help.selected, rows.len()) {
            help.selected = selected;
        } else {
            match action {
                Action::Open => match rows.get(help.selected).map(|r| (r.context, r.action)) {
                    Some((context, action)) if context == help.context || context == Context::Global => {
                        return self.act(action);
                    }
                    Some((context, _)) => {
                        self.say(format!("this works in: {}", context.title()));
                    }
                    None => {}
                },
                Action::Filter => {
                    help.all = !help.all;
                    help.selected = 0;
                }
                _ => return Vec::new(),
            }
        }
        self.overlay = Some(Overlay::Help(help));
        Vec::new()
    }
}
