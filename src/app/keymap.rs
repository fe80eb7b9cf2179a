//! The one table of keys, as it is without settings. Dispatch, footer, help and palette read the `Keymap` that is
//! made from it; `quaymark keys` and the README read it, too.

mod map;
mod patch;
#[cfg(test)]
mod tests;

pub use map::{Keymap, Lookup, Row};
pub use patch::{KeymapProblem, Patch, Trouble};

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
    /// The advisor.
    Advise,
    /// Two assessments side by side.
    Compare,
    /// The finished assessments of a team.
    History,
    /// A list to choose from, over a screen.
    Popup,
    /// Evidence or parked topics, over a screen.
    List,
    /// What is in the way, and what can be done, in place of a screen.
    Sheet,
    /// A yes or no, over a screen.
    Confirm,
    /// The help, over a screen. Letters search in it.
    Help,
    /// Commands and questions by name, over a screen. Letters search in it.
    Palette,
    /// Finding or narrowing, over a screen. Letters are what is looked for.
    Find,
    /// A text field of one line.
    Field,
    /// A text field of several lines.
    Note,
}

impl Context {
    /// Every context, in the order of the help.
    pub const ALL: [Self; 21] = [
        Self::Global,
        Self::Home,
        Self::New,
        Self::Question,
        Self::Overview,
        Self::Review,
        Self::Results,
        Self::Roadmap,
        Self::Settings,
        Self::Advise,
        Self::Compare,
        Self::History,
        Self::Popup,
        Self::List,
        Self::Sheet,
        Self::Confirm,
        Self::Help,
        Self::Palette,
        Self::Find,
        Self::Field,
        Self::Note,
    ];

    /// The permanent name, as settings and `quaymark keys --format json` have it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Home => "home",
            Self::New => "new",
            Self::Question => "question",
            Self::Overview => "overview",
            Self::Review => "review",
            Self::Results => "results",
            Self::Roadmap => "roadmap",
            Self::Settings => "settings",
            Self::Advise => "advise",
            Self::Compare => "compare",
            Self::History => "history",
            Self::Popup => "popup",
            Self::List => "list",
            Self::Sheet => "sheet",
            Self::Confirm => "confirm",
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Find => "find",
            Self::Field => "field",
            Self::Note => "note",
        }
    }

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
            Self::Advise => "Advisor",
            Self::Compare => "Compare",
            Self::History => "History",
            Self::Popup => "Choosing from a list",
            Self::List => "Evidence, parked topics",
            Self::Sheet => "Something in the way",
            Self::Confirm => "Yes or no",
            Self::Help => "Help",
            Self::Palette => "Commands",
            Self::Find => "Find",
            Self::Field => "Text, one line",
            Self::Note => "Note",
        }
    }

    /// Whether keys that are bound everywhere work here too.
    pub fn has_globals(self) -> bool {
        !self.types() && !matches!(self, Self::Popup | Self::List | Self::Sheet | Self::Confirm)
    }

    /// Whether keys without a meaning go into a text field, so that letters have to stay free.
    pub fn types(self) -> bool {
        matches!(self, Self::Help | Self::Palette | Self::Find | Self::Field | Self::Note)
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
    bind(C::Global, &["esc"], A::Back, "back, one step", "back"),
    bind(C::Global, &["q"], A::Quit, "quit; a draft is always saved", "quit"),
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
    bind(C::Global, &["g c"], A::GoCompare, "compare with the assessment before", ""),
    bind(C::Global, &["ctrl-l"], A::Redraw, "draw the screen again", ""),
    bind(C::Global, &["y"], A::Copy, "copy what is selected, as text", ""),
    bind(C::Global, &["ctrl-z"], A::Suspend, "back to the shell; fg comes back here", ""),
    bind(C::Global, &[":", "ctrl-p"], A::Palette, "commands and questions by name", "commands"),
    bind(C::Global, &["/"], A::Find, "narrow the list, or find a question", "find"),
    bind(C::Global, &[","], A::OpenSettings, "settings", ""),
    bind(C::Global, &["T"], A::NextTheme, "next theme: auto, dark, light, contrast, mono", ""),
    bind(C::Global, &["M"], A::ToggleMouse, "mouse on or off", ""),
    bind(C::Global, &["g a"], A::Advise, "advisor: which platform fits", ""),
    bind(C::Home, &["enter", "right", "l"], A::Open, "open what is selected", "open"),
    bind(C::Home, &["n"], A::New, "new assessment", "new"),
    bind(C::Home, &["r"], A::Roadmap, "roadmap of the selected team", "roadmap"),
    bind(C::Home, &["c"], A::Compare, "compare the last two assessments of the team", "compare"),
    bind(C::Home, &["H"], A::History, "history of the team: every finished assessment", "history"),
    bind(C::Home, &["a"], A::Archive, "archive the selected team; nothing is deleted", "archive"),
    bind(C::Home, &["A"], A::Advise, "advisor: which platform fits", "advisor"),
    bind(C::New, &["tab"], A::NextField, "next field", "next field"),
    bind(C::New, &["shift-tab"], A::PreviousField, "field before", ""),
    bind(C::New, &["left", "h"], A::PreviousValue, "value before", "change"),
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
    bind(C::Question, &["="], A::Keep, "keep what was answered in an earlier quarter", "keep"),
    bind(C::Question, &["."], A::Unknown, "unknown: looked, do not know", "unknown"),
    bind(C::Question, &["-"], A::NotApplicable, "not applicable, with a reason", "n/a"),
    bind(C::Question, &["e"], A::Note, "write a note", "note"),
    bind(C::Question, &["v"], A::Evidence, "evidence: add, change, sort, remove", "evidence"),
    bind(C::Question, &["right", "l"], A::NextQuestion, "next question", ""),
    bind(C::Question, &["left", "h", "b"], A::PreviousQuestion, "question before", ""),
    bind(C::Question, &["n"], A::NextOpen, "next open question", ""),
    bind(C::Question, &["N"], A::PreviousOpen, "open question before", ""),
    bind(C::Question, &["s"], A::Sure, "how sure: low, medium, high", ""),
    bind(C::Question, &["f"], A::Flag, "flag for review, or clear the flag", ""),
    bind(C::Question, &["p"], A::Park, "park a topic", ""),
    bind(C::Question, &["tab"], A::Guidance, "guidance, then history, then evidence in full", "guidance"),
    bind(C::Question, &["o"], A::Overview, "overview of the dimensions", "overview"),
    bind(C::Question, &["R"], A::Review, "review before finishing", ""),
    bind(C::Question, &["E"], A::EditOutside, "write the note in your editor ($VISUAL, $EDITOR)", ""),
    bind(C::Question, &["P"], A::Parked, "parked topics: read, change, remove", ""),
    bind(C::Overview, &["enter"], A::Open, "open the question, or the first open one", "open"),
    bind(C::Overview, &["right", "l"], A::Into, "into the dimension", "into"),
    bind(C::Overview, &["left", "h"], A::Out, "back to the dimensions", ""),
    bind(C::Overview, &["n"], A::NextOpen, "next open question", "next open"),
    bind(C::Overview, &["R"], A::Review, "review before finishing", "review"),
    bind(C::Overview, &["t"], A::Profile, "what the team runs, and what this covers", "profile"),
    bind(C::Overview, &["r"], A::Results, "results so far", "results"),
    bind(C::Overview, &["p"], A::Park, "park a topic", ""),
    bind(C::Overview, &["P"], A::Parked, "parked topics: read, change, remove", ""),
    bind(C::Review, &["enter"], A::Open, "open the question", "open"),
    bind(C::Review, &["tab"], A::Filter, "show another group", "filter"),
    bind(C::Review, &["F"], A::Finish, "finish: the record can not be changed afterwards", "finish"),
    bind(C::Review, &["e"], A::Note, "write a note", "note"),
    bind(C::Review, &["f"], A::Flag, "flag it, or clear the flag", "flag"),
    bind(C::Review, &["p"], A::Park, "park a topic", "park"),
    bind(C::Review, &["o"], A::Overview, "overview of the dimensions", ""),
    bind(C::Review, &["r"], A::Results, "results so far", ""),
    bind(C::Review, &["P"], A::Parked, "parked topics: read, change, remove", ""),
    bind(C::Results, &["v"], A::NextView, "next view: bars, heatmap, radar, table, pathway", "next view"),
    bind(C::Results, &["enter"], A::Open, "into the dimension, then all about the question", "open"),
    bind(C::Results, &["right", "l"], A::Into, "into the dimension; in the heatmap, the next question", ""),
    bind(
        C::Results,
        &["left", "h"],
        A::Out,
        "back to the dimensions; in the heatmap, the question before",
        "",
    ),
    bind(C::Results, &["r"], A::Roadmap, "roadmap", "roadmap"),
    bind(C::Results, &["c"], A::Compare, "compare with the quarter before", "compare"),
    bind(C::Results, &["A"], A::Amend, "amend this record: a draft that will replace it", ""),
    bind(C::Results, &["x"], A::Export, "write a file: Markdown, JSON or CSV", "export"),
    bind(C::Results, &["["], A::EarlierQuarter, "the quarter before of this team", "earlier"),
    bind(C::Results, &["]"], A::LaterQuarter, "the next quarter of this team", "later"),
    bind(C::Results, &["n"], A::FindNext, "next match of what was looked for", ""),
    bind(C::Results, &["N"], A::FindPrevious, "match before", ""),
    bind(C::Results, &["P"], A::Pathway, "choose a pathway: stages to follow", ""),
    bind(C::Roadmap, &["enter"], A::Open, "the whole step", "detail"),
    bind(C::Roadmap, &["r"], A::Results, "results", "results"),
    bind(C::Roadmap, &["x"], A::Export, "write a file: Markdown, JSON or CSV", "export"),
    bind(C::Roadmap, &["tab"], A::Filter, "all steps, then now, next and later", "now, next, later"),
    bind(C::Roadmap, &["s"], A::Sort, "sort by plan, gain, effort or dimension", "sort"),
    bind(C::Roadmap, &["P"], A::Pathway, "order by a pathway, or by none", "pathway"),
    bind(C::Settings, &["left", "h"], A::PreviousValue, "value before", "change"),
    bind(C::Settings, &["right", "l"], A::NextValue, "next value", "change"),
    bind(C::Settings, &["enter", "space"], A::Open, "next value, or write the text", ""),
    bind(C::Settings, &["r"], A::ResetSetting, "back to the default", "default"),
    bind(C::Settings, &["E"], A::EditSettings, "open the settings file in your editor", "edit the file"),
    bind(C::Advise, &["enter", "space"], A::Open, "pick it and go on", "pick"),
    bind(C::Advise, &["left", "h"], A::PreviousValue, "less weight; the criterion before", "weigh"),
    bind(C::Advise, &["right", "l"], A::NextValue, "more weight; the next criterion", "weigh"),
    bind(C::Advise, &["tab"], A::NextView, "tree, matrix, criteria, results side by side", "next part"),
    bind(C::Advise, &["shift-tab"], A::PreviousView, "part before", ""),
    bind(C::Advise, &["w"], A::KeepAdvice, "keep it with the team, one for each day", "keep"),
    bind(C::Advise, &["d", "delete"], A::ClearAnswer, "take the answer back", "clear"),
    bind(C::Advise, &["x"], A::Export, "write a decision record as Markdown", "export"),
    bind(C::Compare, &["enter"], A::Open, "into the dimension, then both answers", "questions"),
    bind(C::Compare, &["right", "l"], A::Into, "into the dimension, or the question", ""),
    bind(C::Compare, &["left", "h"], A::Out, "back to the dimensions", ""),
    bind(C::Compare, &["a"], A::PickA, "choose another A, the older side", "pick"),
    bind(C::Compare, &["b"], A::PickB, "choose another B, the newer side", "pick"),
    bind(C::Compare, &["s"], A::Swap, "swap the two sides", "swap"),
    bind(C::Compare, &["t"], A::History, "trend: the history of the team", "trend"),
    bind(C::Compare, &["f"], A::OnlyChanged, "only what changed, or all", "changed"),
    bind(C::Compare, &["x"], A::Export, "write the comparison to a file: Markdown, JSON or CSV", "export"),
    bind(C::History, &["enter", "right", "l"], A::Open, "open the record in Results", "open"),
    bind(C::History, &["c"], A::Compare, "compare with the one before", "compare"),
    bind(C::History, &["["], A::EarlierQuarter, "the quarter before", "earlier"),
    bind(C::History, &["]"], A::LaterQuarter, "the next quarter", "later"),
    bind(C::Popup, &["up", "k"], A::Up, "up", ""),
    bind(C::Popup, &["down", "j"], A::Down, "down", ""),
    bind(C::Popup, &["enter"], A::Open, "choose", "choose"),
    bind(C::Popup, &["esc", "q"], A::Back, "leave it as it is", "cancel"),
    bind(C::Popup, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Popup, &["ctrl-z"], A::Suspend, "back to the shell; fg comes back here", ""),
    bind(C::List, &["enter"], A::Open, "change it; on the first row: add", "change"),
    bind(C::List, &["a"], A::Add, "add", "add"),
    bind(C::List, &["space"], A::Toggle, "evidence: for, or against", "for/against"),
    bind(C::List, &["d", "delete"], A::Remove, "remove", "remove"),
    bind(C::List, &["esc", "q"], A::Back, "close", "close"),
    bind(C::List, &["K"], A::MoveUp, "move it up", "move"),
    bind(C::List, &["J"], A::MoveDown, "move it down", "move"),
    bind(C::List, &["up", "k"], A::Up, "up", ""),
    bind(C::List, &["down", "j"], A::Down, "down", ""),
    bind(C::List, &["pgup", "ctrl-u"], A::PageUp, "a page up", ""),
    bind(C::List, &["pgdn", "ctrl-d"], A::PageDown, "a page down", ""),
    bind(C::List, &["home"], A::Top, "to the top", ""),
    bind(C::List, &["end", "G"], A::Bottom, "to the bottom", ""),
    bind(C::List, &["u"], A::Undo, "undo, by name", "undo"),
    bind(C::List, &["U", "ctrl-r"], A::Redo, "redo, by name", ""),
    bind(C::List, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Sheet, &["up", "k"], A::Up, "up", ""),
    bind(C::Sheet, &["down", "j"], A::Down, "down", ""),
    bind(C::Sheet, &["enter"], A::Open, "choose", "choose"),
    bind(C::Sheet, &["y"], A::Copy, "copy the message", "copy the message"),
    bind(C::Sheet, &["ctrl-z"], A::Suspend, "back to the shell; fg comes back here", ""),
    bind(C::Sheet, &["esc", "q"], A::Back, "leave it as it is", "back"),
    bind(C::Sheet, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Confirm, &["y", "enter"], A::Yes, "yes", "yes"),
    bind(C::Confirm, &["n", "esc"], A::No, "no", "no"),
    bind(C::Confirm, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Confirm, &["ctrl-z"], A::Suspend, "back to the shell; fg comes back here", ""),
    bind(C::Help, &["up"], A::Up, "up", ""),
    bind(C::Help, &["down"], A::Down, "down", ""),
    bind(C::Help, &["pgup"], A::PageUp, "a page up", ""),
    bind(C::Help, &["pgdn"], A::PageDown, "a page down", ""),
    bind(C::Help, &["enter"], A::Open, "do it, on the screen below", "do it"),
    bind(C::Help, &["tab"], A::Filter, "this screen, or all screens", "all screens"),
    bind(C::Help, &["esc", "?", "f1"], A::Back, "close", "close"),
    bind(C::Help, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Help, &["ctrl-z"], A::Suspend, "back to the shell; fg comes back here", ""),
    bind(C::Palette, &["up"], A::Up, "up", ""),
    bind(C::Palette, &["down"], A::Down, "down", ""),
    bind(C::Palette, &["pgup"], A::PageUp, "a page up", ""),
    bind(C::Palette, &["pgdn"], A::PageDown, "a page down", ""),
    bind(C::Palette, &["enter"], A::Open, "do it, or go there", "do it"),
    bind(C::Palette, &["tab"], A::NextField, "take the name of the selected row; type on", "complete"),
    bind(C::Palette, &["esc", "ctrl-p"], A::Back, "close", "close"),
    bind(C::Palette, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Find, &["up"], A::Up, "up", ""),
    bind(C::Find, &["down"], A::Down, "down", ""),
    bind(C::Find, &["pgup"], A::PageUp, "a page up", ""),
    bind(C::Find, &["pgdn"], A::PageDown, "a page down", ""),
    bind(C::Find, &["enter"], A::Open, "keep the list narrow", "keep"),
    bind(C::Find, &["esc"], A::Back, "clear and close", "clear"),
    bind(C::Find, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Field, &["enter"], A::Accept, "keep the text", "keep"),
    bind(C::Field, &["tab"], A::NextField, "keep the text and go on; evidence: for, or against", ""),
    bind(C::Field, &["esc"], A::Close, "leave it as it was", "cancel"),
    bind(C::Field, &["ctrl-c"], A::Interrupt, "close this; once more quits", ""),
    bind(C::Field, &["ctrl-z"], A::Suspend, "back to the shell; fg comes back here", ""),
    bind(C::Note, &["esc"], A::Close, "close; the text is kept", "keep and close"),
    bind(C::Note, &["ctrl-c"], A::Interrupt, "close, the text is kept; once more quits", ""),
    bind(C::Note, &["ctrl-e"], A::EditOutside, "go on in your editor ($VISUAL, $EDITOR)", "editor"),
    bind(C::Note, &["ctrl-z"], A::Suspend, "back to the shell; fg comes back here", ""),
];

/// The keys of a name: one, or two that are pressed one after the other.
pub fn sequence(name: &str) -> (Option<Key>, Option<Key>) {
    match name.split_once(' ') {
        Some((first, second)) => (parse(first), parse(second)),
        None => (parse(name), None),
    }
}
