//! `quaymark migrate`: an assessment under another version of its questionnaire. Nothing is written.

use crate::migration::moved;
use crate::report::Subject;
use crate::report::json;
use crate::report::versions::{self, MIGRATE_SCHEMA, Migrated};

use super::desk::Desk;
use super::edition;
use super::exit::{Exit, Stop};
use super::resolve;

/// `migrate [REF]`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark migrate payments@2026-Q2
  quaymark migrate payments@2026-Q2 --to 1.0.0 --json
  quaymark migrate payments@draft --dry-run
  quaymark migrate ./record.json --to ./questionnaire")]
pub struct Args {
    /// Which assessment: payments, payments@2026-Q3, payments@-1, payments@draft, a file, or -
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// To which version: 1.0.0, an id with a version, a folder or a file; without it, the newest at hand
    #[arg(long, value_name = "VERSION|FILE")]
    to: Option<String>,
    /// Only look; needed for a draft, and what is always done for a record
    #[arg(long)]
    dry_run: bool,
    /// Print JSON (schema quaymark/migrate/v1)
    #[arg(long)]
    pub json: bool,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let dossier = resolve::dossier(desk, &session, self.reference.as_deref())?;
        if dossier.finished.is_none() && !self.dry_run {
            let (team, period) = (&dossier.team.id, dossier.period);
            return Err(Stop::usage(
                "a draft keeps the version that it was started with; nothing was changed",
            )
            .hint(format!(
                "see what a newer one would change:   quaymark migrate {team}@draft --dry-run\n\
                     finish it, and the next assessment has the newer version:   quaymark finish {team}\n\
                     or discard it and start again:   quaymark discard {team} --period {period}"
            )));
        }
        let old = &dossier.loaded.questionnaire;
        let loaded = match &self.to {
            Some(text) => edition::named(desk, &session, text, Some(&old.id))?,
            None => edition::newest(&session, old.id.as_str())?,
        };
        let new = &loaded.questionnaire;
        let moved = moved(old, &dossier.scope, &dossier.answers, new);
        let then = dossier.subject();
        let now = Subject {
            questionnaire: new,
            questionnaire_hash: &loaded.sha256,
            answers: &moved.answers,
            scorecard: &moved.card,
            warnings: &[],
            ..then
        };
        let migrated = Migrated { then, now, moved: &moved };
        if self.json {
            let data = versions::migrate(&migrated);
            desk.print_document(&json::document(MIGRATE_SCHEMA, data, &dossier.warnings)?)?;
            return Ok(Exit::Done);
        }
        desk.warn_all(&dossier.warnings);
        desk.print(&versions::moved_text(&migrated, desk.glyphs()))?;
        desk.say("nothing was written; the assessment stays as it is");
        Ok(Exit::Done)
    }
}
