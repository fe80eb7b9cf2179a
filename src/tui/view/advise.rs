//! The advisor: what is asked in one part, what comes out under it or beside it, and all three results side by side.

use crate::advisor::{Case, DEFAULT_WEIGHT, MOST_WEIGHT, words};
use crate::app::App;
use crate::app::screen::advise::{Advise, Part, Row as Choice, forks};
use crate::model::advisor::{Advisor, Fork, Requirement};
use crate::report::text::advice_body;
use crate::text::Clean;
use crate::text::width::{cells, fit, fit_pad, pad, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame};

/// The width of the pane with the results.
const PANE: usize = 40;
/// In fewer rows only the question of the selected row is shown.
const LOW: usize = 8;

pub fn draw(app: &App, screen: &Advise, page: &mut Page<'_>) {
    let Some(case) = app.advising.case(app.now.date_naive()) else { return };
    let asked = case.advisor.criteria.as_ref().map_or(0, |c| c.questions.len());
    let answered = case.inputs.criteria.len();
    let kept = match (&app.advising.latest, app.advising.is_kept()) {
        (Some(advice), true) => format!("kept {}", advice.date.format("%-d %b %Y")),
        _ if case.inputs.is_empty() => String::new(),
        _ => "not kept".to_owned(),
    };
    let team = case.team.map_or(String::new(), |t| format!("   {}", fit(Clean::line(t).as_str(), 24, "...")));
    frame::head(page, &format!("Advisor{team}"), &kept, answered, asked);
    frame::body(page, |page| {
        let (width, height) = (page.width(), page.height());
        parts(screen, page);
        if let Some(text) = number(&case, app, screen) {
            page.put_right(0, &text, Role::Quiet);
        }
        page.within(0, 2, width, height.saturating_sub(2), |page| part(&case, screen, page));
    });
}

fn parts(screen: &Advise, page: &mut Page<'_>) {
    let mut x = 3;
    for part in Part::ALL {
        let role = if part == screen.part { Role::Selected } else { Role::Quiet };
        x += page.put(x, 0, part.title(), role) + 3;
    }
}

/// Which question the selected row belongs to.
fn number(case: &Case<'_>, app: &App, screen: &Advise) -> Option<String> {
    match screen.row(&app.advising)? {
        Choice::Step(step, _) => Some(format!("step {}", step + 1)),
        Choice::Weight(_) => None,
        Choice::Choice(id, _) => {
            let questions = &case.advisor.criteria.as_ref()?.questions;
            let place = questions.iter().position(|q| q.id == id)?;
            Some(format!("criterion {} of {}", place + 1, questions.len()))
        }
    }
}

fn part(case: &Case<'_>, screen: &Advise, page: &mut Page<'_>) {
    let (width, height) = (page.width(), page.height());
    if screen.part == Part::Results {
        let lines = advice_body(case, width.saturating_sub(6).min(140));
        let list: Vec<Row> = lines
            .iter()
            .enumerate()
            .map(|(n, line)| {
                let strong = n == 0 || (!line.is_empty() && !line.starts_with(' ') && was_blank(&lines, n));
                Row::text(3, line.clone(), if strong { Role::Strong } else { Role::Text })
            })
            .collect();
        drawn::draw_from(page, &list, screen.scroll.start(list.len(), height));
        return;
    }
    if width >= WIDE {
        let left = width - PANE;
        page.within(0, 0, left, height, |page| asked(case, screen, page));
        for y in 0..height {
            let divider = page.glyphs.divider();
            page.put(left, y, divider, Role::Quiet);
        }
        page.within(left + 1, 0, PANE - 1, height, |page| beside(case, screen, page));
        return;
    }
    let below = below(case, screen, width, height * 3 / 10);
    let list = height.saturating_sub(below.len() + 1);
    page.within(0, 0, width, list, |page| asked(case, screen, page));
    page.within(0, list + 1, width, below.len(), |page| drawn::draw_from(page, &below, 0));
}

fn was_blank(lines: &[String], n: usize) -> bool {
    n.checked_sub(1).and_then(|before| lines.get(before)).is_some_and(String::is_empty)
}

/// What is asked in the part that is shown.
fn asked(case: &Case<'_>, screen: &Advise, page: &mut Page<'_>) {
    let list = match screen.part {
        Part::Tree => tree(case, screen.here(), page),
        Part::Matrix => matrix(case, screen.here(), page),
        Part::Criteria => criteria(case, screen.here(), page),
        Part::Results => Vec::new(),
    };
    // The names of the columns stay where they are.
    let head = usize::from(screen.part == Part::Matrix);
    let (top, rest) = list.split_at(head.min(list.len()));
    let (width, height) = (page.width(), page.height());
    drawn::draw_from(page, top, 0);
    page.within(0, head, width, height.saturating_sub(head), |page| drawn::draw(page, rest));
}

/// An option to pick: whether it is picked is said by a sign, not by colour.
fn option(label: &str, picked: bool, here: bool, width: usize) -> Vec<Row> {
    let sign = if picked { "(x)" } else { "( )" };
    let role = if here { Role::Selected } else { Role::Text };
    let lines = wrap(Clean::line(label).as_str(), width.saturating_sub(10));
    let row = |(n, line): (usize, String)| {
        let row = Row::text(9, line, role);
        let mut row = if n == 0 { row.and(5, sign, role) } else { row };
        row.selected = here;
        if here && n == 0 { row.marked(3) } else { row }
    };
    lines.into_iter().enumerate().map(row).collect()
}

fn prompt(text: &str, width: usize) -> Vec<Row> {
    let lines = wrap(Clean::line(text).as_str(), width.saturating_sub(5));
    lines.into_iter().map(|line| Row::text(3, line, Role::Strong)).collect()
}

/// Makes the rows of the question that is answered part of the selection, so that all of it is seen.
fn together(rows: &mut [Row], height: usize) {
    // In a low window the row itself comes first.
    if rows.len() < height && rows.iter().any(|r| r.selected) {
        for row in rows {
            row.selected = true;
        }
    }
}

fn tree(case: &Case<'_>, selected: usize, page: &Page<'_>) -> Vec<Row> {
    let width = page.width();
    let mut list = Vec::new();
    let mut place = 0;
    for (step, fork) in forks(case.advisor, &case.inputs.tree).into_iter().enumerate() {
        let mut block = question(fork, case.inputs.tree.get(step), &mut place, selected, width);
        if page.height() < LOW {
            if block.iter().any(|r| r.selected) {
                return block;
            }
            continue;
        }
        together(&mut block, page.height());
        if !list.is_empty() {
            list.push(Row::blank());
        }
        list.extend(block);
    }
    list
}

fn question(
    fork: &Fork,
    picked: Option<&crate::model::Slug>,
    place: &mut usize,
    selected: usize,
    width: usize,
) -> Vec<Row> {
    let mut block = prompt(&fork.prompt, width);
    for branch in &fork.options {
        block.extend(option(&branch.label, picked == Some(&branch.id), *place == selected, width));
        *place += 1;
    }
    block
}

fn criteria(case: &Case<'_>, selected: usize, page: &Page<'_>) -> Vec<Row> {
    let width = page.width();
    let mut list = Vec::new();
    let mut place = 0;
    for criterion in case.advisor.criteria.iter().flat_map(|c| &c.questions) {
        let picked = case.inputs.criteria.get(&criterion.id);
        let mut block = prompt(&criterion.prompt, width);
        for choice in &criterion.options {
            block.extend(option(&choice.label, picked == Some(&choice.id), place == selected, width));
            place += 1;
        }
        if page.height() < LOW {
            if block.iter().any(|r| r.selected) {
                return block;
            }
            continue;
        }
        together(&mut block, page.height());
        if !list.is_empty() {
            list.push(Row::blank());
        }
        list.extend(block);
    }
    list
}

/// The column of the weights.
const WEIGHT: usize = 28;
/// The longest rating with its points, in cells: `0 not suitable`.
const WORDS: usize = 14;
/// The column of the first platform.
const FIRST: usize = 35;

fn matrix(case: &Case<'_>, selected: usize, page: &Page<'_>) -> Vec<Row> {
    let Some(matrix) = &case.advisor.matrix else { return Vec::new() };
    let share = page.width().saturating_sub(FIRST) / matrix.platforms.len().max(1);
    let ellipsis = page.glyphs.ellipsis();
    let mut head = Row::text(3, "Requirement", Role::Quiet).and(WEIGHT, "Weight", Role::Quiet);
    for (n, platform) in matrix.platforms.iter().enumerate() {
        let name = Clean::line(case.advisor.name(platform)).to_string();
        // The last word says which one it is where there is no room for all.
        let name = if cells(&name) < share { name } else { short(&name) };
        head = head.and(FIRST + n * share, fit(&name, share.saturating_sub(1), ellipsis), Role::Quiet);
    }
    let mut list = vec![head];
    for (n, row) in matrix.requirements.iter().enumerate() {
        let here = n == selected;
        let role = if here { Role::Selected } else { Role::Text };
        let weight = case.inputs.weights.get(&row.id).copied().unwrap_or(DEFAULT_WEIGHT);
        let title = Clean::line(&row.title).to_string();
        let text = format!("{weight} of {MOST_WEIGHT}");
        let mut drawn =
            Row::text(5, fit_pad(&title, WEIGHT - 6, ellipsis), role).and(WEIGHT, pad(&text, 6), role);
        for (n, platform) in matrix.platforms.iter().enumerate() {
            let Some(cell) = row.cells.get(platform) else { continue };
            let (spoken, points) = (cell.rating.spoken(), cell.rating.points());
            let full = format!("{points} {spoken}");
            let text = if share > WORDS { full } else { points.to_string() };
            drawn = drawn.and(FIRST + n * share, text, Role::Text);
        }
        list.push(if here { drawn.marked(3) } else { drawn });
    }
    list
}

/// The platform's short name: the first word that says more than whose it is.
fn short(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let word = words.iter().find(|w| **w != "Docker").or(words.first());
    let word = word.filter(|w| w.chars().next().is_some_and(char::is_uppercase)).or(words.first());
    (*word.unwrap_or(&"")).to_owned()
}

/// What the selected requirement says of each platform.
fn cells_of(advisor: &Advisor, row: &Requirement, indent: usize, width: usize) -> Vec<Row> {
    let mut list = Vec::new();
    for platform in advisor.matrix.iter().flat_map(|m| &m.platforms) {
        let Some(cell) = row.cells.get(platform) else { continue };
        let name = advisor.name(platform);
        let known = match (cell.original, cell.note.is_empty()) {
            (_, true) => String::new(),
            (Some(was), _) => {
                format!(", counts as {} instead of {}. {}", cell.rating.spoken(), was.spoken(), cell.note)
            }
            (None, _) => format!(". {}", cell.note),
        };
        let text = format!("{name}: {}{known}", cell.label);
        let lines = wrap(Clean::line(&text).as_str(), width.saturating_sub(indent + 3));
        list.extend(
            lines
                .into_iter()
                .enumerate()
                .map(|(n, line)| Row::text(indent + 2 * usize::from(n > 0), line, Role::Quiet)),
        );
    }
    list
}

fn requirement<'a>(case: &'a Case<'_>, selected: usize) -> Option<&'a Requirement> {
    case.advisor.matrix.as_ref()?.requirements.get(selected)
}

/// The lines of the part's own result.
fn own(case: &Case<'_>, part: Part) -> Option<words::Column> {
    let title = match part {
        Part::Tree => "Decision tree",
        Part::Matrix => "Matrix, 0 to 3",
        Part::Criteria => "Criteria, points",
        Part::Results => return None,
    };
    words::columns(case).into_iter().find(|c| c.title == title)
}

/// What comes out, in a few rows under the list.
fn below(case: &Case<'_>, screen: &Advise, width: usize, most: usize) -> Vec<Row> {
    let mut rows = own_rows(case, screen.part, width, most);
    rows.truncate(most);
    let mut list = Vec::new();
    if screen.part == Part::Matrix
        && let Some(row) = requirement(case, screen.here())
    {
        let mut cells = cells_of(case.advisor, row, 3, width);
        // In a low window the result comes first.
        cells.truncate(most.saturating_sub(rows.len()));
        list.extend(cells);
    }
    list.extend(rows);
    list
}

/// The part's own result.
fn own_rows(case: &Case<'_>, part: Part, width: usize, most: usize) -> Vec<Row> {
    let Some(column) = own(case, part) else { return Vec::new() };
    let texts: Vec<(String, Role)> =
        column.lines.iter().map(|l| (Clean::line(l).to_string(), Role::Text)).collect();
    let mut rows = drawn::side_by_side("Result", 11, width, texts);
    if part == Part::Tree
        && let Some((reason, _)) = words::why(case)
    {
        let lines = wrap(Clean::line(&reason).as_str(), width.saturating_sub(13));
        // A sentence is shown whole or not at all; the results have it.
        if rows.len() + lines.len() <= most {
            rows.extend(drawn::labelled("Why", 3, 8, &lines, Role::Text));
        }
    }
    rows
}

/// What comes out, in the pane at the right: all three results, and what the selected requirement says.
fn beside(case: &Case<'_>, screen: &Advise, page: &mut Page<'_>) {
    let width = page.width();
    let mut list = Vec::new();
    let text = |list: &mut Vec<Row>, indent: usize, text: &str, role: Role| {
        let lines = wrap(Clean::line(text).as_str(), width.saturating_sub(indent + 2));
        list.extend(lines.into_iter().map(|line| Row::text(indent, line, role)));
    };
    for column in words::columns(case) {
        text(&mut list, 1, column.title, Role::Strong);
        for line in &column.lines {
            text(&mut list, 3, line, Role::Text);
        }
        list.push(Row::blank());
    }
    match screen.part {
        Part::Matrix => {
            if let Some(row) = requirement(case, screen.here()) {
                text(&mut list, 1, &row.title, Role::Strong);
                list.extend(cells_of(case.advisor, row, 3, width));
                if !row.use_case.is_empty() {
                    text(&mut list, 3, &format!("Matters for: {}", row.use_case), Role::Quiet);
                }
            }
        }
        Part::Tree => {
            if let Some((reason, questions)) = words::why(case) {
                text(&mut list, 1, "Why", Role::Strong);
                text(&mut list, 3, &reason, Role::Text);
                for (id, title) in questions {
                    text(&mut list, 3, &format!("{id} {title}"), Role::Quiet);
                }
            }
        }
        Part::Criteria => {
            let changes = words::changes(case);
            if !changes.is_empty() {
                text(&mut list, 1, "What one other answer would change", Role::Strong);
            }
            for change in changes {
                text(&mut list, 3, &change, Role::Quiet);
            }
        }
        Part::Results => {}
    }
    drawn::draw_from(page, &list, 0);
}
