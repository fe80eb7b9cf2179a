//! A small assessment for the tests of all reports: two dimensions, every state, one roadmap.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::model::questionnaire::{
    Gate, LevelPractices, LevelText, PhaseRef, PhaseText, Reason, Reference, Source,
};
use crate::model::{
    Answer, AnswerState, Dimension, DimensionCode, Effort, Evidence, EvidenceKind, Hash, Level, Parked,
    Period, PersonId, Phase, Polarity, Practice, PracticeId, Question, QuestionId, Questionnaire,
    QuestionnaireId, Ratio, Scope, Slug, StepId, TeamId, Version,
};
use crate::roadmap::{Gain, Risk, RiskKind, Roadmap, Step, StepKind, Why};
use crate::scoring::{Scorecard, scorecard};

use super::subject::{Status, Subject};

/// Everything that a subject borrows.
pub(super) struct Fixture {
    pub(super) team_name: String,
    pub(super) team: TeamId,
    pub(super) hash: Hash,
    pub(super) questionnaire: Questionnaire,
    pub(super) scope: Scope,
    pub(super) scope_note: String,
    pub(super) answers: BTreeMap<QuestionId, Answer>,
    pub(super) parking_lot: Vec<Parked>,
    pub(super) people: Vec<PersonId>,
    pub(super) scorecard: Scorecard,
    pub(super) roadmap: Roadmap,
}

fn qid(text: &str) -> QuestionId {
    QuestionId::parse(text).unwrap()
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// One practice per level: `AA-11` to `AA-14` for `AA-Q1`. All texts hold `text`.
fn question(id: &str, phase: u8, weight: u8, must_have: bool, text: &str) -> Question {
    let (code, number) = id.split_once("-Q").unwrap();
    let practice = |level: Level| Practice {
        id: PracticeId::parse(&format!("{code}-{number}{level}")).unwrap(),
        title: format!("Practice {number}{level}{text}"),
        how: format!("Begin small{text}"),
        done_when: format!("A log shows it{text}"),
        check: format!("kubectl get ns{text}"),
        effort: Effort::M,
        impact: 3,
        requires: Vec::new(),
        refs: vec![Reference { source: slug("guide"), at: format!("4.4{text}") }],
    };
    let phases = ["foundation", "enhancement", "optimization", "maturity"];
    Question {
        id: qid(id),
        title: format!("Title {number}{text}"),
        prompt: String::new(),
        why: String::new(),
        phase: PhaseRef { id: slug(phases[usize::from(phase) - 1]), number: Phase::new(phase).unwrap() },
        components: Vec::new(),
        areas: Vec::new(),
        weight,
        must_have,
        applies_when: BTreeMap::default(),
        not_applicable: vec![Reason { id: slug("no-cluster"), text: format!("no cluster{text}") }],
        statements: vec![String::new(); 5],
        levels: Level::with_practices()
            .map(|level| LevelPractices { level, practices: vec![practice(level)] })
            .collect(),
        look_for: Vec::new(),
        overclaims: Vec::new(),
        stale_after_days: 180,
        seed: Vec::new(),
    }
}

fn questionnaire(text: &str) -> Questionnaire {
    let dimension = |code: &str, title: &str, questions| Dimension {
        schema: String::new(),
        id: slug(&code.to_lowercase()),
        code: DimensionCode::parse(code).unwrap(),
        title: format!("{title}{text}"),
        summary: String::new(),
        questions,
    };
    let levels = [
        "Not started",
        "Basic Containerization",
        "Automated Orchestration",
        "Optimized Operations",
        "Strategic Excellence",
    ];
    let phases = ["Foundation", "Enhancement", "Optimization", "Maturity"];
    Questionnaire {
        schema: String::new(),
        id: QuestionnaireId::parse("small").unwrap(),
        version: Version(1, 0, 0),
        title: String::new(),
        summary: String::new(),
        license: String::new(),
        notes: Vec::new(),
        levels: Level::all()
            .zip(levels)
            .map(|(level, name)| LevelText {
                level,
                name: format!("{name}{text}"),
                weeks: None,
                summary: String::new(),
            })
            .collect(),
        phases: Phase::all()
            .zip(phases)
            .map(|(number, name)| PhaseText {
                id: slug(&name.to_lowercase()),
                number,
                name: format!("{name}{text}"),
                summary: String::new(),
            })
            .collect(),
        components: Vec::new(),
        gate: Gate { share: Ratio::new(4, 5) },
        profile: Vec::new(),
        dimensions: vec![
            dimension(
                "AA",
                "Images & builds",
                vec![question("AA-Q1", 1, 3, true, text), question("AA-Q2", 1, 2, false, text)],
            ),
            dimension(
                "BB",
                "Resilience",
                vec![question("BB-Q1", 1, 3, false, text), question("BB-Q2", 2, 1, false, text)],
            ),
        ],
        selections: Vec::new(),
        pathways: Vec::new(),
        advisor: None,
        migrations: Vec::new(),
        sources: vec![Source {
            key: slug("guide"),
            title: format!("The Guide{text}"),
            edition: "2025".to_owned(),
            url: Some("https://guide.example/a?b=1&c".to_owned()),
        }],
    }
}

/// The answers; what people wrote is `note`.
fn answers(note: &str) -> BTreeMap<QuestionId, Answer> {
    let mut rated = Answer::at_level(Level::ONE);
    rated.note = Some(note.to_owned());
    rated.flag = Some(note.to_owned());
    rated.by = vec![PersonId::parse("ana").unwrap()];
    rated.evidence = vec![Evidence {
        kind: EvidenceKind::File,
        reference: format!("k8s/ns.yaml:12 {note}"),
        sha256: None,
        polarity: Polarity::Against,
        source: Some(note.to_owned()),
        date: NaiveDate::from_ymd_opt(2026, 11, 20),
        extra: crate::model::strict::Extra::default(),
    }];
    let mut out = Answer::new(AnswerState::NotApplicable { reason: slug("other") });
    out.note = Some(note.to_owned());
    let mut open = Answer::new(AnswerState::Unknown);
    open.note = Some(note.to_owned());
    [("AA-Q1", rated), ("AA-Q2", Answer::at_level(Level::MAX)), ("BB-Q1", open), ("BB-Q2", out)]
        .map(|(id, answer)| (qid(id), answer))
        .into_iter()
        .collect()
}

fn step(id: &str, question: &str, kind: StepKind, text: &str) -> Step {
    let practice = kind == StepKind::Practice;
    Step {
        id: StepId::parse(id).unwrap(),
        kind,
        title: format!("Practice {id}{text}"),
        question: qid(question),
        dimension: DimensionCode::parse(question.split('-').next().unwrap()).unwrap(),
        from: practice.then_some(Ratio::ONE),
        to: practice.then(|| Ratio::whole(2)),
        effort: if practice { Effort::M } else { Effort::S },
        points: if practice { 3 } else { 1 },
        value: Ratio::whole(3),
        gain: Gain {
            dimension: if practice { Ratio::new(3, 5) } else { Ratio::ZERO },
            whole: Ratio::new(1, 300),
        },
        up_to: (!practice).then(|| Ratio::new(3, 2)),
        why: vec![Why::NeededBy(vec![StepId::parse("AA-13").unwrap()])],
        needs: Vec::new(),
        not_in_assessment: Vec::new(),
        unlocks: if practice { vec![StepId::parse("AA-13").unwrap()] } else { Vec::new() },
        quarter: Period::new(2027, if practice { 1 } else { 2 }).unwrap(),
    }
}

impl Fixture {
    /// `text` ends every text of the questionnaire; `note` is what people wrote wherever they can write.
    pub(super) fn new(name: &str, text: &str, note: &str) -> Self {
        let questionnaire = questionnaire(text);
        let answers = answers(note);
        let scorecard = scorecard(&questionnaire, &Scope::All, &answers);
        Self {
            team_name: name.to_owned(),
            team: TeamId::parse("payments").unwrap(),
            hash: Hash::parse(&"3f".repeat(32)).unwrap(),
            scope: Scope::All,
            scope_note: note.to_owned(),
            parking_lot: vec![Parked {
                question: Some(qid("AA-Q1")),
                text: note.to_owned(),
                extra: crate::model::strict::Extra::default(),
            }],
            people: vec![PersonId::parse("ana").unwrap(), PersonId::parse("bo").unwrap()],
            roadmap: Roadmap {
                goal: Level::new(2).unwrap(),
                capacity: 20,
                pathway: None,
                steps: vec![
                    step("AA-12", "AA-Q1", StepKind::Practice, text),
                    step("BB-Q1", "BB-Q1", StepKind::FindOut, text),
                ],
                risks: vec![Risk {
                    question: qid("AA-Q1"),
                    kind: RiskKind::MustHave,
                    mitigation: StepId::parse("AA-12").ok(),
                }],
            },
            questionnaire,
            answers,
            scorecard,
        }
    }

    pub(super) fn plain() -> Self {
        Self::new("Payments", "", "moves in January")
    }

    pub(super) fn subject(&self) -> Subject<'_> {
        Subject {
            team_name: &self.team_name,
            team: &self.team,
            period: Period::new(2026, 4).unwrap(),
            status: Status::Finished {
                at: DateTime::<Utc>::from_timestamp(1_795_428_131, 0).unwrap(),
                record: &self.hash,
            },
            questionnaire: &self.questionnaire,
            questionnaire_hash: &self.hash,
            scope: &self.scope,
            scope_note: &self.scope_note,
            answers: &self.answers,
            parking_lot: &self.parking_lot,
            people: &self.people,
            scorecard: &self.scorecard,
            warnings: &[],
        }
    }
}

/// Text that would do harm, or look like something else, where it is not made safe.
pub(super) const HOSTILE: &str = "\u{1b}[31m\u{1b}]52;c;eA==\u{7}\u{9b}2J\u{7f} \u{202e}rtl\u{200b} <script>alert(1)</script> <img onerror=x> </title> \
    [x](javascript:alert(1)) ![i](http://h.example/i) https://h.example www.h.example a@h.example @ana #1 | cell | \
    `code` **bold** _em_ ~~s~~ $a$ :smile: &lt; \\\r\n---\n# Heading\n\n- item\n1. one\n> quote\n```\n    code\n=cmd|x";
