//! `quaymark discard`: a draft moves to the trash.

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::period::PeriodWord;
use super::resolve;

/// `discard TEAM`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark discard payments
  quaymark discard payments --period 2026-Q3 --yes")]
pub struct Args {
    /// The team
    team: String,
    /// The quarter, where the team has several drafts: 2026-Q4, now or last
    #[arg(long, value_name = "QUARTER", value_parser = PeriodWord::parse)]
    period: Option<PeriodWord>,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let name = self.team.strip_suffix("@draft").unwrap_or(&self.team);
        let team = resolve::team(&session, name)?;
        let wanted = self.period.map(|w| w.on(desk.today(), team.quarter_starts));
        let period = resolve::the_draft(desk, &session, &team, wanted)?;
        let what = format!("the draft {} {}", team.name, period.spoken());
        if !self.yes {
            if !desk.has_terminal() {
                return Err(Stop::usage(format!("discarding {what} needs --yes; nothing was changed"))
                    .hint(format!("do it:   quaymark discard {} --period {period} --yes", team.id)));
            }
            if !desk.agrees(&format!("Discard {what}? It moves to the trash. [y/N] "))? {
                desk.say(&format!("{what} stays as it is"));
                return Ok(Exit::Done);
            }
        }
        let place = session.store.discard_draft(&team.id, period)?;
        desk.say(&format!("discarded {what}; it is now {}", place.display()));
        Ok(Exit::Done)
    }
}
