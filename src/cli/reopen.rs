//! `quaymark reopen`: a draft that amends a finished assessment.

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::reference::{Reference, Which};
use super::resolve;

/// `reopen REF`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark reopen payments
  quaymark reopen payments@2026-Q3")]
pub struct Args {
    /// Which finished assessment: payments, payments@2026-Q3, payments@-1
    #[arg(value_name = "REF")]
    reference: String,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let (name, which) = match Reference::parse(&self.reference)? {
            Reference::Team(_, Which::Draft) => {
                return Err(Stop::usage("a draft is open already; it can be changed as it is")
                    .hint("change it:   quaymark assess TEAM"));
            }
            Reference::Team(name, which) => (name, which),
            Reference::File(_) | Reference::Input => {
                return Err(Stop::usage("only a record of this data directory can be reopened")
                    .hint("name it by team and quarter:   quaymark reopen payments@2026-Q3"));
            }
        };
        let team = resolve::team(&session, &name)?;
        let record = resolve::record(desk, &session, &team, which)?;
        let period = record.assessment.period;
        let reopened = session.reopen(&record, desk.now).map_err(|error| {
            let stop = Stop::from(error);
            if resolve::drafts(&session, &team.id).contains(&period) {
                return stop.hint(format!("or discard it:   quaymark discard {} --period {period}", team.id));
            }
            stop
        });
        drop(reopened?);
        desk.say(&format!(
            "reopened {} {}: a draft that will replace the record {}, which stays as it is",
            team.name,
            period.spoken(),
            record.hash.short()
        ));
        desk.next(&format!("quaymark assess {0}, or quaymark answer {0}@{period} QUESTION LEVEL", team.id));
        Ok(Exit::Done)
    }
}
