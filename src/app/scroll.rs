//! How far a text is scrolled that may be longer than the window.

use std::cell::Cell;

use super::action::Action;
use super::screen::PAGE;

/// How far a text is scrolled. Where it ends depends on the size of the window, which only the view knows: it says so
/// as it draws, and the next key goes on from there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scroll(Cell<usize>);

impl Scroll {
    /// Moves; false when the action is no movement.
    pub fn moves(&mut self, action: Action) -> bool {
        let at = self.0.get();
        let to = match action {
            Action::Up => at.saturating_sub(1),
            Action::Down => at.saturating_add(1),
            Action::PageUp => at.saturating_add_signed(-PAGE),
            Action::PageDown => at.saturating_add_signed(PAGE),
            Action::Top => 0,
            Action::Bottom => usize::MAX,
            _ => return false,
        };
        self.0.set(to);
        true
    }

    /// The first row that is shown of so many, in a window of some height. It is never past the end.
    pub fn start(&self, rows: usize, height: usize) -> usize {
        let at = self.0.get().min(rows.saturating_sub(height));
        self.0.set(at);
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_the_end_there_is_nothing_to_come_back_from() {
        let mut scroll = Scroll::default();
        assert!(scroll.moves(Action::Bottom));
        assert_eq!(scroll.start(30, 20), 10);
        for _ in 0..50 {
            scroll.moves(Action::Down);
            assert_eq!(scroll.start(30, 20), 10);
        }
        scroll.moves(Action::Up);
        assert_eq!(scroll.start(30, 20), 9);
        scroll.moves(Action::PageUp);
        assert_eq!(scroll.start(30, 20), 0);
        assert_eq!(scroll.start(5, 20), 0);
        assert!(!scroll.moves(Action::Open));
    }
}
