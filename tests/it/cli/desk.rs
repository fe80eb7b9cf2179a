//! A folder for one test, and the program started in it with nothing of the environment around it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

use crate::harness::asked;

/// A folder with a data directory in it.
pub struct Desk {
    folder: tempfile::TempDir,
}

/// What a run gave.
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// The standard output.
    pub out: String,
    /// The standard error.
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With a team and a draft for this quarter in it.
    pub fn with_draft() -> Self {
        let desk = Self::new();
        desk.ok(&["team", "add", "Payments", "--profile", "platform=kubernetes"]);
        desk.ok(&["assess", "payments", "--no-input", "--scope", "SEC"]);
        desk
    }

    /// With a finished assessment of this quarter in it.
    pub fn with_record() -> Self {
        let desk = Self::with_draft();
        desk.write("a.json", r#"{"answers":{"SEC-Q1":{"state":"rated","level":2,"note":"MARKER"}}}"#);
        desk.ok(&["assess", "payments", "--answers", "a.json", "--finish"]);
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    #[expect(clippy::disallowed_methods, reason = "the file is input of a test")]
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The program, about to be started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("quaymark").unwrap();
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "C.UTF-8").env("TERM", "xterm");
        command.current_dir(self.folder.path()).arg("--data-dir").arg("data").args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        ran(&mut self.command(arguments))
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        ran(self.command(arguments).write_stdin(input))
    }

    /// Runs what must work.
    pub fn ok(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}{}", ran.out, ran.err);
        ran
    }

    /// Runs what must end with a code, and gives what it said.
    pub fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, code, "{arguments:?}: {}{}", ran.out, ran.err);
        ran.err
    }

    /// The document that a run prints.
    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments).out).unwrap()
    }

    /// The only record of the team `payments`.
    pub fn record(&self) -> PathBuf {
        let folder = self.data().join("teams/payments/assessments");
        let mut files: Vec<PathBuf> = files(&folder);
        assert_eq!(files.len(), 1);
        files.remove(0)
    }
}

/// The questions of SEC that apply to a team with this profile.
pub fn security(profile: &Value) -> Vec<String> {
    let profile = serde_json::from_value(profile.clone()).unwrap();
    let ids = asked(&profile).into_iter().map(|q| q.id.to_string());
    ids.filter(|id| id.starts_with("SEC-")).collect()
}

/// What is in a folder, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

pub fn ran(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
