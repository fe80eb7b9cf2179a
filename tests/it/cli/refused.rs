//! What is refused or fails says why in plain words, and the way out is the right one.

use super::desk::{Desk, files};

#[test]
fn a_note_that_is_too_long_is_wrong_usage_and_changes_nothing() {
    let desk = Desk::with_draft();
    let journal = files(&desk.data().join("drafts/payments")).pop().unwrap();
    let before = std::fs::read(&journal).unwrap();
    let long = "n".repeat(64 * 1024 + 1);
    for more in [&["2"][..], &["--unknown"], &[]] {
        let arguments = [&["answer", "payments", "SEC-Q1"][..], more, &["--note", &long]].concat();
        let err = desk.fails(2, &arguments);
        let said = "the note has 65537 bytes, and a note holds 65536; nothing was changed";
        assert!(err.contains(said), "{}", err.chars().take(300).collect::<String>());
        assert_eq!(std::fs::read(&journal).unwrap(), before);
    }
    desk.ok(&["answer", "payments", "SEC-Q1", "--note", &long[1..]]);
}

#[test]
fn a_draft_whose_team_is_gone_is_named_by_the_doctor() {
    let desk = Desk::with_draft();
    desk.ok(&["doctor"]);
    std::fs::remove_dir_all(desk.data().join("teams")).unwrap();
    let doctor = desk.run(&["doctor"]);
    assert_eq!(doctor.code, 3, "{}", doctor.out);
    let said = "of payments: there is no team payments; restore its team.json, or: quaymark team add NAME --id payments";
    assert!(doctor.out.contains(said), "{}", doctor.out);
    desk.ok(&["team", "add", "Payments again", "--id", "payments"]);
    desk.ok(&["doctor"]);
    desk.ok(&["show", "payments@draft"]);
}

#[cfg(unix)]
mod places {
    use super::Desk;

    /// A place where nothing can be written, whoever asks: a folder under a device.
    const NOWHERE: &str = "/proc/self/nowhere";

    #[test]
    fn an_export_that_cannot_be_written_says_why_and_names_no_file_of_ours() {
        if !std::path::Path::new("/proc/self").exists() {
            return;
        }
        let desk = Desk::with_record();
        let file = format!("{NOWHERE}/plan.md");
        for arguments in [
            &["roadmap", "payments", "--export", "md", "-o", &file][..],
            &["show", "payments", "--format", "csv", "-o", &file],
        ] {
            let err = desk.fails(1, arguments);
            let said = format!("cannot write {file}: no such file or folder; nothing was changed");
            assert!(err.contains(&said) && !err.contains("os error") && !err.contains(".quaymark-"), "{err}");
        }
    }

    #[test]
    fn settings_that_cannot_be_written_are_said_once_and_for_settings() {
        if !std::path::Path::new("/proc/self").exists() {
            return;
        }
        let file = format!("{NOWHERE}/config.json");
        let err = Desk::new().fails(1, &["--config", &file, "config", "set", "theme", "dark"]);
        assert_eq!(err.matches("nothing was changed").count(), 1, "{err}");
        assert!(!err.contains("--data-dir") && err.contains("--config FILE"), "{err}");
    }

    #[test]
    fn a_team_that_cannot_be_written_is_not_said_to_be_there() {
        let desk = Desk::new();
        desk.write("data/teams", "a file in place of the folder");
        let err = desk.fails(1, &["team", "add", "Payments"]);
        assert!(!err.contains("team edit") && !err.contains("--id"), "{err}");
        let other = Desk::new();
        other.ok(&["team", "add", "Payments"]);
        assert!(other.fails(5, &["team", "add", "Payments"]).contains("quaymark team edit payments"));
    }

    #[test]
    fn a_home_that_is_relative_is_named_as_it_is() {
        let desk = Desk::new();
        let mut command = assert_cmd::Command::cargo_bin("quaymark").unwrap();
        command.env_clear().env("HOME", "rel").current_dir(desk.path("")).arg("list");
        let ran = super::super::desk::ran(&mut command);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("HOME is \"rel\", which is not an absolute path"), "{}", ran.err);
    }
}
