//! The terms of a set of questions as plain lines: its score, range and coverage. Levels are in `level_lines`.

use crate::model::Ratio;
use crate::text::width::{cells, wrap};

use super::{SetTerms, State, Term, WIDTH, level_lines};

/// The whole or a dimension: score, range and coverage, then levels, then phases.
pub(super) fn set(set: &SetTerms) -> Vec<String> {
    let mut lines = heading(set);
    lines.extend(terms(set));
    if set.terms.is_empty() {
        lines.push("Score -, level -: no question in scope is applicable.".to_owned());
        return lines;
    }
    lines.extend(score(set));
    lines.extend(level_lines::levels(set));
    lines.extend(level_lines::phases(set));
    lines
}

/// Text in lines of at most [`WIDTH`] cells: the first begins with `first`, the others with the spaces of `rest`,
/// which are at least as many as `first` begins with.
pub(super) fn wrapped(first: &str, text: &str, rest: &str) -> Vec<String> {
    let lead = first.trim_start_matches(' ');
    let indent = first.strip_suffix(lead).unwrap_or_default();
    let text = format!("{lead}{text}");
    // The first line is indented less than the others, so the rest is wrapped on its own.
    let head = wrap(&text, WIDTH.saturating_sub(cells(indent))).into_iter().next().unwrap_or_default();
    let tail = text.strip_prefix(head.as_str()).unwrap_or_default().trim_start();
    let mut lines = vec![format!("{indent}{}", head.trim_end())];
    if !tail.is_empty() {
        let others = wrap(tail, WIDTH.saturating_sub(cells(rest)));
        lines.extend(others.iter().map(|line| format!("{rest}{}", line.trim_end())));
    }
    lines
}

/// A number without rounding: as a decimal where two places are exact, else as a fraction.
pub(super) fn plain(number: Ratio) -> String {
    if in_hundredths(number) { number.short() } else { number.exact() }
}

/// As [`plain`], always with two places, so that columns line up.
fn column(number: Ratio) -> String {
    if in_hundredths(number) { number.two_decimals() } else { number.exact() }
}

/// Whether two decimals are exact.
pub(super) fn in_hundredths(number: Ratio) -> bool {
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
pub(super) fn percentage(number: Ratio) -> String {
    if in_hundredths(number) { number.percent() } else { number.exact() }
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

/// The score, where it would end at best, and how much of it rests on answers.
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
    let mut lines = Vec::new();
    if inline.len() <= WIDTH && !sum.is_empty() {
        lines.push(inline);
    } else {
        lines.push(format!("Sum of the products = {products}; sum of the weights = {}", sums.weight));
        lines.extend(wrapped("", &format!("Score = {end}"), "  "));
    }
    if let Some(upper) = set.score.upper.as_ref().filter(|u| u.exact != score) {
        let best = sums.products + Ratio::whole(4 * i128::from(sums.open_weight));
        let text = format!(
            "Up to = ({products} + 4 x {}) / {} = {} / {} = {}",
            sums.open_weight,
            sums.weight,
            plain(best),
            sums.weight,
            shown(upper.exact, &upper.display)
        );
        lines.extend(wrapped("", &text, "  "));
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
