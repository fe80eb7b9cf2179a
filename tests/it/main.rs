//! The one integration binary: what can only be seen from outside the library.

// `cfg(test)` always holds here; it tells clippy that these modules are tests, where unwrap and indexing are fine.
#[cfg(test)]
mod cli;
#[cfg(test)]
mod oracle;
