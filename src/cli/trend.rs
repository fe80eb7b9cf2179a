//! `quaymark trend`: the finished assessments of a team over time, and what changed from each to the next.

use clap::ValueEnum;

use crate::model::DimensionCode;
use crate::report::json;
use crate::report::trend::{self, TREND_SCHEMA, Trend};
use crate::runtime::comparing;

use super::desk::Desk;
use super::exit::{Exit, Stop};
use super::resolve;

/// `trend TEAM`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark trend payments
  quaymark trend payments --dimension SEC
  quaymark trend payments --format md")]
pub struct Args {
    /// The team
    #[arg(value_name = "TEAM")]
    team: String,
    /// One dimension by its code, such as SEC, instead of the whole
    #[arg(long, value_name = "CODE")]
    dimension: Option<String>,
    /// In which form
    #[arg(long, value_name = "FORM", default_value = "text", conflicts_with_all = ["json", "plain"])]
    format: Form,
    /// Print JSON (schema quaymark/trend/v1)
    #[arg(long, conflicts_with = "plain")]
    pub json: bool,
    /// One fact per line, for screen readers
    #[arg(long)]
    plain: bool,
}

/// A form of the trend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Text for people
    Text,
    /// Markdown
    Md,
    /// A row per finished assessment, for a spreadsheet
    Csv,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let team = resolve::team(&session, &self.team)?;
        let timeline = comparing::timeline(&session, &team.id, desk.today())?;
        if timeline.moments.is_empty() {
            desk.warn_all(&timeline.warnings);
            return Err(Stop::new(
                Exit::NotFound,
                format!("{} has no finished assessment that can be shown", team.id),
            )
            .hint(format!("to make one: quaymark assess {}", team.id)));
        }
        let known = timeline.dimensions();
        let dimension = match &self.dimension {
            None => None,
            Some(text) => {
                let code = DimensionCode::parse(&text.to_ascii_uppercase()).ok();
                let found = known.iter().map(|(code, _)| code).find(|c| Some(*c) == code.as_ref());
                Some(found.ok_or_else(|| {
                    let codes: Vec<&str> = known.iter().map(|(code, _)| code.as_str()).collect();
                    Stop::new(Exit::NotFound, format!("there is no dimension {text:?} in these assessments"))
                        .hint(format!("there are: {}", codes.join(", ")))
                })?)
            }
        };
        let trend = Trend { timeline: &timeline, dimension };
        if self.json {
            let text = json::document(TREND_SCHEMA, trend::json(&trend), &timeline.warnings)?;
            desk.print_document(&text)?;
            return Ok(Exit::Done);
        }
        desk.warn_all(&timeline.warnings);
        match self.format {
            Form::Md => desk.print_document(&trend::markdown(&trend))?,
            Form::Csv => desk.print_document(&trend::csv(&trend))?,
            Form::Text if self.plain || desk.wants_lines() => desk.print(&trend::plain(&trend))?,
            Form::Text => desk.print(&trend::text(&trend, desk.glyphs()))?,
        }
        Ok(Exit::Done)
    }
}
