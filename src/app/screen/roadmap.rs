//! The roadmap: steps in order, all or those of now, next or later; and the whole of one step.

use crate::app::action::Action;
use crate::app::effect::ExportForm;
use crate::app::find::Filter;
use crate::app::narrow::step_words;
use crate::app::route::{Out, Route};
use crate::app::scroll::Scroll;
use crate::app::shown::Shown;
use crate::model::{Ratio, StepId};
use crate::roadmap::Step;

use super::{Desk, moved};

/// Which steps are shown, by their quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum When {
    /// All of them.
    #[default]
    All,
    /// The first quarter.
    Now,
    /// The quarter after it.
    Next,
    /// All quarters after that.
    Later,
}

impl When {
    /// In the order of the key.
    pub const ALL: [Self; 4] = [Self::All, Self::Now, Self::Next, Self::Later];

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Now => "now",
            Self::Next => "next",
            Self::Later => "later",
        }
    }

    /// Whether a step belongs to it.
    pub fn holds(self, shown: &Shown, step: &Step) -> bool {
        let now = shown.period.next();
        match self {
            Self::All => true,
            Self::Now => step.quarter == now,
            Self::Next => step.quarter == now.next(),
            Self::Later => step.quarter > now.next(),
        }
    }
}

/// How the steps are sorted. The plan, and what is exported, keeps its own order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As planned.
    #[default]
    Plan,
    /// The largest gain of a dimension first.
    Gain,
    /// The smallest effort first.
    Effort,
    /// By dimension, in the order of the questionnaire.
    Dimension,
}

impl Sort {
    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Gain => "gain",
            Self::Effort => "effort",
            Self::Dimension => "dimension",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::Plan => Self::Gain,
            Self::Gain => Self::Effort,
            Self::Effort => Self::Dimension,
            Self::Dimension => Self::Plan,
        }
    }
}

/// The state of the roadmap.
#[derive(Debug, Clone, Default)]
pub struct Roadmap {
    /// The selected row of the list.
    pub selected: usize,
    /// Whether the whole step is shown instead of the list.
    pub detail: bool,
    /// How far the whole step is scrolled.
    pub scroll: Scroll,
    /// Which steps are shown.
    pub when: When,
    /// How they are sorted.
    pub sort: Sort,
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
    /// The steps on screen in their order, each with its number in the plan, counted from 1.
    pub fn steps<'s>(&self, shown: &'s Shown) -> Vec<(usize, &'s Step)> {
        let all = shown.roadmap.steps.iter().enumerate().map(|(i, step)| (i + 1, step));
        let fits = |s: &Step| self.when.holds(shown, s) && shown.filter.matches(&step_words(s));
        let mut list: Vec<(usize, &Step)> = all.filter(|(_, s)| fits(s)).collect();
        // Sorting keeps the plan's order among equals.
        match self.sort {
            Sort::Plan => {}
            Sort::Gain => list.sort_by_key(|(_, s)| std::cmp::Reverse(s.gain.dimension.max(Ratio::ZERO))),
            Sort::Effort => list.sort_by_key(|(_, s)| s.points),
            Sort::Dimension => {
                let order =
                    |s: &Step| shown.questionnaire.dimensions.iter().position(|d| d.code == s.dimension);
                list.sort_by_key(|(_, s)| order(s));
            }
        }
        list
    }

    /// The selected step with its number in the plan.
    pub fn step<'s>(&self, shown: &'s Shown) -> Option<(usize, &'s Step)> {
        self.steps(shown).get(self.selected).copied()
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let Some(shown) = desk.shown else { return vec![Out::Go(Route::Home)] };
        let rows = self.steps(shown).len();
        self.selected = self.selected.min(rows.saturating_sub(1));
        if self.detail {
            if self.scroll.moves(action) {
                return Vec::new();
            }
        } else if let Some(selected) = moved(action, self.selected, rows) {
            self.selected = selected;
            return Vec::new();
        }
        match action {
            Action::Open if !self.detail && rows > 0 => {
                self.detail = true;
                self.scroll = Scroll::default();
                Vec::new()
            }
            Action::Open | Action::Back => {
                self.detail = false;
                Vec::new()
            }
            Action::Filter | Action::Sort if shown.roadmap.steps.is_empty() => Vec::new(),
            Action::Filter => {
                self.when = self.next_group(shown);
                self.detail = false;
                self.selected = 0;
                Vec::new()
            }
            Action::Sort => {
                self.detail = false;
                let here = self.step(shown).map(|(_, step)| step.id.clone());
                self.sort = self.sort.next();
                self.select(shown, here.as_ref());
                vec![Out::Say(format!("sorted by {}; the export keeps the plan", self.sort.title()))]
            }
            Action::Results => {
                let route = if shown.finished.is_some() { Route::Results } else { Route::DraftResults };
                vec![Out::Go(route)]
            }
            Action::Pathway if shown.questionnaire.pathways.is_empty() => Vec::new(),
            Action::Pathway => vec![Out::Pick(shown.pathway_list())],
            Action::Export => vec![Out::Pick(shown.export_list(ExportForm::Roadmap))],
            _ => Vec::new(),
        }
    }

    /// The next group that has steps in it; then all again.
    fn next_group(&self, shown: &Shown) -> When {
        let here = When::ALL.iter().position(|w| *w == self.when).unwrap_or(0);
        let some = |w: &&When| shown.roadmap.steps.iter().any(|s| w.holds(shown, s));
        When::ALL.iter().skip(here + 1).find(some).copied().unwrap_or(When::All)
    }

    fn select(&mut self, shown: &Shown, step: Option<&StepId>) {
        let place = self.steps(shown).iter().position(|(_, s)| Some(&s.id) == step);
        self.selected = place.unwrap_or(0);
    }
}
