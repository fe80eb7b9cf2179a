//! Whether a questionnaire asks about everything that its practice says: the inventory beside it against `seed`.
//! A questionnaire without an inventory is not checked. See `docs/files.md`, "Inventory".

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::files::{self, FileProblem};
use super::places::Places;
use crate::json::diagnostic::{Diagnostic, Position, quoted};
use crate::json::plain::Limits;
use crate::model::Questionnaire;

/// The name of the file in the folder of a questionnaire.
pub const INVENTORY_FILE: &str = "seed-inventory.csv";
/// How the ids of statements begin that are out of scope, which nothing needs to cover.
const OUT_OF_SCOPE: &str = "S-OOS-";
/// The columns, in order.
const COLUMNS: [&str; 3] = ["id", "section", "statement"];

/// All findings for the questionnaire of a folder, in order of place; `shown` is how people named the folder.
/// None when the folder has no inventory. Every finding is a warning.
pub fn coverage(
    folder: &Path,
    shown: &Path,
    questionnaire: &Questionnaire,
    places: &Places,
) -> Vec<Diagnostic> {
    let file = shown.join(INVENTORY_FILE).display().to_string();
    let bytes = match files::read(&folder.join(INVENTORY_FILE), Limits::FILE.bytes) {
        Ok(bytes) => bytes,
        Err(FileProblem::Missing) => return Vec::new(),
        Err(problem) => return vec![Inventory::problem(&file, 1, problem.to_string())],
    };
    let inventory = Inventory::read(&file, &bytes);
    let mut findings = compare(&inventory.ids, questionnaire, places);
    findings.extend(inventory.problems);
    findings.sort();
    findings
}

/// The statements of an inventory, and what is wrong with its file.
struct Inventory {
    ids: BTreeSet<String>,
    problems: Vec<Diagnostic>,
}

impl Inventory {
    fn problem(file: &str, line: u64, message: impl Into<String>) -> Diagnostic {
        let line = usize::try_from(line).unwrap_or(1).max(1);
        let problem = Diagnostic::error(file, Position { line, column: 1 }, "", message);
        problem.expected(format!("rows of {}", COLUMNS.join(","))).remedy("mend the row").warning()
    }

    fn read(file: &str, bytes: &[u8]) -> Self {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        let mut lines: BTreeMap<String, u64> = BTreeMap::new();
        let mut problems = Vec::new();
        let mut first = true;
        for row in reader.records() {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    problems.push(Self::problem(file, line, format!("the row cannot be read: {error}")));
                    continue;
                }
            };
            let line = row.position().map_or(1, csv::Position::line);
            if std::mem::take(&mut first) {
                if !row.iter().eq(COLUMNS) {
                    problems.push(Self::problem(file, line, "the first row does not name the columns"));
                }
                continue;
            }
            let id = row.get(0).unwrap_or_default();
            if row.iter().any(|field| field.trim().is_empty()) {
                problems.push(Self::problem(file, line, format!("a column of {} is empty", quoted(id))));
            }
            match lines.get(id) {
                Some(before) => {
                    problems.push(Self::problem(
                        file,
                        line,
                        format!("{} is in line {before} too", quoted(id)),
                    ));
                }
                None => {
                    lines.insert(id.to_owned(), line);
                }
            }
        }
        Self { ids: lines.into_keys().filter(|id| !id.is_empty()).collect(), problems }
    }
}

/// Statements that no question names, and names that no statement has.
fn compare(ids: &BTreeSet<String>, questionnaire: &Questionnaire, places: &Places) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut asked = BTreeSet::new();
    for (d, dimension) in questionnaire.dimensions.iter().enumerate() {
        for (q, question) in dimension.questions.iter().enumerate() {
            for (s, id) in question.seed.iter().enumerate() {
                asked.insert(id.as_str());
                if !ids.contains(id) {
                    let place = places.locate(Some(d), &format!("questions[{q}].seed[{s}]"));
                    let message = format!("{} is not in {INVENTORY_FILE}", quoted(id));
                    let finding = Diagnostic::error(&place.file, place.at, &place.path, message);
                    findings.push(finding.expected("an id of the inventory").remedy("mend the id").warning());
                }
            }
        }
    }
    let place = places.locate(None, "");
    let open = ids.iter().filter(|id| !id.starts_with(OUT_OF_SCOPE) && !asked.contains(id.as_str()));
    findings.extend(open.map(|id| {
        let message = format!("no question covers {} of {INVENTORY_FILE}", quoted(id));
        let finding = Diagnostic::error(&place.file, place.at, "", message);
        finding.expected("a question with it in \"seed\"").remedy("add it where it is asked about").warning()
    }));
    findings
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// The findings for a questionnaire whose first question covers `S-A-01` and `S-X-99`.
    fn found(inventory: Option<&[u8]>) -> Vec<String> {
        let text = crate::catalog::tests::sample().replacen(
            "\"weight\": 5,",
            "\"weight\": 5,\n        \"seed\": [\"S-A-01\", \"S-X-99\"],",
            1,
        );
        let parsed = crate::catalog::questionnaire::parse("q.json", text.as_bytes(), None)
            .unwrap_or_else(|d| panic!("{d:?}"));
        let folder = tempfile::tempdir().unwrap();
        if let Some(bytes) = inventory {
            let mut file = std::fs::File::create(folder.path().join(INVENTORY_FILE)).unwrap();
            file.write_all(bytes).unwrap();
        }
        coverage(folder.path(), Path::new("f"), &parsed.questionnaire, &parsed.places)
            .iter()
            .map(|d| format!("{} {}: {}", d.file.replace('\\', "/"), d.path, d.message))
            .collect()
    }

    #[test]
    fn a_questionnaire_without_an_inventory_is_not_checked() {
        assert_eq!(found(None), Vec::<String>::new());
    }

    #[test]
    fn every_statement_in_scope_must_be_asked_about_and_every_name_known() {
        let rows = "id,section,statement\nS-A-01,A,\"one, with \"\"quotes\"\"\nand a line break\"\nS-A-02,A,two\nS-OOS-01,B,out\n";
        let unknown = "q.json dimensions[0].questions[0].seed[1]: \"S-X-99\" is not in seed-inventory.csv";
        assert_eq!(
            found(Some(rows.as_bytes())),
            ["q.json : no question covers \"S-A-02\" of seed-inventory.csv", unknown]
        );
        let complete = rows.replace("S-A-02", "S-X-99").replace('\n', "\r\n");
        assert_eq!(found(Some(format!("\u{feff}{complete}").as_bytes())), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_with_the_file_is_said_with_its_line() {
        let file = "f/seed-inventory.csv :";
        for (rows, expected) in [
            ("a,b,c\nS-A-01,A,x\nS-X-99,A,x\n", "the first row does not name the columns"),
            ("id,section,statement\nS-A-01,A,x\nS-X-99,A,x\nS-A-01,A,x\n", "\"S-A-01\" is in line 2 too"),
            ("id,section,statement\nS-A-01,A,\nS-X-99,A,x\n", "a column of \"S-A-01\" is empty"),
        ] {
            assert_eq!(found(Some(rows.as_bytes())), [format!("{file} {expected}")]);
        }
        for rows in [&b"id,section,statement\nS-A-01,A,x,y\n"[..], b"id,section,statement\n\xff,A,x\n"] {
            let shown = found(Some(rows));
            assert!(
                shown.iter().any(|s| s.starts_with(&format!("{file} the row cannot be read"))),
                "{shown:?}"
            );
        }
    }
}
