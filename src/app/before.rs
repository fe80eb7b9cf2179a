//! The other quarters of a team: what an earlier one came to, and which are next to the one that is shown.

use crate::model::{DimensionCode, Hash, Period, Ratio};

/// What a result knows about the other quarters of its team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Others {
    /// The latest earlier quarter with the same scope.
    pub before: Option<Before>,
    /// The current record of the nearest earlier quarter, whatever its scope.
    pub earlier: Option<Hash>,
    /// The current record of the nearest later quarter, whatever its scope.
    pub later: Option<Hash>,
}

/// The scores of an earlier quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The quarter.
    pub period: Period,
    /// The score of the whole; none when nothing applied.
    pub overall: Option<Ratio>,
    /// The score of each dimension, as `overall`.
    pub dimensions: Vec<(DimensionCode, Option<Ratio>)>,
}

impl Before {
    /// Its name beside a quarter: `Q3` in the same year, else `2025 Q4`.
    pub fn name(&self, beside: Period) -> String {
        if self.period.year() == beside.year() {
            format!("Q{}", self.period.quarter())
        } else {
            self.period.spoken()
        }
    }
}

/// The difference of two scores as they are shown, with its sign: `+0.40`, `-0.30`, and `=` where they are shown
/// the same. It is the difference of what stands beside it, so it may be 0.01 off the exact one.
pub fn difference(now: Ratio, was: Ratio) -> String {
    let cents = |score: Ratio| score.score().replace('.', "").parse::<i32>().unwrap_or(0);
    let by = cents(now) - cents(was);
    let sign = if by < 0 { '-' } else { '+' };
    if by == 0 { "=".to_owned() } else { format!("{sign}{}.{:02}", by.abs() / 100, by.abs() % 100) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_that_of_the_numbers_shown() {
        for (now, was, said) in [
            ((3, 1), (5, 2), "+0.50"),
            ((8, 5), (19, 10), "-0.30"),
            ((2, 1), (2, 1), "="),
            // 1.665 is shown as 1.67 and 1.664 as 1.66.
            ((1665, 1000), (1664, 1000), "+0.01"),
            ((1674, 1000), (1666, 1000), "="),
            // Below 4 nothing is shown as 4.00.
            ((4, 1), (3999, 1000), "+0.01"),
        ] {
            assert_eq!(difference(Ratio::new(now.0, now.1), Ratio::new(was.0, was.1)), said);
        }
    }

    #[test]
    fn a_quarter_is_named_by_its_year_only_where_that_differs() {
        let period = |year, quarter| Period::new(year, quarter).unwrap();
        let before = |period| Before { period, overall: None, dimensions: Vec::new() };
        assert_eq!(before(period(2026, 3)).name(period(2026, 4)), "Q3");
        assert_eq!(before(period(2025, 4)).name(period(2026, 1)), "2025 Q4");
    }
}
