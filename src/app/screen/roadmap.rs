//! The roadmap: steps in order, and the whole of one step.

use crate::app::action::Action;
use crate::app::find::Filter;
use crate::app::narrow::step_words;
use crate::app::route::{Out, Route};
use crate::app::shown::Shown;

use super::{Desk, moved, moved_among};

/// The state of the roadmap.
#[derive(Debug, Clone, Default)]
pub struct Roadmap {
    /// The selected step.
    pub selected: usize,
    /// Whether the whole step is shown instead of the list.
    pub detail: bool,
    /// How far the whole step is scrolled.
    pub scroll: usize,
}

/// The places of the steps that the filter leaves.
pub fn listed(shown: &Shown) -> Vec<usize> {
    texts(shown, &shown.filter).into_iter().map(|(place, _)| place).collect()
}

/// The steps that a filter leaves: place, and what is looked through.
pub fn texts(shown: &Shown, filter: &Filter) -> Vec<(usize, String)> {
    let all = shown.roadmap.steps.iter().map(step_words).enumerate();
    all.filter(|(_, text)| filter.matches(text)).collect()
}

impl Roadmap {
    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let Some(shown) = desk.shown else { return vec![Out::Go(Route::Home)] };
        if self.detail {
            if let Some(scroll) = moved(action, self.scroll, 200) {
                self.scroll = scroll;
                return Vec::new();
            }
        } else if let Some(selected) = moved_among(action, self.selected, &listed(shown)) {
            self.selected = selected;
            return Vec::new();
        }
        match action {
            Action::Open if !self.detail && !shown.roadmap.steps.is_empty() => {
                self.detail = true;
                self.scroll = 0;
                Vec::new()
            }
            Action::Open | Action::Back => {
                self.detail = false;
                Vec::new()
            }
            Action::Results => {
                let route = if shown.finished.is_some() { Route::Results } else { Route::DraftResults };
                vec![Out::Go(route)]
            }
            Action::Export => vec![Out::Edit(shown.export_field())],
            _ => Vec::new(),
        }
    }
}
