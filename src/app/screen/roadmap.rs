//! The roadmap: steps in order, and the whole of one step.

use crate::app::action::Action;
use crate::app::effect::ExportForm;
use crate::app::route::{Out, Route};

use super::{Desk, moved};

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

impl Roadmap {
    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let Some(shown) = desk.shown else { return vec![Out::Go(Route::Home)] };
        if self.detail {
            if let Some(scroll) = moved(action, self.scroll, 200) {
                self.scroll = scroll;
                return Vec::new();
            }
        } else if let Some(selected) = moved(action, self.selected, shown.roadmap.steps.len()) {
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
            Action::Export => vec![Out::Pick(shown.export_list(ExportForm::Roadmap))],
            _ => Vec::new(),
        }
    }
}
