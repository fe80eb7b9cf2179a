//! What can be read about a question beside its statements: guidance, history, evidence; and the short form of all.

use crate::answering;
use crate::app::last::{Last, short_quarter};
use crate::app::lists::evidence;
use crate::app::screen::question::{Pane, listed};
use crate::app::scroll::Scroll;
use crate::app::work::Work;
use crate::model::{Answer, AnswerState, Polarity, Practice, Question as Asked};
use crate::text::Clean;
use crate::text::width::{cells, fit, wrap};
use crate::tui::theme::Role;
use crate::tui::widget::{Page, Row, rows as drawn};

use super::known::from;

/// One pane in full, under a row that names all of them.
pub(super) fn open(work: &Work, question: &Asked, pane: Pane, scroll: &Scroll, page: &mut Page<'_>) {
    let mut x = 1;
    for other in Pane::ALL {
        let role = if other == pane { Role::Selected } else { Role::Quiet };
        x += page.put(x, 0, other.title(), role) + 3;
    }
    let (width, height) = (page.width(), page.height());
    page.within(0, 2, width, height.saturating_sub(2), |page| {
        let mut rows = Rows::new(page.width());
        match pane {
            Pane::Guidance => guidance(work, question, &mut rows),
            Pane::History => history(work, question, &mut rows),
            Pane::Evidence => evidence_rows(work, question, &mut rows),
        }
        let list = rows.list;
        drawn::draw_from(page, &list, scroll.start(list.len(), page.height()));
    });
}

/// What fits of everything, for a wide window.
pub(super) fn summary(work: &Work, question: &Asked, page: &mut Page<'_>) {
    let mut rows = Rows::new(page.width());
    short_guidance(work, question, &mut rows);
    let past = work.history(&question.id);
    if !past.is_empty() {
        rows.title("History");
        for (last, answer) in past.iter().take(4) {
            let when = format!("{:<9}", short_quarter(last.period, work.period()));
            let what = answering::short(question, Some(answer));
            let note = answer.note.as_deref().unwrap_or_default();
            let note = Clean::line(note).as_str().split_whitespace().collect::<Vec<_>>().join(" ");
            let text = format!("{when} {what:<5} {note}");
            rows.list.push(Row::text(
                2,
                fit(text.trim_end(), page.width().saturating_sub(3), page.glyphs.ellipsis()),
                Role::Text,
            ));
        }
    }
    let practices = listed(work, &question.id).1;
    rows.section("References", &refs(work, practices));
    drawn::draw_from(page, &rows.list, 0);
}

/// Titles with texts below them, wrapped to a width.
struct Rows {
    list: Vec<Row>,
    width: usize,
}

impl Rows {
    fn new(width: usize) -> Self {
        Self { list: Vec::new(), width }
    }

    fn title(&mut self, title: &str) {
        if !self.list.is_empty() {
            self.list.push(Row::blank());
        }
        let lines = wrap(Clean::line(title).as_str(), self.width.saturating_sub(3));
        self.list.extend(lines.into_iter().map(|l| Row::text(1, l, Role::Strong)));
    }

    fn text(&mut self, text: &str) {
        let lines = wrap(Clean::line(text).as_str(), self.width.saturating_sub(4));
        self.list.extend(lines.into_iter().map(|l| Row::text(2, l, Role::Text)));
    }

    /// A title with its texts; nothing where there are none.
    fn section(&mut self, title: &str, texts: &[String]) {
        if texts.iter().all(|t| t.trim().is_empty()) {
            return;
        }
        self.title(title);
        for text in texts {
            self.text(text);
        }
    }

    /// A text of several lines, such as a note.
    fn block(&mut self, text: &str) {
        let width = self.width.saturating_sub(6);
        let lines = Clean::block(text).as_str().lines().flat_map(|l| wrap(l, width)).collect::<Vec<_>>();
        self.list.extend(lines.into_iter().map(|l| Row::text(4, l, Role::Text)));
    }
}

fn short_guidance(work: &Work, question: &Asked, rows: &mut Rows) {
    if question.must_have {
        rows.section("Must-have", &["It can hold a level back alone.".to_owned()]);
    }
    rows.section("Why it matters", std::slice::from_ref(&question.why));
    rows.section("Look for", &question.look_for);
    let title = match listed(work, &question.id).0 {
        Some(level) => format!("Not enough for {level}"),
        None => "Not enough".to_owned(),
    };
    rows.section(&title, &question.overclaims);
}

fn guidance(work: &Work, question: &Asked, rows: &mut Rows) {
    short_guidance(work, question, rows);
    let (level, practices) = listed(work, &question.id);
    for practice in practices {
        let mut texts = vec![practice.how.clone(), format!("Done when: {}", practice.done_when)];
        if !practice.check.is_empty() {
            texts.push(format!("Check: {}", practice.check));
        }
        texts.retain(|t| !t.is_empty());
        let level = level.map_or(String::new(), |l| format!("For {l}: "));
        let effort = practice.effort.name();
        rows.section(&format!("{level}{} {} (effort {effort})", practice.id, practice.title), &texts);
    }
    rows.section("References", &refs(work, practices));
}

/// Where the practices come from, each once.
fn refs(work: &Work, practices: &[Practice]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for r in practices.iter().flat_map(|p| &p.refs) {
        let source = work.questionnaire.source(&r.source);
        let name = source.map_or(r.source.as_str(), |s| s.title.as_str());
        let text = format!("{name} {}", r.at);
        if !list.contains(&text) {
            list.push(text);
        }
    }
    list
}

fn history(work: &Work, question: &Asked, rows: &mut Rows) {
    let past = work.history(&question.id);
    if past.is_empty() {
        let nothing = if work.draft.header.blank {
            "This draft was started blank: what was answered before is not shown."
        } else if work.earlier.iter().any(|l| l.answers.contains_key(&question.id)) {
            "What it was before is shown after you answer, or not at all, as the settings say."
        } else {
            "No earlier quarter has an answer to this question."
        };
        rows.text(nothing);
    }
    for (last, answer) in past {
        past_answer(work, question, last, answer, rows);
    }
}

fn past_answer(work: &Work, question: &Asked, last: &Last, answer: &Answer, rows: &mut Rows) {
    let what = match &answer.state {
        AnswerState::NotApplicable { reason } => format!("n/a: {reason}"),
        _ => answering::short(question, Some(answer)),
    };
    let version = if last.version == work.questionnaire.version {
        String::new()
    } else {
        format!("   version {}", last.version)
    };
    let carried = answer.carried_from.map_or(String::new(), |p| format!("   kept from {}", p.spoken()));
    let who = last.who_and_when(answer);
    rows.title(&format!("{}   {what}   {who}{version}{carried}", last.period.spoken()));
    if let Some(note) = &answer.note {
        rows.block(note);
    }
    for e in &answer.evidence {
        let sign = if e.polarity == Polarity::For { "+" } else { "-" };
        rows.block(&format!("{sign} {}", e.reference));
    }
}

fn evidence_rows(work: &Work, question: &Asked, rows: &mut Rows) {
    let list = evidence(work, &question.id);
    if list.is_empty() {
        rows.text("No evidence yet. v adds a file with its line, a link, or who said what.");
    }
    for polarity in [Polarity::For, Polarity::Against] {
        let some: Vec<_> = list.iter().filter(|e| e.polarity == polarity).collect();
        if some.is_empty() {
            continue;
        }
        rows.title(if polarity == Polarity::For { "For" } else { "Against" });
        for e in some {
            let kind = format!("{:<9}", e.kind.name());
            let at = 2 + cells(&kind) + 1;
            let from = from(e);
            let mut lines = wrap(Clean::line(&e.reference).as_str(), rows.width.saturating_sub(at + 2));
            if !from.is_empty() {
                lines.push(from);
            }
            for (i, line) in lines.into_iter().enumerate() {
                let row = Row::text(at, line, Role::Text);
                rows.list.push(if i == 0 { row.and(2, kind.clone(), Role::Quiet) } else { row });
            }
        }
    }
}
