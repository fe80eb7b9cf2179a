//! What the application wants done, as data. `runtime` does it and answers with a message.

use std::path::PathBuf;

use crate::model::{Assessment, Draft, DraftLine, Hash, Period, Profile, QuestionId, Scope, TeamId};

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
    /// The quarter.
    pub period: Period,
    /// Which part of the questionnaire.
    pub scope: Scope,
    /// What it covers. People's text.
    pub scope_note: String,
    /// What the team runs.
    pub profile: Profile,
}

/// What is exported.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportWhat {
    /// The roadmap of a record, as Markdown.
    RoadmapOfRecord {
        /// The team.
        team: TeamId,
        /// The record.
        record: Hash,
    },
    /// The roadmap of the open draft, as Markdown.
    RoadmapOfDraft,
}
