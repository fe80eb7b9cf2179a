//! Inside a dimension: its questions, and all about one of them.

use crate::app::screen::results::own;
use crate::app::scroll::Scroll;
use crate::app::shown::Shown;
use crate::model::answer::{REASON_OTHER, REASON_PROFILE};
use crate::model::{Answer, Level, Question, Ratio};
use crate::scoring::{QuestionScore, Standing};
use crate::text::Clean;
use crate::text::width::{fit_pad, wrap};
use crate::tui::theme::Role;
use crate::tui::view::WIDE;
use crate::tui::widget::rows::labelled;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::{LIST, beside, list_width, pane, score, title};

/// The questions of a dimension; beside them, where there is room, all about the selected one.
pub fn list(shown: &Shown, dimension: usize, selected: usize, page: &mut Page<'_>) {
    if page.width() < WIDE {
        drawn::draw(page, &questions(shown, dimension, selected, true, page));
        return;
    }
    beside(
        page,
        list_width(page),
        |page| drawn::draw(page, &questions(shown, dimension, selected, false, page)),
        |page| whole(shown, dimension, selected, None, page),
    );
}

/// All about one question, from a row on.
pub fn whole(shown: &Shown, dimension: usize, selected: usize, scroll: Option<&Scroll>, page: &mut Page<'_>) {
    let Some(entry) = own(shown, dimension).get(selected).copied() else { return };
    let (width, height) = (page.width(), page.height());
    // Alone on the page it begins where every other list does.
    let indent = if width < LIST { 0 } else { 2 };
    page.within(indent, 0, width.saturating_sub(indent), height, |page| {
        let mut list = vec![Row::blank()];
        list.extend(question(shown, entry, page.width()));
        let start = scroll.map_or(0, |s| s.start(list.len(), height));
        drawn::draw_from(page, &list, start);
    });
}

fn questions(shown: &Shown, dimension: usize, selected: usize, brief: bool, page: &Page<'_>) -> Vec<Row> {
    let Some((code, set)) = shown.card.dimensions.get(dimension) else { return Vec::new() };
    let heading = format!("{code} {}   {}", title(shown, code), score(set));
    let mut list = vec![Row::blank()];
    let width = page.width().saturating_sub(5);
    list.extend(wrap(&heading, width).into_iter().map(|l| Row::text(3, l, Role::Strong)));
    list.push(Row::blank());
    let at = page.width().saturating_sub(10).min(62);
    for (i, entry) in own(shown, dimension).into_iter().enumerate() {
        let here = i == selected;
        let role = if here { Role::Selected } else { Role::Text };
        let asked = shown.questionnaire.question(&entry.id);
        let name = Clean::line(asked.map_or("", |q| &q.title));
        let name = fit_pad(name.as_str(), at.saturating_sub(14), page.glyphs.ellipsis());
        let row = Row::text(3, entry.id.as_str(), role).and(12, name, role).and(
            at,
            pane::standing(&entry.standing),
            Role::Text,
        );
        list.push(if here { row.marked(1) } else { row });
        if here && brief {
            list.extend(in_brief(shown, entry, page.width()));
        }
    }
    list
}

/// Statement, note and evidence of the selected question.
fn in_brief(shown: &Shown, entry: &QuestionScore, width: usize) -> Vec<Row> {
    let mut list = Vec::new();
    let mut push = |text: &str| {
        for line in Clean::block(text).as_str().lines() {
            let lines = wrap(line, width.saturating_sub(15));
            list.extend(lines.into_iter().map(|l| Row::text(12, l, Role::Quiet)));
        }
    };
    let asked = shown.questionnaire.question(&entry.id);
    match (&entry.standing, asked) {
        (Standing::Rated { level, .. }, Some(asked)) => push(asked.statement(*level)),
        (Standing::NotApplicable(_), Some(asked)) => push(&reason(entry, asked)),
        _ => {}
    }
    if let Some(answer) = shown.answers.get(&entry.id) {
        if let Some(note) = &answer.note {
            push(&format!("Note: {note}"));
        }
        for e in &answer.evidence {
            push(&format!("Evidence {}: {}", e.polarity.name(), e.reference));
        }
    }
    list
}

/// Why a question is not applicable, in words.
fn reason(entry: &QuestionScore, asked: &Question) -> String {
    let Standing::NotApplicable(reason) = &entry.standing else { return String::new() };
    match reason.as_str() {
        REASON_PROFILE => "the profile of the team takes it out".to_owned(),
        REASON_OTHER => "another reason, see the note".to_owned(),
        id => asked.not_applicable.iter().find(|r| r.id == *reason).map_or(id, |r| &r.text).to_owned(),
    }
}

/// All about one question: what is asked, the answer, the statements, what is missing for the next level, and what
/// people wrote.
pub fn question(shown: &Shown, entry: &QuestionScore, width: usize) -> Vec<Row> {
    let Some(asked) = shown.questionnaire.question(&entry.id) else { return Vec::new() };
    let text = width.saturating_sub(4);
    let mut list = Vec::new();
    let mut put = |what: &str, role: Role| {
        let lines = wrap(Clean::line(what).as_str(), text);
        list.extend(lines.into_iter().map(|l| Row::text(1, l, role)));
    };
    put(&format!("{} {}", entry.id, asked.title), Role::Strong);
    put(&facts(shown, entry), Role::Quiet);
    put(&asked.prompt, Role::Text);
    list.push(Row::blank());
    let level = entry.standing.level();
    for (n, statement) in Level::all().map(|l| (l, asked.statement(l))) {
        let chosen = level == Some(n);
        let role = if chosen { Role::Strong } else { Role::Text };
        let lines = wrap(Clean::line(statement).as_str(), width.saturating_sub(8));
        for (i, line) in lines.into_iter().enumerate() {
            let mut row = Row::text(6, line, role);
            if i == 0 {
                row = row.and(3, n.to_string(), role);
                row = if chosen { row.and(1, "*", Role::Accent) } else { row };
            }
            list.push(row);
        }
    }
    list.push(Row::blank());
    list.extend(missing(entry, asked, text));
    list.extend(said(shown.answers.get(&entry.id), width));
    list
}

/// Answer, phase, weight: `level 2, progress 2.50; phase Foundation, weight 3, must-have`.
fn facts(shown: &Shown, entry: &QuestionScore) -> String {
    let answer = match &entry.standing {
        Standing::Rated { level, progress, .. } if *progress == Ratio::whole(level.number().into()) => {
            format!("level {level}")
        }
        Standing::Rated { level, progress, .. } => format!("level {level}, progress {}", progress.score()),
        Standing::NotApplicable(_) => {
            let asked = shown.questionnaire.question(&entry.id);
            format!("not applicable: {}", asked.map_or(String::new(), |q| reason(entry, q)))
        }
        Standing::Unknown => "open: unknown".to_owned(),
        Standing::Unanswered => "open: unanswered".to_owned(),
    };
    let phase = shown.questionnaire.phases.iter().find(|p| p.number == entry.phase).map_or("", |p| &p.name);
    let must_have = if entry.must_have { ", must-have" } else { "" };
    format!("{answer}; phase {phase}, weight {}{must_have}", entry.weight)
}

/// The practices of the next level, and which of them are in place; then those in place above it.
fn missing(entry: &QuestionScore, asked: &Question, width: usize) -> Vec<Row> {
    let nothing = std::collections::BTreeSet::new();
    let (level, in_place) = match &entry.standing {
        Standing::Rated { level, in_place, .. } => (*level, in_place),
        Standing::NotApplicable(_) => return Vec::new(),
        _ => (Level::ZERO, &nothing),
    };
    let Some(next) = level.next() else {
        return vec![
            Row::text(1, "Nothing is missing: this is the highest level.", Role::Text),
            Row::blank(),
        ];
    };
    let ticked = |id| if in_place.contains(id) { "[x] " } else { "[ ] " };
    let mut list = vec![Row::text(1, format!("For level {next} it also needs"), Role::Quiet)];
    let mut put = |box_: &str, text: &str| {
        let lines = wrap(Clean::line(text).as_str(), width.saturating_sub(5));
        for (i, line) in lines.into_iter().enumerate() {
            let row = Row::text(5, line, Role::Text);
            list.push(if i == 0 { row.and(1, box_, Role::Text) } else { row });
        }
    };
    for practice in asked.at(next) {
        put(ticked(&practice.id), &format!("{} {}", practice.id, practice.title));
    }
    for (_, practice) in asked.practices().filter(|(l, p)| *l > next && in_place.contains(&p.id)) {
        put("[x] ", &format!("{} {} (counts later)", practice.id, practice.title));
    }
    list.push(Row::blank());
    list
}

/// What people wrote about the question.
fn said(answer: Option<&Answer>, width: usize) -> Vec<Row> {
    let Some(answer) = answer else { return Vec::new() };
    let mut list = Vec::new();
    let mut put = |label: &str, text: &str| {
        let clean = Clean::block(text);
        let lines = clean.as_str().lines().flat_map(|l| wrap(l, width.saturating_sub(14)));
        let lines: Vec<String> = lines.collect();
        list.extend(labelled(label, 1, 10, &lines, Role::Text));
    };
    if let Some(confidence) = answer.confidence {
        put("Sure", confidence.name());
    }
    if let Some(flag) = &answer.flag {
        put("Flagged", if flag.is_empty() { "for review" } else { flag });
    }
    if let Some(note) = &answer.note {
        put("Note", note);
    }
    for e in &answer.evidence {
        let date = e.date.map_or(String::new(), |d| format!(", {d}"));
        put("Evidence", &format!("{} {}: {}{date}", e.polarity.name(), e.kind.name(), e.reference));
    }
    list
}
