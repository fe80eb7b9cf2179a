//! The groups of the review: which questions deserve a look, and why.

use std::collections::BTreeSet;

use crate::app::find::Filter;
use crate::app::narrow::question_words;
use crate::app::work::Work;
use crate::model::evidence::Polarity;
use crate::model::{Answer, AnswerState, Confidence, Level, Period, QuestionId};

/// A change by so many levels since the record before is listed.
const MOVED: u8 = 2;

/// A group of questions that deserve a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Unanswered or unknown.
    Open,
    /// Flagged.
    Flagged,
    /// Answered with low confidence.
    LowSure,
    /// A high level with nothing that speaks for it.
    NoEvidence,
    /// Another level than in the record before, by two or more.
    Changed,
    /// Not applicable, each by name.
    NotApplicable,
    /// Topics that were put off.
    Parked,
}

impl Group {
    /// In the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::Open,
        Self::Flagged,
        Self::LowSure,
        Self::NoEvidence,
        Self::Changed,
        Self::NotApplicable,
        Self::Parked,
    ];

    /// As people read it.
    pub fn title(self, work: &Work) -> String {
        match self {
            Self::Open => "Open".to_owned(),
            Self::Flagged => "Flagged".to_owned(),
            Self::LowSure => "Not sure".to_owned(),
            Self::NoEvidence => match work.evidence_from {
                Some(Level::MAX) => format!("Level {} without evidence", Level::MAX),
                Some(level) => format!("Level {level} or more without evidence"),
                None => "Without evidence".to_owned(),
            },
            Self::Changed => format!("Surprising: changed by {MOVED} or more"),
            Self::NotApplicable => "Not applicable".to_owned(),
            Self::Parked => "Parked topics".to_owned(),
        }
    }

    /// In one or two words.
    pub fn short(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Flagged => "flagged",
            Self::LowSure => "unsure",
            Self::NoEvidence => "no evidence",
            Self::Changed => "changed 2+",
            Self::NotApplicable => "n/a",
            Self::Parked => "parked",
        }
    }

    /// Whether it is looked for at all: the settings may ask for no evidence.
    pub fn is_wanted(self, work: &Work) -> bool {
        self != Self::NoEvidence || work.evidence_from.is_some()
    }

    /// Whether its questions should be looked at again before finishing. The others are there to be seen.
    pub fn is_to_check(self) -> bool {
        !matches!(self, Self::NotApplicable | Self::Parked)
    }
}

/// One entry of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A question.
    Question(QuestionId),
    /// A parked topic, by its place.
    Parked(usize),
}

impl Entry {
    /// The question that it is about.
    pub fn question(&self, work: &Work) -> Option<QuestionId> {
        match self {
            Self::Question(id) => Some(id.clone()),
            Self::Parked(i) => work.draft.parking_lot.get(*i).and_then(|p| p.question.clone()),
        }
    }
}

/// What a group holds, in the order of the questionnaire.
pub fn members(work: &Work, group: Group) -> Vec<Entry> {
    if group == Group::Parked {
        return (0..work.draft.parking_lot.len()).map(Entry::Parked).collect();
    }
    let questions = work.card.questions.iter().map(|q| &q.id);
    questions.filter(|id| is_member(work, group, id)).cloned().map(Entry::Question).collect()
}

fn is_member(work: &Work, group: Group, id: &QuestionId) -> bool {
    let given = work.answer(id);
    let counts = work.answers.get(id);
    match group {
        Group::Open => work.is_open(id),
        Group::Flagged => given.is_some_and(|a| a.flag.is_some()),
        Group::LowSure => counts.is_some_and(|a| a.confidence == Some(Confidence::Low)),
        Group::NoEvidence => counts.is_some_and(|a| {
            level_of(a).zip(work.evidence_from).is_some_and(|(is, from)| is >= from)
                && !a.evidence.iter().any(|e| e.polarity == Polarity::For)
        }),
        Group::Changed => {
            let was = last_answer(work, id).and_then(|(_, a)| level_of(a));
            let is = counts.and_then(level_of);
            was.zip(is).is_some_and(|(was, is)| was.number().abs_diff(is.number()) >= MOVED)
        }
        Group::NotApplicable => counts.is_some_and(|a| matches!(a.state, AnswerState::NotApplicable { .. })),
        Group::Parked => false,
    }
}

fn level_of(answer: &Answer) -> Option<Level> {
    match &answer.state {
        AnswerState::Rated { level, .. } => Some(*level),
        _ => None,
    }
}

/// The answer of the record before, where it is shown, with its quarter.
pub fn last_answer<'a>(work: &'a Work, id: &QuestionId) -> Option<(Period, &'a Answer)> {
    work.last(id).map(|(last, answer)| (last.period, answer))
}

/// The rows that can be selected: each entry under its group, groups in order, as far as the filter leaves them.
pub fn rows(work: &Work, group: Option<Group>) -> Vec<(Group, Entry)> {
    rows_in(work, group, &work.filter)
}

/// The rows of a group, or of all, that a filter leaves.
pub fn rows_in(work: &Work, group: Option<Group>, filter: &Filter) -> Vec<(Group, Entry)> {
    let shown = |entry: &Entry| !filter.is_on() || filter.matches(&words(work, entry));
    Group::ALL
        .into_iter()
        .filter(|g| group.is_none_or(|f| f == *g))
        .flat_map(|g| members(work, g).into_iter().filter(shown).map(move |entry| (g, entry)))
        .collect()
}

/// What is looked through, of an entry.
pub fn words(work: &Work, entry: &Entry) -> String {
    let parked = match entry {
        Entry::Parked(i) => work.draft.parking_lot.get(*i).map_or("", |p| &p.text),
        Entry::Question(_) => "",
    };
    let id = entry.question(work);
    let question = id.as_ref().and_then(|id| work.questionnaire.question(id)).map(question_words);
    let note = id.as_ref().and_then(|id| work.answer(id)).and_then(|a| a.note.as_deref());
    format!("{} {} {parked}", question.unwrap_or_default(), note.unwrap_or_default())
}

/// How many questions deserve a look, each counted once.
pub fn to_check(work: &Work) -> usize {
    let groups = Group::ALL.into_iter().filter(|g| g.is_to_check());
    let ids: BTreeSet<QuestionId> =
        groups.flat_map(|g| members(work, g)).filter_map(|entry| entry.question(work)).collect();
    ids.len()
}

/// What is good to have done before finishing, and whether it is.
pub fn checks(work: &Work) -> Vec<(bool, String)> {
    let count = |group| members(work, group).len();
    let line = |group, none: &str, some: &dyn Fn(usize) -> String| match count(group) {
        0 => (true, none.to_owned()),
        n => (false, some(n)),
    };
    let plural = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    let mut list = vec![
        line(Group::Open, "every question is answered", &|n| plural(n, "open question", "open questions")),
        line(Group::Flagged, "no flag is left", &|n| {
            plural(n, "flag to settle or park", "flags to settle or park")
        }),
        line(Group::LowSure, "no answer is marked not sure", &|n| {
            plural(n, "answer marked not sure", "answers marked not sure")
        }),
    ];
    if Group::NoEvidence.is_wanted(work) {
        list.push(line(Group::NoEvidence, "high levels rest on evidence", &|n| {
            plural(n, "high level without evidence", "high levels without evidence")
        }));
    }
    if !work.earlier.is_empty() {
        list.push(line(Group::Changed, "no answer changed by 2 or more", &|n| {
            plural(n, "answer changed by 2 or more", "answers changed by 2 or more")
        }));
    }
    if count(Group::NotApplicable) > 0 {
        list.push((true, format!("{} not applicable, each with a reason", count(Group::NotApplicable))));
    }
    list
}
