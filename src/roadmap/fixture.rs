//! Small questionnaires and answers for the tests of the roadmap, written in a few characters each.

use std::collections::BTreeMap;

use crate::model::answer::canonical;
use crate::model::profile::AppliesWhen;
use crate::model::questionnaire::{Gate, LevelPractices, LevelText, Pathway, PhaseRef, PhaseText, Stage};
use crate::model::{
    Answer, AnswerState, Dimension, DimensionCode, Effort, Level, Period, Phase, Practice, PracticeId,
    Question, QuestionId, Questionnaire, QuestionnaireId, Ratio, Scope, Slug, Version,
};

use super::{Request, Roadmap, Step};

pub(super) fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

pub(super) fn code(text: &str) -> DimensionCode {
    DimensionCode::parse(text).unwrap()
}

pub(super) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub(super) fn question_id(text: &str) -> QuestionId {
    QuestionId::parse(text).unwrap()
}

/// `AA-01:M:4<BB-01,BB-02`: id, effort, impact (1 if left out), what it requires.
fn practice(text: &str) -> Practice {
    let (head, requires) = text.split_once('<').unwrap_or((text, ""));
    let mut parts = head.split(':');
    let id = parts.next().unwrap();
    let effort = match parts.next().unwrap() {
        "S" => Effort::S,
        "M" => Effort::M,
        "L" => Effort::L,
        other => panic!("effort {other}"),
    };
    Practice {
        id: PracticeId::parse(id).unwrap(),
        title: format!("Practice {id}"),
        how: String::new(),
        done_when: String::new(),
        check: String::new(),
        effort,
        impact: parts.next().map_or(1, |n| n.parse().unwrap()),
        requires: requires
            .split(',')
            .filter(|r| !r.is_empty())
            .map(|r| PracticeId::parse(r).unwrap())
            .collect(),
        refs: Vec::new(),
    }
}

/// A question with the practices of levels 1 to 4, each a list separated by spaces. A `!` after the id: a must-have.
pub(super) fn question(id: &str, phase: u8, weight: u8, levels: [&str; 4]) -> Question {
    let must_have = id.ends_with('!');
    let id = id.trim_end_matches('!');
    let list = |(number, text): (Level, &str)| LevelPractices {
        level: number,
        practices: text.split_whitespace().map(practice).collect(),
    };
    Question {
        id: question_id(id),
        title: format!("Question {id}"),
        prompt: String::new(),
        why: String::new(),
        phase: PhaseRef { id: slug(&format!("phase-{phase}")), number: Phase::new(phase).unwrap() },
        components: Vec::new(),
        areas: Vec::new(),
        weight,
        must_have,
        applies_when: AppliesWhen::default(),
        not_applicable: Vec::new(),
        statements: vec![String::new(); 5],
        levels: Level::with_practices().zip(levels).map(list).collect(),
        look_for: Vec::new(),
        overclaims: Vec::new(),
        stale_after_days: 180,
        seed: Vec::new(),
    }
}

/// A questionnaire with a gate of 4/5; the dimensions come from the ids of the questions.
pub(super) fn questionnaire(questions: Vec<Question>) -> Questionnaire {
    let mut dimensions: BTreeMap<String, Vec<Question>> = BTreeMap::new();
    for question in questions {
        dimensions.entry(question.id.code().to_owned()).or_default().push(question);
    }
    let dimension = |(text, questions): (String, Vec<Question>)| Dimension {
        schema: String::new(),
        id: slug(&text.to_lowercase()),
        code: code(&text),
        title: text.clone(),
        summary: String::new(),
        questions,
    };
    let names = ["Nothing", "Basic", "Automated", "Advanced", "Leading"];
    Questionnaire {
        schema: String::new(),
        id: QuestionnaireId::parse("small").unwrap(),
        version: Version(1, 0, 0),
        title: String::new(),
        summary: String::new(),
        license: String::new(),
        notes: Vec::new(),
        levels: Level::all()
            .zip(names)
            .map(|(level, name)| LevelText {
                level,
                name: name.to_owned(),
                weeks: None,
                summary: String::new(),
            })
            .collect(),
        phases: Phase::all()
            .map(|number| PhaseText {
                id: slug(&format!("phase-{number}")),
                number,
                name: format!("Phase {number}"),
                summary: String::new(),
            })
            .collect(),
        components: Vec::new(),
        gate: Gate { share: Ratio::new(4, 5) },
        profile: Vec::new(),
        dimensions: dimensions.into_iter().map(dimension).collect(),
        selections: Vec::new(),
        pathways: Vec::new(),
        advisor: None,
        migrations: Vec::new(),
        sources: Vec::new(),
    }
}

/// A pathway named `way` with these stages, each a list of practices separated by spaces.
pub(super) fn pathway(stages: &[&str]) -> Pathway {
    let stage = |(n, text): (usize, &&str)| Stage {
        title: format!("Stage title {}", n + 1),
        done_when: String::new(),
        practices: text.split_whitespace().map(|p| PracticeId::parse(p).unwrap()).collect(),
    };
    Pathway {
        id: slug("way"),
        title: String::new(),
        summary: String::new(),
        suits: None,
        stages: stages.iter().enumerate().map(stage).collect(),
    }
}

/// Answers: `AA-Q1` to `n/a`, `unknown`, `L2`, or the practices in place, such as `AA-01 AA-02`.
pub(super) fn answers(questionnaire: &Questionnaire, list: &[(&str, &str)]) -> BTreeMap<QuestionId, Answer> {
    let answer = |(id, text): &(&str, &str)| {
        let id = question_id(id);
        let state = match *text {
            "n/a" => AnswerState::NotApplicable { reason: slug("other") },
            "unknown" => AnswerState::Unknown,
            short if short.starts_with('L') => {
                AnswerState::Rated { level: level(short[1..].parse().unwrap()), also: Vec::new() }
            }
            practices => canonical(
                questionnaire.question(&id).unwrap(),
                &practices.split_whitespace().map(|p| PracticeId::parse(p).unwrap()).collect(),
            ),
        };
        (id, Answer::new(state))
    };
    list.iter().map(answer).collect()
}

/// A request of the record 2026-Q4 with a capacity of 20 and nothing else set.
pub(super) fn request<'a>(scope: &'a Scope, answers: &'a BTreeMap<QuestionId, Answer>) -> Request<'a> {
    Request {
        scope,
        answers,
        period: Period::parse("2026-Q4").unwrap(),
        goal: None,
        targets: BTreeMap::new(),
        team_goal: None,
        capacity: 20,
        pathway: None,
    }
}

/// The worked example of `docs/scoring.md`, section 5.
pub(super) fn worked_example() -> (Questionnaire, BTreeMap<QuestionId, Answer>) {
    let questionnaire = questionnaire(vec![
        question("AA-Q1!", 1, 3, ["AA-01:S", "AA-02:S AA-03:S", "AA-04:S AA-05:M:4", "AA-06:L:2"]),
        question("AA-Q2", 1, 1, ["AA-11:S", "AA-12:M:3", "AA-13:S AA-14:S AA-15:S", "AA-16:S"]),
        question("AA-Q3", 2, 2, ["AA-21:S AA-22:S:2", "AA-23:S:3 AA-24:S:3", "AA-25:S", "AA-26:S"]),
        question("BB-Q1!", 1, 2, ["BB-01:S", "BB-02:S", "BB-03:S", "BB-04:S"]),
        question("BB-Q2", 2, 2, ["BB-11:S", "BB-12:S", "BB-13:S", "BB-14:S"]),
        question("BB-Q3", 3, 2, ["BB-21:S", "BB-22:S", "BB-23:S", "BB-24:S"]),
    ]);
    let answers = answers(
        &questionnaire,
        &[
            ("AA-Q1", "AA-01 AA-02 AA-03 AA-04"),
            ("AA-Q2", "L1"),
            ("AA-Q3", "AA-21"),
            ("BB-Q1", "L3"),
            ("BB-Q2", "n/a"),
            ("BB-Q3", "unknown"),
        ],
    );
    (questionnaire, answers)
}

/// The ids of the steps, in order, in one line.
pub(super) fn ids(roadmap: &Roadmap) -> String {
    roadmap.steps.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join(" ")
}

/// One step by id.
pub(super) fn step<'a>(roadmap: &'a Roadmap, id: &str) -> &'a Step {
    roadmap.steps.iter().find(|s| s.id.as_str() == id).unwrap()
}
