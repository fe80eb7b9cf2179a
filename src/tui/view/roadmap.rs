//! The roadmap: steps in order with what they bring, and the selected step below or in full.

use crate::app::App;
use crate::app::screen::roadmap::{Roadmap, listed};
use crate::app::shown::Shown;
use crate::model::Ratio;
use crate::roadmap::{Step, StepKind};
use crate::text::Clean;
use crate::text::width::{fit_pad, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::rows::labelled;
use crate::tui::widget::{Page, Row, rows as drawn, window};

use super::{WIDE, frame, results};

/// The width of the list where the step stands beside it.
const LIST: usize = 72;

pub fn draw(app: &App, screen: &Roadmap, page: &mut Page<'_>) {
    let Some(shown) = &app.shown else { return };
    results::head(shown, "Roadmap", page);
    let steps = &shown.roadmap.steps;
    frame::body(page, |page| {
        let (width, height) = (page.width(), page.height());
        let Some(step) = steps.get(screen.selected) else {
            drawn::draw(page, &empty(shown, width));
            return;
        };
        if screen.detail {
            let mut list = vec![Row::blank()];
            list.extend(detail(shown, step, width, page));
            drawn::draw_from(page, &list, screen.scroll.min(list.len().saturating_sub(page.height())));
        } else if width >= WIDE {
            page.within(0, 0, LIST, height, |page| list(shown, screen, page));
            for y in 0..height {
                let divider = page.glyphs.divider();
                page.put(LIST, y, divider, Role::Quiet);
            }
            page.within(LIST + 1, 0, width - LIST - 1, height, |page| {
                let list = detail(shown, step, page.width(), page);
                drawn::draw_from(page, &list, 0);
            });
        } else {
            let below = (height / 2).min(9);
            page.within(0, 0, width, height - below, |page| list(shown, screen, page));
            page.within(0, height - below, width, below, |page| {
                let list = detail(shown, step, page.width(), page);
                drawn::draw_from(page, &list, 0);
            });
        }
    });
}

fn empty(shown: &Shown, width: usize) -> Vec<Row> {
    let text = match shown.card.overall.level {
        None => "Nothing in this assessment applies, so there is nothing to plan.".to_owned(),
        Some(level) => format!(
            "Nothing left to do for level {}: every practice up to the goal is in place.",
            Clean::line(&shown.questionnaire.level_label(shown.roadmap.goal.max(level)))
        ),
    };
    let mut list = vec![Row::blank()];
    list.extend(wrap(&text, width - 4).into_iter().map(|l| Row::text(3, l, Role::Text)));
    list
}

fn list(shown: &Shown, screen: &Roadmap, page: &mut Page<'_>) {
    let listed = listed(shown);
    let steps: Vec<(usize, &Step)> =
        listed.iter().filter_map(|i| shown.roadmap.steps.get(*i).map(|s| (*i, s))).collect();
    let goal = Clean::line(&shown.questionnaire.level_label(shown.roadmap.goal)).to_string();
    let height = page.height().saturating_sub(2);
    let here = listed.iter().position(|i| *i == screen.selected).unwrap_or(0);
    let start = window(here, steps.len(), height);
    let last = (start + height).min(steps.len());
    let title = format!("Steps {} to {last} of {}, to level {goal}", start + 1, steps.len());
    page.put(3, 0, &title, Role::Text);
    let wide = page.width().saturating_sub(47);
    page.put(8, 1, "Practice", Role::Quiet);
    page.put(8 + wide, 1, "effort  dimension  whole       quarter", Role::Quiet);
    for (y, (i, step)) in steps.into_iter().skip(start).take(height).enumerate() {
        let here = i == screen.selected;
        let role = if here { Role::Selected } else { Role::Text };
        if here {
            page.mark(1, y + 2);
        }
        page.put(3, y + 2, &format!("{:>3}", i + 1), role);
        let title =
            fit_pad(Clean::line(&step.title).as_str(), wide.saturating_sub(2), page.glyphs.ellipsis());
        page.put(8, y + 2, &title, role);
        page.put(8 + wide, y + 2, step.effort.name(), Role::Text);
        let (dimension, whole) = gains(step);
        page.put(16 + wide, y + 2, &dimension, Role::Text);
        page.put(27 + wide, y + 2, &whole, Role::Text);
        page.put(39 + wide, y + 2, &step.quarter.spoken(), Role::Text);
    }
}

/// What a step brings to its dimension and to the whole; for finding out, the most it can bring.
fn gains(step: &Step) -> (String, String) {
    match step.kind {
        StepKind::FindOut => {
            let most = step.up_to.map_or("-".to_owned(), |u| format!("up to {}", u.two_decimals()));
            (step.dimension.to_string(), most)
        }
        StepKind::Practice => {
            (format!("{} {}", step.dimension, signed(step.gain.dimension)), signed(step.gain.whole))
        }
    }
}

fn detail(shown: &Shown, step: &Step, width: usize, page: &Page<'_>) -> Vec<Row> {
    let inner = width.saturating_sub(13);
    let arrow = page.glyphs.arrow();
    let mut list: Vec<Row> =
        wrap(&format!("{} {}", step.id, Clean::line(&step.title)), width.saturating_sub(4))
            .into_iter()
            .map(|l| Row::text(1, l, Role::Strong))
            .collect();
    let mut put = |label: &str, text: String| {
        if !text.is_empty() {
            list.extend(labelled(label, 1, 10, &wrap(&text, inner), Role::Text));
        }
    };
    let why: Vec<String> =
        step.why.iter().map(|w| w.sentence(&shown.questionnaire, &step.question)).collect();
    put("Why", Clean::line(&why.join(" ")).to_string());
    let progress = |r: Option<Ratio>| r.map_or("open".to_owned(), Ratio::score);
    let change = match step.kind {
        StepKind::FindOut => format!(
            "{} is open; up to {} on the whole",
            step.question,
            step.up_to.map_or("-".to_owned(), Ratio::two_decimals)
        ),
        StepKind::Practice => format!(
            "{} {} {arrow} {}; {} {}, whole {}",
            step.question,
            progress(step.from),
            progress(step.to),
            step.dimension,
            signed(step.gain.dimension),
            signed(step.gain.whole)
        ),
    };
    put("Move", change);
    put("Effort", format!("{}, {} in {}", step.effort.name(), points(step.points), step.quarter.spoken()));
    if step.kind == StepKind::FindOut
        && let Some(question) = shown.questionnaire.question(&step.question)
    {
        put("Ask", Clean::line(&question.prompt).to_string());
        for place in &question.look_for {
            put("Look for", Clean::line(place).to_string());
        }
    }
    if let Some((_, _, practice)) = crate::model::PracticeId::parse(step.id.as_str())
        .ok()
        .and_then(|id| shown.questionnaire.practice(&id))
    {
        put("How", Clean::line(&practice.how).to_string());
        put("Done when", Clean::line(&practice.done_when).to_string());
        put("Check", Clean::line(&practice.check).to_string());
        let refs: Vec<String> = practice
            .refs
            .iter()
            .map(|r| {
                let source = shown.questionnaire.source(&r.source);
                let name = source.map_or(r.source.as_str(), |s| s.title.as_str());
                let edition = source.map_or("", |s| s.edition.as_str());
                format!("{name} ({edition}) {}", r.at)
            })
            .collect();
        put("Refs", Clean::line(&refs.join("; ")).to_string());
    }
    put("Needs", ids(&step.needs));
    let outside: Vec<String> =
        step.not_in_assessment.iter().map(|p| format!("{p} (not in this assessment)")).collect();
    put("Needs", outside.join(", "));
    put("Unlocks", ids(&step.unlocks));
    list
}

fn ids(list: &[crate::model::StepId]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn points(points: u32) -> String {
    if points == 1 { "1 point".to_owned() } else { format!("{points} points") }
}

/// A gain with its sign.
fn signed(gain: Ratio) -> String {
    let text = gain.gain();
    if gain == Ratio::ZERO || text.starts_with('<') { text } else { format!("+{text}") }
}
