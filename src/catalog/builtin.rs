//! The questionnaires that are part of the program.

use std::sync::{Arc, OnceLock};

use super::{CatalogError, Loaded, Origin, Places, from_files};

/// A questionnaire that was compiled in.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// Its id, which is the name of its folder under `assessments/`.
    pub id: &'static str,
    /// File names with their texts, `questionnaire.json` first.
    pub files: &'static [(&'static str, &'static str)],
    /// How many questions it has, so that this is known before it is parsed. A test compares.
    pub questions: usize,
    /// The title of its quick look, and how many questions that has, likewise.
    pub quick: Option<(&'static str, usize)>,
}

/// Compiles the files of a folder in. A test says when the folder has others.
macro_rules! compiled_in {
    ($id:literal, $questions:literal, $quick:expr; $($file:literal),+ $(,)?) => {
        Builtin {
            id: $id,
            files: &[$((
                concat!($file, ".json"),
                include_str!(concat!("../../assessments/", $id, "/", $file, ".json")),
            )),+],
            questions: $questions,
            quick: $quick,
        }
    };
}

const ALL: &[Builtin] = &[compiled_in!(
    "container-orchestration", 64, Some(("Quick look", 15));
    "questionnaire", "strategy", "images", "development", "platform", "workloads", "security", "networking",
    "delivery", "observability", "resilience", "optimization", "portability",
)];

/// The files of the questionnaires that are part of the program.
pub fn builtin() -> &'static [Builtin] {
    ALL
}

/// The questionnaires that are part of the program, parsed once.
///
/// # Errors
/// When one has a problem, which a test rules out.
pub fn load() -> Result<&'static [Arc<Loaded>], &'static CatalogError> {
    static PARSED: OnceLock<Result<Vec<Arc<Loaded>>, CatalogError>> = OnceLock::new();
    let parsed = PARSED.get_or_init(|| ALL.iter().map(|b| Ok(Arc::new(located(b)?.0))).collect());
    parsed.as_ref().map(Vec::as_slice)
}

/// Parses one of them, with the places of everything in it.
///
/// # Errors
/// As `load`.
pub fn located(builtin: &Builtin) -> Result<(Loaded, Places), CatalogError> {
    let find = |name: &str| builtin.files.iter().find(|(file, _)| *file == name).map(|(_, text)| *text);
    let read =
        |name: &str| find(name).map(|t| t.as_bytes().to_vec()).ok_or("it is not compiled in".to_owned());
    from_files(&format!("{}/", builtin.id), &read, Origin::BuiltIn)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_of_every_folder_is_compiled_in() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments");
        let names = |path: &std::path::Path| -> BTreeSet<String> {
            let entries = std::fs::read_dir(path).unwrap();
            entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
        };
        assert_eq!(names(&root), ALL.iter().map(|b| b.id.to_owned()).collect());
        for b in ALL {
            let mut there = names(&root.join(b.id));
            // What only `validate --strict` reads stays outside of the program.
            there.remove(crate::catalog::coverage::INVENTORY_FILE);
            assert_eq!(there, b.files.iter().map(|(name, _)| (*name).to_owned()).collect());
        }
    }

    #[test]
    fn they_parse_without_a_problem_and_use_every_file() {
        for (b, loaded) in ALL.iter().zip(load().unwrap_or_else(|e| panic!("{e}"))) {
            assert_eq!(loaded.questionnaire.id.as_str(), b.id);
            assert_eq!(loaded.questionnaire.dimensions.len() + 1, b.files.len());
            assert_eq!(loaded.questionnaire.questions().count(), b.questions);
            let quick = crate::catalog::quick_of(&loaded.questionnaire);
            let told = b.quick.map(|(title, count)| (title.to_owned(), count));
            assert_eq!(quick, told);
            assert_eq!(loaded.sha256, crate::json::sha256(loaded.bundle.as_bytes()));
        }
    }
}
