//! Numbers to rows of a Markdown table.

/// One line of the result.
pub struct Row {
    promise: &'static str,
    what: String,
    measured: String,
    goal: String,
    verdict: &'static str,
}

fn verdict(holds: bool) -> &'static str {
    if holds { "holds" } else { "missed" }
}

impl Row {
    /// Ratios of several pairs: the median is what counts.
    pub fn ratio(promise: &'static str, what: &str, ratios: &[f64], goal: Option<f64>) -> Self {
        Self::quotient(promise, what, median(ratios), goal)
    }

    /// A ratio that was computed elsewhere.
    pub fn quotient(promise: &'static str, what: &str, ratio: f64, goal: Option<f64>) -> Self {
        Self {
            promise,
            what: what.to_owned(),
            measured: format!("{ratio:.2}x"),
            goal: goal.map_or(String::new(), |g| format!("{g:.1}x")),
            verdict: goal.map_or("", |g| verdict(ratio <= g)),
        }
    }

    /// An amount with a bound.
    pub fn amount(promise: &'static str, what: &str, amount: f64, unit: &str, goal: f64) -> Self {
        let digits = if amount.fract() == 0.0 { 0 } else { 1 + usize::from(amount < 1.0) };
        Self {
            promise,
            what: what.to_owned(),
            measured: format!("{amount:.digits$} {unit}"),
            goal: format!("{goal:.0} {unit}"),
            verdict: verdict(amount <= goal),
        }
    }

    /// Something that could not be measured.
    pub fn skipped(promise: &'static str, what: &str) -> Self {
        let empty = String::new;
        Self { promise, what: what.to_owned(), measured: empty(), goal: empty(), verdict: "not measured" }
    }

    /// As a line of the table.
    pub fn line(&self) -> String {
        let Self { promise, what, measured, goal, verdict } = self;
        format!("| {promise} | {what} | {measured} | {goal} | {verdict} |")
    }
}

/// Each time through the one of the other that was taken beside it.
pub fn ratios(times: &[f64], to: &[f64]) -> Vec<f64> {
    times.iter().zip(to).map(|(a, b)| a / b).collect()
}

/// The middle one.
pub fn median(values: &[f64]) -> f64 {
    share(values, 1, 2)
}

/// The value below which this share of the values lies.
pub fn share(values: &[f64], part: usize, of: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted.get((last * part).div_ceil(of)).copied().unwrap_or(f64::NAN)
}
