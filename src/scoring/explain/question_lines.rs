//! The terms of one question as plain lines.

use super::lines::{plain, shown, wrapped};
use super::{Contribution, PracticesOfLevel, QuestionTerms, Rating, State};

/// One question: its practices, its level and progress, and what it adds.
pub(super) fn question(question: &QuestionTerms) -> Vec<String> {
    let mut lines = wrapped("", &format!("{} {}", question.question, question.title), "  ");
    let must_have = if question.must_have { ", must-have" } else { "" };
    let facts = format!(
        "Dimension {}, phase {}, weight {}{must_have}.",
        question.dimension, question.phase, question.weight
    );
    lines.extend(wrapped("", &facts, "  "));
    lines.push(String::new());
    lines.extend(question.levels.iter().flat_map(|level| practices(level, question.state)));
    lines.push(String::new());
    match &question.rating {
        Some(rating) => lines.extend(rating_lines(rating)),
        None => lines.extend(wrapped("", &standing(question), "  ")),
    }
    if question.levels.iter().flat_map(|l| &l.practices).any(|p| p.waits) {
        let text = "(x) is in place but gives no score until the levels under it hold.";
        lines.extend(wrapped("", text, "  "));
    }
    if !question.stray.is_empty() {
        let ids: Vec<&str> = question.stray.iter().map(|id| id.as_str()).collect();
        let text = format!("Not practices of this question, so they count for nothing: {}", ids.join(", "));
        lines.extend(wrapped("", &text, "  "));
    }
    lines.extend(adds("the whole", question.weight, question.rating.as_ref(), question.whole.as_ref()));
    let dimension = question.dimension.as_str();
    lines.extend(adds(
        dimension,
        question.weight,
        question.rating.as_ref(),
        question.within_dimension.as_ref(),
    ));
    lines
}

fn practices(level: &PracticesOfLevel, state: State) -> Vec<String> {
    let met = level.practices.iter().filter(|p| p.in_place).count();
    let count = level.practices.len();
    let mut lines = vec![if state == State::Rated {
        format!("Level {}: {met} of {count} in place", level.level)
    } else {
        format!("Level {}", level.level)
    }];
    for practice in &level.practices {
        let mark = match (state, practice.in_place, practice.waits) {
            (State::Rated, true, false) => "[x]",
            (State::Rated, true, true) => "(x)",
            (State::Rated, false, _) => "[ ]",
            _ => "-",
        };
        lines.extend(wrapped(
            &format!("  {mark} {} ", practice.id),
            &format!("{} ({})", practice.title, practice.effort.name()),
            "      ",
        ));
    }
    lines
}

fn rating_lines(rating: &Rating) -> Vec<String> {
    let mut lines =
        vec![format!("Level = {}, the highest that is complete with all under it.", rating.level)];
    lines.push(match (rating.next_in_place, rating.next_practices) {
        (Some(met), Some(count)) => format!(
            "Progress = {} + {met}/{count} = {}",
            rating.level,
            shown(rating.progress.exact, &rating.progress.display)
        ),
        _ => "Progress = 4, the highest.".to_owned(),
    });
    if !rating.canonical {
        let text = "The answer is stored in another form than Quaymark writes; it is scored from the \
                    practices above.";
        lines.extend(wrapped("", text, "  "));
    }
    lines
}

fn standing(question: &QuestionTerms) -> String {
    match (question.state, &question.reason) {
        (State::NotApplicable, Some(reason)) => {
            format!("Not applicable ({reason}): it takes no part in any number.")
        }
        (State::Unknown, _) => "Unknown: it counts as 0 and keeps the range open.".to_owned(),
        _ if question.unconfirmed => {
            "An answer is there, but nobody confirmed it: it counts as unanswered, as 0, and keeps the range open."
                .to_owned()
        }
        _ => "Unanswered: it counts as 0 and keeps the range open.".to_owned(),
    }
}

fn adds(set: &str, weight: u8, rating: Option<&Rating>, contribution: Option<&Contribution>) -> Vec<String> {
    let Some(adds) = contribution else { return Vec::new() };
    let progress = rating.map_or_else(|| "0".to_owned(), |r| plain(r.progress.exact));
    let text = format!(
        "Adds to {set}: {weight} x {progress} / {} = {} / {} = {}",
        adds.weight,
        plain(adds.product),
        adds.weight,
        shown(adds.part.exact, &adds.part.display)
    );
    wrapped("", &text, "  ")
}
