//! Ids that a word of a command hides: what has such an id is there, but can not be named.

use std::collections::BTreeMap;

use crate::model::Questionnaire;

/// An id that cannot be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clash {
    /// Where it stands in the main file.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

/// All of them, those of `--scope` first.
pub(super) fn clashes(questionnaire: &Questionnaire) -> Vec<Clash> {
    let q = questionnaire;
    let mut found = Vec::new();
    // In the order in which `--scope` looks for a word.
    let kinds: [(&str, &str, Vec<&str>); 3] = [
        ("selections", "selection", q.selections.iter().map(|s| s.id.as_str()).collect()),
        ("phases", "phase", q.phases.iter().map(|p| p.id.as_str()).collect()),
        ("components", "component", q.components.iter().map(|c| c.id.as_str()).collect()),
    ];
    let mut taken = BTreeMap::from([("all", "the whole")]);
    for (list, kind, ids) in kinds {
        for (index, id) in ids.iter().enumerate() {
            if let Some(other) = taken.get(id).filter(|other| **other != kind) {
                let other =
                    if *id == "all" { (*other).to_owned() } else { format!("the {other} of that id") };
                found.push(Clash {
                    path: format!("{list}[{index}].id"),
                    message: format!("--scope {id} means {other}"),
                });
            }
            taken.entry(id).or_insert(kind);
        }
    }
    let words = |list: &str, option: &str, ids: Vec<&str>, words: &[&str]| -> Vec<Clash> {
        let taken = ids.iter().enumerate().filter(|(_, id)| words.contains(id));
        taken
            .map(|(index, id)| Clash {
                path: format!("{list}[{index}].id"),
                message: format!("{option} {id} means something else"),
            })
            .collect()
    };
    let selections = q.selections.iter().map(|s| s.id.as_str()).collect();
    found.extend(words("selections", "report --by", selections, &["area", "component", "selection"]));
    let pathways = q.pathways.iter().map(|p| p.id.as_str()).collect();
    found.extend(words("pathways", "--pathway", pathways, &["none", "suggested"]));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Slug;
    use crate::model::questionnaire::{Component, Pathway, Selection};

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

    #[test]
    fn an_id_that_a_command_reads_as_something_else_is_named() {
        let text = crate::catalog::tests::sample();
        let parsed = crate::catalog::questionnaire::parse("q.json", text.as_bytes(), None).unwrap();
        let mut q = parsed.questionnaire;
        assert_eq!(clashes(&q), []);
        let component = |id: &str| Component { id: slug(id), name: "C".to_owned(), summary: String::new() };
        let selection = |id: &str| Selection { id: slug(id), ..q.selections[0].clone() };
        let pathway = |id: &str| Pathway { id: slug(id), ..q.pathways[0].clone() };
        let selections = vec![selection("two"), selection("area"), selection("quick")];
        let pathways = vec![pathway("none"), pathway("law"), pathway("suggested")];
        q.components = vec![component("one"), component("quick"), component("all"), component("fine")];
        q.selections = selections;
        q.pathways = pathways;
        let shown: Vec<String> =
            clashes(&q).into_iter().map(|c| format!("{}: {}", c.path, c.message)).collect();
        assert_eq!(
            shown,
            [
                "phases[1].id: --scope two means the selection of that id",
                "components[0].id: --scope one means the phase of that id",
                "components[1].id: --scope quick means the selection of that id",
                "components[2].id: --scope all means the whole",
                "selections[1].id: report --by area means something else",
                "pathways[0].id: --pathway none means something else",
                "pathways[2].id: --pathway suggested means something else",
            ]
        );
    }
}
