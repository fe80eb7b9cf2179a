//! What part of a questionnaire an assessment covers.

use serde::{Deserialize, Serialize};

use super::id::{DimensionCode, Slug};
use super::questionnaire::{Dimension, Question, Questionnaire};

/// The scope of an assessment: one kind, a union within it. See `docs/files.md`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase", try_from = "ScopeFile")]
#[cfg_attr(test, schemars(!try_from, deny_unknown_fields))]
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

/// A scope as it is written. Read strictly: a key too many would make a part look like the whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScopeFile {
    kind: String,
    id: Option<Slug>,
    ids: Option<Vec<String>>,
}

impl TryFrom<ScopeFile> for Scope {
    type Error = String;

    fn try_from(file: ScopeFile) -> Result<Self, String> {
        let slugs = |ids: Vec<String>| -> Result<Vec<Slug>, String> {
            ids.iter().map(|id| Slug::parse(id).map_err(|e| e.to_string())).collect()
        };
        match (file.kind.as_str(), file.id, file.ids) {
            ("all", None, None) => Ok(Self::All),
            ("selection", Some(id), None) => Ok(Self::Selection { id }),
            ("phases", None, Some(ids)) => Ok(Self::Phases { ids: slugs(ids)? }),
            ("components", None, Some(ids)) => Ok(Self::Components { ids: slugs(ids)? }),
            ("dimensions", None, Some(ids)) => {
                let codes: Result<_, _> = ids.iter().map(|id| DimensionCode::parse(id)).collect();
                Ok(Self::Dimensions { ids: codes.map_err(|e| e.to_string())? })
            }
            ("all", ..) => Err("a scope of the kind all has no \"id\" and no \"ids\"".to_owned()),
            ("selection", ..) => Err("a scope of the kind selection needs \"id\", and only that".to_owned()),
            ("phases" | "components" | "dimensions", ..) => {
                Err(format!("a scope of the kind {} needs \"ids\", and only that", file.kind))
            }
            (other, ..) => Err(format!(
                "{other:?} is not a kind of scope; expected all, selection, phases, components or dimensions"
            )),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_read_strictly() {
        let read = |text: &str| serde_json::from_str::<Scope>(text).map_err(|e| e.to_string());
        assert_eq!(read(r#"{"kind":"all"}"#), Ok(Scope::All));
        let part = read(r#"{"kind":"dimensions","ids":["SEC"]}"#).unwrap();
        assert_eq!(serde_json::to_string(&part).unwrap(), r#"{"kind":"dimensions","ids":["SEC"]}"#);
        for (text, why) in [
            (r#"{"kind":"all","ids":["SEC"]}"#, "has no"),
            (r#"{"kind":"all","x":1}"#, "unknown field"),
            (r#"{"kind":"phases"}"#, "needs \"ids\""),
            (r#"{"kind":"selection","ids":["a"]}"#, "needs \"id\""),
            (r#"{"kind":"dimensions","ids":["sec"]}"#, "dimension code"),
            (r#"{"kind":"some"}"#, "not a kind of scope"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
