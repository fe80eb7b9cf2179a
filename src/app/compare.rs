//! What is compared and how it is named: two assessments with what changed, the list to choose others from, and the
//! timeline of a team. Reads nothing.

use std::sync::Arc;

use crate::comparison::Comparison;
use crate::comparison::timeline::{Assessed, Timeline};
use crate::model::{Hash, Period, TeamId};

use super::action::Action;
use super::effect::{Effect, ExportForm, ExportWhat};
use super::route::{Input, Pick, Picker, Purpose, Route};
use super::screen::{Screen, compare, history, home};
use super::state::App;

/// An assessment that can be read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pointer {
    /// A record.
    Record(TeamId, Hash),
    /// The running draft of a quarter.
    Draft(TeamId, Period),
}

impl Pointer {
    /// That of an assessment in hand.
    pub fn to(assessed: &Assessed) -> Self {
        match &assessed.finished {
            Some((_, record)) => Self::Record(assessed.team.clone(), record.clone()),
            None => Self::Draft(assessed.team.clone(), assessed.period),
        }
    }
}

/// Which two are to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The latest two records of a team.
    Latest(TeamId),
    /// A record with the one before it; where there is none, with the one after it.
    Before(TeamId, Hash),
    /// The running draft of a quarter with the latest record.
    Draft(TeamId, Period),
    /// These two, the older side first.
    Pair(Box<Pointer>, Box<Pointer>),
}

/// The two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The older one.
    A,
    /// The newer one.
    B,
}

impl Which {
    /// As people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

/// Two assessments, what changed, and the history of the newer one's team.
#[derive(Debug)]
pub struct Pair {
    /// The older one.
    pub a: Assessed,
    /// The newer one.
    pub b: Assessed,
    /// What changed.
    pub comparison: Comparison,
    /// The records of the newer one's team.
    pub timeline: Timeline,
}

impl Pair {
    /// Whether the two are of one team.
    pub fn is_one_team(&self) -> bool {
        self.a.team == self.b.team
    }
}

/// What there is to compare.
#[derive(Debug, Clone)]
pub enum Found {
    /// Two assessments.
    Two(Arc<Pair>),
    /// One of a team or none: nothing to compare it with.
    One {
        /// The team.
        team: TeamId,
        /// Its display name. People's text.
        name: String,
        /// Its only one.
        only: Option<Arc<Assessed>>,
    },
}

/// An assessment to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Which.
    pub pointer: Pointer,
    /// Team, quarter and score. People's text.
    pub label: String,
}

/// The list of forms in which a comparison can be written.
pub fn export_list() -> Picker {
    let forms = [ExportForm::Result, ExportForm::Json, ExportForm::Csv];
    let title = |form| match form {
        ExportForm::Json => "the comparison as JSON",
        ExportForm::Csv => "the questions as CSV, for a spreadsheet",
        _ => "the comparison as Markdown",
    };
    Picker {
        title: "Write to a file".to_owned(),
        lines: Vec::new(),
        items: forms.into_iter().map(|f| (title(f).to_owned(), Pick::ExportComparison(f))).collect(),
        selected: 0,
    }
}

/// The field for the path of a comparison, filled in with a good name.
fn export_field(pair: &Pair, form: ExportForm) -> Input {
    let name = |a: &Assessed| {
        let draft = if a.finished.is_none() { "-draft" } else { "" };
        format!("{}-{}{draft}", a.team, a.period)
    };
    let against = Some(Box::new((Pointer::to(&pair.a), Pointer::to(&pair.b))));
    let newer = if pair.is_one_team() { pair.b.period.to_string() } else { name(&pair.b) };
    Input {
        purpose: Purpose::ExportPath(ExportWhat { form, pathway: None, record: None, against }),
        title: "Write the comparison to".to_owned(),
        hint: "a file; a relative path starts where you started Quaymark".to_owned(),
        text: format!("{}-to-{newer}{}", name(&pair.a), form.ending()),
    }
}

impl App {
    /// Asks where to write the comparison on screen.
    pub(super) fn export_comparison(&mut self, form: ExportForm) {
        let Screen::Compare(screen) = &self.screen else { return };
        let Found::Two(pair) = &screen.found else { return };
        let field = export_field(pair, form);
        self.edit(field);
    }

    /// Two assessments were read: on screen they take the place of those that were compared before.
    pub(super) fn compared(&mut self, found: Found) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Compare(screen) => *screen = screen.again(found),
            _ => self.arrive(Screen::Compare(compare::Compare::new(found))),
        }
        Vec::new()
    }

    /// The list to choose a side from was read.
    pub(super) fn choose_side(&mut self, which: Which, choices: Vec<Choice>) {
        let Screen::Compare(screen) = &self.screen else { return };
        let here = screen.pointer(which);
        let others = choices.iter().filter(|c| screen.pointer(Which::B).as_ref() != Some(&c.pointer));
        if which == Which::A && others.count() == 0 {
            self.say("there is no other assessment here yet");
            return;
        }
        let selected = choices.iter().position(|c| Some(&c.pointer) == here.as_ref()).unwrap_or(0);
        let item = |c: Choice| (c.label, Pick::Compare(which, Box::new(c.pointer)));
        let side = if which == Which::A { "A, the older side" } else { "B, the newer side" };
        self.overlay = Some(super::overlay::Overlay::Pick(Picker {
            title: side.to_owned(),
            lines: Vec::new(),
            items: choices.into_iter().map(item).collect(),
            selected,
        }));
    }

    /// One side is to be another assessment.
    pub(super) fn chose_side(&mut self, which: Which, pointer: Pointer) -> Vec<Effect> {
        let Screen::Compare(screen) = &self.screen else { return Vec::new() };
        let other = screen.pointer(if which == Which::A { Which::B } else { Which::A });
        let Some(other) = other else {
            // Nothing was compared yet: what there is becomes the newer side.
            return vec![Effect::LoadComparison(Wanted::Pair(Box::new(pointer.clone()), Box::new(pointer)))];
        };
        let (a, b) = if which == Which::A { (pointer, other) } else { (other, pointer) };
        vec![Effect::LoadComparison(Wanted::Pair(Box::new(a), Box::new(b)))]
    }

    /// A timeline was read.
    pub(super) fn history_read(&mut self, timeline: Arc<Timeline>) -> Vec<Effect> {
        if timeline.moments.is_empty() {
            self.say(format!("{} has no finished assessment yet", timeline.name));
            return Vec::new();
        }
        let record = self.shown.as_ref().filter(|_| matches!(self.screen, Screen::Results(_)));
        let record = record.and_then(|s| s.finished.as_ref()).map(|(_, hash)| hash.clone());
        let next = Screen::History(history::History::new(timeline, record.as_ref()));
        match &mut self.screen {
            Screen::History(_) => self.screen = next,
            _ => self.arrive(next),
        }
        Vec::new()
    }

    /// What `g c` and the palette compare from here.
    pub fn to_compare(&self) -> Option<Wanted> {
        match &self.screen {
            Screen::Home(s) => home::team_of(s, &self.home).map(Wanted::Latest),
            Screen::History(s) => s.wanted(),
            Screen::Compare(_) => None,
            Screen::Results(_) | Screen::Roadmap(_) => {
                self.shown.as_ref().map(super::shown::Shown::to_compare)
            }
            _ => self.work.as_ref().map(|w| Wanted::Draft(w.team.id.clone(), w.period())),
        }
    }

    /// Whether there are two assessments to compare from here.
    pub(super) fn can_compare(&self) -> bool {
        let finished = |team: &TeamId| {
            let row = self.home.teams.iter().find(|t| t.team.id == *team);
            row.map_or(0, |t| t.finished)
        };
        match self.to_compare() {
            Some(Wanted::Latest(team)) => finished(&team) >= 2,
            Some(Wanted::Draft(team, _)) => finished(&team) >= 1,
            Some(Wanted::Before(..)) => match (&self.screen, &self.shown) {
                (Screen::History(s), _) => s.timeline.moments.len() >= 2,
                (_, Some(shown)) => shown.others.earlier.is_some() || shown.others.later.is_some(),
                _ => true,
            },
            Some(Wanted::Pair(..)) => true,
            None => false,
        }
    }

    /// Compares what is meant on this screen.
    pub(super) fn go_compare(&mut self, action: Action) -> Vec<Effect> {
        match self.to_compare() {
            Some(wanted) => self.go(&Route::Compare(wanted)),
            None if matches!(self.screen, Screen::Compare(_)) && action == Action::GoCompare => Vec::new(),
            None if matches!(self.screen, Screen::Home(_)) => {
                self.say("select a team to compare its assessments");
                Vec::new()
            }
            None => {
                self.say("open a draft or a result first");
                Vec::new()
            }
        }
    }
}
