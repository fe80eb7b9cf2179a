//! The one table of keys. Dispatch, footer, help, `quaymark keys` and the README all read it.

use super::action::Action;
use super::key::{Key, parse};

/// Where a key works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// Everywhere except in text fields and popups.
    Global,
    /// The first screen.
    Home,
    /// A new assessment, or the profile of a running one.
    New,
    /// One question.
    Question,
    /// All dimensions of the draft.
    Overview,
    /// What is left before finishing.
    Review,
    /// The result of an assessment.
    Results,
    /// The next steps.
    Roadmap,
    /// The settings.
    Settings,
    /// A list to choose from, over a screen.
    Popup,
    /// A yes or no, over a screen.
    Confirm,
    /// The help, over a screen.
    Help,
    /// A text field of one line.
    Field,
    /// A text field of several lines.
    Note,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: [Self; 14] = [
        Self::Global,
        Self::Home,
        Self::New,
        Self::Question,
        Self::Overview,
        Self::Review,
        Self::Results,
        Self::Roadmap,
        Self::Settings,
        Self::Popup,
        Self::Confirm,
        Self::Help,
        Self::Field,
        Self::Note,
    ];

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Global => "Everywhere",
            Self::Home => "Home",
            Self::New => "New assessment",
            Self::Question => "Question",
            Self::Overview => "Overview",
            Self::Review => "Review",
            Self::Results => "Results",
            Self::Roadmap => "Roadmap",
            Self::Settings => "Settings",
            Self::Popup => "Choosing from a list",
            Self::Confirm => "Yes or no",
            Self::Help => "Help",
            Self::Field => "Text, one line",
            Self::Note => "Note",
        }
    }

    /// Whether keys that are bound everywhere work here too.
    pub fn has_globals(self) -> bool {
        !matches!(self, Self::Popup | Self::Confirm | Self::Help | Self::Field | Self::Note)
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it works.
    pub context: Context,
    /// Names of keys; two names with a space between are pressed one after the other.
    pub keys: &'static [&'static str],
    /// What it does.
    pub action: Action,
    /// For the help: what happens.
    pub help: &'static str,
    /// For the footer: one or two words, empty to stay out of it.
    pub hint: &'static str,
}

const fn bind(
    context: Context,
    keys: &'static [&'static str],
    action: Action,
    help: &'static str,
    hint: &'static str,
) -> Binding {
    Binding { context, keys, action, help, hint }
}

use Action as A;
use Context as C;

/// The table. Rows of a context stand in the order in which the footer shows them.
pub static BINDINGS: &[Binding] = &[
    bind(C::Global, &["?", "f1"], A::Help, "help for this screen", "help"),
    bind(C::Global, &["esc"], A::Back, "back, one step", ""),
    bind(C::Global, &["q"], A::Quit, "quit; a draft is always saved", ""),
    bind(C::Global, &["ctrl-c"], A::Interrupt, "quit; a draft is always saved", ""),
    bind(C::Global, &["u"], A::Undo, "undo, by name", ""),
    bind(C::Global, &["U", "ctrl-r"], A::Redo, "redo, by name", ""),
    bind(C::Global, &["up", "k"], A::Up, "up", ""),
    bind(C::Global, &["down", "j"], A::Down, "down", ""),
    bind(C::Global, &["pgup", "ctrl-u", "ctrl-b"], A::PageUp, "a page up", ""),
    bind(C::Global, &["pgdn", "ctrl-d", "ctrl-f"], A::PageDown, "a page down", ""),
    bind(C::Global, &["home", "g g"], A::Top, "to the top", ""),
    bind(C::Global, &["end", "G", "g e"], A::Bottom, "to the bottom", ""),
    bind(C::Global, &["g h"], A::GoHome, "go to Home", ""),
    bind(C::Global, &["g o"], A::GoOverview, "go to the overview of the draft", ""),
    bind(C::Global, &["g r"], A::GoResults, "go to the results", ""),
    bind(C::Global, &["g m"], A::GoRoadmap, "go to the roadmap", ""),
    bind(C::Global, &["ctrl-l"], A::Redraw, "draw the screen again", ""),
    bind(C::Global, &[","], A::OpenSettings, "settings", ""),
    bind(C::Global, &["T"], A::NextTheme, "next theme: auto, dark, light, contrast, mono", ""),
    bind(C::Global, &["M"], A::ToggleMouse, "mouse on or off", ""),
    bind(C::Home, &["enter", "right", "l"], A::Open, "open what is selected", "open"),
    bind(C::Home, &["n"], A::New, "new assessment", "new"),
    bind(C::Home, &["r"], A::Roadmap, "roadmap of the selected team", "roadmap"),
    bind(C::New, &["tab"], A::NextField, "next field", "next field"),
    bind(C::New, &["shift-tab"], A::PreviousField, "field before", ""),
    bind(C::New, &["left", "h"], A::PreviousValue, "value before", ""),
    bind(C::New, &["right", "l"], A::NextValue, "next value", "change"),
    bind(C::New, &["space"], A::Toggle, "pick or drop a choice", "pick"),
    bind(C::New, &["enter"], A::Open, "edit a text, go on, start", "go on"),
    bind(C::Question, &["0"], A::Answer0, "answer level 0", "level"),
    bind(C::Question, &["1"], A::Answer1, "answer level 1", "level"),
    bind(C::Question, &["2"], A::Answer2, "answer level 2", "level"),
    bind(C::Question, &["3"], A::Answer3, "answer level 3", "level"),
    bind(C::Question, &["4"], A::Answer4, "answer level 4", "level"),
    bind(C::Question, &["space"], A::Tick, "choose the statement, tick the practice", "tick"),
    bind(
        C::Question,
        &["enter"],
        A::Choose,
        "choose the statement; on the chosen one, or a practice: next question",
        "next",
    ),
    bind(C::Question, &["."], A::Unknown, "unknown: looked, do not know", "unknown"),
    bind(C::Question, &["-"], A::NotApplicable, "not applicable, with a reason", "n/a"),
    bind(C::Question, &["e"], A::Note, "write a note", "note"),
    bind(C::Question, &["v"], A::Evidence, "add or remove evidence", "evidence"),
    bind(C::Question, &["right", "l"], A::NextQuestion, "next question", ""),
    bind(C::Question, &["left", "h", "b"], A::PreviousQuestion, "question before", ""),
    bind(C::Question, &["n"], A::NextOpen, "next open question", ""),
    bind(C::Question, &["N"], A::PreviousOpen, "open question before", ""),
    bind(C::Question, &["s"], A::Sure, "how sure: low, medium, high", ""),
    bind(C::Question, &["f"], A::Flag, "flag for review, or clear the flag", ""),
    bind(C::Question, &["p"], A::Park, "park a topic", ""),
    bind(C::Question, &["tab"], A::Guidance, "guidance: why, where to look, what is not enough", "guidance"),
    bind(C::Question, &["o"], A::Overview, "overview of the dimensions", "overview"),
    bind(C::Question, &["R"], A::Review, "review before finishing", ""),
    bind(C::Overview, &["enter"], A::Open, "open the question, or the first open one", "open"),
    bind(C::Overview, &["right", "l"], A::Into, "into the dimension", "into"),
    bind(C::Overview, &["left", "h"], A::Out, "back to the dimensions", ""),
    bind(C::Overview, &["n"], A::NextOpen, "next open question", "next open"),
    bind(C::Overview, &["t"], A::Profile, "what the team runs, and what this covers", "profile"),
    bind(C::Overview, &["r"], A::Results, "results so far", "results"),
    bind(C::Overview, &["R"], A::Review, "review before finishing", "review"),
    bind(C::Review, &["enter"], A::Open, "open the question", "open"),
    bind(C::Review, &["tab"], A::Filter, "show another group", "filter"),
    bind(C::Review, &["f"], A::Flag, "flag it, or clear the flag", "flag"),
    bind(C::Review, &["p"], A::Park, "park a topic", "park"),
    bind(C::Review, &["o"], A::Overview, "overview of the dimensions", ""),
    bind(C::Review, &["r"], A::Results, "results so far", ""),
    bind(C::Review, &["F"], A::Finish, "finish: the record can not be changed afterwards", "finish"),
    bind(C::Results, &["enter"], A::Open, "open the dimension", "open"),
    bind(C::Results, &["right", "l"], A::Into, "into the dimension", ""),
    bind(C::Results, &["left", "h"], A::Out, "back to the dimensions", ""),
    bind(C::Results, &["r"], A::Roadmap, "roadmap", "roadmap"),
    bind(C::Results, &["A"], A::Amend, "amend this record: a draft that will replace it", ""),
    bind(C::Results, &["x"], A::Export, "write the roadmap as Markdown", "export"),
    bind(C::Roadmap, &["enter"], A::Open, "the whole step", "detail"),
    bind(C::Roadmap, &["r"], A::Results, "results", "results"),
    bind(C::Roadmap, &["x"], A::Export, "write the roadmap as Markdown", "export"),
    bind(C::Settings, &["left", "h"], A::PreviousValue, "value before", "change"),
    bind(C::Settings, &["right", "l"], A::NextValue, "next value", "change"),
    bind(C::Settings, &["enter", "space"], A::Open, "next value, or write the text", ""),
    bind(C::Settings, &["r"], A::ResetSetting, "back to the default", "default"),
    bind(C::Settings, &["E"], A::EditSettings, "open the settings file in your editor", "edit the file"),
    bind(C::Popup, &["up", "k"], A::Up, "up", ""),
    bind(C::Popup, &["down", "j"], A::Down, "down", ""),
    bind(C::Popup, &["enter"], A::Open, "choose", "choose"),
    bind(C::Popup, &["esc", "q"], A::Back, "leave it as it is", "cancel"),
    bind(C::Popup, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Confirm, &["y", "enter"], A::Yes, "yes", "yes"),
    bind(C::Confirm, &["n", "esc"], A::No, "no", "no"),
    bind(C::Confirm, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Help, &["up", "k"], A::Up, "up", ""),
    bind(C::Help, &["down", "j"], A::Down, "down", "scroll"),
    bind(C::Help, &["pgup", "ctrl-u"], A::PageUp, "a page up", ""),
    bind(C::Help, &["pgdn", "ctrl-d"], A::PageDown, "a page down", ""),
    bind(C::Help, &["tab"], A::Filter, "this screen, or all screens", "all screens"),
    bind(C::Help, &["esc", "?", "f1", "q"], A::Back, "close", "close"),
    bind(C::Help, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Field, &["enter"], A::Accept, "keep the text", "keep"),
    bind(C::Field, &["tab"], A::NextField, "keep the text and go on", ""),
    bind(C::Field, &["esc"], A::Close, "leave it as it was", "cancel"),
    bind(C::Field, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Note, &["esc"], A::Close, "close; the text is kept", "keep and close"),
    bind(C::Note, &["ctrl-c"], A::Interrupt, "close, the text is kept; once more quits", ""),
];

/// What a key does in a context: its own rows first, then those bound everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup {
    /// It does this.
    Does(Action),
    /// It is the first of two; wait for the next key.
    Prefix,
    /// It does nothing here.
    Nothing,
}

/// Looks a key up. `pending` is the first key of a pair that was pressed before.
pub fn lookup(context: Context, pending: Option<Key>, key: Key) -> Lookup {
    let mut prefix = false;
    for binding in bindings_of(context) {
        for name in binding.keys {
            let (first, second) = sequence(name);
            match (pending, second) {
                (Some(p), Some(second)) if first == Some(p) && second == key => {
                    return Lookup::Does(binding.action);
                }
                (None, None) if first == Some(key) => return Lookup::Does(binding.action),
                (None, Some(_)) if first == Some(key) => prefix = true,
                _ => {}
            }
        }
    }
    if prefix { Lookup::Prefix } else { Lookup::Nothing }
}

/// The rows that work in a context: its own, then those bound everywhere.
pub fn bindings_of(context: Context) -> impl Iterator<Item = &'static Binding> {
    let own = BINDINGS.iter().filter(move |b| b.context == context);
    let global = BINDINGS
        .iter()
        .filter(move |b| b.context == Context::Global && context != Context::Global && context.has_globals());
    own.chain(global)
}

/// The keys of a name: one, or two that are pressed one after the other.
pub fn sequence(name: &str) -> (Option<Key>, Option<Key>) {
    match name.split_once(' ') {
        Some((first, second)) => (parse(first), parse(second)),
        None => (parse(name), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn every_name_is_a_key() {
        for binding in BINDINGS {
            for name in binding.keys {
                let (first, second) = sequence(name);
                assert!(first.is_some(), "{name}");
                assert_eq!(second.is_some(), name.contains(' '), "{name}");
                if let (Some(key), false) = (first, name.contains(' ')) {
                    assert_eq!(key.to_string(), *name);
                }
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for context in Context::ALL {
            let mut seen: BTreeMap<&str, Action> = BTreeMap::new();
            for binding in bindings_of(context) {
                for name in binding.keys {
                    let other = seen.insert(name, binding.action);
                    assert!(other.is_none(), "{context:?}: {name} is {other:?} and {:?}", binding.action);
                }
            }
            for name in seen.keys().filter(|n| n.contains(' ')) {
                let first = name.split(' ').next().unwrap();
                assert!(!seen.contains_key(first), "{context:?}: {first} acts and starts {name}");
            }
        }
    }

    #[test]
    fn every_action_has_a_key_and_every_row_a_help() {
        for action in Action::all() {
            assert!(BINDINGS.iter().any(|b| b.action == *action), "{}", action.id());
        }
        for binding in BINDINGS {
            assert!(!binding.help.is_empty(), "{}", binding.action.id());
        }
    }

    #[test]
    fn pairs_wait_for_their_second_key() {
        let g = Key::char('g');
        assert_eq!(lookup(Context::Home, None, g), Lookup::Prefix);
        assert_eq!(lookup(Context::Home, Some(g), g), Lookup::Does(Action::Top));
        assert_eq!(lookup(Context::Home, Some(g), Key::char('z')), Lookup::Nothing);
        assert_eq!(lookup(Context::Question, None, Key::char('2')), Lookup::Does(Action::Answer2));
        assert_eq!(lookup(Context::Note, None, Key::char('q')), Lookup::Nothing);
    }
}
