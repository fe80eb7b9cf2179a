//! The questions of a comparison as CSV, one row each.

use crate::model::Ratio;

use super::super::csv::table;
use super::{Compared, Only};

/// The names of the columns, in the first row.
const COLUMNS: [&str; 13] = [
    "dimension",
    "question",
    "was",
    "title",
    "change",
    "before",
    "now",
    "practice",
    "coverage",
    "scope",
    "revision",
    "total",
    "own",
];

/// The questions as CSV, in UTF-8, with a line break after each row.
pub fn csv(compared: &Compared<'_>, only: Only) -> String {
    let progress = |value: Option<Ratio>| value.map_or_else(String::new, Ratio::score);
    let rows = compared.rows(only).map(|row| {
        let parts = row.parts.map_or_else(Default::default, |p| {
            [p.practice, p.coverage, p.scope, p.revision, p.total()].map(Ratio::two_decimals)
        });
        let [practice, coverage, scope, revision, total] = parts;
        vec![
            row.dimension.to_string(),
            compared.id(row),
            row.from.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            compared.title(row).to_owned(),
            row.change.name().to_owned(),
            progress(row.a.or(row.own)),
            progress(row.b),
            practice,
            coverage,
            scope,
            revision,
            total,
            progress(row.own),
        ]
    });
    table(&COLUMNS, 5, rows)
}
