//! Home while its teams are still read: it says so, keys wait for what they need, and nothing is shown that is not so.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use chrono::{DateTime, TimeZone, Utc};
use quaymark::app::{App, Effect, Message, Screen, key};
use quaymark::model::{Team, TeamId};
use quaymark::runtime::{Performer, Session};
use quaymark::tui::face::Face;
use quaymark::tui::view::Look;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::harness::Machine;

/// More teams than are waited for.
const TEAMS: usize = 70;

/// The program as it runs in a terminal, with what comes from its threads in a box.
struct Threaded {
    face: Face,
    performer: Performer,
    inbox: Receiver<Message>,
    now: DateTime<Utc>,
}

impl Threaded {
    fn start(machine: &Machine) -> Self {
        let session = Session::new(machine.store(), None).unwrap();
        let now = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
        let (app, effects) = App::start(session.standard().unwrap(), now);
        let (send, inbox) = channel();
        let send = std::sync::Mutex::new(send);
        let outbox = Arc::new(move |message| {
            let _ = send.lock().unwrap().send(message);
        });
        let performer = Performer::threaded(session, machine.cwd(), outbox);
        let mut program = Self { face: Face::new(app, Look::default()), performer, inbox, now };
        program.perform(effects);
        program
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            for message in self.performer.perform(effect, self.now) {
                queue.extend(self.face.send(message, self.now));
            }
        }
    }

    fn key(&mut self, name: &str) {
        let effects = self.face.key(key::parse(name).unwrap(), self.now);
        self.perform(effects);
    }

    /// Draws a frame, and takes in what threads say until all of Home is there.
    fn wait(&mut self) {
        self.performer.drawn();
        while self.face.app.home.reading.is_some() {
            let message = self.inbox.recv().unwrap();
            let effects = self.face.send(message, self.now);
            self.perform(effects);
        }
    }

    fn screen(&self) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        self.face.draw(&mut buffer);
        let cells: Vec<&str> = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        cells.chunks(80).map(<[&str]>::concat).collect::<Vec<_>>().join("\n")
    }
}

/// A machine with many teams, a finished assessment and a draft.
fn many() -> Machine {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").answer_all("2 3 1").keys("R F y g h");
    seat.keys("end enter enter").write("Search").keys("enter end enter");
    assert_eq!(seat.close(), None);
    let id = quaymark::model::QuestionnaireId::parse("container-orchestration").unwrap();
    for n in 2..TEAMS {
        let team = TeamId::parse(&format!("team-{n:02}")).unwrap();
        machine.store().create_team(&Team::new(team, format!("Team {n:02}"), id.clone())).unwrap();
    }
    machine
}

#[test]
fn home_says_what_it_reads_and_then_shows_all_of_it() {
    let machine = many();
    let mut program = Threaded::start(&machine);
    if program.face.app.home.reading.is_some() {
        let screen = program.screen();
        assert!(screen.contains("reading 70 teams"), "{screen}");
        assert!(!screen.contains("Find out how your team"), "it is not the first run: {screen}");
        assert!(screen.contains("Data folder"), "{screen}");
    }
    program.wait();
    let screen = program.screen();
    assert!(screen.contains("70 teams") && !screen.contains("reading"), "{screen}");
    assert!(screen.contains("Search") && screen.contains("2026 Q4"), "{screen}");
    assert_eq!(program.face.app.home.teams.len(), TEAMS);
    assert_eq!(program.face.app.home.drafts.len(), 1);
}

#[test]
fn a_key_on_home_waits_for_the_rows_that_it_means() {
    let machine = many();
    let mut program = Threaded::start(&machine);
    program.key("down");
    assert!(program.face.app.home.reading.is_none(), "it waited");
    assert!(matches!(&program.face.app.screen, Screen::Home(home) if home.selected == 1));
    let mut program = Threaded::start(&machine);
    program.key("enter");
    assert!(matches!(program.face.app.screen, Screen::Question(_)), "the draft on the first row is opened");
}

#[test]
fn known_rows_stay_while_they_are_read_again() {
    let machine = many();
    let mut program = Threaded::start(&machine);
    program.wait();
    program.key("n");
    program.key("esc");
    assert_eq!(program.face.app.home.teams.len(), TEAMS);
    assert!(!program.screen().contains("reading"), "{}", program.screen());
    program.wait();
    assert_eq!(program.face.app.home.teams.len(), TEAMS);
}

#[test]
fn what_an_earlier_reading_says_late_is_not_taken_for_the_whole() {
    let machine = many();
    let mut program = Threaded::start(&machine);
    for _ in 0..3 {
        program.perform(vec![Effect::LoadHome]);
    }
    program.wait();
    assert_eq!(program.face.app.home.teams.len(), TEAMS);
    while let Ok(message) = program.inbox.try_recv() {
        assert!(matches!(message, Message::HomeRead), "{message:?}");
        let effects = program.face.send(message, program.now);
        program.perform(effects);
    }
    assert!(program.face.app.home.reading.is_none());
}

#[test]
fn few_teams_are_there_at_once() {
    let machine = Machine::new();
    machine.start().begin("Payments").keys("q");
    let program = Threaded::start(&machine);
    assert!(!program.screen().contains("no teams yet"), "{}", program.screen());
}
