//! The built-in advisor against the tables that it comes from, written out here as they stand there. Every deliberate
//! difference is listed by itself, so that a change of either side is seen.

use std::collections::{BTreeMap, BTreeSet};

use quaymark::advisor::{Inputs, advise};
use quaymark::model::Slug;
use quaymark::model::advisor::{Fork, Rating};

use super::{advisor, slug};

/// The paths of the tree: the two answers, the words after the arrow, and whether they come in order.
/// `D` is Docker, `C` Docker Compose, `K` Kubernetes, `S` the container strategy.
const PATHS: [(&str, &str, &[&str], bool); 9] = [
    ("Simple development or single-service needs?", "Learning containers?", &["D"], false),
    ("Simple development or single-service needs?", "Local development stack?", &["C"], false),
    (
        "Simple development or single-service needs?",
        "Simple production deployment?",
        &["D", "hosting platform"],
        false,
    ),
    ("Enterprise or multi-service requirements?", "Production microservices?", &["K", "S"], false),
    ("Enterprise or multi-service requirements?", "Multi-environment deployment?", &["S", "K"], true),
    (
        "Enterprise or multi-service requirements?",
        "Complex orchestration needs?",
        &["S", "full platform evaluation"],
        true,
    ),
    ("Specific container challenges?", "Security and compliance?", &["S", "K"], false),
    ("Specific container challenges?", "Development workflow?", &["D", "C"], false),
    ("Specific container challenges?", "Production operations?", &["K", "S"], false),
];

/// How the answers of the source are called here.
const ANSWERS: [(&str, &str); 12] = [
    ("Simple development or single-service needs?", "simple"),
    ("Enterprise or multi-service requirements?", "enterprise"),
    ("Specific container challenges?", "challenge"),
    ("Learning containers?", "learning"),
    ("Local development stack?", "local-stack"),
    ("Simple production deployment?", "simple-production"),
    ("Production microservices?", "microservices"),
    ("Multi-environment deployment?", "environments"),
    ("Complex orchestration needs?", "complex"),
    ("Security and compliance?", "security"),
    ("Development workflow?", "development"),
    ("Production operations?", "operations"),
];

fn named(word: &str) -> Slug {
    slug(match word {
        "D" => "docker",
        "C" => "compose",
        "K" => "kubernetes",
        "S" => "container-strategy",
        "hosting platform" => "hosting-platform",
        "full platform evaluation" => "platform-evaluation",
        other => panic!("{other}"),
    })
}

/// Every path from a question to an end.
fn paths(fork: &Fork, before: &[Slug]) -> Vec<Vec<Slug>> {
    let mut found = Vec::new();
    for option in &fork.options {
        let path = [before, std::slice::from_ref(&option.id)].concat();
        match &option.next {
            Some(next) => found.extend(paths(next, &path)),
            None => found.push(path),
        }
    }
    found
}

#[test]
fn every_path_of_the_tree_ends_as_in_the_source() {
    let answers: BTreeMap<&str, &str> = ANSWERS.into();
    let mut walked = BTreeSet::new();
    for (first, second, ends, in_order) in PATHS {
        let tree = vec![slug(answers[first]), slug(answers[second])];
        walked.insert(tree.clone());
        let result = advise(advisor(), &Inputs { tree, ..Inputs::default() }).unwrap().tree.unwrap();
        let advice = result.advice.unwrap();
        let wanted: Vec<Slug> = ends.iter().map(|e| named(e)).collect();
        assert_eq!((advice.platforms, advice.in_order), (wanted, in_order), "{first} {second}");
        assert!(!advice.reason.is_empty() && !advice.questions.is_empty(), "{first} {second}");
        assert!(result.next.is_none());
    }
    let all: BTreeSet<Vec<Slug>> = paths(advisor().tree.as_ref().unwrap(), &[]).into_iter().collect();
    assert_eq!(all, walked, "there are no other paths");
}

/// The matrix: requirement, the three cells with mark and word, complexity, use case. The last three rows stand
/// after the legend there and have neither complexity nor use case.
/// `+` excellent, `o` good, `~` limited, `x` not suitable, and for the burden `low`, `medium`, `high`.
type Cells = [(&'static str, &'static str); 3];
const MATRIX: [(&str, Cells, &str, &str); 9] = [
    (
        "Development",
        [("+", "Excellent"), ("+", "Excellent"), ("~", "Complex")],
        "low",
        "Learning, prototyping",
    ),
    (
        "Production",
        [("~", "Limited"), ("x", "Not recommended"), ("+", "Enterprise-grade")],
        "high",
        "Enterprise workloads",
    ),
    ("Scaling", [("x", "Manual"), ("~", "Limited"), ("+", "Automatic")], "medium", "Auto-scaling needs"),
    ("Orchestration", [("x", "None"), ("+", "Basic"), ("+", "Advanced")], "high", "Multi-service apps"),
    (
        "Multi-environment",
        [("~", "Manual"), ("o", "Possible"), ("+", "Native")],
        "medium",
        "Consistent deployments",
    ),
    (
        "Operational complexity",
        [("low", "Low"), ("medium", "Medium"), ("high", "High")],
        "high",
        "Ops team capability",
    ),
    ("Security", [("~", "Basic"), ("~", "Basic"), ("+", "Enterprise")], "", ""),
    ("Monitoring", [("x", "External"), ("~", "Limited"), ("+", "Built-in")], "", ""),
    ("Learning curve", [("+", "Easy"), ("+", "Easy"), ("x", "Steep")], "", ""),
];

/// The deliberate differences: requirement, platform, what counts instead.
const REPAIRED: [(&str, &str, &str); 3] = [
    // "Not recommended" stands against small production among the simple patterns: on one host it can do.
    ("Production", "compose", "~"),
    // The mark says excellent, the word says basic.
    ("Orchestration", "compose", "o"),
    // Built in are only the metrics and events interfaces.
    ("Monitoring", "kubernetes", "o"),
];

/// Cells that count as in the source and have a word of warning.
const WARNED: [(&str, &str); 1] = [("Scaling", "kubernetes")];

fn rating(mark: &str) -> Rating {
    match mark {
        "+" => Rating::Excellent,
        "o" => Rating::Good,
        "~" => Rating::Limited,
        "x" => Rating::NotSuitable,
        "low" => Rating::Low,
        "medium" => Rating::Medium,
        "high" => Rating::High,
        other => panic!("{other}"),
    }
}

#[test]
fn every_cell_of_the_matrix_is_that_of_the_source_or_a_listed_repair() {
    let matrix = advisor().matrix.as_ref().unwrap();
    assert_eq!(matrix.platforms, ["docker", "compose", "kubernetes"].map(slug));
    assert_eq!(matrix.requirements.len(), MATRIX.len());
    for (row, (title, cells, complexity, use_case)) in matrix.requirements.iter().zip(MATRIX) {
        assert_eq!((row.title.as_str(), row.use_case.as_str()), (title, use_case));
        assert_eq!(row.complexity, (!complexity.is_empty()).then(|| rating(complexity)), "{title}");
        assert_eq!(row.cells.len(), 3, "{title}");
        for (platform, (mark, label)) in matrix.platforms.iter().zip(cells) {
            let cell = &row.cells[platform];
            assert_eq!(cell.label, label, "{title} {platform}");
            let place = |(t, p, _): &&(&str, &str, &str)| *t == title && *p == platform.as_str();
            if let Some((_, _, instead)) = REPAIRED.iter().find(place) {
                assert_eq!((cell.rating, cell.original), (rating(instead), Some(rating(mark))), "{title}");
                assert!(!cell.note.is_empty(), "{title}");
            } else {
                assert_eq!((cell.rating, cell.original), (rating(mark), None), "{title} {platform}");
                let warned = WARNED.contains(&(title, platform.as_str()));
                assert_eq!(!cell.note.is_empty(), warned, "{title} {platform}");
            }
        }
    }
}

#[test]
fn ratings_count_as_the_legend_orders_them_and_a_burden_is_inverted() {
    let points = |marks: [&str; 4]| marks.map(|m| rating(m).points());
    assert_eq!(points(["+", "o", "~", "x"]), [3, 2, 1, 0]);
    assert_eq!(["low", "medium", "high"].map(|m| rating(m).points()), [3, 2, 1]);
}

/// The criteria: each with its options, and the points of Docker on a host, Compose, managed containers, managed
/// Kubernetes and Kubernetes run by oneself.
type Options = &'static [(&'static str, [i8; 5])];
const CRITERIA: [(&str, Options); 10] = [
    (
        "services",
        &[
            ("1-2", [3, 2, 3, -2, -4]),
            ("3-9", [0, 2, 2, 1, -2]),
            ("10-30", [-2, -1, 1, 3, 0]),
            ("over-30", [-4, -3, 0, 4, 2]),
        ],
    ),
    (
        "availability",
        &[("up-to-99-5", [1, 1, 0, 0, 0]), ("99-9", [-2, -2, 2, 2, 0]), ("99-95", [-4, -4, 1, 3, 1])],
    ),
    ("load", &[("steady", [1, 1, 0, 0, 0]), ("daily", [-1, -1, 2, 2, 1]), ("spikes", [-3, -3, 2, 3, 1])]),
    ("people", &[("0-1", [2, 2, 3, -2, -5]), ("2-4", [0, 0, 1, 2, -3]), ("5", [0, 0, 0, 2, 2])]),
    ("state", &[("none", [0, 0, 0, 0, 0]), ("databases", [0, 0, -1, -1, -1])]),
    ("separation", &[("low", [1, 1, 0, 0, 0]), ("medium", [-1, -1, 0, 2, 1]), ("high", [-3, -3, -1, 3, 3])]),
    (
        "location",
        &[
            ("one-region", [0, 0, 0, 0, 0]),
            ("regions", [-3, -3, 1, 2, 1]),
            ("on-premises", [1, 1, -4, -2, 3]),
        ],
    ),
    (
        "releases",
        &[("under-5", [1, 1, 0, 0, 0]), ("5-50", [-1, -1, 1, 2, 1]), ("over-50", [-3, -3, 0, 3, 2])],
    ),
    (
        "budget",
        &[("under-half", [2, 2, 3, -1, -5]), ("half-to-2", [0, 0, 1, 2, -2]), ("over-2", [0, 0, 0, 2, 2])],
    ),
    (
        "portability",
        &[("none", [0, 0, 0, 0, 0]), ("desirable", [1, 1, -1, 1, 1]), ("contractual", [0, 0, -4, 2, 3])],
    ),
];

#[test]
fn every_option_of_every_criterion_has_its_points() {
    let criteria = advisor().criteria.as_ref().unwrap();
    let platforms = ["docker", "compose", "managed-containers", "managed-kubernetes", "own-kubernetes"];
    assert_eq!(criteria.platforms, platforms.map(slug));
    let ids: Vec<&str> = criteria.questions.iter().map(|q| q.id.as_str()).collect();
    assert_eq!(ids, CRITERIA.map(|(id, _)| id));
    for (criterion, (id, options)) in criteria.questions.iter().zip(CRITERIA) {
        assert_eq!(criterion.options.len(), options.len(), "{id}");
        for (choice, (option, points)) in criterion.options.iter().zip(options) {
            assert_eq!(choice.id.as_str(), *option, "{id}");
            let found = criteria.platforms.iter().map(|p| choice.points.get(p).copied().unwrap_or(0));
            assert_eq!(found.collect::<Vec<i8>>(), points, "{id} {option}");
        }
        assert!(!criterion.prompt.is_empty() && !criterion.aspect.is_empty(), "{id}");
    }
    let with_note: Vec<&str> = criteria
        .questions
        .iter()
        .flat_map(|q| &q.options)
        .filter(|o| !o.note.is_empty())
        .map(|o| o.id.as_str())
        .collect();
    assert_eq!(with_note, ["databases"], "managed data is preferred where a team would host its own");
}

#[test]
fn every_question_that_advice_names_is_in_the_questionnaire() {
    fn visit(fork: &Fork) {
        for option in &fork.options {
            option.next.iter().for_each(visit);
            for id in option.advice.iter().flat_map(|a| &a.questions) {
                assert!(crate::harness::own_questionnaire().question(id).is_some(), "{id}");
            }
        }
    }
    visit(advisor().tree.as_ref().unwrap());
}
