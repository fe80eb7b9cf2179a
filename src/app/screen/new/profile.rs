//! The profile questions of the form: choices, yes or no, numbers.

use crate::app::route::{Input, Out, Purpose};
use crate::model::Slug;
use crate::model::profile::ProfileValue;
use crate::model::questionnaire::{ProfileKind, ProfileQuestion};

use super::New;

impl New {
    /// Opens the field of a number, or goes on.
    pub(super) fn open_profile(&mut self, place: usize) -> Vec<Out> {
        let Some(question) = self.questionnaire.profile.get(place) else { return Vec::new() };
        if matches!(question.kind, ProfileKind::Number) {
            let text = match self.profile.0.get(&question.id) {
                Some(ProfileValue::Number(n)) => n.to_string(),
                _ => String::new(),
            };
            return vec![Out::Edit(Input {
                purpose: Purpose::ProfileNumber(question.id.clone()),
                title: question.prompt.clone(),
                hint: "a whole number, or nothing for not said".to_owned(),
                text,
            })];
        }
        self.next_row();
        Vec::new()
    }

    /// Moves among the choices, or to the next value.
    pub(super) fn change_profile(&mut self, place: usize, by: isize) {
        let Some(question) = self.questionnaire.profile.get(place).cloned() else { return };
        match &question.kind {
            ProfileKind::Choices { choices } => {
                self.choice = super::super::step(self.choice, by, choices.len());
            }
            ProfileKind::Bool => {
                let next = match (self.profile.0.get(&question.id), by > 0) {
                    (None, true) | (Some(ProfileValue::Bool(false)), false) => Some(true),
                    (None, false) | (Some(ProfileValue::Bool(true)), true) => Some(false),
                    _ => None,
                };
                self.put(&question.id, next.map(ProfileValue::Bool));
            }
            ProfileKind::Number => {
                let now = match self.profile.0.get(&question.id) {
                    Some(ProfileValue::Number(n)) => i64::from(*n),
                    _ => -1,
                };
                let next = u32::try_from(now + if by > 0 { 1 } else { -1 }).ok();
                self.put(&question.id, next.map(ProfileValue::Number));
            }
        }
    }

    fn put(&mut self, key: &Slug, value: Option<ProfileValue>) {
        match value {
            Some(value) => self.profile.0.insert(key.clone(), value),
            None => self.profile.0.remove(key),
        };
    }

    /// Picks or drops the selected choice, or turns yes into no.
    pub(super) fn pick(&mut self, place: usize) {
        let Some(question) = self.questionnaire.profile.get(place).cloned() else { return };
        let ProfileQuestion { id, kind, .. } = &question;
        let ProfileKind::Choices { choices } = kind else { return self.change_profile(place, 1) };
        let Some(choice) = choices.get(self.choice) else { return };
        let mut picked = match self.profile.0.get(id) {
            Some(ProfileValue::Choices(list)) => list.clone(),
            _ => Vec::new(),
        };
        if let Some(at) = picked.iter().position(|c| c == choice) {
            picked.remove(at);
        } else {
            picked.push(choice.clone());
        }
        picked.sort();
        self.put(id, (!picked.is_empty()).then_some(ProfileValue::Choices(picked)));
    }
}
