//! One question: the five statements are the hero, then the practices of the next level, then what is known.

use crate::answering;
use crate::app::App;
use crate::app::screen::question::{Question, STATEMENTS, chosen, listed};
use crate::app::work::Work;
use crate::model::{Answer, AnswerState, Level, Polarity, Question as Asked};
use crate::text::Clean;
use crate::text::width::{cells, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::rows::labelled;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame};

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
        page.within(0, 0, width, height, |page| {
            if screen.guidance && !wide {
                let list = guidance(work, question, page.width());
                drawn::draw_from(page, &list, screen.scroll.min(list.len().saturating_sub(page.height())));
            } else {
                let prompt = prompt(question, page.width());
                drawn::draw(page, &prompt);
                let (top, width) = (prompt.len(), page.width());
                page.within(0, top, width, height.saturating_sub(top), |page| {
                    let list = question_rows(work, screen, question, page, wide);
                    drawn::draw(page, &list);
                });
            }
        });
        if wide {
            for y in 0..height {
                let divider = page.glyphs.divider();
                page.put(width, y, divider, Role::Quiet);
            }
            page.within(width + 1, 0, PANE, height, |page| {
                let list = guidance(work, question, page.width());
                let start = if screen.guidance {
                    screen.scroll.min(list.len().saturating_sub(page.height()))
                } else {
                    0
                };
                drawn::draw_from(page, &list, start);
            });
        }
    });
}

fn head(work: &Work, question: &Asked, page: &mut Page<'_>) {
    let own: Vec<_> = work.asked().into_iter().filter(|q| q.id.code() == question.id.code()).collect();
    let place = own.iter().position(|q| q.id == question.id).map_or(0, |i| i + 1);
    let must = if question.must_have { "   must-have" } else { "" };
    let left = format!(
        "{}   {} {}{must}   {place} of {} in {}",
        frame::draft_title(work),
        question.id,
        Clean::line(&question.title),
        own.len(),
        question.id.code()
    );
    let (answered, asked) = work.progress();
    frame::head(page, &left, &frame::draft_state(work), answered, asked);
}

/// Everything below the head, as much as fits: what folds first is what can be read elsewhere.
fn question_rows(work: &Work, screen: &Question, question: &Asked, page: &Page<'_>, wide: bool) -> Vec<Row> {
    let (width, height) = (page.width(), page.height());
    let statements = statements(work, screen, question, width, false);
    let practices = practices(work, screen, question, width, page);
    let mut known = known(work, question, width);
    if !wide {
        let mut why = labelled(
            "Why",
            3,
            10,
            &wrap(Clean::line(&question.why).as_str(), width.saturating_sub(15)),
            Role::Text,
        );
        why.truncate(3);
        known.insert(0, why);
    }
    let used = statements.len() + practices.len() + 2;
    let mut space = height.saturating_sub(used);
    let roomy = space > known.iter().map(Vec::len).sum::<usize>() + STATEMENTS + 1;
    let statements = if roomy { self::statements(work, screen, question, width, true) } else { statements };
    space = if roomy { space - (STATEMENTS - 1) } else { space };
    let mut list = vec![Row::blank()];
    list.extend(statements);
    list.push(Row::blank());
    list.extend(practices);
    let mut shown: Vec<Vec<Row>> = Vec::new();
    // The answer's own facts come before the guidance, which `tab` shows in full.
    let mut left = space.saturating_sub(1);
    for (i, group) in known.into_iter().rev().enumerate() {
        // The answer itself is always there, below the practices if need be.
        if group.len() <= left || i == 0 {
            left = left.max(group.len());
            left -= group.len();
            shown.push(group);
        }
    }
    if shown.iter().any(|g| !g.is_empty()) {
        list.push(Row::blank());
    }
    list.extend(shown.into_iter().rev().flatten());
    list
}

fn prompt(question: &Asked, width: usize) -> Vec<Row> {
    wrap(Clean::line(&question.prompt).as_str(), width.saturating_sub(4))
        .into_iter()
        .map(|l| Row::text(1, l, Role::Strong))
        .collect()
}

fn statements(work: &Work, screen: &Question, question: &Asked, width: usize, airy: bool) -> Vec<Row> {
    let chosen = chosen(work, &question.id);
    let mut list = Vec::new();
    for level in Level::all() {
        let here = screen.cursor == level.index();
        let is_chosen = chosen == Some(level);
        let role = match (here, is_chosen) {
            (true, _) => Role::Selected,
            (false, true) => Role::Strong,
            _ => Role::Text,
        };
        let lines = wrap(Clean::line(question.statement(level)).as_str(), width.saturating_sub(9));
        for (i, line) in lines.into_iter().enumerate() {
            let mut row = Row::text(7, line, role);
            row.selected = here;
            if i == 0 {
                let mark = if is_chosen { "*" } else { " " };
                row = row.and(3, format!("{mark} {level}"), role);
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

fn practices(work: &Work, screen: &Question, question: &Asked, width: usize, page: &Page<'_>) -> Vec<Row> {
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
        let role = if here { Role::Selected } else { Role::Text };
        let text = crate::text::width::fit(
            Clean::line(&practice.title).as_str(),
            width.saturating_sub(9),
            page.glyphs.ellipsis(),
        );
        let row = Row::text(3, mark, role).and(7, text, role);
        list.push(if here { row.marked(1) } else { row });
    }
    list
}

/// What the team said: state, evidence, note, each a group that folds as a whole.
fn known(work: &Work, question: &Asked, width: usize) -> Vec<Vec<Row>> {
    let answer = work.answer(&question.id);
    let indent = width.saturating_sub(15);
    let mut groups = Vec::new();
    if let Some(answer) = answer {
        let mut evidence = Vec::new();
        for (i, e) in answer.evidence.iter().enumerate() {
            let sign = if e.polarity == Polarity::For { "+" } else { "-" };
            let line = format!("{sign} {}", Clean::line(&e.reference));
            let row = Row::text(13, line, Role::Text);
            evidence.push(if i == 0 { row.and(3, "Evidence", Role::Quiet) } else { row });
        }
        groups.push(evidence);
        if let Some(note) = &answer.note {
            let mut lines: Vec<String> =
                Clean::block(note).as_str().lines().flat_map(|l| wrap(l, indent)).collect();
            lines.truncate(3);
            groups.push(labelled("Note", 3, 10, &lines, Role::Text));
        }
    }
    groups.push(vec![state(question, answer)]);
    groups
}

/// One line with the answer: what it is, how sure, flagged.
fn state(question: &Asked, answer: Option<&Answer>) -> Row {
    let what = match answer.map(|a| &a.state) {
        Some(AnswerState::NotApplicable { reason }) => format!("not applicable: {reason}"),
        Some(AnswerState::Unknown) => "unknown: counts 0 until somebody finds out".to_owned(),
        Some(AnswerState::Rated { .. }) => {
            let text = answering::short(question, answer);
            let score = if text.contains('.') { text } else { format!("{text}.00") };
            format!("answered {score}")
        }
        Some(AnswerState::Unanswered) | None => "not answered yet".to_owned(),
    };
    let mut parts = vec![what];
    if let Some(answer) = answer {
        // Evidence and notes fold away where there is no room; that they are there is always shown.
        if !answer.evidence.is_empty() {
            parts.push(format!("{} evidence", answer.evidence.len()));
        }
        if answer.note.is_some() {
            parts.push("note".to_owned());
        }
        parts.extend(answer.confidence.map(|c| format!("sure {}", c.name())));
    }
    let text = parts.join("   ");
    let end = 13 + cells(&text) + 3;
    let row = Row::text(3, "Answer", Role::Quiet).and(13, text, Role::Text);
    if answer.is_some_and(|a| a.flag.is_some()) { row.and(end, "! flagged", Role::Warning) } else { row }
}

/// Why it matters, where to look, what is not enough, and the practices of the next level in full.
fn guidance(work: &Work, question: &Asked, width: usize) -> Vec<Row> {
    let inner = width.saturating_sub(4);
    let mut list = Vec::new();
    let mut section = |title: String, texts: &[String]| {
        if texts.is_empty() {
            return;
        }
        if !list.is_empty() {
            list.push(Row::blank());
        }
        list.push(Row::text(1, title, Role::Strong));
        for text in texts {
            let lines = wrap(Clean::line(text).as_str(), inner);
            list.extend(lines.into_iter().map(|l| Row::text(2, l, Role::Text)));
        }
    };
    section("Why it matters".to_owned(), std::slice::from_ref(&question.why));
    section("Look for".to_owned(), &question.look_for);
    section("Not enough".to_owned(), &question.overclaims);
    let (level, practices) = listed(work, &question.id);
    for practice in practices {
        let mut texts = vec![practice.how.clone(), format!("Done when: {}", practice.done_when)];
        if !practice.check.is_empty() {
            texts.push(format!("Check: {}", practice.check));
        }
        texts.retain(|t| !t.is_empty());
        let level = level.map_or(String::new(), |l| format!("For {l}: "));
        section(format!("{level}{} (effort {})", practice.id, practice.effort.name()), &texts);
    }
    list
}
