//! `quaymark schema`, and the JSON Schemas of what `--json` prints. They are generated from the types; a test says
//! when they are stale. Those of the files are in `catalog::schema`.

use crate::catalog::schema as files;
use crate::text::spelling::closest;

use super::desk::Desk;
use super::exit::{Exit, Stop};

/// The outputs with their schemas.
const OUTPUTS: [(&str, &str); 18] = [
    ("advise", include_str!("../../assets/schemas/advise.json")),
    ("compare", include_str!("../../assets/schemas/compare.json")),
    ("config-get", include_str!("../../assets/schemas/config-get.json")),
    ("doctor", include_str!("../../assets/schemas/doctor.json")),
    ("error", include_str!("../../assets/schemas/error.json")),
    ("explain", include_str!("../../assets/schemas/explain.json")),
    ("keys", include_str!("../../assets/schemas/keys.json")),
    ("list", include_str!("../../assets/schemas/list.json")),
    ("migrate", include_str!("../../assets/schemas/migrate.json")),
    ("question", include_str!("../../assets/schemas/question.json")),
    ("questionnaire-diff", include_str!("../../assets/schemas/questionnaire-diff.json")),
    ("questionnaire-list", include_str!("../../assets/schemas/questionnaire-list.json")),
    ("report", include_str!("../../assets/schemas/report.json")),
    ("roadmap", include_str!("../../assets/schemas/roadmap.json")),
    ("show", include_str!("../../assets/schemas/show.json")),
    ("team-list", include_str!("../../assets/schemas/team-list.json")),
    ("trend", include_str!("../../assets/schemas/trend.json")),
    ("validate", include_str!("../../assets/schemas/validate.json")),
];

/// The JSON Schema of a kind of file or output.
pub fn schema(kind: &str) -> Option<&'static str> {
    let output = || OUTPUTS.into_iter().find(|(name, _)| *name == kind).map(|(_, text)| text);
    files::schema(kind).or_else(output)
}

/// The kinds of output that have a schema, sorted.
pub fn outputs() -> impl Iterator<Item = &'static str> {
    OUTPUTS.into_iter().map(|(name, _)| name)
}

/// Every kind of file and output that has a schema.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    files::kinds().chain(outputs())
}

/// `schema KIND`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark schema                list the kinds
  quaymark schema show           what `quaymark show --json` prints
  quaymark schema assessment     the file of a finished assessment")]
pub struct Args {
    /// The kind of file or output; none lists them
    kind: Option<String>,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let list = |kinds: Vec<&str>| kinds.join(", ");
        let (kept, printed) = (list(files::kinds().collect()), list(outputs().collect()));
        match &self.kind {
            None => desk.print(&format!("files: {kept}\noutputs of --json: {printed}"))?,
            Some(kind) => {
                let Some(text) = schema(kind) else {
                    let near = closest(kind, kinds());
                    let meant = near.map(|n| format!("; did you mean {n}?")).unwrap_or_default();
                    return Err(Stop::new(Exit::NotFound, format!("there is no schema {kind:?}{meant}"))
                        .hint(format!("files: {kept}\noutputs of --json: {printed}")));
                };
                desk.print_document(text)?;
            }
        }
        Ok(Exit::Done)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use schemars::JsonSchema;
    use schemars::generate::SchemaSettings;
    use serde_json::Value;

    use super::*;
    use crate::catalog::schema::tests::PATTERNS;
    use crate::cli::{compare, config, doctor, explain, keys, list, question, questionnaire, team, validate};
    use crate::report::json::{AdviseData, Envelope, ErrorDocument, ReportData, RoadmapData, ShowData};
    use crate::report::trend::TrendData;
    use crate::report::versions::{DifferenceData, MigrateData};

    /// The schema of an output: every key is written, and more may come inside a version.
    fn generate<T: JsonSchema>(kind: &str) -> Value {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
        schema["title"] = format!("quaymark {kind} --json").into();
        schema["properties"]["schema"]["const"] = format!("quaymark/{kind}/v1").into();
        for (name, pattern) in PATTERNS {
            if let Some(id) = schema.pointer_mut(&format!("/$defs/{name}")) {
                id["pattern"] = pattern.into();
            }
        }
        schema
    }

    fn generated(kind: &str) -> Value {
        match kind {
            "advise" => generate::<Envelope<'static, AdviseData<'static>>>(kind),
            "compare" => generate::<Envelope<'static, compare::CompareDocument<'static>>>(kind),
            "config-get" => generate::<Envelope<'static, config::ConfigData>>(kind),
            "doctor" => generate::<Envelope<'static, doctor::DoctorData>>(kind),
            "error" => generate::<ErrorDocument<'static>>(kind),
            "explain" => generate::<Envelope<'static, explain::ExplainData<'static>>>(kind),
            "keys" => generate::<Envelope<'static, Vec<keys::KeyContext>>>(kind),
            "list" => generate::<Envelope<'static, list::ListData>>(kind),
            "migrate" => generate::<Envelope<'static, MigrateData<'static>>>(kind),
            "question" => generate::<Envelope<'static, question::QuestionData<'static>>>(kind),
            "questionnaire-diff" => generate::<Envelope<'static, DifferenceData<'static>>>(kind),
            "questionnaire-list" => generate::<Envelope<'static, Vec<questionnaire::QuestionnaireRow>>>(kind),
            "report" => generate::<Envelope<'static, ReportData<'static>>>(kind),
            "roadmap" => generate::<Envelope<'static, RoadmapData<'static>>>(kind),
            "show" => generate::<Envelope<'static, ShowData<'static>>>(kind),
            "team-list" => generate::<Envelope<'static, team::TeamListData>>(kind),
            "trend" => generate::<Envelope<'static, TrendData<'static>>>(kind),
            "validate" => generate::<Envelope<'static, validate::ValidateData>>(kind),
            other => panic!("no type for {other}"),
        }
    }

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "a developer's command to write the schemas, not part of the program"
    )]
    fn the_committed_schemas_are_those_of_the_types() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schemas");
        for kind in outputs() {
            let text = crate::json::to_canonical(&generated(kind)).unwrap();
            if std::env::var_os("QUAYMARK_BLESS").is_some_and(|v| v == "1") {
                std::fs::write(folder.join(format!("{kind}.json")), text).unwrap();
            } else {
                let stale = format!(
                    "assets/schemas/{kind}.json is stale: run QUAYMARK_BLESS=1 cargo test --lib schema"
                );
                assert!(schema(kind) == Some(text.as_str()), "{stale}");
            }
        }
        assert_eq!(schema("nothing"), None);
    }

    #[test]
    fn every_committed_schema_is_named() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schemas");
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(schema(name.trim_end_matches(".json")).is_some(), "{name}");
        }
    }
}
