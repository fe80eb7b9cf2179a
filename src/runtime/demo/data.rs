//! The form of the demo data: one word for each answer, and beside them what was said. It writes nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::model::{
    Answer, AnswerState, Confidence, Evidence, Level, Parked, PersonId, PracticeId, Profile, QuestionId,
    Slug, TeamId,
};

/// A team with its history.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamData {
    /// The id.
    pub id: TeamId,
    /// The display name.
    pub name: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Who belongs to it.
    pub members: BTreeMap<PersonId, String>,
    /// What it runs.
    pub profile: Profile,
    /// Effort points per quarter.
    pub capacity: u32,
    /// The level it aims at.
    pub goal: Level,
    /// How many quarters its last finished assessment lies before the running one: 0, -1, -2.
    pub latest: i8,
    /// The day of the quarter on which it finishes, from 1.
    pub day: u8,
    /// The answers to each question, a word for each quarter from the oldest on, and one for the draft.
    pub answers: BTreeMap<QuestionId, String>,
    /// What else belongs to each quarter, from the oldest on.
    pub quarters: Vec<Said>,
    /// The same for the running draft.
    pub draft: Option<Said>,
}

/// What was said in a quarter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// The version of the questionnaire, where it is not the newest.
    pub questionnaire: Option<String>,
    /// What the assessment covers.
    pub scope_note: String,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// Beside the answers.
    #[serde(rename = "said")]
    pub beside: BTreeMap<QuestionId, Beside>,
    /// What was put off.
    #[serde(default)]
    pub parking_lot: Vec<Parked>,
}

/// What was said beside an answer.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    note: Option<String>,
    #[serde(default)]
    evidence: Vec<String>,
    flag: Option<String>,
    confidence: Option<Confidence>,
}

impl Beside {
    /// Puts it into an answer.
    pub fn put_into(&self, answer: &mut Answer, day: NaiveDate) {
        answer.note.clone_from(&self.note);
        answer.flag.clone_from(&self.flag);
        answer.confidence = self.confidence;
        answer.evidence = self.evidence.iter().filter_map(|e| Evidence::from_line(e, day)).collect();
    }
}

/// The word where the questionnaire of that quarter has no such question.
pub const NO_QUESTION: &str = "-";

/// What a word says: `2`, `1+SEC-05,SEC-06` with practices above the level, `?` for unknown, `n/` and a reason for
/// not applicable, `.` where nobody answered.
///
/// # Errors
/// When it says nothing of this.
pub fn state(word: &str) -> Result<AnswerState, String> {
    let odd = || format!("{word:?} is no answer");
    match word {
        "." => return Ok(AnswerState::Unanswered),
        "?" => return Ok(AnswerState::Unknown),
        _ => {}
    }
    if let Some(reason) = word.strip_prefix("n/") {
        let reason = Slug::parse(reason).map_err(|_| odd())?;
        return Ok(AnswerState::NotApplicable { reason });
    }
    let (level, also) = word.split_once('+').unwrap_or((word, ""));
    let level = level.parse().ok().and_then(|n: u8| Level::new(n)).ok_or_else(odd)?;
    let ids = also.split(',').filter(|id| !id.is_empty());
    let also = ids.map(PracticeId::parse).collect::<Result<_, _>>().map_err(|_| odd())?;
    Ok(AnswerState::Rated { level, also })
}
