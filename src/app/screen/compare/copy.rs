//! A comparison as a compact Markdown table, to be pasted elsewhere.

use crate::app::compare::Pair;
use crate::comparison::{shown_change, signed};
use crate::model::Ratio;
use crate::text::Clean;

use super::{Compare, dimensions, questions};

/// The whole in one line, and a table of the dimensions, or of the questions of the open one.
pub fn markdown(pair: &Pair, screen: &Compare) -> String {
    let clean = |text: &str| Clean::line(text).to_string().replace('|', "&#124;");
    let score = |score: Option<Ratio>| score.map_or("-".to_owned(), Ratio::score);
    let [a, b] = [&pair.a, &pair.b];
    let newer = if pair.is_one_team() { b.when() } else { format!("{} {}", clean(&b.team_name), b.when()) };
    let (x, y) = (a.card.overall.score, b.card.overall.score);
    let mut out = format!(
        "**{} {} to {newer}**: {} to {}, {}",
        clean(&a.team_name),
        a.when(),
        score(x),
        score(y),
        shown_change(x, y)
    );
    if let Ok(split) = &pair.comparison.split {
        let parts = split.parts.named().map(|(name, part)| format!("{name} {}", signed(part)));
        out.push_str(&format!(" ({})", parts.join(", ")));
    }
    out.push_str("\n\n");
    let title = |code: &crate::model::DimensionCode| {
        let all = b.questionnaire.dimensions.iter().chain(&a.questionnaire.dimensions);
        all.clone().find(|d| d.code == *code).map_or(String::new(), |d| clean(&d.title))
    };
    if let (Some(dimension), Some(_)) = (screen.dimension(pair), screen.question) {
        out.push_str("| question | title | was | is | change |\n| --- | --- | --- | --- | --- |\n");
        for row in questions(pair, dimension, screen.only_changed) {
            let asked = b.questionnaire.question(&row.id).or_else(|| a.questionnaire.question(&row.id));
            let value = |v: Option<Ratio>| v.map_or("-".to_owned(), Ratio::short);
            let title = asked.map_or(String::new(), |q| clean(&q.title));
            let (was, is) = (value(row.a.or(row.own)), value(row.b));
            out.push_str(&format!("| {} | {title} | {was} | {is} | {} |\n", row.id, row.change.name()));
        }
        return out;
    }
    out.push_str("| dimension | A | B | change | practice |\n| --- | --- | --- | --- | --- |\n");
    for row in dimensions(pair, screen.only_changed) {
        let value = |set: &Option<crate::scoring::SetScore>| set.as_ref().and_then(|s| s.score);
        let (was, is) = (value(&row.a), value(&row.b));
        let practice = row.split.as_ref().map_or("-".to_owned(), |s| signed(s.parts.practice));
        out.push_str(&format!(
            "| {} {} | {} | {} | {} | {practice} |\n",
            row.code,
            title(&row.code),
            score(was),
            score(is),
            shown_change(was, is)
        ));
    }
    out
}
