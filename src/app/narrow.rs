//! Narrowing the list on screen to what a person looks for: the rows, how many there are, and where the selection goes.

use crate::model::{DimensionCode, Question, Questionnaire};
use crate::roadmap::Step;

use super::action::Action;
use super::effect::Effect;
use super::find::Filter;
use super::message::{DraftRow, TeamRow};
use super::overlay::{Find, Overlay};
use super::screen::{Screen, home, overview, results, review, roadmap};
use super::state::App;

/// How many rows of how many are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Rows that match.
    pub shown: usize,
    /// All rows.
    pub all: usize,
}

/// What is looked through in a draft on Home.
pub fn draft_words(row: &DraftRow) -> String {
    format!("{} {} {}", row.name, row.team, row.period.spoken())
}

/// What is looked through in a team on Home.
pub fn team_words(row: &TeamRow) -> String {
    let level = row.latest.as_ref().map_or("", |l| l.level_name.as_str());
    format!("{} {} {level}", row.team.name, row.team.id)
}

/// What is looked through in a dimension.
pub fn dimension_words(questionnaire: &Questionnaire, code: &DimensionCode) -> String {
    let known = questionnaire.dimensions.iter().find(|d| d.code == *code);
    format!("{code} {}", known.map_or("", |d| d.title.as_str()))
}

/// What is looked through in a question of a list.
pub fn question_words(question: &Question) -> String {
    format!("{} {} {}", question.id, question.title, question.prompt)
}

/// What is looked through in a step.
pub fn step_words(step: &Step) -> String {
    format!("{} {} {} {}", step.id, step.title, step.effort.name(), step.quarter.spoken())
}

impl App {
    /// What the list on screen is narrowed to.
    pub fn filter(&self) -> Option<&Filter> {
        match &self.screen {
            Screen::Home(_) => Some(&self.home.filter),
            Screen::Overview(_) | Screen::Review(_) => self.work.as_ref().map(|w| &w.filter),
            Screen::Results(_) | Screen::Roadmap(_) => self.shown.as_ref().map(|s| &s.filter),
            _ => None,
        }
    }

    /// Whether the list on screen is narrowed now.
    pub fn is_narrowed(&self) -> bool {
        self.filter().is_some_and(Filter::is_on)
    }

    /// Whether there is a list on screen that can be narrowed.
    pub fn can_narrow(&self) -> bool {
        self.filter().is_some() && !matches!(&self.screen, Screen::Roadmap(r) if r.detail)
    }

    /// Whether rows that do not match are left out; where that would tear a text apart they only are not gone to.
    pub fn leaves_out(&self) -> bool {
        !matches!(&self.screen, Screen::Results(r) if r.question.is_some())
    }

    /// How many rows match.
    pub fn count(&self) -> Count {
        let shown = self.filter().map_or(0, |f| self.listed(f).len());
        Count { shown, all: self.listed(&Filter::default()).len() }
    }

    /// A row that was probably meant when none matches.
    pub fn nearest(&self) -> Option<String> {
        let mut texts: Vec<String> =
            self.listed(&Filter::default()).into_iter().map(|(_, text)| text).collect();
        if let (Screen::Overview(_), Some(work)) = (&self.screen, &self.work) {
            texts.extend(work.asked().iter().map(|q| format!("{} {}", q.id, q.title)));
        }
        self.filter()?.nearest(&texts)
    }

    /// The rows that match: the number that selects each, and what is looked through.
    fn listed(&self, filter: &Filter) -> Vec<(usize, String)> {
        let numbered = |texts: Vec<String>| texts.into_iter().enumerate().collect();
        match &self.screen {
            Screen::Home(_) => numbered(home::texts(&self.home, filter)),
            Screen::Overview(o) => self.work.as_ref().map_or_else(Vec::new, |work| {
                let list = overview::dimensions_in(work, filter);
                if o.question.is_none() {
                    return numbered(list.iter().map(|(d, _)| format!("{} {}", d.code, d.title)).collect());
                }
                let inside = list.get(o.dimension).map(|(_, q)| q.as_slice()).unwrap_or_default();
                numbered(inside.iter().map(|q| format!("{} {}", q.id, q.title)).collect())
            }),
            Screen::Review(r) => self.work.as_ref().map_or_else(Vec::new, |work| {
                let rows = review::rows_in(work, r.filter, filter);
                let told = |entry| review::words(work, entry).trim().to_owned();
                numbered(rows.iter().map(|(g, entry)| format!("{} ({})", told(entry), g.short())).collect())
            }),
            Screen::Results(r) => self.shown.as_ref().map_or_else(Vec::new, |s| results::texts(r, s, filter)),
            Screen::Roadmap(_) => self.shown.as_ref().map_or_else(Vec::new, |s| roadmap::texts(s, filter)),
            _ => Vec::new(),
        }
    }

    /// Opens the line in which a person types what to look for.
    pub(super) fn open_find(&mut self) -> Vec<Effect> {
        if let Screen::Question(_) = &self.screen {
            self.open_palette(true);
        } else if self.can_narrow() {
            let text = self.filter().map_or(String::new(), |f| f.text().to_owned());
            self.overlay = Some(Overlay::Find(Find::new(text)));
        } else {
            self.say("there is no list to narrow here");
        }
        Vec::new()
    }

    /// Keys of the find line: the list below moves, or the line closes.
    pub(super) fn act_find(&mut self, find: Find, action: Action) -> Vec<Effect> {
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown => {
                let effects = self.screen_action(action);
                self.overlay = Some(Overlay::Find(find));
                effects
            }
            Action::Open => Vec::new(),
            Action::Back => {
                self.narrow(&Filter::default());
                Vec::new()
            }
            _ => {
                self.overlay = Some(Overlay::Find(find));
                Vec::new()
            }
        }
    }

    /// Shows every row again. Whether some were left out.
    pub(super) fn widen(&mut self) -> bool {
        let was = self.is_narrowed();
        if self.filter().is_some_and(|f| !f.text().is_empty()) {
            self.narrow(&Filter::default());
        }
        was
    }

    /// Narrows the list; the selection stays on its row as long as that is shown.
    pub(super) fn narrow(&mut self, filter: &Filter) {
        let selected = self.selected_text();
        let dimension = self.dimension_on_screen();
        let slot = match &self.screen {
            Screen::Home(_) => Some(&mut self.home.filter),
            Screen::Overview(_) | Screen::Review(_) => self.work.as_mut().map(|w| &mut w.filter),
            Screen::Results(_) | Screen::Roadmap(_) => self.shown.as_mut().map(|s| &mut s.filter),
            _ => None,
        };
        let Some(slot) = slot else { return };
        slot.clone_from(filter);
        if let (Screen::Overview(o), Some(work)) = (&mut self.screen, &self.work) {
            let list = overview::dimensions(work);
            let place = list.iter().position(|(d, _)| Some(&d.code) == dimension.as_ref());
            o.dimension = place.unwrap_or(0);
            // The dimension that was open is not there any more.
            o.question = o.question.filter(|_| place.is_some());
        }
        let rows = self.listed(filter);
        let same = rows.iter().find(|(_, text)| Some(text) == selected.as_ref());
        if let Some((place, _)) = same.or_else(|| rows.first()) {
            self.select(*place);
        } else {
            self.select(0);
        }
    }

    fn selected_text(&self) -> Option<String> {
        let place = match &self.screen {
            Screen::Home(s) => s.selected,
            Screen::Overview(s) => s.question.unwrap_or(s.dimension),
            Screen::Review(s) => s.selected,
            Screen::Results(s) => s.question.unwrap_or(s.dimension),
            Screen::Roadmap(s) => s.selected,
            _ => return None,
        };
        let rows = self.listed(self.filter()?);
        rows.into_iter().find(|(at, _)| *at == place).map(|(_, text)| text)
    }

    fn select(&mut self, place: usize) {
        match &mut self.screen {
            Screen::Home(s) => s.selected = place,
            Screen::Overview(s) if s.question.is_some() => s.question = Some(place),
            Screen::Overview(s) => s.dimension = place,
            Screen::Review(s) => s.selected = place,
            Screen::Results(s) if s.question.is_some() => s.question = Some(place),
            Screen::Results(s) => s.dimension = place,
            Screen::Roadmap(s) => s.selected = place,
            _ => {}
        }
    }

    fn dimension_on_screen(&self) -> Option<DimensionCode> {
        let (Screen::Overview(o), Some(work)) = (&self.screen, &self.work) else { return None };
        overview::dimensions(work).get(o.dimension).map(|(d, _)| d.code.clone())
    }
}
