//! `docs/practice/` against the questionnaire and its inventory: every statement of the practice and every question
//! has its place there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use quaymark::model::{Level, Question, Questionnaire};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folder() -> PathBuf {
    root().join("docs/practice")
}

fn page(name: &str) -> String {
    let path = folder().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn built_in() -> &'static Questionnaire {
    let all = quaymark::catalog::builtin::load().unwrap_or_else(|e| panic!("{e}"));
    &all.iter().find(|l| l.questionnaire.id.as_str() == "container-orchestration").unwrap().questionnaire
}

/// The words of a text, so that `SEC-Q1` is not found in `SEC-Q10`.
fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect()
}

/// The ids of the inventory that are in scope.
fn in_scope() -> Vec<String> {
    let path = root().join("assessments/container-orchestration").join("seed-inventory.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let ids = text.lines().filter_map(|line| line.split_once(',')).map(|(id, _)| id.to_owned());
    ids.filter(|id| id.starts_with("S-") && !id.starts_with("S-OOS-")).collect()
}

#[test]
fn every_statement_in_scope_has_a_place() {
    let ids = in_scope();
    assert!(ids.len() > 100, "{}", ids.len());
    let mut all = String::new();
    for entry in std::fs::read_dir(folder()).unwrap() {
        all.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
    let there = words(&all);
    let missing: Vec<&String> = ids.iter().filter(|id| !there.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_question_is_in_the_page_of_its_dimension_with_what_it_covers() {
    for dimension in &built_in().dimensions {
        let text = page(&format!("{}.md", dimension.id));
        assert!(text.contains(&dimension.title), "{}: {}", dimension.id, dimension.title);
        let there = words(&text);
        for question in &dimension.questions {
            assert!(there.contains(question.id.as_str()), "{} is not in {}.md", question.id, dimension.id);
            for id in &question.seed {
                let row = text.lines().find(|line| line.starts_with(&format!("| {id} |")));
                let named = row.is_some_and(|row| words(row).contains(question.id.as_str()));
                assert!(named, "{}.md: the row of {id} names {}", dimension.id, question.id);
            }
        }
    }
}

#[test]
fn the_matrix_of_the_index_has_every_practice_at_its_level() {
    let index = page("README.md");
    for dimension in &built_in().dimensions {
        let head = format!("| [{}]({}.md) |", dimension.title, dimension.id);
        let row = index.lines().find(|line| line.starts_with(&head)).unwrap_or_else(|| panic!("{head}"));
        let cells: Vec<&str> = row.split('|').skip(2).collect();
        for (level, practice) in dimension.questions.iter().flat_map(Question::practices) {
            let cell = words(cells[level.index() - 1]);
            assert!(level > Level::ZERO && cell.contains(practice.id.as_str()), "{} at {level}", practice.id);
        }
    }
}
