//! Which ids of one questionnaire live on in which of another, and what a record becomes there: a second time,
//! from the rules alone.

use std::collections::BTreeSet;

use serde_json::Value;

use super::reading::{Held, Question, Side, States, held, list, questions};

fn version(bundle: &Value) -> Vec<u32> {
    bundle["version"].as_str().unwrap().split('.').map(|n| n.parse().unwrap()).collect()
}

/// Old ids and the new ids that they live on in.
pub type Pairs = BTreeSet<(String, String)>;

fn lives_on(old: &[&str], new: &[&str], named: &Value) -> Pairs {
    let mut pairs = Pairs::new();
    for id in old {
        match named.get(*id) {
            Some(to) => {
                for to in list(to).filter_map(Value::as_str).filter(|to| new.contains(to)) {
                    pairs.insert(((*id).to_owned(), to.to_owned()));
                }
            }
            None if new.contains(id) => {
                pairs.insert(((*id).to_owned(), (*id).to_owned()));
            }
            None => {}
        }
    }
    pairs
}

/// The pairs whose both sides are in no other pair, turned round.
fn turned(pairs: &Pairs) -> Pairs {
    let alone =
        |(old, new): &&(String, String)| pairs.iter().filter(|(o, n)| o == old || n == new).count() == 1;
    pairs.iter().filter(alone).map(|(old, new)| (new.clone(), old.clone())).collect()
}

pub struct Mapping {
    pub route: &'static str,
    pub questions: Pairs,
    pub practices: Pairs,
    pub unmapped: Vec<String>,
}

pub fn mapping(x: &Value, y: &Value) -> Mapping {
    if x["id"] != y["id"] {
        return Mapping {
            route: "Apart",
            questions: Pairs::new(),
            practices: Pairs::new(),
            unmapped: vec![],
        };
    }
    let (before, after) = (questions(x), questions(y));
    let names = |list: &[Question<'_>]| list.iter().map(|q| q.id.to_owned()).collect::<Vec<_>>();
    let steps = |list: &[Question<'_>]| {
        list.iter().flat_map(|q| q.practices.iter().flatten()).map(|p| (*p).to_owned()).collect::<Vec<_>>()
    };
    let back = version(x) > version(y);
    let (older, newer) = if back { (y, x) } else { (x, y) };
    let said = if version(x) == version(y) {
        None
    } else {
        list(&newer["migrations"]).find(|m| m["from"] == older["version"])
    };
    let nothing = Value::Null;
    let relate = |before: &[String], after: &[String], key: &str| {
        let named = said.map_or(&nothing, |s| &s[key]);
        let (b, a): (Vec<&str>, Vec<&str>) =
            (before.iter().map(String::as_str).collect(), after.iter().map(String::as_str).collect());
        if back { lives_on(&a, &b, named) } else { lives_on(&b, &a, named) }
    };
    let direct = relate(&names(&before), &names(&after), "questions");
    let practices = relate(&steps(&before), &steps(&after), "practices");
    let questions = if back { turned(&direct) } else { direct.clone() };
    let practices = if back { turned(&practices) } else { practices };
    let has = |id: &str| questions.iter().any(|(from, _)| from == id);
    let named_in_newer = |id: &str| direct.iter().any(|(_, to)| to == id);
    let (route, lost): (_, Vec<bool>) = match (version(x) == version(y), back, said.is_some()) {
        (true, ..) => ("Same", before.iter().map(|_| false).collect()),
        (_, false, true) => ("Forward", before.iter().map(|_| false).collect()),
        (_, false, false) => ("ForwardUnsaid", before.iter().map(|q| !has(q.id)).collect()),
        (_, true, true) => ("Backward", before.iter().map(|q| !has(q.id) && named_in_newer(q.id)).collect()),
        (_, true, false) => ("BackwardUnsaid", before.iter().map(|q| !has(q.id)).collect()),
    };
    let unmapped = before.iter().zip(lost).filter(|(_, lost)| *lost).map(|(q, _)| q.id.to_owned()).collect();
    Mapping { route, questions, practices, unmapped }
}

/// s1: X under the questionnaire of Y.
pub fn moved(x: &Value, before: &States, y: &Value, after: &States, map: &Mapping) -> States {
    let mut states = States::new();
    let old = questions(x);
    for question in questions(y) {
        let in_x: Vec<(&Question<'_>, &Held)> = old
            .iter()
            .filter(|o| map.questions.contains(&(o.id.to_owned(), question.id.to_owned())))
            .filter_map(|o| Some((o, before.get(o.id)?)))
            .collect();
        let counted: Vec<_> = in_x.iter().filter(|(_, state)| **state != Held::Out).collect();
        if in_x.is_empty() {
            continue;
        }
        let state = if counted.is_empty() {
            Held::Out
        } else if counted.iter().any(|(_, s)| **s == Held::Unknown) {
            Held::Unknown
        } else if counted.iter().any(|(_, s)| **s == Held::Unanswered) {
            Held::Unanswered
        } else {
            let mut in_place = BTreeSet::new();
            for practice in question.practices.iter().flatten() {
                let (mut had, mut missed) = (false, false);
                for (old, state) in &counted {
                    let Held::Rated(met) = state else { unreachable!() };
                    for before in old.practices.iter().flatten() {
                        if map.practices.contains(&((*before).to_owned(), (*practice).to_owned())) {
                            had = true;
                            missed |= !met.contains(*before);
                        }
                    }
                }
                let now = matches!(after.get(question.id), Some(Held::Rated(m)) if m.contains(*practice));
                if (had && !missed) || (!had && now) {
                    in_place.insert((*practice).to_owned());
                }
            }
            Held::Rated(in_place)
        };
        states.insert(question.id.to_owned(), state);
    }
    states
}

/// What a record becomes under another questionnaire: alone, and beside the one that it is compared with.
pub fn migrate(x: &Side, y: &Side) -> [States; 2] {
    let map = mapping(&x.bundle, &y.bundle);
    let before = held(x);
    [States::new(), held(y)].map(|after| moved(&x.bundle, &before, &y.bundle, &after, &map))
}
