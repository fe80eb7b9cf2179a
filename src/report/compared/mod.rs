//! Two assessments side by side, as text, Markdown, CSV and JSON: the four parts of the change, then dimensions and
//! questions. The rules are in `docs/scoring.md`, section 6; the forms in `docs/formats.md`, "Comparison".

mod csv;
mod json;
mod markdown;
mod text;
mod words;

pub use csv::csv;
pub use json::{CompareData, PartsData, SideData, compare};
pub use markdown::markdown;
pub use text::{plain, text};
pub use words::dimension_parts;

use crate::comparison::timeline::Assessed;
use crate::comparison::{Change, Comparison, QuestionChange, Step, shown_change, signed};
use crate::model::{DimensionCode, QuestionId, Ratio};

use super::facts;
use super::subject::Subject;

/// The schema name of `compare --json`.
pub const COMPARE_SCHEMA: &str = "quaymark/compare/v1";

/// Two assessments and what changed between them.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The older one.
    pub a: Subject<'a>,
    /// The newer one.
    pub b: Subject<'a>,
    /// What changed.
    pub comparison: &'a Comparison,
}

/// Which questions are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    /// All that apply on either side.
    #[default]
    All,
    /// Those that are not the same.
    Changed,
    /// Those that went up.
    Up,
    /// Those that went down.
    Down,
}

impl Only {
    /// Whether a row is listed.
    pub fn keeps(self, row: &QuestionChange) -> bool {
        match self {
            Self::All => true,
            Self::Changed => row.change != Change::Same,
            Self::Up => row.change == Change::Up,
            Self::Down => row.change == Change::Down,
        }
    }
}

impl<'a> Compared<'a> {
    /// Two assessments and what changed between them.
    pub fn of(a: &'a Assessed, b: &'a Assessed, comparison: &'a Comparison) -> Self {
        Self { a: Subject::of(a), b: Subject::of(b), comparison }
    }

    /// The rows that are listed, in the order of the questionnaire.
    pub fn rows(&self, only: Only) -> impl Iterator<Item = &'a QuestionChange> {
        self.comparison.questions.iter().filter(move |row| only.keeps(row))
    }

    /// As `rows`, for people: what went down comes first.
    pub fn listed(&self, only: Only) -> Vec<&'a QuestionChange> {
        let mut rows: Vec<_> = self.rows(only).collect();
        rows.sort_by_key(|row| row.change != Change::Down);
        rows
    }

    /// The side that a row's id belongs to.
    fn side(&self, row: &QuestionChange) -> &Subject<'a> {
        if row.change == Change::Retired { &self.a } else { &self.b }
    }

    /// The id of a row; between different questionnaires with the questionnaire in front.
    pub fn id(&self, row: &QuestionChange) -> String {
        if self.comparison.is_apart() {
            format!("{}/{}", self.side(row).questionnaire.id, row.id)
        } else {
            row.id.to_string()
        }
    }

    /// The id on the older side, where it is one question; between different questionnaires as `id`.
    pub fn was(&self, row: &QuestionChange) -> Option<String> {
        let was = row.was()?;
        Some(if self.comparison.is_apart() {
            format!("{}/{was}", self.a.questionnaire.id)
        } else {
            was.to_string()
        })
    }

    /// The title of a row's question.
    pub fn title(&self, row: &QuestionChange) -> &'a str {
        self.side(row).title(&row.id)
    }

    /// The code of a dimension; between different questionnaires with the questionnaire in front.
    pub fn code(&self, code: &DimensionCode, only_before: bool) -> String {
        let side = if only_before { &self.a } else { &self.b };
        if self.comparison.is_apart() {
            format!("{}/{code}", side.questionnaire.id)
        } else {
            code.to_string()
        }
    }

    /// The title of a dimension.
    pub fn dimension(&self, code: &DimensionCode, only_before: bool) -> &'a str {
        let side = if only_before { &self.a } else { &self.b };
        side.questionnaire.dimensions.iter().find(|d| d.code == *code).map_or("", |d| d.title.as_str())
    }

    /// `Payments 2026 Q3`; the team only where the two sides are of different teams, or where it comes first.
    pub fn name(subject: &Subject<'_>) -> String {
        let draft = if matches!(subject.status, super::Status::Draft) { " draft" } else { "" };
        format!("{} {}{draft}", subject.team_name, subject.period.spoken())
    }

    /// The counts of the changes, in words: `4 up, 1 down, 50 same`. Those that do not occur are left out.
    pub fn counts(&self) -> String {
        let counted: Vec<String> = Change::ALL
            .iter()
            .map(|change| (self.comparison.count(*change), change.name()))
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"))
            .collect();
        if counted.is_empty() { "none applies on either side".to_owned() } else { counted.join(", ") }
    }

    /// The parts in words: `practice +0.18, coverage +0.05, scope -0.02, revision 0.00`, or why there are none.
    pub fn parts(&self) -> Result<String, &'static str> {
        match &self.comparison.split {
            Ok(split) => {
                let parts = split.parts.named().map(|(name, part)| format!("{name} {}", signed(part)));
                Ok(parts.join(", "))
            }
            Err(why) => Err(why.reason()),
        }
    }

    /// What only one of the parts is, and that rounded numbers need not add up where these do not.
    pub fn real(&self) -> &'static str {
        let scores = [&self.a, &self.b].map(|s| s.scorecard.overall.score);
        let [older, newer] = scores;
        let off = self.comparison.split.as_ref().is_ok_and(|split| {
            let sum = split.parts.named().iter().fold(Ratio::ZERO, |sum, (_, part)| sum + rounded(*part));
            signed(sum) != shown_change(older, newer)
        });
        if off {
            "Only practice is real movement. Each number is rounded by itself."
        } else {
            "Only practice is real movement."
        }
    }

    /// That a team's level is lower than before, which its score need not show, and which must-haves hold it back.
    pub fn lower(&self) -> Option<String> {
        let [was, now] = [self.a.scorecard.overall.level?, self.b.scorecard.overall.level?];
        if now >= was || self.a.team != self.b.team {
            return None;
        }
        let next = self.b.scorecard.levels.iter().find(|check| check.level > now);
        let below = next.map_or(&[][..], |check| check.must_haves_below.as_slice());
        let below: Vec<&str> = below.iter().map(QuestionId::as_str).collect();
        let why = match (next, below.is_empty()) {
            (Some(next), false) => format!("; must-have below {}: {}", next.level, below.join(", ")),
            _ => String::new(),
        };
        Some(format!("the level is lower than before: {now} instead of {was}{why}"))
    }

    /// What a reader has to know: that the level is lower, how the questionnaires are related, what could not be mapped, empty steps, the
    /// warnings of both sides.
    pub fn flags(&self) -> Vec<String> {
        let comparison = self.comparison;
        let mut flags: Vec<String> = self.lower().into_iter().collect();
        if self.is_one() {
            flags.push("both sides are the same assessment".to_owned());
        }
        flags.extend(comparison.mapping.warning().map(str::to_owned));
        if !comparison.mapping.unmapped.is_empty() {
            let ids: Vec<&str> = comparison.mapping.unmapped.iter().map(QuestionId::as_str).collect();
            flags.push(format!("not mapped: {}", ids.join(", ")));
        }
        let empty = comparison.split.as_ref().map_or(&[][..], |s| &s.empty);
        for step in empty {
            flags.push(format!("{}; its part is 0", empty_step(*step)));
        }
        if self.a.scope != self.b.scope {
            flags.push(format!("different scopes: {} and {}", scope(&self.a), scope(&self.b)));
        }
        for subject in [&self.a, &self.b] {
            flags.extend(subject.warnings.iter().map(|w| format!("{}: {w}", Self::name(subject))));
        }
        flags
    }
}

/// What the last column of the questions is.
const ADDS: &str = "Adds: what a question adds to the change of the whole, all parts together.";

fn scope(subject: &Subject<'_>) -> String {
    subject.scope.label(subject.questionnaire).unwrap_or_else(|| "the whole".to_owned())
}

fn empty_step(step: Step) -> &'static str {
    match step {
        Step::Before | Step::After => "nothing applies on one side",
        Step::Revision => "no question that applied in the older one lives on in the newer questionnaire",
        Step::Scope => "nothing applies in the newer scope",
        Step::Coverage => "nothing is answered on both sides",
    }
}

/// A part as it is shown.
fn rounded(part: Ratio) -> Ratio {
    let cents = part.two_decimals().replace('.', "").parse::<i128>();
    cents.map_or(part, |cents| Ratio::new(cents, 100))
}

/// A score with its range, as every report says it.
fn score(set: Option<&crate::scoring::SetScore>) -> String {
    set.map_or_else(|| "-".to_owned(), facts::score)
}

/// Progress of the older side: under the newer questionnaire, and under its own where that differs.
fn before(row: &QuestionChange) -> String {
    let shown = progress(row.a.or(row.own));
    row.own_differs().map_or_else(|| shown.clone(), |own| format!("{shown} ({})", under_own(own)))
}

/// Progress under the older side's own questionnaire, in words.
pub fn under_own(own: Ratio) -> String {
    format!("{} under its own version", progress(Some(own)))
}

/// Progress in two decimals, a whole number without them, `-` where it is not rated.
fn progress(value: Option<Ratio>) -> String {
    value.map_or_else(|| "-".to_owned(), Ratio::short)
}
