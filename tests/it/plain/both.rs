//! The same answers through both faces give the same record, but for times.

use proptest::prelude::*;
use quaymark::answering::reasons;
use quaymark::app::{App, Code, Effect, Key};
use quaymark::model::Question;
use quaymark::model::questionnaire::ProfileKind;
use quaymark::runtime::{Performer, clock};
use quaymark::tui::face::Face;
use quaymark::tui::view::Look;
use serde_json::Value;
use std::collections::VecDeque;
use std::path::Path;

use crate::harness::own_questionnaire;

use super::{Begin, folder, records, session, started, talk, talk_from};

/// The terminal face without a terminal.
struct Terminal {
    face: Face,
    performer: Performer,
}

impl Terminal {
    fn start(dir: &Path, begin: Begin) -> Self {
        let session = session(dir);
        let questionnaire = session.questionnaire(None).unwrap().questionnaire.clone();
        let (app, mut effects) = App::start(questionnaire, clock::now());
        effects.extend(begin.effects);
        let performer = Performer::inline(session, dir.to_owned());
        let mut terminal = Self { face: Face::new(app, Look::default()), performer };
        terminal.perform(effects);
        terminal
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            for message in self.performer.perform(effect, clock::now()) {
                queue.extend(self.face.send(message, clock::now()));
            }
        }
    }

    fn press(&mut self, key: Key) {
        let effects = self.face.key(key, clock::now());
        self.perform(effects);
    }

    fn press_all(&mut self, keys: &[Key]) {
        for key in keys {
            self.press(*key);
        }
    }
}

fn typed(text: &str) -> Vec<Key> {
    let code = |c| if c == '\n' { Code::Enter } else { Code::Char(c) };
    text.chars().map(|c| Key::plain(code(c))).collect()
}

const ENTER: Key = Key::plain(Code::Enter);
const ESC: Key = Key::plain(Code::Esc);
const DOWN: Key = Key::plain(Code::Down);

/// Something a person does at a question.
#[derive(Debug, Clone)]
enum Does {
    Level(u8),
    Unknown,
    /// The last reason that the question has.
    NotApplicable(String),
    /// The first practice of the next level.
    Tick,
    Note(Vec<String>),
    Evidence(String),
    Sure,
    Flag,
    Park(String),
}

impl Does {
    fn keys(&self, question: &Question, evidence: bool) -> Vec<Key> {
        let field = |key, text: &str| [vec![Key::char(key)], typed(text), vec![ENTER]].concat();
        match self {
            Self::Level(n) => typed(&n.to_string()),
            Self::Unknown => typed("."),
            Self::NotApplicable(note) => match reasons(question).len() {
                0 => Vec::new(),
                n => {
                    let other = reasons(question).last().unwrap().0.as_str() == "other";
                    let note = if other { [typed(note), vec![ENTER]].concat() } else { Vec::new() };
                    [vec![Key::char('-')], vec![DOWN; n - 1], vec![ENTER], note].concat()
                }
            },
            Self::Tick => [vec![Key::plain(Code::Home)], vec![DOWN; 5], vec![Key::char(' ')]].concat(),
            Self::Note(lines) => [typed("e"), typed(&lines.join("\n")), vec![ESC]].concat(),
            Self::Evidence(text) if evidence => [typed("v"), vec![ENTER], typed(text), vec![ENTER]].concat(),
            Self::Evidence(text) => field('v', text),
            Self::Sure => typed("s"),
            Self::Flag => typed("f"),
            Self::Park(text) => field('p', text),
        }
    }

    fn lines(&self, question: &Question, evidence: bool) -> Vec<String> {
        let of = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        match self {
            Self::Level(n) => vec![n.to_string()],
            Self::Unknown => of(&["."]),
            Self::NotApplicable(note) => match reasons(question).last() {
                None => of(&["n"]),
                Some((last, _)) => {
                    let place = reasons(question).len().to_string();
                    let mut typed = of(&["n", &place]);
                    typed.extend((last.as_str() == "other").then(|| note.clone()));
                    typed
                }
            },
            Self::Tick => of(&["t 1"]),
            Self::Note(lines) => [of(&["e"]), lines.clone(), of(&[""])].concat(),
            Self::Evidence(text) if evidence => of(&["v", "a", text]),
            Self::Evidence(text) => of(&["v", text]),
            Self::Sure => of(&["s"]),
            Self::Flag => of(&["f"]),
            Self::Park(text) => of(&["p", text]),
        }
    }
}

fn does() -> impl Strategy<Value = Does> {
    let text = || "[a-z][a-z ,é0-9]{0,12}[a-z]";
    prop_oneof![
        4 => (0u8..=4).prop_map(Does::Level),
        2 => Just(Does::Tick),
        1 => Just(Does::Unknown),
        1 => text().prop_map(Does::NotApplicable),
        1 => proptest::collection::vec(text(), 1..4).prop_map(Does::Note),
        1 => text().prop_map(Does::Evidence),
        1 => Just(Does::Sure),
        1 => Just(Does::Flag),
        1 => text().prop_map(Does::Park),
    ]
}

/// A record without times.
fn timeless(dir: &Path) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.retain(|key, _| !["started", "finished", "confirmed", "date"].contains(&key.as_str()));
                map.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(records(dir).pop().unwrap()).unwrap();
    strip(&mut value);
    value
}

fn both(all: &[Vec<Does>]) {
    let (one, other) = (folder(), folder());
    let questionnaire = session(one.path()).questionnaire(None).unwrap().questionnaire.clone();
    let mut terminal = Terminal::start(one.path(), started());
    let mut lines = Vec::new();
    for ((_, question), steps) in questionnaire.questions().zip(all) {
        let (mut evidence, mut noted) = (false, false);
        for step in steps {
            // A note is written once: added lines stand on their own line here, at the cursor there.
            let note = matches!(step, Does::Note(_)) || matches!(step, Does::NotApplicable(_));
            if note && noted {
                continue;
            }
            noted |= note;
            terminal.press_all(&step.keys(question, evidence));
            lines.extend(step.lines(question, evidence));
            evidence |= matches!(step, Does::Evidence(_));
        }
        terminal.press(Key::plain(Code::Right));
        lines.push("g".to_owned());
    }
    terminal.press_all(&typed("RFy"));
    lines.extend(["review".to_owned(), "r".to_owned(), "F".to_owned(), "yes".to_owned()]);
    talk_from(other.path(), started(), &(lines.join("\n") + "\n"));
    assert_eq!(timeless(one.path()), timeless(other.path()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_same_answers_give_the_same_record(
        all in proptest::collection::vec(proptest::collection::vec(does(), 0..5), 1..8)
    ) {
        both(&all);
    }
}

/// The form, ticking, taking back and finishing, each as its face asks for it.
#[test]
fn the_same_journey_gives_the_same_record() {
    let (one, other) = (folder(), folder());
    let mut terminal = Terminal::start(one.path(), Begin::default());
    terminal.press(ENTER);
    terminal.press(ENTER);
    terminal.press_all(&typed("Payments"));
    terminal.press_all(&[ENTER, ENTER, Key::plain(Code::Right), ENTER, ENTER, ENTER]);
    terminal.press_all(&typed("two clusters"));
    // Compose and Kubernetes; yes; no.
    let right = Key::plain(Code::Right);
    terminal.press_all(&[ENTER, right, Key::char(' '), right, Key::char(' '), ENTER]);
    terminal.press_all(&[right, ENTER, right, right, ENTER]);
    let further = &own_questionnaire().profile[3..];
    for question in further {
        match question.kind {
            ProfileKind::Number => terminal.press_all(&[vec![ENTER], typed("12"), vec![ENTER]].concat()),
            ProfileKind::Bool => terminal.press_all(&[right, ENTER]),
            ProfileKind::Choices { .. } => terminal.press_all(&[Key::char(' '), ENTER]),
        }
    }
    terminal.press(ENTER);
    terminal.press_all(&typed("2"));
    terminal.press_all(&[
        ENTER,
        Key::char('3'),
        Key::char('1'),
        Key::char('u'),
        Key::char('u'),
        Key::char('U'),
    ]);
    terminal.press_all(&typed("RFy"));
    let mut lines = vec!["1", "Payments", "", "2", "two clusters", "2 3", "yes", "no"];
    lines.extend(further.iter().map(|question| match question.kind {
        ProfileKind::Number => "12",
        ProfileKind::Bool => "yes",
        ProfileKind::Choices { .. } => "1",
    }));
    lines.extend(["2", "", "3", "1", "u", "u", "U", "r", "F", "yes"]);
    talk(other.path(), &lines);
    let record = timeless(one.path());
    assert_eq!(record, timeless(other.path()));
    assert_eq!(record["scope_note"], "two clusters");
    assert_eq!(record["profile"]["platform"], serde_json::json!(["compose", "kubernetes"]));
    assert_eq!(record["profile"]["stateful"], true);
    assert_eq!(record["profile"]["internet-facing"], false);
    let said = record["profile"].as_object().unwrap();
    assert!(own_questionnaire().profile.iter().all(|q| said.contains_key(q.id.as_str())), "{said:?}");
}
