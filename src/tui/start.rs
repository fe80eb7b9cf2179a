//! What the terminal face starts with, and what it asks the terminal before anything is drawn.

use crate::model::Settings;
use crate::model::settings::{GlyphsName, ThemeName};
use crate::runtime::Environment;
use crate::runtime::probe::{self, Answers, Questions};
use crate::text::Glyphs;

use super::theme::{Abilities, Depth};

/// What the terminal face starts with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The settings that hold.
    pub settings: Settings,
    /// What is known of the terminal without asking it.
    pub abilities: Abilities,
    /// What is asked.
    pub questions: Questions,
}

impl Start {
    /// What the environment says, and what is to be asked.
    pub fn new(settings: Settings, environment: &Environment, glyphs: Glyphs) -> Self {
        let depth = if environment.truecolor { Depth::Full } else { Depth::Sixteen };
        let questions = questions(&settings, environment, glyphs);
        Self { settings, abilities: Abilities { depth, ground: environment.background, glyphs }, questions }
    }

    /// What is to be written to ask the terminal.
    pub(super) fn question(&self) -> String {
        probe::question(self.questions)
    }

    /// Waits for what the terminal answers, a moment at most; says what it can show and what else came.
    pub(super) fn answered(&self) -> (Abilities, Answers) {
        let answers = probe::answers(self.questions);
        let mut abilities = self.abilities;
        abilities.ground = answers.ground.or(abilities.ground);
        if answers.wide == Some(true) {
            abilities.glyphs = Glyphs::Ascii;
        }
        (abilities, answers)
    }
}

/// What is asked: the background where there is colour, the width where lines may be drawn. The console of Linux
/// prints what it does not understand.
fn questions(settings: &Settings, environment: &Environment, glyphs: Glyphs) -> Questions {
    let console = environment.is_dumb() || environment.term.as_deref() == Some("linux");
    let auto = settings.glyphs().value == GlyphsName::Auto;
    Questions {
        background: !console && settings.theme().value != ThemeName::Mono,
        width: !console && auto && glyphs == Glyphs::Unicode,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::{Source, Sourced};

    #[test]
    fn nothing_is_asked_that_makes_no_difference() {
        let term = |name: &str| Environment { term: Some(name.to_owned()), ..Environment::default() };
        let mut settings = Settings::default();
        let ask = |settings: &Settings, name: &str, glyphs| {
            let questions = Start::new(settings.clone(), &term(name), glyphs).questions;
            (questions.background, questions.width)
        };
        assert_eq!(ask(&settings, "xterm", Glyphs::Unicode), (true, true));
        assert_eq!(ask(&settings, "xterm", Glyphs::Ascii), (true, false));
        assert_eq!(ask(&settings, "linux", Glyphs::Unicode), (false, false));
        assert_eq!(ask(&settings, "dumb", Glyphs::Unicode), (false, false));
        settings.given.theme = Some(Sourced::new(ThemeName::Mono, Source::Environment("NO_COLOR")));
        settings.given.glyphs = Some(Sourced::new(GlyphsName::Unicode, Source::Flag("--glyphs")));
        assert_eq!(ask(&settings, "xterm", Glyphs::Unicode), (false, false));
    }
}
