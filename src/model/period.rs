//! Quarters: the period that an assessment is about.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A quarter such as `2026-Q4`. Years are 1 to 9999; the order is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: u16,
    quarter: u8,
}

impl Period {
    /// A quarter, when the year is 1 to 9999 and the quarter 1 to 4.
    pub fn new(year: u16, quarter: u8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=4).contains(&quarter)).then_some(Self { year, quarter })
    }

    /// Reads `2026-Q4`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q")?;
        let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || quarter.len() != 1 || !all_digits(year) || !all_digits(quarter) {
            return None;
        }
        Self::new(year.parse().ok()?, quarter.parse().ok()?)
    }

    /// The year in its name.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The number of the quarter, 1 to 4.
    pub fn quarter(self) -> u8 {
        self.quarter
    }

    /// The quarter that follows; the last one of year 9999 follows itself.
    #[must_use]
    pub fn next(self) -> Self {
        if self.quarter < 4 {
            Self { quarter: self.quarter + 1, ..self }
        } else {
            Self::new(self.year + 1, 1).unwrap_or(self)
        }
    }

    /// The quarter before; the first one of year 1 comes before itself.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.quarter > 1 {
            Self { quarter: self.quarter - 1, ..self }
        } else {
            Self::new(self.year.saturating_sub(1), 4).unwrap_or(self)
        }
    }

    /// The quarter that a day lies in, when the year of quarters starts in month `starts` (1 to 12).
    /// A year that starts in another month than January is named by the calendar year it starts in.
    pub fn containing(day: NaiveDate, starts: u8) -> Self {
        let starts = u32::from(starts.clamp(1, 12));
        let months = (day.month() + 12 - starts) % 12;
        let year = if day.month() < starts { day.year() - 1 } else { day.year() };
        let year = u16::try_from(year).unwrap_or(1).clamp(1, 9999);
        let quarter = u8::try_from(months / 3).unwrap_or(0) + 1;
        Self { year, quarter }
    }

    /// First and last day; none where the calendar cannot name them.
    pub fn days(self, starts: u8) -> Option<(NaiveDate, NaiveDate)> {
        let month0 = |p: Self| u32::from(starts.clamp(1, 12)) - 1 + u32::from(p.quarter - 1) * 3;
        let first = |p: Self| {
            let m = month0(p);
            NaiveDate::from_ymd_opt(i32::from(p.year) + i32::try_from(m / 12).ok()?, m % 12 + 1, 1)
        };
        let last = first(self.next())?.checked_sub_days(Days::new(1))?;
        Some((first(self)?, last))
    }

    /// As people read it: `2026 Q4`.
    pub fn spoken(self) -> String {
        format!("{:04} Q{}", self.year, self.quarter)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-Q{}", self.year, self.quarter))
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("{text:?} is not a quarter; expected the form 2026-Q4"))
        })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Period {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Period".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9]{4}-Q[1-4]$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default()
    }

    #[test]
    fn forms() {
        assert_eq!(Period::parse("2026-Q4").map(|p| p.to_string()).as_deref(), Some("2026-Q4"));
        for bad in ["2026-Q5", "2026-Q0", "26-Q1", "2026Q1", "2026-q1", "2026-Q1 ", "+026-Q1", "0000-Q1"] {
            assert_eq!(Period::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_day_lies_in_one_quarter() {
        let p = Period::containing(day(2026, 11, 23), 1);
        assert_eq!(p.to_string(), "2026-Q4");
        assert_eq!(p.days(1), Some((day(2026, 10, 1), day(2026, 12, 31))));
        assert_eq!(p.next().to_string(), "2027-Q1");
        assert_eq!(p.next().previous(), p);
        assert_eq!(Period::containing(day(2026, 3, 31), 4).to_string(), "2025-Q4");
        assert_eq!(Period::containing(day(2026, 4, 1), 4).to_string(), "2026-Q1");
        assert_eq!(
            Period::parse("2025-Q4").and_then(|p| p.days(4)),
            Some((day(2026, 1, 1), day(2026, 3, 31)))
        );
    }
}
