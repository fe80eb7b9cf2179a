//! The overview of a draft: dimensions with what is answered, and the questions of the selected one.

use crate::answering;
use crate::app::App;
use crate::app::find::Filter;
use crate::app::screen::overview::{Overview, dimensions, dimensions_in};
use crate::app::work::Work;
use crate::model::profile::applies;
use crate::model::{Dimension, Question, Ratio};
use crate::text::Clean;
use crate::text::glyphs::bar;
use crate::text::width::fit_pad;
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame};

pub fn draw(app: &App, screen: &Overview, page: &mut Page<'_>) {
    let Some(work) = &app.work else { return };
    let (answered, asked) = work.progress();
    let title = format!("{}   Overview", frame::draft_title(work));
    frame::head(page, &title, &frame::draft_state(work), answered, asked);
    let wide = page.width() >= WIDE;
    frame::body(page, |page| {
        let (width, height) = (page.width(), page.height());
        let left = if wide { 76 } else { width };
        if wide || screen.question.is_none() {
            page.within(0, 0, left, height, |page| {
                let list = dimension_rows(work, screen, page);
                drawn::draw(page, &list);
            });
        }
        if wide {
            for y in 0..height {
                let divider = page.glyphs.divider();
                page.put(left, y, divider, Role::Quiet);
            }
            page.within(left + 1, 0, width - left - 1, height, |page| questions(work, screen, page));
        } else if screen.question.is_some() {
            questions(work, screen, page);
        }
    });
}

fn dimension_rows(work: &Work, screen: &Overview, page: &Page<'_>) -> Vec<Row> {
    let x = bar_at(page);
    let mut list = vec![
        Row::blank(),
        Row::text(3, "Dimension", Role::Quiet)
            .and(x, "answered", Role::Quiet)
            .and(x + 17, "score", Role::Quiet)
            .and(x + 24, "flag", Role::Quiet),
    ];
    // A narrowed list still counts every question of a dimension.
    let all = dimensions_in(work, &Filter::default());
    for (i, (dimension, _)) in dimensions(work).iter().enumerate() {
        let Some((_, questions)) = all.iter().find(|(d, _)| d.code == dimension.code) else { continue };
        let here = i == screen.dimension;
        let row = dimension_row(work, dimension, questions, here, page);
        list.push(if here && screen.question.is_none() { row.marked(1) } else { row });
    }
    let (answered, asked) = work.progress();
    let minutes = ((asked - answered) * 75).div_ceil(60);
    list.push(Row::blank());
    let left = if answered == asked {
        "Everything is answered. R reviews it before finishing.".to_owned()
    } else {
        format!("{} left, about {minutes} min as a team.", asked - answered)
    };
    list.push(Row::text(3, left, Role::Text));
    list
}

fn dimension_row(
    work: &Work,
    dimension: &Dimension,
    questions: &[&Question],
    here: bool,
    page: &Page<'_>,
) -> Row {
    let applying: Vec<_> =
        questions.iter().filter(|q| applies(&q.applies_when, &work.draft.profile)).collect();
    let answered = applying.iter().filter(|q| work.answers.contains_key(&q.id)).count();
    let flags = questions.iter().filter(|q| work.answer(&q.id).is_some_and(|a| a.flag.is_some())).count();
    let score = work
        .card
        .dimension(&dimension.code)
        .filter(|_| answered > 0)
        .and_then(|s| s.score)
        .map_or("-".to_owned(), Ratio::score);
    let role = if here { Role::Selected } else { Role::Text };
    let x = bar_at(page);
    let part = Ratio::checked(as_number(answered), as_number(applying.len())).unwrap_or(Ratio::ZERO);
    let done = bar(page.glyphs, part, part, 1, 10);
    let flags = if flags > 0 { format!("! {flags}") } else { String::new() };
    Row::text(3, dimension.code.as_str(), role)
        .and(9, fit_pad(Clean::line(&dimension.title).as_str(), x - 10, page.glyphs.ellipsis()), role)
        .and(x, done, Role::Accent)
        .and(x + 11, format!("{answered}/{}", applying.len()), Role::Text)
        .and(x + 17, score, Role::Text)
        .and(x + 24, flags, Role::Warning)
}

/// The column of the bars.
fn bar_at(page: &Page<'_>) -> usize {
    page.width().saturating_sub(30).clamp(20, 56)
}

fn as_number(n: usize) -> i128 {
    i128::try_from(n).unwrap_or(i128::MAX)
}

fn questions(work: &Work, screen: &Overview, page: &mut Page<'_>) {
    let list = dimensions(work);
    let Some((dimension, questions)) = list.get(screen.dimension) else { return };
    let width = page.width();
    let mut rows = vec![
        Row::blank(),
        Row::text(1, format!("{} {}", dimension.code, Clean::line(&dimension.title)), Role::Strong),
        Row::blank(),
    ];
    for (i, question) in questions.iter().enumerate() {
        let here = screen.question == Some(i);
        let role = if here { Role::Selected } else { Role::Text };
        let answer = work.answer(&question.id);
        let mut what = if applies(&question.applies_when, &work.draft.profile) {
            answering::short(question, answer)
        } else {
            "n/a, profile".to_owned()
        };
        if answer.is_some_and(|a| a.flag.is_some()) {
            what.push_str("  ! flagged");
        }
        let title = fit_pad(
            Clean::line(&question.title).as_str(),
            width.saturating_sub(26).clamp(10, 44),
            page.glyphs.ellipsis(),
        );
        let at = 12 + crate::text::width::cells(&title) + 2;
        let row = Row::text(3, question.id.as_str(), role).and(12, title, role).and(at, what, Role::Text);
        rows.push(if here { row.marked(1) } else { row });
    }
    drawn::draw(page, &rows);
}
