//! A comparison as Markdown.

use crate::comparison::{shown_change, signed};
use crate::model::Ratio;

use super::super::facts;
use super::super::markdown::Lines;
use super::super::markdown::escape::escape;
use super::{ADDS, Compared, Only, before, progress, score};

/// The comparison as Markdown. Ends in one line break; the first line is the title.
pub fn markdown(compared: &Compared<'_>, only: Only) -> String {
    let mut out = Lines::default();
    let [older, newer] = compared.names().map(|n| escape(&n));
    out.line(&format!("# Comparison: {older} → {newer}"));
    out.line("");
    out.line("| | score | level | coverage | questionnaire |");
    out.line("| --- | ---: | --- | ---: | --- |");
    for (name, subject) in [(&older, &compared.a), (&newer, &compared.b)] {
        let overall = &subject.scorecard.overall;
        let level = escape(&facts::level(subject, overall));
        let (score, covered) = (score(Some(overall)), facts::coverage(overall));
        let (id, version) = (&subject.questionnaire.id, subject.questionnaire.version);
        let edition = escape(&format!("{id} {version}"));
        out.line(&format!("| {name} | {score} | {level} | {covered} | {edition} |"));
    }
    out.heading("What changed");
    match &compared.comparison.split {
        Ok(split) => {
            out.line("| practice | coverage | scope | revision | change |");
            out.line("| ---: | ---: | ---: | ---: | ---: |");
            let parts: Vec<String> = split.parts.named().iter().map(|(_, p)| signed(*p)).collect();
            let [a, b] = [&compared.a, &compared.b].map(|s| s.scorecard.overall.score);
            out.line(&format!("| {} | {} |", parts.join(" | "), shown_change(a, b)));
            out.line("");
            out.line(compared.real());
        }
        Err(why) => out.line(&format!("There are no parts: {}.", why.reason())),
    }
    if let Some(verdict) = compared.verdict() {
        out.line("");
        out.line(&format!("Verdict: {}.", escape(&verdict)));
    }
    dimensions(&mut out, compared);
    questions(&mut out, compared, only);
    let flags = compared.flags();
    if !flags.is_empty() {
        out.heading("To know");
        for flag in &flags {
            out.line(&format!("- {}", escape(flag)));
        }
    }
    out.0
}

fn dimensions(out: &mut Lines, compared: &Compared<'_>) {
    out.heading("Dimensions");
    out.line("| code | dimension | before | now | change | practice | coverage | scope | revision |");
    out.line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for row in &compared.comparison.dimensions {
        let value = |set: &Option<crate::scoring::SetScore>| {
            set.as_ref().and_then(|s| s.score).map_or_else(|| "-".to_owned(), Ratio::score)
        };
        let parts = match &row.split {
            Ok(split) => {
                let p = &split.parts;
                [p.practice, p.coverage, p.scope, p.revision].map(signed).join(" | ")
            }
            Err(_) => "- | - | - | -".to_owned(),
        };
        let code = escape(&compared.code(&row.code, row.only_before));
        let title = escape(compared.dimension(&row.code, row.only_before));
        let score = |set: &Option<crate::scoring::SetScore>| set.as_ref().and_then(|s| s.score);
        let change = shown_change(score(&row.a), score(&row.b));
        let (a, b) = (value(&row.a), value(&row.b));
        out.line(&format!("| {code} | {title} | {a} | {b} | {change} | {parts} |"));
    }
}

fn questions(out: &mut Lines, compared: &Compared<'_>, only: Only) {
    out.heading("Questions");
    out.line(&format!("{}.", compared.counts()));
    let rows = compared.listed(only);
    if rows.is_empty() {
        return;
    }
    out.line("");
    out.line(ADDS);
    out.line("");
    out.line("| change | question | was | title | before | now | practice | adds |");
    out.line("| --- | --- | --- | --- | ---: | ---: | ---: | ---: |");
    for row in rows {
        let from: Vec<String> = row.from.iter().map(ToString::to_string).collect();
        let was = if from == [row.id.to_string()] { String::new() } else { from.join(" ") };
        out.line(&format!(
            "| {} | {} | {was} | {} | {} | {} | {} | {} |",
            row.change.name(),
            escape(&compared.id(row)),
            escape(compared.title(row)),
            before(row),
            progress(row.b),
            row.parts.map_or_else(|| "-".to_owned(), |p| signed(p.practice)),
            row.parts.map_or_else(|| "-".to_owned(), |p| signed(p.total())),
        ));
    }
}
