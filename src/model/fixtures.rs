//! Small questionnaires and answers for tests of the core: a builder, and the worked example of `docs/scoring.md`.

pub(crate) mod random;

use std::collections::BTreeMap;

use super::questionnaire::{Gate, LevelPractices, LevelText, PhaseRef, PhaseText, Version};
use super::{
    Answer, AnswerState, Confirmed, Dimension, DimensionCode, Effort, Level, Phase, Practice, PracticeId,
    Question, QuestionId, Questionnaire, Ratio, Slug,
};

/// Answers by question.
pub(crate) type Answers = BTreeMap<QuestionId, Answer>;

/// The ids of phases 1 to 4.
pub(crate) const PHASES: [&str; 4] = ["foundation", "enhancement", "optimization", "maturity"];

/// A question while it is put together.
#[derive(Debug, Clone)]
pub(crate) struct Ask(pub(crate) Question);

/// A question of phase 1 and weight 1 that is no must-have, with one small practice per level.
pub(crate) fn ask(id: &str) -> Ask {
    Ask(Question {
        id: question_id(id),
        title: format!("Title of {id}"),
        prompt: format!("Prompt of {id}?"),
        why: String::new(),
        phase: phase_ref(1),
        components: Vec::new(),
        areas: Vec::new(),
        weight: 1,
        must_have: false,
        applies_when: BTreeMap::new(),
        not_applicable: Vec::new(),
        statements: (0..=4).map(|l| format!("Statement {l}.")).collect(),
        levels: Vec::new(),
        look_for: Vec::new(),
        overclaims: Vec::new(),
        stale_after_days: 180,
        seed: Vec::new(),
    })
    .practices([1, 1, 1, 1])
}

impl Ask {
    /// The phase, 1 to 4.
    pub(crate) fn phase(mut self, number: u8) -> Self {
        self.0.phase = phase_ref(number);
        self
    }

    /// The weight, 1 to 5.
    pub(crate) fn weight(mut self, weight: u8) -> Self {
        self.0.weight = weight;
        self
    }

    /// Makes it a must-have.
    pub(crate) fn must_have(mut self) -> Self {
        self.0.must_have = true;
        self
    }

    /// The components it belongs to.
    pub(crate) fn components(mut self, ids: &[&str]) -> Self {
        self.0.components = ids.iter().map(|id| slug(id)).collect();
        self
    }

    /// How many practices levels 1 to 4 have. All are small; their ids are those of [`practice_id`].
    pub(crate) fn practices(mut self, counts: [u8; 4]) -> Self {
        let id = self.0.id.clone();
        self.0.levels = Level::with_practices()
            .zip(counts)
            .map(|(level, count)| LevelPractices {
                level,
                practices: (1..=count)
                    .map(|i| practice(practice_id(id.as_str(), level.number(), i)))
                    .collect(),
            })
            .collect();
        self
    }

    /// Sets the effort of one practice, counted from 1 within its level.
    pub(crate) fn effort(mut self, level: u8, index: u8, effort: Effort) -> Self {
        let id = practice_id(self.0.id.as_str(), level, index);
        for practice in self.0.levels.iter_mut().flat_map(|l| &mut l.practices) {
            if practice.id == id {
                practice.effort = effort;
            }
        }
        self
    }
}

/// The practices of `AA-Q1` are `AA-111` (level 1, first), `AA-112`, `AA-121` (level 2, first) and so on;
/// from question 10 on the code grows by a letter.
pub(crate) fn practice_id(question: &str, level: u8, index: u8) -> PracticeId {
    let (code, number) = question.split_once("-Q").unwrap();
    let number: u8 = number.parse().unwrap();
    let tens = if number < 10 { String::new() } else { char::from(b'A' + number / 10 - 1).to_string() };
    PracticeId::parse(&format!("{code}{tens}-{}{level}{index}", number % 10)).unwrap()
}

fn practice(id: PracticeId) -> Practice {
    Practice {
        title: format!("Practice {id}"),
        how: String::new(),
        done_when: format!("{id} is in place."),
        check: String::new(),
        effort: Effort::S,
        impact: 3,
        requires: Vec::new(),
        refs: Vec::new(),
        id,
    }
}

/// A questionnaire with these questions, in the order given; the code of an id names the dimension. The gate is 4/5.
pub(crate) fn questionnaire(asks: Vec<Ask>) -> Questionnaire {
    let mut dimensions: Vec<Dimension> = Vec::new();
    for Ask(question) in asks {
        let code = question.id.code().to_owned();
        match dimensions.iter_mut().find(|d| d.code.as_str() == code) {
            Some(dimension) => dimension.questions.push(question),
            None => dimensions.push(Dimension {
                schema: "quaymark/dimension/v1".into(),
                id: slug(&code.to_lowercase()),
                code: dimension_code(&code),
                title: format!("Dimension {code}"),
                summary: String::new(),
                questions: vec![question],
            }),
        }
    }
    Questionnaire {
        schema: "quaymark/questionnaire/v1".into(),
        id: "example".parse().unwrap(),
        version: Version(1, 0, 0),
        title: "Example".into(),
        summary: String::new(),
        license: String::new(),
        notes: Vec::new(),
        levels: Level::all().map(level_text).collect(),
        phases: Phase::all().map(phase_text).collect(),
        components: Vec::new(),
        gate: Gate { share: Ratio::new(4, 5) },
        profile: Vec::new(),
        dimensions,
        selections: Vec::new(),
        pathways: Vec::new(),
        advisor: None,
        migrations: Vec::new(),
        sources: Vec::new(),
    }
}

fn level_text(level: Level) -> LevelText {
    let names = ["Not started", "Basic", "Automated", "Optimized", "Excellent"];
    LevelText { level, name: names[level.index()].into(), weeks: None, summary: String::new() }
}

fn phase_text(number: Phase) -> PhaseText {
    let id = phase_ref(number.number()).id;
    PhaseText { name: format!("Phase {number}"), id, number, summary: String::new() }
}

fn phase_ref(number: u8) -> PhaseRef {
    PhaseRef { id: slug(PHASES[usize::from(number) - 1]), number: Phase::new(number).unwrap() }
}

/// A question id.
pub(crate) fn question_id(text: &str) -> QuestionId {
    QuestionId::parse(text).unwrap()
}

/// A dimension code.
pub(crate) fn dimension_code(text: &str) -> DimensionCode {
    DimensionCode::parse(text).unwrap()
}

/// A slug.
pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// A level, 0 to 4.
pub(crate) fn level(number: u8) -> Level {
    Level::new(number).unwrap()
}

/// All practices of levels 1 to `number`, none above.
pub(crate) fn at(number: u8) -> Answer {
    Answer::at_level(level(number))
}

/// A rated answer in its stored form, canonical or not.
pub(crate) fn rated(number: u8, also: &[&str]) -> Answer {
    let also = also.iter().map(|id| PracticeId::parse(id).unwrap()).collect();
    Answer::new(AnswerState::Rated { level: level(number), also })
}

/// Not applicable, with the reason `other`.
pub(crate) fn not_applicable() -> Answer {
    Answer::new(AnswerState::NotApplicable { reason: slug("other") })
}

/// The team looked and does not know.
pub(crate) fn unknown() -> Answer {
    Answer::new(AnswerState::Unknown)
}

/// The same answer, which nobody confirmed yet.
pub(crate) fn pending(answer: Answer) -> Answer {
    Answer { confirmed: Confirmed::Pending, ..answer }
}

/// Answers by question.
pub(crate) fn answers<const N: usize>(list: [(&str, Answer); N]) -> Answers {
    list.into_iter().map(|(id, answer)| (question_id(id), answer)).collect()
}

/// The worked example of `docs/scoring.md`, section 5: its A1 is `AA-Q1`, its B1 is `BB-Q1` and so on.
pub(crate) fn worked_example() -> (Questionnaire, Answers) {
    let questions = vec![
        ask("AA-Q1").weight(3).must_have().practices([1, 2, 2, 1]),
        ask("AA-Q2").practices([1, 1, 3, 1]).effort(2, 1, Effort::M),
        ask("AA-Q3").phase(2).weight(2).practices([2, 2, 1, 1]),
        ask("BB-Q1").weight(2).must_have(),
        ask("BB-Q2").phase(2).weight(2),
        ask("BB-Q3").phase(3).weight(2),
    ];
    let answers = answers([
        ("AA-Q1", rated(2, &["AA-131"])),
        ("AA-Q2", at(1)),
        ("AA-Q3", rated(0, &["AA-311"])),
        ("BB-Q1", at(3)),
        ("BB-Q2", not_applicable()),
        ("BB-Q3", unknown()),
    ]);
    (questionnaire(questions), answers)
}
