//! The nouns of Quaymark: plain values that every other floor shares. No IO, no clock, no terminal.

pub mod answer;
pub mod assessment;
pub mod change;
pub mod draft;
pub mod evidence;
#[cfg(test)]
pub(crate) mod fixtures;
pub mod id;
pub mod level;
mod pace;
mod parts;
pub mod period;
pub mod profile;
mod question;
pub mod questionnaire;
pub mod ratio;
pub mod scope;
pub mod settings;
pub mod strict;
pub mod team;

pub use answer::{Answer, AnswerState, Confidence, Confirmed};
pub use assessment::{Assessment, Parked, PlannedStep, QuestionnaireRef};
pub use draft::{Change, Draft, DraftHeader, DraftLine};
pub use evidence::{Evidence, EvidenceKind, Polarity};
pub use id::{DimensionCode, Hash, PersonId, PracticeId, QuestionId, QuestionnaireId, Slug, StepId, TeamId};
pub use level::{Level, Phase};
pub use period::Period;
pub use profile::{Profile, ProfileValue};
pub use questionnaire::{Dimension, Effort, Practice, Question, Questionnaire, Version};
pub use ratio::Ratio;
pub use scope::Scope;
pub use settings::{Setting, Settings};
pub use team::{Member, Targets, Team};
