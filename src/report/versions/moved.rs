//! What an assessment becomes under another version, as text.

use crate::migration::{Fate, Held, MovedQuestion};
use crate::model::{PracticeId, QuestionId, Ratio};
use crate::text::Glyphs;

use super::super::facts;
use super::super::text::Lines;
use super::{Migrated, counted, flags, name};

/// Columns of the first word of a line.
const WORD: usize = 12;

impl Migrated<'_> {
    /// Whether there is anything to say about a question.
    fn is_told(row: &MovedQuestion) -> bool {
        row.fate != Fate::Kept || row.then != row.now || !row.unfed.is_empty() || !row.lost.is_empty()
    }

    /// The title of a question, in the version that its id belongs to.
    fn title(&self, row: &MovedQuestion) -> &str {
        let gone = matches!(row.fate, Fate::Retired | Fate::NotMapped);
        if gone { self.then.title(&row.id) } else { self.now.title(&row.id) }
    }
}

/// The assessment then and now, and what became of its questions: lines of at most 78 columns. Ends in a line break.
pub fn text(migrated: &Migrated<'_>, glyphs: Glyphs) -> String {
    let arrow = glyphs.arrow();
    let (then, now) = (&migrated.then, &migrated.now);
    let mut out = Lines::default();
    out.line(&format!("{} {}", then.team_name, then.period.spoken()));
    for subject in [then, now] {
        let overall = &subject.scorecard.overall;
        let level = facts::level(subject, overall);
        let of = name(subject.questionnaire);
        out.wrapped(&format!("under {of}: {}, {level}", facts::score(overall)), 3);
    }
    let rows = &migrated.moved.questions;
    let counts = Fate::ALL.iter().map(|fate| (rows.iter().filter(|q| q.fate == *fate).count(), fate.name()));
    out.wrapped(&format!("Questions: {}", counted(counts)), 3);
    out.line("");
    let mut told: Vec<&MovedQuestion> = rows.iter().filter(|row| Migrated::is_told(row)).collect();
    told.sort_by_key(|q| Fate::ALL.iter().position(|fate| *fate == q.fate));
    for row in told {
        let own = [&row.id];
        let was: Vec<&str> = row.from.iter().map(QuestionId::as_str).collect();
        let other = !was.is_empty() && !row.from.iter().eq(own);
        let was = if other { format!(" (was {})", was.join(", ")) } else { String::new() };
        let what = what(row, arrow);
        let line = format!("{:WORD$}{} {}{was}: {what}", row.fate.name(), row.id, migrated.title(row));
        out.wrapped(&line, WORD);
    }
    for flag in flags(&migrated.moved.mapping) {
        out.wrapped(&format!("! {flag}"), 2);
    }
    out.0
}

/// What a question holds: `1.5 → 2; not in place, because nothing maps to it: OBS-04`.
fn what(row: &MovedQuestion, arrow: &str) -> String {
    let shown = |value: Option<Ratio>| value.map_or_else(|| "-".to_owned(), Ratio::short);
    let now = match &row.state {
        Some(Held::Rated(_)) => shown(row.now),
        Some(Held::NotApplicable(_)) => "not applicable".to_owned(),
        Some(Held::Open { unknown: true }) => "unknown".to_owned(),
        Some(Held::Open { unknown: false }) => "open".to_owned(),
        None if matches!(row.fate, Fate::Retired | Fate::NotMapped) => "-".to_owned(),
        None => "open".to_owned(),
    };
    let mut parts = match row.then {
        Some(then) => vec![format!("{} {arrow} {now}", then.short())],
        None => vec![now],
    };
    let ids = |list: &[PracticeId]| list.iter().map(PracticeId::as_str).collect::<Vec<_>>().join(", ");
    if !row.unfed.is_empty() {
        parts.push(format!("nothing maps to {}, so not in place", ids(&row.unfed)));
    }
    if !row.lost.is_empty() {
        parts.push(format!("was in place and is retired: {}", ids(&row.lost)));
    }
    parts.join("; ")
}
