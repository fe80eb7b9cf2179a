//! What was answered in earlier quarters: shown for comparing, and kept only when a person says so.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::answering;
use crate::model::answer::{REASON_OTHER, canonical, practices_in_place};
use crate::model::questionnaire::Version;
use crate::model::settings::LastQuarter;
use crate::model::{
    Answer, AnswerState, Confirmed, DimensionCode, Level, Period, PersonId, Question, QuestionId, Ratio,
};

use super::screen::Screen;
use super::state::App;
use super::work::Work;

/// A record of an earlier quarter, as far as it matters for answering again.
#[derive(Debug, Clone, PartialEq)]
pub struct Last {
    /// The quarter.
    pub period: Period,
    /// The version of the questionnaire that was answered.
    pub version: Version,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// When it was finished.
    pub finished: NaiveDate,
    /// The answers that people gave, without those that only the profile made.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// The scores of the dimensions. Empty where the record has another scope than the draft: they would not compare.
    pub scores: BTreeMap<DimensionCode, Ratio>,
    /// The score of the whole, where the scores of the dimensions are given.
    pub score: Option<Ratio>,
}

impl Last {
    /// Who gave an answer and when, such as `ana, 14 Aug`.
    pub fn who_and_when(&self, answer: &Answer) -> String {
        let people = if answer.by.is_empty() { &self.people } else { &answer.by };
        let day = match answer.confirmed {
            Confirmed::On(day) => day,
            Confirmed::Yes | Confirmed::Pending => self.finished,
        };
        let mut parts: Vec<String> = people.iter().take(2).map(ToString::to_string).collect();
        if people.len() > 2 {
            parts.push(format!("{} more", people.len() - 2));
        }
        parts.push(day.format("%-d %b").to_string());
        parts.join(", ")
    }
}

/// Why nothing is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotKept {
    /// In words.
    Because(String),
    /// The reason needs a note of this quarter; this is what was said then.
    NeedsNote(String),
}

/// A quarter as it is called in another: `Q3`, with the year where that could mean two.
pub fn short_quarter(earlier: Period, now: Period) -> String {
    let number = |p: Period| i32::from(p.year()) * 4 + i32::from(p.quarter());
    if number(now) - number(earlier) < 4 { format!("Q{}", earlier.quarter()) } else { earlier.spoken() }
}

impl Work {
    /// What a question was answered in earlier quarters, latest first, as far as it may be shown now.
    pub fn history(&self, id: &QuestionId) -> Vec<(&Last, &Answer)> {
        let answered = self.answers.contains_key(id);
        let shown = match self.last_quarter {
            LastQuarter::Beside => true,
            LastQuarter::AfterAnswer => answered,
            LastQuarter::Hidden => false,
        };
        if !shown || self.draft.header.blank {
            return Vec::new();
        }
        self.earlier.iter().filter_map(|last| Some((last, last.answers.get(id)?))).collect()
    }

    /// The latest of them.
    pub fn last(&self, id: &QuestionId) -> Option<(&Last, &Answer)> {
        self.history(id).into_iter().next()
    }

    /// The record whose scores stand beside those of the draft.
    pub fn last_scores(&self) -> Option<&Last> {
        let shown = self.last_quarter == LastQuarter::Beside && !self.draft.header.blank;
        self.earlier.iter().find(|last| shown && !last.scores.is_empty())
    }

    /// The level that a question had in the latest earlier quarter; none where it was not rated.
    pub fn last_level(&self, id: &QuestionId) -> Option<Level> {
        let question = self.questionnaire.question(id)?;
        let (_, answer) = self.last(id)?;
        match answer.state {
            AnswerState::Rated { .. } => {
                Some(crate::model::answer::reached(question, &answering::in_place(question, Some(answer))))
            }
            _ => None,
        }
    }

    /// The answer with what the latest earlier quarter said, confirmed today. The note and the flag stay those of
    /// this quarter; evidence is taken over with its dates.
    ///
    /// # Errors
    /// When there is nothing to keep, or it cannot be said today.
    pub fn keep(&self, id: &QuestionId, today: NaiveDate) -> Result<(Answer, Period), NotKept> {
        let because = |text: String| NotKept::Because(text);
        let Some(question) = self.questionnaire.question(id) else {
            return Err(because(format!("{id} is not in this questionnaire")));
        };
        let Some((last, before)) = self.last(id) else { return Err(because(self.nothing_to_keep(id))) };
        let now = self.answer(id);
        let state = match &before.state {
            AnswerState::Rated { level, also } => {
                canonical(question, &practices_in_place(question, *level, also))
            }
            AnswerState::NotApplicable { reason } => {
                if !answering::reasons(question).iter().any(|(allowed, _)| allowed == reason) {
                    return Err(because(format!("{id} was not applicable for a reason that is not allowed")));
                }
                let noted = now.and_then(|a| a.note.as_deref()).is_some_and(|n| !n.trim().is_empty());
                if reason.as_str() == REASON_OTHER && !noted {
                    return Err(NotKept::NeedsNote(before.note.clone().unwrap_or_default()));
                }
                before.state.clone()
            }
            AnswerState::Unknown | AnswerState::Unanswered => before.state.clone(),
        };
        let mut answer = now.cloned().unwrap_or_else(|| Answer::new(AnswerState::Unanswered));
        for evidence in &before.evidence {
            if !answer.evidence.iter().any(|e| e.reference == evidence.reference) {
                answer.evidence.push(evidence.clone());
            }
        }
        let kept =
            Answer { state, confirmed: Confirmed::On(today), carried_from: Some(last.period), ..answer };
        Ok((kept, last.period))
    }

    fn nothing_to_keep(&self, id: &QuestionId) -> String {
        if self.draft.header.blank || self.last_quarter == LastQuarter::Hidden {
            "nothing to keep: what was answered before is hidden in this draft".to_owned()
        } else if self.earlier.iter().any(|l| l.answers.contains_key(id)) {
            format!("answer {id} first; then what it was before is shown")
        } else if self.earlier.is_empty() {
            "nothing to keep: the team has no earlier assessment".to_owned()
        } else {
            format!("nothing to keep: {id} was not answered before")
        }
    }

    /// What a kept answer is called, for undo: `SEC-Q1 open -> 2, kept from 2026 Q3`.
    pub fn kept_label(&self, question: &Question, kept: &Answer, from: Period) -> String {
        let change = answering::label(question, self.answer(&question.id), Some(kept));
        format!("{change}, kept from {}", from.spoken())
    }
}

impl App {
    /// What the key that keeps an earlier answer is called now, such as `keep Q3`; none where there is nothing to keep.
    pub fn keep_hint(&self) -> Option<String> {
        let (Screen::Question(screen), Some(work)) = (&self.screen, &self.work) else { return None };
        let (last, _) = work.last(&screen.id)?;
        Some(format!("keep {}", short_quarter(last.period, work.period())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_says_its_year_where_that_could_mean_two() {
        let p = |t: &str| Period::parse(t).unwrap();
        assert_eq!(short_quarter(p("2026-Q3"), p("2026-Q4")), "Q3");
        assert_eq!(short_quarter(p("2025-Q4"), p("2026-Q1")), "Q4");
        assert_eq!(short_quarter(p("2025-Q4"), p("2026-Q4")), "2025 Q4");
    }
}
