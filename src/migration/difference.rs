//! What is different between two questionnaires: questions that came, went and changed, and their practices.

use std::collections::BTreeMap;

use crate::model::{DimensionCode, Level, Practice, PracticeId, Question, QuestionId, Questionnaire};

use super::fate::Fate;
use super::mapping::Mapping;

/// Two questionnaires side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// How they are related.
    pub mapping: Mapping,
    /// Every question of the newer one in its order, then those of the older one that live on in none.
    pub questions: Vec<QuestionDifference>,
    /// The practices that came, went or changed, in the same order.
    pub practices: Vec<PracticeDifference>,
}

/// What became of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionDifference {
    /// Its id in the newer questionnaire; in the older one where it lives on in none.
    pub id: QuestionId,
    /// The questions that live on in it.
    pub from: Vec<QuestionId>,
    /// Its dimension, in the questionnaire of `id`.
    pub dimension: DimensionCode,
    /// What became of it.
    pub fate: Fate,
    /// Which of its texts are others: `title`, `prompt`, `statement 2`. Only where it was one question alone.
    pub reworded: Vec<String>,
    /// What else is another: the weight, the phase, whether it is a must-have, each with both values.
    pub changed: Vec<(&'static str, String, String)>,
}

impl QuestionDifference {
    /// Whether there is anything to say about it.
    pub fn is_changed(&self) -> bool {
        self.fate != Fate::Kept || !self.reworded.is_empty() || !self.changed.is_empty()
    }
}

/// What became of a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PracticeChange {
    /// No practice lives on in it.
    New,
    /// It lives on in none.
    Retired,
    /// It lives on under another id, or several do.
    Mapped,
    /// It has another title or says otherwise when it is done.
    Reworded,
    /// It stands at another level.
    Level,
}

impl PracticeChange {
    /// All, in the order in which people read them.
    pub const ALL: [Self; 5] = [Self::New, Self::Retired, Self::Mapped, Self::Reworded, Self::Level];

    /// As people read it, and as it is written in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Retired => "retired",
            Self::Mapped => "mapped",
            Self::Reworded => "reworded",
            Self::Level => "level",
        }
    }
}

/// One practice that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeDifference {
    /// Its id in the newer questionnaire; in the older one where it is retired.
    pub id: PracticeId,
    /// The practices that live on in it.
    pub from: Vec<PracticeId>,
    /// Its question, in the questionnaire of `id`.
    pub question: QuestionId,
    /// What became of it.
    pub change: PracticeChange,
}

impl Difference {
    /// From one questionnaire to another.
    pub fn between(old: &Questionnaire, new: &Questionnaire) -> Self {
        let mapping = Mapping::between(old, new);
        let mut questions = Vec::new();
        for (dimension, question) in new.questions() {
            let from: Vec<QuestionId> = mapping.predecessors(&question.id).into_iter().cloned().collect();
            let fate = Fate::of_newer(&mapping, old, new, &question.id);
            let before = match (fate, from.as_slice()) {
                (Fate::Kept | Fate::Renamed | Fate::Moved, [one]) => old.question(one),
                _ => None,
            };
            questions.push(QuestionDifference {
                id: question.id.clone(),
                dimension: dimension.code.clone(),
                fate,
                from,
                reworded: before.map(|b| reworded(b, question)).unwrap_or_default(),
                changed: before.map(|b| changed(b, question)).unwrap_or_default(),
            });
        }
        for (dimension, question) in old.questions() {
            let Some(fate) = Fate::of_older(&mapping, &question.id) else { continue };
            questions.push(QuestionDifference {
                id: question.id.clone(),
                from: Vec::new(),
                dimension: dimension.code.clone(),
                fate,
                reworded: Vec::new(),
                changed: Vec::new(),
            });
        }
        let practices = practices(&mapping, old, new);
        Self { mapping, questions, practices }
    }

    /// How many questions came to this.
    pub fn count(&self, fate: Fate) -> usize {
        self.questions.iter().filter(|q| q.fate == fate).count()
    }

    /// How many practices came to this.
    pub fn practice_count(&self, change: PracticeChange) -> usize {
        self.practices.iter().filter(|p| p.change == change).count()
    }
}

fn reworded(old: &Question, new: &Question) -> Vec<String> {
    let mut texts = Vec::new();
    if old.title != new.title {
        texts.push("title".to_owned());
    }
    if old.prompt != new.prompt {
        texts.push("prompt".to_owned());
    }
    for level in Level::all() {
        if old.statement(level) != new.statement(level) {
            texts.push(format!("statement {}", level.number()));
        }
    }
    texts
}

fn changed(old: &Question, new: &Question) -> Vec<(&'static str, String, String)> {
    let yes = |must: bool| if must { "yes" } else { "no" }.to_owned();
    [
        ("weight", old.weight.to_string(), new.weight.to_string()),
        ("phase", old.phase.id.to_string(), new.phase.id.to_string()),
        ("must-have", yes(old.must_have), yes(new.must_have)),
    ]
    .into_iter()
    .filter(|(_, before, now)| before != now)
    .collect()
}

/// Every practice with its question and level.
fn all(of: &Questionnaire) -> impl Iterator<Item = (&Question, Level, &Practice)> {
    of.questions().flat_map(|(_, q)| q.practices().map(move |(level, p)| (q, level, p)))
}

fn practices(mapping: &Mapping, old: &Questionnaire, new: &Questionnaire) -> Vec<PracticeDifference> {
    let before: BTreeMap<&PracticeId, (Level, &Practice)> =
        all(old).map(|(_, level, p)| (&p.id, (level, p))).collect();
    let mut found = Vec::new();
    for (question, level, practice) in all(new) {
        let from: Vec<PracticeId> =
            all(old).map(|(_, _, p)| &p.id).filter(|p| mapping.carries(p, &practice.id)).cloned().collect();
        let one = |id: &PracticeId| before.get(id).copied();
        let change = match from.as_slice() {
            [] => Some(PracticeChange::New),
            [same] if *same == practice.id => one(same).and_then(|(was, p)| itself(was, p, level, practice)),
            _ => Some(PracticeChange::Mapped),
        };
        if let Some(change) = change {
            let (id, question) = (practice.id.clone(), question.id.clone());
            found.push(PracticeDifference { id, from, question, change });
        }
    }
    for (question, _, practice) in all(old) {
        if mapping.practice_successors(&practice.id).is_empty() {
            found.push(PracticeDifference {
                id: practice.id.clone(),
                from: Vec::new(),
                question: question.id.clone(),
                change: PracticeChange::Retired,
            });
        }
    }
    found
}

/// How a practice differs from what it was under the same id.
fn itself(was: Level, old: &Practice, level: Level, new: &Practice) -> Option<PracticeChange> {
    if was != level {
        return Some(PracticeChange::Level);
    }
    (old.title != new.title || old.done_when != new.done_when).then_some(PracticeChange::Reworded)
}
