//! What a team answers about platforms: it stays while the program runs, whatever screen is shown. It touches no
//! draft and no score. The rules are in `docs/advisor.md`.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::advisor::Case;
use crate::model::advice::Inputs;
use crate::model::{Advice, Questionnaire, Team, TeamId};

use super::effect::Effect;
use super::message::ExportProblem;
use super::route::{Confirm, Pick, Picker, Route, Yes};
use super::screen::Screen;
use super::state::App;

use super::overlay::Overlay;

/// What is answered, for whom, and what was kept before.
#[derive(Debug, Clone, Default)]
pub struct Advising {
    /// The team; none where it is for nobody yet.
    pub team: Option<Team>,
    /// The questionnaire whose advisor is asked; none before it was opened.
    pub questionnaire: Option<Arc<Questionnaire>>,
    /// What was answered.
    pub inputs: Inputs,
    /// What the team kept last, today or before.
    pub latest: Option<Advice>,
    /// What the team kept last on an earlier day: today is compared with it.
    pub before: Option<Advice>,
}

impl Advising {
    /// What comes out; none where the questionnaire has no advisor.
    pub fn case(&self, date: NaiveDate) -> Option<Case<'_>> {
        let case = Case::new(self.questionnaire.as_ref()?, &self.inputs, date).ok()?;
        Some(case.of(self.team.as_ref().map(|t| t.name.as_str()), self.before.as_ref()))
    }

    /// Whether what is answered is what the team kept last.
    pub fn is_kept(&self) -> bool {
        self.latest.as_ref().is_some_and(|kept| kept.inputs == self.inputs)
    }
}

/// An advisor that was opened, with what the team kept.
#[derive(Debug, Clone)]
pub struct OpenedAdvisor {
    /// The team.
    pub team: Option<Team>,
    /// The questionnaire.
    pub questionnaire: Arc<Questionnaire>,
    /// What the team kept last.
    pub latest: Option<Advice>,
    /// What the team kept last on an earlier day.
    pub before: Option<Advice>,
    /// What cannot be read, one sentence each.
    pub problems: Vec<String>,
}

/// Why advice was not kept.
#[derive(Debug, Clone)]
pub enum KeepProblem {
    /// There is other advice of this day.
    Exists(TeamId),
    /// Anything else, in words.
    Other(String),
}

impl App {
    /// Opens the advisor for the team that is at hand.
    pub(super) fn ask_advisor(&self) -> Vec<Effect> {
        if matches!(self.screen, Screen::Advise(_)) {
            return Vec::new();
        }
        let shown = matches!(self.screen, Screen::Results(_) | Screen::Roadmap(_));
        let team = self.shown.as_ref().filter(|_| shown).map(|s| &s.team);
        let team = team.or_else(|| self.work.as_ref().map(|w| &w.team));
        vec![Effect::OpenAdvisor { team: team.map(|t| t.id.clone()) }]
    }

    pub(super) fn advisor_opened(&mut self, opened: Result<OpenedAdvisor, String>) -> Vec<Effect> {
        let opened = match opened {
            Ok(opened) => opened,
            Err(why) => {
                self.warn(why);
                return Vec::new();
            }
        };
        if opened.questionnaire.advisor.is_none() {
            self.say("this questionnaire has no advisor");
            return Vec::new();
        }
        let team = opened.team.as_ref().map(|t| t.id.clone());
        let same = self.advising.questionnaire.as_ref().is_some_and(|q| **q == *opened.questionnaire)
            && self.advising.team.as_ref().map(|t| t.id.clone()) == team;
        let mut said = String::new();
        let mut inputs = Inputs::default();
        if same && !self.advising.inputs.is_empty() {
            inputs = std::mem::take(&mut self.advising.inputs);
        } else if let Some(kept) = &opened.latest
            && Case::new(&opened.questionnaire, &kept.inputs, self.now.date_naive()).is_ok()
        {
            inputs = kept.inputs.clone();
            said = format!("begins with what was kept on {}", kept.date.format("%-d %b %Y"));
        }
        self.advising = Advising {
            team: opened.team,
            questionnaire: Some(opened.questionnaire),
            inputs,
            latest: opened.latest,
            before: opened.before,
        };
        let effects = self.go(&Route::Advise);
        match opened.problems.first() {
            Some(problem) => self.warn(problem.clone()),
            None if said.is_empty() => {}
            None => self.say(said),
        }
        effects
    }

    /// Keeps the advice with the team, or asks with which.
    pub(super) fn keep_advice(&mut self, team: Option<TeamId>) -> Vec<Effect> {
        let own = self.advising.team.as_ref().map(|t| t.id.clone());
        if let Some(team) = team.or(own) {
            let inputs = Box::new(self.advising.inputs.clone());
            return vec![Effect::KeepAdvice { team, inputs, replace: false }];
        }
        let item = |t: &super::home::TeamRow| (t.team.name.clone(), Pick::KeepAdvice(t.team.id.clone()));
        let items: Vec<(String, Pick)> = self.home.teams.iter().map(item).collect();
        if items.is_empty() {
            self.say("there is no team to keep it with; add one: quaymark team add \"Payments\"");
        } else {
            let title = "Keep it with which team?".to_owned();
            self.overlay = Some(Overlay::Pick(Picker { title, lines: Vec::new(), items, selected: 0 }));
        }
        Vec::new()
    }

    pub(super) fn advice_kept(&mut self, outcome: Result<(Team, Advice), KeepProblem>) {
        match outcome {
            Ok((team, advice)) => {
                let day = advice.date.format("%-d %b %Y");
                self.say(format!("kept with {} as advice of {day}", team.name));
                (self.advising.team, self.advising.latest) = (Some(team), Some(advice));
            }
            Err(KeepProblem::Other(why)) => self.warn(why),
            Err(KeepProblem::Exists(team)) => {
                self.overlay = Some(Overlay::Ask(Confirm {
                    title: "Replace the advice of today?".to_owned(),
                    lines: vec!["The team has kept other advice today. One is kept for each day.".to_owned()],
                    yes: Yes::ReplaceAdvice(team),
                }));
            }
        }
    }

    pub(super) fn advice_written(&mut self, written: Result<PathBuf, ExportProblem>) {
        match written {
            Ok(path) => self.say(format!("written: {}", path.display())),
            Err(ExportProblem::Other(why)) => self.warn(why),
            Err(ExportProblem::Exists(path)) => {
                self.overlay = Some(Overlay::Ask(Confirm {
                    title: "Replace the file that is there?".to_owned(),
                    lines: vec![path.display().to_string()],
                    yes: Yes::ReplaceDecision(path),
                }));
            }
        }
    }

    /// Writes the decision record to a file.
    pub(super) fn write_decision(&self, path: PathBuf, replace: bool) -> Vec<Effect> {
        let team = self.advising.team.as_ref().map(|t| t.id.clone());
        let inputs = Box::new(self.advising.inputs.clone());
        vec![Effect::WriteDecision { path, team, inputs, replace }]
    }
}
