//! How screens, popups and fields speak to the application: where to go, what to do, what to say.

use std::path::PathBuf;

use crate::model::{QuestionId, Setting, Slug, TeamId};

use super::effect::{Effect, ExportWhat, Start};

/// Where to go. A screen never names another screen's code, only a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The first screen.
    Home,
    /// A new assessment, for a team or for one that is yet to be named.
    New(Option<TeamId>),
    /// What the team of the open draft runs, and what the draft covers.
    Profile,
    /// A question of the open draft; the one to resume at where none is named.
    Question(Option<QuestionId>),
    /// The dimensions of the open draft.
    Overview,
    /// What is left before finishing the open draft.
    Review,
    /// The result of the open draft.
    DraftResults,
    /// The result of the record in hand.
    Results,
    /// The roadmap of what the results show.
    Roadmap,
    /// The settings.
    Settings,
}

/// What an update asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Out {
    /// Go somewhere.
    Go(Route),
    /// Do something.
    Do(Effect),
    /// Say something in the message line.
    Say(String),
    /// Say that something needs a hand.
    Warn(String),
    /// Open a list to choose from.
    Pick(Picker),
    /// Ask yes or no.
    Ask(Confirm),
    /// Open a text field.
    Edit(Input),
    /// Show the roadmap of a team's latest record.
    RoadmapOf(TeamId),
    /// Change a setting; none takes it back to its default.
    Set(Setting, Option<String>),
    /// Open the settings file in the editor.
    EditSettings,
}

/// A list to choose from, over a screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Picker {
    /// What is being chosen.
    pub title: String,
    /// What to know before choosing, one paragraph each.
    pub lines: Vec<String>,
    /// What can be chosen.
    pub items: Vec<(String, Pick)>,
    /// The selected row.
    pub selected: usize,
}

/// What a chosen row does.
#[derive(Debug, Clone, PartialEq)]
pub enum Pick {
    /// The question is not applicable for this reason.
    Reason(QuestionId, Slug),
    /// Add evidence to the question.
    AddEvidence(QuestionId),
    /// Remove a piece of evidence, counted from 0.
    RemoveEvidence(QuestionId, usize),
    /// Continue a draft.
    Continue(Box<Start>),
    /// Put a draft in the trash and start over.
    Replace(Box<Start>),
    /// Amend the record of the quarter.
    Amend(Box<Start>),
    /// Change nothing.
    Leave,
    /// The scope of the form, by its place.
    Scope(usize),
}

/// A yes or no, over a screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirm {
    /// What is asked.
    pub title: String,
    /// What to know before answering, one paragraph each.
    pub lines: Vec<String>,
    /// What happens on yes.
    pub yes: Yes,
}

/// What a yes does.
#[derive(Debug, Clone, PartialEq)]
pub enum Yes {
    /// Finish the open draft.
    Finish,
    /// Write the export over the file that is there.
    ReplaceFile(PathBuf, ExportWhat),
    /// Quit with changes that are not on the disk.
    Quit,
}

/// A text field. The face edits the text and reports every change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What the text is for.
    pub purpose: Purpose,
    /// What is asked for.
    pub title: String,
    /// One line of help.
    pub hint: String,
    /// The text so far. People's text.
    pub text: String,
}

impl Input {
    /// Whether the text can have several lines.
    pub fn is_note(&self) -> bool {
        matches!(self.purpose, Purpose::Note(_))
    }
}

/// What a text is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// The note of a question; every change is kept at once.
    Note(QuestionId),
    /// One line of evidence.
    Evidence(QuestionId),
    /// A topic to park.
    Park(Option<QuestionId>),
    /// Why a question is not applicable, for the reason given.
    ReasonNote(QuestionId, Slug),
    /// The name of a new team.
    TeamName,
    /// What an assessment covers.
    ScopeNote,
    /// A number of the profile.
    ProfileNumber(Slug),
    /// Where to write an export.
    ExportPath(ExportWhat),
    /// The command of the editor, for the settings.
    Editor,
}

impl Eq for ExportWhat {}
