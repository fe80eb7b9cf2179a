//! The file of `assess --answers`: read without forgiving, every problem at once and with its place.
//! See `docs/files.md`.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::answering::{AcceptedAll, Refusal, accept_all};
use crate::json::diagnostic::{Diagnostic, key_path};
use crate::json::plain::Limits;
use crate::json::tree::{self, Node, Property, Span, Tree, Value};
use crate::model::profile::ProfileValue;
use crate::model::{Answer, Level, Profile, QuestionId, Questionnaire, Scope, Slug};
use crate::text::spelling::closest;

use super::exit::{Exit, Stop};
use super::profile_words;

/// What the file may have at its top.
const KEYS: [&str; 2] = ["profile", "answers"];

/// A file of answers whose form is right.
#[derive(Debug)]
pub struct AnswersFile {
    /// What the team runs; answers of the profile that are not named stay as they are.
    pub profile: Profile,
    answers: BTreeMap<QuestionId, Answer>,
    name: String,
    tree: Tree,
}

impl AnswersFile {
    /// Reads the bytes of a file that is called `name`, for a questionnaire.
    ///
    /// # Errors
    /// Every problem of the form.
    pub fn parse(name: &str, bytes: &[u8], questionnaire: &Questionnaire) -> Result<Self, Stop> {
        let tree = tree::parse(name, bytes, Limits::FILE).map_err(|one| refused(name, vec![*one]))?;
        let mut reader = Reader { name, tree: &tree, problems: tree.duplicates.clone() };
        let (mut profile, mut answers) = (Profile::default(), BTreeMap::new());
        for part in reader.properties(&tree.root, "") {
            match part.key.as_str() {
                "profile" => profile = reader.profile(part, questionnaire),
                "answers" => answers = reader.answers(part),
                other => reader.unknown_key(part, "", other, &KEYS),
            }
        }
        let problems = reader.problems;
        if problems.is_empty() {
            Ok(Self { profile, answers, name: name.to_owned(), tree })
        } else {
            Err(refused(name, problems))
        }
    }

    /// Checks the answers: all of them can be given, or none.
    ///
    /// # Errors
    /// Every refusal with its place.
    pub fn accept(
        &self,
        questionnaire: &Questionnaire,
        scope: &Scope,
        profile: &Profile,
        today: chrono::NaiveDate,
    ) -> Result<AcceptedAll, Stop> {
        accept_all(questionnaire, scope, profile, &self.answers, today).map_err(|refusals| {
            let place = |refusal: &Refusal| {
                let path = key_path("answers", about(refusal).as_str());
                let at = self.tree.find(&path).map_or(0, |node| node.span.start);
                Diagnostic::error(&self.name, self.tree.position(at), &path, refusal.to_string())
            };
            refused(&self.name, refusals.iter().map(place).collect())
        })
    }
}

/// The question that a refusal is about.
fn about(refusal: &Refusal) -> &QuestionId {
    match refusal {
        Refusal::Reason { question, .. } | Refusal::NoPractice { question, .. } => question,
        Refusal::NeedsNote(id)
        | Refusal::NoQuestion(id)
        | Refusal::OutOfScope(id)
        | Refusal::ByProfile(id)
        | Refusal::NotAnAnswer(id) => id,
    }
}

fn refused(name: &str, mut problems: Vec<Diagnostic>) -> Stop {
    problems.sort();
    let lines: Vec<String> = problems.iter().map(|p| format!("  {p}")).collect();
    let count = problems.len();
    let s = if count == 1 { "" } else { "s" };
    let message = format!("{name} has {count} problem{s}; nothing was changed:\n{}", lines.join("\n"));
    Stop::new(Exit::Failed, message).hint(
        "the form:   {\"profile\": {...}, \"answers\": {\"SEC-Q1\": {\"state\": \"rated\", \"level\": 2}}}",
    )
}

/// Collects problems on the way through the tree.
struct Reader<'t> {
    name: &'t str,
    tree: &'t Tree,
    problems: Vec<Diagnostic>,
}

impl<'t> Reader<'t> {
    fn problem(&mut self, span: Span, path: &str, message: impl Into<String>) {
        let at = self.tree.position(span.start);
        self.problems.push(Diagnostic::error(self.name, at, path, message));
    }

    fn properties(&mut self, node: &'t Node, path: &str) -> &'t [Property] {
        if let Value::Object(properties) = &node.value {
            return properties;
        }
        self.problem(node.span, path, "expected an object");
        &[]
    }

    fn unknown_key(&mut self, part: &Property, path: &str, key: &str, known: &[&str]) {
        let near = closest(key, known.iter().copied());
        let meant = near.map(|n| format!(" (did you mean \"{n}\"?)")).unwrap_or_default();
        let message = format!("unknown key {key:?}{meant}; expected one of: {}", known.join(", "));
        self.problem(part.key_span, path, message);
    }

    fn profile(&mut self, part: &'t Property, questionnaire: &Questionnaire) -> Profile {
        let mut profile = Profile::default();
        for answer in self.properties(&part.node, "profile") {
            let path = key_path("profile", &answer.key);
            match Slug::parse(&answer.key) {
                Err(error) => self.problem(answer.key_span, &path, error.to_string()),
                Ok(key) => {
                    let value: Option<ProfileValue> = self.value(&answer.node, &path);
                    if let Some(value) = value {
                        match profile_words::misfit(questionnaire, &key, &value) {
                            Some(why) => self.problem(answer.node.span, &path, why),
                            None => {
                                profile.0.insert(key, value);
                            }
                        }
                    }
                }
            }
        }
        profile
    }

    fn answers(&mut self, part: &'t Property) -> BTreeMap<QuestionId, Answer> {
        let mut answers = BTreeMap::new();
        for entry in self.properties(&part.node, "answers") {
            let path = key_path("answers", &entry.key);
            match QuestionId::parse(&entry.key) {
                Err(error) => self.problem(entry.key_span, &path, error.to_string()),
                Ok(id) => {
                    let answer: Option<Answer> = self.value(&entry.node, &path);
                    if let Some(answer) = answer {
                        self.no_strange_keys(&answer, &entry.node, &path);
                        answers.insert(id, answer);
                    }
                }
            }
        }
        answers
    }

    /// A record keeps keys that it does not know; in an answers file such a key is a slip of the pen.
    fn no_strange_keys(&mut self, answer: &Answer, node: &'t Node, path: &str) {
        const KNOWN: [&str; 12] = [
            "state",
            "level",
            "also",
            "reason",
            "confidence",
            "confirmed",
            "carried_from",
            "by",
            "note",
            "flag",
            "evidence",
            "votes",
        ];
        for part in self.properties(node, path) {
            if answer.extra.0.contains_key(&part.key) {
                self.unknown_key(part, path, &part.key, &KNOWN);
            }
            let below = key_path(path, &part.key);
            match part.key.as_str() {
                "evidence" => self.no_strange_evidence(answer, &part.node, &below),
                "votes" => self.only_levels(&part.node, &below),
                _ => {}
            }
        }
    }

    fn no_strange_evidence(&mut self, answer: &Answer, node: &'t Node, path: &str) {
        const KNOWN: [&str; 6] = ["kind", "ref", "sha256", "polarity", "source", "date"];
        for (n, (item, read)) in node.items().unwrap_or_default().iter().zip(&answer.evidence).enumerate() {
            let path = format!("{path}[{n}]");
            for part in self.properties(item, &path) {
                if read.extra.0.contains_key(&part.key) {
                    self.unknown_key(part, &path, &part.key, &KNOWN);
                }
            }
        }
    }

    /// Votes are counted by level.
    fn only_levels(&mut self, node: &'t Node, path: &str) {
        for part in self.properties(node, path) {
            let level = part.key.parse::<u8>().ok().and_then(Level::new);
            if level.is_none_or(|level| level.to_string() != part.key) {
                let message = format!("{:?} is no level, 0 to 4; expected how many voted for each", part.key);
                self.problem(part.key_span, path, message);
            }
        }
    }

    /// Reads a value of the model; what it refuses is pointed at.
    fn value<T: DeserializeOwned>(&mut self, node: &Node, path: &str) -> Option<T> {
        let text = self.tree.text().get(node.span.start..node.span.end).unwrap_or_default();
        let mut reader = serde_json::Deserializer::from_str(text);
        match serde_path_to_error::deserialize(&mut reader) {
            Ok(value) => Some(value),
            Err(error) => {
                let inner = error.path().to_string();
                let full = if inner == "." { path.to_owned() } else { format!("{path}.{inner}") };
                let span = self.tree.find(&full).map_or(node.span, |n| n.span);
                let said = error.into_inner().to_string();
                let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
                self.problem(span, &full, said);
                None
            }
        }
    }
}
