//! The documents are true: the keys in the README are those of the program, and links lead somewhere.

use std::path::{Path, PathBuf};

const BEGIN: &str = "<!-- keys:begin -->\n";
const END: &str = "<!-- keys:end -->";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "blessing writes the README, and is asked for in the environment"
)]
fn the_keys_in_the_readme_are_those_of_the_program() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (there, after) = rest.split_once(END).unwrap();
    let table = quaymark::cli::keys::markdown();
    if std::env::var_os("QUAYMARK_BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}\n{}\n{END}{after}", table.trim())).unwrap();
        return;
    }
    assert_eq!(there.trim(), table.trim(), "run QUAYMARK_BLESS=1 cargo test --test it documents");
}

/// Links of the form `](target)` that are not addresses.
fn links(markdown: &str) -> Vec<String> {
    let targets = markdown.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(t, _)| t.to_owned()).filter(|t| !t.contains("://") && !t.starts_with('#')).collect()
}

fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["", "docs", "docs/practice"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap().flatten() {
            if entry.path().extension().is_some_and(|e| e == "md") {
                found.push(entry.path());
            }
        }
    }
    found
}

#[test]
fn links_between_documents_lead_somewhere() {
    let documents = documents();
    assert!(documents.len() >= 8, "{documents:?}");
    for document in documents {
        let text = std::fs::read_to_string(&document).unwrap();
        for link in links(&text) {
            let file = link.split('#').next().unwrap();
            let target = document.parent().unwrap().join(file);
            assert!(target.exists(), "{}: {link}", document.display());
        }
    }
}

#[test]
fn what_the_code_cites_exists() {
    let mut cited = std::collections::BTreeSet::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).unwrap();
            for rest in text.split("`docs/").skip(1) {
                cited.extend(rest.split_once('`').map(|(name, _)| name.to_owned()));
            }
        }
    }
    assert!(cited.contains("scoring.md"), "{cited:?}");
    for name in cited {
        assert!(root().join("docs").join(&name).exists(), "docs/{name}");
    }
}
