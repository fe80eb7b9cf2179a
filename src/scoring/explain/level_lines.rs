//! The levels and phases of a set of questions as plain lines.

use crate::model::{Level, QuestionId};

use super::lines::{in_hundredths, percentage, shown, wrapped};
use super::{Candidate, LevelTerms, PhaseTerms, SetTerms};

/// Each level with the questions at it and below it, and the maturity level.
pub(super) fn levels(set: &SetTerms) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(wrapped(
        "",
        &format!(
            "Levels. S(l) = applicable questions of phases 1 to l (at least the lowest phase there is). Level l \
             holds when level l-1 holds, at least {} of the weight of S(l) is at level l or above, and no \
             must-have of S(l) is below. The level of a question is the whole part of its progress, 0 where \
             open. Weights in brackets.",
            percentage(set.gate.exact)
        ),
        "",
    ));
    for level in &set.levels {
        lines.extend(level_lines(set, level));
    }
    lines.extend(wrapped("", &result(set), "  "));
    lines
}

/// Each phase with the questions at its level and below it.
pub(super) fn phases(set: &SetTerms) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(wrapped(
        "",
        &format!(
            "Phases. A phase is complete when at least {} of the weight of its own questions is at the level of \
             its number, and no must-have among them is below.",
            percentage(set.gate.exact)
        ),
        "",
    ));
    for phase in &set.phases {
        lines.extend(phase_lines(set, phase));
    }
    lines
}

/// Ids in a row with their weights in brackets, or `none`.
fn weighed(set: &SetTerms, ids: &[QuestionId]) -> String {
    let terms = set.terms.iter().filter(|t| ids.contains(&t.question));
    let list: Vec<String> = terms.map(|t| format!("{} ({})", t.question, t.weight)).collect();
    if list.is_empty() { "none".to_owned() } else { list.join(", ") }
}

/// Ids in a row, or `none`.
fn listed(ids: &[QuestionId]) -> String {
    if ids.is_empty() {
        return "none".to_owned();
    }
    ids.iter().map(QuestionId::as_str).collect::<Vec<_>>().join(", ")
}

fn level_lines(set: &SetTerms, level: &LevelTerms) -> Vec<String> {
    let phases = if level.last_phase == 1 {
        "phase 1".to_owned()
    } else {
        format!("phases 1 to {}", level.last_phase)
    };
    let verdict = if level.holds { "holds" } else { "does not hold" };
    let mut lines = vec![format!("Level {}, {phases}: {verdict}", level.level)];
    lines.extend(wrapped(
        &format!("  at {} or above: ", level.level),
        &weighed(set, &level.at_level),
        "    ",
    ));
    lines.extend(wrapped("  below: ", &weighed(set, &level.below), "    "));
    if let Some(share) = &level.share {
        let gate = set.gate.exact;
        let sign = if share.exact >= gate { "at least" } else { "less than" };
        lines.push(format!(
            "  share = {} / {} = {}: {sign} {}",
            level.weight_at_level,
            level.weight,
            shown(share.exact, &share.display),
            percentage(gate)
        ));
    }
    if level.possible_weight != level.weight_at_level {
        lines.push(format!(
            "  with every open question at level 4: {} / {}, {}",
            level.possible_weight,
            level.weight,
            if level.possible { "it would hold" } else { "it would not hold" }
        ));
    }
    if !level.must_haves_below.is_empty() {
        lines.extend(wrapped("  must-haves below: ", &listed(&level.must_haves_below), "    "));
    }
    lines.extend(why(set, level));
    lines.extend(missing(set, level));
    lines
}

/// What the share and the must-haves of a level leave unsaid.
fn why(set: &SetTerms, level: &LevelTerms) -> Option<String> {
    let met = level.share.as_ref().is_some_and(|share| share.exact >= set.gate.exact);
    let next = set.score.level.and_then(Level::next) == Some(level.level);
    if next && !met && level.missing_weight.is_none() {
        return Some("  once these must-haves are raised, the share is enough".to_owned());
    }
    let alone = met && level.must_haves_below.is_empty();
    (alone && !level.holds)
        .then(|| "  its own share is enough, but a level under it does not hold".to_owned())
}

fn missing(set: &SetTerms, level: &LevelTerms) -> Vec<String> {
    let (Some(missing), Some(candidates)) = (level.missing_weight, &level.candidates) else {
        return Vec::new();
    };
    let raised: u32 = set
        .terms
        .iter()
        .filter(|t| level.must_haves_below.contains(&t.question))
        .map(|t| u32::from(t.weight))
        .sum();
    let after =
        if raised == 0 { String::new() } else { format!(" - {raised} (must-haves below, once raised)") };
    let value = if in_hundredths(missing) {
        format!("{} = {}", missing.exact(), missing.short())
    } else {
        missing.exact()
    };
    let mut lines = wrapped(
        "  ",
        &format!(
            "missing weight = {} x {} - {}{after} = {value}",
            set.gate.exact, level.weight, level.weight_at_level
        ),
        "    ",
    );
    lines.push("  what can bring it, cheapest first:".to_owned());
    lines.extend(candidates.iter().map(candidate));
    lines
}

fn candidate(candidate: &Candidate) -> String {
    let points = if candidate.points == 1 { "point" } else { "points" };
    format!("    {}  {} {points}, weight {}", candidate.question, candidate.points, candidate.weight)
}

fn result(set: &SetTerms) -> String {
    let (Some(level), Some(name)) = (set.score.level, &set.score.level_name) else {
        return "Maturity level -".to_owned();
    };
    let possible = match set.score.possible_level {
        Some(possible) if possible != level => format!(" ({possible} possible)"),
        _ => String::new(),
    };
    let within = set.scope.as_ref().map_or_else(String::new, |scope| format!(" within {scope}"));
    format!("Maturity level = the highest that holds = {level} {name}{possible}{within}")
}

fn phase_lines(set: &SetTerms, phase: &PhaseTerms) -> Vec<String> {
    let start = format!("  Phase {}, {}: ", phase.number, phase.id);
    let (Some(progress), Some(complete)) = (&phase.progress, phase.complete) else {
        return wrapped(&start, "-", "    ");
    };
    let text = format!(
        "{} / {} = {}, {}",
        phase.weight_at_level,
        phase.weight,
        shown(progress.exact, &progress.display),
        if complete { "complete" } else { "not complete" }
    );
    let mut lines = wrapped(&start, &text, "    ");
    if !phase.at_level.is_empty() {
        let first = format!("    at {} or above: ", phase.number);
        lines.extend(wrapped(&first, &weighed(set, &phase.at_level), "      "));
    }
    if !phase.below.is_empty() {
        lines.extend(wrapped("    below: ", &weighed(set, &phase.below), "      "));
    }
    if !phase.must_haves_below.is_empty() {
        lines.extend(wrapped("    must-haves below: ", &listed(&phase.must_haves_below), "      "));
    }
    lines
}
