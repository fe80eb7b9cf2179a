//! What does not work is not offered; and looking without changing: nothing is written, and that is said.

use quaymark::app::Action;
use quaymark::app::keymap::{Context, Keymap};

use super::{context, files, footer, fresh, screens};
use crate::harness::Machine;

#[test]
fn read_only_changes_nothing_and_says_so() {
    let machine = Machine::new();
    let mut seat = machine.start();
    seat.begin("Payments").answer_all("2").keys("R F y g h end");
    seat.begin("Search").keys("2 right g h");
    seat.close();
    let before = files(&machine);
    let mut seat = machine.start();
    seat.face.app.read_only = true;
    for row in Keymap::default().own(Context::Home) {
        seat.face.app.act(row.action);
        seat.keys("g h");
    }
    seat.keys("n");
    seat.says("read-only: started with --read-only");
    assert_eq!(context(&seat), Context::Home);
    seat.keys("g g enter");
    assert_eq!(context(&seat), Context::Question);
    seat.says("read-only");
    for (way, context) in
        [("", Context::Question), ("o", Context::Overview), ("R", Context::Review), ("o r", Context::Results)]
    {
        for row in Keymap::default().working(context) {
            if matches!(row.action, Action::Quit | Action::Interrupt) {
                continue;
            }
            seat.keys("g h g g enter").keys(way);
            assert_eq!(seat.face.app.screen.context(), context);
            let opened = seat.face.app.act(row.action);
            assert!(opened.iter().all(|e| !e.writes()), "{context:?} {:?}", row.action);
            if row.action.changes_data() {
                seat.says("! read-only: started with --read-only");
                assert!(seat.face.app.overlay.is_none(), "{:?}", row.action);
                assert!(!seat.face.app.enabled(row.action));
            }
            seat.face.app.overlay = None;
        }
    }
    seat.close();
    assert_eq!(files(&machine), before);
}

#[test]
fn the_list_of_changing_actions_is_whole() {
    // Goes on where it does not choose; in a draft that is only looked at it says why it does not.
    let both = [Action::Choose];
    for (context, _machine, seat) in screens() {
        for row in seat.face.app.keymap.working(context) {
            let mut app = seat.face.app.clone();
            let effects = app.act(row.action);
            let edits = app.input().is_some_and(|i| {
                use quaymark::app::route::Purpose as P;
                matches!(i.purpose, P::Note(_) | P::Evidence { .. } | P::Park(_) | P::ReasonNote(..))
            });
            let writes = effects.iter().any(quaymark::app::Effect::writes) || edits;
            if writes && context != Context::New && !both.contains(&row.action) {
                assert!(row.action.changes_data(), "{context:?}: {:?}", row.action);
            }
        }
    }
}

#[test]
fn the_footer_leaves_out_what_does_not_work() {
    let (_machine, mut seat) = fresh(Context::Home);
    seat.keys("end");
    assert!(!footer(&seat, 120, 24).contains("roadmap"), "no team is selected");
    seat.keys("up");
    assert!(footer(&seat, 120, 24).contains("roadmap"), "{}", seat.screen());
    let (_machine, mut seat) = fresh(Context::Results);
    seat.keys("enter");
    assert!(footer(&seat, 120, 24).contains("enter open"), "a draft opens the question");
}
