//! An assessment as it stands in files, and fractions: what the second implementation of comparing reads.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::naive::in_scope;

/// A fraction in lowest terms, with its sign on top.
pub type Fraction = (i128, i128);

/// What an assessment is made of: a bundle, a scope and answers as they stand in files.
#[derive(Debug, Clone)]
pub struct Side {
    pub bundle: Value,
    pub scope: Value,
    pub answers: Value,
}

pub const ZERO: Fraction = (0, 1);

fn lowest(n: i128, d: i128) -> Fraction {
    let (mut a, mut b) = (n.abs(), d);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    (n / a, d / a)
}

pub fn plus(x: Fraction, y: Fraction) -> Fraction {
    lowest(x.0 * y.1 + y.0 * x.1, x.1 * y.1)
}

pub fn minus(x: Fraction, y: Fraction) -> Fraction {
    plus(x, (-y.0, y.1))
}

pub fn times(x: Fraction, n: i128, d: i128) -> Fraction {
    lowest(x.0 * n, x.1 * d)
}

pub fn less(x: Fraction, y: Fraction) -> bool {
    x.0 * y.1 < y.0 * x.1
}

/// A question as the rules need it.
pub struct Question<'a> {
    pub id: &'a str,
    pub code: &'a str,
    pub weight: i128,
    /// The practices of levels 1 to 4.
    pub practices: [Vec<&'a str>; 4],
    pub value: &'a Value,
}

pub fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

pub fn questions(bundle: &Value) -> Vec<Question<'_>> {
    let mut found = Vec::new();
    for dimension in list(&bundle["dimensions"]) {
        for value in list(&dimension["questions"]) {
            let mut practices = [const { Vec::new() }; 4];
            for level in list(&value["levels"]) {
                let number = usize::try_from(level["level"].as_u64().unwrap()).unwrap();
                practices[number - 1] =
                    list(&level["practices"]).map(|p| p["id"].as_str().unwrap()).collect();
            }
            found.push(Question {
                id: value["id"].as_str().unwrap(),
                code: dimension["code"].as_str().unwrap(),
                weight: value["weight"].as_i64().unwrap().into(),
                practices,
                value,
            });
        }
    }
    found
}

/// What is held for a question; nothing is held for one out of scope.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    Out,
    Unknown,
    Unanswered,
    Rated(BTreeSet<String>),
}

/// What is held, by question.
pub type States = BTreeMap<String, Held>;

pub fn held(side: &Side) -> States {
    let mut states = States::new();
    for question in questions(&side.bundle) {
        if !in_scope(&side.bundle, &side.scope, question.code, question.value) {
            continue;
        }
        let answer = &side.answers[question.id];
        let pending = answer.as_object().is_some_and(|o| o.get("confirmed").is_some_and(Value::is_null));
        let state = match answer["state"].as_str() {
            _ if pending => Held::Unanswered,
            None | Some("unanswered") => Held::Unanswered,
            Some("unknown") => Held::Unknown,
            Some("not_applicable") => Held::Out,
            _ => {
                let level = usize::try_from(answer["level"].as_u64().unwrap()).unwrap();
                let also: Vec<&str> = list(&answer["also"]).filter_map(Value::as_str).collect();
                let below = question.practices[..level].iter().flatten().copied();
                let above =
                    question.practices[level..].iter().flatten().copied().filter(|p| also.contains(p));
                Held::Rated(below.chain(above).map(str::to_owned).collect())
            }
        };
        states.insert(question.id.to_owned(), state);
    }
    states
}

/// v, when it is rated.
pub fn progress(question: &Question<'_>, state: &Held) -> Option<Fraction> {
    let Held::Rated(in_place) = state else { return None };
    let mut level = 0;
    for practices in &question.practices {
        let met = practices.iter().filter(|p| in_place.contains(**p)).count();
        if met < practices.len() {
            let (met, all) = (i128::try_from(met).unwrap(), i128::try_from(practices.len()).unwrap());
            return Some(plus((level, 1), (met, all)));
        }
        level += 1;
    }
    Some((level, 1))
}
