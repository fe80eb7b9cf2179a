//! The application: which screen, what lies over it, the draft and the result in hand; keys to actions.

use chrono::{DateTime, Utc};

use crate::model::{QuestionId, Settings};

use super::action::Action;
use super::advising::Advising;
use super::effect::Effect;
use super::help::Help;
use super::home::Problem;
use super::kept::KeptText;
use super::key::Key;
use super::keymap::{Context, Keymap, Lookup};
use super::lists::List;
use super::message::{Home as HomeData, Message, Record};
use super::navigation::Behind;
use super::notice::Notice;
use super::overlay::Overlay;
use super::route::{Confirm, Input, Out, Route, Yes};
use super::screen::{Desk, Screen, home};
use super::shown::Shown;
use super::standard::Standard;
use super::tuning::Tuning;
use super::work::Work;

/// The whole application.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing that the others do not")]
#[derive(Debug, Clone)]
pub struct App {
    /// What is shown.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// What the message line says.
    pub notice: Option<Notice>,
    /// What Home shows.
    pub home: HomeData,
    /// The open draft.
    pub work: Option<Work>,
    /// The result in hand.
    pub shown: Option<Shown>,
    /// The time of the last message.
    pub now: DateTime<Utc>,
    /// The first key of a pair.
    pub pending: Option<Key>,
    /// Whether the keys that can come second are shown, since none came for a while.
    pub hinting: bool,
    /// The keys in force.
    pub keymap: Keymap,
    /// The questionnaire for new assessments.
    pub questionnaire: Standard,
    /// The settings that hold.
    pub settings: Settings,
    pub(super) tuning: Tuning,
    /// What is answered about platforms.
    pub advising: Advising,
    /// Whether the teams are invented; every screen says so.
    pub demo: bool,
    /// Whether nothing may change; every screen says so.
    pub read_only: bool,
    pub(super) record: Option<Record>,
    pub(super) ignored: Vec<Problem>,
    pub(super) back: Vec<Behind>,
    pub(super) kept: Vec<KeptText>,
    pub(super) roadmap_next: bool,
    pub(super) note_group: Option<u64>,
    /// The list that is gone back to when the open field is closed.
    pub(super) under: Option<List>,
    /// What was asked for on Home before it was read.
    pub(super) held: Option<Action>,
}

impl App {
    /// The application on Home, and what it wants done first.
    pub fn start(questionnaire: impl Into<Standard>, now: DateTime<Utc>) -> (Self, Vec<Effect>) {
        let app = Self {
            screen: Screen::Home(home::Home::default()),
            overlay: None,
            notice: None,
            home: HomeData::default(),
            work: None,
            shown: None,
            now,
            pending: None,
            hinting: false,
            keymap: Keymap::default(),
            questionnaire: questionnaire.into(),
            settings: Settings::default(),
            tuning: Tuning::default(),
            advising: Advising::default(),
            demo: false,
            read_only: false,
            record: None,
            ignored: Vec::new(),
            back: Vec::new(),
            kept: Vec::new(),
            roadmap_next: false,
            note_group: None,
            under: None,
            held: None,
        };
        (app, vec![Effect::LoadHome, Effect::LoadTexts])
    }

    /// Where keys go now.
    pub fn context(&self) -> Context {
        self.overlay.as_ref().map_or_else(|| self.screen.context(), Overlay::context)
    }

    /// The open text field.
    pub fn input(&self) -> Option<&Input> {
        self.overlay.as_ref().and_then(Overlay::input)
    }

    /// Takes one message in and says what to do.
    pub fn update(&mut self, message: Message, now: DateTime<Utc>) -> Vec<Effect> {
        self.now = now;
        let mut effects = self.take_in(message);
        effects.extend(self.remember());
        self.allowed(effects)
    }

    /// Remembers the question on screen, once for each.
    fn remember(&mut self) -> Option<Effect> {
        let (Screen::Question(q), Some(work)) = (&self.screen, self.work.as_mut()) else { return None };
        if work.read_only.is_some() || work.place.as_ref() == Some(&q.id) {
            return None;
        }
        work.place = Some(q.id.clone());
        Some(Effect::Remember(q.id.clone()))
    }

    /// Whether to be told with `Message::Waited` when no key comes for a while.
    pub fn waits(&self) -> bool {
        self.pending.is_some() && !self.hinting
    }

    fn take_in(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => self.key(key),
            Message::Typed(text) => self.typed(&text),
            Message::Waited => {
                self.hinting = self.pending.is_some();
                Vec::new()
            }
            Message::PastedOutside => {
                self.say("pasted text goes into a field: open a note or another field first");
                Vec::new()
            }
            outcome => self.outcome(outcome),
        }
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        if self.types_code(key) {
            return Vec::new();
        }
        self.hinting = false;
        match self.keymap.lookup(context, self.pending.take(), key) {
            Lookup::Does(action) => {
                self.notice = None;
                self.act(action)
            }
            Lookup::Prefix => {
                self.pending = Some(key);
                Vec::new()
            }
            Lookup::Nothing => Vec::new(),
        }
    }

    /// Does what a key or a face asks for.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        if let Some(effects) = self.act_outside(action) {
            return effects;
        }
        if let Some(overlay) = self.overlay.take() {
            return self.act_over(overlay, action);
        }
        if self.refuses(action) {
            return Vec::new();
        }
        match action {
            Action::Help => {
                self.overlay = Some(Overlay::Help(Help::new(self.screen.context())));
                Vec::new()
            }
            Action::Palette => {
                self.open_palette(false);
                Vec::new()
            }
            Action::Find => self.open_find(),
            Action::Back if self.can_narrow() && self.widen() => Vec::new(),
            Action::Quit | Action::Interrupt => self.quit(),
            Action::Redraw => vec![Effect::Redraw],
            Action::OpenSettings if matches!(self.screen, Screen::Settings(_)) => Vec::new(),
            Action::OpenSettings => self.go(&Route::Settings),
            Action::Advise if !matches!(self.screen, Screen::Home(_)) => self.ask_advisor(),
            Action::NextTheme => self.next_theme(),
            Action::ToggleMouse => self.toggle_mouse(),
            Action::Undo | Action::Redo if matches!(self.screen, Screen::Settings(_)) => {
                self.take_setting_back(action == Action::Redo)
            }
            Action::Undo | Action::Redo if !self.draft_on_screen() => {
                self.say("undo works in a draft");
                Vec::new()
            }
            Action::Undo => self.take_back(false),
            Action::Redo => self.take_back(true),
            Action::Back if !self.inside() => self.go_back(),
            Action::GoHome => self.go(&Route::Home),
            Action::GoOverview => self.go_in_draft(&Route::Overview),
            Action::GoCompare => self.go_compare(action),
            Action::GoResults if self.shows_a_record() => self.go(&Route::Results),
            Action::GoResults if self.work.is_some() => self.go(&Route::DraftResults),
            Action::GoResults if self.shown.is_some() => self.go(&Route::Results),
            Action::GoRoadmap if self.work.is_some() || self.shown.is_some() => {
                if self.shown.is_none() || !matches!(self.screen, Screen::Results(_) | Screen::Roadmap(_)) {
                    self.show_what_is_in_hand();
                }
                self.go(&Route::Roadmap)
            }
            Action::GoResults | Action::GoRoadmap => {
                self.say("open a draft or a result first");
                Vec::new()
            }
            other => self.screen_action(other),
        }
    }

    /// Whether the result of a record is on screen.
    fn shows_a_record(&self) -> bool {
        matches!(self.screen, Screen::Results(_) | Screen::Roadmap(_))
            && self.shown.as_ref().is_some_and(|s| s.finished.is_some())
    }

    /// Whether what is on screen belongs to the open draft.
    pub(super) fn draft_on_screen(&self) -> bool {
        match &self.screen {
            Screen::Question(_) | Screen::Overview(_) | Screen::Review(_) => true,
            Screen::Results(_) | Screen::Roadmap(_) => {
                self.shown.as_ref().is_some_and(|s| s.finished.is_none())
            }
            Screen::New(form) => form.editing,
            Screen::Home(_)
            | Screen::Settings(_)
            | Screen::Advise(_)
            | Screen::Compare(_)
            | Screen::History(_) => false,
        }
    }

    /// Whether the screen has an inner part that esc closes first.
    pub fn inside(&self) -> bool {
        match &self.screen {
            Screen::Roadmap(r) => r.detail,
            Screen::Results(r) => r.question.is_some() || r.whole.is_some(),
            Screen::Overview(o) => o.question.is_some(),
            Screen::Question(q) => q.pane.is_some(),
            Screen::Compare(c) => c.question.is_some(),
            _ => false,
        }
    }

    pub(super) fn screen_action(&mut self, action: Action) -> Vec<Effect> {
        if matches!(self.screen, Screen::Home(_)) && self.home.reading.is_some() {
            // Which row is meant, and which teams there are, is known in a moment.
            self.held = Some(action);
            return vec![Effect::TakeHome { wait: true }];
        }
        let level = self.results_level();
        let mut desk = Desk {
            work: &mut self.work,
            home: &self.home,
            shown: self.shown.as_ref(),
            settings: &self.settings,
            advising: &mut self.advising,
            now: self.now,
        };
        let outs = match &mut self.screen {
            Screen::Home(s) => s.update(action, &desk),
            Screen::New(s) => s.update(action, &mut desk),
            Screen::Question(s) => s.update(action, &mut desk),
            Screen::Overview(s) if action == Action::Out && s.question.is_none() => Vec::new(),
            Screen::Overview(s) => s.update(action, &mut desk),
            Screen::Review(s) => s.update(action, &mut desk),
            Screen::Results(s) => s.update(action, &mut desk),
            Screen::Roadmap(s) => s.update(action, &mut desk),
            Screen::Settings(s) => s.update(action, &desk),
            Screen::Advise(s) => s.update(action, &mut desk),
            Screen::Compare(s) => s.update(action),
            Screen::History(s) => s.update(action),
        };
        if self.results_level() != level {
            // What was looked for in one list says nothing about the other.
            self.widen();
        }
        self.take(outs)
    }

    fn results_level(&self) -> Option<bool> {
        match &self.screen {
            Screen::Results(r) => Some(r.question.is_some()),
            _ => None,
        }
    }

    /// Does what an update asked for.
    pub(super) fn take(&mut self, outs: Vec<Out>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for out in outs {
            match out {
                Out::Go(route) => effects.extend(self.go(&route)),
                Out::Do(effect) => effects.push(effect),
                Out::Say(text) => self.say(text),
                Out::Changed(text) => self.changed(text),
                Out::Warn(text) => self.warn(text),
                Out::Pick(picker) => self.overlay = Some(Overlay::Pick(picker)),
                Out::Ask(confirm) => self.overlay = Some(Overlay::Ask(confirm)),
                Out::Edit(input) => self.edit(input),
                Out::List(of) => self.open_list(of),
                Out::Sheet(sheet) => self.overlay = Some(Overlay::Sheet(sheet)),
                Out::Set(setting, value) => effects.extend(self.choose(setting, value.as_deref())),
                Out::KeepAdvice => effects.extend(self.keep_advice(None)),
                Out::EditSettings => effects.extend(self.edit_settings()),
                Out::RoadmapOf(team) => {
                    self.roadmap_next = true;
                    effects.push(Effect::OpenRecord { team, record: None });
                }
            }
        }
        effects
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let trouble = self.work.as_ref().and_then(|w| w.trouble.clone());
        if let Some(trouble) = trouble {
            self.overlay = Some(Overlay::Ask(Confirm {
                title: "Quit without saving the last changes?".to_owned(),
                lines: vec![format!("They are only in memory: {trouble}")],
                yes: Yes::Quit,
            }));
            return Vec::new();
        }
        vec![Effect::Quit]
    }
}

/// Where a draft is resumed: at the question that was on screen, else that of the last change, else the first one.
pub fn resume_at(work: &Work) -> Option<QuestionId> {
    let asked = work.asked();
    work.place
        .iter()
        .chain(&work.draft.last_question)
        .find(|id| asked.iter().any(|q| q.id == **id))
        .cloned()
        .or_else(|| asked.first().map(|q| q.id.clone()))
}
