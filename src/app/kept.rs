//! Texts that were left in fields of one line without being used: twenty of them, there again when the field is.

use serde::{Deserialize, Serialize};

use super::effect::Effect;
use super::route::{Input, Purpose};
use super::screen::Screen;
use super::state::App;

/// How many texts are kept. The oldest makes room.
pub const SLOTS: usize = 20;

/// A text that was left in a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptText {
    /// Team and quarter of the draft; empty outside of one.
    pub place: String,
    /// Which field.
    pub field: String,
    /// The text. People's text.
    pub text: String,
}

impl App {
    /// Where a field belongs: to the open draft, or to no draft at all.
    fn place_of(&self, purpose: &Purpose) -> String {
        let new = matches!(&self.screen, Screen::New(form) if !form.editing);
        match &self.work {
            Some(work) if !new && *purpose != Purpose::TeamName => {
                format!("{}@{}", work.team.id, work.period())
            }
            _ => String::new(),
        }
    }

    /// The text that was left in a field before.
    pub(super) fn kept_text(&self, purpose: &Purpose) -> Option<&str> {
        let (place, field) = (self.place_of(purpose), field_of(purpose));
        self.kept.iter().find(|k| k.place == place && k.field == field).map(|k| k.text.as_str())
    }

    /// Keeps a text that was not used, for when the field is opened again. A note is kept already.
    pub(super) fn keep(&mut self, input: Input) -> Vec<Effect> {
        let changed = self.drop_kept(&input.purpose);
        let Some((purpose, text)) = input.for_later() else {
            return if changed { vec![Effect::KeepTexts(self.kept.clone())] } else { Vec::new() };
        };
        let place = self.place_of(&purpose);
        self.kept.push(KeptText { place, field: field_of(&purpose), text });
        let old = self.kept.len().saturating_sub(SLOTS);
        self.kept.drain(..old);
        self.say("not used; the text is still there when you open the field again");
        vec![Effect::KeepTexts(self.kept.clone())]
    }

    /// The text of a field was used: it need not be kept any more.
    pub(super) fn used(&mut self, purpose: &Purpose) -> Vec<Effect> {
        if self.drop_kept(purpose) { vec![Effect::KeepTexts(self.kept.clone())] } else { Vec::new() }
    }

    fn drop_kept(&mut self, purpose: &Purpose) -> bool {
        let (place, field) = (self.place_of(purpose), field_of(purpose));
        let before = self.kept.len();
        self.kept.retain(|k| k.place != place || k.field != field);
        self.kept.len() != before
    }

    /// The draft of this place is finished: what was left in its fields is of no use.
    pub(super) fn forget_place(&mut self, place: &str) -> Vec<Effect> {
        let before = self.kept.len();
        self.kept.retain(|k| k.place != place);
        if self.kept.len() == before { Vec::new() } else { vec![Effect::KeepTexts(self.kept.clone())] }
    }

    /// The program ends from outside: what stands in an open field is kept.
    pub fn abandon(&mut self) -> Vec<Effect> {
        match self.overlay.take() {
            Some(super::Overlay::Edit(input)) => self.keep(input),
            _ => Vec::new(),
        }
    }
}

/// The name of a field. For or against is a part of the text of evidence, not another field.
fn field_of(purpose: &Purpose) -> String {
    match purpose {
        Purpose::Evidence { question, place, .. } => {
            format!("{:?}", Purpose::Evidence { question: question.clone(), place: *place, against: false })
        }
        other => format!("{other:?}"),
    }
}
