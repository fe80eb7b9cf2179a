//! The overview of a draft: dimensions with what is answered, and the questions of the selected one.

use crate::answering;
use crate::app::App;
use crate::app::find::Filter;
use crate::app::last::short_quarter;
use crate::app::screen::overview::{Overview, dimensions, dimensions_in, left};
use crate::app::work::Work;
use crate::model::profile::applies;
use crate::model::{AnswerState, Question, Ratio};
use crate::text::Clean;
use crate::text::glyphs::bar;
use crate::text::width::{cells, fit_pad, wrap};
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
        let list =
            if wide { width.saturating_sub(46).min(if width >= 140 { 100 } else { 78 }) } else { width };
        if wide || screen.question.is_none() {
            page.within(0, 0, list, height, |page| {
                let mut rows = dimension_rows(work, screen, page);
                // On a low window the empty rows go first, and the names of the columns stay.
                if rows.len() > height {
                    rows.retain(|row| !row.pieces.is_empty());
                    drawn::draw_from(page, rows.get(..1).unwrap_or_default(), 0);
                    page.within(0, 1, list, height.saturating_sub(1), |page| {
                        drawn::draw(page, rows.get(1..).unwrap_or_default());
                    });
                } else {
                    drawn::draw(page, &rows);
                }
            });
        }
        if wide {
            for y in 0..height {
                let divider = page.glyphs.divider();
                page.put(list, y, divider, Role::Quiet);
            }
            page.within(list + 1, 0, width - list - 1, height, |page| questions(work, screen, page));
        } else if screen.question.is_some() {
            questions(work, screen, page);
        }
    });
}

/// Where the columns stand.
struct Columns {
    /// The bar; as wide as `bar_width`.
    bar: usize,
    bar_width: usize,
    count: usize,
    flag: usize,
    not_applicable: usize,
    score: usize,
    last: usize,
}

impl Columns {
    fn of(width: usize, last: bool) -> Self {
        let bar_width = if width >= 64 { 10 } else { 0 };
        let right = if last { 32 } else { 25 };
        let count = width.saturating_sub(right);
        let bar = count.saturating_sub(if bar_width > 0 { bar_width + 1 } else { 0 });
        let (flag, not_applicable, score) = (count + 7, count + 13, count + 18);
        Self { bar, bar_width, count, flag, not_applicable, score, last: count + 25 }
    }
}

/// What stands in the columns of a row.
#[derive(Default)]
struct Sums {
    answered: usize,
    asked: usize,
    flags: usize,
    not_applicable: usize,
}

fn dimension_rows(work: &Work, screen: &Overview, page: &Page<'_>) -> Vec<Row> {
    let last = work.last_scores();
    let at = Columns::of(page.width(), last.is_some());
    let mut head = Row::text(3, "Dimension", Role::Quiet)
        .and(at.bar, if at.bar_width > 0 { "answered" } else { "done" }, Role::Quiet)
        .and(at.flag + 1, "flag", Role::Quiet)
        .and(at.not_applicable + 1, "n/a", Role::Quiet)
        .and(at.score, "score", Role::Quiet);
    if let Some(last) = last {
        head = head.and(at.last, short_quarter(last.period, work.period()), Role::Quiet);
    }
    let mut list = vec![Row::blank(), head];
    let mut total = Sums::default();
    // A narrowed list still counts every question of a dimension.
    let all = dimensions_in(work, &Filter::default());
    for (i, (dimension, _)) in dimensions(work).iter().enumerate() {
        let Some((_, questions)) = all.iter().find(|(d, _)| d.code == dimension.code) else { continue };
        let here = i == screen.dimension;
        let sums = sums(work, questions);
        let role = if here { Role::Selected } else { Role::Text };
        let title = fit_pad(
            Clean::line(&dimension.title).as_str(),
            at.bar.saturating_sub(11),
            page.glyphs.ellipsis(),
        );
        let row = Row::text(3, dimension.code.as_str(), role).and(9, title, role);
        let score = work.card.dimension(&dimension.code).and_then(|s| s.score);
        let before = last.and_then(|l| l.scores.get(&dimension.code).copied());
        let row = cells_of(row, &at, &sums, (score, before), page);
        list.push(if here && screen.question.is_none() { row.marked(1) } else { row });
        total.answered += sums.answered;
        total.asked += sums.asked;
        total.flags += sums.flags;
        total.not_applicable += sums.not_applicable;
    }
    let whole = (work.card.overall.score, last.and_then(|l| l.score));
    list.push(Row::blank());
    list.push(cells_of(Row::text(9, "Whole", Role::Text), &at, &total, whole, page));
    list.push(Row::blank());
    for line in wrap(&left(work), page.width().saturating_sub(5)) {
        list.push(Row::text(3, line, Role::Text));
    }
    list
}

fn sums(work: &Work, questions: &[&Question]) -> Sums {
    let applying: Vec<_> =
        questions.iter().filter(|q| applies(&q.applies_when, &work.draft.profile)).collect();
    let not_applicable = |q: &&&Question| {
        work.answers.get(&q.id).is_some_and(|a| matches!(a.state, AnswerState::NotApplicable { .. }))
    };
    Sums {
        answered: applying.iter().filter(|q| work.answers.contains_key(&q.id)).count(),
        asked: applying.len(),
        flags: questions.iter().filter(|q| work.answer(&q.id).is_some_and(|a| a.flag.is_some())).count(),
        not_applicable: questions.iter().filter(not_applicable).count(),
    }
}

/// A row with its numbers. A score is shown once something is answered.
fn cells_of(
    row: Row,
    at: &Columns,
    sums: &Sums,
    (score, before): (Option<Ratio>, Option<Ratio>),
    page: &Page<'_>,
) -> Row {
    let part = Ratio::checked(as_number(sums.answered), as_number(sums.asked)).unwrap_or(Ratio::ZERO);
    let some = |n: usize| if n > 0 { n.to_string() } else { String::new() };
    let flags = if sums.flags > 0 { format!("! {}", sums.flags) } else { String::new() };
    let score = score.filter(|_| sums.answered > 0).map_or("-".to_owned(), Ratio::score);
    let row = row
        .and(at.bar, bar(page.glyphs, part, part, 1, at.bar_width), Role::Accent)
        .and(at.count, format!("{}/{}", sums.answered, sums.asked), Role::Text)
        .and(at.flag + 5usize.saturating_sub(cells(&flags)), flags, Role::Warning)
        .and(at.not_applicable, format!("{:>4}", some(sums.not_applicable)), Role::Text)
        .and(at.score, format!("{score:>5}"), Role::Text);
    match before {
        Some(before) => row.and(at.last, before.score(), Role::Quiet),
        None => row,
    }
}

fn as_number(n: usize) -> i128 {
    i128::try_from(n).unwrap_or(i128::MAX)
}

fn questions(work: &Work, screen: &Overview, page: &mut Page<'_>) {
    let list = dimensions(work);
    let Some((dimension, questions)) = list.get(screen.dimension) else { return };
    let width = page.width();
    let title = format!("{} {}", dimension.code, Clean::line(&dimension.title));
    let mut rows = vec![Row::blank()];
    rows.extend(wrap(&title, width.saturating_sub(2)).into_iter().map(|l| Row::text(1, l, Role::Strong)));
    rows.push(Row::blank());
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
            what.push_str(if width < 60 { "  !" } else { "  ! flagged" });
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
