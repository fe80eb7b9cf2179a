//! Random pairs of assessments, the same for the same number on every machine.

use serde_json::{Map, Value, json};

use super::super::draw::{self, COMPONENTS, Draw, PHASES};
use super::reading::Side;

/// Numbers that look random (xorshift).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// From 0 to below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 16) % n as u64).unwrap()
    }

    /// So many times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const EFFORTS: [&str; 3] = ["S", "M", "L"];
const CODES: [&str; 3] = ["AA", "BB", "CC"];

/// How the two questionnaires are related.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Identical,
    OtherContent,
    Forward,
    ForwardUnsaid,
    Backward,
    BackwardUnsaid,
    Apart,
}

const KINDS: [Kind; 11] = [
    Kind::Forward,
    Kind::Forward,
    Kind::Forward,
    Kind::Backward,
    Kind::Backward,
    Kind::ForwardUnsaid,
    Kind::BackwardUnsaid,
    Kind::OtherContent,
    Kind::Identical,
    Kind::Identical,
    Kind::Apart,
];

/// Practices of one question that an earlier version had, by question.
type Earlier = Map<String, Value>;

/// New practice ids, each used once.
struct Ids(u32);

impl Ids {
    fn next(&mut self, code: &str) -> Value {
        self.0 += 1;
        format!("{code}-{}", self.0).into()
    }
}

fn question(dice: &mut Dice, id: &str, ids: &mut Ids, earlier: &mut Earlier) -> Value {
    let code = id.split('-').next().unwrap();
    let levels: Vec<Value> = (1..=4)
        .map(|level| {
            let practices: Vec<Value> = (0..=dice.below(3))
                .map(|_| {
                    // Mostly what the question had before, now and then what another one had.
                    let from = if dice.chance(90) { id.to_owned() } else { format!("{code}-Q1") };
                    let had = earlier.get_mut(&from).and_then(Value::as_array_mut);
                    let kept = match had {
                        Some(list) if !list.is_empty() && dice.chance(70) => Some(list.remove(0)),
                        _ => None,
                    };
                    let practice = kept.unwrap_or_else(|| ids.next(code));
                    json!({ "id": practice, "effort": dice.pick(&EFFORTS) })
                })
                .collect();
            json!({ "level": level, "practices": practices })
        })
        .collect();
    let components: Vec<&str> = COMPONENTS.into_iter().filter(|_| dice.chance(40)).collect();
    json!({
        "id": id, "phase": dice.pick(&PHASES), "weight": dice.below(5) + 1, "must_have": dice.chance(20),
        "components": components, "levels": levels
    })
}

/// A questionnaire over the same ids as every other; `earlier` holds the practices of the version before.
fn questionnaire(dice: &mut Dice, ids: &mut Ids, earlier: &mut Earlier) -> Value {
    let mut questions = Vec::new();
    let density = 30 + dice.below(60);
    for code in CODES {
        for number in 1..=4 {
            if dice.chance(density) {
                questions.push(question(dice, &format!("{code}-Q{number}"), ids, earlier));
            }
        }
    }
    if questions.is_empty() {
        questions.push(question(dice, "AA-Q1", ids, earlier));
    }
    let mut bundle = draw::bundle(["4/5", "1/2", "1/1"][dice.below(3)], &questions);
    // A question that moved: in another dimension than its id says.
    let dimensions = bundle["dimensions"].as_array_mut().unwrap();
    if dimensions.len() > 1 && dice.chance(30) {
        let list = dimensions[0]["questions"].as_array_mut().unwrap();
        let moved = list.remove(0);
        let emptied = list.is_empty();
        dimensions[1]["questions"].as_array_mut().unwrap().push(moved);
        if emptied {
            dimensions.remove(0);
        }
    }
    bundle
}

fn questions(bundle: &Value) -> impl Iterator<Item = &Value> {
    bundle["dimensions"].as_array().unwrap().iter().flat_map(|d| d["questions"].as_array().unwrap())
}

fn practices(question: &Value) -> Vec<Value> {
    let levels = question["levels"].as_array().unwrap().iter();
    levels.flat_map(|l| l["practices"].as_array().unwrap()).map(|p| p["id"].clone()).collect()
}

/// An entry that renames, splits, merges, moves and retires at will.
fn migration(dice: &mut Dice, old: &Value, new: &Value, from: &str) -> Value {
    // Where there are few to live on in, many are merged.
    let few = *dice.pick(&[3, 4, 5, 12, 12]);
    let targets: Vec<&Value> = questions(new).take(few).collect();
    let (mut named, mut steps) = (Map::new(), Map::new());
    for question in questions(old) {
        if dice.chance(50) {
            continue;
        }
        let count = [0, 1, 1, 1, 1, 2, 2, 3][dice.below(8)];
        let mut heirs: Vec<&Value> = (0..count).map(|_| *dice.pick(&targets)).collect();
        heirs.dedup();
        let mut to: Vec<Value> = heirs.iter().map(|q| q["id"].clone()).collect();
        if dice.chance(5) {
            to.push("ZZ-Q1".into());
        }
        named.insert(question["id"].as_str().unwrap().to_owned(), to.into());
        for practice in practices(question) {
            let mut to = Vec::new();
            for heir in heirs.iter().filter(|_| dice.0 & 1 == 0 || count == 1) {
                let theirs = practices(heir);
                to.extend(
                    (0..=theirs.len() / 5).map(|i| theirs[(i + theirs.len() / 2) % theirs.len()].clone()),
                );
            }
            if !heirs.is_empty() && dice.chance(80) {
                let theirs = practices(heirs[0]);
                to = vec![dice.pick(&theirs).clone()];
            }
            if dice.chance(90) {
                steps.insert(practice.as_str().unwrap().to_owned(), to.into());
            }
        }
    }
    json!({ "from": from, "questions": named, "practices": steps })
}

fn answers(dice: &mut Dice, bundle: &Value) -> Value {
    let mood = dice.below(5) as u64;
    // Some teams leave nothing open, some say of nearly everything that it does not apply.
    let style = dice.below(7);
    let draws: Vec<Draw> = (0..80)
        .map(|_| {
            let level = if dice.chance(70) { mood } else { dice.below(5) as u64 };
            let mask = u32::try_from(dice.below(1 << 16)).unwrap();
            let state = match style {
                0 => 4 + u8::try_from(dice.below(10)).unwrap(),
                1 if dice.chance(85) => 2,
                // Some look at everything and know of little.
                2 | 6 if dice.chance(50) => *dice.pick(&[1, 1, 0, 3]),
                3 if dice.chance(40) => 2,
                _ => u8::try_from(dice.below(14)).unwrap(),
            };
            let confirmed = if style == 0 { 11 } else { u8::try_from(dice.below(12)).unwrap() };
            (state, level, mask, confirmed)
        })
        .collect();
    draw::answers(bundle, &draws)
}

fn scope(dice: &mut Dice, bundle: &Value) -> Value {
    let codes: Vec<&Value> = bundle["dimensions"].as_array().unwrap().iter().map(|d| &d["code"]).collect();
    match dice.below(8) {
        0 => json!({ "kind": "selection", "id": dice.pick(&["quick-look", "quick", "nothing"]) }),
        1 => json!({ "kind": "phases", "ids": [dice.pick(&PHASES), dice.pick(&PHASES)] }),
        2 => json!({ "kind": "components", "ids": [dice.pick(&COMPONENTS)] }),
        3 => json!({ "kind": "dimensions", "ids": [dice.pick(&codes), "OBS"] }),
        _ => json!({ "kind": "all" }),
    }
}

/// A random assessment of a questionnaire.
pub fn side(dice: &mut Dice, bundle: &Value) -> Side {
    let mut answers = answers(dice, bundle);
    // An answer to a question that the questionnaire does not have.
    answers["AA-Q9"] = json!({ "state": "rated", "level": 3 });
    Side { scope: scope(dice, bundle), answers, bundle: bundle.clone() }
}

/// Versions of which the second one is newer; as text some are the other way round.
const VERSIONS: [(&str, &str); 5] =
    [("0.9.0", "0.10.0"), ("0.9.0", "1.0.0"), ("9.0.0", "10.0.0"), ("1.2.9", "1.2.10"), ("1.2.3", "1.2.4")];

/// The same answers with every open question at this level: the score is then where the range of these ends, or
/// begins.
fn closed(side: &Side, level: u8) -> Value {
    let mut answers = side.answers.clone();
    for question in questions(&side.bundle) {
        let id = question["id"].as_str().unwrap();
        let (state, pending) = (&answers[id]["state"], answers[id].get("confirmed") == Some(&Value::Null));
        if pending || (*state != "rated" && *state != "not_applicable") {
            answers[id] = json!({ "state": "rated", "level": level });
        }
    }
    answers
}

/// A random pair: X, then Y.
pub fn pair(seed: u64) -> (Side, Side) {
    let mut dice = Dice::new(seed);
    let kind = KINDS[usize::try_from(seed).unwrap() % KINDS.len()];
    let mut ids = Ids(100);
    let mut old = questionnaire(&mut dice, &mut ids, &mut Earlier::new());
    let mut earlier: Earlier =
        questions(&old).map(|q| (q["id"].as_str().unwrap().to_owned(), practices(q).into())).collect();
    let mut new = questionnaire(&mut dice, &mut ids, &mut earlier);
    let (first, second) = *dice.pick(&VERSIONS);
    (old["id"], old["version"]) = ("one".into(), first.into());
    (new["id"], new["version"]) = ("one".into(), second.into());
    let said = migration(&mut dice, &old, &new, first);
    let other = migration(&mut dice, &old, &new, "0.8.0");
    new["migrations"] = match kind {
        Kind::Forward | Kind::Backward => json!([other, said]),
        Kind::OtherContent => json!([said]),
        _ => json!([other]),
    };
    match kind {
        Kind::Identical => new = old.clone(),
        Kind::OtherContent => new["version"] = first.into(),
        Kind::Apart => new["id"] = "two".into(),
        _ => {}
    }
    let (mut x, mut y) = (side(&mut dice, &old), side(&mut dice, &new));
    let mut turned = matches!(kind, Kind::Backward | Kind::BackwardUnsaid);
    if matches!(kind, Kind::Identical) && dice.chance(80) {
        y.answers = match dice.below(4) {
            0 => x.answers.clone(),
            1 => closed(&x, 4),
            _ => closed(&x, 0),
        };
        y.scope = x.scope.clone();
        turned = dice.chance(50);
    }
    if turned {
        std::mem::swap(&mut x, &mut y);
    }
    (x, y)
}
