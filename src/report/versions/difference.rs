//! What is different between two questionnaires, as text and as Markdown.

use crate::migration::{Fate, PracticeChange, PracticeDifference, QuestionDifference};
use crate::model::{PracticeId, QuestionId, Questionnaire};
use crate::text::Glyphs;

use super::super::markdown::Lines as Markdown;
use super::super::markdown::escape::escape;
use super::super::text::Lines;
use super::{Versions, counted, flags, name};

/// Columns of the first word of a line.
const WORD: usize = 12;

impl<'a> Versions<'a> {
    /// `63 → 64: 2 new, 1 retired, 61 kept`.
    fn question_counts(&self, arrow: &str) -> String {
        let [a, b] = [self.a.0, self.b.0].map(|q| q.questions().count());
        let counts = Fate::ALL.iter().map(|fate| (self.difference.count(*fate), fate.name()));
        format!("{a} {arrow} {b}: {}", counted(counts))
    }

    fn practice_counts(&self, arrow: &str) -> String {
        let count = |of: &Questionnaire| of.questions().map(|(_, q)| q.practices().count()).sum::<usize>();
        let [a, b] = [self.a.0, self.b.0].map(count);
        let counts =
            PracticeChange::ALL.iter().map(|change| (self.difference.practice_count(*change), change.name()));
        format!("{a} {arrow} {b}: {}", counted(counts))
    }

    /// The questions that there is something to say about, in the order in which people read them.
    fn questions(&self) -> Vec<&'a QuestionDifference> {
        let mut rows: Vec<_> = self.difference.questions.iter().filter(|q| q.is_changed()).collect();
        rows.sort_by_key(|q| Fate::ALL.iter().position(|fate| *fate == q.fate));
        rows
    }

    fn practices(&self) -> Vec<&'a PracticeDifference> {
        let mut rows: Vec<_> = self.difference.practices.iter().collect();
        rows.sort_by_key(|p| PracticeChange::ALL.iter().position(|change| *change == p.change));
        rows
    }

    /// The title of a question, in the questionnaire that its id belongs to.
    pub(super) fn title(&self, row: &QuestionDifference) -> &'a str {
        let gone = matches!(row.fate, Fate::Retired | Fate::NotMapped);
        let side = if gone { self.a.0 } else { self.b.0 };
        side.question(&row.id).map_or("", |q| q.title.as_str())
    }

    /// The title of a practice, in the questionnaire that its id belongs to.
    pub(super) fn practice_title(&self, row: &PracticeDifference) -> &'a str {
        let side = if row.change == PracticeChange::Retired { self.a.0 } else { self.b.0 };
        side.practice(&row.id).map_or("", |(_, _, p)| p.title.as_str())
    }
}

/// What a row is called: a question that is kept is here because something of it changed.
fn word(row: &QuestionDifference) -> &'static str {
    if row.fate == Fate::Kept { "changed" } else { row.fate.name() }
}

/// The ids that it had, where they are others.
fn was(row: &QuestionDifference) -> Vec<&str> {
    let own = [&row.id];
    if row.from.iter().eq(own) { Vec::new() } else { row.from.iter().map(QuestionId::as_str).collect() }
}

/// What of it changed: `weight 4 → 5; reworded: prompt, statement 2`.
fn details(row: &QuestionDifference, arrow: &str) -> String {
    let mut details: Vec<String> =
        row.changed.iter().map(|(what, a, b)| format!("{what} {a} {arrow} {b}")).collect();
    if !row.reworded.is_empty() {
        details.push(format!("reworded: {}", row.reworded.join(", ")));
    }
    details.join("; ")
}

/// The difference for people: lines of at most 78 columns. Ends in a line break.
pub fn text(versions: &Versions<'_>, glyphs: Glyphs) -> String {
    let arrow = glyphs.arrow();
    let mut out = Lines::default();
    out.line(&format!("{} {arrow} {}", name(versions.a.0), name(versions.b.0)));
    out.wrapped(&format!("Questions {}", versions.question_counts(arrow)), 3);
    out.wrapped(&format!("Practices {}", versions.practice_counts(arrow)), 3);
    let questions = versions.questions();
    if !questions.is_empty() {
        out.line("");
        out.line("Questions");
    }
    for row in questions {
        let was = was(row);
        let was = if was.is_empty() { String::new() } else { format!(" (was {})", was.join(", ")) };
        let details = details(row, arrow);
        let details = if details.is_empty() { details } else { format!(": {details}") };
        let line = format!("{:WORD$}{} {}{was}{details}", word(row), row.id, versions.title(row));
        out.wrapped(&line, WORD);
    }
    let practices = versions.practices();
    if !practices.is_empty() {
        out.line("");
        out.line("Practices");
    }
    for row in practices {
        let from: Vec<&str> = row.from.iter().filter(|id| **id != row.id).map(PracticeId::as_str).collect();
        let was = if from.is_empty() { String::new() } else { format!(" (was {})", from.join(", ")) };
        let title = versions.practice_title(row);
        let line = format!("{:WORD$}{} {title}{was}, {}", row.change.name(), row.id, row.question);
        out.wrapped(&line, WORD);
    }
    let flags = flags(&versions.difference.mapping);
    if !flags.is_empty() {
        out.line("");
    }
    for flag in flags {
        out.wrapped(&format!("! {flag}"), 2);
    }
    out.0
}

/// The difference as Markdown. Ends in one line break; the first line is the title.
pub fn markdown(versions: &Versions<'_>) -> String {
    let mut out = Markdown::default();
    out.line(&format!("# {} → {}\n", escape(&name(versions.a.0)), escape(&name(versions.b.0))));
    out.line(&format!("- Questions: {}", versions.question_counts("→")));
    out.line(&format!("- Practices: {}", versions.practice_counts("→")));
    for flag in flags(&versions.difference.mapping) {
        out.line(&format!("- {}", escape(&flag)));
    }
    let questions = versions.questions();
    if !questions.is_empty() {
        out.heading("Questions");
        out.line("| change | question | was | title | what |");
        out.line("| --- | --- | --- | --- | --- |");
    }
    for row in questions {
        let (was, what) = (was(row).join(" "), escape(&details(row, "→")));
        let title = escape(versions.title(row));
        out.line(&format!("| {} | {} | {was} | {title} | {what} |", word(row), row.id));
    }
    let practices = versions.practices();
    if !practices.is_empty() {
        out.heading("Practices");
        out.line("| change | practice | was | title | question |");
        out.line("| --- | --- | --- | --- | --- |");
    }
    for row in practices {
        let from: Vec<&str> = row.from.iter().filter(|id| **id != row.id).map(PracticeId::as_str).collect();
        let title = escape(versions.practice_title(row));
        let (change, id) = (row.change.name(), &row.id);
        out.line(&format!("| {change} | {id} | {} | {title} | {} |", from.join(" "), row.question));
    }
    out.0
}
