//! The scopes that can be chosen, with their names and sizes.

use crate::model::profile::applies;
use crate::model::{DimensionCode, Profile, Questionnaire, Scope, Slug};

/// The scopes of a questionnaire: the whole, then phases, components and dimensions that have questions.
pub fn scopes(questionnaire: &Questionnaire) -> Vec<Scope> {
    let mut list = vec![Scope::All];
    list.extend(questionnaire.selections.iter().map(|s| Scope::Selection { id: s.id.clone() }));
    list.extend(questionnaire.phases.iter().map(|p| Scope::Phases { ids: vec![p.id.clone()] }));
    list.extend(questionnaire.components.iter().map(|c| Scope::Components { ids: vec![c.id.clone()] }));
    list.extend(questionnaire.dimensions.iter().map(|d| Scope::Dimensions { ids: vec![d.code.clone()] }));
    list.retain(|s| count(questionnaire, s, &Profile::default()) > 0);
    list
}

/// How many questions of a scope apply to a team with this profile.
pub fn count(questionnaire: &Questionnaire, scope: &Scope, profile: &Profile) -> usize {
    questionnaire
        .questions()
        .filter(|(d, q)| scope.contains(questionnaire, d, q))
        .filter(|(_, q)| applies(&q.applies_when, profile))
        .count()
}

/// A scope as people read it: `everything`, `dimension SEC Runtime security`.
pub fn scope_name(questionnaire: &Questionnaire, scope: &Scope) -> String {
    let component = |id: &Slug| {
        let known = questionnaire.components.iter().find(|c| c.id == *id);
        known.map_or_else(|| id.to_string(), |c| c.name.clone())
    };
    let dimension = |code: &DimensionCode| {
        let known = questionnaire.dimensions.iter().find(|d| d.code == *code);
        known.map_or_else(|| code.to_string(), |d| format!("{code} {}", d.title))
    };
    match scope {
        Scope::All => "everything".to_owned(),
        Scope::Selection { .. } => scope.label(questionnaire).unwrap_or_default(),
        Scope::Phases { .. } => format!("phase {}", scope.label(questionnaire).unwrap_or_default()),
        Scope::Components { ids } => {
            format!("component {}", ids.iter().map(component).collect::<Vec<_>>().join(", "))
        }
        Scope::Dimensions { ids } => {
            format!("dimension {}", ids.iter().map(dimension).collect::<Vec<_>>().join(", "))
        }
    }
}
