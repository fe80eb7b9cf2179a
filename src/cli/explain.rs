//! `quaymark explain`: the terms of every number.

use crate::model::{DimensionCode, QuestionId};
use crate::report::json;
use crate::runtime::Dossier;
use crate::scoring::{Explanation, Target, explain};
use crate::text::spelling::closest;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::resolve;

/// The schema name of `explain --json`.
pub const EXPLAIN_SCHEMA: &str = "quaymark/explain/v1";

/// `explain REF [DIMENSION|QUESTION]`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark explain payments
  quaymark explain payments SEC
  quaymark explain payments@draft SEC-Q1
  quaymark explain payments SEC --json")]
pub struct Args {
    /// Which assessment; may be left out where there is only one team
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// A dimension such as SEC, or a question such as SEC-Q1; the whole where none is named
    #[arg(value_name = "DIMENSION|QUESTION")]
    target: Option<String>,
    /// Print JSON (schema quaymark/explain/v1)
    #[arg(long)]
    pub json: bool,
}

/// `data` of `explain --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ExplainData<'a> {
    /// The team.
    pub team: &'a crate::model::TeamId,
    /// The quarter.
    pub period: crate::model::Period,
    /// The hash of the record; null for a draft.
    pub record: Option<&'a crate::model::Hash>,
    /// Which part of the questionnaire it covers.
    pub scope: &'a crate::model::Scope,
    /// The terms.
    pub terms: &'a Explanation,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        // Teams are written small and questions in capitals, so one word alone can be told apart.
        let (reference, word) = match (&self.reference, &self.target) {
            (Some(only), None) if target(only).is_some() => (None, Some(only.as_str())),
            (reference, word) => (reference.as_deref(), word.as_deref()),
        };
        let dossier = resolve::dossier(desk, &session, reference)?;
        let target = match word {
            None => Target::Whole,
            Some(word) => target(word).ok_or_else(|| unknown(&dossier, word))?,
        };
        let questionnaire = &dossier.loaded.questionnaire;
        let terms =
            explain(questionnaire, &dossier.scope, &dossier.answers, &target).map_err(
                |error| match error {
                    crate::scoring::NotExplained::Unknown(word) => unknown(&dossier, &word),
                    out @ crate::scoring::NotExplained::OutOfScope(_) => {
                        Stop::new(Exit::NotFound, out.to_string())
                    }
                },
            )?;
        if self.json {
            let data = ExplainData {
                scope: &dossier.scope,
                team: &dossier.team.id,
                period: dossier.period,
                record: dossier.finished.as_ref().map(|(_, hash)| hash),
                terms: &terms,
            };
            desk.print_document(&json::document(EXPLAIN_SCHEMA, data, &dossier.warnings)?)?;
        } else {
            desk.warn_all(&dossier.warnings);
            let lines: Vec<String> =
                terms.lines().iter().map(|l| crate::text::Clean::line(l).to_string()).collect();
            desk.print(&lines.join("\n"))?;
        }
        Ok(Exit::Done)
    }
}

fn target(word: &str) -> Option<Target> {
    let question = QuestionId::parse(word).ok().map(Target::Question);
    question.or_else(|| DimensionCode::parse(word).ok().map(Target::Dimension))
}

fn unknown(dossier: &Dossier, word: &str) -> Stop {
    let questionnaire = &dossier.loaded.questionnaire;
    let codes: Vec<&str> = questionnaire.dimensions.iter().map(|d| d.code.as_str()).collect();
    let ids = questionnaire.questions().map(|(_, q)| q.id.as_str());
    let near = closest(&word.to_uppercase(), codes.iter().copied().chain(ids));
    let meant = near.map(|n| format!("; did you mean {n}?")).unwrap_or_default();
    Stop::new(Exit::NotFound, format!("{word:?} is no dimension or question of this questionnaire{meant}"))
        .hint(format!("dimensions: {}\nquestions:  quaymark question WORDS", codes.join(", ")))
}
