//! What `assess`, `answer` and `finish` share: changes to a draft as one undoable whole, how far it is, and its end.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::answering;
use crate::finishing;
use crate::model::draft::FieldChange;
use crate::model::{
    Answer, AnswerState, Draft, DraftLine, Profile, Question, QuestionId, Questionnaire, Team,
};
use crate::runtime::home::counts;
use crate::runtime::{Dossier, Session};
use crate::scoring::{Scorecard, Standing};
use crate::store::OpenDraft;

use super::desk::Desk;
use super::exit::Stop;

/// What is to be changed in a draft.
#[derive(Debug, Default)]
pub struct Wanted {
    /// Answers by question.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// What the team runs, where it changes.
    pub profile: Option<Profile>,
    /// What the assessment covers, where it changes.
    pub scope_note: Option<String>,
}

/// The lines that make the changes, to be undone together; empty when nothing changes.
pub fn lines(
    draft: &Draft,
    questionnaire: &Questionnaire,
    wanted: Wanted,
    now: DateTime<Utc>,
) -> Vec<DraftLine> {
    let at = finishing::whole_seconds(now);
    let mut folded = Folded { draft: draft.clone(), lines: Vec::new() };
    if let Some(set) = wanted.profile.filter(|p| *p != draft.profile) {
        let change = FieldChange::Profile { set, was: draft.profile.clone() };
        folded.add(Some(folded.draft.field_line(change, "profile".to_owned(), at)));
    }
    if let Some(set) = wanted.scope_note.filter(|n| *n != draft.scope_note) {
        let change = FieldChange::ScopeNote { set, was: draft.scope_note.clone() };
        folded.add(Some(folded.draft.field_line(change, "what it covers".to_owned(), at)));
    }
    for (question, answer) in wanted.answers {
        let was = draft.answers.get(&question);
        let label = questionnaire
            .question(&question)
            .map_or_else(|| question.to_string(), |q| label(q, was, &answer));
        folded.add(folded.draft.answer_line(&question, Some(answer), label, None, at));
    }
    together(folded.lines)
}

/// What changes in an answer: `SEC-Q1 1 -> 2`, or where the answer itself stays `SEC-Q1 note, evidence`.
pub fn label(question: &Question, was: Option<&Answer>, answer: &Answer) -> String {
    let none = Answer::new(AnswerState::Unanswered);
    let before = was.unwrap_or(&none);
    let parts: Vec<&str> = [
        ("note", before.note != answer.note),
        ("evidence", before.evidence != answer.evidence),
        ("confidence", before.confidence != answer.confidence),
    ]
    .into_iter()
    .filter_map(|(part, changed)| changed.then_some(part))
    .collect();
    if before.state != answer.state || parts.is_empty() {
        return answering::label(question, was, Some(answer));
    }
    format!("{} {}", question.id, parts.join(", "))
}

/// A draft with lines on top of it, and those lines.
struct Folded {
    draft: Draft,
    lines: Vec<DraftLine>,
}

impl Folded {
    fn add(&mut self, line: Option<DraftLine>) {
        if let Some(line) = line.filter(|line| self.draft.apply(line).is_ok()) {
            self.lines.push(line);
        }
    }
}

/// Several lines made one to undo.
fn together(mut lines: Vec<DraftLine>) -> Vec<DraftLine> {
    let count = lines.len();
    let Some(first) = lines.first().map(DraftLine::n).filter(|_| count > 1) else { return lines };
    for line in &mut lines {
        if let DraftLine::Set { n, label, joins, .. } = line {
            *label = format!("{count} changes at once");
            *joins = (*n > first).then_some(first);
        }
    }
    lines
}

/// Brings lines to the disk: all of them or none. The journal is written afresh with them, so that nothing of them
/// is there when that fails.
///
/// # Errors
/// What the store says; the draft is as it was then, unless the disk only did not confirm that all is there.
pub fn save(open: &mut OpenDraft, lines: &[DraftLine]) -> Result<(), Stop> {
    if lines.is_empty() { Ok(()) } else { Ok(open.rewrite(lines)?) }
}

/// `22 of 64 answered`.
pub fn progress(draft: &Draft, questionnaire: &Questionnaire) -> String {
    let (answered, asked) = counts(draft, questionnaire);
    format!("{answered} of {asked} answered")
}

/// Finishes a draft and says so.
///
/// # Errors
/// What the store says; unless it says otherwise the draft is still there.
pub fn finish(desk: &mut Desk<'_>, session: &Session, team: Team, open: &mut OpenDraft) -> Result<(), Stop> {
    let loaded = session.questionnaire_of(&open.draft().header.questionnaire)?;
    let questionnaire = &loaded.questionnaire;
    let record = finishing::record(open.draft(), questionnaire, desk.now);
    let hash = session.finish(open, &record)?;
    let (name, id) = (team.name.clone(), team.id.clone());
    let dossier = Dossier::of_assessment(team, &record, hash.clone(), loaded.clone(), Vec::new());
    let overall = &dossier.card.overall;
    let score = overall.score.map_or_else(|| "no score".to_owned(), crate::model::Ratio::score);
    let level = overall
        .level
        .map_or_else(|| "no level".to_owned(), |l| format!("level {}", questionnaire.level_label(l)));
    let count = Count::of(&dossier.card);
    desk.say(&format!(
        "finished {name} {} as record {}: {score}, {level}, {}",
        record.period.spoken(),
        hash.short(),
        count.parts()
    ));
    if let Some(warning) = count.warning() {
        desk.warn(&warning);
    }
    desk.next(&format!("quaymark show {id}, then quaymark roadmap {id}"));
    Ok(())
}

/// How many questions of an assessment stand how.
#[derive(Debug, Default)]
struct Count {
    rated: usize,
    unknown: usize,
    not_applicable: usize,
    unanswered: usize,
}

impl Count {
    fn of(card: &Scorecard) -> Self {
        let mut count = Self::default();
        for question in &card.questions {
            *match question.standing {
                Standing::Rated { .. } => &mut count.rated,
                Standing::NotApplicable(_) => &mut count.not_applicable,
                Standing::Unknown => &mut count.unknown,
                Standing::Unanswered => &mut count.unanswered,
            } += 1;
        }
        count
    }

    /// `1 rated, 1 unknown, 17 unanswered`, without what there is none of.
    fn parts(&self) -> String {
        let parts = [
            (self.rated, "rated"),
            (self.unknown, "unknown"),
            (self.not_applicable, "not applicable"),
            (self.unanswered, "unanswered"),
        ];
        let named = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        named.collect::<Vec<_>>().join(", ")
    }

    /// That questions are open, which lowers the score; none when none is.
    fn warning(&self) -> Option<String> {
        let open = self.unknown + self.unanswered;
        let all = open + self.rated + self.not_applicable;
        let verbs = if open == 1 { "is open and counts" } else { "are open and count" };
        let s = if all == 1 { "" } else { "s" };
        (open > 0).then(|| format!("{open} of {all} question{s} {verbs} 0"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_questions_are_counted_and_zero_parts_left_out() {
        let count = Count { rated: 1, unknown: 1, not_applicable: 0, unanswered: 17 };
        assert_eq!(count.parts(), "1 rated, 1 unknown, 17 unanswered");
        assert_eq!(count.warning().unwrap(), "18 of 19 questions are open and count 0");
        let count = Count { rated: 1, not_applicable: 2, ..Count::default() };
        assert_eq!((count.parts().as_str(), count.warning()), ("1 rated, 2 not applicable", None));
    }
}
