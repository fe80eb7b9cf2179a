//! Quarters as people name them: `2026-Q4`, `now`, `last`.

use chrono::NaiveDate;

use crate::model::Period;

/// A quarter by name or by its place in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodWord {
    /// The running quarter of the team.
    Now,
    /// The one before the running quarter.
    Last,
    /// This one.
    Is(Period),
}

impl PeriodWord {
    /// Reads a word. For clap too.
    ///
    /// # Errors
    /// What was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        match text {
            "now" => Ok(Self::Now),
            "last" => Ok(Self::Last),
            _ => Period::parse(text)
                .map(Self::Is)
                .ok_or_else(|| format!("{text:?} is not a quarter; expected the form 2026-Q4, now or last")),
        }
    }

    /// The quarter, for a team whose year of quarters starts in month `starts`.
    pub fn on(self, today: NaiveDate, starts: u8) -> Period {
        match self {
            Self::Now => Period::containing(today, starts),
            Self::Last => Period::containing(today, starts).previous(),
            Self::Is(period) => period,
        }
    }
}
