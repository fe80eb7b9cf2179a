//! The other quarters of a team, as a result on screen needs them.

use crate::app::before::{Before, Others};
use crate::model::{Period, TeamId};
use crate::scoring::scorecard;
use crate::store::{self, Record, the_current};

use super::session::Session;

/// What is around a record: the nearest quarters with one current record, and the scores of the latest earlier one
/// with the same scope and questionnaire. A quarter with two current records, or without its questionnaire, is
/// passed over: it has no score to show.
pub fn others(session: &Session, team: &TeamId, records: &[Record], shown: &Record) -> Others {
    let here = shown.assessment.period;
    let one = |period: &Period| the_current(records, team, *period).ok();
    let periods = store::periods(records);
    let earlier: Vec<&Record> = periods.range(..here).rev().filter_map(one).collect();
    let later = periods.iter().filter(|p| **p > here).find_map(one);
    Others {
        before: earlier.iter().find_map(|record| before(session, record, shown)),
        earlier: earlier.first().map(|r| r.hash.clone()),
        later: later.map(|r| r.hash.clone()),
    }
}

fn before(session: &Session, record: &Record, shown: &Record) -> Option<Before> {
    let (was, now) = (&record.assessment, &shown.assessment);
    if was.scope != now.scope || was.questionnaire.id != now.questionnaire.id {
        return None;
    }
    let loaded = session.questionnaire_of(&was.questionnaire).ok()?;
    let card = scorecard(&loaded.questionnaire, &was.scope, &was.answers);
    Some(Before {
        period: was.period,
        overall: card.overall.score,
        dimensions: card.dimensions.into_iter().map(|(code, set)| (code, set.score)).collect(),
    })
}
