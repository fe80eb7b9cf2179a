//! Scores, levels and what holds the next level back: the rules of `docs/scoring.md`, sections 1 to 4.
//! Pure: a questionnaire, a scope and answers in; a scorecard out.

pub mod explain;
pub mod gate;
pub mod groups;
pub mod scorecard;
pub mod summary;
#[cfg(test)]
mod tests;

pub use explain::{Explanation, NotExplained, Target, explain};
pub use gate::{Blocker, LevelCheck, PhaseScore};
pub use groups::{By, Grouped, groups};
pub use scorecard::{QuestionScore, Scorecard, SetScore, Standing, restand, scorecard, standings, summed_up};
pub use summary::{Number, Summary, summary};
