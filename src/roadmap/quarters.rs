//! Which quarter each step falls into, by the capacity of the team: `docs/roadmap.md`, "Quarters".

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Period, StepId};

use super::select::Node;

/// What a step asks of a quarter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Load<'a> {
    /// The step.
    pub(super) id: &'a StepId,
    /// Effort points, at least 1.
    pub(super) points: u32,
    /// The steps that it needs; all of them come before it in the list.
    pub(super) needs: &'a BTreeSet<StepId>,
}

impl<'a> Load<'a> {
    /// What a step of the roadmap asks.
    pub(super) fn of(id: &'a StepId, node: &'a Node<'_>) -> Self {
        Self { id, points: node.effort().points(), needs: &node.needs }
    }
}

/// A quarter that is being filled.
struct Quarter {
    period: Period,
    left: u32,
    empty: bool,
}

impl Quarter {
    fn new(period: Period, capacity: u32) -> Self {
        Self { period, left: capacity, empty: true }
    }

    /// Takes a step of this size if it fits; one larger than the capacity fits an empty quarter and closes it.
    fn takes(&mut self, points: u32, capacity: u32) -> bool {
        let fits = if points > capacity { self.empty } else { points <= self.left };
        if fits {
            self.left = self.left.saturating_sub(points);
            self.empty = false;
        }
        fits
    }
}

/// The quarter of each step, from `first` on. `loads` are in the order of the roadmap, `capacity` is at least 1.
pub(super) fn fill(loads: &[Load<'_>], capacity: u32, first: Period) -> BTreeMap<StepId, Period> {
    let mut placed: BTreeMap<StepId, Period> = BTreeMap::new();
    let mut waiting: Vec<&Load<'_>> = loads.iter().collect();
    let mut period = first;
    while !waiting.is_empty() {
        let mut quarter = Quarter::new(period, capacity);
        // One pass is enough: room only shrinks, and what a skipped step needs was skipped before it.
        waiting.retain(|load| {
            let goes = quarter.left > 0
                && load.needs.iter().all(|need| placed.contains_key(need))
                && quarter.takes(load.points, capacity);
            if goes {
                placed.insert(load.id.clone(), quarter.period);
            }
            !goes
        });
        if quarter.empty {
            // Only when a need is not in the list before its step: nothing further can be placed.
            placed.extend(waiting.drain(..).map(|load| (load.id.clone(), period)));
        }
        period = period.next();
    }
    placed
}
