//! The roadmap: steps in order with what they bring, and the selected step below or in full.

use crate::app::App;
use crate::app::screen::roadmap::{Roadmap, Sort, When};
use crate::app::scroll::Scroll;
use crate::app::shown::Shown;
use crate::model::{Ratio, StepId};
use crate::roadmap::{Step, StepKind};
use crate::text::Clean;
use crate::text::width::{cells, fit, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::rows::labelled;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame, results};

/// From this height of the body on the selected step stands below the list, where it does not stand beside it. With
/// less, both would be cut; a row says why the step stands there, and it is read whole with enter.
const TALL: usize = 30;

pub fn draw(app: &App, screen: &Roadmap, page: &mut Page<'_>) {
    let Some(shown) = &app.shown else { return };
    results::head(shown, "Roadmap", page);
    frame::body(page, |page| {
        let (width, height) = (page.width(), page.height());
        let steps = screen.steps(shown);
        let Some((number, step)) = steps.get(screen.selected.min(steps.len().saturating_sub(1))).copied()
        else {
            drawn::draw(page, &empty(shown, width));
            return;
        };
        let whole = |page: &mut Page<'_>, scroll: Option<&Scroll>| {
            let list = detail(shown, number, step, page.width(), page);
            let start = scroll.map_or(0, |s| s.start(list.len(), page.height()));
            drawn::draw_from(page, &list, start);
        };
        if screen.detail {
            page.within(0, 1, width, height.saturating_sub(1), |page| whole(page, Some(&screen.scroll)));
        } else if width >= WIDE {
            let list_width = (width - 46).min(100);
            page.within(0, 0, list_width, height, |page| list(shown, screen, &steps, page));
            for y in 0..height {
                let divider = page.glyphs.divider();
                page.put(list_width, y, divider, Role::Quiet);
            }
            page.within(list_width + 1, 0, width - list_width - 1, height, |page| whole(page, None));
        } else if height < TALL {
            page.within(0, 0, width, height.saturating_sub(2), |page| list(shown, screen, &steps, page));
            reason(shown, step, page);
        } else {
            // The list takes what it needs, the step the rest; a blank row between them.
            let needed = steps.len() + 2 + shown.holds.len();
            let below = (height * 2 / 5).max(height.saturating_sub(needed + 1));
            page.within(0, 0, width, height - below - 1, |page| list(shown, screen, &steps, page));
            page.within(0, height - below, width, below, |page| whole(page, None));
        }
    });
}

/// The first reason of a step, in the last row.
fn reason(shown: &Shown, step: &Step, page: &mut Page<'_>) {
    let why = step.why.first().map(|w| w.sentence(&shown.questionnaire, &step.question));
    let y = page.height().saturating_sub(1);
    let x = 1 + page.put(1, y, "Why", Role::Quiet) + 4;
    let text = fit(
        Clean::line(&why.unwrap_or_default()).as_str(),
        page.width().saturating_sub(x + 1),
        page.glyphs.ellipsis(),
    );
    page.put(x, y, &text, Role::Text);
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

/// Where the columns of the list stand; those for which there is no room are left out.
struct Columns {
    title: usize,
    effort: usize,
    gain: usize,
    moves: Option<usize>,
    quarter: Option<usize>,
}

impl Columns {
    fn of(width: usize, moves: usize) -> Self {
        let quarter = width >= 80;
        let with_moves = width >= 72;
        let right = 15 + if with_moves { moves + 2 } else { 0 } + if quarter { 9 } else { 0 };
        let effort = width.saturating_sub(right);
        let gain = effort + 8;
        let after = gain + 7;
        Self {
            title: effort.saturating_sub(10),
            effort,
            gain,
            moves: with_moves.then_some(after),
            quarter: quarter.then_some(after + moves + 2),
        }
    }
}

fn list(shown: &Shown, screen: &Roadmap, steps: &[(usize, &Step)], page: &mut Page<'_>) {
    groups(shown, screen, page);
    let moves: Vec<String> = steps.iter().map(|(_, s)| moves(s, page.glyphs.arrow())).collect();
    let wide = moves.iter().map(|m| cells(m)).max().unwrap_or(0).max(5);
    let at = Columns::of(page.width(), wide);
    page.put(8, 1, "Practice", Role::Quiet);
    page.put(at.effort, 1, "effort", Role::Quiet);
    page.put(at.gain, 1, "gain", Role::Quiet);
    if let Some(x) = at.moves {
        page.put(x, 1, "moves", Role::Quiet);
    }
    if let Some(x) = at.quarter {
        page.put(x, 1, "quarter", Role::Quiet);
    }
    let planned = screen.when == When::All && screen.sort == Sort::Plan;
    let mut rows = Vec::new();
    for (i, ((number, step), moves)) in steps.iter().zip(moves).enumerate() {
        let here = i == screen.selected;
        let role = if here { Role::Selected } else { Role::Text };
        let title = fit(Clean::line(&step.title).as_str(), at.title, page.glyphs.ellipsis());
        let mut row = Row::text(3, format!("{number:>3}"), role)
            .and(8, title, role)
            .and(at.effort, step.effort.name(), Role::Text)
            .and(at.gain, gain(step), Role::Text);
        if let Some(x) = at.moves {
            row = row.and(x, moves, Role::Text);
        }
        if let Some(x) = at.quarter {
            row = row.and(x, step.quarter.spoken(), Role::Text);
        }
        rows.push(if here { row.marked(1) } else { row });
        if let (true, Some((_, level))) = (planned, shown.holds.iter().find(|(count, _)| count == number)) {
            let label = Clean::line(&shown.questionnaire.level_label(*level)).to_string();
            rows.push(Row::text(8, format!("level {label} holds from here"), Role::Strong).aside());
        }
    }
    let (width, height) = (page.width(), page.height());
    page.within(0, 2, width, height.saturating_sub(2), |page| drawn::draw(page, &rows));
}

/// How many steps there are, by when they are due; where the steps lead, or how they are sorted.
fn groups(shown: &Shown, screen: &Roadmap, page: &mut Page<'_>) {
    let mut x = 3;
    for when in When::ALL {
        let count = shown.roadmap.steps.iter().filter(|s| when.holds(shown, s)).count();
        let role = if when == screen.when { Role::Selected } else { Role::Quiet };
        x += page.put(x, 0, &format!("{} {count}", when.title()), role) + 3;
    }
    let goal = Clean::line(&shown.questionnaire.level_label(shown.roadmap.goal)).to_string();
    let by = shown.pathway().map(|p| Clean::line(&p.title).to_string());
    let texts = match screen.sort {
        Sort::Plan => match by {
            Some(by) => [format!("by {by}, to level {goal}"), format!("by {by}")],
            None => [format!("to level {goal}"), format!("to level {}", shown.roadmap.goal)],
        },
        other => {
            [format!("sorted by {}, to level {goal}", other.title()), format!("sorted by {}", other.title())]
        }
    };
    let room = page.width().saturating_sub(x + 2);
    if let Some(text) = texts.iter().find(|t| cells(t) <= room) {
        page.put_right(0, text, Role::Text);
    } else if let (Some([_, short]), true) = (shown.pathway().map(|_| &texts), room > 8) {
        page.put_right(0, &fit(short, room, page.glyphs.ellipsis()), Role::Text);
    }
}

/// What a step adds to its dimension; nobody knows for finding out.
fn gain(step: &Step) -> String {
    match step.kind {
        StepKind::FindOut => "-".to_owned(),
        StepKind::Practice => signed(step.gain.dimension),
    }
}

/// What a step moves, such as `RES-Q2 1.00→1.50`.
fn moves(step: &Step, arrow: &str) -> String {
    match (step.from, step.to) {
        (Some(from), Some(to)) => format!("{} {}{arrow}{}", step.question, from.score(), to.score()),
        _ => format!("{} open", step.question),
    }
}

fn detail(shown: &Shown, number: usize, step: &Step, width: usize, page: &Page<'_>) -> Vec<Row> {
    let inner = width.saturating_sub(13);
    let arrow = page.glyphs.arrow();
    let mut list: Vec<Row> =
        wrap(&format!("{number}  {} {}", step.id, Clean::line(&step.title)), width.saturating_sub(4))
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
    if step.kind == StepKind::FindOut
        && let Some(question) = shown.questionnaire.question(&step.question)
    {
        put("Ask", Clean::line(&question.prompt).to_string());
        for place in &question.look_for {
            put("Look for", Clean::line(place).to_string());
        }
    }
    let practice = crate::model::PracticeId::parse(step.id.as_str()).ok();
    let practice = practice.and_then(|id| shown.questionnaire.practice(&id)).map(|(_, _, practice)| practice);
    if let Some(practice) = practice {
        put("Do", Clean::line(&practice.how).to_string());
        put("Done when", Clean::line(&practice.done_when).to_string());
        put("Check", Clean::line(&practice.check).to_string());
    }
    put("Gain", change(step, arrow));
    put("Effort", format!("{}, {} in {}", step.effort.name(), points(step.points), step.quarter.spoken()));
    for (i, id) in step.needs.iter().enumerate() {
        put(if i == 0 { "Needs" } else { "" }, named(shown, id));
    }
    for (i, id) in step.not_in_assessment.iter().enumerate() {
        let label = if i == 0 && step.needs.is_empty() { "Needs" } else { "" };
        put(label, format!("{id}, not in this assessment"));
    }
    for (i, id) in step.unlocks.iter().enumerate() {
        put(if i == 0 { "Unlocks" } else { "" }, named(shown, id));
    }
    for (i, r) in practice.iter().flat_map(|p| &p.refs).enumerate() {
        let source = shown.questionnaire.source(&r.source);
        let name = source.map_or(r.source.as_str(), |s| s.title.as_str());
        let edition = source.map_or("", |s| s.edition.as_str());
        let text = format!("{name} ({edition}) {}", r.at);
        put(if i == 0 { "Refs" } else { "" }, Clean::line(&text).to_string());
    }
    list
}

/// What the step moves, and what that adds.
fn change(step: &Step, arrow: &str) -> String {
    match step.kind {
        StepKind::FindOut => format!(
            "{} is open; up to {} on the whole",
            step.question,
            step.up_to.map_or("-".to_owned(), Ratio::two_decimals)
        ),
        StepKind::Practice => format!(
            "{}; {} {}, whole {}",
            moves(step, &format!(" {arrow} ")),
            step.dimension,
            signed(step.gain.dimension),
            signed(step.gain.whole)
        ),
    }
}

/// A step by its number in the plan, its id and its title.
fn named(shown: &Shown, id: &StepId) -> String {
    let place = shown.roadmap.steps.iter().position(|s| s.id == *id);
    let title = place.and_then(|i| shown.roadmap.steps.get(i)).map_or("", |s| s.title.as_str());
    place.map_or_else(|| id.to_string(), |i| format!("{}  {id} {}", i + 1, Clean::line(title)))
}

fn points(points: u32) -> String {
    if points == 1 { "1 point".to_owned() } else { format!("{points} points") }
}

/// A gain with its sign.
fn signed(gain: Ratio) -> String {
    let text = gain.gain();
    if gain == Ratio::ZERO || text.starts_with('<') { text } else { format!("+{text}") }
}
