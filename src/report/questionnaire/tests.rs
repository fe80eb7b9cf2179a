//! The document: one golden file of a small questionnaire, and hostile text everywhere in it.

use super::super::fixture::{Fixture, HOSTILE};
use super::*;
use crate::model::advisor::{
    Branch, Cell, Choice, Counsel, Criteria, Criterion, Fork, Matrix, Platform, Rating, Requirement,
};
use crate::model::profile::Condition;
use crate::model::questionnaire::{
    Advisor, Component, Group, Migration, Pathway, ProfileKind, ProfileQuestion, Selection, Stage, Suits,
};
use crate::model::{PracticeId, QuestionId, Slug};

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// A questionnaire of one question with something in every place; every text ends in `text`.
fn small(text: &str) -> Questionnaire {
    let mut q = Fixture::new("Payments", text, "").questionnaire;
    let says = |what: &str| format!("{what}{text}");
    q.title = says("Small");
    q.summary = says("What it is");
    q.license = says("CC0");
    q.notes = vec![says("A note")];
    q.components = vec![Component { id: slug("docker"), name: says("Docker"), summary: says("Images") }];
    q.profile = vec![
        ProfileQuestion { id: slug("stateful"), prompt: says("Data?"), kind: ProfileKind::Bool },
        ProfileQuestion { id: slug("clusters"), prompt: says("How many?"), kind: ProfileKind::Number },
    ];
    q.dimensions.truncate(1);
    q.dimensions[0].summary = says("About images");
    q.dimensions[0].questions.truncate(1);
    let question = &mut q.dimensions[0].questions[0];
    question.prompt = says("How is it?");
    question.why = says("It broke once");
    question.components = vec![slug("docker")];
    question.applies_when = [
        (slug("stateful"), Condition::Bools(vec![true])),
        (slug("clusters"), Condition::Number { min: Some(2), max: None }),
    ]
    .into();
    question.statements = (0..5).map(|n| says(&format!("State {n}"))).collect();
    question.look_for = vec![says("- The log")];
    question.overclaims = vec![says("1. A plan")];
    question.seed = vec![says("S-A-01")];
    question.levels[1].practices[0].requires = vec![PracticeId::parse("AA-11").unwrap()];
    let questions = vec![QuestionId::parse("AA-Q1").unwrap()];
    q.selections = vec![Selection {
        id: slug("quick"),
        title: says("Quick"),
        summary: says("A look"),
        groups: vec![Group { title: says("Images"), questions: questions.clone() }],
        crosswalk: Vec::new(),
        questions,
    }];
    let practices = vec![PracticeId::parse("AA-11").unwrap()];
    q.pathways = vec![Pathway {
        id: slug("fast"),
        title: says("Fast"),
        summary: says("A way"),
        suits: Some(Suits { profile: [].into(), reason: says("Always") }),
        stages: vec![Stage { title: says("First"), done_when: says("seen"), practices }],
    }];
    q.advisor = Some(advisor(&says));
    q.migrations = vec![Migration {
        from: crate::model::Version(0, 9, 0),
        questions: [(QuestionId::parse("OLD-Q1").unwrap(), Vec::new())].into(),
        practices: [].into(),
    }];
    q
}

/// An advisor with something in every place.
fn advisor(says: &dyn Fn(&str) -> String) -> Advisor {
    let host = slug("host");
    let advice = Counsel {
        platforms: vec![host.clone()],
        in_order: false,
        reason: says("Small"),
        questions: vec![QuestionId::parse("AA-Q1").unwrap()],
    };
    let branch = |id: &str| Branch { id: slug(id), label: says("One service"), next: None, advice: None };
    let inner =
        Fork { prompt: says("Where?"), options: vec![Branch { advice: Some(advice), ..branch("here") }] };
    let cell = Cell {
        rating: Rating::Good,
        label: says("Basic"),
        original: Some(Rating::Excellent),
        note: says("One host only"),
    };
    let points = [(host.clone(), -2)].into();
    let option = Choice { id: slug("few"), label: says("few"), points, note: says("Fewer is better") };
    Advisor {
        platforms: vec![Platform { id: host.clone(), name: says("A host") }],
        tree: Some(Fork {
            prompt: says("What for?"),
            options: vec![Branch { next: Some(inner), ..branch("one") }],
        }),
        matrix: Some(Matrix {
            platforms: vec![host.clone()],
            requirements: vec![Requirement {
                id: slug("scaling"),
                title: says("Scaling"),
                cells: [(host.clone(), cell)].into(),
                complexity: Some(Rating::Medium),
                use_case: says("Growth"),
            }],
            notes: vec![says("How it counts")],
        }),
        criteria: Some(Criteria {
            platforms: vec![host],
            questions: vec![Criterion {
                id: slug("services"),
                prompt: says("How many?"),
                aspect: says("technical"),
                options: vec![option],
            }],
            notes: vec![says("Proposals")],
        }),
    }
}

#[test]
fn golden() {
    insta::assert_snapshot!("small", markdown(&small("")));
}

#[test]
fn text_of_strangers_stays_text() {
    let (plain, hostile) = (markdown(&small("")), markdown(&small(HOSTILE)));
    // Whatever the texts say, the lines, headings, entries and rows are the same.
    let shape = |text: &str| -> Vec<String> {
        let mark = |line: &str| line.trim_start().chars().take(3).filter(|c| !c.is_alphanumeric()).collect();
        text.lines().map(mark).collect()
    };
    assert_eq!(shape(&plain), shape(&hostile));
    // In a code span everything is text already.
    let rows =
        |text: &str| text.lines().filter(|l| l.starts_with('|')).map(|l| l.matches('|').count()).collect();
    let (before, after): (Vec<usize>, Vec<usize>) = (rows(&plain), rows(&hostile));
    assert_eq!(before, after);
    for line in hostile.lines().filter(|l| !l.starts_with("  - Check: `")) {
        let escaped = line.replace("\\<", "").replace("\\]", "");
        for live in ["<script", "<img", "](javascript", "://h.example", "\u{1b}", "\u{202e}"] {
            assert!(!escaped.contains(live), "{live}: {line}");
        }
    }
}

#[test]
fn a_dash_or_a_number_at_the_start_begins_no_list() {
    for (raw, escaped) in [
        ("- item", "\\- item"),
        ("+ item", "\\+ item"),
        ("1. one", "1\\. one"),
        ("12) one", "12\\) one"),
        ("=== x", "\\=== x"),
        ("5-6 hosts", "5-6 hosts"),
        ("90 % of it", "90 % of it"),
        ("# head", "\\# head"),
        ("", ""),
    ] {
        assert_eq!(start(raw), escaped, "{raw:?}");
    }
}
