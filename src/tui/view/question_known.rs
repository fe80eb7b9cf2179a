//! What is known of a question: why it matters, what it was before, evidence, note and answer, as groups of rows
//! that fold as a whole where there is no room.

use crate::answering;
use crate::app::last::{Last, short_quarter};
use crate::app::work::Work;
use crate::model::{Answer, AnswerState, Evidence, Polarity, Question as Asked};
use crate::text::width::{cells, fit, wrap};
use crate::text::{Clean, Glyphs};
use crate::tui::theme::Role;
use crate::tui::widget::Row;
use crate::tui::widget::rows::{labelled, side_by_side};

/// The column of the texts.
const TEXT: usize = 13;
/// The most rows of a note; the rest is read where it is edited.
const NOTE: usize = 3;
/// The most pieces of evidence; all of them are in the pane.
const PIECES: usize = 3;

/// What a group is about, in the order in which groups fold: the last one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// What it was before.
    Before,
    /// The note.
    Note,
    /// The evidence.
    Evidence,
    /// Why it matters.
    Why,
}

/// Rows that are shown together or not at all.
pub(super) struct Group {
    about: About,
    /// The rows.
    pub rows: Vec<Row>,
}

/// The groups in the order of the screen.
pub(super) fn groups(work: &Work, question: &Asked, width: usize, wide: bool, glyphs: Glyphs) -> Vec<Group> {
    let inner = width.saturating_sub(TEXT + 2);
    let mut list = Vec::new();
    let mut push = |about, rows: Vec<Row>| {
        if !rows.is_empty() {
            list.push(Group { about, rows });
        }
    };
    if !wide {
        let why = wrap(Clean::line(&question.why).as_str(), inner);
        push(About::Why, labelled("Why", 3, TEXT - 3, &why, Role::Text));
    }
    if let Some((last, before)) = work.last(&question.id) {
        push(About::Before, vec![before_row(work, question, last, before, inner, glyphs)]);
    }
    if let Some(answer) = work.answer(&question.id) {
        push(About::Evidence, evidence_rows(&answer.evidence, inner));
        push(About::Note, note_rows(answer, inner, glyphs));
    }
    list
}

/// The groups that fit into so many rows, and the answer below them, which is always there.
pub(super) fn folded(
    work: &Work,
    question: &Asked,
    groups: Vec<Group>,
    (width, space): (usize, usize),
) -> Vec<Row> {
    let mut order: Vec<&Group> = groups.iter().collect();
    order.sort_by_key(|g| g.about);
    let mut left = space.saturating_sub(1);
    let mut shown = Vec::new();
    for group in order {
        if group.rows.len() <= left {
            left -= group.rows.len();
            shown.push(group.about);
        }
    }
    let answer = state(work, question, &shown, width);
    groups.into_iter().filter(|g| shown.contains(&g.about)).flat_map(|g| g.rows).chain(answer).collect()
}

fn before_row(
    work: &Work,
    question: &Asked,
    last: &Last,
    before: &Answer,
    inner: usize,
    glyphs: Glyphs,
) -> Row {
    let label = short_quarter(last.period, work.period());
    let mut what = answering::short(question, Some(before));
    if last.version != work.questionnaire.version {
        what = format!("{what}   version {}", last.version);
    }
    let who = last.who_and_when(before);
    if let Some(note) = before.note.as_deref().map(str::trim).filter(|n| !n.is_empty()) {
        let note = Clean::line(note).as_str().split_whitespace().collect::<Vec<_>>().join(" ");
        let room = inner.saturating_sub(cells(&what) + cells(&who) + 8);
        if room >= 12 {
            what = format!("{what}   \"{}\"", fit(&note, room, glyphs.ellipsis()));
        }
    }
    Row::text(3, label, Role::Quiet).and(TEXT, format!("{what}   {who}"), Role::Text)
}

fn evidence_rows(evidence: &[Evidence], inner: usize) -> Vec<Row> {
    let mut list = Vec::new();
    for e in evidence.iter().take(PIECES) {
        list.extend(piece(e, inner));
    }
    if evidence.len() > PIECES {
        list.push(Row::text(TEXT + 3, format!("and {} more: v", evidence.len() - PIECES), Role::Quiet));
    }
    if let Some(first) = list.first_mut() {
        *first = std::mem::take(first).and(3, "Evidence", Role::Quiet);
    }
    list
}

/// One piece of evidence: its sign, what it is, and where it comes from with the day.
fn piece(e: &Evidence, inner: usize) -> Vec<Row> {
    let sign = if e.polarity == Polarity::For { "+" } else { "-" };
    let from = from(e);
    let lines = wrap(Clean::line(&e.reference).as_str(), inner.saturating_sub(3));
    let beside = inner.saturating_sub(cells(&from));
    lines
        .into_iter()
        .enumerate()
        .map(|(i, line)| {
            let room = 3 + cells(&line) + 2 <= beside;
            let row = Row::text(TEXT + 3, line, Role::Text);
            match i {
                0 if room => row.and(TEXT, sign, Role::Text).and(TEXT + beside, from.clone(), Role::Quiet),
                0 => row.and(TEXT, sign, Role::Text),
                _ => row,
            }
        })
        .collect()
}

/// Where a piece of evidence comes from and of when it is.
pub(super) fn from(e: &Evidence) -> String {
    let day = e.date.map(|d| d.format("%-d %b").to_string());
    let source = e.source.as_deref().map(|s| Clean::line(s).to_string());
    source.into_iter().chain(day).collect::<Vec<_>>().join(", ")
}

fn note_rows(answer: &Answer, inner: usize, glyphs: Glyphs) -> Vec<Row> {
    let Some(note) = &answer.note else { return Vec::new() };
    let mut lines: Vec<String> = Clean::block(note).as_str().lines().flat_map(|l| wrap(l, inner)).collect();
    let more = lines.len() > NOTE;
    lines.truncate(NOTE);
    if let (true, Some(last)) = (more, lines.last_mut()) {
        let room = inner.saturating_sub(cells(glyphs.ellipsis()) + 1);
        *last = format!("{} {}", fit(last, room, ""), glyphs.ellipsis());
    }
    labelled("Note", 3, TEXT - 3, &lines, Role::Text)
}

/// The answer: what it is, how sure, flagged, and what there is that did not fit above.
fn state(work: &Work, question: &Asked, shown: &[About], width: usize) -> Vec<Row> {
    let answer = work.answer(&question.id);
    let what = match answer.map(|a| &a.state) {
        Some(AnswerState::NotApplicable { reason }) => {
            let words = answering::reasons(question).into_iter().find(|(id, _)| id == reason);
            format!("not applicable: {}", words.map_or_else(|| reason.to_string(), |(_, text)| text))
        }
        Some(AnswerState::Unknown) => "unknown: counts 0 until somebody finds out".to_owned(),
        Some(AnswerState::Rated { .. }) => {
            let text = answering::short(question, answer);
            let level = text.split('.').next().unwrap_or_default();
            let score = if text.contains('.') { text.clone() } else { format!("{text}.00") };
            format!("level {level}: counts {score}")
        }
        Some(AnswerState::Unanswered) | None => "not answered yet".to_owned(),
    };
    let mut parts = vec![what];
    if let Some(answer) = answer {
        parts.extend(answer.carried_from.map(|p| format!("kept from {}", short_quarter(p, work.period()))));
        // Evidence and notes fold away where there is no room; that they are there is always shown.
        if !answer.evidence.is_empty() && !shown.contains(&About::Evidence) {
            parts.push(format!("{} evidence", answer.evidence.len()));
        }
        if answer.note.is_some() && !shown.contains(&About::Note) {
            parts.push("note".to_owned());
        }
        parts.extend(answer.confidence.map(|c| format!("sure {}", c.name())));
    }
    if let (Some((last, _)), false) = (work.last(&question.id), shown.contains(&About::Before)) {
        parts.push(format!("{} in history", short_quarter(last.period, work.period())));
    }
    let mut texts: Vec<(String, Role)> = parts
        .into_iter()
        .flat_map(|part| wrap(&part, width.saturating_sub(TEXT + 2)))
        .map(|part| (part, Role::Text))
        .collect();
    if let Some(flag) = answer.and_then(|a| a.flag.as_deref()) {
        let why = Clean::line(flag);
        let why = if why.as_str().is_empty() { String::new() } else { format!(": {why}") };
        let lines = wrap(&format!("! flagged{why}"), width.saturating_sub(TEXT + 2));
        texts.extend(lines.into_iter().map(|line| (line, Role::Warning)));
    }
    side_by_side("Answer", TEXT, width, texts)
}
