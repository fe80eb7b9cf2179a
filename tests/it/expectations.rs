//! `docs/expectations.md` names a test for each expectation that is met: each of them exists.

use std::path::Path;

#[test]
fn every_test_that_is_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("docs/expectations.md")).unwrap();
    let named = text.split('`').filter_map(|word| word.split_once(".rs::"));
    let missing: Vec<String> = named
        .filter(|(file, test)| {
            let source = std::fs::read_to_string(root.join(format!("{file}.rs"))).unwrap_or_default();
            !source.contains(&format!("fn {test}("))
        })
        .map(|(file, test)| format!("{file}.rs::{test}"))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| ") && line.as_bytes().get(2).is_some_and(u8::is_ascii_digit));
    assert_eq!(rows.count(), 63);
}
