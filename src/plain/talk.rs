//! One talk: the application, what performs its effects, and the lines that go in and out.

use std::collections::VecDeque;
use std::io::{self, BufRead, Write};

use crate::app::screen::results::View;
use crate::app::screen::review::Group;
use crate::app::screen::roadmap::{Sort, When};
use crate::app::work::Work;
use crate::app::{Action, App, Context, Effect, Message, Overlay, Screen};
use crate::model::{Hash, Period, QuestionId, TeamId};
use crate::runtime::{Performer, clock};

use super::ask::{self, Heard, Stop, Told};
use super::{editor, list, overlay};

/// What is in front of the person. A page is printed when this changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    context: Context,
    question: Option<QuestionId>,
    dimension: Option<usize>,
    result: Option<(TeamId, Period, Option<Hash>)>,
    shape: Shape,
    narrowed: String,
}

/// How the list in front of the person is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shape {
    Only,
    Result(View),
    Review(Option<Group>),
    Steps(When, Sort),
}

/// The application asked in lines.
pub(super) struct Talk<'a> {
    /// The application.
    pub(super) app: App,
    /// What performs its effects, each before the next line.
    pub(super) performer: Performer,
    /// The quarter that a new assessment suggests, where the caller named one.
    pub(super) period: Option<Period>,
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
    asking: bool,
    /// Whether what is read is printed again: a pipe does not show it the way a terminal does.
    pub(super) echo: bool,
}

impl<'a> Talk<'a> {
    /// A talk about an application.
    pub(super) fn new(
        app: App,
        performer: Performer,
        period: Option<Period>,
        input: &'a mut dyn BufRead,
        output: &'a mut dyn Write,
    ) -> Self {
        Self { app, performer, period, input, output, asking: false, echo: false }
    }

    /// Prints one fact.
    pub(super) fn say(&mut self, text: &str) -> Told {
        Ok(ask::say(self.output, text)?)
    }

    /// Prints facts, one per line.
    pub(super) fn say_all(&mut self, lines: &[String]) -> Told {
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Asks for one line, as it was typed. Stops when there is none.
    pub(super) fn ask_raw(&mut self, prompt: &str) -> Told<String> {
        loop {
            ask::prompt(self.output, prompt)?;
            self.asking = true;
            match ask::hear(self.input)? {
                Heard::Line(line) => {
                    self.asking = false;
                    if self.echo {
                        ask::say(self.output, &line)?;
                    }
                    return Ok(line);
                }
                Heard::TooLong => self.say("That line is over 64 KiB long. Nothing was changed.")?,
                Heard::Nothing => return Err(Stop::End),
            }
        }
    }

    /// Asks for one line, without spaces around it.
    pub(super) fn ask(&mut self, prompt: &str) -> Told<String> {
        Ok(self.ask_raw(prompt)?.trim().to_owned())
    }

    /// Does an action, asks what lies over the screen then, and says what came of it.
    pub(super) fn act(&mut self, action: Action) -> Told {
        let changed = self.act_only(action)?;
        let changed = self.answer_overlays()? || changed;
        self.tell(changed)
    }

    /// Does an action and nothing else. Whether an answer or another field of the draft was changed.
    pub(super) fn act_only(&mut self, action: Action) -> Told<bool> {
        self.app.notice = None;
        self.app.now = clock::now();
        let effects = self.app.act(action);
        self.perform(effects)
    }

    /// The text of the open field is now this. Whether something was changed.
    pub(super) fn typed(&mut self, text: &str) -> Told<bool> {
        let effects = self.app.update(Message::Typed(text.to_owned()), clock::now());
        self.perform(effects)
    }

    /// Tells the application that something happened.
    pub(super) fn send(&mut self, message: Message) -> Told {
        let effects = self.app.update(message, clock::now());
        self.perform(effects).map(|_| ())
    }

    /// Moves the selection of the screen, or of the list over it, to a place.
    pub(super) fn select(&mut self, place: usize) -> Told {
        self.act_only(Action::Top)?;
        (0..place).try_for_each(|_| self.act_only(Action::Down).map(|_| ()))
    }

    /// Asks about lists, texts and confirmations that lie over the screen. Whether something was changed.
    pub(super) fn answer_overlays(&mut self) -> Told<bool> {
        let mut changed = false;
        while let Some(overlay) = self.app.overlay.clone() {
            let here = match overlay {
                Overlay::Help(_) | Overlay::Palette(_) | Overlay::Find(_) => self.act_only(Action::Back)?,
                Overlay::Pick(picker) => overlay::pick(self, &picker)?,
                Overlay::List(list) => list::list(self, &list)?,
                Overlay::Sheet(sheet) => overlay::sheet(self, &sheet)?,
                Overlay::Ask(confirm) => overlay::confirm(self, &confirm)?,
                Overlay::Edit(input) if input.is_note() => overlay::note(self, &input)?,
                Overlay::Edit(input) => overlay::field(self, &input)?,
            };
            if self.app.overlay.is_some() {
                self.tell(here)?;
            }
            changed |= here;
        }
        Ok(changed)
    }

    /// Performs effects and what follows from them. Whether the draft was changed.
    pub(super) fn perform(&mut self, effects: Vec<Effect>) -> Told<bool> {
        let mut queue: VecDeque<Effect> = effects.into();
        let mut changed = false;
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Quit => return Err(Stop::End),
                Effect::Redraw | Effect::Suspend => {}
                outside @ (Effect::EditText { .. } | Effect::EditFile { .. }) => {
                    let message = editor::open(self, outside);
                    queue.extend(self.app.update(message, clock::now()));
                }
                other => {
                    changed |= matches!(other, Effect::Append(_));
                    let now = clock::now();
                    for message in self.performer.perform(other, now) {
                        queue.extend(self.app.update(message, now));
                    }
                }
            }
        }
        Ok(changed)
    }

    /// Says what the application has to say.
    pub(super) fn tell(&mut self, changed: bool) -> Told {
        if let Some(notice) = self.app.notice.take() {
            let text = &notice.text;
            let label = if notice.warning { "Attention: " } else { "" };
            // A full stop is not put behind what may end in a path.
            let text = if changed && self.is_saved() {
                format!("{label}{} Saved.", ask::sentence(text))
            } else {
                format!("{label}{text}")
            };
            self.say(&text)?;
        }
        self.tell_trouble()
    }

    /// Says what could not be saved.
    pub(super) fn tell_trouble(&mut self) -> Told {
        match self.app.work.as_ref().and_then(|w| w.trouble.clone()) {
            Some(why) => self.say(&format!("Attention: not saved, kept in memory: {}", ask::sentence(&why))),
            None => Ok(()),
        }
    }

    /// Whether all of the open draft is on the disk.
    pub(super) fn is_saved(&self) -> bool {
        self.app.work.as_ref().is_some_and(Work::is_saved)
    }

    /// What is in front of the person.
    pub(super) fn place(&self) -> Place {
        let (mut question, mut dimension, mut shape) = (None, None, Shape::Only);
        match &self.app.screen {
            Screen::Question(q) => question = Some(q.id.clone()),
            Screen::Overview(o) => dimension = o.question.map(|_| o.dimension),
            Screen::Review(r) => shape = Shape::Review(r.filter),
            Screen::Results(r) => {
                dimension = r.question.map(|_| r.dimension);
                shape = Shape::Result(r.view);
            }
            Screen::Roadmap(r) => shape = Shape::Steps(r.when, r.sort),
            Screen::Compare(c) => dimension = c.question.map(|_| c.selected),
            _ => {}
        }
        let on_result = matches!(self.app.screen, Screen::Results(_) | Screen::Roadmap(_));
        let result =
            self.app.shown.as_ref().filter(|_| on_result).map(|s| {
                (s.team.id.clone(), s.period, s.finished.as_ref().map(|(_, record)| record.clone()))
            });
        let narrowed = self.app.filter().map_or(String::new(), |f| f.text().to_owned());
        Place { context: self.app.screen.context(), question, dimension, result, shape, narrowed }
    }

    /// The last words: that everything is saved, and how to go on.
    pub(super) fn farewell(&mut self) -> io::Result<()> {
        if self.asking {
            writeln!(self.output)?;
        }
        match &self.app.work {
            Some(work) if work.read_only.is_none() => {
                let command = format!("quaymark assess {} --plain", work.team.id);
                ask::say(self.output, &format!("Stopped. Everything is saved. To go on: {command}"))?;
            }
            _ => ask::say(self.output, "Stopped.")?,
        }
        self.output.flush()
    }
}
