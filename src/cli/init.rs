//! `quaymark init`: a data directory in the working tree.

use crate::store;

use super::desk::Desk;
use super::exit::{Exit, Stop};

/// `init`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark init          make .quaymark here, with its .gitignore")]
pub struct Args {}

impl Args {
    #[expect(clippy::unused_self, reason = "every command is run the same way")]
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let done = store::init(&desk.environment.cwd)?;
        if done.made.is_empty() {
            desk.say(&format!("{} was there already; nothing was changed", done.folder.display()));
        } else {
            desk.say(&format!(
                "made {}; data of this working tree is kept there, drafts are kept out of Git",
                done.folder.display()
            ));
        }
        if !done.not_ignored.is_empty() {
            let lines = done.not_ignored.join(", ");
            desk.warn(&format!("its .gitignore lacks: {lines}; add them so that drafts stay out of Git"));
        }
        desk.next("quaymark team add \"Payments\"");
        Ok(Exit::Done)
    }
}
