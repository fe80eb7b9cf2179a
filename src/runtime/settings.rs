//! The settings file, as effects read and write it.

use std::path::Path;

use crate::app::Message;
use crate::model::Setting;
use crate::model::settings::Config;
use crate::store::{self, ConfigError};
use crate::text::Clean;

use super::keys;

/// Changes one setting in the file.
pub(super) fn save(file: Option<&Path>, setting: Setting, value: Option<&str>) -> Message {
    let outcome = match file {
        None => Err("there is no settings file; name one with --config FILE".to_owned()),
        Some(file) => store::change_config(file, |config| {
            config.set(setting, value);
        })
        .map_err(|e| e.brief()),
    };
    message(true, file, outcome)
}

/// Makes the file where there is none; says why not.
pub(super) fn start(file: Option<&Path>) -> Option<Message> {
    let file = file.filter(|f| !f.exists())?;
    store::start_config(file).err().map(|e: ConfigError| Message::Refused(e.brief()))
}

/// Reads the file again.
pub(super) fn load(file: Option<&Path>) -> Option<Message> {
    let outcome = store::read_config(file?).map_err(|e| e.brief());
    Some(message(false, file, outcome))
}

/// What the file says, with what is wrong with its keys.
fn message(saving: bool, file: Option<&Path>, outcome: Result<Config, String>) -> Message {
    let known = file.zip(outcome.as_ref().ok());
    let keys_problem = known.and_then(|(file, config)| keys::brief(&keys::problems(file, config)));
    Message::Settings { saving, outcome: outcome.map(Box::new), keys_problem }
}

/// Where no face opens an editor: says which file it is.
pub(super) fn edit_elsewhere(file: &Path) -> Message {
    let path = Clean::line(&file.display().to_string()).to_string();
    Message::Refused(format!("no editor can be opened from here; the file is {path}"))
}
