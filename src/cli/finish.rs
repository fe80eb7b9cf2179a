//! `quaymark finish`: a draft becomes a record.

use super::desk::Desk;
use super::draft_change;
use super::exit::{Exit, Stop};
use super::period::PeriodWord;
use super::resolve;

/// `finish TEAM`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark finish payments
  quaymark finish payments --period 2026-Q3")]
pub struct Args {
    /// The team
    team: String,
    /// The quarter, where the team has several drafts: 2026-Q4, now or last
    #[arg(long, value_name = "QUARTER", value_parser = PeriodWord::parse)]
    period: Option<PeriodWord>,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let name = self.team.strip_suffix("@draft").unwrap_or(&self.team);
        let team = resolve::team(&session, name)?;
        let wanted = self.period.map(|w| w.on(desk.today(), team.quarter_starts));
        let period = resolve::the_draft(desk, &session, &team, wanted)?;
        let (mut open, opened) = session.open(&team.id, period)?;
        desk.warn_all(&opened.notices);
        draft_change::finish(desk, &session, team, &mut open)?;
        Ok(Exit::Done)
    }
}
