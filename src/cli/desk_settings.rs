//! The settings that hold for a command: the file, and what the command line and the environment say.

use crate::model::Settings;
use crate::model::settings::{Given, GlyphsName, Source, Sourced, ThemeName};
use crate::runtime::keys;
use crate::store::{self, ConfigInputs, ConfigPlace, PathError};

use super::arguments::{ColourChoice, GlyphChoice};
use super::desk::Desk;

impl Desk<'_> {
    /// Where the settings are: `--config`, else `QUAYMARK_CONFIG`, else the platform's folder.
    ///
    /// # Errors
    /// When none can be named.
    pub fn config_place(&self) -> Result<ConfigPlace, PathError> {
        store::config_place(&ConfigInputs {
            flag: self.global.config.clone(),
            env: self.environment.config.clone(),
            xdg_config_home: self.environment.xdg_config_home.clone(),
            cwd: &self.environment.cwd,
        })
    }

    /// The settings that hold. A file with a problem says nothing, and the problem is named.
    pub fn settings(&self) -> Settings {
        let given = Given {
            theme: self.given_theme(),
            glyphs: self.given_glyphs(),
            editor: self
                .environment
                .editor
                .clone()
                .map(|(name, command)| Sourced::new(command, Source::Environment(name))),
        };
        let place = match self.config_place() {
            Ok(place) => place.path,
            Err(error) => {
                return Settings { given, problem: Some(error.to_string()), ..Settings::default() };
            }
        };
        let (file, problem) = match store::read_config(&place) {
            Ok(file) => (file, None),
            Err(error) => (crate::model::settings::Config::default(), Some(error.brief())),
        };
        let keys_problem = keys::brief(&keys::problems(&place, &file));
        Settings { file, given, path: Some(place), problem, keys_problem }
    }

    /// No colour, where something says so.
    fn given_theme(&self) -> Option<Sourced<ThemeName>> {
        let mono = |source| Some(Sourced::new(ThemeName::Mono, source));
        match self.global.color {
            ColourChoice::Always => None,
            ColourChoice::Never => mono(Source::Flag("--color never")),
            ColourChoice::Auto if self.environment.no_color => mono(Source::Environment("NO_COLOR")),
            ColourChoice::Auto if self.environment.is_dumb() => mono(Source::Environment("TERM")),
            ColourChoice::Auto => None,
        }
    }

    fn given_glyphs(&self) -> Option<Sourced<GlyphsName>> {
        let name = |choice: GlyphChoice| match choice {
            GlyphChoice::Auto => GlyphsName::Auto,
            GlyphChoice::Unicode => GlyphsName::Unicode,
            GlyphChoice::Ascii => GlyphsName::Ascii,
        };
        let flag = self.global.glyphs.map(|g| Sourced::new(name(g), Source::Flag("--glyphs")));
        let word = self.environment.glyphs.as_deref().and_then(GlyphChoice::named);
        flag.or_else(|| word.map(|g| Sourced::new(name(g), Source::Environment("QUAYMARK_GLYPHS"))))
    }
}
