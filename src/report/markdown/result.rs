//! The result of an assessment as Markdown: figures, dimensions, phases, and every question with its answer. The
//! sections are in `docs/formats.md`, "Result as Markdown".

use crate::model::{Level, Ratio};
use crate::scoring::{QuestionScore, SetScore};

use super::super::facts;
use super::super::subject::{Options, Subject};
use super::escape::escape;
use super::{Lines, appendix, figures, head, step, warnings};

/// The export of a result. Ends in one line break; the first line is the title.
///
/// Without notes, the names of people, notes, flags, evidence and the parking lot are left out.
pub fn result(subject: &Subject<'_>, options: Options) -> String {
    let mut out = Lines::default();
    head(&mut out, "Result", subject, options);
    figures(&mut out, subject);
    warnings(&mut out, subject);
    dimensions(&mut out, subject);
    phases(&mut out, subject);
    questions(&mut out, subject, options);
    if options.notes {
        appendix::parking_lot(&mut out, subject);
    }
    appendix::not_applicable(&mut out, subject, options);
    appendix::computation(&mut out, subject);
    out.0
}

fn title<'a>(subject: &Subject<'a>, code: &crate::model::DimensionCode) -> &'a str {
    subject.questionnaire.dimensions.iter().find(|d| d.code == *code).map_or("", |d| d.title.as_str())
}

fn dimensions(out: &mut Lines, subject: &Subject<'_>) {
    out.heading("Dimensions");
    out.line("| code | dimension | score | up to | coverage | level | possible | rated | open | n/a |");
    out.line("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (code, set) in &subject.scorecard.dimensions {
        out.line(&row(code.as_str(), &escape(title(subject, code)), set));
    }
    out.line(&row("", "**Whole**", &subject.scorecard.overall));
}

fn row(code: &str, title: &str, set: &SetScore) -> String {
    let dash = || "-".to_owned();
    let score = |value: Option<Ratio>| value.map_or_else(dash, Ratio::score);
    let level = |value: Option<Level>| value.map_or_else(dash, |l| l.to_string());
    let cells = [
        code.to_owned(),
        title.to_owned(),
        score(set.score),
        score(set.upper),
        facts::coverage(set),
        level(set.level),
        level(set.possible),
        set.rated.to_string(),
        set.open.to_string(),
        set.not_applicable.to_string(),
    ];
    format!("| {} |", cells.join(" | "))
}

fn phases(out: &mut Lines, subject: &Subject<'_>) {
    out.heading("Phases");
    for phase in &subject.scorecard.phases {
        let Some(progress) = phase.progress else { continue };
        let named = subject.questionnaire.phases.iter().find(|p| p.number == phase.phase);
        let complete = if phase.complete == Some(true) { ", complete" } else { "" };
        let name = escape(named.map_or("", |p| &p.name));
        out.line(&format!("- {} {name}: {}{complete}", phase.phase.number(), progress.percent()));
    }
}

fn questions(out: &mut Lines, subject: &Subject<'_>, options: Options) {
    out.heading("Questions");
    let mut before = None;
    for question in &subject.scorecard.questions {
        if before != Some(&question.dimension) {
            let gap = if before.is_some() { "\n" } else { "" };
            let code = &question.dimension;
            out.line(&format!("{gap}### {code} {}\n", escape(title(subject, code))));
            before = Some(code);
        }
        self::question(out, subject, question, options);
    }
}

fn question(out: &mut Lines, subject: &Subject<'_>, question: &QuestionScore, options: Options) {
    let must_have = if question.must_have { ", must-have" } else { "" };
    let standing = facts::standing(&question.standing);
    let title = escape(subject.title(&question.id));
    out.line(&format!("- **{} {title}**: {standing} (weight {}{must_have})", question.id, question.weight));
    let asked = subject.questionnaire.question(&question.id);
    if let (Some(asked), Some(level)) = (asked, question.standing.level()) {
        out.detail("Statement", &escape(asked.statement(level)));
    }
    let Some(answer) = subject.answers.get(&question.id) else { return };
    out.detail("Sure", answer.confidence.map_or("", crate::model::Confidence::name));
    if options.notes {
        step::notes(out, answer);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture::{Fixture, HOSTILE};
    use super::*;

    fn export(fixture: &Fixture, notes: bool) -> String {
        result(&fixture.subject(), Options { notes })
    }

    #[test]
    fn golden() {
        insta::assert_snapshot!(export(&Fixture::plain(), true));
    }

    /// Reads a table of Markdown back, without the code that writes it.
    fn table<'a>(text: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
        let section = text.split("\n## ").find(|s| s.starts_with(heading)).unwrap();
        let rows = section.lines().filter(|l| l.starts_with('|'));
        rows.map(|l| l.trim_matches('|').split('|').map(str::trim).collect()).collect()
    }

    #[test]
    fn the_table_of_dimensions_reads_back_as_the_figures() {
        let fixture = Fixture::plain();
        let text = export(&fixture, true);
        let rows = table(&text, "Dimensions");
        assert!(rows.iter().all(|r| r.len() == 10), "{rows:?}");
        for ((code, set), row) in fixture.scorecard.dimensions.iter().zip(&rows[2..]) {
            assert_eq!(row[0], code.as_str());
            assert_eq!(row[2], set.score.unwrap().score());
            assert_eq!(row[9], set.not_applicable.to_string());
        }
        assert_eq!(rows.last().unwrap()[1], "**Whole**");
        assert_eq!(rows.last().unwrap()[3], fixture.scorecard.overall.upper.unwrap().score());
        for question in &fixture.scorecard.questions {
            assert_eq!(text.matches(&format!("\n- **{} ", question.id)).count(), 1, "{text}");
        }
    }

    #[test]
    fn the_outline_is_the_same_with_hostile_text() {
        let outline = |text: &str| {
            let structure = |l: &&str| l.starts_with('#') || l.starts_with('|') || l.is_empty();
            let head = |l: &str| l.chars().filter(|c| "#|".contains(*c)).collect::<String>();
            text.lines().filter(structure).map(head).collect::<Vec<_>>()
        };
        let (plain, hostile) = (Fixture::plain(), Fixture::new(HOSTILE, HOSTILE, HOSTILE));
        let text = export(&hostile, true);
        let count = |text: &str| outline(text).iter().map(|l| l.matches('|').count()).sum::<usize>();
        assert_eq!(count(&text), count(&export(&plain, true)), "{text}");
        for live in ["https://h", "www.h", "a@h", "@ana", " #1", ":smile:", "<s", "](h"] {
            let ours = text.replace("<span>$</span>", "").replace("\\<", "").replace("\\](", "");
            assert!(!ours.contains(live), "{live}: {text}");
        }
    }

    #[test]
    fn without_notes_nothing_of_people_is_left() {
        let fixture = Fixture::new("Payments", "", "MARKER");
        assert!(export(&fixture, true).contains("MARKER"));
        let without = export(&fixture, false);
        for word in ["MARKER", "ana", "People", "ns.yaml"] {
            assert!(!without.contains(word), "{word}: {without}");
        }
    }
}
