//! What works now: footer and palette show nothing else. A key that does not work still says why.

use crate::answering;
use crate::model::questionnaire::ProfileKind;
use crate::model::{AnswerState, Level};

use super::action::Action as A;
use super::screen::{
    Screen, advise, compare, history, home, new, overview, question, results, review, roadmap,
};
use super::shown::Shown;
use super::state::App;
use super::work::Work;

impl App {
    /// Whether an action does what it is there for on the screen as it is now.
    pub fn enabled(&self, action: A) -> bool {
        if action.changes_data() && self.only_looks() {
            return false;
        }
        let draft = self.work.as_ref().filter(|_| self.draft_on_screen());
        match action {
            A::Undo => draft.is_some_and(|w| w.draft.undo_line(self.now).is_some()),
            A::Redo => draft.is_some_and(|w| w.draft.redo_line(self.now).is_some()),
            A::Back => !self.back.is_empty() || self.inside() || self.is_narrowed(),
            A::GoHome => !self.is_home(),
            A::Compare | A::GoCompare => self.can_compare(),
            A::GoOverview => self.work.is_some(),
            A::GoResults | A::GoRoadmap => self.work.is_some() || self.shown.is_some(),
            A::Keep => self.keep_hint().is_some(),
            A::Find if self.is_home() => !self.home.teams.is_empty(),
            A::Find => self.can_narrow() || matches!(self.screen, Screen::Question(_)),
            A::FindNext | A::FindPrevious => self.is_narrowed(),
            other => self.enabled_on_screen(other),
        }
    }

    /// Whether the screen is Home.
    pub fn is_home(&self) -> bool {
        matches!(self.screen, Screen::Home(_))
    }

    /// Whether nothing of what is on screen can be changed.
    fn only_looks(&self) -> bool {
        let draft = self.work.as_ref().filter(|_| self.draft_on_screen());
        self.read_only || draft.is_some_and(|w| w.read_only.is_some())
    }

    fn enabled_on_screen(&self, action: A) -> bool {
        match (&self.screen, &self.work, &self.shown) {
            (Screen::Advise(s), ..) => on_advice(self, s, action),
            (Screen::Home(s), ..) => on_home(self, s, action),
            (Screen::New(s), ..) => on_form(self, s, action),
            (Screen::Question(s), Some(work), _) => on_question(work, s, action),
            (Screen::Overview(s), Some(work), _) => on_overview(work, s, action),
            (Screen::Review(s), Some(work), _) => on_review(work, s, action),
            (Screen::Results(s), work, Some(shown)) => on_results(work.as_ref(), shown, s, action),
            (Screen::Roadmap(s), _, Some(shown)) => on_roadmap(shown, s, action),
            (Screen::Compare(s), ..) => on_compare(s, action),
            (Screen::History(s), ..) => on_history(s, action),
            _ => true,
        }
    }
}

fn on_home(app: &App, screen: &home::Home, action: A) -> bool {
    let row = screen.row(&app.home);
    match action {
        A::Open => row.is_some(),
        A::Archive => matches!(row, Some(home::Row::Team(_))),
        A::History => matches!(row, Some(home::Row::Team(i))
            if app.home.teams.get(i).is_some_and(|t| t.finished > 0)),
        A::Roadmap => matches!(row, Some(home::Row::Team(i))
            if app.home.teams.get(i).is_some_and(|t| t.latest.is_some())),
        _ => true,
    }
}

fn on_advice(app: &App, screen: &advise::Advise, action: A) -> bool {
    let row = screen.row(&app.advising);
    match action {
        A::Advise => false,
        A::Open => matches!(row, Some(advise::Row::Step(..) | advise::Row::Choice(..))),
        A::NextValue | A::PreviousValue => {
            matches!(row, Some(advise::Row::Weight(_)))
        }
        A::ClearAnswer => screen.clears(&app.advising),
        A::KeepAdvice => !app.advising.is_kept(),
        _ => true,
    }
}

fn on_compare(screen: &compare::Compare, action: A) -> bool {
    match action {
        A::Swap | A::OnlyChanged | A::Export => screen.pair().is_some(),
        A::Copy => screen.pair().is_some(),
        A::Into => screen.pair().is_none() || screen.whole.is_none(),
        A::Open => screen.whole.is_none(),
        A::Out => screen.question.is_some(),
        _ => true,
    }
}

fn on_history(screen: &history::History, action: A) -> bool {
    match action {
        A::EarlierQuarter => screen.selected > 0,
        A::LaterQuarter => screen.selected + 1 < screen.timeline.moments.len(),
        _ => true,
    }
}

fn on_form(app: &App, screen: &new::New, action: A) -> bool {
    use new::Field as F;
    match (action, screen.field(&app.home)) {
        // A new team stands last, and so do scopes and choices: there is nothing after them.
        (A::NextValue, F::Team) => matches!(screen.who, new::Who::Existing(_)),
        (A::NextValue, F::Questionnaire) => {
            screen.chosen(&app.home).is_some_and(|i| i + 1 < app.home.questionnaires.len())
        }
        (A::NextValue, F::Scope) => screen.scope + 1 < screen.scopes.len(),
        (A::NextValue, F::Profile(i)) => match screen.questionnaire.profile.get(i).map(|q| &q.kind) {
            Some(ProfileKind::Choices { choices }) => screen.choice + 1 < choices.len(),
            _ => true,
        },
        (A::NextValue | A::PreviousValue, F::ScopeNote | F::Go) => false,
        (A::PreviousValue, F::Team) => !app.home.teams.is_empty() && screen.who != new::Who::Existing(0),
        (A::Toggle, F::Profile(i)) => {
            screen.questionnaire.profile.get(i).is_none_or(|q| q.kind != ProfileKind::Number)
        }
        // A text is opened by enter, as everything on the form is; space only picks.
        (A::Toggle, F::Team | F::ScopeNote | F::Quarter | F::Questionnaire | F::Scope | F::Go) => false,
        _ => true,
    }
}

fn on_question(work: &Work, screen: &question::Question, action: A) -> bool {
    match action {
        A::PreviousQuestion => work.asked().first().is_none_or(|q| q.id != screen.id),
        A::NextOpen => work.next_open(Some(&screen.id), 1).is_some_and(|id| id != screen.id),
        A::PreviousOpen => work.next_open(Some(&screen.id), -1).is_some_and(|id| id != screen.id),
        // Choosing again what is chosen changes nothing.
        A::Tick => question::chosen(work, &screen.id).map(Level::index) != Some(screen.cursor),
        A::Unknown => work.answer(&screen.id).is_none_or(|a| !matches!(a.state, AnswerState::Unknown)),
        A::Sure => work.answer(&screen.id).is_some_and(crate::model::Answer::counts),
        A::NotApplicable => {
            let question = work.questionnaire.question(&screen.id);
            question.is_some_and(|q| !answering::reasons(q).is_empty())
        }
        _ => true,
    }
}

fn on_overview(work: &Work, screen: &overview::Overview, action: A) -> bool {
    match action {
        A::Open => !overview::dimensions(work).is_empty(),
        A::Into => screen.question.is_none() && !overview::dimensions(work).is_empty(),
        A::Out => screen.question.is_some(),
        A::NextOpen => work.next_open(None, 1).is_some(),
        _ => true,
    }
}

fn on_review(work: &Work, screen: &review::Review, action: A) -> bool {
    match action {
        A::Open | A::Flag => !review::rows(work, screen.filter).is_empty(),
        A::Filter => screen.filter.is_some() || !review::rows(work, None).is_empty(),
        A::Finish => work.trouble.is_none(),
        _ => true,
    }
}

fn on_results(work: Option<&Work>, shown: &Shown, screen: &results::Results, action: A) -> bool {
    let there = !results::listed(shown).is_empty();
    match action {
        A::Open | A::Into if screen.view == results::View::Pathway => screen.whole.is_none(),
        A::Out if screen.view == results::View::Pathway => screen.whole.is_some(),
        A::Open => there && (screen.whole.is_none() || (shown.finished.is_none() && work.is_some())),
        A::Into => there && screen.question.is_none(),
        A::Out => screen.question.is_some(),
        A::Amend => shown.finished.is_some(),
        A::EarlierQuarter => shown.others.earlier.is_some(),
        A::LaterQuarter => shown.others.later.is_some(),
        A::Pathway => !shown.questionnaire.pathways.is_empty(),
        _ => true,
    }
}

fn on_roadmap(shown: &Shown, screen: &roadmap::Roadmap, action: A) -> bool {
    match action {
        A::Open => !screen.detail && !roadmap::listed(shown).is_empty(),
        A::Pathway => !shown.questionnaire.pathways.is_empty(),
        _ => true,
    }
}
