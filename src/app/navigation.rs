//! Going from screen to screen, and back the same way.

use super::effect::Effect;
use super::route::Route;
use super::screen::{Screen, advise, home, new, overview, question, results, review, roadmap, settings};
use super::shown::Shown;
use super::state::{App, resume_at};

/// A screen on the way back, with the result that it shows.
#[derive(Debug, Clone)]
pub(super) struct Behind {
    screen: Screen,
    shown: Option<Shown>,
}

impl App {
    pub(super) fn go_in_draft(&mut self, route: &Route) -> Vec<Effect> {
        if self.work.is_some() {
            return self.go(route);
        }
        self.say("open a draft first");
        Vec::new()
    }

    /// Goes to a screen, remembering the way back. A screen that was on the way is gone back to.
    pub(super) fn go(&mut self, route: &Route) -> Vec<Effect> {
        match route {
            Route::Compare(wanted) => return vec![Effect::LoadComparison(wanted.clone())],
            Route::History(team) => return vec![Effect::LoadHistory(team.clone())],
            _ => {}
        }
        self.widen();
        let before = self.shown.clone();
        let Some(next) = self.build(route) else {
            self.warn("open a draft first");
            return Vec::new();
        };
        if matches!(route, Route::Home) {
            self.screen = next;
            self.back.clear();
            return vec![Effect::LoadHome];
        }
        self.put_over(next, before);
        Vec::new()
    }

    /// Goes to a screen that was made of what was read.
    pub(super) fn arrive(&mut self, next: Screen) {
        self.widen();
        let before = self.shown.clone();
        self.put_over(next, before);
    }

    fn put_over(&mut self, next: Screen, before: Option<Shown>) {
        let screen = std::mem::replace(&mut self.screen, next);
        self.back.push(Behind { screen, shown: before });
        let kind = self.screen.context();
        if let Some(at) = self.back.iter().position(|b| b.screen.context() == kind) {
            self.back.truncate(at);
        }
    }

    fn build(&mut self, route: &Route) -> Option<Screen> {
        Some(match route {
            Route::Home => Screen::Home(home::Home::default()),
            Route::New(team) => Screen::New(new::New::start(
                self.questionnaire.get(),
                &self.home,
                team.as_ref(),
                self.now.date_naive(),
            )),
            Route::Quick => {
                let today = self.now.date_naive();
                let form = new::New::start(self.questionnaire.get(), &self.home, None, today);
                Screen::New(form.with_scope(self.home.quick.as_ref().map(|q| &q.scope)))
            }
            Route::Profile => Screen::New(new::New::edit(self.work.as_ref()?)),
            Route::Question(id) => {
                let work = self.work.as_ref()?;
                let pane = match &self.screen {
                    Screen::Question(q) => q.pane,
                    _ => None,
                };
                let id = id.clone().or_else(|| resume_at(work))?;
                Screen::Question(question::Question::new(work, id, pane))
            }
            Route::Overview => {
                let id = match &self.screen {
                    Screen::Question(q) => Some(q.id.clone()),
                    _ => None,
                };
                Screen::Overview(overview::Overview::at(self.work.as_ref()?, id.as_ref()))
            }
            Route::Review => {
                self.work.as_ref()?;
                Screen::Review(review::Review::default())
            }
            Route::DraftResults => {
                self.shown = Some(Shown::of_draft(self.work.as_ref()?).following(self.shown.as_ref()));
                Screen::Results(self.results())
            }
            Route::Results => {
                self.shown.as_ref()?;
                Screen::Results(self.results())
            }
            Route::Roadmap => {
                self.shown.as_ref()?;
                Screen::Roadmap(roadmap::Roadmap::default())
            }
            // These are made of what is read for them.
            Route::Compare(_) | Route::History(_) => return None,
            Route::Settings => Screen::Settings(settings::Settings::default()),
            Route::Advise => Screen::Advise(advise::Advise::default()),
        })
    }

    /// The results in the view that was chosen last, at the same dimension.
    fn results(&self) -> results::Results {
        let behind = self.back.iter().rev().map(|b| &b.screen);
        let last = std::iter::once(&self.screen).chain(behind).find_map(|screen| match screen {
            Screen::Results(r) => Some(r),
            _ => None,
        });
        last.zip(self.shown.as_ref()).map_or_else(results::Results::default, |(r, shown)| r.again(shown))
    }

    /// Takes the open draft, or else the record in hand, as what Results and Roadmap show.
    pub(super) fn show_what_is_in_hand(&mut self) {
        if let Some(work) = &self.work {
            self.shown = Some(Shown::of_draft(work).following(self.shown.as_ref()));
        } else if let Some(record) = &self.record {
            self.shown = Some(Shown::of_record(record).following(self.shown.as_ref()));
        }
    }

    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        self.widen();
        let Some(Behind { screen, shown }) = self.back.pop() else { return Vec::new() };
        let home = matches!(screen, Screen::Home(_));
        if matches!(screen, Screen::Results(_) | Screen::Roadmap(_)) {
            let of_draft = shown.as_ref().is_some_and(|s| s.finished.is_none());
            self.shown = match (&self.work, of_draft) {
                // What the draft came to meanwhile.
                (Some(work), true) => Some(Shown::of_draft(work).following(self.shown.as_ref())),
                _ => shown,
            };
        }
        self.screen = screen;
        if home { vec![Effect::LoadHome] } else { Vec::new() }
    }
}
