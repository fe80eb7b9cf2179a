//! The JSON Schemas of the files, as they are committed in `assets/schemas/` and compiled in.
//! They are generated from the types; a test says when they are stale.

/// A kind of file with its schema.
const SCHEMAS: [(&str, &str); 6] = [
    ("assessment", include_str!("../../assets/schemas/assessment.json")),
    ("config", include_str!("../../assets/schemas/config.json")),
    ("dimension", include_str!("../../assets/schemas/dimension.json")),
    ("journal", include_str!("../../assets/schemas/journal.json")),
    ("questionnaire", include_str!("../../assets/schemas/questionnaire.json")),
    ("team", include_str!("../../assets/schemas/team.json")),
];

/// The JSON Schema of a kind of file, such as `questionnaire`.
pub fn schema(kind: &str) -> Option<&'static str> {
    SCHEMAS.into_iter().find(|(name, _)| *name == kind).map(|(_, text)| text)
}

/// The kinds that have a schema, sorted.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    SCHEMAS.into_iter().map(|(name, _)| name)
}

#[cfg(test)]
#[path = "schema_tests.rs"]
pub(crate) mod tests;
