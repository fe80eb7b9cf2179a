//! Fields, popups and the outcomes of effects: the rest of the application's update.

use std::path::PathBuf;

use crate::answering;
use crate::finishing;
use crate::model::{Answer, AnswerState, Evidence, QuestionId, Slug};

use super::action::Action;
use super::edits::{changed, evidence_line};
use super::effect::{Effect, ExportWhat, Start};
use super::message::{ExportProblem, Message, Opened, Record, StartProblem};
use super::overlay::Overlay;
use super::route::{Confirm, Input, Pick, Picker, Purpose, Route, Yes};
use super::screen::{Screen, step};
use super::shown::Shown;
use super::state::App;
use super::work::Work;

impl App {
    /// Opens a field, with the text that was left in it before.
    pub(super) fn edit(&mut self, mut input: Input) {
        if let Some(at) = self.kept.iter().position(|(p, _)| *p == input.purpose) {
            input.text = self.kept.remove(at).1;
        }
        self.note_group = None;
        self.overlay = Some(Overlay::Edit(input));
    }

    pub(super) fn act_over(&mut self, overlay: Overlay, action: Action) -> Vec<Effect> {
        if action == Action::Interrupt {
            if matches!(&overlay, Overlay::Ask(confirm) if confirm.yes == Yes::Quit) {
                return vec![Effect::Quit];
            }
            if let Overlay::Edit(input) = overlay {
                self.keep(input);
            }
            self.say("closed; press ctrl-c again to quit");
            return Vec::new();
        }
        match overlay {
            Overlay::Help(mut help) => {
                if help.update(action) {
                    self.overlay = Some(Overlay::Help(help));
                }
                Vec::new()
            }
            Overlay::Pick(picker) => self.act_pick(picker, action),
            Overlay::Ask(confirm) => match action {
                Action::Yes => self.yes(confirm),
                _ => Vec::new(),
            },
            Overlay::Edit(input) => match action {
                Action::Accept | Action::NextField => self.accept(&input),
                Action::Close if input.is_note() => {
                    self.say("note kept   u undo");
                    Vec::new()
                }
                Action::Close => {
                    self.keep(input);
                    Vec::new()
                }
                _ => {
                    self.overlay = Some(Overlay::Edit(input));
                    Vec::new()
                }
            },
        }
    }

    /// Keeps a text that was not accepted, for when the field is opened again.
    fn keep(&mut self, input: Input) {
        if input.is_note() || matches!(input.purpose, Purpose::ExportPath(_)) || input.text.trim().is_empty()
        {
            return;
        }
        self.kept.retain(|(p, _)| *p != input.purpose);
        self.kept.push((input.purpose, input.text));
        self.say("not used; the text is still there when you open the field again");
    }

    fn act_pick(&mut self, mut picker: Picker, action: Action) -> Vec<Effect> {
        match action {
            Action::Up | Action::Down => {
                let by = if action == Action::Up { -1 } else { 1 };
                picker.selected = step(picker.selected, by, picker.items.len());
                self.overlay = Some(Overlay::Pick(picker));
                Vec::new()
            }
            Action::Open => match picker.items.into_iter().nth(picker.selected) {
                Some((_, pick)) => self.picked(pick),
                None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn picked(&mut self, pick: Pick) -> Vec<Effect> {
        match pick {
            Pick::Reason(id, reason) => self.reason(&id, &reason, None),
            Pick::AddEvidence(id) => {
                self.edit(evidence_line(&id));
                Vec::new()
            }
            Pick::RemoveEvidence(id, place) => self.remove_evidence(&id, place),
            Pick::Continue(start) => {
                vec![Effect::OpenDraft { team: start.team, period: start.period }]
            }
            Pick::Replace(start) => vec![Effect::Replace(start)],
            Pick::Amend(start) => vec![Effect::Amend { team: start.team, period: start.period }],
            Pick::Leave => Vec::new(),
            Pick::Scope(place) => {
                if let Screen::New(form) = &mut self.screen {
                    form.picked_scope(place);
                }
                Vec::new()
            }
        }
    }

    /// Makes a question not applicable, or asks for the note that the reason needs.
    fn reason(&mut self, id: &QuestionId, reason: &Slug, note: Option<&str>) -> Vec<Effect> {
        let now = self.now;
        let Some(work) = self.work.as_mut() else { return Vec::new() };
        let Some(question) = work.questionnaire.question(id) else { return Vec::new() };
        let before = work.answer(id);
        match answering::not_applicable(question, before, reason, note, now.date_naive()) {
            Ok(answer) => {
                let label = answering::label(question, before, Some(&answer));
                let effect = work.set_answer(id, Some(answer), label, None, now);
                let outs = changed(work, effect, format!("{id} not applicable   u undo"));
                self.take(outs)
            }
            Err(answering::Refusal::NeedsNote(_)) => {
                self.edit(Input {
                    purpose: Purpose::ReasonNote(id.clone(), reason.clone()),
                    title: format!("Why does {id} not apply?"),
                    hint: "one line; it is listed by name in the review and in reports".to_owned(),
                    text: String::new(),
                });
                Vec::new()
            }
            Err(refusal) => {
                self.warn(refusal.to_string());
                Vec::new()
            }
        }
    }

    fn remove_evidence(&mut self, id: &QuestionId, place: usize) -> Vec<Effect> {
        let now = self.now;
        let Some(work) = self.work.as_mut() else { return Vec::new() };
        let Some(mut answer) = work.answer(id).cloned() else { return Vec::new() };
        if place < answer.evidence.len() {
            answer.evidence.remove(place);
        }
        let effect = work.set_answer(id, Some(answer), format!("{id} evidence removed"), None, now);
        let outs = changed(work, effect, format!("{id} evidence removed   u undo"));
        self.take(outs)
    }

    /// The text of the open field changed. A note is kept at once.
    pub(super) fn typed(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Edit(input)) = self.overlay.as_mut() else { return Vec::new() };
        if input.text == *text {
            return Vec::new();
        }
        text.clone_into(&mut input.text);
        let Purpose::Note(id) = input.purpose.clone() else { return Vec::new() };
        self.note(&id, text)
    }

    fn note(&mut self, id: &QuestionId, text: &str) -> Vec<Effect> {
        let now = self.now;
        if text.len() > crate::model::answer::NOTE_LIMIT {
            self.warn("the note is full at 64 KiB; the rest is not kept");
            return Vec::new();
        }
        let Some(work) = self.work.as_mut() else { return Vec::new() };
        let effect = work.set_note(id, text, self.note_group, now);
        self.note_group = work.draft.last_group();
        if let (None, Some(why)) = (&effect, work.read_only.clone()) {
            self.warn(format!("not changed: {why}"));
        }
        effect.into_iter().collect()
    }

    fn accept(&mut self, input: &Input) -> Vec<Effect> {
        let text = input.text.trim().to_owned();
        match &input.purpose {
            Purpose::TeamName | Purpose::ScopeNote | Purpose::ProfileNumber(_) => {
                let Screen::New(form) = &mut self.screen else { return Vec::new() };
                let outs = form.typed(&input.purpose, &input.text);
                self.take(outs)
            }
            _ if text.is_empty() => Vec::new(),
            Purpose::Evidence(id) => self.add_evidence(id, &text),
            Purpose::Park(question) => {
                let now = self.now;
                let Some(work) = self.work.as_mut() else { return Vec::new() };
                let effect = work.park(question.clone(), &text, now);
                let outs = changed(work, effect, "parked for later   u undo".to_owned());
                self.take(outs)
            }
            Purpose::ReasonNote(id, reason) => self.reason(id, reason, Some(&text)),
            Purpose::ExportPath(what) => {
                vec![self.export(PathBuf::from(text), what.clone(), false)]
            }
            Purpose::Note(_) => Vec::new(),
        }
    }

    fn export(&self, path: PathBuf, what: ExportWhat, replace: bool) -> Effect {
        let of_draft = what == ExportWhat::RoadmapOfDraft;
        let draft = self.work.as_ref().filter(|_| of_draft).map(|w| Box::new(w.draft.clone()));
        Effect::Export { path, what, draft, replace }
    }

    fn add_evidence(&mut self, id: &QuestionId, line: &str) -> Vec<Effect> {
        let now = self.now;
        let Some(work) = self.work.as_mut() else { return Vec::new() };
        let Some(evidence) = Evidence::from_line(line, now.date_naive()) else { return Vec::new() };
        let mut answer = work.answer(id).cloned().unwrap_or_else(|| Answer::new(AnswerState::Unanswered));
        let said = format!("{id} evidence added ({})   u undo", evidence.polarity.name());
        answer.evidence.push(evidence);
        let effect = work.set_answer(id, Some(answer), format!("{id} evidence added"), None, now);
        let outs = changed(work, effect, said);
        self.take(outs)
    }

    fn yes(&mut self, confirm: Confirm) -> Vec<Effect> {
        match confirm.yes {
            Yes::Quit => vec![Effect::Quit],
            Yes::ReplaceFile(path, what) => vec![self.export(path, what, true)],
            Yes::Finish => match &self.work {
                Some(work) => {
                    let record = finishing::record(&work.draft, &work.questionnaire, self.now);
                    vec![Effect::Finish(Box::new(record))]
                }
                None => Vec::new(),
            },
        }
    }

    pub(super) fn outcome(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Home(home) => return self.home_read(*home),
            Message::HomeRead => return vec![Effect::TakeHome { wait: false }],
            Message::Draft(Ok(opened)) => return self.opened(*opened),
            Message::Draft(Err(StartProblem::Exists { start, detail })) => self.exists(start, detail),
            Message::Draft(Err(StartProblem::Finished { start, detail })) => self.is_finished(start, detail),
            Message::Draft(Err(StartProblem::Other(why)))
            | Message::Finished(Err(why))
            | Message::Record(Err(why))
            | Message::Exported(Err(ExportProblem::Other(why))) => self.warn(why),
            Message::Saved { opening, n } => {
                if let Some(work) = self.work.as_mut().filter(|w| w.opening == opening) {
                    work.saved = work.saved.max(n);
                    work.trouble = None;
                }
            }
            Message::NotSaved { opening, why } => {
                if let Some(work) = self.work.as_mut().filter(|w| w.opening == opening) {
                    work.trouble = Some(why);
                }
            }
            Message::Closed(why) => {
                self.work = None;
                let effects = self.go(&Route::Home);
                self.warn(why);
                return effects;
            }
            Message::Broken(why) => {
                self.warn(why);
                return vec![Effect::Quit];
            }
            Message::Finished(Ok(record)) => {
                self.work = None;
                self.kept.clear();
                let said = format!(
                    "finished: {} is now a record, {}",
                    record.assessment.period.spoken(),
                    record.hash.short()
                );
                return self.show(*record, &said);
            }
            Message::Record(Ok(record)) => return self.show(*record, ""),
            Message::Exported(Ok(path)) => self.say(format!("written: {}", path.display())),
            Message::Exported(Err(ExportProblem::Exists(path))) => self.ask_to_replace(path),
            Message::Key(_) | Message::Typed(_) | Message::PastedOutside => {}
        }
        Vec::new()
    }

    fn opened(&mut self, opened: Opened) -> Vec<Effect> {
        let notices = opened.notices.clone();
        let read_only = opened.read_only.clone();
        let fresh = opened.fresh;
        let amends = opened.draft.header.replaces.is_some();
        let work = Work::new(opened);
        let (answered, asked) = work.progress();
        let first = work.asked().first().map(|q| q.id.clone());
        self.work = Some(work);
        self.kept.clear();
        // The form has done its work: the way back leads past it.
        let form = matches!(&self.screen, Screen::New(form) if !form.editing);
        let mut effects = if form { self.go_back() } else { Vec::new() };
        let route = match first {
            None => Route::Overview,
            Some(first) if fresh => Route::Question(Some(first)),
            Some(_) => Route::Question(None),
        };
        effects.extend(self.go(&route));
        if let Some(why) = read_only {
            self.warn(format!("read-only: {why}"));
        } else if !notices.is_empty() {
            self.warn(notices.join("; "));
        } else if fresh && amends {
            self.say(format!("amends the record; {answered} of {asked} answered, change what was wrong"));
        } else if !fresh {
            self.say(format!("resumed where you were; {answered} of {asked} answered"));
        } else {
            self.say("saved at every key; quit at any time and come back to the same place");
        }
        effects
    }

    fn exists(&mut self, start: Box<Start>, detail: String) {
        self.overlay = Some(Overlay::Pick(Picker {
            title: "There is a draft already".to_owned(),
            lines: vec![detail],
            items: vec![
                ("continue that draft".to_owned(), Pick::Continue(start.clone())),
                ("start over; the old draft moves to the trash folder".to_owned(), Pick::Replace(start)),
            ],
            selected: 0,
        }));
    }

    fn is_finished(&mut self, start: Box<Start>, detail: String) {
        self.overlay = Some(Overlay::Pick(Picker {
            title: "This quarter is finished already".to_owned(),
            lines: vec![detail],
            items: vec![
                ("choose another quarter".to_owned(), Pick::Leave),
                (
                    "amend it: a new draft with its answers, which will replace it".to_owned(),
                    Pick::Amend(start),
                ),
            ],
            selected: 0,
        }));
    }

    fn show(&mut self, record: Record, said: &str) -> Vec<Effect> {
        self.shown = Some(Shown::of_record(&record));
        let warning = record.warnings.first().cloned();
        self.record = Some(record);
        let route = if std::mem::take(&mut self.roadmap_next) { Route::Roadmap } else { Route::Results };
        let mut effects = Vec::new();
        if matches!(self.screen, Screen::Review(_)) {
            // After finishing there is no way back into the draft.
            effects.extend(self.go(&Route::Home));
        }
        effects.extend(self.go(&route));
        if let Some(warning) = warning {
            self.warn(warning);
        } else if !said.is_empty() {
            self.say(said);
        }
        effects
    }

    fn ask_to_replace(&mut self, path: PathBuf) {
        let what = match &self.shown {
            Some(Shown { finished: Some((_, record)), team, .. }) => {
                ExportWhat::RoadmapOfRecord { team: team.id.clone(), record: record.clone() }
            }
            _ => ExportWhat::RoadmapOfDraft,
        };
        self.overlay = Some(Overlay::Ask(Confirm {
            title: "Replace the file that is there?".to_owned(),
            lines: vec![path.display().to_string()],
            yes: Yes::ReplaceFile(path, what),
        }));
    }
}
