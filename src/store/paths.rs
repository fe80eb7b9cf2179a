//! Where things are: which data directory is used and why, and the name of every file in it.
//! The only file that names the home directory; it makes and reads nothing.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

use crate::model::{Hash, Period, QuestionnaireRef, TeamId};

use super::error::shown;

/// The folder in a working tree that `quaymark init` makes.
pub const LOCAL_FOLDER: &str = ".quaymark";

/// What decides on the data directory.
#[derive(Debug, Clone)]
pub struct Inputs<'a> {
    /// `--data-dir`.
    pub flag: Option<PathBuf>,
    /// `QUAYMARK_DATA_DIR`; empty counts as not set.
    pub env: Option<OsString>,
    /// `XDG_DATA_HOME`, only to refuse a relative one instead of quietly using another folder.
    pub xdg_data_home: Option<OsString>,
    /// The working directory, absolute.
    pub cwd: &'a Path,
}

/// Who named the data directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `--data-dir`.
    Flag,
    /// `QUAYMARK_DATA_DIR`.
    Environment,
    /// `.quaymark/` in the working directory or a folder above it.
    WorkingTree,
    /// The platform's folder for data.
    Platform,
}

impl Origin {
    /// In words, for `quaymark doctor`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Flag => "--data-dir",
            Self::Environment => "QUAYMARK_DATA_DIR",
            Self::WorkingTree => ".quaymark in the working tree",
            Self::Platform => "the platform's data folder",
        }
    }
}

/// Why there is no data directory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// No home directory is known.
    #[error("there is no home directory to keep data in (HOME is not set); set HOME, or use --data-dir DIR")]
    NoHome,
    /// A folder of the platform is not absolute.
    #[error("{name} is {value:?}, which is not an absolute path; correct it, or use --data-dir DIR")]
    Relative {
        /// The variable.
        name: &'static str,
        /// Its value.
        value: String,
    },
    /// No home directory is known to keep settings in.
    #[error(
        "there is no home directory to keep settings in (HOME is not set); set HOME, or use --config FILE"
    )]
    NoConfigHome,
    /// The folder for settings is not absolute.
    #[error(
        "XDG_CONFIG_HOME (or HOME) gives {value:?}, which is not an absolute path; correct it, or use --config FILE"
    )]
    RelativeConfig {
        /// The path.
        value: String,
    },
    /// Something else than a folder is where the data directory should be.
    #[error("the data directory {} ({}) is not a folder; name another with --data-dir DIR", shown(path), origin.name())]
    NotAFolder {
        /// Where.
        path: PathBuf,
        /// Who named it.
        origin: Origin,
    },
    /// `.quaymark` in a working tree is a link, which may lead anywhere.
    #[error("{} is a symbolic link and is not followed; name the folder with --data-dir DIR", shown(path))]
    Link {
        /// Where.
        path: PathBuf,
    },
}

/// The data directory. It need not exist yet: the first write makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataDir {
    /// The folder, absolute.
    pub root: PathBuf,
    /// Who named it.
    pub origin: Origin,
}

/// Finds the data directory. See `docs/files.md`.
///
/// # Errors
/// When none can be named, or something else than a folder is in its place.
pub fn resolve(inputs: &Inputs<'_>) -> Result<DataDir, PathError> {
    choose(inputs, || Platform::find(inputs.xdg_data_home.as_ref()).map(|p| p.data))
}

fn choose(
    inputs: &Inputs<'_>,
    platform: impl FnOnce() -> Result<PathBuf, PathError>,
) -> Result<DataDir, PathError> {
    let env = inputs.env.as_ref().filter(|v| !v.is_empty());
    let (root, origin) = if let Some(flag) = &inputs.flag {
        (inputs.cwd.join(flag), Origin::Flag)
    } else if let Some(env) = env {
        (inputs.cwd.join(env), Origin::Environment)
    } else if let Some(found) = in_working_tree(inputs.cwd)? {
        (found, Origin::WorkingTree)
    } else {
        (platform()?, Origin::Platform)
    };
    if std::fs::metadata(&root).is_ok_and(|m| !m.is_dir()) {
        return Err(PathError::NotAFolder { path: root, origin });
    }
    Ok(DataDir { root, origin })
}

fn in_working_tree(cwd: &Path) -> Result<Option<PathBuf>, PathError> {
    for folder in cwd.ancestors() {
        let path = folder.join(LOCAL_FOLDER);
        match std::fs::symlink_metadata(&path) {
            Ok(meta) if meta.file_type().is_symlink() => return Err(PathError::Link { path }),
            Ok(_) => return Ok(Some(path)),
            Err(_) => {}
        }
    }
    Ok(None)
}

/// What the platform sets aside for Quaymark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    /// Where data goes when nobody says otherwise.
    pub data: PathBuf,
}

impl Platform {
    /// Asks the platform. `xdg_data_home` is the variable's value, see [`Inputs`].
    ///
    /// # Errors
    /// When there is no home directory, or a folder would be relative to wherever one happens to be.
    pub fn find(xdg_data_home: Option<&OsString>) -> Result<Self, PathError> {
        let relative =
            |name, value: &Path| PathError::Relative { name, value: value.to_string_lossy().into_owned() };
        if let Some(value) = xdg_data_home.map(Path::new)
            && !value.as_os_str().is_empty()
            && !value.is_absolute()
        {
            return Err(relative("XDG_DATA_HOME", value));
        }
        let dirs = ProjectDirs::from("", "", "quaymark").ok_or(PathError::NoHome)?;
        if !dirs.data_dir().is_absolute() {
            let home = BaseDirs::new();
            return Err(relative("HOME", home.as_ref().map_or(dirs.data_dir(), BaseDirs::home_dir)));
        }
        Ok(Self { data: dirs.data_dir().to_owned() })
    }
}

/// The platform's folder for settings. `xdg_config_home` is the variable's value: a relative one is refused.
///
/// # Errors
/// When there is no home directory, or the folder would be relative to wherever one happens to be.
pub(super) fn config_folder(xdg_config_home: Option<&OsString>) -> Result<PathBuf, PathError> {
    let relative = |value: &Path| PathError::RelativeConfig { value: value.to_string_lossy().into_owned() };
    if let Some(value) = xdg_config_home.map(Path::new)
        && !value.as_os_str().is_empty()
        && !value.is_absolute()
    {
        return Err(relative(value));
    }
    let dirs = ProjectDirs::from("", "", "quaymark").ok_or(PathError::NoConfigHome)?;
    if dirs.config_dir().is_absolute() {
        Ok(dirs.config_dir().to_owned())
    } else {
        Err(relative(dirs.config_dir()))
    }
}

/// The layout. See `docs/files.md`. Ids have a form that cannot leave their folder.
impl DataDir {
    /// The folder of all teams.
    pub fn teams(&self) -> PathBuf {
        self.root.join("teams")
    }

    /// The folder of one team.
    pub fn team(&self, team: &TeamId) -> PathBuf {
        self.teams().join(team.as_str())
    }

    /// A team's settings.
    pub fn team_file(&self, team: &TeamId) -> PathBuf {
        self.team(team).join("team.json")
    }

    /// The folder of a team's finished records.
    pub fn records(&self, team: &TeamId) -> PathBuf {
        self.team(team).join("assessments")
    }

    /// A finished record: quarter, hash of the bytes, team.
    pub fn record(&self, team: &TeamId, period: Period, hash: &Hash) -> PathBuf {
        self.records(team).join(format!("{period}.{}.{team}.json", hash.short()))
    }

    /// The folder of the advice that a team kept.
    pub fn advices(&self, team: &TeamId) -> PathBuf {
        self.team(team).join("advice")
    }

    /// The advice of a day.
    pub fn advice(&self, team: &TeamId, day: chrono::NaiveDate) -> PathBuf {
        self.advices(team).join(format!("{day}.json"))
    }

    /// The folder of all drafts.
    pub fn drafts(&self) -> PathBuf {
        self.root.join("drafts")
    }

    /// The running draft of a team for a quarter.
    pub fn journal(&self, team: &TeamId, period: Period) -> PathBuf {
        self.drafts().join(team.as_str()).join(format!("{period}.journal"))
    }

    /// The empty file whose lock says who may change a draft. It outlives the draft, so that the lock
    /// never moves to another file while somebody waits for it.
    pub fn journal_lock(&self, team: &TeamId, period: Period) -> PathBuf {
        self.drafts().join(team.as_str()).join(format!(".{period}.lock"))
    }

    /// The folder of questionnaires that records used.
    pub fn questionnaires(&self) -> PathBuf {
        self.root.join("questionnaires")
    }

    /// The questionnaire that a record used.
    pub fn bundle(&self, reference: &QuestionnaireRef) -> PathBuf {
        let QuestionnaireRef { id, version, sha256, .. } = reference;
        self.questionnaires().join(format!("{id}@{version}.{}.json", sha256.short()))
    }

    /// What was deleted.
    pub fn trash(&self) -> PathBuf {
        self.root.join("trash")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs(cwd: &Path) -> Inputs<'_> {
        Inputs { flag: None, env: None, xdg_data_home: None, cwd }
    }

    #[test]
    fn flag_before_environment_before_working_tree_before_platform() {
        let dir = tempfile::tempdir().unwrap();
        let below = dir.path().join("a/b");
        std::fs::create_dir_all(&below).unwrap();
        let mut given = inputs(&below);
        let origin = |given: &Inputs<'_>| choose(given, || Ok("/platform".into())).unwrap();
        assert_eq!(origin(&given), DataDir { root: "/platform".into(), origin: Origin::Platform });
        std::fs::create_dir(dir.path().join(LOCAL_FOLDER)).unwrap();
        let local = dir.path().join(LOCAL_FOLDER);
        assert_eq!(origin(&given), DataDir { root: local, origin: Origin::WorkingTree });
        given.env = Some(OsString::new());
        assert_eq!(origin(&given).origin, Origin::WorkingTree);
        given.env = Some("rel".into());
        assert_eq!(origin(&given), DataDir { root: below.join("rel"), origin: Origin::Environment });
        given.flag = Some("/flag".into());
        assert_eq!(origin(&given), DataDir { root: "/flag".into(), origin: Origin::Flag });
    }

    #[test]
    fn what_cannot_be_a_data_directory_is_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::File::create(&file).unwrap();
        let mut given = inputs(dir.path());
        let error = choose(&given, || Err(PathError::NoHome)).unwrap_err();
        assert!(error.to_string().contains("HOME is not set"), "{error}");
        given.flag = Some(file.clone());
        assert_eq!(resolve(&given), Err(PathError::NotAFolder { path: file, origin: Origin::Flag }));
        given.flag = None;
        given.xdg_data_home = Some("share".into());
        let error = resolve(&given).unwrap_err().to_string();
        assert!(error.starts_with("XDG_DATA_HOME is \"share\", which is not an absolute path"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_working_tree_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(LOCAL_FOLDER);
        std::os::unix::fs::symlink("/etc", &path).unwrap();
        assert_eq!(resolve(&inputs(dir.path())), Err(PathError::Link { path }));
    }
}
