//! What can happen to the application: keys, typed text, and the outcomes of effects.

use std::path::PathBuf;
use std::sync::Arc;

use crate::comparison::timeline::Timeline;
use crate::model::{Advice, Assessment, Draft, Hash, QuestionId, Questionnaire, Team, TeamId};

use super::advising::{KeepProblem, OpenedAdvisor};
use super::before::Others;
use super::compare::{Choice, Found, Which};
use super::effect::{ExportWhat, Start};
use super::kept::KeptText;
use super::key::Key;
use super::last::Last;
use super::route::Purpose;
use crate::model::settings::Config;

pub use super::home::{DraftRow, Home, Latest, Problem, TeamRow};

/// One thing that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The text of the open field is now this.
    Typed(String),
    /// No key came for a while after the first one of a pair.
    Waited,
    /// Text was pasted while no field was open.
    PastedOutside,
    /// Home was read.
    Home(Box<Home>),
    /// More of Home was read and waits to be taken.
    HomeRead,
    /// A draft was opened, or not.
    Draft(Result<Box<Opened>, StartProblem>),
    /// The line with this number of this opening of a draft, and all before it, are on the disk.
    Saved {
        /// Which opening.
        opening: u64,
        /// The line.
        n: u64,
    },
    /// Writing did not work; the change is kept in memory.
    NotSaved {
        /// Which opening of a draft.
        opening: u64,
        /// Why.
        why: String,
    },
    /// The open draft is not open any more, in words.
    Closed(String),
    /// A part of the program stopped by mistake, so that it cannot go on.
    Broken(String),
    /// The record was published, or not.
    Finished(Result<Box<Record>, String>),
    /// A record was read, or not.
    Record(Result<Box<Record>, String>),
    /// Two assessments were read to compare them, or not.
    Compared(Result<Box<Found>, String>),
    /// The assessments that one side of a comparison can be.
    Assessments(Which, Vec<Choice>),
    /// The finished assessments of a team were read, or not.
    History(Result<Arc<Timeline>, String>),
    /// The person's editor was used, or why not, in words.
    Edited(Result<Edited, String>),
    /// Something was put on the clipboard, or why not, in words.
    Copied(Result<String, String>),
    /// The texts that were left in fields before, the latest last.
    Kept(Vec<KeptText>),
    /// A file that was to be opened cannot be read.
    Unreadable(Box<Problem>),
    /// A team was archived, by its id and display name, or not.
    Archived(Result<(TeamId, String), String>),
    /// An export was written, or not.
    Exported {
        /// What it was.
        what: ExportWhat,
        /// Where it is now, or why it is not.
        written: Result<PathBuf, ExportProblem>,
    },
    /// The advisor was opened, or not.
    Advisor(Result<Box<OpenedAdvisor>, String>),
    /// What is answered about platforms is now this, said in one go.
    Advising(Box<crate::model::advice::Inputs>),
    /// Advice was kept with a team, or not.
    AdviceKept(Result<Box<(Team, Advice)>, KeepProblem>),
    /// The decision record was written, or not.
    DecisionWritten(Result<PathBuf, ExportProblem>),
    /// The settings file was written or read.
    Settings {
        /// Whether it was to be written.
        saving: bool,
        /// What it says now, or why that is not known.
        outcome: Result<Box<Config>, String>,
        /// What is wrong with the changed keys in it, if anything.
        keys_problem: Option<String>,
    },
    /// Something could not be done, in words.
    Refused(String),
}

/// What came of the person's editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// A text as it is now.
    Text {
        /// What it is for.
        purpose: Purpose,
        /// The text. People's text.
        text: String,
    },
    /// A file that may have changed.
    File(PathBuf),
}

/// An opened draft with all that is needed to work on it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The team.
    pub team: Team,
    /// The draft as it is on the disk.
    pub draft: Draft,
    /// Its questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// Why it cannot be changed, if it cannot.
    pub read_only: Option<String>,
    /// Things to tell, such as a torn end that was set aside.
    pub notices: Vec<String>,
    /// Whether it was just started.
    pub fresh: bool,
    /// The question that was on screen when the draft was left.
    pub place: Option<QuestionId>,
    /// What was answered in earlier quarters, latest first.
    pub earlier: Vec<Last>,
    /// Which opening this is: what is said of an earlier one does not count for this one.
    pub opening: u64,
}

/// Why a draft was not opened.
#[derive(Debug, Clone)]
pub enum StartProblem {
    /// There is one already for this team and quarter.
    Exists(Box<Exists>),
    /// The quarter is finished already.
    Finished {
        /// What was to be started.
        start: Box<Start>,
        /// In words.
        detail: String,
    },
    /// Anything else, in words.
    Other(String),
}

/// A draft that stands where another one was to be started.
#[derive(Debug, Clone)]
pub struct Exists {
    /// What was to be started.
    pub start: Start,
    /// The display name of the team. People's text.
    pub name: String,
    /// What is in it, or why it cannot be read.
    pub draft: Result<DraftRow, String>,
    /// Whether another Quaymark has it open.
    pub held: bool,
    /// Where it would be moved to, from the data folder on.
    pub trash: String,
}

/// A finished assessment with all that is needed to show it.
#[derive(Debug, Clone)]
pub struct Record {
    /// The team.
    pub team: Team,
    /// The assessment.
    pub assessment: Assessment,
    /// The hash of its file.
    pub hash: Hash,
    /// Its questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// Things to tell, such as an edit by hand.
    pub warnings: Vec<String>,
    /// The other quarters of the team.
    pub others: Others,
}

/// Why an export was not written.
#[derive(Debug, Clone)]
pub enum ExportProblem {
    /// There is a file already.
    Exists(PathBuf),
    /// Anything else, in words.
    Other(String),
}
