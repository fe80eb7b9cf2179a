//! Review before finishing: what deserves a look, and what finishing would mean.

mod pane;

use crate::answering;
use crate::app::App;
use crate::app::screen::review::{
    Choice, Entry, Group, Review, last_answer, members, outlook, rows, to_check,
};
use crate::app::work::Work;
use crate::model::answer::{REASON_OTHER, REASON_PROFILE};
use crate::model::{AnswerState, Question, QuestionId};
use crate::text::Clean;
use crate::text::width::{cells, fit, fit_pad, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{WIDE, frame};

pub fn draw(app: &App, screen: &Review, page: &mut Page<'_>) {
    let Some(work) = &app.work else { return };
    let (answered, asked) = work.progress();
    let title = format!("{}   Review", frame::draft_title(work));
    frame::head(page, &title, &frame::draft_state(work), answered, asked);
    frame::body(page, |page| {
        if screen.nothing_left(work) {
            let list = nothing_left(work, screen, page.width());
            return drawn::draw(page, &list);
        }
        let (width, height) = (page.width(), page.height());
        let left = if width >= WIDE { (width - 45).min(75) } else { width };
        let low = height < 16;
        let above = counts(work, screen, left, low);
        let below = if left < width { Vec::new() } else { below(work, width, low) };
        let top = height.saturating_sub(below.len());
        page.within(0, 0, left, above.len(), |page| drawn::draw_from(page, &above, 0));
        page.within(0, above.len(), left, top.saturating_sub(above.len()), |page| {
            let list = list(work, screen, page);
            drawn::draw(page, &list);
        });
        page.within(0, top, left, below.len(), |page| drawn::draw_from(page, &below, 0));
        if left < width {
            for y in 0..height {
                page.put(left, y, page.glyphs.divider(), Role::Quiet);
            }
            page.within(left + 1, 0, width - left - 1, height, |page| {
                let list = pane::rows(work, screen, page);
                drawn::draw_from(page, &list, 0);
            });
        }
    });
}

/// What finishing now would mean. On a low window the questions need the rows; all of it is said when it is asked.
fn below(work: &Work, width: usize, low: bool) -> Vec<Row> {
    let mut below = if low { Vec::new() } else { vec![Row::blank()] };
    for line in outlook(work).into_iter().take(if low { 1 } else { usize::MAX }) {
        let lines = wrap(Clean::line(&line).as_str(), width.saturating_sub(4));
        below.extend(lines.into_iter().map(|l| Row::text(3, l, Role::Text)));
    }
    below
}

/// How many there are of each group; the group that is shown stands out.
fn counts(work: &Work, screen: &Review, width: usize, low: bool) -> Vec<Row> {
    let role = |on| if on { Role::Selected } else { Role::Text };
    let all = (format!("all {}", to_check(work)), role(screen.filter.is_none()));
    let groups = Group::ALL.into_iter().filter_map(|group| {
        let count = members(work, group).len();
        // What can only be there after an earlier record, or when somebody parked a topic, is named when it is.
        let always =
            group.is_wanted(work) && !matches!(group, Group::Changed | Group::Parked | Group::NotApplicable);
        let text = format!("{} {count}", group.short());
        (always || count > 0).then(|| (text, role(screen.filter == Some(group))))
    });
    let mut list = drawn::side_by_side("Show", 9, width, std::iter::once(all).chain(groups).collect());
    if !low {
        list.insert(0, Row::blank());
        list.push(Row::blank());
    }
    list
}

fn list(work: &Work, screen: &Review, page: &Page<'_>) -> Vec<Row> {
    let mut list = Vec::new();
    let rows = rows(work, screen.filter);
    if rows.is_empty() {
        list.push(Row::text(3, "Nothing here any more. tab shows the other groups.", Role::Text));
        return list;
    }
    let selected = screen.selected.min(rows.len() - 1);
    let mut last = None;
    for (i, (group, entry)) in rows.iter().enumerate() {
        if last != Some(*group) {
            if last.is_some() {
                list.push(Row::blank());
            }
            let count = members(work, *group).len().to_string();
            let at = page.width().saturating_sub(cells(&count) + 2).min(70);
            list.push(Row::text(3, group.title(work), Role::Strong).and(at, count, Role::Quiet).aside());
            last = Some(*group);
        }
        let here = i == selected;
        let row = match entry {
            Entry::Question(id) => question_row(work, *group, id, here, page),
            Entry::Parked(i) => parked_row(work, *i, here, page),
        };
        list.push(if here { row.marked(1) } else { row });
        if let (Group::NotApplicable, Entry::Question(id)) = (group, entry) {
            let lines = wrap(&reason(work, id), page.width().saturating_sub(13));
            list.extend(lines.into_iter().map(|l| Row { selected: here, ..Row::text(12, l, Role::Quiet) }));
        }
    }
    list
}

fn parked_row(work: &Work, place: usize, here: bool, page: &Page<'_>) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let Some(parked) = work.draft.parking_lot.get(place) else { return Row::blank() };
    let at = parked.question.as_ref().map_or("", QuestionId::as_str);
    let text =
        fit(Clean::line(&parked.text).as_str(), page.width().saturating_sub(13), page.glyphs.ellipsis());
    Row::text(3, at, role).and(12, text, role)
}

fn question_row(work: &Work, group: Group, id: &QuestionId, here: bool, page: &Page<'_>) -> Row {
    let role = if here { Role::Selected } else { Role::Text };
    let Some(question) = work.questionnaire.question(id) else {
        return Row::text(3, id.as_str(), role);
    };
    let what = what(work, group, question, page.glyphs.arrow());
    let title = page.width().saturating_sub(44).clamp(12, 32);
    // One cell stays free at the end.
    let what = fit(&what, page.width().saturating_sub(title + 24), page.glyphs.ellipsis());
    let must = if question.must_have { "must-have" } else { "" };
    Row::text(3, id.as_str(), role)
        .and(12, fit_pad(Clean::line(&question.title).as_str(), title, page.glyphs.ellipsis()), role)
        .and(title + 13, must, Role::Quiet)
        .and(title + 23, what, Role::Text)
}

/// The answer, and what makes it worth a look.
fn what(work: &Work, group: Group, question: &Question, arrow: &str) -> String {
    let id = &question.id;
    let answer = work.answers.get(id).or_else(|| work.answer(id));
    let last = last_answer(work, id);
    let was = last.map(|(_, a)| answering::short(question, Some(a)));
    let mut what = answering::short(question, answer);
    match (group, last, was) {
        (Group::Open, Some((period, _)), Some(was)) => {
            what.push_str(&format!("  Q{}: {was}", period.quarter()));
        }
        (Group::Open, None, _) if !work.earlier.is_empty() => what.push_str("  new"),
        (Group::Changed, _, Some(was)) => {
            what = format!("{was} {arrow} {what}");
            if answer.is_some_and(|a| a.evidence.is_empty()) {
                what.push_str("  no evidence");
            }
        }
        _ => {}
    }
    if group == Group::NotApplicable {
        return what;
    }
    if let Some(flag) = answer.and_then(|a| a.flag.as_deref()).filter(|f| !f.is_empty()) {
        what.push_str(&format!("  \"{}\"", Clean::line(flag)));
    } else if let Some(note) = answer.and_then(|a| a.note.as_deref()) {
        what.push_str(&format!("  \"{}\"", Clean::line(note)));
    }
    what
}

/// Why a question does not apply, in words, with what was noted.
fn reason(work: &Work, id: &QuestionId) -> String {
    let answer = work.answers.get(id).or_else(|| work.answer(id));
    let (Some(question), Some(answer)) = (work.questionnaire.question(id), answer) else {
        return String::new();
    };
    let AnswerState::NotApplicable { reason } = &answer.state else { return String::new() };
    let note = answer.note.as_deref().map(|note| Clean::line(note).to_string());
    let known = answering::reasons(question).into_iter().find(|(known, _)| known == reason);
    let text = match (reason.as_str(), known) {
        (REASON_PROFILE, _) => "left out by the profile".to_owned(),
        // That reason is the note.
        (REASON_OTHER, _) if note.is_some() => return note.unwrap_or_default(),
        (_, Some((_, text))) => Clean::line(&text).to_string(),
        (other, None) => other.to_owned(),
    };
    note.map_or(text.clone(), |note| format!("{text}; \"{note}\""))
}

fn nothing_left(work: &Work, screen: &Review, width: usize) -> Vec<Row> {
    let overall = &work.card.overall;
    let mut list = vec![Row::blank(), Row::text(3, "Nothing left to review.", Role::Strong), Row::blank()];
    let mut say = |text: &str| {
        let lines = wrap(Clean::line(text).as_str(), width.saturating_sub(5).min(90));
        list.extend(lines.into_iter().map(|l| Row::text(3, l, Role::Text)));
    };
    let (not_applicable, parked) = (overall.not_applicable, work.draft.parking_lot.len());
    let mut counts = format!("{} answered", overall.rated);
    if not_applicable > 0 {
        counts.push_str(&format!(", {not_applicable} not applicable with a reason"));
    }
    counts.push_str(", no flags");
    if parked > 0 {
        counts.push_str(&format!(", {parked} parked"));
    }
    say(&format!("{counts}."));
    let score = overall.score.map_or("-".to_owned(), crate::model::Ratio::score);
    let level = overall
        .level
        .map_or("no level".to_owned(), |l| format!("level {}", work.questionnaire.level_label(l)));
    say(&format!("Result: {score}, {level}."));
    if not_applicable + parked > 0 {
        say("tab lists what does not apply and what is parked.");
    }
    list.extend([Row::blank(), Row::blank()]);
    for (i, choice) in Choice::ALL.iter().enumerate() {
        let here = i == screen.selected;
        let (name, more) = match choice {
            Choice::Finish => ("Finish", "results open; the record never changes"),
            Choice::LookAgain => ("Look again", "back to the overview"),
        };
        let row = Row::text(3, name, if here { Role::Selected } else { Role::Text });
        let row = row.and(20, more, Role::Quiet);
        list.push(if here { row.marked(1) } else { row });
    }
    list
}
