//! Drives the terminal face with keys over a real data directory, without a terminal, and reads its screen as text.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeZone, Utc};
use quaymark::app::screen::new::Field;
use quaymark::app::{App, Effect, Key, key};
use quaymark::model::profile::applies;
use quaymark::model::{Draft, Period, Profile, Question, QuestionId, Questionnaire, TeamId};
use quaymark::runtime::{Performer, Session};
use quaymark::store::{DataDir, Origin, Store};
use quaymark::text::Glyphs;
use quaymark::text::width::grapheme_cells;
use quaymark::tui::face::Face;
use quaymark::tui::theme::Theme;
use quaymark::tui::view::Look;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tempfile::TempDir;

/// A machine: a data directory and a working directory that several people may sit down at.
pub struct Machine {
    dir: TempDir,
    /// One more questionnaire, if any.
    pub questionnaire: Option<PathBuf>,
}

impl Machine {
    pub fn new() -> Self {
        let dir = TempDir::new().unwrap();
        std::fs::create_dir(dir.path().join("work")).unwrap();
        Self { dir, questionnaire: None }
    }

    pub fn root(&self) -> &Path {
        self.dir.path()
    }

    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// The settings file.
    pub fn config(&self) -> PathBuf {
        self.dir.path().join("config/config.json")
    }

    /// Where relative exports go.
    pub fn cwd(&self) -> PathBuf {
        self.dir.path().join("work")
    }

    pub fn store(&self) -> Store {
        Store::new(DataDir { root: self.data(), origin: Origin::Flag })
    }

    /// Starts the program.
    pub fn start(&self) -> Seat {
        let session = match &self.questionnaire {
            Some(folder) => Session::new(self.store(), Some(folder)).unwrap(),
            // Reading the built-in questionnaires takes a while; they are the same every time.
            None => Session { store: self.store(), ..built_in().clone() },
        };
        let questionnaire = session.questionnaire(None).unwrap();
        let now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
        let (app, effects) = App::start(Arc::clone(&questionnaire.questionnaire), now);
        let mut performer = Performer::inline(session, self.cwd());
        let mut app = app;
        app.settings.path = Some(self.config());
        performer.config = Some(self.config());
        let mut seat = Seat { face: Face::new(app, Look::default()), performer, now, ended: false };
        seat.perform(effects);
        seat
    }

    /// The draft on the disk.
    pub fn draft(&self, team: &str) -> Draft {
        self.store().read_draft(&TeamId::parse(team).unwrap(), quarter()).unwrap().draft
    }

    /// The only record of a team, as text and as JSON.
    pub fn record(&self, team: &str) -> serde_json::Value {
        let records = self.store().records(&TeamId::parse(team).unwrap(), day()).unwrap();
        assert_eq!(records.len(), 1);
        let record = records.into_iter().next().unwrap().unwrap();
        serde_json::from_slice(&std::fs::read(&record.path).unwrap()).unwrap()
    }
}

fn built_in() -> &'static Session {
    static SESSION: std::sync::OnceLock<Session> = std::sync::OnceLock::new();
    SESSION.get_or_init(|| {
        let nowhere = DataDir { root: PathBuf::from("/nonexistent/quaymark"), origin: Origin::Flag };
        Session::new(Store::new(nowhere), None).unwrap()
    })
}

/// The questionnaire that comes with the program.
pub fn own_questionnaire() -> &'static Questionnaire {
    &quaymark::catalog::builtin::load().unwrap()[0].questionnaire
}

/// How many questions there are.
pub fn total() -> usize {
    own_questionnaire().questions().count()
}

/// The questions that apply to a team with this profile.
pub fn asked(profile: &Profile) -> Vec<&'static Question> {
    let all = own_questionnaire().questions().map(|(_, q)| q);
    all.filter(|q| applies(&q.applies_when, profile)).collect()
}

/// The quarter of the fixed clock.
pub fn quarter() -> Period {
    Period::new(2026, 4).unwrap()
}

/// The day of the fixed clock.
pub fn day() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// A running program with somebody at the keys.
pub struct Seat {
    pub face: Face,
    performer: Performer,
    pub now: DateTime<Utc>,
    /// Whether the program has ended.
    pub ended: bool,
}

impl Seat {
    /// Presses keys, named as in the table of keys, with spaces between.
    pub fn keys(&mut self, names: &str) -> &mut Self {
        for name in names.split_whitespace() {
            self.key(key::parse(name).unwrap_or_else(|| panic!("{name} is no key")));
        }
        self
    }

    pub fn key(&mut self, key: Key) {
        assert!(!self.ended, "the program has ended");
        let effects = self.face.key(key, self.now);
        self.perform(effects);
    }

    /// Types a text key by key.
    pub fn write(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.key(if c == '\n' { Key::plain(quaymark::app::Code::Enter) } else { Key::char(c) });
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        let effects = self.face.paste(text, self.now);
        self.perform(effects);
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Quit => {
                    self.ended = true;
                    return;
                }
                Effect::Redraw => {}
                other => {
                    for message in self.performer.perform(other, self.now) {
                        queue.extend(self.face.send(message, self.now));
                    }
                }
            }
        }
    }

    /// Ends the program as the loop does; gives what could not be saved.
    pub fn close(mut self) -> Option<String> {
        self.performer.close()
    }

    pub fn look(&mut self, theme: Theme, glyphs: Glyphs) -> &mut Self {
        self.face.look = Look { theme, glyphs };
        self
    }

    /// Starts a draft for a new team, from Home.
    pub fn begin(&mut self, team: &str) -> &mut Self {
        self.keys("n enter").write(team).keys("enter end enter")
    }

    /// As `begin`, and the team keeps data of its own, so that every question applies.
    pub fn begin_with_data(&mut self, team: &str) -> &mut Self {
        self.keys("n enter").write(team).keys("enter").go_to_profile("stateful").keys("right end enter")
    }

    /// In the form, goes to the question of the profile with this id.
    pub fn go_to_profile(&mut self, id: &str) -> &mut Self {
        let place = self.questionnaire().profile.iter().position(|q| q.id.as_str() == id);
        let wanted = Field::Profile(place.unwrap_or_else(|| panic!("the profile has no {id}")));
        self.keys("home");
        while self.form().field(&self.face.app.home) != wanted {
            let before = self.form().selected;
            self.keys("down");
            assert_ne!(self.form().selected, before, "{id} is not reached");
        }
        self
    }

    /// The form on the screen.
    pub fn form(&self) -> &quaymark::app::screen::new::New {
        match &self.face.app.screen {
            quaymark::app::Screen::New(form) => form,
            other => panic!("not at the form but at {:?}", other.context()),
        }
    }

    pub fn questionnaire(&self) -> Arc<Questionnaire> {
        self.face.app.questionnaire.get()
    }

    /// The question on the screen.
    pub fn here(&self) -> QuestionId {
        match &self.face.app.screen {
            quaymark::app::Screen::Question(q) => q.id.clone(),
            other => panic!("not at a question but at {:?}", other.context()),
        }
    }

    /// Goes to the first asked question that is like this; gives its id.
    pub fn go_to(&mut self, like: impl Fn(&Question) -> bool) -> QuestionId {
        let work = self.face.app.work.as_ref().unwrap();
        let wanted = work.asked().into_iter().find(|q| like(q)).unwrap().id.clone();
        let count = work.asked().len();
        for _ in 0..count {
            self.keys("left");
        }
        for _ in 0..count {
            if self.here() == wanted {
                return wanted;
            }
            self.keys("right");
        }
        panic!("{wanted} is not reached");
    }

    /// From any question, answers every question with the keys in turn, one key each.
    pub fn answer_all(&mut self, keys: &str) -> &mut Self {
        let count = self.face.app.work.as_ref().unwrap().asked().len();
        for _ in 0..count {
            self.keys("left");
        }
        for name in keys.split_whitespace().cycle().take(count) {
            self.keys(name).keys("right");
        }
        self
    }

    pub fn draw(&self, width: u16, height: u16) -> Drawn {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let cursor = self.face.draw(&mut buffer);
        Drawn { buffer, cursor }
    }

    /// The screen at 80x24.
    pub fn screen(&self) -> String {
        self.draw(80, 24).text()
    }

    /// Asserts that the screen at 80x24 says something.
    #[track_caller]
    pub fn says(&self, text: &str) {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not in\n{screen}");
    }
}

/// A screen that was drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Drawn {
    pub buffer: Buffer,
    pub cursor: Option<Position>,
}

impl Drawn {
    /// The rows as text, without spaces at the end. Every row takes exactly the width of the screen.
    pub fn rows(&self) -> Vec<String> {
        let area = self.buffer.area;
        let row = |y| {
            let (mut text, mut x) = (String::new(), 0);
            while x < area.width {
                let symbol = self.buffer[(x, y)].symbol();
                text.push_str(symbol);
                x += u16::try_from(grapheme_cells(symbol).max(1)).unwrap();
            }
            assert_eq!(x, area.width, "row {y} is as wide as the screen: {text:?}");
            text.trim_end().to_owned()
        };
        (0..area.height).map(row).collect()
    }

    pub fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// What stands where the terminal's cursor is put.
    pub fn at_cursor(&self) -> Option<&str> {
        self.cursor.map(|p| self.buffer[(p.x, p.y)].symbol())
    }

    /// The row of the terminal's cursor.
    pub fn cursor_row(&self) -> Option<String> {
        self.cursor.map(|p| self.rows()[usize::from(p.y)].clone())
    }

    /// The words between head and foot, in reading order, one space between.
    pub fn words(&self) -> String {
        let rows = self.rows();
        words(&rows[..rows.len() - 2].join(" "))
    }
}

/// Puts a file somewhere, as another program would.
#[expect(clippy::disallowed_methods, reason = "a test plays the other program, which is not careful")]
pub fn put(path: &Path, text: &[u8]) {
    std::fs::write(path, text).unwrap();
}

/// A text with one space between its words.
pub fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
