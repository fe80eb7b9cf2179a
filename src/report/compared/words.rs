//! What a comparison says in words, the same in every form: which record is which, what a verdict rests on, how much a
//! question adds.

use crate::comparison::{DimensionChange, Parts, Verdict, signed};
use crate::model::{Questionnaire, Ratio};

use super::super::subject::{Status, Subject};
use super::Compared;

impl Compared<'_> {
    /// Both sides by name. Two records of one quarter have their hash behind it: one of them may replace the other.
    pub fn names(&self) -> [String; 2] {
        self.told(Self::name)
    }

    /// Both sides by quarter, and by team where there are two.
    pub fn sides(&self) -> [String; 2] {
        if self.a.team == self.b.team { self.told(Self::when) } else { self.names() }
    }

    fn told(&self, name: fn(&Subject<'_>) -> String) -> [String; 2] {
        let names = [name(&self.a), name(&self.b)];
        match (self.a.status, self.b.status) {
            (Status::Finished { record: a, .. }, Status::Finished { record: b, .. })
                if a != b && self.a.team == self.b.team && self.a.period == self.b.period =>
            {
                let [older, newer] = names;
                [format!("{older} ({})", a.short()), format!("{newer} ({})", b.short())]
            }
            _ => names,
        }
    }

    /// `2026 Q3`, `2026 Q3 draft`.
    fn when(subject: &Subject<'_>) -> String {
        let draft = if matches!(subject.status, Status::Draft) { " draft" } else { "" };
        format!("{}{draft}", subject.period.spoken())
    }

    /// Whether both sides are the same record.
    pub(super) fn is_one(&self) -> bool {
        match (self.a.status, self.b.status) {
            (Status::Finished { record: a, .. }, Status::Finished { record: b, .. }) => a == b,
            (Status::Draft, Status::Draft) => self.a.team == self.b.team && self.a.period == self.b.period,
            _ => false,
        }
    }

    /// The questionnaires of both sides, where they differ: `version 0.9.0`, with the id where that differs too.
    pub fn editions(&self) -> Option<[String; 2]> {
        let (a, b) = (self.a.questionnaire, self.b.questionnaire);
        let named = |q: &Questionnaire| format!("{} {}", q.id, q.version);
        if a.id != b.id {
            Some([a, b].map(named))
        } else if a.version != b.version {
            Some([a, b].map(|q| format!("version {}", q.version)))
        } else {
            None
        }
    }

    /// The verdict, and where open questions leave it undecided, whose and how far they reach.
    pub fn verdict(&self) -> Option<String> {
        let verdict = self.comparison.verdict?;
        let name = verdict.name();
        if verdict != Verdict::NotDistinguishable {
            return Some(name.to_owned());
        }
        let [a, b] = [&self.a, &self.b].map(|s| &s.scorecard.overall);
        // Where the scores are equal, any side with open questions will do.
        let older = match (a.score, b.score) {
            (Some(x), Some(y)) if x != y => x < y,
            _ => a.has_range(),
        };
        let [first, second] = self.sides();
        let (side, set) = if older { (first, a) } else { (second, b) };
        let upper = set.upper.map_or_else(|| "-".to_owned(), Ratio::score);
        Some(format!("{name}: open questions could raise {side} to {upper}"))
    }
}

/// The parts other than practice that are not 0: `, scope -0.17, revision +0.02`; nothing where there are none.
pub(super) fn others(parts: &Parts) -> String {
    let named = parts.named();
    let others = named.iter().skip(1).filter(|(_, part)| *part != Ratio::ZERO);
    let others: Vec<String> = others.map(|(name, part)| format!(", {name} {}", signed(*part))).collect();
    others.concat()
}

/// The parts of a dimension, the real movement first and of the others those that are not 0.
pub fn dimension_parts(row: &DimensionChange) -> String {
    match &row.split {
        Ok(split) => format!("practice {}{}", signed(split.parts.practice), others(&split.parts)),
        Err(_) => "practice -".to_owned(),
    }
}
