//! Which of the questionnaires at hand a person names, by id or by id and version.

use std::path::Path;
use std::sync::Arc;

use crate::catalog::{Loaded, Origin};
use crate::model::QuestionnaireId;
use crate::model::questionnaire::Version;
use crate::store::Store;
use crate::text::spelling::closest;

use super::session::{Session, SessionError};

impl Session {
    /// A session whose new teams get the questionnaire that a person named: a folder, else one at hand by its id
    /// or `id@version`. `name` is what was typed, `path` the folder that it would be.
    ///
    /// # Errors
    /// When there is neither, or the folder cannot be used.
    pub fn with_named(store: Store, name: &Path, path: &Path) -> Result<Self, SessionError> {
        let word = name.to_str().filter(|word| is_word(word) && !path.exists());
        let Some(word) = word else { return Self::new(store, Some(path)) };
        let mut session = Self::new(store, None)?;
        session.choose(word)?;
        Ok(session)
    }

    /// Whether the questionnaire of new teams is there without being named: built in, or in the data directory.
    pub fn stays_at_hand(&self) -> bool {
        let folder = self.store.dir().questionnaires();
        self.catalog.newest(&self.default).is_some_and(|l| match &l.origin {
            Origin::BuiltIn => true,
            Origin::Folder(path) | Origin::Kept(path) => path.parent() == Some(folder.as_path()),
        })
    }

    /// Takes a questionnaire that is at hand for new teams: the newest of an id, or exactly `id@version`.
    ///
    /// # Errors
    /// When there is none.
    pub fn choose(&mut self, name: &str) -> Result<(), SessionError> {
        let loaded = self.named(name)?;
        self.default = loaded.questionnaire.id.clone();
        self.catalog.choose(&loaded);
        Ok(())
    }

    /// A questionnaire that is at hand: that of an id for new assessments, or exactly `id@version`.
    ///
    /// # Errors
    /// When there is none; the questionnaires that there are, and what was probably meant.
    pub fn named(&self, name: &str) -> Result<Arc<Loaded>, SessionError> {
        let (id, version) = name.split_once('@').map_or((name, None), |(id, version)| (id, Some(version)));
        let found = QuestionnaireId::parse(id).ok().and_then(|id| match version {
            None => self.catalog.newest(&id),
            Some(version) => self.catalog.version(&id, Version::parse(version)?),
        });
        found.cloned().ok_or_else(|| SessionError::NotAtHand {
            name: name.to_owned(),
            near: closest(&id.to_lowercase(), self.catalog.ids().iter().map(QuestionnaireId::as_str))
                .map(str::to_owned),
            there: self.at_hand(),
        })
    }

    /// The questionnaires at hand as `id version`, for messages.
    fn at_hand(&self) -> Vec<String> {
        let name = |l: &Arc<Loaded>| format!("{} {}", l.questionnaire.id, l.questionnaire.version);
        self.catalog.all().map(name).collect()
    }
}

/// Whether this can be the id of a questionnaire, with a version or without.
fn is_word(name: &str) -> bool {
    QuestionnaireId::parse(name.split('@').next().unwrap_or_default()).is_ok()
}
