//! `quaymark question`: one question in full, or the questions that have some words.

use std::fmt::Write as _;

use crate::answering::reasons;
use crate::catalog::builtin::builtin;
use crate::model::{Level, Question, QuestionId, Questionnaire};
use crate::report::json;
use crate::text::{Clean, width};

use super::answer::no_question;
use super::desk::Desk;
use super::exit::{Exit, Stop};

/// The schema name of `question --json`.
pub const QUESTION_SCHEMA: &str = "quaymark/question/v1";
/// The widest line.
const COLUMNS: usize = 78;

/// `question ID|WORDS`.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:
  quaymark question SEC-Q1
  quaymark question privileged
  quaymark question image scan")]
pub struct Args {
    /// The id of a question, or words to look for
    #[arg(required = true, value_name = "ID|WORDS")]
    words: Vec<String>,
    /// One fact per line, for screen readers
    #[arg(long, conflicts_with = "json")]
    plain: bool,
    /// Print JSON (schema quaymark/question/v1)
    #[arg(long)]
    pub json: bool,
}

/// `data` of `question --json`.
#[derive(Debug, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionData<'a> {
    /// The questionnaire.
    pub questionnaire: &'a crate::model::QuestionnaireId,
    /// Its version.
    pub version: crate::model::Version,
    /// The questions found, in the order of the questionnaire.
    pub questions: Vec<&'a Question>,
}

impl Args {
    pub(super) fn run(&self, desk: &mut Desk<'_>) -> Result<Exit, Stop> {
        let session = desk.session()?;
        let loaded = session.questionnaire(None)?;
        let questionnaire = &loaded.questionnaire;
        let text = self.words.join(" ");
        let found = find(questionnaire, &text);
        if found.is_empty() {
            return Err(nothing_found(questionnaire, &text));
        }
        if self.json {
            let data = QuestionData {
                questionnaire: &questionnaire.id,
                version: questionnaire.version,
                questions: found,
            };
            desk.print_document(&json::document(QUESTION_SCHEMA, data, &[])?)?;
            return Ok(Exit::Done);
        }
        match found.as_slice() {
            [only] if self.plain || desk.wants_lines() => desk.print(&in_lines(questionnaire, only))?,
            [only] => desk.print(&in_full(questionnaire, only))?,
            several => {
                let lines: Vec<String> = several
                    .iter()
                    .map(|q| format!("{}  {}", width::pad(q.id.as_str(), 8), q.title))
                    .collect();
                desk.print(&lines.join("\n"))?;
                desk.say(&format!("{} questions; read one with: quaymark question ID", several.len()));
            }
        }
        Ok(Exit::Done)
    }
}

/// The question of an id, or those in which every word begins a word: of id, title, prompt or practices.
fn find<'q>(questionnaire: &'q Questionnaire, text: &str) -> Vec<&'q Question> {
    if let Some(question) =
        QuestionId::parse(&text.trim().to_uppercase()).ok().and_then(|id| questionnaire.question(&id))
    {
        return vec![question];
    }
    let wanted = words(text);
    let has_all = |question: &&Question| {
        let mut there = words(question.id.as_str());
        there.extend(words(&question.title));
        there.extend(words(&question.prompt));
        there.extend(question.practices().flat_map(|(_, practice)| words(&practice.title)));
        wanted.iter().all(|start| there.iter().any(|word| word.starts_with(start.as_str())))
    };
    if wanted.is_empty() {
        return Vec::new();
    }
    questionnaire.questions().map(|(_, q)| q).filter(has_all).collect()
}

/// The words of a text, in small letters.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// No such id, or no question with these words.
fn nothing_found(questionnaire: &Questionnaire, text: &str) -> Stop {
    if QuestionId::parse(&text.trim().to_uppercase()).is_ok() {
        return no_question(questionnaire, text);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    Stop::new(Exit::NotFound, format!("no question has all of: {}", words.join(", ")))
        .hint("try fewer words, or only their beginnings")
}

fn about(questionnaire: &Questionnaire, question: &Question) -> String {
    let dimension = questionnaire.dimension_of(&question.id).map_or("", |d| d.title.as_str());
    let phase = questionnaire.phases.iter().find(|p| p.id == question.phase.id);
    let phase = phase.map_or(question.phase.id.as_str(), |p| p.name.as_str());
    let must = if question.must_have { ", must-have" } else { "" };
    format!("{dimension}, phase {phase}, weight {}{must}", question.weight)
}

/// The document of the practice behind the question's dimension. Only built-in questionnaires have some.
fn page(questionnaire: &Questionnaire, question: &Question) -> Option<String> {
    let is_built_in = builtin().iter().any(|b| b.id == questionnaire.id.as_str());
    let dimension = questionnaire.dimension_of(&question.id).filter(|_| is_built_in)?;
    Some(format!("docs/practice/{}.md", dimension.id))
}

/// The question as a page.
fn in_full(questionnaire: &Questionnaire, question: &Question) -> String {
    let mut text = String::new();
    push(&mut text, &format!("{}  ", question.id), &question.title);
    push(&mut text, "", &about(questionnaire, question));
    text.push('\n');
    push(&mut text, "", &question.prompt);
    for level in Level::all() {
        text.push('\n');
        push(&mut text, &format!("{level}  "), question.statement(level));
        for practice in question.at(level) {
            let effort = practice.effort.name();
            push(&mut text, "   - ", &format!("{} {} ({effort})", practice.id, practice.title));
        }
    }
    for (label, lines) in guidance(question) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{label}\n");
        for line in lines {
            push(&mut text, "  - ", &line);
        }
    }
    if let Some(page) = page(questionnaire, question) {
        let _ = write!(text, "\nPractice: {page}\n");
    }
    text
}

/// A paragraph with its first line after a mark and the others under it.
fn push(text: &mut String, mark: &str, paragraph: &str) {
    let indent = " ".repeat(width::cells(mark));
    let clean = Clean::line(paragraph);
    for (n, line) in width::wrap(clean.as_str(), COLUMNS - indent.len()).iter().enumerate() {
        text.push_str(if n == 0 { mark } else { &indent });
        text.push_str(line);
        text.push('\n');
    }
}

/// The same, one fact per line with its label first.
fn in_lines(questionnaire: &Questionnaire, question: &Question) -> String {
    let mut lines = vec![
        format!("Question {}: {}.", question.id, question.title),
        format!("About: {}.", about(questionnaire, question)),
        format!("Asked: {}", question.prompt),
    ];
    for level in Level::all() {
        lines.push(format!("Level {level}: {}", question.statement(level)));
        for practice in question.at(level) {
            lines.push(format!("Practice for level {level}: {} {}.", practice.id, practice.title));
        }
    }
    for (label, list) in guidance(question) {
        lines.extend(list.iter().map(|line| format!("{label}: {line}")));
    }
    lines.extend(page(questionnaire, question).map(|page| format!("Practice: {page}")));
    lines.join("\n")
}

/// Why it is asked, where to look, what is not enough, and when it does not apply; without empty parts.
fn guidance(question: &Question) -> Vec<(&'static str, Vec<String>)> {
    let why = if question.why.is_empty() { Vec::new() } else { vec![question.why.clone()] };
    let reasons = reasons(question).into_iter().map(|(id, text)| format!("{id}: {text}")).collect();
    [
        ("Why", why),
        ("Where to look", question.look_for.clone()),
        ("Not enough", question.overclaims.clone()),
        ("Not applicable", reasons),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_question_fits_in_80_columns_and_loses_no_word() {
        let all = crate::catalog::builtin::load().unwrap_or_else(|e| panic!("{e}"));
        for loaded in all {
            for (dimension, question) in loaded.questionnaire.questions() {
                let page = in_full(&loaded.questionnaire, question);
                assert!(page.lines().all(|line| width::cells(line) <= 80), "{page}");
                let last = format!("Practice: docs/practice/{}.md", dimension.id);
                assert_eq!(page.lines().last(), Some(last.as_str()));
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let shown = words(&page);
                for text in question.statements.iter().chain([&question.prompt, &question.why]) {
                    assert!(shown.contains(&words(text)), "{}: {text}", question.id);
                }
            }
        }
    }
}
