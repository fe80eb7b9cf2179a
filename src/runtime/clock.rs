//! The clock: the only place that reads it.

use chrono::{DateTime, Utc};

/// The time now.
#[expect(clippy::disallowed_methods, reason = "this is the place that reads the clock")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}
