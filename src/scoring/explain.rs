//! The terms of every number.
