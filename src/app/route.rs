//! How screens, popups and fields speak to the application: where to go, what to do, what to say.

use std::path::PathBuf;

use crate::model::{QuestionId, Setting, Slug, TeamId};

use super::compare::{Pointer, Wanted, Which};
use super::effect::{Effect, ExportForm, ExportWhat, Start};
use super::home::Problem;
use super::lists::ListOf;
use super::sheet::Sheet;

/// Where to go. A screen never names another screen's code, only a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The first screen.
    Home,
    /// A new assessment, for a team or for one that is yet to be named.
    New(Option<TeamId>),
    /// A new assessment of the short part of the questionnaire, for a team that is yet to be named.
    Quick,
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
    /// The advisor, as it was opened last.
    Advise,
    /// Two assessments side by side.
    Compare(Wanted),
    /// The finished assessments of a team in the order of time.
    History(TeamId),
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
    /// Say what was changed, and that it can be undone.
    Changed(String),
    /// Say that something needs a hand.
    Warn(String),
    /// Open a list to choose from.
    Pick(Picker),
    /// Ask yes or no.
    Ask(Confirm),
    /// Open a text field.
    Edit(Input),
    /// Open the evidence of a question, or the parking lot.
    List(ListOf),
    /// Say what is in the way, and what can be done.
    Sheet(Sheet),
    /// Show the roadmap of a team's latest record.
    RoadmapOf(TeamId),
    /// Change a setting; none takes it back to its default.
    Set(Setting, Option<String>),
    /// Open the settings file in the editor.
    EditSettings,
    /// Keep the advice with its team, or ask with which.
    KeepAdvice,
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
    /// Write what is shown to a file in this form.
    Export(ExportForm),
    /// Follow this pathway, or none.
    Pathway(Option<Slug>),
    /// Open a draft to look at it.
    LookAt(Box<Start>),
    /// Open a file at a line in an editor, then look again.
    EditFile(PathBuf, Option<usize>),
    /// Read everything again.
    LookAgain,
    /// Keep the advice with a team.
    KeepAdvice(TeamId),
    /// Write the comparison on screen to a file in this form.
    ExportComparison(ExportForm),
    /// One side of the comparison is to be this.
    Compare(Which, Box<Pointer>),
    /// Do not show a problem any more until the program starts again.
    Ignore(Box<Problem>),
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
    /// Put a team aside.
    Archive(TeamId),
    /// Keep this advice in place of that of today.
    ReplaceAdvice(TeamId),
    /// Write the decision record over the file that is there.
    ReplaceDecision(PathBuf),
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
    /// Whether it is a line of evidence.
    pub fn is_evidence(&self) -> bool {
        matches!(self.purpose, Purpose::Evidence { .. })
    }

    /// A text that was not used, for when the field is opened again. A note is kept at once, and what is there
    /// already stays as it is.
    pub fn for_later(self) -> Option<(Purpose, String)> {
        if self.text.trim().is_empty() {
            return None;
        }
        match self.purpose {
            Purpose::Note(_)
            | Purpose::ExportPath(_)
            | Purpose::DecisionPath
            | Purpose::Parked(_)
            | Purpose::Evidence { place: Some(_), .. } => None,
            Purpose::Evidence { question, place: None, against } => {
                let text = if against { format!("- {}", self.text) } else { self.text };
                Some((Purpose::Evidence { question, place: None, against: false }, text))
            }
            other => Some((other, self.text)),
        }
    }

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
    Evidence {
        /// The question.
        question: QuestionId,
        /// Which piece of evidence it was, counted from 0; none for a new one.
        place: Option<usize>,
        /// Whether it is against, where no sign in front of the text says so.
        against: bool,
    },
    /// A topic that is parked already, counted from 0.
    Parked(usize),
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
    /// Where to write a decision record.
    DecisionPath,
    /// What is looked for in the help.
    HelpSearch,
    /// What is looked for among commands and questions.
    Palette,
    /// What a list is narrowed to.
    Find,
    /// The command of the editor, for the settings.
    Editor,
}
