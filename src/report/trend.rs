//! The finished assessments of a team over time, as text, Markdown, CSV and JSON: scores with their ranges, and the parts of
//! the change from each to the next. The forms are in `docs/formats.md`, "Trend".

use serde::Serialize;

use crate::comparison::timeline::{Assessed, Moment, Timeline};
use crate::comparison::{Parts, shown_change, signed};
use crate::model::questionnaire::Version;
use crate::model::{DimensionCode, Hash, Period, Ratio, Scope};
use crate::scoring::SetScore;
use crate::scoring::summary::{ScoreSummary, score_summary};
use crate::text::Glyphs;
use crate::text::line::small;
use crate::text::width::{pad, pad_left};

use super::compared::{Compared, PartsData};
use super::csv::table;
use super::facts;
use super::json::TeamName;
use super::markdown::escape::escape;
use super::text::Lines;

/// The schema name of `trend --json`.
pub const TREND_SCHEMA: &str = "quaymark/trend/v1";

/// A timeline, of the whole or of one dimension.
#[derive(Debug, Clone, Copy)]
pub struct Trend<'a> {
    /// The records.
    pub timeline: &'a Timeline,
    /// The dimension; none for the whole.
    pub dimension: Option<&'a DimensionCode>,
}

/// `data` of `trend --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TrendData<'a> {
    /// The team.
    pub team: TeamName<'a>,
    /// The dimension; null for the whole.
    pub dimension: Option<&'a DimensionCode>,
    /// The current records, the oldest first.
    pub records: Vec<RecordData<'a>>,
}

/// One record of a timeline.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RecordData<'a> {
    /// The quarter.
    pub period: Period,
    /// The hash of the record.
    pub record: Option<&'a Hash>,
    /// The version of the questionnaire.
    pub version: Version,
    /// Which part of it.
    pub scope: &'a Scope,
    /// The result, of the whole or of the dimension; null where the dimension is not in it.
    pub score: Option<ScoreSummary>,
    /// The hash of the earlier record that the parts are counted from: the latest that covers the same; null for
    /// the first.
    pub since: Option<&'a Hash>,
    /// The parts of the change since then; null where there are none.
    pub parts: Option<PartsData>,
    /// The records that it replaces, the latest first.
    pub replaces: Vec<ReplacedData<'a>>,
}

/// A record that another one replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReplacedData<'a> {
    /// The hash of the record.
    pub record: &'a Hash,
    /// The day it was finished.
    pub finished: chrono::NaiveDate,
    /// Its score on the whole; null when nothing applies.
    pub score: Option<crate::scoring::Number>,
}

impl<'a> Trend<'a> {
    fn set(&self, moment: &'a Moment) -> Option<&'a SetScore> {
        moment.assessed.set(self.dimension)
    }

    fn before(&self, moment: &Moment) -> Option<&'a Assessed> {
        let place = moment.since.as_ref()?.place;
        self.timeline.moments.get(place).map(|m| &m.assessed)
    }

    fn parts(&self, moment: &Moment) -> Option<Parts> {
        moment.parts(self.dimension)
    }

    /// The difference of the scores as they are shown.
    fn change(&self, moment: &'a Moment) -> String {
        let value = |set: Option<&SetScore>| set.and_then(|s| s.score);
        let before = self.before(moment).and_then(|a| a.set(self.dimension));
        shown_change(value(before), value(self.set(moment)))
    }

    fn name(&self) -> String {
        let title = |code: &DimensionCode| {
            let all = self.timeline.dimensions();
            all.into_iter().find(|(c, _)| c == code).map_or(String::new(), |(_, title)| title)
        };
        match self.dimension {
            None => self.timeline.name.clone(),
            Some(code) => format!("{}, {code} {}", self.timeline.name, title(code)),
        }
    }

    fn has_parts(&self) -> bool {
        self.timeline.moments.iter().any(|moment| self.parts(moment).is_some())
    }

    fn scope(moment: &Moment) -> Option<String> {
        moment.assessed.scope.label(&moment.assessed.questionnaire)
    }
}

fn hash(assessed: &Assessed) -> Option<&Hash> {
    assessed.finished.as_ref().map(|(_, hash)| hash)
}

/// The data of `trend --json`.
pub fn json<'a>(trend: &Trend<'a>) -> TrendData<'a> {
    let timeline = trend.timeline;
    let record = |moment: &'a Moment| RecordData {
        period: moment.assessed.period,
        record: hash(&moment.assessed),
        version: moment.assessed.questionnaire.version,
        scope: &moment.assessed.scope,
        score: trend.set(moment).map(|set| score_summary(&moment.assessed.questionnaire, set)),
        since: trend.before(moment).and_then(hash),
        parts: trend.parts(moment).map(|p| PartsData::from(&p)),
        replaces: moment
            .replaced
            .iter()
            .map(|old| ReplacedData {
                record: &old.record,
                finished: old.finished.date_naive(),
                score: old.score.map(crate::scoring::Number::score),
            })
            .collect(),
    };
    TrendData {
        team: TeamName { id: &timeline.team, name: &timeline.name },
        dimension: trend.dimension,
        records: timeline.moments.iter().map(record).collect(),
    }
}

/// The names of the columns of the CSV, in the first row.
const COLUMNS: [&str; 14] = [
    "quarter",
    "record",
    "version",
    "scope",
    "dimension",
    "score",
    "upper",
    "level",
    "coverage",
    "practice",
    "coverage part",
    "scope part",
    "revision",
    "total",
];

/// One row each record, in UTF-8, with a line break after each row.
pub fn csv(trend: &Trend<'_>) -> String {
    let rows = trend.timeline.moments.iter().map(|moment| {
        let set = trend.set(moment);
        let number = |value: Option<Ratio>| value.map_or_else(String::new, Ratio::score);
        let parts = trend.parts(moment).map_or_else(Default::default, |p| {
            [p.practice, p.coverage, p.scope, p.revision, p.total()].map(Ratio::two_decimals)
        });
        let mut row = vec![
            moment.assessed.period.to_string(),
            hash(&moment.assessed).map_or_else(String::new, ToString::to_string),
            moment.assessed.questionnaire.version.to_string(),
            Trend::scope(moment).unwrap_or_else(|| "the whole".to_owned()),
            trend.dimension.map_or_else(String::new, ToString::to_string),
            number(set.and_then(|s| s.score)),
            number(set.and_then(|s| s.upper)),
            set.and_then(|s| s.level).map_or_else(String::new, |l| l.to_string()),
            set.and_then(|s| s.coverage).map_or_else(String::new, Ratio::percent),
        ];
        row.extend(parts);
        row
    });
    table(&COLUMNS, 5, rows)
}

/// How wide the columns of numbers are in the table for people.
const WIDTHS: [usize; 7] = [5, 9, 10, 9, 7, 9, 7];

/// For people: a table of at most 78 columns. Ends in a line break.
pub fn text(trend: &Trend<'_>, glyphs: Glyphs) -> String {
    let mut out = Lines::default();
    let timeline = trend.timeline;
    out.line(&trend.name());
    if let Some(last) = timeline.moments.last() {
        let scores = timeline.scores(&last.assessed, trend.dimension);
        if scores.len() > 1 {
            let picture = small(&scores, 12, 1, glyphs).into_iter().next().unwrap_or_default();
            let count = scores.len();
            out.line(&format!("{}  the last {count} quarters, from 0 to 4", picture.trim_end()));
        }
    }
    out.line("");
    let names = ["level", "covered", "practice", "coverage", "scope", "revision", "change"];
    let names: String = names.iter().zip(WIDTHS).map(|(name, width)| pad_left(name, width)).collect();
    out.line(&format!("{}{}{names}", pad("Quarter", 9), pad("score", 13)));
    for (place, moment) in timeline.moments.iter().enumerate() {
        let set = trend.set(moment);
        let level = set.and_then(|s| s.level).map_or_else(|| "-".to_owned(), |l| l.to_string());
        let covered = set.map_or_else(|| "-".to_owned(), facts::coverage);
        let part = |which: fn(&Parts) -> Ratio| {
            trend.parts(moment).map_or_else(|| "-".to_owned(), |p| signed(which(&p)))
        };
        let numbers = [
            level,
            covered,
            part(|p| p.practice),
            part(|p| p.coverage),
            part(|p| p.scope),
            part(|p| p.revision),
            trend.change(moment),
        ];
        let numbers: String = numbers.iter().zip(WIDTHS).map(|(n, width)| pad_left(n, width)).collect();
        let quarter = pad(&moment.assessed.period.spoken(), 9);
        out.line(&format!("{quarter}{}{numbers}", pad(&range(set), 13)));
        for told in notes(trend, place, moment) {
            out.wrapped(&format!("  {told}"), 2);
        }
    }
    if trend.has_parts() {
        out.line("");
        out.wrapped(REAL, 3);
    }
    out.0
}

/// For a wiki: a table, then what else there is to a record. Ends in one line break; the first line is the title.
pub fn markdown(trend: &Trend<'_>) -> String {
    let mut out = super::markdown::Lines::default();
    out.line(&format!("# History: {}", escape(&trend.name())));
    out.line("");
    out.line("| quarter | score | level | covered | practice | coverage | scope | revision | change |");
    out.line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for moment in &trend.timeline.moments {
        let set = trend.set(moment);
        let level = set.and_then(|s| s.level).map_or_else(|| "-".to_owned(), |l| l.to_string());
        let covered = set.map_or_else(|| "-".to_owned(), facts::coverage);
        let parts = trend.parts(moment).map_or_else(
            || "- | - | - | -".to_owned(),
            |p| [p.practice, p.coverage, p.scope, p.revision].map(signed).join(" | "),
        );
        let (quarter, change) = (moment.assessed.period.spoken(), trend.change(moment));
        out.line(&format!("| {quarter} | {} | {level} | {covered} | {parts} | {change} |", range(set)));
    }
    if trend.has_parts() {
        out.line("");
        out.line(REAL);
    }
    let moments = trend.timeline.moments.iter().enumerate();
    let told = moments.flat_map(|(place, moment)| {
        let quarter = moment.assessed.period.spoken();
        notes(trend, place, moment).into_iter().map(move |told| format!("- {quarter}: {}", escape(&told)))
    });
    for (i, line) in told.enumerate() {
        if i == 0 {
            out.heading("To know");
        }
        out.line(&line);
    }
    out.0
}

/// What only one of the parts is, and that rounded numbers need not add up.
const REAL: &str = "Only practice is real movement. Each number is rounded by itself.";

/// `1.55 .. 2.35`, `1.55` or `-`.
fn range(set: Option<&SetScore>) -> String {
    match set.map(|s| (s, s.score, s.upper)) {
        Some((set, Some(score), Some(upper))) if set.has_range() => {
            format!("{} .. {}", score.score(), upper.score())
        }
        Some((_, Some(score), _)) => score.score(),
        _ => "-".to_owned(),
    }
}

/// That the level is lower than the time before, which a higher score can hide.
fn lower(trend: &Trend<'_>, moment: &Moment) -> Option<String> {
    let (before, since) = (trend.before(moment)?, moment.since.as_ref()?);
    if trend.dimension.is_none() {
        return Compared::of(before, &moment.assessed, &since.comparison).lower();
    }
    let was = before.set(trend.dimension)?.level?;
    let now = trend.set(moment)?.level?;
    (now < was).then(|| format!("the level is lower than before: {now} instead of {was}"))
}

/// What else there is to a record: that it covers a part only, another version, and what it replaces.
fn notes(trend: &Trend<'_>, place: usize, moment: &Moment) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(scope) = Trend::scope(moment) {
        told.push(format!("a part only: {scope}"));
    }
    if let Some(before) = trend.timeline.revised(place) {
        let now = moment.assessed.questionnaire.version;
        told.push(format!("version {now} of the questionnaire from here on, {before} before"));
    }
    told.extend(lower(trend, moment));
    for old in &moment.replaced {
        let score = old.score.map_or_else(|| "no score".to_owned(), Ratio::score);
        let (day, hash) = (old.finished.format("%-d %b %Y"), old.record.short());
        told.push(format!("replaces {score} of {day} ({hash})"));
    }
    told
}

/// The same facts for screen readers: one record per line, the label first. Ends in a line break.
pub fn plain(trend: &Trend<'_>) -> String {
    let mut out = Lines::default();
    out.line(&format!("History of {}.", trend.name()));
    for (place, moment) in trend.timeline.moments.iter().enumerate() {
        let set = trend.set(moment);
        let score = set.map_or_else(|| "none".to_owned(), facts::score);
        let level = set.and_then(|s| s.level).map_or_else(|| "no level".to_owned(), |l| format!("level {l}"));
        let covered = set.map_or_else(|| "none".to_owned(), facts::coverage);
        let parts = trend.parts(moment).map_or_else(String::new, |p| {
            let parts = p.named().map(|(name, part)| format!("{name} {}", signed(part)));
            format!(", change {}: {}", trend.change(moment), parts.join(", "))
        });
        let quarter = moment.assessed.period.spoken();
        out.line(&format!("{quarter}: score {score}, {level}, coverage {covered}{parts}."));
        for told in notes(trend, place, moment) {
            out.line(&format!("{quarter}: {told}."));
        }
    }
    if trend.has_parts() {
        out.line(REAL);
    }
    out.0
}
