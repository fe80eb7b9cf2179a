//! An assessment under another version of its questionnaire: which question lives on in which, and what an answer
//! becomes. Nothing is rewritten: the old record stays as it is. Implements `docs/scoring.md`, section 6.

mod difference;
mod fate;
mod mapping;
mod moved;
mod states;
#[cfg(test)]
mod tests;

pub use difference::{Difference, PracticeChange, PracticeDifference, QuestionDifference};
pub use fate::Fate;
pub use mapping::{Mapping, Route};
pub use moved::{Moved, MovedQuestion, moved};
pub use states::{Held, answers, held, migrated};
