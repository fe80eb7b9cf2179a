//! What can happen to the application: keys, typed text, and the outcomes of effects.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::{Assessment, Draft, Hash, Level, Period, QuestionId, Questionnaire, Ratio, Team, TeamId};

use super::effect::Start;
use super::key::Key;

/// One thing that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The text of the open field is now this.
    Typed(String),
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
    /// An export was written, or not.
    Exported(Result<PathBuf, ExportProblem>),
}

/// What Home shows.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// Running drafts, latest change first.
    pub drafts: Vec<DraftRow>,
    /// Teams, by id.
    pub teams: Vec<TeamRow>,
    /// Files that could not be read, and other things that need a hand, one sentence each.
    pub problems: Vec<String>,
    /// Where the data is.
    pub data_dir: String,
    /// How many teams are still being read; none when all of it is here.
    pub reading: Option<usize>,
}

/// A running draft on Home.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// The team.
    pub team: TeamId,
    /// Its display name. People's text.
    pub name: String,
    /// The quarter.
    pub period: Period,
    /// Answered questions.
    pub answered: usize,
    /// Applicable questions in scope.
    pub questions: usize,
    /// Whether it amends a record.
    pub amends: bool,
    /// Flagged answers.
    pub flagged: usize,
    /// When it was changed last.
    pub changed: Option<DateTime<Utc>>,
}

/// A team on Home.
#[derive(Debug, Clone)]
pub struct TeamRow {
    /// The team.
    pub team: Team,
    /// The questionnaire for its next assessment, when it is here.
    pub questionnaire: Option<Arc<Questionnaire>>,
    /// Its latest current record.
    pub latest: Option<Latest>,
}

/// The latest result of a team.
#[derive(Debug, Clone)]
pub struct Latest {
    /// The quarter.
    pub period: Period,
    /// The score, when there is one.
    pub score: Option<Ratio>,
    /// The level with its name, when there is one.
    pub level: Option<Level>,
    /// Its name.
    pub level_name: String,
    /// The scope, when it is not the whole.
    pub scope: Option<String>,
    /// When it was finished.
    pub finished: NaiveDate,
    /// The record.
    pub record: Hash,
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
    /// Which opening this is: what is said of an earlier one does not count for this one.
    pub opening: u64,
}

/// Why a draft was not opened.
#[derive(Debug, Clone)]
pub enum StartProblem {
    /// There is one already for this team and quarter.
    Exists {
        /// What was to be started.
        start: Box<Start>,
        /// In words.
        detail: String,
    },
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
}

/// Why an export was not written.
#[derive(Debug, Clone)]
pub enum ExportProblem {
    /// There is a file already.
    Exists(PathBuf),
    /// Anything else, in words.
    Other(String),
}
