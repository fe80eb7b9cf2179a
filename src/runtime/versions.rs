//! Questionnaires by version: those at hand, and those that are only kept because a record used them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::catalog::{self, Loaded};
use crate::model::{QuestionnaireId, Version};

use super::session::{Session, SessionError};

impl Session {
    /// The versions that there are, as `id@version`: those at hand, and those that are kept beside records. Kept
    /// bundles go by their names and are not opened.
    pub fn versions(&self) -> Vec<String> {
        let name = |l: &Arc<Loaded>| format!("{}@{}", l.questionnaire.id, l.questionnaire.version);
        let mut names: Vec<String> = self.catalog.all().map(name).collect();
        let kept = std::fs::read_dir(self.store.dir().questionnaires()).into_iter().flatten().flatten();
        names.extend(kept.filter_map(|entry| {
            let name = entry.file_name();
            let (start, _hash) = name.to_str()?.strip_suffix(".json")?.rsplit_once('.')?;
            let (id, version) = start.split_once('@')?;
            QuestionnaireId::parse(id).ok()?;
            Version::parse(version).map(|_| start.to_owned())
        }));
        names.sort();
        names.dedup();
        names
    }

    /// The questionnaire of an id and version: the one at hand, else every kept bundle that has them. None where
    /// there is neither; several where records used different contents under the same version.
    ///
    /// # Errors
    /// When a kept bundle cannot be read.
    pub fn of_version(
        &self,
        id: &QuestionnaireId,
        version: Version,
    ) -> Result<Vec<Arc<Loaded>>, SessionError> {
        let fits = |l: &&Arc<Loaded>| l.questionnaire.id == *id && l.questionnaire.version == version;
        if let Some(loaded) = self.catalog.all().filter(fits).last() {
            return Ok(vec![Arc::clone(loaded)]);
        }
        let start = format!("{id}@{version}.");
        let Ok(entries) = std::fs::read_dir(self.store.dir().questionnaires()) else { return Ok(Vec::new()) };
        let named = |name: &str| name.starts_with(&start) && name.strip_suffix(".json").is_some();
        let mut paths: Vec<_> = entries
            .flatten()
            .filter(|e| e.file_name().to_str().is_some_and(named))
            .map(|e| e.path())
            .collect();
        paths.sort();
        let load = |path: &std::path::PathBuf| {
            catalog::load_kept(path).map(Arc::new).map_err(|e| SessionError::Catalog(e.to_string()))
        };
        paths.iter().map(load).collect()
    }

    /// The versions of an id that are kept beside records, by the names of their files.
    pub fn kept_versions(&self, id: &QuestionnaireId) -> BTreeSet<Version> {
        let start = format!("{id}@");
        let Ok(entries) = std::fs::read_dir(self.store.dir().questionnaires()) else {
            return BTreeSet::new();
        };
        let version = |name: &str| {
            let (version, _hash) = name.strip_prefix(&start)?.strip_suffix(".json")?.rsplit_once('.')?;
            Version::parse(version)
        };
        entries.flatten().filter_map(|e| version(e.file_name().to_str()?)).collect()
    }
}
