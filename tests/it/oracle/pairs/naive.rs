//! The rules of `docs/scoring.md`, section 6, written down a second time, as plainly as possible: JSON in, whole
//! numbers and pairs of whole numbers out. It shares no code with the library.

use std::collections::BTreeMap;

use serde_json::Value;

use super::mapping::{Mapping, mapping, moved};
use super::reading::{
    Fraction, Held, Question, Side, States, ZERO, held, less, list, minus, plus, progress, questions, times,
};

/// The scores of the five steps, the four parts (revision, scope, coverage, practice), and which steps were empty.
#[derive(Debug, PartialEq, Clone)]
pub struct Split {
    pub scores: [Fraction; 5],
    pub parts: [Fraction; 4],
    pub empty: Vec<usize>,
}

/// A dimension: its code, whether only the older side has it, both its scores, and its parts or why it has none.
#[derive(Debug, PartialEq)]
pub struct Dimension {
    pub code: String,
    pub only_before: bool,
    pub ends: [Option<Fraction>; 2],
    pub split: Result<Split, &'static str>,
}

/// A row.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub id: String,
    pub from: Vec<String>,
    pub dimension: String,
    pub change: &'static str,
    pub a: Option<Fraction>,
    pub b: Option<Fraction>,
    pub own: Option<Fraction>,
    pub parts: Option<[Fraction; 4]>,
}

/// Everything that a comparison says.
#[derive(Debug, PartialEq)]
pub struct Comparison {
    pub route: &'static str,
    /// Whether a reader is told that the mapping is not what a newer version says about an older one.
    pub warned: bool,
    pub split: Result<Split, &'static str>,
    pub verdict: Option<&'static str>,
    pub dimensions: Vec<Dimension>,
    pub rows: Vec<Row>,
    pub unmapped: Vec<String>,
}

fn counts(states: &States, id: &str) -> bool {
    states.get(id).is_some_and(|s| *s != Held::Out)
}

/// c of every question that applies; none when none does.
fn shares(
    questions: &[Question<'_>],
    states: &States,
    code: Option<&str>,
) -> Option<BTreeMap<String, Fraction>> {
    let apply: Vec<&Question<'_>> =
        questions.iter().filter(|q| counts(states, q.id) && code.is_none_or(|code| q.code == code)).collect();
    let weight: i128 = apply.iter().map(|q| q.weight).sum();
    let share = |q: &Question<'_>| times(progress(q, &states[q.id]).unwrap_or(ZERO), q.weight, weight);
    (weight > 0).then(|| apply.iter().map(|q| (q.id.to_owned(), share(q))).collect())
}

fn differences(values: [Fraction; 5]) -> [Fraction; 4] {
    [0, 1, 2, 3].map(|i| minus(values[i + 1], values[i]))
}

type Five = [Option<BTreeMap<String, Fraction>>; 5];

/// A number of each step; an empty step keeps the one before it.
fn kept(five: &Five, value: impl Fn(&BTreeMap<String, Fraction>) -> Fraction) -> [Fraction; 5] {
    let mut values = [ZERO; 5];
    for i in 0..5 {
        values[i] = match &five[i] {
            Some(shares) => value(shares),
            None => values[i - 1],
        };
    }
    values
}

fn sum(shares: &BTreeMap<String, Fraction>) -> Fraction {
    shares.values().fold(ZERO, |sum, c| plus(sum, *c))
}

fn split(five: &Five) -> Result<Split, &'static str> {
    match (five[0].is_some(), five[4].is_some()) {
        (true, true) => {}
        (true, false) => return Err("no score in Y"),
        (false, true) => return Err("no score in X"),
        (false, false) => return Err("no score at all"),
    }
    let scores = kept(five, sum);
    let empty = (0..5).filter(|i| five[*i].is_none()).collect();
    Ok(Split { scores, parts: differences(scores), empty })
}

/// Both upper ends as they are scored: the second number of `upper` belongs to Y.
fn verdict(scores: [Option<Fraction>; 2], upper: [Option<Fraction>; 2]) -> Option<&'static str> {
    let ([a, b], [up_a, up_b]) = ([scores[0]?, scores[1]?], [upper[0]?, upper[1]?]);
    let unclear = if a == b {
        up_a != a || up_b != b
    } else if less(a, b) {
        less(b, up_a)
    } else {
        less(a, up_b)
    };
    Some(match (unclear, less(a, b), less(b, a)) {
        (true, ..) => "not distinguishable",
        (_, true, _) => "up",
        (_, _, true) => "down",
        _ => "same",
    })
}

struct Work<'a> {
    old: Vec<Question<'a>>,
    new: Vec<Question<'a>>,
    states: [States; 5],
    map: Mapping,
}

impl Work<'_> {
    /// The shares of each step, within a dimension of X and one of Y, or of the whole.
    fn five(&self, x: Option<&str>, y: Option<&str>) -> Five {
        let of = |i: usize| {
            if i == 0 { shares(&self.old, &self.states[0], x) } else { shares(&self.new, &self.states[i], y) }
        };
        [of(0), of(1), of(2), of(3), of(4)]
    }

    fn heirs(&self, id: &str) -> Vec<&Question<'_>> {
        let pair = |to: &str| (id.to_owned(), to.to_owned());
        self.new.iter().filter(|q| self.map.questions.contains(&pair(q.id))).collect()
    }

    /// What a question of Y got in s0 from those that live on in it, by the weights of all their heirs.
    fn inherited(&self, own: &BTreeMap<String, Fraction>, id: &str) -> Fraction {
        let mut sum = ZERO;
        for (old, c) in
            own.iter().filter(|(old, _)| self.map.questions.contains(&((*old).clone(), id.to_owned())))
        {
            let heirs = self.heirs(old);
            let weight = heirs.iter().find(|h| h.id == id).unwrap().weight;
            sum = plus(sum, times(*c, weight, heirs.iter().map(|h| h.weight).sum()));
        }
        sum
    }

    fn rows(&self, split: bool) -> Vec<Row> {
        let five = self.five(None, None);
        let mut rows = Vec::new();
        for q in &self.new {
            let mut from: Vec<String> =
                self.map.questions.iter().filter(|(_, to)| to == q.id).map(|(f, _)| f.clone()).collect();
            from.sort();
            let state = |i: usize| self.states[i].get(q.id).filter(|s| **s != Held::Out);
            let (then, now) = (state(1), state(4));
            let (a, b) = (then.and_then(|s| progress(q, s)), now.and_then(|s| progress(q, s)));
            let change = match (then.is_some(), now.is_some()) {
                (false, false) => continue,
                (false, true) if from.is_empty() => "new",
                (false, true) => "entered scope",
                (true, false) => "left scope",
                (true, true) => match (a, b) {
                    (None, None) => "same",
                    (None, Some(_)) => "answered",
                    (Some(_), None) => "opened",
                    (Some(a), Some(b)) if a == b => "same",
                    (Some(a), Some(b)) if less(a, b) => "up",
                    _ => "down",
                },
            };
            let own = match from.as_slice() {
                [one] => self.own(one),
                _ => None,
            };
            let mut first = true;
            let mut values = [ZERO; 5];
            for i in 0..5 {
                values[i] = match &five[i] {
                    Some(own) if first => self.inherited(own, q.id),
                    Some(shares) => shares.get(q.id).copied().unwrap_or(ZERO),
                    None if i > 0 => values[i - 1],
                    None => ZERO,
                };
                first = false;
            }
            let parts = split.then(|| differences(values));
            let (id, dimension) = (q.id.to_owned(), q.code.to_owned());
            rows.push(Row { id, from, dimension, change, a, b, own, parts });
        }
        for q in self.old.iter().filter(|q| self.heirs(q.id).is_empty() && counts(&self.states[0], q.id)) {
            let before = five[0].as_ref().and_then(|own| own.get(q.id)).copied().unwrap_or(ZERO);
            // In a step that keeps the one before it, it still stands.
            let until = (1..5).take_while(|i| five[*i].is_none()).count();
            let mut values = [ZERO; 5];
            values[..=until].fill(before);
            rows.push(Row {
                id: q.id.to_owned(),
                from: vec![q.id.to_owned()],
                dimension: q.code.to_owned(),
                change: "retired",
                a: None,
                b: None,
                own: self.own(q.id),
                parts: split.then(|| differences(values)),
            });
        }
        rows
    }

    fn own(&self, id: &str) -> Option<Fraction> {
        let question = self.old.iter().find(|q| q.id == id)?;
        progress(question, self.states[0].get(id)?)
    }

    fn dimensions(&self, x: &Value, y: &Value) -> Vec<Dimension> {
        let codes = |bundle: &Value| -> Vec<String> {
            list(&bundle["dimensions"]).map(|d| d["code"].as_str().unwrap().to_owned()).collect()
        };
        let apart = self.map.route == "Apart";
        let (old, new) = (codes(x), codes(y));
        let in_x = |code: &str| self.old.iter().any(|q| q.code == code && self.states[0].contains_key(q.id));
        let in_y = |code: &str| self.new.iter().any(|q| q.code == code && self.states[4].contains_key(q.id));
        let mut found = Vec::new();
        for code in &new {
            let mate = if apart { "none" } else { code };
            if in_y(code) || in_x(mate) {
                let five = self.five(Some(mate), Some(code));
                let ends = [five[0].as_ref().map(sum), five[4].as_ref().map(sum)];
                let (code, split) = (code.clone(), split(&five));
                found.push(Dimension { code, only_before: false, ends, split });
            }
        }
        for code in old.into_iter().filter(|code| in_x(code) && (apart || !new.contains(code))) {
            let score = shares(&self.old, &self.states[0], Some(&code)).as_ref().map(sum);
            let why = if score.is_some() { "no score in Y" } else { "no score at all" };
            found.push(Dimension { code, only_before: true, ends: [score, None], split: Err(why) });
        }
        found
    }
}

/// Compares two assessments, of which these are the scores and their upper ends.
pub fn compare(
    x: &Side,
    y: &Side,
    scores: [Option<Fraction>; 2],
    upper: [Option<Fraction>; 2],
) -> Comparison {
    let map = mapping(&x.bundle, &y.bundle);
    let (before, after) = (held(x), held(y));
    let first = moved(&x.bundle, &before, &y.bundle, &after, &map);
    let (mut second, mut third) = (States::new(), States::new());
    for (id, now) in after.iter().filter(|(_, s)| **s != Held::Out) {
        let then = if counts(&first, id) { &first[id] } else { now };
        let rated = |state: &Held| matches!(state, Held::Rated(_));
        second.insert(id.clone(), then.clone());
        third.insert(id.clone(), if rated(then) == rated(now) { then } else { now }.clone());
    }
    let work = Work {
        old: questions(&x.bundle),
        new: questions(&y.bundle),
        states: [before, first, second, third, after],
        map,
    };
    let whole = split(&work.five(None, None));
    Comparison {
        route: work.map.route,
        warned: !matches!(work.map.route, "Same" | "Forward"),
        verdict: verdict(scores, upper),
        dimensions: work.dimensions(&x.bundle, &y.bundle),
        rows: work.rows(whole.is_ok()),
        unmapped: work.map.unmapped.clone(),
        split: whole,
    }
}
