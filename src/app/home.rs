//! What Home shows, as data: running drafts, teams and how they stand, files that need a hand. Draws nothing.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::questionnaire::Version;
use crate::model::{
    DimensionCode, Hash, Level, Period, QuestionId, Questionnaire, QuestionnaireId, Ratio, Scope, Team,
    TeamId,
};
use crate::scoring::Scorecard;

use super::find::Filter;

/// The most scores that a trend shows.
pub const TREND: usize = 5;

/// What Home shows.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// Running drafts, latest change first.
    pub drafts: Vec<DraftRow>,
    /// Teams that are not archived: the one that is due first comes first, those without a record last.
    pub teams: Vec<TeamRow>,
    /// Teams that are archived, with their names, and so not among them. People's text.
    pub archived: Vec<(TeamId, String)>,
    /// Files that could not be read, and other things that need a hand.
    pub problems: Vec<Problem>,
    /// A short part of the questionnaire to begin with, where it has one.
    pub quick: Option<Quick>,
    /// The questionnaires to choose from; none where there is only one.
    pub questionnaires: Vec<Choice>,
    /// Where the data is.
    pub data_dir: String,
    /// Whether the folder of the data is yet to be made.
    pub no_folder: bool,
    /// What the list is narrowed to.
    pub filter: Filter,
    /// How many teams are still being read; none when all of it is here.
    pub reading: Option<usize>,
}

/// A questionnaire at hand.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its content.
    pub questionnaire: Arc<Questionnaire>,
    /// Where it comes from, such as `built in`.
    pub from: String,
}

/// The short part of a questionnaire that the first run offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Quick {
    /// As a scope.
    pub scope: Scope,
    /// Its title.
    pub title: String,
    /// How many questions it has.
    pub questions: usize,
}

/// A running draft on Home.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// The team.
    pub team: TeamId,
    /// Its display name. People's text.
    pub name: String,
    /// The quarter.
    pub period: Period,
    /// Answered questions.
    pub answered: usize,
    /// Applicable questions in scope.
    pub questions: usize,
    /// Answered questions that the team does not know the answer of.
    pub unknown: usize,
    /// Questions in scope that do not apply.
    pub not_applicable: usize,
    /// Whether it amends a record.
    pub amends: bool,
    /// Flagged answers.
    pub flagged: usize,
    /// When it was changed last.
    pub changed: Option<DateTime<Utc>>,
}

/// A team on Home.
#[derive(Debug, Clone)]
pub struct TeamRow {
    /// The team.
    pub team: Team,
    /// The questionnaire for its next assessment, when it is here.
    pub questionnaire: Option<Arc<Questionnaire>>,
    /// Where that one comes from, such as `built in`.
    pub from: String,
    /// Its latest current record.
    pub latest: Option<Latest>,
    /// The scores of its last current records of the whole questionnaire, oldest first, at most [`TREND`].
    pub trend: Vec<Ratio>,
    /// How many finished assessments it has that no other replaces; eight at most.
    pub finished: usize,
    /// When the next assessment is due: `docs/files.md`, Team.
    pub due: Option<NaiveDate>,
    /// How the questionnaire differs from that of the latest record, where it does.
    pub revision: Option<Revision>,
}

/// The latest result of a team.
#[derive(Debug, Clone)]
pub struct Latest {
    /// The quarter.
    pub period: Period,
    /// The score, when there is one.
    pub score: Option<Ratio>,
    /// The level with its name, when there is one.
    pub level: Option<Level>,
    /// Its name.
    pub level_name: String,
    /// The scope, when it is not the whole.
    pub scope: Option<String>,
    /// When it was finished.
    pub finished: NaiveDate,
    /// The record.
    pub record: Hash,
    /// The questionnaire that it answers.
    pub questionnaire: QuestionnaireId,
    /// Each dimension in scope.
    pub dimensions: Vec<DimensionResult>,
    /// What holds the next level back, a sentence in lines.
    pub held_back: Option<HeldBack>,
}

/// The result of one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DimensionResult {
    /// Its code.
    pub code: DimensionCode,
    /// Its title.
    pub title: String,
    /// Its score, when something in it applies.
    pub score: Option<Ratio>,
}

/// How one version of a questionnaire differs from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The earlier version.
    pub from: Version,
    /// The later version.
    pub to: Version,
    /// Questions that only the later one has.
    pub added: Vec<(QuestionId, String)>,
    /// Questions that only the earlier one has.
    pub removed: Vec<(QuestionId, String)>,
    /// Questions whose words differ.
    pub reworded: Vec<(QuestionId, String)>,
}

impl Revision {
    /// From one questionnaire to another one.
    pub fn between(from: &Questionnaire, to: &Questionnaire) -> Self {
        let missing = |in_this: &Questionnaire, but_not: &Questionnaire| {
            let only = in_this.questions().filter(|(_, q)| but_not.question(&q.id).is_none());
            only.map(|(_, q)| (q.id.clone(), q.title.clone())).collect()
        };
        let differs = to.questions().filter(|(_, q)| from.question(&q.id).is_some_and(|was| was != *q));
        Self {
            from: from.version,
            to: to.version,
            added: missing(to, from),
            removed: missing(from, to),
            reworded: differs.map(|(_, q)| (q.id.clone(), q.title.clone())).collect(),
        }
    }
}

/// What keeps a level from holding. See `docs/scoring.md`, section 4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// The level with its name.
    pub level: String,
    /// Each condition in a few words.
    pub by: Vec<String>,
}

impl HeldBack {
    /// What keeps the next level from holding; none where every level holds or nothing applies.
    pub fn of(questionnaire: &Questionnaire, card: &Scorecard) -> Option<Self> {
        let next = card.next_level()?;
        let mut by = Vec::new();
        if !next.must_haves_below.is_empty() {
            let ids: Vec<&str> = next.must_haves_below.iter().map(QuestionId::as_str).collect();
            let noun = if ids.len() == 1 { "must-have" } else { "must-haves" };
            by.push(format!("{noun} {}", ids.join(", ")));
        }
        if let (Some(missing), Some(candidates)) = (next.missing_weight, &next.candidates) {
            let ids: Vec<&str> = candidates.iter().take(3).map(|b| b.question.as_str()).collect();
            let more = candidates.len().saturating_sub(3);
            let more = if more > 0 { format!(", {more} more") } else { String::new() };
            by.push(format!("{} of weight missing: {}{more}", missing.short(), ids.join(", ")));
        }
        Some(Self { level: questionnaire.level_label(next.level), by })
    }
}

/// Something that needs a hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// All of it in one sentence.
    pub text: String,
    /// The file it is about, where it is about one.
    pub file: Option<AtFile>,
}

impl Problem {
    /// A problem that is not about a file.
    pub fn sentence(text: impl Into<String>) -> Self {
        Self { text: text.into(), file: None }
    }

    /// In a few words, for a list: what it is about, and what is wrong.
    pub fn brief(&self) -> (String, String) {
        match &self.file {
            Some(AtFile { shown, place: Some((line, _)), .. }) => {
                (shown.clone(), format!(" cannot be read: line {line}"))
            }
            Some(file) => (file.shown.clone(), " cannot be read".to_owned()),
            None => (self.text.clone(), String::new()),
        }
    }
}

/// A file that cannot be read. Nothing was changed in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtFile {
    /// Where it is.
    pub path: PathBuf,
    /// Where it is, from the data folder on. May hold people's text.
    pub shown: String,
    /// Line and column, both from 1.
    pub place: Option<(usize, usize)>,
    /// That line of the file, and one with a mark under the place. Safe to show.
    pub excerpt: Vec<String>,
    /// What is wrong, and what was expected.
    pub what: String,
    /// What to do.
    pub remedy: String,
    /// How it goes on meanwhile.
    pub meanwhile: String,
}

/// When something is due, in words: `in 12 days`, `today`, `overdue 54 days`.
pub fn due_in(due: NaiveDate, today: NaiveDate) -> String {
    let days = due.signed_duration_since(today).num_days();
    let noun = if days.abs() == 1 { "day" } else { "days" };
    match days {
        0 => "today".to_owned(),
        1.. => format!("in {days} {noun}"),
        _ => format!("overdue {} {noun}", days.abs()),
    }
}

/// When a draft was changed last, in words: `saved 09:14 UTC`, `saved 20 Nov 2026`.
pub fn saved_at(changed: Option<DateTime<Utc>>, now: DateTime<Utc>) -> String {
    changed.map_or(String::new(), |at| {
        if at.date_naive() == now.date_naive() {
            format!("saved {} UTC", at.format("%H:%M"))
        } else {
            format!("saved {}", at.format("%-d %b %Y"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_is_a_word_and_a_number() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        assert_eq!(due_in(day(23), day(23)), "today");
        assert_eq!(due_in(day(24), day(23)), "in 1 day");
        assert_eq!(due_in(day(30), day(23)), "in 7 days");
        assert_eq!(due_in(day(22), day(23)), "overdue 1 day");
        assert_eq!(due_in(day(1), day(23)), "overdue 22 days");
    }
}
