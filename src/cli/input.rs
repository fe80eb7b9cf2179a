//! Reading a file that a person named: whole, regular, and never more than a limit.

use std::io::Read;
use std::path::Path;

use crate::store::reason;
use crate::text::Clean;

use super::exit::{Exit, Stop};

/// The bytes of a file.
///
/// # Errors
/// `NotFound` when there is none; when it is no regular file, longer than `limit` bytes, or cannot be read.
pub fn read_file(path: &Path, limit: usize) -> Result<Vec<u8>, Stop> {
    let shown = Clean::line(&path.display().to_string());
    let failed = |error: std::io::Error| {
        let missing = error.kind() == std::io::ErrorKind::NotFound;
        let exit = if missing { Exit::NotFound } else { Exit::Failed };
        let why = if missing { "there is no such file".to_owned() } else { reason(&error) };
        Stop::new(exit, format!("cannot read {shown}: {why}"))
    };
    // A pipe would be waited for, so it is looked at before it is opened.
    let meta = std::fs::metadata(path).map_err(failed)?;
    if !meta.is_file() {
        let what = if meta.is_dir() { "folder" } else { "pipe, socket or device" };
        let message = format!("{shown} is a {what}, expected a file; it was not read");
        return Err(Stop::new(Exit::Failed, message));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() > limit {
        let message = format!("{shown} has more than the {limit} bytes that are read; it was left alone");
        return Err(Stop::new(Exit::Failed, message));
    }
    Ok(bytes)
}
