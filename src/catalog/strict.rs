//! What a program can check of how a questionnaire is written: lengths, wording, completeness.
//! Every finding is a warning; whether warnings fail is for the caller to decide.

use super::places::{Place, Places};
use crate::json::diagnostic::{Diagnostic, quoted};
use crate::model::{Practice, Question, Questionnaire};

/// The longest prompt, in characters.
const PROMPT_LIMIT: usize = 160;
/// The longest statement, in characters.
const STATEMENT_LIMIT: usize = 240;
/// The longest title of a practice, in characters.
const PRACTICE_TITLE_LIMIT: usize = 80;
/// Words that say nothing an outsider could see.
const BANNED: [&str; 8] = [
    "robust",
    "comprehensive",
    "properly",
    "best practice",
    "best practices",
    "mature",
    "world class",
    "enterprise grade",
];

/// Where a path within a dimension (its index) or within the main file stands.
type Locate<'a> = &'a dyn Fn(Option<usize>, &str) -> Place;

/// All findings for a questionnaire, in order of place.
pub fn strict(questionnaire: &Questionnaire, places: &Places) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // A questionnaire that names no statements of a practice has none to name.
    let seeded = questionnaire.questions().any(|(_, q)| !q.seed.is_empty());
    let locate = |dimension: Option<usize>, path: &str| places.locate(dimension, path);
    for (d, dimension) in questionnaire.dimensions.iter().enumerate() {
        for (q, question) in dimension.questions.iter().enumerate() {
            let mut found = Findings { dimension: d, locate: &locate, list: &mut findings };
            check_question(question, &format!("questions[{q}]"), &mut found);
            found.present(&format!("questions[{q}]"), "seed", seeded && question.seed.is_empty());
        }
    }
    for clash in super::clashes::clashes(questionnaire) {
        let place = places.locate(None, &clash.path);
        let finding = Diagnostic::error(&place.file, place.at, &place.path, clash.message);
        findings.push(finding.expected("an id of its own").remedy("choose another id").warning());
    }
    findings.sort();
    findings
}

struct Findings<'a> {
    dimension: usize,
    locate: Locate<'a>,
    list: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    fn add(&mut self, path: &str, message: impl Into<String>, expected: impl Into<String>, remedy: &str) {
        let place = (self.locate)(Some(self.dimension), path);
        let finding = Diagnostic::error(&place.file, place.at, &place.path, message);
        self.list.push(finding.expected(expected).remedy(remedy).warning());
    }

    fn length(&mut self, path: &str, text: &str, limit: usize) {
        let length = text.chars().count();
        if length > limit {
            self.add(
                path,
                format!("the text has {length} characters"),
                format!("at most {limit}"),
                "shorten it",
            );
        }
    }

    fn wording(&mut self, path: &str, text: &str) {
        for word in banned_words(text) {
            let remedy = "say what an outsider could see: a number or an event";
            self.add(path, format!("the word {}", quoted(word)), "plain words", remedy);
        }
    }

    fn present(&mut self, path: &str, key: &str, missing: bool) {
        if missing {
            self.add(
                path,
                format!("\"{key}\" is missing"),
                format!("a key \"{key}\" with something in it"),
                "add it",
            );
        }
    }
}

fn check_question(question: &Question, path: &str, found: &mut Findings<'_>) {
    check_prompt(&question.prompt, &format!("{path}.prompt"), found);
    found.wording(&format!("{path}.title"), &question.title);
    found.wording(&format!("{path}.why"), &question.why);
    found.present(path, "why", question.why.is_empty());
    found.present(path, "look_for", question.look_for.is_empty());
    found.present(path, "overclaims", question.overclaims.is_empty());
    check_statements(&question.statements, &format!("{path}.statements"), found);
    for (l, level) in question.levels.iter().enumerate() {
        for (p, practice) in level.practices.iter().enumerate() {
            check_practice(practice, &format!("{path}.levels[{l}].practices[{p}]"), found);
        }
    }
}

fn check_prompt(prompt: &str, path: &str, found: &mut Findings<'_>) {
    found.length(path, prompt, PROMPT_LIMIT);
    found.wording(path, prompt);
    let marks = prompt.matches('?').count();
    if marks != 1 {
        found.add(path, format!("the prompt has {marks} question marks"), "exactly one", "ask one question");
    }
    if prompt.to_lowercase().contains(" and ") {
        found.add(
            path,
            "the prompt joins two things with \"and\"",
            "one observable thing",
            "ask for one of them",
        );
    }
}

fn check_statements(statements: &[String], path: &str, found: &mut Findings<'_>) {
    for (level, statement) in statements.iter().enumerate() {
        let path = format!("{path}[{level}]");
        found.length(&path, statement, STATEMENT_LIMIT);
        found.wording(&path, statement);
        if [2, 3].contains(&level) && !statement.chars().any(|c| c.is_ascii_digit()) {
            found.add(
                &path,
                "the statement has no number",
                "a share, a count or a time",
                "say how much, or since when",
            );
        }
        let same = |other: &String| other.trim().to_lowercase() == statement.trim().to_lowercase();
        if let Some(other) = statements.iter().take(level).position(same) {
            found.add(
                &path,
                format!("the same as statement {other}"),
                "a statement of its own",
                "say what differs",
            );
        }
    }
}

fn check_practice(practice: &Practice, path: &str, found: &mut Findings<'_>) {
    found.length(&format!("{path}.title"), &practice.title, PRACTICE_TITLE_LIMIT);
    found.present(path, "how", practice.how.is_empty());
    for (key, text) in
        [("title", &practice.title), ("how", &practice.how), ("done_when", &practice.done_when)]
    {
        found.wording(&format!("{path}.{key}"), text);
    }
}

/// The banned words that stand in a text as whole words, whatever their case and whether joined by dashes.
fn banned_words(text: &str) -> Vec<&'static str> {
    let mut words = String::from(" ");
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            words.push(c);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.push(' ');
    BANNED.into_iter().filter(|word| words.contains(&format!(" {word} "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{builtin, tests::sample};

    #[test]
    fn finds_banned_words_as_whole_words() {
        assert_eq!(banned_words("A Robust, best-practice set"), ["robust", "best practice"]);
        assert!(banned_words("maturity, immature, robustness, the best practitioner").is_empty());
    }

    #[test]
    fn every_rule_names_the_place() {
        let text = sample()
            .replace("\"prompt\": \"How?\"", "\"prompt\": \"How and why do you properly test?!?\"")
            .replace("\"Two at 80 %\"", "\"Zero\"");
        let parsed = crate::catalog::questionnaire::parse("q.json", text.as_bytes(), None)
            .unwrap_or_else(|d| panic!("{d:?}"));
        let shown: Vec<String> = strict(&parsed.questionnaire, &parsed.places)
            .iter()
            .map(|d| format!("{}: {}", d.path, d.message))
            .collect();
        let question = "dimensions[0].questions[0]";
        for expected in [
            format!("{question}.prompt: the prompt has 2 question marks"),
            format!("{question}.prompt: the prompt joins two things with \"and\""),
            format!("{question}.prompt: the word \"properly\""),
            format!("{question}: \"why\" is missing"),
            format!("{question}.statements[2]: the statement has no number"),
            format!("{question}.statements[2]: the same as statement 0"),
            format!("{question}.levels[0].practices[0]: \"how\" is missing"),
        ] {
            assert!(shown.contains(&expected), "{expected} is not in {shown:#?}");
        }
        let prompt = text.lines().position(|line| line.contains("How and why")).unwrap() + 1;
        let first =
            strict(&parsed.questionnaire, &parsed.places).into_iter().find(|d| d.path.ends_with("prompt"));
        assert_eq!(first.map(|d| d.line), Some(prompt));
    }

    #[test]
    fn the_built_in_questionnaires_are_clean() {
        for builtin in builtin::builtin() {
            let (loaded, places) = builtin::located(builtin).unwrap();
            let findings = strict(&loaded.questionnaire, &places);
            let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
            assert!(shown.is_empty(), "{}", shown.join("\n"));
        }
    }
}
