//! Home: what was I doing, and how do the teams stand.

use crate::app::action::Action;
use crate::app::compare::Wanted;
use crate::app::effect::Effect;
use crate::app::find::Filter;
use crate::app::home::{Home as HomeData, TeamRow};
use crate::app::narrow::{draft_words, team_words};
use crate::app::route::{Confirm, Out, Route, Yes};
use crate::app::sheet::Sheet;

use super::{Desk, moved};

/// The state of Home.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// The selected row, counted over all rows.
    pub selected: usize,
}

/// A row of Home that can be selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A running draft, by its place.
    Draft(usize),
    /// A team, by its place.
    Team(usize),
    /// Something that needs a hand, by its place.
    Problem(usize),
    /// Start an assessment.
    Start,
    /// Start with the short part of the questionnaire.
    Quick,
}

/// The rows that are shown, in order: what the filter leaves of drafts and teams; to start, without a filter.
pub fn rows(home: &HomeData) -> Vec<Row> {
    let drafts = home.drafts.iter().enumerate().filter(|(_, d)| home.filter.matches(&draft_words(d)));
    let teams = home.teams.iter().enumerate().filter(|(_, t)| home.filter.matches(&team_words(t)));
    let found = drafts.map(|(i, _)| Row::Draft(i)).chain(teams.map(|(i, _)| Row::Team(i)));
    if home.filter.is_on() {
        return found.collect();
    }
    let problems = (0..home.problems.len()).map(Row::Problem);
    // Who has teams finds the short part among the scopes.
    let quick = home.quick.as_ref().filter(|_| home.teams.is_empty() && home.drafts.is_empty());
    found.chain(problems).chain([Row::Start]).chain(quick.map(|_| Row::Quick)).collect()
}

/// What is looked through, of each draft and team that a filter leaves, in order.
pub fn texts(home: &HomeData, filter: &Filter) -> Vec<String> {
    let drafts = home.drafts.iter().map(draft_words);
    drafts.chain(home.teams.iter().map(team_words)).filter(|text| filter.matches(text)).collect()
}

/// The team that the selected row is about.
pub fn team_of(screen: &Home, home: &HomeData) -> Option<crate::model::TeamId> {
    screen.team(home)
}

impl Home {
    /// The selected row.
    pub fn row(&self, home: &HomeData) -> Option<Row> {
        rows(home).get(self.selected).copied()
    }

    /// Handles an action.
    pub fn update(&mut self, action: Action, desk: &Desk<'_>) -> Vec<Out> {
        let rows = rows(desk.home);
        if let Some(selected) = moved(action, self.selected, rows.len()) {
            self.selected = selected;
            return Vec::new();
        }
        match action {
            Action::New => vec![Out::Go(Route::New(self.team(desk.home)))],
            Action::Open => self.open(desk.home),
            Action::Roadmap => match self.row(desk.home) {
                Some(Row::Team(i)) => match desk.home.teams.get(i) {
                    Some(t) if t.latest.is_some() => vec![Out::RoadmapOf(t.team.id.clone())],
                    _ => vec![Out::Say("this team has no finished assessment yet".to_owned())],
                },
                _ => vec![Out::Say("select a team to see its roadmap".to_owned())],
            },
            Action::Advise => vec![Out::Do(Effect::OpenAdvisor { team: self.team(desk.home) })],
            Action::Compare | Action::History => match self.row(desk.home) {
                Some(Row::Team(_) | Row::Draft(_)) => {
                    let route = |team| match action {
                        Action::Compare => Route::Compare(Wanted::Latest(team)),
                        _ => Route::History(team),
                    };
                    self.team(desk.home).into_iter().map(|team| Out::Go(route(team))).collect()
                }
                _ => vec![Out::Say("select a team to see what changed".to_owned())],
            },
            Action::Archive => match self.row(desk.home) {
                Some(Row::Team(i)) => {
                    desk.home.teams.get(i).map_or_else(Vec::new, |t| ask_to_archive(desk.home, t))
                }
                _ => vec![Out::Say("select a team to archive it".to_owned())],
            },
            _ => Vec::new(),
        }
    }

    fn team(&self, home: &HomeData) -> Option<crate::model::TeamId> {
        match self.row(home)? {
            Row::Team(i) => home.teams.get(i).map(|t| t.team.id.clone()),
            Row::Draft(i) => home.drafts.get(i).map(|d| d.team.clone()),
            Row::Problem(_) | Row::Start | Row::Quick => None,
        }
    }

    fn open(&self, home: &HomeData) -> Vec<Out> {
        match self.row(home) {
            Some(Row::Draft(i)) => home.drafts.get(i).map_or_else(Vec::new, |d| {
                vec![Out::Do(Effect::OpenDraft { team: d.team.clone(), period: d.period })]
            }),
            Some(Row::Team(i)) => home.teams.get(i).map_or_else(Vec::new, |t| {
                if t.latest.is_some() {
                    vec![Out::Do(Effect::OpenRecord { team: t.team.id.clone(), record: None })]
                } else if let Some(d) = home.drafts.iter().find(|d| d.team == t.team.id) {
                    vec![Out::Do(Effect::OpenDraft { team: d.team.clone(), period: d.period })]
                } else {
                    vec![Out::Go(Route::New(Some(t.team.id.clone())))]
                }
            }),
            Some(Row::Problem(i)) => home
                .problems
                .get(i)
                .map_or_else(Vec::new, |p| vec![Out::Sheet(Sheet::of_problem(p, home.problems.len()))]),
            Some(Row::Quick) => vec![Out::Go(Route::Quick)],
            Some(Row::Start) | None => vec![Out::Go(Route::New(None))],
        }
    }
}

fn ask_to_archive(home: &HomeData, row: &TeamRow) -> Vec<Out> {
    let id = &row.team.id;
    let mut lines = vec![
        "Nothing is deleted. The team is not shown here any more.".to_owned(),
        format!("To take it back: quaymark team archive {id} --undo"),
    ];
    if home.drafts.iter().any(|d| d.team == *id) {
        lines.push("Its draft stays where it is.".to_owned());
    }
    vec![Out::Ask(Confirm {
        title: format!("Archive {}?", row.team.name),
        lines,
        yes: Yes::Archive(id.clone()),
    })]
}
