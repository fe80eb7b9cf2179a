//! `report` as CSV: a row per heading and question, with a column for each source.

use crate::model::Ratio;

use super::csv::neutral;
use super::facts;
use super::groups::{Groups, missing, places_in};
use super::subject::Subject;

/// The names of the columns before those of the sources.
const COLUMNS: [&str; 13] = [
    "group",
    "group_score",
    "group_upper",
    "group_coverage",
    "group_level",
    "scope",
    "question",
    "title",
    "must_have",
    "state",
    "level",
    "progress",
    "missing",
];

/// The groups as CSV, in UTF-8, with a line break after each row. The names of the last columns are keys of sources.
pub fn groups(subject: &Subject<'_>, groups: &Groups<'_>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let sources = groups.sources.iter().map(|s| s.key.as_str());
    // Writing into memory does not fail, and every row has the same number of cells.
    let _ = writer.write_record(COLUMNS.into_iter().chain(sources).map(neutral));
    let scope = subject.scope.label(subject.questionnaire).unwrap_or_else(|| "all".to_owned());
    for group in &groups.groups {
        let number = |ratio: Option<Ratio>| ratio.map_or_else(String::new, Ratio::score);
        for question in &group.questions {
            let counted = subject.answers.get(&question.id).filter(|a| a.counts()).map(|a| &a.state);
            let missing: Vec<&str> = missing(subject, question).iter().map(|(id, _)| *id).collect();
            let mut cells = vec![
                group.title.clone(),
                number(group.set.score),
                number(group.set.upper),
                group.set.coverage.map_or_else(String::new, Ratio::percent),
                group.set.level.map_or_else(String::new, |l| l.to_string()),
                scope.clone(),
                question.id.to_string(),
                subject.title(&question.id).to_owned(),
                if question.must_have { "yes" } else { "no" }.to_owned(),
                facts::state_name(counted).to_owned(),
                question.standing.level().map_or_else(String::new, |l| l.to_string()),
                number(question.standing.progress()),
                missing.join(" "),
            ];
            cells.extend(groups.sources.iter().map(|s| places_in(subject, question, &s.key).join("; ")));
            let _ = writer.write_record(cells.iter().map(|cell| neutral(cell)));
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
