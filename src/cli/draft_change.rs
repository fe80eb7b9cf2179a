//! What `assess`, `answer` and `finish` share: changes to a draft as one undoable whole, how far it is, and its end.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::answering;
use crate::finishing;
use crate::model::draft::{Change, FieldChange};
use crate::model::{Answer, Draft, DraftLine, Profile, QuestionId, Questionnaire, Team};
use crate::runtime::home::counts;
use crate::runtime::{Dossier, Session};
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
    let mut changes: Vec<(Change, String)> = Vec::new();
    if let Some(set) = wanted.profile.filter(|p| *p != draft.profile) {
        let was = draft.profile.clone();
        changes.push((Change::Field(FieldChange::Profile { set, was }), "profile".to_owned()));
    }
    if let Some(set) = wanted.scope_note.filter(|n| *n != draft.scope_note) {
        let was = draft.scope_note.clone();
        changes.push((Change::Field(FieldChange::ScopeNote { set, was }), "what it covers".to_owned()));
    }
    for (question, answer) in wanted.answers {
        let was = draft.answers.get(&question).cloned();
        if was.as_ref() == Some(&answer) {
            continue;
        }
        let label = questionnaire
            .question(&question)
            .map_or_else(|| question.to_string(), |q| answering::label(q, was.as_ref(), Some(&answer)));
        let change = Change::Answer { question, set: Some(Box::new(answer)), was: was.map(Box::new) };
        changes.push((change, label));
    }
    let whole = if changes.len() > 1 { Some(format!("{} changes from a file", changes.len())) } else { None };
    let first = draft.next_n();
    (first..)
        .zip(changes)
        .map(|(n, (change, label))| DraftLine::Set {
            n,
            at,
            change,
            label: whole.clone().unwrap_or(label),
            joins: (n > first).then_some(first),
            base: false,
        })
        .collect()
}

/// Brings lines to the disk: all of them or none.
///
/// # Errors
/// What the store says; the draft is as it was then.
pub fn save(open: &mut OpenDraft, lines: &[DraftLine]) -> Result<(), Stop> {
    match lines {
        [] => Ok(()),
        [one] => {
            open.append(one)?;
            Ok(open.sync()?)
        }
        many => Ok(open.rewrite(many)?),
    }
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
    let answered = progress(open.draft(), questionnaire);
    let hash = session.finish(open, &record)?;
    let (name, id) = (team.name.clone(), team.id.clone());
    let dossier = Dossier::of_assessment(team, &record, hash.clone(), loaded.clone(), Vec::new());
    let overall = &dossier.card.overall;
    let score = overall.score.map_or_else(|| "no score".to_owned(), crate::model::Ratio::score);
    let level = overall
        .level
        .map_or_else(|| "no level".to_owned(), |l| format!("level {}", questionnaire.level_label(l)));
    desk.say(&format!(
        "finished {name} {} as record {}: {score}, {level}, {answered}",
        record.period.spoken(),
        hash.short()
    ));
    desk.next(&format!("quaymark show {id}, then quaymark roadmap {id}"));
    Ok(())
}
