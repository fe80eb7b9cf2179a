//! A new assessment: team, quarter, scope, what it covers and what the team runs. Also edits the last two of a draft.

mod profile;
mod start;

use std::sync::Arc;

use crate::app::action::Action;
use crate::app::home::{Home as HomeData, Latest, TeamRow};
use crate::app::route::{Input, Out, Pick, Picker, Purpose};
use crate::app::scopes::{count, scope_name, scopes};
use crate::app::work::Work;
use crate::model::profile::ProfileValue;
use crate::model::team::NAME_LIMIT;
use crate::model::{Period, Profile, Questionnaire, Scope, TeamId};

use super::{Desk, moved};

/// One row of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Which team.
    Team,
    /// Which quarter.
    Quarter,
    /// Which part of the questionnaire.
    Scope,
    /// What the answers start from.
    From,
    /// What it covers.
    ScopeNote,
    /// A question of the profile, by its place.
    Profile(usize),
    /// Start, or keep the changes.
    Go,
}

/// Which team the assessment is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A team that exists, by its place on Home.
    Existing(usize),
    /// A new team with this display name. People's text.
    New(String),
}

/// The state of the form.
#[derive(Debug, Clone)]
pub struct New {
    /// The questionnaire that will be used.
    pub questionnaire: Arc<Questionnaire>,
    /// The questionnaire for new teams.
    pub for_new: Arc<Questionnaire>,
    /// Whether a draft is edited instead of started.
    pub editing: bool,
    /// Which team.
    pub who: Who,
    /// The team's settings, for the month its year starts in.
    pub quarter_starts: u8,
    /// Which quarter.
    pub period: Period,
    /// The scopes to choose from, and the chosen one.
    pub scopes: Vec<Scope>,
    /// The chosen scope, by its place.
    pub scope: usize,
    /// What it covers. People's text.
    pub scope_note: String,
    /// Whether the answers of the latest record are shown beside the questions.
    pub from_last: bool,
    /// What the team runs.
    pub profile: Profile,
    /// Within a profile question with choices: the selected choice.
    pub choice: usize,
    /// The selected row.
    pub selected: usize,
}

impl New {
    /// A form for a team of Home, or for a new one.
    pub fn start(
        questionnaire: Arc<Questionnaire>,
        home: &HomeData,
        team: Option<&TeamId>,
        today: chrono::NaiveDate,
    ) -> Self {
        let place = team.and_then(|id| home.teams.iter().position(|t| t.team.id == *id));
        let mut form = Self {
            scopes: scopes(&questionnaire),
            for_new: Arc::clone(&questionnaire),
            questionnaire,
            editing: false,
            who: place.map_or(Who::New(String::new()), Who::Existing),
            quarter_starts: 1,
            period: Period::containing(today, 1),
            scope: 0,
            scope_note: String::new(),
            from_last: true,
            profile: Profile::default(),
            choice: 0,
            selected: 0,
        };
        if let Some(row) = place.and_then(|i| home.teams.get(i)) {
            form.take_settings(row, today);
        }
        form
    }

    /// The same form with a scope chosen, where the questionnaire has it.
    #[must_use]
    pub fn with_scope(mut self, scope: Option<&Scope>) -> Self {
        let place = scope.and_then(|wanted| self.scopes.iter().position(|s| s == wanted));
        self.scope = place.unwrap_or(self.scope);
        self
    }

    /// A form for the profile and the scope note of the open draft.
    pub fn edit(work: &Work) -> Self {
        Self {
            questionnaire: Arc::clone(&work.questionnaire),
            for_new: Arc::clone(&work.questionnaire),
            editing: true,
            who: Who::New(work.team.name.clone()),
            quarter_starts: work.team.quarter_starts,
            period: work.period(),
            scopes: vec![work.draft.header.scope.clone()],
            scope: 0,
            scope_note: work.draft.scope_note.clone(),
            from_last: false,
            profile: work.draft.profile.clone(),
            choice: 0,
            selected: 0,
        }
    }

    /// Whether the form says what the draft says.
    pub fn is_as_in(&self, work: &Work) -> bool {
        !self.editing || (self.profile == work.draft.profile && self.scope_note == work.draft.scope_note)
    }

    /// Takes over what the draft says now; the selection stays.
    pub fn read_again(&mut self, work: &Work) {
        self.profile = work.draft.profile.clone();
        self.scope_note.clone_from(&work.draft.scope_note);
    }

    fn take_settings(&mut self, row: &TeamRow, today: chrono::NaiveDate) {
        self.quarter_starts = row.team.quarter_starts;
        self.period = Period::containing(today, row.team.quarter_starts);
        self.profile = row.team.profile.clone();
        if let Some(questionnaire) = &row.questionnaire {
            self.ask(questionnaire);
        }
    }

    /// Uses another questionnaire, with its own scopes.
    fn ask(&mut self, questionnaire: &Arc<Questionnaire>) {
        self.scopes = scopes(questionnaire);
        self.scope = 0;
        self.questionnaire = Arc::clone(questionnaire);
    }

    /// The rows of the form, in order.
    pub fn fields(&self, home: &HomeData) -> Vec<Field> {
        let mut list = if self.editing { vec![] } else { vec![Field::Team, Field::Quarter, Field::Scope] };
        if self.last(home).is_some() {
            list.push(Field::From);
        }
        list.push(Field::ScopeNote);
        list.extend((0..self.questionnaire.profile.len()).map(Field::Profile));
        list.push(Field::Go);
        list
    }

    /// The row of Home of the team, when it is there already and this starts an assessment.
    pub fn row<'a>(&self, home: &'a HomeData) -> Option<&'a TeamRow> {
        match self.who {
            Who::Existing(i) if !self.editing => home.teams.get(i),
            _ => None,
        }
    }

    /// The latest record of the team.
    pub fn last<'a>(&self, home: &'a HomeData) -> Option<&'a Latest> {
        self.row(home)?.latest.as_ref()
    }

    /// The selected row.
    pub fn field(&self, home: &HomeData) -> Field {
        self.fields(home).get(self.selected).cloned().unwrap_or(Field::Go)
    }

    /// The display name of the team. People's text.
    pub fn team_name<'a>(&'a self, home: &'a HomeData) -> &'a str {
        match &self.who {
            Who::Existing(i) => home.teams.get(*i).map_or("", |t| t.team.name.as_str()),
            Who::New(name) => name,
        }
    }

    /// The chosen scope.
    pub fn scope(&self) -> Scope {
        self.scopes.get(self.scope).cloned().unwrap_or_default()
    }

    /// Takes over a text that was typed.
    pub fn typed(
        &mut self,
        purpose: &Purpose,
        text: &str,
        home: &HomeData,
        today: chrono::NaiveDate,
    ) -> Vec<Out> {
        match purpose {
            Purpose::TeamName if text.trim().chars().count() > NAME_LIMIT => {
                return vec![Out::Warn(format!("a name has at most {NAME_LIMIT} characters"))];
            }
            Purpose::TeamName if home.teams.iter().any(|t| start::same(&t.team.name, text)) => {
                let place = home.teams.iter().position(|t| start::same(&t.team.name, text));
                let Some((place, row)) = place.and_then(|i| Some((i, home.teams.get(i)?))) else {
                    return Vec::new();
                };
                self.who = Who::Existing(place);
                self.take_settings(row, today);
                self.next_row();
                return vec![Out::Say(format!(
                    "there is a team {} already; this is for that team",
                    row.team.name
                ))];
            }
            Purpose::TeamName => {
                self.who = Who::New(text.trim().to_owned());
                self.next_row();
            }
            Purpose::ScopeNote => {
                text.trim().clone_into(&mut self.scope_note);
                self.next_row();
            }
            Purpose::ProfileNumber(key) => match text.trim().parse::<u32>() {
                Ok(number) => {
                    self.profile.0.insert(key.clone(), ProfileValue::Number(number));
                    self.next_row();
                }
                Err(_) if text.trim().is_empty() => {
                    self.profile.0.remove(key);
                    self.next_row();
                }
                Err(_) => return vec![Out::Warn("a whole number, or nothing for not said".to_owned())],
            },
            _ => {}
        }
        Vec::new()
    }

    fn next_row(&mut self) {
        // Never past the last row: that one is left by starting.
        self.selected += 1;
        self.choice = 0;
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &mut Desk<'_>) -> Vec<Out> {
        let rows = self.fields(desk.home).len();
        self.selected = self.selected.min(rows.saturating_sub(1));
        let action = match action {
            Action::NextField => Action::Down,
            Action::PreviousField => Action::Up,
            other => other,
        };
        if let Some(selected) = moved(action, self.selected, rows) {
            self.selected = selected;
            self.choice = 0;
            return Vec::new();
        }
        match (action, self.field(desk.home)) {
            (Action::NextValue, field) => self.change(&field, 1, desk),
            (Action::PreviousValue, field) => self.change(&field, -1, desk),
            (Action::Toggle, Field::Profile(i)) => {
                self.pick(i);
                Vec::new()
            }
            (Action::Open | Action::Toggle, Field::Team) => self.open_team(desk.home),
            (Action::Open | Action::Toggle, Field::ScopeNote) => vec![Out::Edit(self.note_field())],
            (Action::Open, Field::Profile(i)) => self.open_profile(i),
            (Action::Open, Field::Scope) if self.scopes.len() > 1 => vec![Out::Pick(self.scope_list())],
            (Action::Toggle, Field::From) => {
                self.from_last = !self.from_last;
                Vec::new()
            }
            (Action::Open, Field::Quarter | Field::Scope | Field::From) => {
                self.next_row();
                Vec::new()
            }
            (Action::Open | Action::Toggle, Field::Go) => self.go(desk),
            _ => Vec::new(),
        }
    }

    fn open_team(&mut self, home: &HomeData) -> Vec<Out> {
        if let Who::Existing(_) = self.who {
            self.next_row();
            return Vec::new();
        }
        let text = self.team_name(home).to_owned();
        vec![Out::Edit(Input {
            purpose: Purpose::TeamName,
            title: "Name of the team".to_owned(),
            hint: "as people say it; the file name is made from it".to_owned(),
            text,
        })]
    }

    /// The scopes as a list to choose from.
    fn scope_list(&self) -> Picker {
        let name = |scope: &Scope| {
            let questions = count(&self.questionnaire, scope, &self.profile);
            let noun = if questions == 1 { "question" } else { "questions" };
            format!("{}, {questions} {noun}", scope_name(&self.questionnaire, scope))
        };
        let items = self.scopes.iter().enumerate().map(|(i, s)| (name(s), Pick::Scope(i))).collect();
        Picker {
            title: "Which part of the questionnaire?".to_owned(),
            lines: vec!["The level of a part says nothing about the rest.".to_owned()],
            items,
            selected: self.scope,
        }
    }

    /// Takes over a scope that was picked.
    pub fn picked_scope(&mut self, place: usize) {
        self.scope = place.min(self.scopes.len().saturating_sub(1));
        self.next_row();
    }

    fn note_field(&self) -> Input {
        Input {
            purpose: Purpose::ScopeNote,
            title: "What this assessment covers".to_owned(),
            hint: "clusters, services, environments; one line".to_owned(),
            text: self.scope_note.clone(),
        }
    }

    fn change(&mut self, field: &Field, by: isize, desk: &Desk<'_>) -> Vec<Out> {
        match field {
            Field::Team => self.change_team(by, desk),
            Field::Quarter => {
                self.period = if by > 0 { self.period.next() } else { self.period.previous() };
            }
            Field::Scope => self.scope = super::step(self.scope, by, self.scopes.len()),
            Field::From => self.from_last = !self.from_last,
            Field::Profile(i) => self.change_profile(*i, by),
            Field::ScopeNote | Field::Go => {}
        }
        Vec::new()
    }
}
