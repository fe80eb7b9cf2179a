//! One question: the five statements are the hero, then the practices of the next level, then what is known.

use crate::answering;
use crate::app::App;
use crate::app::last::short_quarter;
use crate::app::screen::question::{Question, STATEMENTS, chosen, listed};
use crate::app::work::Work;
use crate::model::{AnswerState, Level, Question as Asked};
use crate::text::Clean;
use crate::text::width::{cells, fit, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame};

#[path = "question_known.rs"]
mod known;
#[path = "question_panes.rs"]
mod panes;

/// The width of the pane at the right, where there is one.
const PANE: usize = 44;

pub fn draw(app: &App, screen: &Question, page: &mut Page<'_>) {
    let Some(work) = &app.work else { return };
    let Some(question) = work.questionnaire.question(&screen.id) else { return };
    head(work, question, page);
    let wide = page.width() >= WIDE;
    frame::body(page, |page| {
        let width = if wide { page.width() - PANE - 2 } else { page.width() };
        let height = page.height();
        if !wide && let Some(pane) = screen.pane {
            panes::open(work, question, pane, &screen.scroll, page);
            return;
        }
        page.within(0, 0, width, height, |page| {
            let prompt = prompt(question, page.width());
            drawn::draw(page, &prompt);
            let (top, width) = (prompt.len(), page.width());
            page.within(0, top, width, height.saturating_sub(top), |page| {
                let list = question_rows(work, screen, question, page, wide);
                drawn::draw(page, &list);
            });
        });
        if wide {
            for y in 0..height {
                let divider = page.glyphs.divider();
                page.put(width, y, divider, Role::Quiet);
            }
            page.within(width + 1, 0, PANE, height, |page| match screen.pane {
                Some(pane) => panes::open(work, question, pane, &screen.scroll, page),
                None => panes::summary(work, question, page),
            });
        }
    });
}

/// Where you are: the team gives way first, then the title; the place within the dimension never does.
fn head(work: &Work, question: &Asked, page: &mut Page<'_>) {
    let own: Vec<_> = work.asked().into_iter().filter(|q| q.id.code() == question.id.code()).collect();
    let place = own.iter().position(|q| q.id == question.id).map_or(0, |i| i + 1);
    let place = format!("   {}  {place} of {}", question.id, own.len());
    let state = frame::draft_state(work);
    let room = frame::room(page, &state).saturating_sub(cells(&place));
    let mut left = format!("{}{place}", draft_title(work, room, page));
    let title = format!("   {}", Clean::line(&question.title));
    if cells(&left) + cells(&title) <= room + cells(&place) {
        left.push_str(&title);
    }
    let (answered, asked) = work.progress();
    frame::head(page, &left, &state, answered, asked);
}

/// Team and quarter in the cells that are left for them.
fn draft_title(work: &Work, room: usize, page: &Page<'_>) -> String {
    let whole = frame::draft_title(work);
    if cells(&whole) <= room {
        return whole;
    }
    let quarter = work.period().spoken();
    let name = Clean::line(&work.team.name);
    let space = room.saturating_sub(cells(&quarter) + 1);
    if space < 4 {
        return fit(&quarter, room, page.glyphs.ellipsis());
    }
    format!("{} {quarter}", fit(name.as_str(), space, page.glyphs.ellipsis()))
}

/// Everything below the prompt, as much as fits: what folds first is what can be read elsewhere.
fn question_rows(work: &Work, screen: &Question, question: &Asked, page: &Page<'_>, wide: bool) -> Vec<Row> {
    let (width, height) = (page.width(), page.height());
    let statements = statements(work, screen, question, width, false);
    let practices = practices(work, screen, question, width);
    let groups = known::groups(work, question, width, wide, page.glyphs);
    let used = statements.len() + practices.len() + 2;
    let mut space = height.saturating_sub(used);
    let roomy = space > groups.iter().map(|g| g.rows.len()).sum::<usize>() + STATEMENTS + 1;
    let statements = if roomy { self::statements(work, screen, question, width, true) } else { statements };
    space = if roomy { space - (STATEMENTS - 1) } else { space };
    let mut list = vec![under_prompt(question, width)];
    list.extend(statements);
    list.push(Row::blank());
    list.extend(practices);
    let known = known::folded(work, question, groups, (width, space.saturating_sub(1)));
    // Blank rows give way before anything is out of sight.
    if list.len() + known.len() < height {
        list.push(Row::blank());
    }
    if list.len() + known.len() > height && !question.must_have {
        list.remove(0);
    }
    list.extend(known);
    list
}

/// The row under the prompt says what kind of question this is.
fn under_prompt(question: &Asked, width: usize) -> Row {
    let text = "must-have";
    if question.must_have {
        Row::text(width.saturating_sub(cells(text) + 3), text, Role::Strong)
    } else {
        Row::blank()
    }
}

fn prompt(question: &Asked, width: usize) -> Vec<Row> {
    wrap(Clean::line(&question.prompt).as_str(), width.saturating_sub(4))
        .into_iter()
        .map(|l| Row::text(1, l, Role::Strong))
        .collect()
}

/// The statements. What is selected is seen at the mark and the number, so that a move changes few cells and no
/// text changes its weight while it is read; the chosen statement stands out.
fn statements(work: &Work, screen: &Question, question: &Asked, width: usize, airy: bool) -> Vec<Row> {
    let chosen = chosen(work, &question.id);
    let before = work
        .last_level(&question.id)
        .zip(work.last(&question.id))
        .map(|(level, (last, _))| (level, format!("was {}", short_quarter(last.period, work.period()))));
    let mut list = Vec::new();
    for level in Level::all() {
        let here = screen.cursor == level.index();
        let is_chosen = chosen == Some(level);
        let role = if is_chosen { Role::Strong } else { Role::Text };
        let number = if here { Role::Selected } else { role };
        let text = Clean::line(question.statement(level));
        let was = before.as_ref().filter(|(l, _)| *l == level).map(|(_, text)| text.as_str());
        let (lines, beside) = with_label(text.as_str(), width.saturating_sub(9), was);
        for (i, line) in lines.into_iter().enumerate() {
            let mut row = Row::text(7, line, role);
            row.selected = here;
            if let Some(was) = was.filter(|_| i == beside) {
                row = row.and(width.saturating_sub(cells(was) + 3), was, Role::Quiet);
            }
            if i == 0 {
                let mark = if is_chosen { "*" } else { " " };
                row = row.and(3, format!("{mark} {level}"), number);
                if here {
                    row = row.marked(1);
                }
            }
            list.push(row);
        }
        if airy && level != Level::MAX {
            list.push(Row::blank());
        }
    }
    list
}

/// A text in lines with a label at the right of the first line that has room for it; and which line that is.
fn with_label(text: &str, width: usize, label: Option<&str>) -> (Vec<String>, usize) {
    let lines = wrap(text, width);
    let Some(label) = label else { return (lines, 0) };
    let room = width.saturating_sub(cells(label) + 3);
    if let Some(place) = lines.iter().position(|line| cells(line) <= room) {
        return (lines, place);
    }
    // Only the first line gives way.
    let first = wrap(text, room).into_iter().next().unwrap_or_default();
    let rest = text.strip_prefix(first.as_str()).unwrap_or_default().trim_start();
    let lines = std::iter::once(first).chain(wrap(rest, width)).collect();
    (lines, 0)
}

fn practices(work: &Work, screen: &Question, question: &Asked, width: usize) -> Vec<Row> {
    let (level, practices) = listed(work, &question.id);
    let Some(level) = level else {
        return vec![Row::text(3, "Level 4: every practice of this question is in place.", Role::Quiet)];
    };
    let in_place = answering::in_place(question, work.answer(&question.id));
    let met = practices.iter().filter(|p| in_place.contains(&p.id)).count();
    let state = format!("{met} of {} in place", practices.len());
    let title = match work.answer(&question.id).map(|a| &a.state) {
        Some(AnswerState::Rated { .. }) if level != Level::ONE => format!("For {level} you also need"),
        _ => format!("For {level} you need"),
    };
    let mut list = vec![Row::text(3, title, Role::Quiet).and(
        width.saturating_sub(cells(&state) + 3),
        state,
        Role::Quiet,
    )];
    for (i, practice) in practices.iter().enumerate() {
        let here = screen.cursor == STATEMENTS + i;
        let mark = if in_place.contains(&practice.id) { "[x]" } else { "[ ]" };
        let lines = wrap(Clean::line(&practice.title).as_str(), width.saturating_sub(9));
        for (n, line) in lines.into_iter().enumerate() {
            let mut row = Row::text(7, line, Role::Text);
            row.selected = here;
            if n == 0 {
                row = row.and(3, mark, if here { Role::Selected } else { Role::Text });
                row = if here { row.marked(1) } else { row };
            }
            list.push(row);
        }
    }
    list
}
