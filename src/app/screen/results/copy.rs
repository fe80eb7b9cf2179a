//! What is on screen as a compact Markdown table, to be pasted elsewhere.

use crate::app::before::difference;
use crate::app::shown::Shown;
use crate::model::{DimensionCode, Ratio};
use crate::scoring::{QuestionScore, SetScore, Standing};
use crate::text::Clean;

use super::{Results, View, own};

/// The view as Markdown: a line on the whole, and a table of the dimensions or of the questions of the open one.
pub fn markdown(shown: &Shown, screen: &Results) -> String {
    let mut out = format!("**{} {}**: {}\n\n", escape(&shown.team.name), shown.period.spoken(), whole(shown));
    match (screen.question, screen.view) {
        (Some(_), _) => questions(&mut out, shown, screen.dimension),
        (None, View::Heatmap) => heatmap(&mut out, shown),
        (None, View::Bars | View::Radar) => dimensions(&mut out, shown, false),
        (None, View::Table) => dimensions(&mut out, shown, true),
    }
    out
}

fn whole(shown: &Shown) -> String {
    let overall = &shown.card.overall;
    let level = overall.level.map_or("no level".to_owned(), |level| {
        format!("level {}", escape(&shown.questionnaire.level_label(level)))
    });
    let coverage = overall.coverage.map_or("-".to_owned(), Ratio::percent);
    let draft = if shown.finished.is_none() { ", draft so far" } else { "" };
    format!("{}, {level}, coverage {coverage}{draft}", range(overall))
}

fn range(set: &SetScore) -> String {
    match (set.score, set.upper) {
        (Some(score), Some(upper)) if set.has_range() => {
            format!("{} (up to {})", score.score(), upper.score())
        }
        (Some(score), _) => score.score(),
        _ => "-".to_owned(),
    }
}

fn row(out: &mut String, cells: &[String]) {
    out.push_str(&format!("| {} |\n", cells.join(" | ")));
}

fn head(out: &mut String, names: &[&str]) {
    let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
    row(out, &names);
    row(out, &vec!["---".to_owned(); names.len()]);
}

fn named(shown: &Shown, code: &DimensionCode) -> String {
    let title = shown.questionnaire.dimensions.iter().find(|d| d.code == *code);
    format!("{code} {}", escape(title.map_or("", |d| &d.title)))
}

fn dimensions(out: &mut String, shown: &Shown, all: bool) {
    let before = shown.others.before.as_ref().map(|b| b.name(shown.period));
    let mut names = vec!["dimension", "score", "level"];
    if let Some(before) = &before {
        names.extend([before.as_str(), "+/-"]);
    }
    if all {
        names.extend(["up to", "coverage", "possible", "rated", "open", "n/a"]);
    }
    head(out, &names);
    let dash = || "-".to_owned();
    for (code, set) in &shown.card.dimensions {
        let level = |l: Option<crate::model::Level>| l.map_or_else(dash, |l| l.to_string());
        let mut cells = vec![named(shown, code), set.score.map_or_else(dash, Ratio::score), level(set.level)];
        if before.is_some() {
            let was = shown.was(Some(code));
            cells.push(was.map_or_else(dash, Ratio::score));
            cells.push(set.score.zip(was).map_or_else(dash, |(now, was)| difference(now, was)));
        }
        if all {
            cells.push(set.upper.map_or_else(dash, Ratio::score));
            cells.push(set.coverage.map_or_else(dash, Ratio::percent));
            cells.push(level(set.possible));
            cells.extend([set.rated, set.open, set.not_applicable].map(|n| n.to_string()));
        }
        row(out, &cells);
    }
}

fn heatmap(out: &mut String, shown: &Shown) {
    let all: Vec<Vec<&QuestionScore>> = (0..shown.card.dimensions.len()).map(|d| own(shown, d)).collect();
    let most = all.iter().map(Vec::len).max().unwrap_or(0);
    let numbers: Vec<String> = (1..=most).map(|n| n.to_string()).collect();
    let mut names = vec!["dimension"];
    names.extend(numbers.iter().map(String::as_str));
    names.push("score");
    head(out, &names);
    for ((code, set), questions) in shown.card.dimensions.iter().zip(all) {
        let mut cells = vec![named(shown, code)];
        cells.extend(
            (0..most).map(|n| questions.get(n).map_or(String::new(), |q| q.standing.mark().to_string())),
        );
        cells.push(set.score.map_or("-".to_owned(), Ratio::score));
        row(out, &cells);
    }
    out.push_str("\nA cell is the level of one question; . is open, - is not applicable.\n");
}

fn questions(out: &mut String, shown: &Shown, dimension: usize) {
    head(out, &["question", "title", "level", "progress"]);
    for entry in own(shown, dimension) {
        let title = shown.questionnaire.question(&entry.id).map_or("", |q| &q.title);
        let progress = entry.standing.progress().map_or("-".to_owned(), Ratio::score);
        let level = match &entry.standing {
            Standing::Rated { level, .. } => level.to_string(),
            Standing::NotApplicable(_) => "not applicable".to_owned(),
            Standing::Unknown => "unknown".to_owned(),
            Standing::Unanswered => "open".to_owned(),
        };
        row(out, &[entry.id.to_string(), escape(title), level, progress]);
    }
}

/// People's text inside a line or a cell of Markdown.
fn escape(text: &str) -> String {
    let clean = Clean::line(text);
    let mut out = String::with_capacity(clean.as_str().len());
    for c in clean.as_str().chars() {
        match c {
            '|' => out.push_str("&#124;"),
            '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '~' | '#' | '$' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(escape("a|b *c*\n[d](e)"), r"a&#124;b \*c\* \[d\](e)");
    }
}
