//! Review before finishing: what is open, flagged, unsure or without evidence, and what finishing would mean.

use crate::answering;
use crate::app::App;
use crate::app::screen::review::{Group, Review, members, outlook, rows};
use crate::app::work::Work;
use crate::model::AnswerState;
use crate::text::Clean;
use crate::text::width::{fit_pad, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::frame;

pub fn draw(app: &App, screen: &Review, page: &mut Page<'_>) {
    let Some(work) = &app.work else { return };
    let (answered, asked) = work.progress();
    let title = format!("{}   Review", frame::draft_title(work));
    frame::head(page, &title, &frame::draft_state(work), answered, asked);
    frame::body(page, |page| {
        let (width, height) = (page.width(), page.height());
        let mut below = vec![Row::blank()];
        for line in outlook(work) {
            below.extend(
                wrap(Clean::line(&line).as_str(), width - 4).into_iter().map(|l| Row::text(3, l, Role::Text)),
            );
        }
        for parked in &work.draft.parking_lot {
            let at = parked.question.as_ref().map_or(String::new(), |q| format!("{q} "));
            below.push(Row::text(3, format!("Parked: {at}{}", Clean::line(&parked.text)), Role::Text));
        }
        // Parked topics never push the questions off the screen.
        let most = height / 3;
        if below.len() > most {
            let hidden = below.len() - most + 1;
            below.truncate(most.saturating_sub(1));
            below.push(Row::text(3, format!("{hidden} more parked"), Role::Quiet));
        }
        below.push(Row::text(3, "F finishes. Nothing is lost if you leave now.", Role::Quiet));
        let top = height.saturating_sub(below.len());
        page.within(0, 0, width, top, |page| {
            let list = list(work, screen, page);
            drawn::draw(page, &list);
        });
        page.within(0, top, width, below.len(), |page| drawn::draw(page, &below));
    });
}

fn counts(work: &Work, screen: &Review, width: usize) -> Vec<Row> {
    let role = |on| if on { Role::Selected } else { Role::Text };
    let all = (format!("to check {}", rows(work, None).len()), role(screen.filter.is_none()));
    let groups = Group::ALL.map(|group| {
        (format!("{} {}", group.short(), members(work, group).len()), role(screen.filter == Some(group)))
    });
    drawn::side_by_side("Show", 10, width, std::iter::once(all).chain(groups).collect())
}

fn list(work: &Work, screen: &Review, page: &Page<'_>) -> Vec<Row> {
    let mut list = vec![Row::blank()];
    list.extend(counts(work, screen, page.width()));
    list.push(Row::blank());
    let rows = rows(work, screen.filter);
    if rows.is_empty() {
        list.push(Row::text(3, "Nothing left to review.", Role::Text));
        return list;
    }
    let selected = screen.selected.min(rows.len() - 1);
    let mut last = None;
    for (i, (group, id)) in rows.iter().enumerate() {
        if last != Some(*group) {
            if last.is_some() {
                list.push(Row::blank());
            }
            list.push(Row::text(3, group.title(), Role::Strong));
            last = Some(*group);
        }
        let here = i == selected;
        let row = question_row(work, id, here, page);
        list.push(if here { row.marked(1) } else { row });
    }
    list
}

fn question_row(work: &Work, id: &crate::model::QuestionId, here: bool, page: &Page<'_>) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let Some(question) = work.questionnaire.question(id) else {
        return Row::text(3, id.as_str(), role);
    };
    let answer = work.answers.get(id).or_else(|| work.answer(id));
    let mut what = match answer.map(|a| &a.state) {
        Some(AnswerState::NotApplicable { reason }) => format!("n/a, {reason}"),
        _ => answering::short(question, answer),
    };
    if let Some(flag) = answer.and_then(|a| a.flag.as_deref()).filter(|f| !f.is_empty()) {
        what.push_str(&format!("  \"{}\"", Clean::line(flag)));
    } else if let Some(note) = answer.and_then(|a| a.note.as_deref()) {
        what.push_str(&format!("  \"{}\"", Clean::line(note)));
    }
    let title = page.width().saturating_sub(44).clamp(12, 44);
    let must = if question.must_have { "must-have" } else { "" };
    Row::text(3, id.as_str(), role)
        .and(12, fit_pad(Clean::line(&question.title).as_str(), title, page.glyphs.ellipsis()), role)
        .and(title + 13, must, Role::Quiet)
        .and(title + 24, what, Role::Text)
}
