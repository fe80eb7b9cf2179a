//! Fields, popups and the outcomes of effects: the rest of the application's update.

use std::path::PathBuf;

use crate::answering;
use crate::finishing;
use crate::model::settings::AfterAnswer;
use crate::model::{QuestionId, Setting, Slug};

use super::action::Action;
use super::edits::{changed, reason_note};
use super::effect::{Effect, ExportWhat};
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
        if let Some(text) = self.kept_text(&input.purpose) {
            text.clone_into(&mut input.text);
        }
        self.note_group = None;
        self.under = None;
        self.overlay = Some(Overlay::Edit(input));
    }

    pub(super) fn act_over(&mut self, overlay: Overlay, action: Action) -> Vec<Effect> {
        if action == Action::Interrupt {
            if matches!(&overlay, Overlay::Ask(confirm) if confirm.yes == Yes::Quit) {
                return vec![Effect::Quit];
            }
            let effects = match overlay {
                Overlay::Edit(input) => self.keep(input),
                Overlay::Find(_) => {
                    self.widen();
                    Vec::new()
                }
                _ => Vec::new(),
            };
            self.say("closed; press ctrl-c again to quit");
            return effects;
        }
        match overlay {
            Overlay::Help(help) => self.act_help(help, action),
            Overlay::Palette(palette) => self.act_palette(palette, action),
            Overlay::Find(find) => self.act_find(find, action),
            Overlay::Pick(picker) => self.act_pick(picker, action),
            Overlay::Sheet(sheet) => self.act_sheet(sheet, action),
            Overlay::Ask(confirm) => match action {
                Action::Yes => self.yes(confirm),
                _ => Vec::new(),
            },
            Overlay::List(list) => self.act_list(list, action),
            Overlay::Edit(mut input) if action == Action::NextField && input.is_evidence() => {
                super::lists::turn_evidence(&mut input);
                self.overlay = Some(Overlay::Edit(input));
                Vec::new()
            }
            Overlay::Edit(input) => match action {
                Action::Accept | Action::NextField => {
                    let mut effects = self.used(&input.purpose);
                    let under = self.under.take();
                    effects.extend(self.accept(&input));
                    if let Some(list) = under {
                        self.back_to(list);
                    }
                    effects
                }
                Action::Close if input.is_note() => {
                    self.changed("note kept");
                    Vec::new()
                }
                Action::Close => {
                    let effects = self.keep(input);
                    if let Some(list) = self.under.take() {
                        self.back_to(list);
                    }
                    effects
                }
                _ => {
                    self.overlay = Some(Overlay::Edit(input));
                    Vec::new()
                }
            },
        }
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

    pub(super) fn picked(&mut self, pick: Pick) -> Vec<Effect> {
        match pick {
            Pick::Reason(id, reason) => self.reason(&id, &reason, None),
            Pick::Continue(start) => {
                vec![Effect::OpenDraft { team: start.team, period: start.period }]
            }
            Pick::Replace(start) => vec![Effect::Replace(start)],
            Pick::Amend(start) => vec![Effect::Amend { team: start.team, period: start.period }],
            Pick::Export(form) => {
                if let Some(shown) = &self.shown {
                    let field = shown.export_field(form);
                    self.edit(field);
                }
                Vec::new()
            }
            Pick::Pathway(pathway) => {
                self.follow(pathway);
                Vec::new()
            }
            Pick::ExportComparison(form) => {
                self.export_comparison(form);
                Vec::new()
            }
            Pick::Compare(which, pointer) => self.chose_side(which, *pointer),
            Pick::Leave => Vec::new(),
            Pick::LookAt(start) => vec![Effect::LookAt { team: start.team, period: start.period }],
            Pick::EditFile(path, line) => vec![Effect::EditFile { path, line }, Effect::LoadHome],
            Pick::KeepAdvice(team) => self.keep_advice(Some(team)),
            Pick::LookAgain => vec![Effect::LoadHome],
            Pick::Ignore(problem) => {
                self.ignore(*problem);
                Vec::new()
            }
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
                let writable = work.read_only.is_none();
                let outs = changed(work, effect, format!("{id} not applicable"));
                let mut effects = self.take(outs);
                let here = matches!(&self.screen, Screen::Question(q) if q.id == *id);
                if here && writable && self.settings.after_answer() == AfterAnswer::Next {
                    effects.extend(self.screen_action(Action::NextQuestion));
                }
                effects
            }
            Err(answering::Refusal::NeedsNote(_)) => {
                self.edit(reason_note(id, reason, String::new()));
                Vec::new()
            }
            Err(refusal) => {
                self.warn(refusal.to_string());
                Vec::new()
            }
        }
    }

    pub(super) fn note(&mut self, id: &QuestionId, text: &str) -> Vec<Effect> {
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
                let outs = form.typed(&input.purpose, &input.text, &self.home, self.now.date_naive());
                self.take(outs)
            }
            _ if text.is_empty() => Vec::new(),
            Purpose::Evidence { question, place, against } => {
                self.keep_evidence(question, *place, *against, &text)
            }
            Purpose::Parked(place) => self.keep_parked(*place, &text),
            Purpose::Park(question) => {
                let now = self.now;
                let Some(work) = self.work.as_mut() else { return Vec::new() };
                let effect = work.park(question.clone(), &text, now);
                let outs = changed(work, effect, "parked for later".to_owned());
                self.take(outs)
            }
            Purpose::ReasonNote(id, reason) => self.reason(id, reason, Some(&text)),
            Purpose::ExportPath(_) | Purpose::DecisionPath if text == "-" => {
                self.overlay = Some(Overlay::Edit(input.clone()));
                self.warn("name a file; - means the standard output, which commands have");
                Vec::new()
            }
            Purpose::ExportPath(what) => {
                vec![self.export(PathBuf::from(text), what.clone(), false)]
            }
            Purpose::DecisionPath => self.write_decision(PathBuf::from(text), false),
            Purpose::Note(_) | Purpose::HelpSearch | Purpose::Palette | Purpose::Find => Vec::new(),
            Purpose::Editor => self.choose(Setting::Editor, Some(&text)),
        }
    }

    fn export(&self, path: PathBuf, what: ExportWhat, replace: bool) -> Effect {
        let draft = self
            .work
            .as_ref()
            .filter(|_| what.record.is_none() && what.against.is_none())
            .map(|w| Box::new(w.draft.clone()));
        Effect::Export { path, what, draft, replace }
    }

    fn yes(&mut self, confirm: Confirm) -> Vec<Effect> {
        match confirm.yes {
            Yes::Quit => vec![Effect::Quit],
            Yes::ReplaceAdvice(team) => {
                let inputs = Box::new(self.advising.inputs.clone());
                vec![Effect::KeepAdvice { team, inputs, replace: true }]
            }
            Yes::ReplaceDecision(path) => self.write_decision(path, true),
            Yes::Archive(team) => vec![Effect::Archive(team)],
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
            Message::Draft(Err(StartProblem::Exists(exists))) => self.exists(&exists),
            Message::Draft(Err(StartProblem::Finished { start, detail })) => self.is_finished(*start, detail),
            Message::Unreadable(problem) => self.unreadable(&problem),
            Message::Archived(Ok((id, name))) => {
                self.say(format!("{name} is archived; to take it back: quaymark team archive {id} --undo"));
                return vec![Effect::LoadHome];
            }
            Message::Draft(Err(StartProblem::Other(why)))
            | Message::Finished(Err(why))
            | Message::Archived(Err(why))
            | Message::Record(Err(why))
            | Message::Compared(Err(why))
            | Message::History(Err(why))
            | Message::Exported { written: Err(ExportProblem::Other(why)), .. } => self.warn(why),
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
            Message::Finished(Ok(record)) => return self.finished(*record),
            Message::Record(Ok(record)) => return self.show(*record, ""),
            Message::Compared(Ok(found)) => return self.compared(*found),
            Message::Assessments(which, choices) => self.choose_side(which, choices),
            Message::History(Ok(timeline)) => return self.history_read(timeline),
            Message::Edited(outcome) => return self.edited(outcome),
            Message::Copied(outcome) => return self.copied(outcome),
            Message::Kept(texts) => self.kept = texts,
            Message::Exported { written: Ok(path), .. } => self.say(format!("written: {}", path.display())),
            Message::Exported { what, written: Err(ExportProblem::Exists(path)) } => {
                self.ask_to_replace(path, what);
            }
            Message::Settings { saving, outcome, keys_problem } => {
                self.took_settings(saving, outcome, keys_problem);
            }
            Message::Advisor(opened) => return self.advisor_opened(opened.map(|o| *o)),
            Message::Advising(inputs) => self.advising.inputs = *inputs,
            Message::AdviceKept(outcome) => self.advice_kept(outcome.map(|kept| *kept)),
            Message::DecisionWritten(written) => self.advice_written(written),
            Message::Refused(why) => self.warn(why),
            Message::Key(_) | Message::Typed(_) | Message::Waited | Message::PastedOutside => {}
        }
        Vec::new()
    }

    fn finished(&mut self, record: Record) -> Vec<Effect> {
        let place = self.work.as_ref().map(|w| format!("{}@{}", w.team.id, w.period()));
        self.work = None;
        let kept = self.forget_place(&place.unwrap_or_default());
        let when = record.assessment.period.spoken();
        let said = format!("finished: {when} is now a record, {}", record.hash.short());
        let mut effects = self.show(record, &said);
        effects.extend(kept);
        effects
    }

    fn opened(&mut self, opened: Opened) -> Vec<Effect> {
        let notices = opened.notices.clone();
        let opened = Opened { read_only: self.looks_only().or(opened.read_only), ..opened };
        let read_only = opened.read_only.clone();
        let fresh = opened.fresh;
        let amends = opened.draft.header.replaces.is_some();
        let mut work = Work::new(opened);
        work.follow(&self.settings);
        let (answered, asked) = work.progress();
        let first = work.asked().first().map(|q| q.id.clone());
        self.work = Some(work);
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

    fn show(&mut self, record: Record, said: &str) -> Vec<Effect> {
        self.shown = Some(Shown::of_record(&record).following(self.shown.as_ref()));
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

    fn ask_to_replace(&mut self, path: PathBuf, what: ExportWhat) {
        self.overlay = Some(Overlay::Ask(Confirm {
            title: "Replace the file that is there?".to_owned(),
            lines: vec![path.display().to_string()],
            yes: Yes::ReplaceFile(path, what),
        }));
    }
}
