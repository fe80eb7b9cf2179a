//! The finished assessments of a team in the order of time, and what changed from each to the next.
//! A part of the questionnaire is compared with the same part only: it never enters the line of the whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::model::questionnaire::Version;
use crate::model::{
    Answer, DimensionCode, Hash, Parked, Period, PersonId, QuestionId, Questionnaire, Ratio, Scope, TeamId,
};
use crate::scoring::{Scorecard, SetScore};

use super::{Comparison, Parts, Side, compare};

/// How many quarters the small line of a dimension shows.
pub const QUARTERS: usize = 5;

/// An assessment, finished or not, with everything that is said about it.
#[derive(Debug, Clone)]
pub struct Assessed {
    /// The team.
    pub team: TeamId,
    /// Its display name. People's text.
    pub team_name: String,
    /// The quarter.
    pub period: Period,
    /// When it was finished, and the hash of the record; none for a draft.
    pub finished: Option<(DateTime<Utc>, Hash)>,
    /// The questionnaire that it was made with.
    pub questionnaire: Arc<Questionnaire>,
    /// The hash of its bundle.
    pub questionnaire_hash: Hash,
    /// Which part of it.
    pub scope: Scope,
    /// What it covers. People's text.
    pub scope_note: String,
    /// The answers that count.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// Topics that were put off.
    pub parking_lot: Vec<Parked>,
    /// Who took part.
    pub people: Vec<PersonId>,
    /// The score.
    pub card: Scorecard,
    /// Things to tell.
    pub warnings: Vec<String>,
}

impl Assessed {
    /// One side of a comparison.
    pub fn side(&self) -> Side<'_> {
        Side { questionnaire: &self.questionnaire, scope: &self.scope, answers: &self.answers }
    }

    /// Whether it is of the same questionnaire, in any version, and covers the same part of it.
    pub fn is_alike(&self, other: &Self) -> bool {
        self.questionnaire.id == other.questionnaire.id && self.scope == other.scope
    }

    /// The quarter, and that it is a draft: `2026 Q4`, `2026 Q4 draft`.
    pub fn when(&self) -> String {
        let draft = if self.finished.is_none() { " draft" } else { "" };
        format!("{}{draft}", self.period.spoken())
    }

    /// The result of the whole, or of a dimension.
    pub fn set(&self, dimension: Option<&DimensionCode>) -> Option<&SetScore> {
        match dimension {
            None => Some(&self.card.overall),
            Some(code) => self.card.dimension(code),
        }
    }
}

/// A record that another one replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The hash of the record.
    pub record: Hash,
    /// When it was finished.
    pub finished: DateTime<Utc>,
    /// Its score, where its questionnaire is here and something applies.
    pub score: Option<Ratio>,
}

/// What changed since an earlier assessment.
#[derive(Debug, Clone)]
pub struct Since {
    /// The place of the earlier one in the timeline.
    pub place: usize,
    /// What changed.
    pub comparison: Comparison,
}

/// One current record in the timeline.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The assessment.
    pub assessed: Assessed,
    /// The records of the same quarter that it replaces, the latest first.
    pub replaced: Vec<Replaced>,
    /// What changed since the latest earlier one that covers the same; none for the first.
    pub since: Option<Since>,
}

impl Moment {
    /// The parts of the change since the one before: of the whole, or of a dimension.
    pub fn parts(&self, dimension: Option<&DimensionCode>) -> Option<Parts> {
        let comparison = &self.since.as_ref()?.comparison;
        let split = match dimension {
            None => comparison.split.as_ref(),
            Some(code) => comparison.dimensions.iter().find(|d| d.code == *code)?.split.as_ref(),
        };
        split.ok().map(|s| s.parts)
    }
}

/// The current records of a team, the oldest first.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The team.
    pub team: TeamId,
    /// Its display name. People's text.
    pub name: String,
    /// The records.
    pub moments: Vec<Moment>,
    /// What a reader has to know, one sentence each, such as a record that cannot be read.
    pub warnings: Vec<String>,
}

impl Timeline {
    /// Puts current records, in the order of time, into a timeline.
    pub fn new(team: TeamId, name: String, records: Vec<(Assessed, Vec<Replaced>)>) -> Self {
        let mut moments: Vec<Moment> = Vec::new();
        for (assessed, replaced) in records {
            let before = moments.iter().rposition(|m| m.assessed.is_alike(&assessed));
            let since = before.and_then(|place| {
                let earlier = moments.get(place)?;
                Some(Since { place, comparison: compare(earlier.assessed.side(), assessed.side()) })
            });
            moments.push(Moment { assessed, replaced, since });
        }
        Self { team, name, moments, warnings: Vec::new() }
    }

    /// The places of the records that stand in one line with an assessment: those that cover the same.
    pub fn line(&self, like: &Assessed) -> Vec<usize> {
        let alike = self.moments.iter().enumerate().filter(|(_, m)| m.assessed.is_alike(like));
        alike.map(|(place, _)| place).collect()
    }

    /// The scores of the whole, or of a dimension, in the last quarters up to an assessment that cover the same.
    /// None stands for a quarter in which nothing applied.
    pub fn scores(&self, upto: &Assessed, dimension: Option<&DimensionCode>) -> Vec<Option<Ratio>> {
        let line = self.line(upto);
        let moments = line.iter().filter_map(|place| self.moments.get(*place));
        let before = moments.filter(|m| m.assessed.period <= upto.period);
        let all: Vec<Option<Ratio>> =
            before.map(|m| m.assessed.set(dimension).and_then(|s| s.score)).collect();
        let skip = all.len().saturating_sub(QUARTERS);
        all.into_iter().skip(skip).collect()
    }

    /// The version of the questionnaire before the one of a record, where it is another one.
    pub fn revised(&self, place: usize) -> Option<Version> {
        let version = |at: usize| self.moments.get(at).map(|m| m.assessed.questionnaire.version);
        version(place.checked_sub(1)?).filter(|before| Some(*before) != version(place))
    }

    /// The dimensions of all records, in the order of the latest questionnaire, then those of older ones.
    pub fn dimensions(&self) -> Vec<(DimensionCode, String)> {
        let mut found: Vec<(DimensionCode, String)> = Vec::new();
        for moment in self.moments.iter().rev() {
            for (code, _) in &moment.assessed.card.dimensions {
                if !found.iter().any(|(known, _)| known == code) {
                    let titles = moment.assessed.questionnaire.dimensions.iter();
                    let title = titles.filter(|d| d.code == *code).map(|d| d.title.clone()).next();
                    found.push((code.clone(), title.unwrap_or_default()));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::{Answers, answers, ask, at, questionnaire, unknown};
    use crate::scoring::scorecard;

    fn assessed(quarter: u8, version: Version, scope: Scope, answers: Answers) -> Assessed {
        let mut questionnaire = questionnaire(vec![ask("AA-Q1"), ask("BB-Q1")]);
        questionnaire.version = version;
        let questionnaire = Arc::new(questionnaire);
        Assessed {
            team: TeamId::parse("payments").unwrap(),
            team_name: "Payments".to_owned(),
            period: Period::new(2026, quarter).unwrap(),
            finished: None,
            questionnaire_hash: crate::json::sha256(b"q"),
            card: scorecard(&questionnaire, &scope, &answers),
            questionnaire,
            scope,
            scope_note: String::new(),
            answers,
            parking_lot: Vec::new(),
            people: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn four() -> Timeline {
        let old = Version(0, 9, 0);
        let new = Version(1, 0, 0);
        let part = Scope::Dimensions { ids: vec![DimensionCode::parse("AA").unwrap()] };
        let list = vec![
            assessed(1, old, Scope::All, answers([("AA-Q1", at(1)), ("BB-Q1", at(1))])),
            assessed(2, old, part, answers([("AA-Q1", at(4))])),
            assessed(3, new, Scope::All, answers([("AA-Q1", at(3)), ("BB-Q1", unknown())])),
            assessed(4, new, Scope::All, answers([("AA-Q1", at(3)), ("BB-Q1", at(2))])),
        ];
        let team = TeamId::parse("payments").unwrap();
        Timeline::new(team, "Payments".to_owned(), list.into_iter().map(|a| (a, Vec::new())).collect())
    }

    #[test]
    fn a_part_never_enters_the_line_of_the_whole() {
        let timeline = four();
        let places: Vec<Option<usize>> =
            timeline.moments.iter().map(|m| m.since.as_ref().map(|s| s.place)).collect();
        assert_eq!(places, [None, None, Some(0), Some(2)]);
        let last = &timeline.moments[3].assessed;
        assert_eq!(timeline.line(last), [0, 2, 3]);
        let whole = |n: i128, d: i128| Some(Ratio::new(n, d));
        assert_eq!(timeline.scores(last, None), [whole(1, 1), whole(3, 2), whole(5, 2)]);
        assert_eq!(timeline.scores(&timeline.moments[1].assessed, None), [whole(4, 1)]);
    }

    #[test]
    fn the_parts_of_each_step_and_the_versions_are_told() {
        let timeline = four();
        let parts = timeline.moments[3].parts(None).unwrap();
        assert_eq!((parts.coverage, parts.practice), (Ratio::whole(1), Ratio::ZERO));
        assert!(timeline.moments[0].parts(None).is_none());
        let revised: Vec<Option<Version>> = (0..4).map(|place| timeline.revised(place)).collect();
        assert_eq!(revised, [None, None, Some(Version(0, 9, 0)), None]);
        let codes: Vec<String> = timeline.dimensions().iter().map(|(c, _)| c.to_string()).collect();
        assert_eq!(codes, ["AA", "BB"]);
    }
}
