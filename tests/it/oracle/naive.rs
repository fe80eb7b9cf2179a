//! The rules of `docs/scoring.md`, sections 1 to 4, written down a second time, as plainly as possible.
//! It shares no code with the library: JSON in, whole numbers and pairs of whole numbers out.

use std::collections::BTreeSet;

use serde_json::Value;

/// A fraction in lowest terms.
pub type Fraction = (u128, u128);

/// The figures of a set.
#[derive(Debug, PartialEq)]
pub struct Figures {
    pub score: Option<Fraction>,
    pub upper: Option<Fraction>,
    pub coverage: Option<Fraction>,
    pub level: Option<u64>,
    pub possible: Option<u64>,
    pub questions: usize,
    pub rated: usize,
    pub open: usize,
    pub not_applicable: usize,
}

/// The figures of a phase.
#[derive(Debug, PartialEq)]
pub struct PhaseFigures {
    pub progress: Option<Fraction>,
    pub complete: Option<bool>,
}

/// The figures of a level.
#[derive(Debug, PartialEq)]
pub struct LevelFigures {
    pub holds: bool,
    pub share: Option<Fraction>,
    pub must_haves_below: Vec<String>,
    pub missing_weight: Option<Fraction>,
    pub candidates: Option<Vec<(String, u64)>>,
}

/// All figures of an assessment.
#[derive(Debug, PartialEq)]
pub struct Result {
    pub whole: Figures,
    pub dimensions: Vec<(String, Figures)>,
    pub phases: Vec<PhaseFigures>,
    pub levels: Vec<LevelFigures>,
}

/// A question in scope.
#[derive(Debug, Clone)]
struct Item {
    id: String,
    dimension: String,
    phase: u64,
    weight: u128,
    must_have: bool,
    state: State,
}

#[derive(Debug, Clone, PartialEq)]
enum State {
    /// L, v in twelfths, and for l = 1 to 4 the effort points of unmet practices of levels 1 to l.
    Rated {
        level: u64,
        twelfths: u128,
        points: [u64; 4],
    },
    NotApplicable,
    Open,
}

fn lowest(n: u128, d: u128) -> Fraction {
    let (mut a, mut b) = (n, d);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    (n / a, d / a)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn names(value: &Value) -> Vec<&str> {
    list(value).filter_map(Value::as_str).collect()
}

/// Scores an assessment: a bundle, a scope and answers as they stand in files.
pub fn score(bundle: &Value, scope: &Value, answers: &Value) -> Result {
    let (n, d) = bundle["gate"]["share"].as_str().unwrap().split_once('/').unwrap();
    let gate = (n.parse().unwrap(), d.parse().unwrap());
    let mut items = Vec::new();
    let mut codes: Vec<String> = Vec::new();
    for dimension in list(&bundle["dimensions"]) {
        let code = dimension["code"].as_str().unwrap();
        for question in list(&dimension["questions"]) {
            if in_scope(bundle, scope, code, question) {
                items.push(item(bundle, code, question, answers));
                if !codes.iter().any(|c| c == code) {
                    codes.push(code.to_owned());
                }
            }
        }
    }
    let dimensions = codes.into_iter().map(|code| {
        let own: Vec<Item> = items.iter().filter(|i| i.dimension == code).cloned().collect();
        (code, figures(&own, gate))
    });
    Result {
        dimensions: dimensions.collect(),
        whole: figures(&items, gate),
        phases: (1..=4).map(|p| phase(&items, p, gate)).collect(),
        levels: (1..=4).map(|l| level(&items, l, gate)).collect(),
    }
}

/// Whether a question of a dimension is in scope.
pub fn in_scope(bundle: &Value, scope: &Value, code: &str, question: &Value) -> bool {
    let ids = names(&scope["ids"]);
    match scope["kind"].as_str().unwrap() {
        "all" => true,
        "selection" => list(&bundle["selections"])
            .filter(|s| s["id"] == scope["id"])
            .any(|s| names(&s["questions"]).contains(&question["id"].as_str().unwrap())),
        "phases" => ids.contains(&question["phase"].as_str().unwrap()),
        "components" => names(&question["components"]).iter().any(|c| ids.contains(c)),
        "dimensions" => ids.contains(&code),
        other => panic!("{other}"),
    }
}

fn item(bundle: &Value, code: &str, question: &Value, answers: &Value) -> Item {
    let id = question["id"].as_str().unwrap();
    let phase = list(&bundle["phases"]).find(|p| p["id"] == question["phase"]).unwrap();
    Item {
        id: id.to_owned(),
        dimension: code.to_owned(),
        phase: phase["number"].as_u64().unwrap(),
        weight: question["weight"].as_u64().unwrap().into(),
        must_have: question["must_have"] == Value::Bool(true),
        state: state(question, answers.get(id)),
    }
}

fn state(question: &Value, answer: Option<&Value>) -> State {
    let Some(answer) = answer else { return State::Open };
    if answer.get("confirmed").is_some_and(Value::is_null) {
        return State::Open;
    }
    match answer["state"].as_str().unwrap() {
        "unknown" | "unanswered" => State::Open,
        "not_applicable" => State::NotApplicable,
        _ => rated(question, answer),
    }
}

fn rated(question: &Value, answer: &Value) -> State {
    let stored = answer["level"].as_u64().unwrap();
    let also: BTreeSet<&str> = names(&answer["also"]).into_iter().collect();
    // For each level: how many practices, how many in place, effort points of the others.
    let mut counts = [(0u128, 0u128, 0u64); 4];
    for entry in list(&question["levels"]) {
        let number = entry["level"].as_u64().unwrap();
        let count = &mut counts[usize::try_from(number).unwrap() - 1];
        for practice in list(&entry["practices"]) {
            count.0 += 1;
            if number <= stored || also.contains(practice["id"].as_str().unwrap()) {
                count.1 += 1;
            } else {
                count.2 += match practice["effort"].as_str().unwrap() {
                    "S" => 1,
                    "M" => 3,
                    "L" => 8,
                    other => panic!("{other}"),
                };
            }
        }
    }
    let mut level = 0;
    while level < 4 && counts[level].1 == counts[level].0 {
        level += 1;
    }
    let mut twelfths = 12 * level as u128;
    if level < 4 {
        twelfths += 12 * counts[level].1 / counts[level].0;
    }
    let mut points = [0; 4];
    for l in 0..4 {
        points[l] = counts[..=l].iter().map(|c| c.2).sum();
    }
    State::Rated { level: level as u64, twelfths, points }
}

fn applicable(items: &[Item]) -> Vec<&Item> {
    items.iter().filter(|i| i.state != State::NotApplicable).collect()
}

fn weight(items: &[&Item]) -> u128 {
    items.iter().map(|i| i.weight).sum()
}

/// The level that counts: an open question is at 0, or at 4 when everything open turns out best.
fn level_of(item: &Item, best: bool) -> u64 {
    match item.state {
        State::Rated { level, .. } => level,
        _ if best => 4,
        _ => 0,
    }
}

fn figures(items: &[Item], gate: Fraction) -> Figures {
    let a = applicable(items);
    let total = weight(&a);
    let (mut products, mut rated, mut rated_weight) = (0, 0, 0);
    for item in &a {
        if let State::Rated { twelfths, .. } = item.state {
            products += item.weight * twelfths;
            rated += 1;
            rated_weight += item.weight;
        }
    }
    let some = |n: u128, d: u128| (total > 0).then(|| lowest(n, d));
    Figures {
        score: some(products, 12 * total),
        upper: some(products + 48 * (total - rated_weight), 12 * total),
        coverage: some(rated_weight, total),
        level: (total > 0).then(|| maturity(&a, gate, false)),
        possible: (total > 0).then(|| maturity(&a, gate, true)),
        questions: items.len(),
        rated,
        open: a.len() - rated,
        not_applicable: items.len() - a.len(),
    }
}

/// S(l).
fn looked_at<'a>(a: &[&'a Item], l: u64) -> Vec<&'a Item> {
    let first = a.iter().map(|i| i.phase).min().unwrap_or(1);
    a.iter().filter(|i| i.phase <= l || i.phase == first).copied().collect()
}

fn maturity(a: &[&Item], gate: Fraction, best: bool) -> u64 {
    for l in 1..=4 {
        let s = looked_at(a, l);
        let there: Vec<&Item> = s.iter().filter(|i| level_of(i, best) >= l).copied().collect();
        let enough = weight(&there) * gate.1 >= gate.0 * weight(&s);
        if !enough || s.iter().any(|i| i.must_have && level_of(i, best) < l) {
            return l - 1;
        }
    }
    4
}

fn phase(items: &[Item], p: u64, gate: Fraction) -> PhaseFigures {
    let own: Vec<&Item> = applicable(items).into_iter().filter(|i| i.phase == p).collect();
    if own.is_empty() {
        return PhaseFigures { progress: None, complete: None };
    }
    let there: Vec<&Item> = own.iter().filter(|i| level_of(i, false) >= p).copied().collect();
    let enough = weight(&there) * gate.1 >= gate.0 * weight(&own);
    let late = own.iter().any(|i| i.must_have && level_of(i, false) < p);
    PhaseFigures { progress: Some(lowest(weight(&there), weight(&own))), complete: Some(enough && !late) }
}

fn level(items: &[Item], l: u64, gate: Fraction) -> LevelFigures {
    let a = applicable(items);
    let s = looked_at(&a, l);
    let reached = maturity(&a, gate, false);
    let there: Vec<&Item> = s.iter().filter(|i| level_of(i, false) >= l).copied().collect();
    let below: Vec<&Item> = s.iter().filter(|i| level_of(i, false) < l).copied().collect();
    let mut must: Vec<String> = below.iter().filter(|i| i.must_have).map(|i| i.id.clone()).collect();
    must.sort();
    let raised = weight(&there) + below.iter().filter(|i| i.must_have).map(|i| i.weight).sum::<u128>();
    let needed = gate.0 * weight(&s);
    let short = !a.is_empty() && l == reached + 1 && raised * gate.1 < needed;
    let mut rest: Vec<&Item> = below.into_iter().filter(|i| !i.must_have).collect();
    let points = |i: &Item| match i.state {
        State::Rated { points, .. } => points[usize::try_from(l).unwrap() - 1],
        _ => 1,
    };
    rest.sort_by(|x, y| {
        points(x).cmp(&points(y)).then(y.weight.cmp(&x.weight)).then(x.id.as_bytes().cmp(y.id.as_bytes()))
    });
    LevelFigures {
        holds: !a.is_empty() && l <= reached,
        share: (!s.is_empty()).then(|| lowest(weight(&there), weight(&s))),
        must_haves_below: must,
        missing_weight: short.then(|| lowest(needed - raised * gate.1, gate.1)),
        candidates: short.then(|| rest.iter().map(|i| (i.id.clone(), points(i))).collect()),
    }
}
