//! What the application wants done, as data. `runtime` does it and answers with a message.

use std::path::PathBuf;

use super::compare::{Pointer, Wanted, Which};
use super::kept::KeptText;
use super::route::Purpose;
use crate::model::advice::Inputs;
use crate::model::{
    Assessment, Draft, DraftLine, Hash, Period, Profile, QuestionId, QuestionnaireId, Scope, Setting, Slug,
    TeamId,
};

/// Something that touches the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read teams, drafts and latest results for Home.
    LoadHome,
    /// Take what was read for Home meanwhile.
    TakeHome {
        /// Whether to wait until all of it is there.
        wait: bool,
    },
    /// Create the team if it is new, and start its draft.
    Start(Box<Start>),
    /// Open an existing draft.
    OpenDraft {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
    /// Open an existing draft to look at it, without holding it.
    LookAt {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
    /// Put a team aside; nothing is deleted.
    Archive(TeamId),
    /// Move a draft to the trash and start the new one.
    Replace(Box<Start>),
    /// Start a draft that amends the record of a quarter.
    Amend {
        /// The team.
        team: TeamId,
        /// The quarter.
        period: Period,
    },
    /// Write a line to the open draft and bring it to the disk.
    Append(Box<DraftLine>),
    /// Remember which question is on screen, for when the draft is opened again.
    Remember(QuestionId),
    /// Publish the record and remove the draft.
    Finish(Box<Assessment>),
    /// Read a record; the latest of the team where no hash is given.
    OpenRecord {
        /// The team.
        team: TeamId,
        /// Which one.
        record: Option<Hash>,
    },
    /// Read two assessments and what is around them.
    LoadComparison(Wanted),
    /// List the assessments that one side can be, those of a team first.
    LoadAssessments(Which, TeamId),
    /// Read the finished assessments of a team.
    LoadHistory(TeamId),
    /// Write a file that a person asked for.
    Export {
        /// Where, as typed.
        path: PathBuf,
        /// What.
        what: ExportWhat,
        /// The open draft as it is now, when that is what is exported.
        draft: Option<Box<Draft>>,
        /// Whether an existing file may be replaced.
        replace: bool,
    },
    /// Open the advisor, for a team or for nobody yet, with what the team kept.
    OpenAdvisor {
        /// The team.
        team: Option<TeamId>,
    },
    /// Keep advice of today with a team.
    KeepAdvice {
        /// The team.
        team: TeamId,
        /// What was answered.
        inputs: Box<Inputs>,
        /// Whether other advice of today may be replaced.
        replace: bool,
    },
    /// Write the decision record to a file.
    WriteDecision {
        /// Where, as typed.
        path: PathBuf,
        /// The team.
        team: Option<TeamId>,
        /// What was answered.
        inputs: Box<Inputs>,
        /// Whether an existing file may be replaced.
        replace: bool,
    },
    /// Have a text edited in the person's editor.
    EditText {
        /// What the text is for.
        purpose: Purpose,
        /// The text as it is. People's text.
        text: String,
        /// What is shown under it, for reading only.
        below: String,
    },
    /// Open a file in the person's editor.
    EditFile {
        /// The file.
        path: PathBuf,
        /// The line to start at, counted from 1.
        line: Option<usize>,
    },
    /// Put a text on the clipboard.
    Copy {
        /// The text. It is clean.
        text: String,
        /// What it is, in a few words.
        what: String,
    },
    /// Read the texts that were left in fields before.
    LoadTexts,
    /// Keep the texts that were left in fields, beside the drafts.
    KeepTexts(Vec<KeptText>),
    /// Stop and give the terminal to the shell, until it lets us go on.
    Suspend,
    /// Change one setting in the settings file; none takes it out.
    SaveSettings {
        /// Which.
        setting: Setting,
        /// Its value.
        value: Option<String>,
    },
    /// Make the settings file, where there is none.
    StartSettings,
    /// Read the settings file again.
    LoadSettings,
    /// Draw everything again.
    Redraw,
    /// Leave the program.
    Quit,
}

/// What a new assessment starts from.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// The team's id.
    pub team: TeamId,
    /// The display name, for a team that does not exist yet. People's text.
    pub new_name: Option<String>,
    /// The questionnaire, where it is not that of the team; the team has it from then on.
    pub questionnaire: Option<QuestionnaireId>,
    /// The quarter.
    pub period: Period,
    /// Which part of the questionnaire.
    pub scope: Scope,
    /// What it covers. People's text.
    pub scope_note: String,
    /// What the team runs.
    pub profile: Profile,
    /// Whether the answers of the latest record, if there is one, are shown beside the questions. Nothing is answered by
    /// that.
    pub from_last: bool,
}

/// What is exported, and in which form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportWhat {
    /// The form.
    pub form: ExportForm,
    /// The pathway that orders the roadmap, if any.
    pub pathway: Option<Slug>,
    /// The team and the record; none for the open draft.
    pub record: Option<(TeamId, Hash)>,
    /// For a comparison, its two sides; the form of a result is then that of the comparison.
    pub against: Option<Box<(Pointer, Pointer)>>,
}

/// A form of export: `docs/formats.md`, Files for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// The roadmap as Markdown.
    Roadmap,
    /// The result as Markdown.
    Result,
    /// The result as JSON, with every question.
    Json,
    /// The questions as CSV.
    Csv,
    /// The result by area, as Markdown.
    Areas,
    /// The result by component, as Markdown.
    Components,
    /// The groups of the first selection that has some, as Markdown: the security controls.
    Controls,
}

impl ExportForm {
    /// In the order of the list to choose from.
    pub const ALL: [Self; 7] =
        [Self::Roadmap, Self::Result, Self::Json, Self::Csv, Self::Areas, Self::Components, Self::Controls];

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Roadmap => "the roadmap as Markdown",
            Self::Result => "the result as Markdown, with every question",
            Self::Json => "the result as JSON, with every question",
            Self::Csv => "the questions as CSV, for a spreadsheet",
            Self::Areas => "the result by area, as Markdown",
            Self::Components => "the result by component, as Markdown",
            Self::Controls => "the security controls, as Markdown",
        }
    }

    /// How the name of its file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Roadmap => "-roadmap.md",
            Self::Result => ".md",
            Self::Json => ".json",
            Self::Csv => ".csv",
            Self::Areas => "-areas.md",
            Self::Components => "-components.md",
            Self::Controls => "-controls.md",
        }
    }
}
