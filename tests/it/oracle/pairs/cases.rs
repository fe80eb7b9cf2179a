//! Which cases of the rules a pair meets, so that none of them is compared by never happening.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::super::naive::score;
use super::mapping::{Mapping, mapping, moved};
use super::naive::Comparison;
use super::reading::{Held, Question, Side, States, held, less, list, progress, questions};

/// The names of the cases.
type Cases = BTreeSet<String>;

/// Everything that a pair meets: how answers move, then what comparing says.
pub fn met(x: &Side, y: &Side, said: &Comparison) -> Cases {
    let mut cases = Cases::new();
    let map = mapping(&x.bundle, &y.bundle);
    let (before, after) = (held(x), held(y));
    let (old, new) = (questions(&x.bundle), questions(&y.bundle));
    let look = Look { map: &map, before: &before, after: &after, old: &old, new: &new };
    look.fates(&mut cases);
    for question in &new {
        look.predecessors(question, &mut cases);
    }
    versions(x, y, &map, &mut cases);
    for (name, side) in [("x", x), ("y", y)] {
        cases.insert(format!("scope of {name}: {}", side.scope["kind"].as_str().unwrap()));
        stored(side, &mut cases);
    }
    if x.scope != y.scope {
        cases.insert("scopes differ".to_owned());
    }
    let first = moved(&x.bundle, &before, &y.bundle, &after, &map);
    look.steps(&first, &mut cases);
    result(said, &mut cases);
    ranges(x, y, &mut cases);
    cases
}

struct Look<'a> {
    map: &'a Mapping,
    before: &'a States,
    after: &'a States,
    old: &'a [Question<'a>],
    new: &'a [Question<'a>],
}

impl Look<'_> {
    fn heirs(&self, id: &str) -> Vec<&str> {
        self.map.questions.iter().filter(|(from, _)| from == id).map(|(_, to)| to.as_str()).collect()
    }

    fn from(&self, id: &str) -> Vec<&Question<'_>> {
        let pairs = &self.map.questions;
        self.old.iter().filter(|q| pairs.iter().any(|(from, to)| from == q.id && to == id)).collect()
    }

    /// What became of the questions.
    fn fates(&self, cases: &mut Cases) {
        for question in self.old {
            let heirs = self.heirs(question.id);
            let fate = match heirs.as_slice() {
                [] if self.new.iter().any(|q| q.id == question.id) => "retired, its id is there again",
                [] => "retired",
                [_] => continue,
                _ => "split",
            };
            cases.insert(format!("question {fate}"));
        }
        for question in self.new {
            let from = self.from(question.id);
            let fate = match from.as_slice() {
                [] => "new",
                [one] if one.id != question.id => "renamed",
                [_] => "kept",
                _ => "merged",
            };
            cases.insert(format!("question {fate}"));
            if let [one] = from.as_slice() {
                let alone = self.heirs(one.id).len() == 1;
                if one.id != question.id && self.map.route == "Backward" {
                    cases.insert("question renamed, used backwards".to_owned());
                }
                if one.code != question.code && alone {
                    cases.insert("question moved".to_owned());
                }
                if one.weight != question.weight && alone {
                    cases.insert("question of another weight".to_owned());
                }
            }
            if from.len() > 1 && from.iter().any(|q| self.heirs(q.id).len() > 1) {
                cases.insert("question split and merged".to_owned());
            }
        }
    }

    /// How the answer to one question moves.
    fn predecessors(&self, question: &Question<'_>, cases: &mut Cases) {
        let from = self.from(question.id);
        if from.is_empty() {
            return;
        }
        let out = from.iter().filter(|q| !self.before.contains_key(q.id)).count();
        let none = from.iter().filter(|q| self.before.get(q.id) == Some(&Held::Out)).count();
        let is = |what: &Held| from.iter().any(|q| self.before.get(q.id) == Some(what));
        let rated: Vec<&&Question<'_>> =
            from.iter().filter(|q| matches!(self.before.get(q.id), Some(Held::Rated(_)))).collect();
        let open = is(&Held::Unknown) || is(&Held::Unanswered);
        let mut say = |case: &str, holds: bool| {
            if holds {
                cases.insert(format!("predecessors: {case}"));
            }
        };
        say("all out of scope", out == from.len());
        say("all not applicable", none == from.len());
        say("some not applicable, the rest out of scope", out > 0 && none > 0 && out + none == from.len());
        say("not applicable beside rated", none > 0 && !rated.is_empty() && !open);
        say("out of scope beside rated", out > 0 && !rated.is_empty() && !open);
        say("not applicable beside open", none > 0 && open);
        say("out of scope beside open", out > 0 && open);
        say("open beside rated", open && !rated.is_empty());
        say("unknown beside unanswered", is(&Held::Unknown) && is(&Held::Unanswered));
        say("two rated", rated.len() > 1 && !open);
        if open || rated.is_empty() {
            return;
        }
        for practice in question.practices.iter().flatten() {
            self.practice(question, practice, &rated, cases);
        }
    }

    /// How one practice of a question moves that is rated in X.
    fn practice(&self, question: &Question<'_>, practice: &str, rated: &[&&Question<'_>], cases: &mut Cases) {
        let carried = |id: &str| self.map.practices.contains(&(id.to_owned(), practice.to_owned()));
        let mut met = Vec::new();
        for old in rated {
            let Some(Held::Rated(in_place)) = self.before.get(old.id) else { unreachable!() };
            let own = old.practices.iter().flatten().filter(|id| carried(id));
            met.extend(own.map(|id| (old.id, in_place.contains(*id))));
        }
        let mut say = |case: &str, holds: bool| {
            if holds {
                cases.insert(format!("practice: {case}"));
            }
        };
        let some = met.iter().any(|(_, in_place)| *in_place);
        let every = met.iter().all(|(_, in_place)| *in_place);
        say("several old ones, all in place", met.len() > 1 && every);
        say("several old ones, some in place", met.len() > 1 && some && !every);
        say("old ones of two questions, some in place", {
            met.iter().any(|(a, _)| met.iter().any(|(b, _)| a != b)) && some && !every
        });
        let elsewhere = self.old.iter().filter(|q| !rated.iter().any(|r| r.id == q.id));
        let (mut aside, mut stranger) = (false, false);
        for old in elsewhere.filter(|q| q.practices.iter().flatten().any(|id| carried(id))) {
            if self.from(question.id).iter().any(|q| q.id == old.id) {
                aside = true;
            } else {
                stranger = true;
            }
        }
        say("an old one of a predecessor set aside", aside);
        say("an old one of another question", stranger);
        if met.is_empty() {
            match self.after.get(question.id) {
                Some(Held::Rated(now)) => say(
                    if now.contains(practice) { "no old one, in place in Y" } else { "no old one, not in Y" },
                    true,
                ),
                _ => say("no old one, Y does not rate the question", true),
            }
        }
    }

    /// What each step does.
    fn steps(&self, first: &States, cases: &mut Cases) {
        let counts = |states: &States, id: &str| states.get(id).is_some_and(|s| *s != Held::Out);
        for question in self.new {
            let (then, now) = (first.get(question.id), self.after.get(question.id));
            let word = |held: Option<&Held>| match held {
                None => "out of scope",
                Some(Held::Out) => "not applicable",
                Some(Held::Unknown) => "unknown",
                Some(Held::Unanswered) => "unanswered",
                Some(Held::Rated(_)) => "rated",
            };
            cases.insert(format!("step: {} to {}", word(then), word(now)));
            if let ([one], Some(then)) = (self.from(question.id).as_slice(), then) {
                let own = self.before.get(one.id).and_then(|state| progress(one, state));
                let migrated = progress(question, then);
                if let (Some(own), Some(migrated)) = (own, migrated) {
                    let case = if own == migrated {
                        "the same"
                    } else if less(own, migrated) {
                        "more"
                    } else {
                        "less"
                    };
                    cases.insert(format!("migrated progress: {case}"));
                }
            }
        }
        for question in self.old.iter().filter(|q| self.heirs(q.id).is_empty()) {
            let case = if counts(self.before, question.id) { "applied" } else { "did not apply" };
            cases.insert(format!("retired and {case}"));
        }
    }
}

fn versions(x: &Side, y: &Side, map: &Mapping, cases: &mut Cases) {
    cases.insert(format!("route {}", map.route));
    let numbers = |side: &Side| -> Vec<u32> {
        side.bundle["version"].as_str().unwrap().split('.').map(|n| n.parse().unwrap()).collect()
    };
    let (a, b) = (numbers(x), numbers(y));
    if let Some(place) = a.iter().zip(&b).position(|(a, b)| a != b) {
        cases.insert(format!("versions differ in number {}", place + 1));
    }
    let text = |side: &Side| side.bundle["version"].as_str().unwrap().to_owned();
    if a.cmp(&b) != text(x).cmp(&text(y)) {
        cases.insert("versions read as text are the other way round".to_owned());
    }
    if map.route == "Same" && x.bundle != y.bundle {
        cases.insert("same version, other content".to_owned());
    }
    let newer = if map.route.starts_with("Back") { x } else { y };
    let named = list(&newer.bundle["migrations"]).flat_map(|m| m["questions"].as_object().unwrap().values());
    if named.flat_map(list).any(|to| to == "ZZ-Q1") && map.route != "Apart" {
        cases.insert("a migration names an id that is not there".to_owned());
    }
    if !map.unmapped.is_empty() {
        cases.insert(format!("not mapped, {}", map.route));
    }
}

/// In which forms the answers stand.
fn stored(side: &Side, cases: &mut Cases) {
    for question in questions(&side.bundle) {
        let answer = &side.answers[question.id];
        let pending = answer.as_object().is_some_and(|a| a.get("confirmed").is_some_and(Value::is_null));
        if pending && answer["state"] == "rated" {
            cases.insert("stored: rated and not confirmed".to_owned());
        }
        if pending && answer["state"] == "not_applicable" {
            cases.insert("stored: not applicable and not confirmed".to_owned());
        }
        let Some(level) = answer["level"].as_u64() else { continue };
        let below = &question.practices[..usize::try_from(level).unwrap()];
        if list(&answer["also"]).any(|id| below.iter().flatten().any(|p| id == p)) {
            cases.insert("stored: not canonical".to_owned());
        }
    }
}

/// How the ranges of both scores lie.
fn ranges(x: &Side, y: &Side, cases: &mut Cases) {
    let [older, newer] = [x, y].map(|side| score(&side.bundle, &side.scope, &side.answers).whole);
    let (Some(a), Some(b)) = (older.score, newer.score) else { return };
    let open = [older.upper != older.score, newer.upper != newer.score];
    if a == b {
        let case = match open {
            [false, false] => "closed",
            [true, false] => "X open",
            [false, true] => "Y open",
            [true, true] => "both open",
        };
        cases.insert(format!("equal scores, {case}"));
    }
    if a != b && ((open[0] && older.upper == Some(b)) || (open[1] && newer.upper == Some(a))) {
        cases.insert("the upper end of the lower one is the higher one".to_owned());
    }
}

/// What comparing says.
fn result(said: &Comparison, cases: &mut Cases) {
    cases.insert(format!("verdict {}", said.verdict.unwrap_or("none")));
    match &said.split {
        Ok(split) => {
            cases.insert(format!("empty steps {:?}", split.empty));
            let names = ["revision", "scope", "coverage", "practice"];
            let real = names.iter().zip(&split.parts).filter(|(_, part)| part.0 != 0);
            cases.extend(real.map(|(name, _)| format!("part {name}")));
        }
        Err(why) => {
            cases.insert(format!("no parts: {why}"));
        }
    }
    for dimension in &said.dimensions {
        let side = if dimension.only_before { "of X only" } else { "of Y" };
        let split = match &dimension.split {
            Ok(split) if split.empty.is_empty() => "split".to_owned(),
            Ok(_) => "split with an empty step".to_owned(),
            Err(why) => why.to_string(),
        };
        cases.insert(format!("dimension {side}: {split}"));
    }
    cases.extend(said.rows.iter().map(|r| format!("row {}", r.change)));
    if said.rows.iter().any(|r| r.change == "same" && r.a.is_none()) {
        cases.insert("row same, open on both".to_owned());
    }
    if said.rows.is_empty() {
        cases.insert("no row".to_owned());
    }
}

/// How many pairs met each case.
#[derive(Default)]
pub struct Counts(BTreeMap<String, usize>);

impl Counts {
    pub fn add(&mut self, cases: Cases) {
        for case in cases {
            *self.0.entry(case).or_default() += 1;
        }
    }

    /// Every case there is was met, and by more than a few pairs, so that nothing was compared by never happening.
    pub fn must_be_enough(&self) {
        let all: Vec<&str> = self.0.keys().map(String::as_str).collect();
        assert_eq!(all, super::wanted::CASES);
        let rare: Vec<_> = self.0.iter().filter(|(_, count)| **count < 15).collect();
        assert!(rare.is_empty(), "met by too few pairs: {rare:?}");
    }
}
