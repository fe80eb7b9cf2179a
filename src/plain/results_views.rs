//! The views of a result as lines: bars say score and level, heatmap each question, radar the score on its
//! axis, table every number, pathway the stages.

use std::iter;

use crate::app::before::difference;
use crate::app::screen::results::{View, listed, own};
use crate::app::shown::Shown;
use crate::model::{DimensionCode, Ratio};
use crate::pathways::{counts, current, progress};
use crate::scoring::{SetScore, Standing};

use super::ask::sentence;
use super::results::set_line;
use super::results_question::standing;

/// A line for each dimension that is shown, with the number that opens it.
pub(super) fn lines(shown: &Shown, view: View) -> Vec<String> {
    if view == View::Pathway {
        return iter::once(said(view).to_owned()).chain(along(shown)).collect();
    }
    let rows = listed(shown);
    let numbered = rows.iter().enumerate().filter_map(|(i, place)| {
        let (code, set) = shown.card.dimensions.get(*place)?;
        let text = match view {
            View::Bars => {
                format!("{}: {}{}", named(shown, code), set_line(shown, set), was(shown, Some(code), set))
            }
            View::Heatmap => format!("{code}: {}", cells(shown, *place)),
            View::Radar => format!("{}: {}", named(shown, code), axis(set)),
            // Its stages stand above.
            View::Pathway => return None,
            View::Table => format!("{}: {}", named(shown, code), numbers(shown, code, set)),
        };
        Some(format!("{}. {text}.", i + 1))
    });
    let mut list = vec![said(view).to_owned()];
    list.extend(numbered);
    list
}

fn said(view: View) -> &'static str {
    match view {
        View::Bars => "View: bars. Score and level of each dimension.",
        View::Heatmap => "View: heatmap. What each question of a dimension stands at, in their order.",
        View::Radar => "View: radar. The score of each dimension, of 4.",
        View::Table => "View: table. Every number of each dimension.",
        View::Pathway => "View: pathway. How far the team is along its stages.",
    }
}

/// The stages of the pathway that is followed, else of the one that suits.
pub(super) fn along(shown: &Shown) -> Vec<String> {
    let Some(pathway) = shown.along() else { return vec!["There is no pathway.".to_owned()] };
    let why = shown.suggested().map_or(String::new(), |why| format!(", {why}"));
    let mut lines = vec![format!("Pathway: {}{why}.", pathway.title)];
    let stages = progress(&shown.questionnaire, pathway, &shown.card);
    let here = current(&stages);
    for (i, stage) in stages.iter().enumerate() {
        let mark = if here == Some(i) { ", current stage" } else { "" };
        lines.push(format!("Stage {} {}: {}{mark}.", i + 1, stage.stage.title, counts(stage)));
        if !stage.is_complete() {
            lines.push(format!("Done when: {}", sentence(&stage.stage.done_when)));
        }
    }
    lines
}

fn named(shown: &Shown, code: &DimensionCode) -> String {
    let known = shown.questionnaire.dimensions.iter().find(|d| d.code == *code);
    format!("{code} {}", known.map_or("", |d| d.title.as_str()))
}

/// `2, 3, open, 1.50`: whole levels without digits behind the point.
fn cells(shown: &Shown, dimension: usize) -> String {
    let cell = |s: &Standing| match s {
        Standing::NotApplicable(_) => "not applicable".to_owned(),
        other => {
            let text = standing(other);
            text.strip_suffix(".00").map_or(text.clone(), str::to_owned)
        }
    };
    own(shown, dimension).into_iter().map(|q| cell(&q.standing)).collect::<Vec<_>>().join(", ")
}

fn axis(set: &SetScore) -> String {
    set.score.map_or("not applicable".to_owned(), |score| format!("{} of 4", score.score()))
}

fn numbers(shown: &Shown, code: &DimensionCode, set: &SetScore) -> String {
    let coverage = set.coverage.map_or("none".to_owned(), Ratio::percent);
    format!(
        "{}, coverage {coverage}, rated {}, open {}, not applicable {}{}",
        set_line(shown, set),
        set.rated,
        set.open,
        set.not_applicable,
        was(shown, Some(code), set)
    )
}

/// What the quarter before came to, and the difference: `, was 2.31 in 2026 Q3, +0.09`.
pub(super) fn was(shown: &Shown, code: Option<&DimensionCode>, set: &SetScore) -> String {
    let Some(before) = &shown.others.before else { return String::new() };
    match (set.score, shown.was(code)) {
        (Some(now), Some(was)) => {
            let by = match difference(now, was) {
                same if same == "=" => "no difference".to_owned(),
                by => format!("difference {by}"),
            };
            format!(", was {} in {}, {by}", was.score(), before.period.spoken())
        }
        _ => format!(", nothing to compare in {}", before.period.spoken()),
    }
}
