//! The scorecard as it is written in records and JSON output.
