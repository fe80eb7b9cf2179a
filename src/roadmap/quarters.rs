//! Which quarter each step falls into, by the capacity of the team: `docs/roadmap.md`, "Quarters".

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Period, StepId};

use super::order::Placed;
use super::select::Node;

/// A quarter that is being filled.
struct Quarter {
    period: Period,
    capacity: u32,
    left: u32,
    empty: bool,
}

impl Quarter {
    fn new(period: Period, capacity: u32) -> Self {
        Self { period, capacity, left: capacity, empty: true }
    }

    /// Whether a step of this size fits; one larger than the capacity needs an empty quarter.
    fn fits(&self, points: u32) -> bool {
        if points > self.capacity { self.empty } else { points <= self.left }
    }

    /// Takes a step; one larger than the capacity closes the quarter.
    fn take(&mut self, points: u32) {
        self.left = self.left.saturating_sub(points);
        self.empty = false;
    }
}

/// The steps that are not in a quarter yet.
struct Waiting<'a> {
    nodes: &'a BTreeMap<StepId, Node<'a>>,
    /// The place of each step in the order.
    places: BTreeMap<&'a StepId, usize>,
    /// How many steps each one still waits for.
    missing: BTreeMap<&'a StepId, usize>,
    /// Those that wait for none, by size and then by place.
    ready: BTreeMap<u32, BTreeSet<(usize, &'a StepId)>>,
}

impl<'a> Waiting<'a> {
    fn new(order: &'a [Placed], nodes: &'a BTreeMap<StepId, Node<'a>>) -> Self {
        let places = order.iter().enumerate().map(|(place, p)| (&p.id, place)).collect();
        let missing = nodes.iter().map(|(id, node)| (id, node.needs.len())).collect();
        let mut waiting = Self { nodes, places, missing, ready: BTreeMap::new() };
        for placed in order.iter().filter(|p| nodes.get(&p.id).is_some_and(|n| n.needs.is_empty())) {
            waiting.release(&placed.id);
        }
        waiting
    }

    /// A step waits for none any more.
    fn release(&mut self, id: &'a StepId) {
        if let (Some(place), Some(node)) = (self.places.get(id), self.nodes.get(id)) {
            self.ready.entry(node.effort().points()).or_default().insert((*place, id));
        }
    }

    /// Takes out the first ready step that fits, with its size.
    fn first_fitting(&mut self, quarter: &Quarter) -> Option<(&'a StepId, u32)> {
        let fitting = self.ready.iter().filter(|(points, _)| quarter.fits(**points));
        let ((place, id), points) =
            fitting.filter_map(|(points, steps)| Some((*steps.first()?, *points))).min()?;
        self.ready.get_mut(&points)?.remove(&(place, id));
        for user in &self.nodes.get(id)?.needed_by {
            let Some(count) = self.missing.get_mut(user) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.release(user);
            }
        }
        Some((id, points))
    }
}

/// The quarter of each step, from `first` on; `capacity` is at least 1.
pub(super) fn fill(
    order: &[Placed],
    nodes: &BTreeMap<StepId, Node<'_>>,
    capacity: u32,
    first: Period,
) -> BTreeMap<StepId, Period> {
    let mut quarters = BTreeMap::new();
    let mut waiting = Waiting::new(order, nodes);
    let mut quarter = Quarter::new(first, capacity);
    loop {
        if let Some((id, points)) = waiting.first_fitting(&quarter) {
            quarter.take(points);
            quarters.insert(id.clone(), quarter.period);
        } else if quarter.empty {
            return quarters;
        } else {
            quarter = Quarter::new(quarter.period.next(), capacity);
        }
    }
}
