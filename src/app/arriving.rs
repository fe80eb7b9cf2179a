//! Home as it arrives, in parts: what is shown meanwhile, and what was asked for before it was there.

use super::effect::Effect;
use super::home::Home;
use super::screen::Screen;
use super::screen::home::rows;
use super::state::App;

impl App {
    /// Shows what was read. Rows that are known stay until all of the new ones are there.
    pub(super) fn home_read(&mut self, home: Home) -> Vec<Effect> {
        if home.reading.is_some() && !self.home.teams.is_empty() {
            self.home.reading = home.reading;
            return Vec::new();
        }
        self.home_is_read(home);
        let Screen::Home(s) = &mut self.screen else { return Vec::new() };
        let count = rows(&self.home).len();
        s.selected = s.selected.min(count.saturating_sub(1));
        if self.home.reading.is_some() {
            return Vec::new();
        }
        self.held.take().map_or_else(Vec::new, |action| self.screen_action(action))
    }
}
