//! How long a question takes a team, from the times between its answers.

use chrono::{DateTime, Utc};

use super::change::Change;
use super::id::QuestionId;

/// Less than this many seconds between two answers was not a person reading a question.
const SHORTEST: i64 = 3;
/// More than this many was a break.
const LONGEST: i64 = 300;
/// How many times are needed before they say something.
const ENOUGH: u32 = 10;

/// The times between answers to different questions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pace {
    last: Option<(QuestionId, DateTime<Utc>)>,
    seconds: u32,
    count: u32,
}

impl Pace {
    /// Takes a change in.
    pub(super) fn note(&mut self, change: &Change, at: DateTime<Utc>) {
        let Change::Answer { question, set: Some(answer), .. } = change else { return };
        if !answer.counts() {
            return;
        }
        if let Some((before, time)) = &self.last
            && before != question
            && let seconds @ SHORTEST..=LONGEST = (at - *time).num_seconds()
        {
            self.seconds = self.seconds.saturating_add(u32::try_from(seconds).unwrap_or(0));
            self.count += 1;
        }
        self.last = Some((question.clone(), at));
    }

    /// The mean in seconds; none before there is enough to tell.
    pub(super) fn seconds(&self) -> Option<u32> {
        if self.count < ENOUGH { None } else { self.seconds.checked_div(self.count) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answer, Level};

    #[test]
    fn breaks_and_imports_do_not_count() {
        let mut pace = Pace::default();
        let mut now = DateTime::<Utc>::UNIX_EPOCH;
        for n in 1..=40_u32 {
            let set = Some(Box::new(Answer::at_level(Level::ONE)));
            let question = QuestionId::parse(&format!("SEC-Q{n}")).unwrap();
            pace.note(&Change::Answer { question, set, was: None }, now);
            assert_eq!(pace.seconds().is_some(), n > 20, "{n}");
            now += chrono::TimeDelta::seconds(if n % 2 == 0 { 1000 } else { 40 });
        }
        assert_eq!(pace.seconds(), Some(40));
    }
}
