//! A whole questionnaire as one Markdown document that people can review: everything that is in its files.
//! All text is escaped, so a questionnaire of strangers is nothing but text.

mod advisor;
mod around;
mod question;
#[cfg(test)]
mod tests;

use crate::model::{Dimension, Questionnaire};

use super::markdown::escape::escape;

/// The document. Ends in one line break; the first line is the title. Ids of questions are anchors.
pub fn markdown(questionnaire: &Questionnaire) -> String {
    let mut out = Page::default();
    head(&mut out, questionnaire);
    contents(&mut out, questionnaire);
    around::before(&mut out, questionnaire);
    for dimension in &questionnaire.dimensions {
        heading_of(&mut out, dimension);
        for question in &dimension.questions {
            question::question(&mut out, questionnaire, question);
        }
    }
    around::after(&mut out, questionnaire);
    // Escaped text has no line breaks, so these are ours: one empty line is enough.
    out.0.replace("\n\n\n", "\n\n")
}

/// Markdown lines. Text of the questionnaire is escaped on its way in, by everything but `line`.
#[derive(Default)]
struct Page(String);

impl Page {
    /// A line as it is: escaped before.
    fn line(&mut self, markdown: &str) {
        self.0.push_str(markdown);
        self.0.push('\n');
    }

    /// A heading with an empty line before and after; its text is escaped before.
    fn heading(&mut self, rank: usize, escaped: &str) {
        self.line(&format!("\n{} {escaped}\n", "#".repeat(rank)));
    }

    /// A paragraph, unless it is empty.
    fn paragraph(&mut self, text: &str) {
        if !text.is_empty() {
            self.line(&format!("{}\n", start(text)));
        }
    }

    /// An entry of a list, `depth` lists deep.
    fn item(&mut self, depth: usize, text: &str) {
        self.line(&format!("{}- {}", "  ".repeat(depth), start(text)));
    }

    /// A labelled entry of a list, unless there is nothing to say; the text is escaped before.
    fn fact(&mut self, depth: usize, label: &str, escaped: &str) {
        if !escaped.is_empty() {
            self.line(&format!("{}- {label}: {escaped}", "  ".repeat(depth)));
        }
    }

    /// A labelled list, unless it is empty.
    fn list<'t>(&mut self, label: &str, texts: impl Iterator<Item = &'t str>) {
        let mut texts = texts.peekable();
        if texts.peek().is_none() {
            return;
        }
        self.line(&format!("\n{label}:\n"));
        for text in texts {
            self.item(0, text);
        }
    }

    /// The head of a table, after an empty line.
    fn table(&mut self, columns: &[&str]) {
        self.line(&format!("\n| {} |", columns.join(" | ")));
        self.line(&format!("|{}", " --- |".repeat(columns.len())));
    }

    /// A row of a table.
    fn row(&mut self, cells: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }
}

/// Escaped text for the beginning of a line, where a dash or a number with a dot would begin a list.
fn start(text: &str) -> String {
    let escaped = escape(text);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = escaped.split_at(digits);
    let begins_list = match rest.chars().next() {
        Some('-' | '+' | '=') => digits == 0,
        Some('.' | ')') => digits > 0,
        _ => false,
    };
    if begins_list { format!("{number}\\{rest}") } else { escaped }
}

fn head(out: &mut Page, questionnaire: &Questionnaire) {
    out.line(&format!("# {}\n", escape(&questionnaire.title)));
    out.paragraph(&questionnaire.summary);
    out.fact(0, "Questionnaire", &format!("{} {}", questionnaire.id, questionnaire.version));
    out.fact(0, "License", &escape(&questionnaire.license));
    let practices = questionnaire.questions().map(|(_, q)| q.practices().count()).sum::<usize>();
    let questions = questionnaire.questions().count();
    let dimensions = questionnaire.dimensions.len();
    out.fact(
        0,
        "Contents",
        &format!("dimensions {dimensions}, questions {questions}, practices {practices}"),
    );
}

fn contents(out: &mut Page, questionnaire: &Questionnaire) {
    out.heading(2, "Contents");
    for dimension in &questionnaire.dimensions {
        let title = escape(&dimension.title);
        out.line(&format!("- {}", link(&title, dimension.code.as_str())));
        for question in &dimension.questions {
            let id = question.id.as_str();
            out.line(&format!("  - {} {}", link(id, id), escape(&question.title)));
        }
    }
}

fn heading_of(out: &mut Page, dimension: &Dimension) {
    out.line(&format!("\n{}", anchor(dimension.code.as_str())));
    out.heading(2, &format!("{} ({})", escape(&dimension.title), dimension.code));
    out.paragraph(&dimension.summary);
}

/// What `link` leads to, whatever a site makes of headings. Ids have no characters that need care.
fn anchor(id: &str) -> String {
    format!("<a id=\"{}\"></a>", id.to_lowercase())
}

fn link(escaped: &str, id: &str) -> String {
    format!("[{escaped}](#{})", id.to_lowercase())
}
