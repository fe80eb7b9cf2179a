//! Every question in scope as one row of CSV: `docs/formats.md`, CSV. Made so that a spreadsheet reads each cell as
//! text or a number, and never as a formula.

use crate::model::{Confidence, Ratio};
use crate::scoring::{QuestionScore, Standing};
use crate::text::Clean;

use super::facts;
use super::subject::{Options, Subject};

/// The names of the columns, in the first row.
const COLUMNS: [&str; 14] = [
    "dimension",
    "question",
    "title",
    "phase",
    "weight",
    "must_have",
    "state",
    "level",
    "progress",
    "reason",
    "confidence",
    "flag",
    "note",
    "evidence",
];

/// The questions as CSV, in UTF-8, with a line break after each row. Without notes, flag, note and evidence are
/// empty.
pub fn questions(subject: &Subject<'_>, options: Options) -> String {
    table(
        &COLUMNS,
        COLUMNS.len(),
        subject.scorecard.questions.iter().map(|q| row(subject, q, options).to_vec()),
    )
}

/// Rows under the names of their columns. From the column `numbers` on there are only numbers of our own making.
pub(super) fn table(columns: &[&str], numbers: usize, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail, and every row has the same number of cells.
    let _ = writer.write_record(columns);
    for row in rows {
        let cell =
            |(place, cell): (usize, &String)| if place < numbers { neutral(cell) } else { cell.clone() };
        let _ = writer.write_record(row.iter().enumerate().map(cell));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(subject: &Subject<'_>, question: &QuestionScore, options: Options) -> [String; 14] {
    let answer = subject.answers.get(&question.id);
    let said = answer.filter(|_| options.notes);
    let evidence = said.map_or(&[][..], |a| &a.evidence).iter();
    let evidence: Vec<String> =
        evidence.map(|e| format!("{} {}: {}", e.polarity.name(), e.kind.name(), e.reference)).collect();
    let reason = match &question.standing {
        Standing::NotApplicable(reason) => reason.to_string(),
        _ => String::new(),
    };
    let counted = answer.filter(|a| a.counts()).map(|a| &a.state);
    [
        question.dimension.to_string(),
        question.id.to_string(),
        subject.title(&question.id).to_owned(),
        question.phase.number().to_string(),
        question.weight.to_string(),
        if question.must_have { "yes" } else { "no" }.to_owned(),
        facts::state_name(counted).to_owned(),
        question.standing.level().map_or_else(String::new, |l| l.to_string()),
        question.standing.progress().map_or_else(String::new, Ratio::score),
        reason,
        answer.and_then(|a| a.confidence).map_or("", Confidence::name).to_owned(),
        said.and_then(|a| a.flag.clone()).unwrap_or_default(),
        said.and_then(|a| a.note.clone()).unwrap_or_default(),
        evidence.join("\n"),
    ]
}

/// A cell that no spreadsheet takes for a formula, and that is safe on a terminal.
pub(super) fn neutral(text: &str) -> String {
    let risky = |c: char| "=+-@＝＋－＠".contains(c) || c.is_control();
    let clean = Clean::block(text);
    let clean = clean.as_str();
    if text.starts_with(risky) || clean.starts_with(risky) { format!("'{clean}") } else { clean.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Fixture, HOSTILE};
    use super::*;
    use crate::model::Answer;

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn each_question_is_a_row() {
        let fixture = Fixture::plain();
        let text = questions(&fixture.subject(), Options::default());
        insta::assert_snapshot!(text);
        let rows = read(&text);
        assert_eq!(rows.len(), 1 + fixture.scorecard.questions.len());
        assert!(rows.iter().all(|r| r.len() == COLUMNS.len()));
    }

    #[test]
    fn no_cell_is_a_formula_whatever_people_write() {
        for start in ["=", "+", "-", "@", "\t=", "\r=", "\n=", "\u{1b}", "＝", "\"=", ",=", "x,=1\n=2"] {
            let mut fixture = Fixture::plain();
            for answer in fixture.answers.values_mut() {
                *answer = Answer {
                    note: Some(format!("{start}HYPERLINK(1)")),
                    flag: Some(format!("{start}1")),
                    ..answer.clone()
                };
            }
            let rows = read(&questions(&fixture.subject(), Options::default()));
            for cell in rows.iter().flatten() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '＝', '\t', '\r', '\n']),
                    "{start:?}: {cell:?}"
                );
                assert!(!cell.contains('\u{1b}'), "{cell:?}");
            }
            assert!(rows.iter().flatten().any(|c| c.contains("HYPERLINK(1)")));
        }
    }

    #[test]
    fn people_are_left_out_when_asked_and_their_text_breaks_no_row() {
        let fixture = Fixture::new("Payments", "", HOSTILE);
        let rows = read(&questions(&fixture.subject(), Options::default()));
        assert!(rows.iter().all(|r| r.len() == COLUMNS.len()));
        let fixture = Fixture::new("Payments", "", "MARKER");
        let without = questions(&fixture.subject(), Options { notes: false });
        assert!(!without.contains("MARKER"), "{without}");
    }
}
