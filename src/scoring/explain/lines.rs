//! The terms of a set of questions as plain lines.

use crate::model::{QuestionId, Ratio};

use super::{Candidate, LevelTerms, PhaseTerms, SetTerms, State, Term, WIDTH};

/// The whole or a dimension: score, range and coverage, then levels, then phases.
pub(super) fn set(set: &SetTerms) -> Vec<String> {
    let mut lines = heading(set);
    lines.extend(terms(set));
    if set.terms.is_empty() {
        lines.push("Score -, level -: no question in scope is applicable.".to_owned());
        return lines;
    }
    lines.extend(score(set));
    lines.push(String::new());
    lines.extend(wrapped(
        "",
        &format!(
            "Levels. S(l) = applicable questions of phases 1 to l (at least the lowest phase there is). Level l \
             holds when level l-1 holds, at least {} of the weight of S(l) is at level l or above, and no \
             must-have of S(l) is below. Weights in brackets.",
            percentage(set.gate.exact)
        ),
        "",
    ));
    for level in &set.levels {
        lines.extend(level_lines(set, level));
    }
    lines.extend(wrapped("", &result(set), "  "));
    lines.push(String::new());
    lines.push("Phases. The share of a phase's own weight at the level of its number.".to_owned());
    for phase in &set.phases {
        lines.extend(phase_lines(phase));
    }
    lines
}

/// Text in lines of at most [`WIDTH`] cells: the first begins with `first`, the others with the spaces of `rest`,
/// which are at least as many as `first` begins with.
pub(super) fn wrapped(first: &str, text: &str, rest: &str) -> Vec<String> {
    let lead = first.trim_start_matches(' ');
    let indent = first.strip_suffix(lead).unwrap_or_default();
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(indent)
        .subsequent_indent(rest)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    let text = format!("{lead}{text}");
    textwrap::wrap(&text, options).into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// A number without rounding: as a decimal where two places are exact, else as a fraction.
pub(super) fn plain(number: Ratio) -> String {
    if in_hundredths(number) { number.short() } else { number.exact() }
}

/// As [`plain`], always with two places, so that columns line up.
fn column(number: Ratio) -> String {
    if in_hundredths(number) { number.two_decimals() } else { number.exact() }
}

fn in_hundredths(number: Ratio) -> bool {
    (number * Ratio::whole(100)).denominator() == 1
}

/// `31/20 = 1.55`, or `19/12, shown as 1.58` where the display is rounded.
pub(super) fn shown(number: Ratio, display: &str) -> String {
    let exact = number.exact();
    if in_hundredths(number) {
        format!("{exact} = {display}")
    } else {
        format!("{exact}, shown as {display}")
    }
}

/// A percentage, or the fraction where it would be rounded.
fn percentage(number: Ratio) -> String {
    if in_hundredths(number) { number.percent() } else { number.exact() }
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

fn heading(set: &SetTerms) -> Vec<String> {
    let mut text = match (&set.dimension, &set.title) {
        (Some(code), Some(title)) => format!("{code} {title}"),
        (Some(code), None) => code.to_string(),
        (None, _) => "All questions in scope".to_owned(),
    };
    if let Some(scope) = &set.scope {
        text = format!("{text}, within {scope}");
    }
    let counts = format!(
        "{} in scope: {} rated, {} open, {} not applicable.",
        plural(set.score.questions, "question"),
        set.score.rated,
        set.score.open,
        set.score.not_applicable
    );
    let mut lines = wrapped("", &text, "  ");
    lines.push(counts);
    lines.push(String::new());
    lines
}

/// `1 question`, `2 questions`.
fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn terms(set: &SetTerms) -> Vec<String> {
    let id = set
        .terms
        .iter()
        .map(|t| &t.question)
        .chain(set.not_applicable.iter().map(|n| &n.question))
        .map(|id| id.as_str().len())
        .max()
        .unwrap_or(0);
    let progress =
        set.terms.iter().filter_map(|t| Some(column(t.progress.as_ref()?.exact).len())).max().unwrap_or(4);
    let product = set.terms.iter().map(|t| plain(t.product).len()).max().unwrap_or(1);
    let mut lines: Vec<String> = set.terms.iter().map(|t| term(t, id, progress, product)).collect();
    for left in &set.not_applicable {
        lines.extend(wrapped(
            &format!("  {:id$}  ", left.question.as_str()),
            &format!("not applicable ({}): takes no part", left.reason),
            "    ",
        ));
    }
    lines
}

/// One line of the table, with the widths of its columns.
fn term(term: &Term, id: usize, progress: usize, product: usize) -> String {
    let start = format!("  {:id$}  weight {}", term.question.as_str(), term.weight);
    let end = if term.must_have { "  must-have" } else { "" };
    let factor = term.progress.as_ref().map_or_else(|| "0".to_owned(), |v| column(v.exact));
    let open = match term.state {
        State::Rated | State::NotApplicable => "",
        State::Unknown => "  unknown",
        State::Unanswered => "  unanswered",
    };
    let line = format!("{start} x {factor:>progress$} = {:product$}{open}{end}", plain(term.product));
    line.trim_end().to_owned()
}

fn score(set: &SetTerms) -> Vec<String> {
    let sums = &set.sums;
    let score = set.score.exact.unwrap_or(Ratio::ZERO);
    let products = plain(sums.products);
    let end = format!(
        "{products} / {} = {}",
        sums.weight,
        shown(score, set.score.display.as_deref().unwrap_or("-"))
    );
    let sum: Vec<String> = set
        .terms
        .iter()
        .filter_map(|t| Some(format!("{} x {}", t.weight, plain(t.progress.as_ref()?.exact))))
        .collect();
    let inline = format!("Score = ({}) / {} = {end}", sum.join(" + "), sums.weight);
    let mut lines = if inline.len() <= WIDTH && !sum.is_empty() {
        vec![inline]
    } else {
        vec![
            format!("Sum of the products = {products}; sum of the weights = {}", sums.weight),
            format!("Score = {end}"),
        ]
    };
    if let Some(upper) = set.score.upper.as_ref().filter(|u| u.exact != score) {
        let best = sums.products + Ratio::whole(4 * i128::from(sums.open_weight));
        lines.push(format!(
            "Up to = ({products} + 4 x {}) / {} = {} / {} = {}",
            sums.open_weight,
            sums.weight,
            plain(best),
            sums.weight,
            shown(upper.exact, &upper.display)
        ));
        lines.push("  if every open question turned out at level 4".to_owned());
    }
    if let Some(coverage) = &set.score.coverage {
        lines.push(format!(
            "Coverage = {} / {} = {}",
            sums.rated_weight,
            sums.weight,
            shown(coverage.exact, &coverage.display)
        ));
    }
    lines
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
    lines.extend(missing(set, level));
    lines
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

fn phase_lines(phase: &PhaseTerms) -> Vec<String> {
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
    if !phase.must_haves_below.is_empty() {
        lines.extend(wrapped("    must-haves below: ", &listed(&phase.must_haves_below), "      "));
    }
    lines
}
