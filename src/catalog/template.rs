//! The small questionnaire that `quaymark questionnaire new` starts with: its files as text, checked like any other.
//! It writes nothing. See `docs/questionnaires.md`.

use super::{CatalogError, Origin, from_files};
use crate::model::QuestionnaireId;

/// The files, in the order in which a reader should look at them.
const FILES: [(&str, &str); 5] = [
    ("README.md", include_str!("../../assets/example/README.md")),
    ("questionnaire.json", include_str!("../../assets/example/questionnaire.json")),
    ("on-call.json", include_str!("../../assets/example/on-call.json")),
    ("documentation.json", include_str!("../../assets/example/documentation.json")),
    ("incidents.json", include_str!("../../assets/example/incidents.json")),
];
/// The id that the files have before it is replaced.
const ID: &str = "our-service";
/// The title, likewise.
const TITLE: &str = "Running our service";

/// A file of a questionnaire's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFile {
    /// Its name.
    pub name: &'static str,
    /// The whole of it.
    pub text: String,
}

/// The files of a small questionnaire with this id and title.
///
/// # Errors
/// What is wrong with the title: everything else is tested.
pub fn files(id: &QuestionnaireId, title: Option<&str>) -> Result<Vec<TemplateFile>, CatalogError> {
    // A string always becomes JSON.
    let title = serde_json::to_string(title.unwrap_or(TITLE)).unwrap_or_default();
    let with_names = |name: &str, text: &str| {
        if name == "README.md" {
            return text.replace(ID, id.as_str());
        }
        let text = text.replacen(&format!("\"id\": \"{ID}\""), &format!("\"id\": \"{id}\""), 1);
        text.replacen(&format!("\"title\": \"{TITLE}\""), &format!("\"title\": {title}"), 1)
    };
    let files: Vec<TemplateFile> =
        FILES.iter().map(|(name, text)| TemplateFile { name, text: with_names(name, text) }).collect();
    let read = |wanted: &str| {
        let file = files.iter().find(|f| f.name == wanted);
        file.map(|f| f.text.clone().into_bytes()).ok_or_else(|| "it is not there".to_owned())
    };
    from_files("", &read, Origin::BuiltIn)?;
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_and_title_are_in_the_files_and_nowhere_else() {
        let id = QuestionnaireId::parse("support").unwrap();
        let files = files(&id, Some("Support \"desk\"")).unwrap();
        let text = |name: &str| files.iter().find(|f| f.name == name).unwrap().text.clone();
        let header = text("questionnaire.json");
        assert!(
            header.contains("\"id\": \"support\"") && header.contains("\"title\": \"Support \\\"desk\\\"\"")
        );
        assert!(text("README.md").contains("support"));
        assert!(files.iter().all(|f| !f.text.contains(ID)));
    }

    #[test]
    fn a_title_that_no_questionnaire_may_have_is_refused() {
        let id = QuestionnaireId::parse("support").unwrap();
        for title in ["", "  ", &"x".repeat(201)] {
            assert!(matches!(files(&id, Some(title)), Err(CatalogError::Broken { .. })), "{title:?}");
        }
    }
}
