//! What was answered before a draft: the current records of earlier quarters, latest first.

use std::collections::BTreeMap;

use crate::app::last::Last;
use crate::app::message::Opened;
use crate::migration::Mapping;
use crate::model::answer::REASON_PROFILE;
use crate::model::{Answer, AnswerState, DimensionCode, Period, QuestionId, Questionnaire, Ratio};
use crate::scoring::{Scorecard, scorecard};
use crate::store::{self, Record, the_current};

use super::session::Session;

/// How many earlier quarters are looked at.
const QUARTERS: usize = 8;

impl Session {
    /// The draft with what was answered in earlier quarters. Records that cannot be read, and quarters with two
    /// records that stand against each other, are left out: Home names them.
    pub fn with_earlier(&self, opened: Opened) -> Opened {
        let header = &opened.draft.header;
        let today = header.started.date_naive();
        let records = self.records(&header.team, today).map(|(good, _)| good).unwrap_or_default();
        let periods = store::periods(&records).into_iter().rev().filter(|p| *p < header.period);
        let found = periods.filter_map(|p| the_current(&records, &header.team, p).ok());
        // Ids mean the same within one questionnaire only.
        let same = found.filter(|r| r.assessment.questionnaire.id == header.questionnaire.id);
        let same: Vec<&Record> = same.take(QUARTERS).collect();
        let comparable = same.iter().find(|r| r.assessment.scope == header.scope);
        let card = comparable.and_then(|r| Some((r.assessment.period, self.card_of(r)?)));
        let now = &opened.questionnaire;
        let earlier = same.iter().map(|r| last(r, card.as_ref(), self.carried(r, now))).collect();
        Opened { earlier, ..opened }
    }

    /// What people answered in a record, by the ids of another version of its questionnaire. A question or practice
    /// that was split, merged or retired has no answer there that somebody gave.
    fn carried(&self, record: &Record, now: &Questionnaire) -> BTreeMap<QuestionId, Answer> {
        let a = &record.assessment;
        let given = a.answers.iter().filter(|(_, answer)| given(answer));
        let then = (a.questionnaire.version != now.version).then(|| self.questionnaire_of(&a.questionnaire));
        let Some(Ok(then)) = then else { return given.map(owned).collect() };
        let mapping = Mapping::between(&then.questionnaire, now);
        given.filter_map(|(id, answer)| Some((alone(&mapping, id)?, renamed(&mapping, answer)))).collect()
    }

    fn card_of(&self, record: &Record) -> Option<Scorecard> {
        let a = &record.assessment;
        let loaded = self.questionnaire_of(&a.questionnaire).ok()?;
        Some(scorecard(&loaded.questionnaire, &a.scope, &a.answers))
    }
}

fn scores(card: &Scorecard) -> BTreeMap<DimensionCode, Ratio> {
    card.dimensions.iter().filter_map(|(code, set)| Some((code.clone(), set.score?))).collect()
}

/// The question that one question has become; none where there are several, or several became one.
fn alone(mapping: &Mapping, id: &QuestionId) -> Option<QuestionId> {
    match mapping.successors(id) {
        [only] if mapping.predecessors(only).len() == 1 => Some(only.clone()),
        _ => None,
    }
}

fn renamed(mapping: &Mapping, answer: &Answer) -> Answer {
    let mut answer = answer.clone();
    if let AnswerState::Rated { also, .. } = &mut answer.state {
        *also = also.iter().flat_map(|p| mapping.practice_successors(p)).cloned().collect();
    }
    answer
}

fn last(record: &Record, card: Option<&(Period, Scorecard)>, answers: BTreeMap<QuestionId, Answer>) -> Last {
    let a = &record.assessment;
    let card = card.filter(|(period, _)| *period == a.period).map(|(_, card)| card);
    Last {
        period: a.period,
        version: a.questionnaire.version,
        people: a.people.clone(),
        finished: a.finished.date_naive(),
        answers,
        scores: card.map(scores).unwrap_or_default(),
        score: card.and_then(|c| c.overall.score),
    }
}

fn owned((id, answer): (&QuestionId, &Answer)) -> (QuestionId, Answer) {
    (id.clone(), answer.clone())
}

/// Whether people gave this answer, and not only the profile.
fn given(answer: &Answer) -> bool {
    let by_profile = matches!(&answer.state, AnswerState::NotApplicable { reason }
        if reason.as_str() == REASON_PROFILE);
    answer.counts() && !by_profile
}
