//! What the form does when it is filled in: another team, a new team's id, the start, or the changes that are kept.

use std::sync::Arc;

use crate::app::effect::{Effect, Start};
use crate::app::home::Home as HomeData;
use crate::app::route::{Out, Route};
use crate::model::draft::FieldChange;
use crate::model::id::slug_from_name;
use crate::model::{Period, Profile, TeamId};

use super::super::Desk;
use super::{New, Who};

impl New {
    pub(super) fn change_team(&mut self, by: isize, desk: &Desk<'_>) {
        let teams = &desk.home.teams;
        let place = match self.who {
            Who::Existing(i) => i,
            Who::New(_) => teams.len(),
        };
        let place = super::super::step(place, by, teams.len() + 1);
        match teams.get(place) {
            Some(row) => {
                self.who = Who::Existing(place);
                let row = row.clone();
                self.take_settings(&row, desk.now.date_naive());
            }
            None if matches!(self.who, Who::Existing(_)) => {
                self.who = Who::New(String::new());
                self.profile = Profile::default();
                self.quarter_starts = 1;
                self.period = Period::containing(desk.now.date_naive(), 1);
                let questionnaire = Arc::clone(&self.for_new);
                self.ask(&questionnaire);
            }
            None => {}
        }
    }

    pub(super) fn go(&mut self, desk: &mut Desk<'_>) -> Vec<Out> {
        if self.editing {
            return self.keep(desk);
        }
        let (team, new_name) = match &self.who {
            Who::Existing(i) => match desk.home.teams.get(*i) {
                Some(row) => (row.team.id.clone(), None),
                None => return Vec::new(),
            },
            Who::New(name) if name.trim().is_empty() => {
                self.selected = 0;
                return self.open_team(desk.home);
            }
            Who::New(name) => match free_id(name, desk.home) {
                Ok(id) => (id, Some(name.clone())),
                Err(why) => {
                    self.selected = 0;
                    return vec![Out::Warn(why)];
                }
            },
        };
        vec![Out::Do(Effect::Start(Box::new(Start {
            team,
            new_name,
            period: self.period,
            scope: self.scope(),
            scope_note: self.scope_note.clone(),
            profile: self.profile.clone(),
            // Without an earlier quarter nothing was hidden on purpose.
            from_last: self.from_last || self.last(desk.home).is_none(),
        })))]
    }

    /// Keeps the changes to the open draft.
    fn keep(&self, desk: &mut Desk<'_>) -> Vec<Out> {
        let Some(work) = desk.work.as_mut() else { return vec![Out::Go(Route::Home)] };
        let mut effects = Vec::new();
        if work.draft.profile != self.profile {
            let change = FieldChange::Profile { set: self.profile.clone(), was: work.draft.profile.clone() };
            effects.extend(work.set_field(change, "profile", desk.now));
        }
        if work.draft.scope_note != self.scope_note {
            let change =
                FieldChange::ScopeNote { set: self.scope_note.clone(), was: work.draft.scope_note.clone() };
            effects.extend(work.set_field(change, "what it covers", desk.now));
        }
        let said = if effects.is_empty() {
            "nothing changed"
        } else {
            "kept; questions that do not apply are left out   u undo"
        };
        let mut outs: Vec<Out> = effects.into_iter().map(Out::Do).collect();
        outs.extend([Out::Go(Route::Overview), Out::Say(said.to_owned())]);
        outs
    }
}

/// An id for a new team that no other team has; or why the name suggests none.
pub(super) fn free_id(name: &str, home: &HomeData) -> Result<TeamId, String> {
    let base = slug_from_name(name);
    let Ok(first) = TeamId::parse(&base) else {
        return Err("the name needs at least one letter a-z or digit, for its folder".to_owned());
    };
    if let Some((id, name)) = home.archived.iter().find(|(id, known)| *id == first && same(known, name)) {
        return Err(format!(
            "{name} is archived; take it back with: quaymark team archive {id} --undo, or choose another name"
        ));
    }
    let taken = |id: &TeamId| {
        home.teams.iter().any(|t| t.team.id == *id) || home.archived.iter().any(|(other, _)| other == id)
    };
    if !taken(&first) {
        return Ok(first);
    }
    let stem: String = base.chars().take(60).collect();
    let mut others = (2..1000).filter_map(|n| TeamId::parse(&format!("{stem}-{n}")).ok());
    others
        .find(|id| !taken(id))
        .ok_or_else(|| "there are too many teams of this name; choose another".to_owned())
}

/// Whether two names read the same.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
