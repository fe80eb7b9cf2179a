//! The one integration binary: what can only be seen from outside the library.

// `cfg(test)` always holds here; it tells clippy that these modules are tests, where unwrap and indexing are fine.
#[cfg(test)]
mod advise;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod compose_team;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod expectations;
#[cfg(test)]
mod fresh_eyes;
#[cfg(test)]
mod front;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod history;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod own;
#[cfg(test)]
mod parts;
#[cfg(test)]
mod paths;
#[cfg(test)]
mod plain;
#[cfg(test)]
mod practice;
#[cfg(test)]
#[cfg(unix)]
mod pty;
#[cfg(test)]
#[cfg(unix)]
mod pty_look;
#[cfg(test)]
mod question;
#[cfg(test)]
mod random_keys;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod readme_screens;
#[cfg(test)]
mod results;
#[cfg(test)]
mod screens;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod shared_screen;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod trouble;
#[cfg(test)]
mod wired;
