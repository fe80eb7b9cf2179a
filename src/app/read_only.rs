//! Looking without changing: what is refused when the program was started read-only.

use super::action::Action;
use super::effect::Effect;
use super::state::App;

/// Why nothing can be changed.
const WHY: &str = "started with --read-only";

impl Action {
    /// Whether this changes data, or opens what would. `answer.choose` is not among them: it also goes on.
    pub fn changes_data(self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Undo
                | Self::Redo
                | Self::Answer0
                | Self::Answer1
                | Self::Answer2
                | Self::Answer3
                | Self::Answer4
                | Self::NotApplicable
                | Self::Unknown
                | Self::Tick
                | Self::Note
                | Self::Evidence
                | Self::Sure
                | Self::Flag
                | Self::Park
                | Self::Profile
                | Self::Finish
                | Self::Amend
                | Self::EditOutside
                | Self::Archive
                | Self::Keep
                | Self::Add
                | Self::Remove
                | Self::MoveUp
                | Self::MoveDown
                | Self::KeepAdvice
        )
    }
}

impl Effect {
    /// Whether this changes the data directory. A file that a person asks for elsewhere does not.
    pub fn writes(&self) -> bool {
        match self {
            Self::Start(_)
            | Self::Replace(_)
            | Self::Amend { .. }
            | Self::Append(_)
            | Self::Remember(_)
            | Self::EditText { .. }
            | Self::KeepTexts(_)
            | Self::Archive(_)
            | Self::KeepAdvice { .. }
            | Self::Finish(_) => true,
            Self::LoadHome
            | Self::OpenDraft { .. }
            | Self::OpenRecord { .. }
            | Self::LoadComparison(_)
            | Self::LoadAssessments(..)
            | Self::LoadHistory(_)
            | Self::Export { .. }
            | Self::EditFile { .. }
            | Self::Copy { .. }
            | Self::LoadTexts
            | Self::TakeHome { .. }
            | Self::SaveSettings { .. }
            | Self::StartSettings
            | Self::LoadSettings
            | Self::LookAt { .. }
            | Self::OpenAdvisor { .. }
            | Self::WriteDecision { .. }
            | Self::Suspend
            | Self::Redraw
            | Self::Quit => false,
        }
    }
}

impl App {
    /// Why a draft that is opened now can only be looked at.
    pub(super) fn looks_only(&self) -> Option<String> {
        self.read_only.then(|| WHY.to_owned())
    }

    /// Says no to an action that changes data. Whether it did.
    pub(super) fn refuses(&mut self, action: Action) -> bool {
        let refused = self.read_only && action.changes_data();
        if refused {
            self.warn(format!("read-only: {WHY}"));
        }
        refused
    }

    /// What of the effects may happen. Nothing gets past here that writes while nothing may be written.
    pub(super) fn allowed(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        if !self.read_only || !effects.iter().any(Effect::writes) {
            return effects;
        }
        self.warn(format!("read-only: {WHY}"));
        effects.into_iter().filter(|e| !e.writes()).collect()
    }
}
