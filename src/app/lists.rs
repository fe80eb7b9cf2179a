//! Lists over a screen that can be added to, changed, sorted and shortened: the evidence of a question, and the
//! parking lot. The first row adds; the others are what is there.

use chrono::{DateTime, Utc};

use crate::model::draft::FieldChange;
use crate::model::strict::Extra;
use crate::model::{Answer, AnswerState, Evidence, Parked, Polarity, QuestionId};

use super::action::Action;
use super::edits::changed;
use super::effect::Effect;
use super::overlay::Overlay;
use super::route::{Input, Out, Purpose};
use super::screen::{Screen, moved};
use super::state::App;
use super::work::Work;

/// What a list is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListOf {
    /// The evidence of a question.
    Evidence(QuestionId),
    /// Topics that were put off; new ones are put off at this question.
    Parked(Option<QuestionId>),
}

/// An open list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// What it is of.
    pub of: ListOf,
    /// The selected row; the first one adds.
    pub selected: usize,
}

impl ListOf {
    /// How many things it holds.
    pub fn len(&self, work: &Work) -> usize {
        match self {
            Self::Evidence(id) => evidence(work, id).len(),
            Self::Parked(_) => work.draft.parking_lot.len(),
        }
    }

    /// The field for a new one.
    fn add(&self) -> Input {
        match self {
            Self::Evidence(id) => evidence_field(id, None, None),
            Self::Parked(question) => super::edits::park(question.clone()),
        }
    }

    /// The field for changing one.
    fn edit(&self, work: &Work, place: usize) -> Option<Input> {
        match self {
            Self::Evidence(id) => Some(evidence_field(id, Some(place), Some(evidence(work, id).get(place)?))),
            Self::Parked(_) => Some(Input {
                purpose: Purpose::Parked(place),
                title: "A parked topic".to_owned(),
                hint: "one line for later".to_owned(),
                text: work.draft.parking_lot.get(place)?.text.clone(),
            }),
        }
    }
}

/// The evidence of a question.
pub fn evidence<'w>(work: &'w Work, id: &QuestionId) -> &'w [Evidence] {
    work.answer(id).map(|a| a.evidence.as_slice()).unwrap_or_default()
}

/// The field for a line of evidence, new or there already.
pub fn evidence_field(id: &QuestionId, place: Option<usize>, there: Option<&Evidence>) -> Input {
    let against = there.is_some_and(|e| e.polarity == Polarity::Against);
    let text = there.map_or(String::new(), |e| e.reference.clone());
    Input {
        purpose: Purpose::Evidence { question: id.clone(), place, against },
        title: format!("Evidence for {id}"),
        hint: evidence_hint(&text, against),
        text,
    }
}

/// What the typed text is taken as, with how to change that.
pub fn evidence_hint(text: &str, against: bool) -> String {
    let (word, other) = if typed_against(text, against) { ("against", "for") } else { ("for", "against") };
    match Evidence::from_line(text, chrono::NaiveDate::default()) {
        None => format!("{word}: file and line, link, or who said it   tab: {other}"),
        Some(e) => format!("{}, {word}   tab: {other}", e.kind.name()),
    }
}

/// Whether a text is against: because a sign in front says so, or because the field does.
fn typed_against(text: &str, against: bool) -> bool {
    let signed = ["- ", "against ", "+ "].iter().any(|sign| text.trim_start().starts_with(sign));
    let line = Evidence::from_line(text, chrono::NaiveDate::default());
    line.filter(|_| signed).map_or(against, |e| e.polarity == Polarity::Against)
}

impl App {
    /// Whether the parking lot lies over the screen.
    pub fn lists_topics(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::List(List { of: ListOf::Parked(_), .. })))
    }

    /// Opens a list; where there is nothing in it yet, the field for the first one.
    pub(super) fn open_list(&mut self, of: ListOf) {
        let Some(work) = &self.work else { return };
        if of.len(work) > 0 {
            self.overlay = Some(Overlay::List(List { of, selected: 0 }));
        } else if let Some(why) = work.read_only.clone() {
            self.warn(format!("not changed: {why}"));
        } else {
            self.edit(of.add());
        }
    }

    pub(super) fn act_list(&mut self, mut list: List, action: Action) -> Vec<Effect> {
        let Some(work) = &self.work else { return Vec::new() };
        let rows = list.of.len(work) + 1;
        if let Some(selected) = moved(action, list.selected, rows) {
            list.selected = selected;
            self.overlay = Some(Overlay::List(list));
            return Vec::new();
        }
        let effects = match action {
            Action::Back => return Vec::new(),
            Action::Undo | Action::Redo => self.act(action),
            _ if work.read_only.is_some() => {
                let why = work.read_only.clone().unwrap_or_default();
                self.warn(format!("not changed: {why}"));
                Vec::new()
            }
            Action::Add => return self.edit_in(&list, None),
            Action::Open => return self.edit_in(&list, list.selected.checked_sub(1)),
            _ => self.change_list(&mut list, action),
        };
        self.back_to(list);
        effects
    }

    fn edit_in(&mut self, list: &List, place: Option<usize>) -> Vec<Effect> {
        let input = match (place, &self.work) {
            (Some(place), Some(work)) => list.of.edit(work, place),
            _ => Some(list.of.add()),
        };
        if let Some(input) = input {
            self.edit(input);
            // After adding the work goes on; after a change the list is looked at again.
            self.under = place.map(|_| list.clone());
        }
        Vec::new()
    }

    /// Shows a list again, with its selection inside; not when the screen under it went to another question.
    pub(super) fn back_to(&mut self, mut list: List) {
        let Some(work) = &self.work else { return };
        let elsewhere = match (&list.of, &self.screen) {
            (ListOf::Evidence(id), Screen::Question(q)) => q.id != *id,
            _ => false,
        };
        if !elsewhere && self.overlay.is_none() {
            list.selected = list.selected.min(list.of.len(work));
            self.overlay = Some(Overlay::List(list));
        }
    }

    fn change_list(&mut self, list: &mut List, action: Action) -> Vec<Effect> {
        let now = self.now;
        let Some(work) = self.work.as_mut() else { return Vec::new() };
        let Some(place) = list.selected.checked_sub(1) else {
            self.say("enter adds; the other keys are for the rows below");
            return Vec::new();
        };
        let other = match action {
            Action::MoveUp => place.checked_sub(1),
            Action::MoveDown => Some(place + 1).filter(|p| *p < list.of.len(work)),
            _ => None,
        };
        let outs = match &list.of {
            ListOf::Evidence(id) => change_evidence(work, id, place, action, other, now),
            ListOf::Parked(_) => change_parked(work, place, action, other, now),
        };
        if let (Some(other), false) = (other, outs.is_empty()) {
            list.selected = other + 1;
        }
        self.take(outs)
    }

    /// Takes in a line of evidence, new or changed.
    pub(super) fn keep_evidence(
        &mut self,
        id: &QuestionId,
        place: Option<usize>,
        against: bool,
        line: &str,
    ) -> Vec<Effect> {
        let now = self.now;
        let Some(work) = self.work.as_mut() else { return Vec::new() };
        let Some(mut evidence) = Evidence::from_line(line, now.date_naive()) else { return Vec::new() };
        if typed_against(line, against) {
            evidence.polarity = Polarity::Against;
        }
        let mut answer = work.answer(id).cloned().unwrap_or_else(|| Answer::new(AnswerState::Unanswered));
        let word = match place.and_then(|p| answer.evidence.get_mut(p)) {
            Some(there) if there.reference == evidence.reference => {
                // The same thing: where it came from and when stays.
                there.polarity = evidence.polarity;
                "changed"
            }
            Some(there) => {
                *there = evidence.clone();
                "changed"
            }
            None => {
                answer.evidence.push(evidence.clone());
                "added"
            }
        };
        let said = format!("{id} evidence {word} ({})", evidence.polarity.name());
        let effect = work.set_answer(id, Some(answer), format!("{id} evidence {word}"), None, now);
        let outs = changed(work, effect, said);
        self.take(outs)
    }

    /// Takes in a parked topic, new or changed.
    pub(super) fn keep_parked(&mut self, place: usize, text: &str) -> Vec<Effect> {
        let now = self.now;
        let Some(work) = self.work.as_mut() else { return Vec::new() };
        let mut set = work.draft.parking_lot.clone();
        if let Some(topic) = set.get_mut(place) {
            text.clone_into(&mut topic.text);
        }
        let outs = set_parked(work, set, "parked topic changed", now);
        self.take(outs)
    }
}

/// Turns the line of evidence that is being typed into one for, or against.
pub(super) fn turn_evidence(input: &mut Input) {
    let text = input.text.clone();
    let Purpose::Evidence { against, .. } = &mut input.purpose else { return };
    *against = !typed_against(&text, *against);
    // A sign that was typed would say otherwise.
    for sign in ["- ", "against ", "+ "] {
        if let Some(rest) = text.trim_start().strip_prefix(sign) {
            rest.trim_start().clone_into(&mut input.text);
            break;
        }
    }
    input.hint = evidence_hint(&input.text, *against);
}

fn change_evidence(
    work: &mut Work,
    id: &QuestionId,
    place: usize,
    action: Action,
    other: Option<usize>,
    now: DateTime<Utc>,
) -> Vec<Out> {
    let Some(mut answer) = work.answer(id).cloned() else { return Vec::new() };
    let word = match (action, other, answer.evidence.get_mut(place)) {
        (_, Some(other), Some(_)) => {
            answer.evidence.swap(place, other);
            "moved"
        }
        (Action::Toggle, _, Some(there)) => {
            there.polarity = match there.polarity {
                Polarity::For => Polarity::Against,
                Polarity::Against => Polarity::For,
            };
            "turned"
        }
        (Action::Remove, _, Some(_)) => {
            answer.evidence.remove(place);
            "removed"
        }
        _ => return Vec::new(),
    };
    let effect = work.set_answer(id, Some(answer), format!("{id} evidence {word}"), None, now);
    changed(work, effect, format!("{id} evidence {word}"))
}

fn change_parked(
    work: &mut Work,
    place: usize,
    action: Action,
    other: Option<usize>,
    now: DateTime<Utc>,
) -> Vec<Out> {
    let mut set = work.draft.parking_lot.clone();
    let label = match (action, other) {
        (_, Some(other)) if place < set.len() => {
            set.swap(place, other);
            "parked topic moved"
        }
        (Action::Remove, _) if place < set.len() => {
            set.remove(place);
            "parked topic removed"
        }
        _ => return Vec::new(),
    };
    set_parked(work, set, label, now)
}

fn set_parked(work: &mut Work, set: Vec<Parked>, label: &str, now: DateTime<Utc>) -> Vec<Out> {
    let was = work.draft.parking_lot.clone();
    if set == was {
        return Vec::new();
    }
    let effect = work.set_field(FieldChange::ParkingLot { set, was }, label, now);
    changed(work, effect, label.to_owned())
}

/// A topic to park.
pub fn topic(question: Option<QuestionId>, text: &str) -> Parked {
    Parked { question, text: text.to_owned(), extra: Extra::default() }
}
