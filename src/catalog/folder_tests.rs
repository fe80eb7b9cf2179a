//! Tests of questionnaires in folders: files that are missing, broken, not files, or not what they are called.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::tests::sample;
use super::*;

fn put(folder: &TempDir, name: &str, text: &str) {
    File::create(folder.path().join(name)).unwrap().write_all(text.as_bytes()).unwrap();
}

/// The sample as a folder: the main file, `images.json` and a second dimension that is a copy with other ids.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let mut main: Value = serde_json::from_str(&sample()).unwrap();
    let images = main["dimensions"][0].to_string();
    put(&folder, "images.json", &images);
    put(&folder, "second.json", &images.replace("IMG", "SEC").replace("\"images\"", "\"second\""));
    main["dimensions"] = serde_json::json!(["images", "second"]);
    put(&folder, "questionnaire.json", &main.to_string());
    folder
}

/// The problems of a folder, with the folder's name cut off.
fn problems(folder: &TempDir) -> Vec<String> {
    let prefix = format!("{}/", folder.path().display());
    match load_dir(folder.path()) {
        Ok(_) => Vec::new(),
        Err(CatalogError::Broken { diagnostics, .. }) => {
            diagnostics.iter().map(|d| d.to_string().replace(&prefix, "")).collect()
        }
        Err(error) => vec![error.to_string().replace(&prefix, "")],
    }
}

fn starts(found: &[String], wanted: &[&str]) {
    let fits = found.len() == wanted.len() && found.iter().zip(wanted).all(|(f, w)| f.starts_with(w));
    assert!(fits, "found {found:#?}\nwanted {wanted:#?}");
}

#[test]
fn a_folder_and_its_bundle_are_the_same_questionnaire() {
    let folder = folder();
    let loaded = load_dir(folder.path()).unwrap();
    assert_eq!(loaded.origin, Origin::Folder(folder.path().to_owned()));
    assert_eq!(loaded.questionnaire.dimensions.len(), 2);
    put(&folder, "kept.json", &loaded.bundle);
    let kept = load_kept(&folder.path().join("kept.json")).unwrap();
    assert_eq!((kept.questionnaire, kept.sha256), (loaded.questionnaire, loaded.sha256));
}

#[test]
fn a_place_in_a_dimension_names_its_own_file() {
    let folder = folder();
    let (_, places) = load_dir_located(folder.path()).unwrap();
    let place = places.locate(Some(1), "questions[1].prompt");
    assert!(
        place.file.ends_with("second.json") && place.path == "questions[1].prompt" && place.at.column > 1
    );
    assert!(places.text(&place.file).is_some_and(|text| text.contains("SEC-Q1")));
    assert!(places.locate(None, "nothing.at[3].all").file.ends_with("questionnaire.json"));
}

#[test]
fn files_that_are_missing_or_broken_are_named_and_hide_nothing() {
    let folder = folder();
    std::fs::remove_file(folder.path().join("images.json")).unwrap();
    let second = std::fs::read_to_string(folder.path().join("second.json")).unwrap();
    put(&folder, "second.json", &second.replacen("\"weight\":5", "\"weight\":9", 1));
    // What the missing file would define is not reported as unknown everywhere.
    let found = problems(&folder);
    assert!(
        found[0].starts_with("questionnaire.json:1:")
            && found[0].contains("images.json: there is no such file")
    );
    assert!(found[1].starts_with("second.json:1:") && found[1].contains("questions[0].weight: found 9"));
    assert_eq!(found.len(), 2, "{found:#?}");
    put(&folder, "images.json", "{\n  \"a\": 1,\n}");
    starts(&problems(&folder), &["images.json:2:9: not JSON: ", "second.json:1:"]);
    put(&folder, "images.json", "{\"schema\": \"quaymark/dimension/v3\", \"new\": 1}");
    starts(
        &problems(&folder),
        &["images.json:1:12: schema: dimension schema 3 is newer than this Quaymark", "second.json:1:"],
    );
}

#[test]
fn a_dimension_is_called_like_its_file_and_listed_once() {
    let folder = folder();
    let main = std::fs::read_to_string(folder.path().join("questionnaire.json")).unwrap();
    let second = std::fs::read_to_string(folder.path().join("second.json")).unwrap();
    put(&folder, "second.json", &second.replace("\"second\"", "\"third\""));
    let found = problems(&folder);
    assert!(
        found.len() == 1
            && found[0].contains("id: found \"third\"; expected \"second\", the name of its file")
    );
    put(&folder, "second.json", &second);
    put(&folder, "questionnaire.json", &main.replace("\"second\"", "\"images\""));
    let found = problems(&folder).join("\n");
    assert!(found.contains("the dimension \"images\" is defined again"), "{found}");
    for name in ["../second", "/etc/passwd", "second.json", ""] {
        put(&folder, "questionnaire.json", &main.replace("\"second\"", &format!("{name:?}")));
        let found = problems(&folder);
        assert!(found.len() == 1 && found[0].contains("is not a name"), "{found:#?}");
    }
}

#[test]
fn only_regular_files_within_the_limit_are_read() {
    let folder = folder();
    std::fs::remove_file(folder.path().join("second.json")).unwrap();
    std::fs::create_dir(folder.path().join("second.json")).unwrap();
    assert!(problems(&folder)[0].contains("second.json: it is not a regular file"));
    std::fs::remove_dir(folder.path().join("second.json")).unwrap();
    let huge = File::create(folder.path().join("second.json")).unwrap();
    huge.set_len(4 * 1024 * 1024 + 1).unwrap();
    assert!(problems(&folder)[0].contains("second.json: it has 4194305 bytes; at most 4194304 are read"));
    let missing = load_dir(Path::new("/nowhere/at/all")).unwrap_err().to_string();
    assert!(
        missing.starts_with("cannot read \"/nowhere/at/all/questionnaire.json\": there is no such file"),
        "{missing}"
    );
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_refused_without_waiting() {
    let folder = folder();
    std::fs::rename(folder.path().join("second.json"), folder.path().join("real.json")).unwrap();
    std::os::unix::fs::symlink("real.json", folder.path().join("second.json")).unwrap();
    assert!(problems(&folder)[0].contains("second.json: it is a symbolic link; links are not followed"));
    std::fs::remove_file(folder.path().join("second.json")).unwrap();
    std::fs::remove_file(folder.path().join("questionnaire.json")).unwrap();
    let pipe = folder.path().join("questionnaire.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(problems(&folder)[0].contains("it is not a regular file"));
}

/// Another version of Quaymark may have written it otherwise; a record names the bytes.
#[test]
fn a_kept_bundle_has_the_hash_of_its_own_bytes() {
    let folder = folder();
    let canonical = load_dir(folder.path()).unwrap();
    let written = format!(" {}", canonical.bundle);
    put(&folder, "kept.json", &written);
    let kept = load_kept(&folder.path().join("kept.json")).unwrap();
    assert_eq!(kept.questionnaire, canonical.questionnaire);
    assert_eq!((&kept.bundle, kept.sha256), (&written, sha256(written.as_bytes())));
}
