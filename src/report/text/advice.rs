//! Advice on platforms as text: the three results side by side, and under them what speaks for and against, what
//! would change it, what was repaired and what is different from the last time.

use crate::advisor::{Case, Difference, words};
use crate::model::advice::Because;
use crate::text::columns::side_by_side;
use crate::text::{Clean, width};

/// Text that is as wide as it is told.
struct Sheet {
    width: usize,
    out: Vec<String>,
}

impl Sheet {
    fn line(&mut self, text: &str) {
        self.out.push(Clean::line(text).as_str().trim_end().to_owned());
    }

    fn heading(&mut self, text: &str) {
        self.out.push(String::new());
        self.line(text);
    }

    /// A text behind a label, its further lines under its first one.
    fn hung(&mut self, label: &str, text: &str) {
        let indent = width::cells(label);
        let clean = Clean::line(text);
        for (n, row) in
            width::wrap(clean.as_str(), self.width.saturating_sub(indent).max(1)).iter().enumerate()
        {
            let before = if n == 0 { label.to_owned() } else { " ".repeat(indent) };
            self.line(&format!("{before}{row}"));
        }
    }
}

/// The whole advice in lines of at most `width` cells. The first says for whom it is and from which day.
pub fn advice(case: &Case<'_>, width: usize) -> String {
    let mut out = advice_body(case, width);
    let team = case.team.map_or(String::new(), |team| format!(" for {}", Clean::line(team)));
    out.insert(0, format!("Which platform fits{team}, {}", day(case.date)));
    out.insert(1, String::new());
    out.join("\n") + "\n"
}

/// The same without its first line.
pub fn advice_body(case: &Case<'_>, width: usize) -> Vec<String> {
    let mut out = Sheet { width, out: Vec::new() };
    let columns: Vec<Vec<String>> = words::columns(case)
        .into_iter()
        .map(|c| {
            let lines = c.lines.iter().map(|line| Clean::line(line).to_string());
            std::iter::once(c.title.to_owned()).chain(lines).collect()
        })
        .collect();
    out.out.extend(side_by_side(&columns, width));
    why(&mut out, case);
    reasons(&mut out, case);
    let changes = words::changes(case);
    if case.advised.criteria.as_ref().is_some_and(|c| !c.first.is_empty()) {
        out.heading("What one other answer would change");
        if changes.is_empty() {
            out.hung("   ", "nothing: no single other answer would put another platform first");
        }
        for change in changes {
            out.hung("   ", &change);
        }
    }
    since(&mut out, case);
    let repairs = words::repairs(case.advisor);
    if !repairs.is_empty() {
        out.heading("Repaired in the matrix, and what to know about it");
        for repair in repairs.iter().chain(&words::remarks(case.advisor)) {
            out.hung("   ", repair);
        }
    }
    out.out
}

fn why(out: &mut Sheet, case: &Case<'_>) {
    let Some((reason, questions)) = words::why(case) else { return };
    out.heading("Where the tree ends");
    out.hung("   why      ", &reason);
    for (id, title) in questions {
        out.hung("   look at  ", &format!("{id} {title}"));
    }
}

fn reasons(out: &mut Sheet, case: &Case<'_>) {
    let reasons = case.reasons();
    if reasons.is_empty() {
        return;
    }
    out.heading("For and against, by the criteria");
    for platform in reasons {
        out.hung("   ", case.advisor.name(&platform.platform));
        let mut side = |label: &str, list: &[Because]| {
            for (n, reason) in list.iter().enumerate() {
                let label = if n == 0 { label } else { "" };
                out.hung(&format!("      {}", width::pad(label, 9)), &words::because(reason));
            }
        };
        side("for", &platform.in_favour);
        side("against", &platform.against);
    }
}

fn since(out: &mut Sheet, case: &Case<'_>) {
    let Some(since) = case.since() else { return };
    out.heading(&format!("Since {}", day(since.date)));
    if since.is_same() {
        out.hung("   ", "the same answers, the same results");
    }
    let mut list = |label: &str, differences: &[Difference]| {
        for d in differences {
            out.hung(&format!("   {label} "), &format!("{}: {}, before {}", d.what, d.now, d.before));
        }
    };
    list("answer", &since.answers);
    list("result", &since.results);
}

/// The whole advice with one fact per line and no tables.
pub fn advice_plain(case: &Case<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for column in words::columns(case) {
        out.extend(column.sentences());
    }
    if let Some((reason, questions)) = words::why(case) {
        out.push(format!("Why: {reason}"));
        out.extend(questions.iter().map(|(id, title)| format!("Question that matters then: {id} {title}.")));
    }
    for platform in case.reasons() {
        let name = case.advisor.name(&platform.platform);
        let favour = platform.in_favour.iter().map(|r| ("For", r));
        for (side, reason) in favour.chain(platform.against.iter().map(|r| ("Against", r))) {
            out.push(format!("{side} {name}: {}.", words::because(reason)));
        }
    }
    out.extend(words::changes(case).iter().map(|c| format!("Other answer: {c}.")));
    if let Some(since) = case.since() {
        let day = day(since.date);
        if since.is_same() {
            out.push(format!("Since {day}: the same answers, the same results."));
        }
        for d in since.answers.iter().chain(&since.results) {
            out.push(format!("Since {day}: {}: {}, before {}.", d.what, d.now, d.before));
        }
    }
    out.extend(words::repairs(case.advisor).iter().map(|r| format!("About the matrix: {r}")));
    out.iter().map(|line| Clean::line(line).to_string()).collect()
}

/// A day as people write it.
fn day(date: chrono::NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}
