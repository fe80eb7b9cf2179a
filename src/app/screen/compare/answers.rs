//! What was answered to a question on both sides, for a person to read.

use crate::answering;
use crate::app::compare::Pair;
use crate::comparison::timeline::Assessed;
use crate::comparison::{Change, QuestionChange};
use crate::model::{Polarity, QuestionId};

/// One answer of one side. All texts are people's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The question on that side.
    pub id: QuestionId,
    /// What was answered, in a few words.
    pub answer: String,
    /// The statement of the level.
    pub statement: String,
    /// The note.
    pub note: String,
    /// The evidence: whether it is for the answer, and what it refers to.
    pub evidence: Vec<(bool, String)>,
}

/// What the older side says to the questions that live on in a row, and the newer one to the row's own.
pub fn both(pair: &Pair, row: &QuestionChange) -> (Vec<Said>, Vec<Said>) {
    let older = row.from.iter().filter_map(|id| said(&pair.a, id)).collect();
    let newer = if row.change == Change::Retired { None } else { said(&pair.b, &row.id) };
    (older, newer.into_iter().collect())
}

fn said(side: &Assessed, id: &QuestionId) -> Option<Said> {
    let question = side.questionnaire.question(id)?;
    let Some(entry) = side.card.question(id) else {
        let answer = "out of scope".to_owned();
        return Some(Said {
            id: id.clone(),
            answer,
            statement: String::new(),
            note: String::new(),
            evidence: Vec::new(),
        });
    };
    let answer = side.answers.get(id);
    let level = entry.standing.level();
    let statement = level.map_or(String::new(), |l| question.statement(l).to_owned());
    let evidence = answer.map(|a| a.evidence.iter()).into_iter().flatten();
    Some(Said {
        id: id.clone(),
        answer: answering::short(question, answer),
        statement: level.map_or(String::new(), |l| format!("{l}: {statement}")),
        note: answer.and_then(|a| a.note.clone()).unwrap_or_default(),
        evidence: evidence.map(|e| (e.polarity == Polarity::For, e.reference.clone())).collect(),
    })
}
