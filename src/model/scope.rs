//! What part of a questionnaire an assessment covers.

use serde::{Deserialize, Serialize};

use super::id::{DimensionCode, Slug};
use super::questionnaire::{Dimension, Question, Questionnaire};

/// The scope of an assessment: one kind, a union within it. See `docs/files.md`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Scope {
    /// Every question.
    #[default]
    All,
    /// The questions of one selection of the questionnaire.
    Selection {
        /// The selection.
        id: Slug,
    },
    /// The questions of these phases.
    Phases {
        /// Phase ids.
        ids: Vec<Slug>,
    },
    /// The questions that have one of these components.
    Components {
        /// Component ids.
        ids: Vec<Slug>,
    },
    /// The questions of these dimensions.
    Dimensions {
        /// Dimension codes.
        ids: Vec<DimensionCode>,
    },
}

impl Scope {
    /// Whether a question of the questionnaire is in scope.
    pub fn contains(
        &self,
        questionnaire: &Questionnaire,
        dimension: &Dimension,
        question: &Question,
    ) -> bool {
        match self {
            Self::All => true,
            Self::Selection { id } => {
                questionnaire.selections.iter().any(|s| s.id == *id && s.questions.contains(&question.id))
            }
            Self::Phases { ids } => ids.contains(&question.phase.id),
            Self::Components { ids } => question.components.iter().any(|c| ids.contains(c)),
            Self::Dimensions { ids } => ids.contains(&dimension.code),
        }
    }

    /// How the scope is named beside a level: `level 2 within quick look`. None for the whole.
    pub fn label(&self, questionnaire: &Questionnaire) -> Option<String> {
        let join = |names: Vec<String>| Some(names.join(", "));
        match self {
            Self::All => None,
            Self::Selection { id } => Some(
                questionnaire
                    .selections
                    .iter()
                    .find(|s| s.id == *id)
                    .map_or_else(|| id.to_string(), |s| s.title.to_lowercase()),
            ),
            Self::Phases { ids } => join(
                ids.iter()
                    .map(|id| {
                        let named = questionnaire.phases.iter().find(|p| p.id == *id);
                        named.map_or_else(|| id.to_string(), |p| p.name.clone())
                    })
                    .collect(),
            ),
            Self::Components { ids } => join(ids.iter().map(ToString::to_string).collect()),
            Self::Dimensions { ids } => join(ids.iter().map(ToString::to_string).collect()),
        }
    }
}
