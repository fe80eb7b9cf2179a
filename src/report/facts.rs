//! The sentences that every report says the same way: score, level, coverage, what holds a level back.
//! Texts of the questionnaire are in them as they are; each report escapes the whole.

use crate::model::answer::{REASON_OTHER, REASON_PROFILE};
use crate::model::{AnswerState, QuestionId, Ratio};
use crate::roadmap::{Gain, RiskKind, Roadmap, Step};
use crate::scoring::{LevelCheck, SetScore, Standing};

use super::subject::{Status, Subject};

/// How many candidates are named before the rest is counted.
const NAMED: usize = 3;

/// `1.55 (up to 2.35)`, or `-` when nothing is applicable.
pub(super) fn score(set: &SetScore) -> String {
    match (set.score, set.upper) {
        (Some(score), Some(upper)) if set.has_range() => {
            format!("{} (up to {})", score.score(), upper.score())
        }
        (Some(score), _) => score.score(),
        (None, _) => "-".to_owned(),
    }
}

/// `level 2 Automated Orchestration (3 possible) within quick look`, or `no level`.
pub(super) fn level(subject: &Subject<'_>, set: &SetScore) -> String {
    let Some(level) = set.level else { return "no level".to_owned() };
    let mut text = format!("level {}", subject.questionnaire.level_label(level));
    if let Some(possible) = set.possible.filter(|p| *p != level) {
        text = format!("{text} ({possible} possible)");
    }
    if let Some(scope) = subject.scope.label(subject.questionnaire) {
        text = format!("{text} within {scope}");
    }
    text
}

/// The title of the pathway that a roadmap is ordered by.
pub(super) fn pathway<'a>(subject: &Subject<'a>, roadmap: &Roadmap) -> Option<&'a str> {
    let id = roadmap.pathway.as_ref()?;
    subject.questionnaire.pathways.iter().find(|p| p.id == *id).map(|p| p.title.as_str())
}

/// `80 %`, or `-`.
pub(super) fn coverage(set: &SetScore) -> String {
    set.coverage.map_or_else(|| "-".to_owned(), Ratio::percent)
}

/// `finished 23 Nov 2026`, or `draft`.
pub(super) fn status(subject: &Subject<'_>) -> String {
    match subject.status {
        Status::Finished { at, .. } => format!("finished {}", at.format("%-d %b %Y")),
        Status::Draft => "draft, not finished".to_owned(),
    }
}

/// `RES-Q2, SEC-Q2, and 1.4 of weight missing: PLT-Q4, WRK-Q4, 3 more`; none when nothing is in the way.
pub(super) fn blockers(check: &LevelCheck) -> Option<String> {
    let must_haves = check.must_haves_below.iter().map(QuestionId::as_str).collect::<Vec<_>>().join(", ");
    let weight = check.missing_weight.map(|missing| {
        let candidates = check.candidates.as_deref().unwrap_or_default();
        let mut named: Vec<String> = candidates.iter().take(NAMED).map(|b| b.question.to_string()).collect();
        if let Some(more) = candidates.len().checked_sub(NAMED).filter(|n| *n > 0) {
            named.push(format!("{more} more"));
        }
        format!("{} of weight missing: {}", missing.short(), named.join(", "))
    });
    match (must_haves.is_empty(), weight) {
        (false, Some(weight)) => Some(format!("{must_haves}, and {weight}")),
        (true, Some(weight)) => Some(weight),
        (false, None) => Some(must_haves),
        (true, None) => None,
    }
}

/// `Holding level 2 back` and what does; none at level 4, without a level, and when nothing is in the way.
pub(super) fn holding_back(subject: &Subject<'_>) -> Option<(String, String)> {
    let check = subject.scorecard.next_level()?;
    Some((format!("Holding level {} back", check.level), blockers(check)?))
}

/// A question that takes no part, and why.
pub(super) struct LeftOut<'a> {
    pub(super) id: &'a QuestionId,
    pub(super) title: &'a str,
    pub(super) reason: String,
    /// What a person wrote about it.
    pub(super) note: Option<&'a str>,
}

/// The questions that are not applicable, in questionnaire order.
pub(super) fn left_out<'a>(subject: &Subject<'a>) -> Vec<LeftOut<'a>> {
    let one = |q: &'a crate::scoring::QuestionScore| {
        let Standing::NotApplicable(reason) = &q.standing else { return None };
        let question = subject.questionnaire.question(&q.id)?;
        let named = question.not_applicable.iter().find(|r| r.id == *reason);
        let reason = match reason.as_str() {
            REASON_PROFILE => "the profile of the team takes it out".to_owned(),
            REASON_OTHER => "another reason".to_owned(),
            other => named.map_or_else(|| other.to_owned(), |r| r.text.clone()),
        };
        let note = subject.answers.get(&q.id).and_then(|a| a.note.as_deref());
        Some(LeftOut { id: &q.id, title: &question.title, reason, note })
    };
    subject.scorecard.questions.iter().filter_map(one).collect()
}

/// `SEC-Q1 1.50 → 2.00`, or `SEC-Q1 open` for a step that finds out.
pub(super) fn movement(step: &Step, arrow: &str) -> String {
    match (step.from, step.to) {
        (Some(from), Some(to)) => format!("{} {} {arrow} {}", step.question, from.score(), to.score()),
        _ => format!("{} open", step.question),
    }
}

/// `SEC +0.25, whole +0.03`; for a step that finds out `up to +0.32 on the whole`.
pub(super) fn gain(step: &Step) -> String {
    if let Some(most) = step.up_to {
        return format!("up to {} on the whole", signed(most));
    }
    let Gain { dimension, whole } = step.gain;
    format!("{} {}, whole {}", step.dimension, signed(dimension), signed(whole))
}

/// A gain with its sign: `+0.25`, `<0.01`, `0.00`.
pub(super) fn signed(gain: Ratio) -> String {
    let text = gain.gain();
    if text.starts_with(['<', '-']) || text == "0.00" { text } else { format!("+{text}") }
}

/// `level 2`, `level 2, progress 2.50`, `unknown`, `unanswered` or `not applicable`.
pub(super) fn standing(standing: &Standing) -> String {
    match standing {
        Standing::Rated { level, progress, .. } if *progress == Ratio::whole(i128::from(level.number())) => {
            format!("level {level}")
        }
        Standing::Rated { level, progress, .. } => format!("level {level}, progress {}", progress.score()),
        Standing::NotApplicable(_) => "not applicable".to_owned(),
        Standing::Unknown => "open: unknown".to_owned(),
        Standing::Unanswered => "open: unanswered".to_owned(),
    }
}

/// Why a question is at risk, in words.
pub(super) fn risk(subject: &Subject<'_>, question: &QuestionId, kind: RiskKind) -> String {
    let open = subject.scorecard.question(question).is_some_and(|q| q.standing.is_open());
    match (kind, open) {
        (RiskKind::MustHave, true) => "must-have, open".to_owned(),
        (RiskKind::MustHave, false) => "must-have below the next level".to_owned(),
        (RiskKind::Heavy, true) => "weight 5, open".to_owned(),
        (RiskKind::Heavy, false) => "weight 5, below the maturity level".to_owned(),
    }
}

/// How a state is written in files.
pub(super) fn state_name(state: Option<&AnswerState>) -> &'static str {
    match state {
        Some(AnswerState::Rated { .. }) => "rated",
        Some(AnswerState::NotApplicable { .. }) => "not_applicable",
        Some(AnswerState::Unknown) => "unknown",
        Some(AnswerState::Unanswered) | None => "unanswered",
    }
}
