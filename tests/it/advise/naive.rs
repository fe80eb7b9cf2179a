//! A second evaluation of the advisor that shares nothing with the library but the data: it must say the same.

use std::cmp::Ordering;

use proptest::collection::vec;
use proptest::prelude::*;
use quaymark::advisor::{Inputs, advise};
use quaymark::model::Slug;
use quaymark::model::advisor::{Criteria, Fork};

use super::advisor;

/// Numbers that choose, one for everything that can be chosen.
type Draws = (Vec<usize>, Vec<u8>, Vec<usize>);

fn draws() -> impl Strategy<Value = Draws> {
    (vec(0..9_usize, 0..4), vec(0..8_u8, 9), vec(0..6_usize, 10))
}

/// Inputs from numbers: of the weights those above 5 are left out, of the criteria those past the last option.
fn inputs((steps, weights, picks): &Draws) -> Inputs {
    let mut inputs = Inputs::default();
    let mut at: Option<&Fork> = advisor().tree.as_ref();
    for step in steps {
        let Some(fork) = at else { break };
        let branch = &fork.options[step % fork.options.len()];
        inputs.tree.push(branch.id.clone());
        at = branch.next.as_ref();
    }
    for (row, weight) in advisor().matrix.as_ref().unwrap().requirements.iter().zip(weights) {
        if *weight <= 5 {
            inputs.weights.insert(row.id.clone(), *weight);
        }
    }
    for (criterion, pick) in advisor().criteria.as_ref().unwrap().questions.iter().zip(picks) {
        if let Some(option) = criterion.options.get(*pick) {
            inputs.criteria.insert(criterion.id.clone(), option.id.clone());
        }
    }
    inputs
}

/// Platforms with numerator and denominator, best first by bubbling: neighbours change places while the second is
/// better.
fn ranked(mut list: Vec<(String, i64, i64)>) -> Vec<(String, i64, i64)> {
    let better = |a: &(String, i64, i64), b: &(String, i64, i64)| (b.1 * a.2).cmp(&(a.1 * b.2));
    loop {
        let Some(at) = (1..list.len()).find(|i| better(&list[i - 1], &list[*i]) == Ordering::Greater) else {
            return list;
        };
        list.swap(at - 1, at);
    }
}

fn mark(word: &str) -> i64 {
    match word {
        "excellent" | "low" => 3,
        "good" | "medium" => 2,
        "limited" | "high" => 1,
        "not-suitable" => 0,
        other => panic!("{other}"),
    }
}

fn weighed(inputs: &Inputs) -> Vec<(String, i64, i64)> {
    let matrix = advisor().matrix.as_ref().unwrap();
    let mut list = Vec::new();
    for platform in &matrix.platforms {
        let (mut sum, mut whole) = (0, 0);
        for row in &matrix.requirements {
            let weight = i64::from(*inputs.weights.get(&row.id).unwrap_or(&3));
            sum += weight * mark(row.cells[platform].rating.name());
            whole += weight;
        }
        list.push((platform.to_string(), sum, whole));
    }
    if list[0].2 == 0 { list } else { ranked(list) }
}

fn total(criteria: &Criteria, platform: &Slug, picked: &[(usize, usize)]) -> i64 {
    let points = |(q, o): &(usize, usize)| criteria.questions[*q].options[*o].points.get(platform);
    picked.iter().filter_map(points).map(|p| i64::from(*p)).sum()
}

/// Which platforms have the most, in the order of the criteria.
fn winners(criteria: &Criteria, picked: &[(usize, usize)]) -> Vec<String> {
    if picked.is_empty() {
        return Vec::new();
    }
    let mut most = i64::MIN;
    for platform in &criteria.platforms {
        most = most.max(total(criteria, platform, picked));
    }
    let all = criteria.platforms.iter().filter(|p| total(criteria, p, picked) == most);
    all.map(ToString::to_string).collect()
}

/// Criterion and points of the three strongest with this sign.
fn strongest(
    criteria: &Criteria,
    platform: &Slug,
    picked: &[(usize, usize)],
    favour: bool,
) -> Vec<(String, i8)> {
    let mut found = Vec::new();
    for strength in (1..=9).rev() {
        for (q, o) in picked {
            let points = criteria.questions[*q].options[*o].points.get(platform).copied().unwrap_or(0);
            if points == if favour { strength } else { -strength } {
                found.push((criteria.questions[*q].id.to_string(), points));
            }
        }
    }
    found.truncate(3);
    found
}

fn changes(criteria: &Criteria, picked: &[(usize, usize)]) -> Vec<(String, String, Vec<String>)> {
    let now = winners(criteria, picked);
    let mut found = Vec::new();
    for (q, criterion) in criteria.questions.iter().enumerate() {
        for (o, option) in criterion.options.iter().enumerate() {
            let mut other: Vec<(usize, usize)> = picked.iter().filter(|(at, _)| *at != q).copied().collect();
            other.push((q, o));
            let then = winners(criteria, &other);
            if !picked.is_empty() && !picked.contains(&(q, o)) && then != now {
                found.push((criterion.id.to_string(), option.id.to_string(), then));
            }
        }
    }
    found
}

fn texts(ids: &[Slug]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn both_evaluations_say_the_same(draws in draws()) {
        let inputs = inputs(&draws);
        let advised = advise(advisor(), &inputs).unwrap();
        // The tree: walk down by hand.
        let mut at = advisor().tree.as_ref();
        let mut end = None;
        for id in &inputs.tree {
            let branch = at.unwrap().options.iter().find(|o| o.id == *id).unwrap();
            (at, end) = (branch.next.as_ref(), branch.advice.as_ref());
        }
        let tree = advised.tree.unwrap();
        prop_assert_eq!(tree.advice.as_ref(), end);
        prop_assert_eq!(tree.next.as_ref(), at);
        // The matrix.
        let matrix = advised.matrix.unwrap();
        let naive = weighed(&inputs);
        prop_assert_eq!(matrix.platforms.len(), naive.len());
        for (found, (platform, sum, whole)) in matrix.platforms.iter().zip(&naive) {
            prop_assert_eq!(found.platform.as_str(), platform);
            match found.fit {
                None => prop_assert_eq!(*whole, 0),
                Some(fit) => prop_assert_eq!(
                    fit.numerator() * i128::from(*whole),
                    i128::from(*sum) * fit.denominator()
                ),
            }
        }
        // The criteria.
        let criteria = advisor().criteria.as_ref().unwrap();
        let picked: Vec<(usize, usize)> = criteria.questions.iter().enumerate().filter_map(|(q, criterion)| {
            let id = inputs.criteria.get(&criterion.id)?;
            Some((q, criterion.options.iter().position(|o| o.id == *id).unwrap()))
        }).collect();
        let result = advised.criteria.unwrap();
        let order = ranked(
            criteria.platforms.iter().map(|p| (p.to_string(), total(criteria, p, &picked), 1)).collect(),
        );
        let found: Vec<(String, i64, i64)> =
            result.platforms.iter().map(|p| (p.platform.to_string(), i64::from(p.points), 1)).collect();
        prop_assert_eq!(found, order);
        prop_assert_eq!(texts(&result.first), winners(criteria, &picked));
        for standing in &result.platforms {
            let of = |list: &[quaymark::advisor::Reason]| -> Vec<(String, i8)> {
                list.iter().map(|r| (r.criterion.to_string(), r.points)).collect()
            };
            let named = |favour| strongest(criteria, &standing.platform, &picked, favour);
            prop_assert_eq!(of(&standing.reasons_for), named(true));
            prop_assert_eq!(of(&standing.reasons_against), named(false));
        }
        let found: Vec<(String, String, Vec<String>)> = result.changes.iter()
            .map(|c| (c.criterion.to_string(), c.option.to_string(), texts(&c.first)))
            .collect();
        prop_assert_eq!(found, changes(criteria, &picked));
        prop_assert_eq!(result.unanswered.len() + picked.len(), 10);
    }
}
