//! The finished assessments of a team in the order of time.

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::compare::Wanted;
use crate::app::effect::Effect;
use crate::app::route::{Out, Route};
use crate::comparison::timeline::{Moment, Timeline};
use crate::model::Hash;

use super::moved;

/// The state of the history.
#[derive(Debug, Clone)]
pub struct History {
    /// The records of the team, the oldest first. There is one at least.
    pub timeline: Arc<Timeline>,
    /// The selected record.
    pub selected: usize,
}

impl History {
    /// The history at a record, or at the latest one.
    pub fn new(timeline: Arc<Timeline>, record: Option<&Hash>) -> Self {
        let is = |m: &Moment| m.assessed.finished.as_ref().map(|(_, hash)| hash) == record;
        let place = record.and_then(|_| timeline.moments.iter().position(is));
        let last = timeline.moments.len().saturating_sub(1);
        Self { selected: place.unwrap_or(last), timeline }
    }

    /// The selected record.
    pub fn moment(&self) -> Option<&Moment> {
        self.timeline.moments.get(self.selected)
    }

    fn record(&self) -> Option<&Hash> {
        self.moment()?.assessed.finished.as_ref().map(|(_, hash)| hash)
    }

    /// The selected record with the one before it.
    pub fn wanted(&self) -> Option<Wanted> {
        Some(Wanted::Before(self.timeline.team.clone(), self.record()?.clone()))
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action) -> Vec<Out> {
        let action = match action {
            Action::EarlierQuarter => Action::Up,
            Action::LaterQuarter => Action::Down,
            other => other,
        };
        if let Some(selected) = moved(action, self.selected, self.timeline.moments.len()) {
            self.selected = selected;
            return Vec::new();
        }
        match (action, self.record()) {
            (Action::Open, Some(record)) => {
                let (team, record) = (self.timeline.team.clone(), Some(record.clone()));
                vec![Out::Do(Effect::OpenRecord { team, record })]
            }
            (Action::Compare, Some(_)) => {
                self.wanted().into_iter().map(|w| Out::Go(Route::Compare(w))).collect()
            }
            _ => Vec::new(),
        }
    }
}
