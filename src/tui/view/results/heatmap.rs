//! The result as a grid: a row for each dimension, a cell for each question, and below it the selected question.

use crate::app::screen::results::{Results, own};
use crate::app::shown::Shown;
use crate::model::{Level, Ratio};
use crate::scoring::QuestionScore;
use crate::text::Clean;
use crate::text::width::{fit_pad, pad_left, wrap};
use crate::tui::theme::Role;
use crate::tui::view::WIDE;
use crate::tui::widget::{Page, Row, rows as drawn, window};

use super::{beside, inside, list_width, pane, title};

/// Cells of the screen that one cell of the grid takes: `[3]`.
const CELL: usize = 3;
/// Rows that the selected question takes at least.
const BELOW: usize = 6;
/// What the cells are.
const LEGEND: &str = "level of each question, . open, - n/a";

pub fn draw(shown: &Shown, screen: &Results, page: &mut Page<'_>) {
    let questions = own(shown, screen.dimension);
    let here = questions.get(screen.cell(questions.len())).copied();
    if page.width() >= WIDE {
        let left = |page: &mut Page<'_>| {
            grid(shown, screen, page.height(), page);
        };
        beside(page, list_width(page), left, |page| {
            let Some(entry) = here else { return };
            let mut list = vec![Row::blank()];
            list.extend(inside::question(shown, entry, page.width()));
            drawn::draw_from(page, &list, 0);
        });
        return;
    }
    let (width, height) = (page.width(), page.height());
    let rows = (shown.card.dimensions.len() + 1).min(height.saturating_sub(BELOW + 1));
    let more = page.within(0, 0, width, rows, |page| grid(shown, screen, rows, page));
    if more > 0 {
        page.put_right(rows, &format!("{more} more below"), Role::Quiet);
    }
    page.within(0, rows + 1, width, height.saturating_sub(rows + 1), |page| {
        if let Some(entry) = here {
            let mut list = detail(shown, entry, width, true);
            // How far it is to the next level matters more than where the answer is; enter shows all of it.
            if list.len() > page.height() {
                list = detail(shown, entry, width, false);
            }
            drawn::draw_from(page, &list, 0);
        }
    });
}

/// The colour of a cell: a second cue, the digit says it all.
fn shade(level: Option<Level>) -> Role {
    level.map_or(Role::Text, |level| Role::Level(level.number()))
}

/// Draws the grid, and says how many rows do not fit below.
fn grid(shown: &Shown, screen: &Results, height: usize, page: &mut Page<'_>) -> usize {
    let dimensions = &shown.card.dimensions;
    let most = (0..dimensions.len()).map(|d| own(shown, d).len()).max().unwrap_or(0);
    // Name, cells, score: the cells scroll sideways where there are very many.
    let at = page.width().saturating_sub(most * CELL + 9).clamp(20, 46);
    let room = (page.width().saturating_sub(at + 9) / CELL).max(1).min(most.max(1));
    let first = window(screen.cell(own(shown, screen.dimension).len()), most, room);
    if at >= LEGEND.len() + 4 {
        page.put(3, 0, LEGEND, Role::Quiet);
    }
    for n in 0..room {
        page.put(at + n * CELL, 0, &pad_left(&(first + n + 1).to_string(), 2), Role::Quiet);
    }
    page.put(at + room * CELL + 2, 0, "score", Role::Quiet);
    let start = window(screen.dimension, dimensions.len(), height.saturating_sub(1));
    for (y, (i, (code, set))) in
        dimensions.iter().enumerate().skip(start).take(height.saturating_sub(1)).enumerate()
    {
        let (here, y) = (i == screen.dimension, y + 1);
        let role = if here { Role::Selected } else { Role::Text };
        if here {
            page.mark(1, y);
        }
        let name = fit_pad(title(shown, code).as_str(), at.saturating_sub(10), page.glyphs.ellipsis());
        page.put(3, y, code.as_str(), role);
        page.put(9, y, &name, role);
        let questions = own(shown, i);
        let cell = here.then(|| screen.cell(questions.len()));
        for (n, entry) in questions.iter().enumerate().skip(first).take(room) {
            let x = at + (n - first) * CELL;
            let mark = entry.standing.mark();
            if cell == Some(n) {
                page.put(x, y, &format!(">{mark}<"), Role::Selected);
                page.set_cursor(x, y);
            } else {
                page.put(x, y, &format!("[{mark}]"), shade(entry.standing.level()));
            }
        }
        let score = set.score.map_or("-".to_owned(), Ratio::score);
        page.put(at + room * CELL + 2, y, &pad_left(&score, 5), role);
    }
    dimensions.len().saturating_sub(start + height.saturating_sub(1))
}

/// The selected question: what is asked, the statement of its level if wanted, and that of the next one.
fn detail(shown: &Shown, entry: &QuestionScore, width: usize, reached: bool) -> Vec<Row> {
    let Some(asked) = shown.questionnaire.question(&entry.id) else { return Vec::new() };
    let what = format!("{} {}   {}", entry.id, Clean::line(&asked.title), pane::standing(&entry.standing));
    let mut list = Vec::new();
    let mut put = |text: &str, role: Role| {
        let lines = wrap(Clean::line(text).as_str(), width.saturating_sub(5));
        list.extend(lines.into_iter().map(|l| Row::text(3, l, role)));
    };
    put(&what, Role::Strong);
    put(&asked.prompt, Role::Text);
    let level = entry.standing.level();
    if let Some(level) = level.filter(|_| reached) {
        put(&format!("Level {level}: {}", asked.statement(level)), Role::Text);
    }
    let applies = level.is_some() || entry.standing.is_open();
    if let Some(next) = level.map_or(Some(Level::ONE), Level::next).filter(|_| applies) {
        put(&format!("Level {next}: {}", asked.statement(next)), Role::Quiet);
    }
    list
}
