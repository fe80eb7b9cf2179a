//! The settings file: what is refused and how, and that nothing in it is lost.

use super::*;
use crate::model::settings::ThemeName;

fn problems(text: &str) -> Vec<String> {
    match parse_config("c.json", text.as_bytes()) {
        Err(ConfigError::Content(list)) => list.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_is_refused_with_its_place_and_what_to_do() {
    let table = [
        ("", "c.json:1:1: the file is empty; expected a JSON object"),
        ("[]", "c.json:1:1: found a list; expected an object; put { } around it"),
        ("{\n  \"teme\": \"dark\"\n}", "c.json:2:3: unknown key \"teme\"; did you mean \"theme\"?"),
        ("{ \"colour\": 1 }", "c.json:1:3: unknown key \"colour\"; remove it; `quaymark config get` lists"),
        (
            "{ \"theme\": \"drak\" }",
            "c.json:1:12: theme: found \"drak\"; expected auto, dark, light, contrast or mono; did you mean \"dark\"?",
        ),
        ("{ \"theme\": null }", "theme: found null; expected auto, dark"),
        ("{ \"mouse\": true }", "c.json:1:12: mouse: found true or false; expected off or on"),
        ("{ \"evidence_from\": 5 }", "evidence_from: found 5; expected never, 2, 3 or 4"),
        ("{ \"evidence_from\": \"3\" }", "evidence_from: found \"3\"; expected never, 2, 3 or 4"),
        ("{ \"editor\": \" \" }", "editor: found \" \"; expected a command of 1 to 1000 characters"),
        (
            "{ \"schema\": \"quaymark/config/v2\" }",
            "schema: found \"quaymark/config/v2\"; expected \"quaymark/config/v1\"",
        ),
        ("{ \"mouse\": \"on\", \"mouse\": \"off\" }", "duplicate key \"mouse\""),
        (
            "{ \"keys\": { \"home\": { \"quit\": \"x\" } } }",
            "c.json:1:31: keys.home.quit: found a text; expected a list of keys",
        ),
        ("{ \"keys\": { \"home\": { \"quit\": [1] } } }", "keys.home.quit[0]: found a number"),
        ("{ \"theme\": \"dark\" ", "not JSON"),
    ];
    for (text, expected) in table {
        let found = problems(text);
        assert!(found.len() == 1 && found[0].contains(expected), "{text}: {found:?}");
    }
    assert_eq!(problems("{ \"a\": 1, \"b\": 2, \"theme\": 3 }").len(), 3, "all problems at once");
}

#[test]
fn a_change_keeps_the_rest_and_stands_in_canonical_form() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a/config.json");
    assert_eq!(read_config(&path).unwrap(), Config::default());
    change_config(&path, |c| assert!(c.set(Setting::Theme, Some("light")))).unwrap();
    change_config(&path, |c| {
        c.keys.entry("home".into()).or_default().insert("app.quit".into(), vec!["Q".into()]);
    })
    .unwrap();
    change_config(&path, |c| assert!(c.set(Setting::EvidenceFrom, Some("4")))).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(
        "{\n  \"schema\": \"quaymark/config/v1\",\n  \"theme\": \"light\",\n  \"evidence_from\": 4,\n"
    ));
    assert!(text.ends_with("}\n"));
    let config = read_config(&path).unwrap();
    assert_eq!(config.theme, Some(ThemeName::Light));
    assert_eq!(config.keys["home"]["app.quit"], ["Q"]);
    assert_eq!(to_canonical(&config).unwrap(), text);
}

#[test]
fn a_bad_file_is_never_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("config.json");
    let bad = "{ \"theme\": \"drak\" }";
    atomic::replace(dir.path(), &path, bad.as_bytes()).unwrap();
    let error = change_config(&path, |c| assert!(c.set(Setting::Mouse, Some("on")))).unwrap_err();
    assert!(error.brief().contains("config.json:1:12: theme"), "{error}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), bad);
    let folder = change_config(dir.path(), |_| {}).unwrap_err();
    assert!(folder.to_string().contains("is a folder, expected a file"), "{folder}");
}

#[cfg(unix)]
#[test]
fn a_linked_file_stays_linked() {
    let dir = tempfile::tempdir().unwrap();
    let (real, link) = (dir.path().join("dotfiles.json"), dir.path().join("config.json"));
    atomic::replace(dir.path(), &real, b"{}").unwrap();
    std::os::unix::fs::symlink(&real, &link).unwrap();
    change_config(&link, |c| assert!(c.set(Setting::Mouse, Some("on")))).unwrap();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(std::fs::read_to_string(&real).unwrap().contains("\"mouse\": \"on\""));
}

#[test]
fn flag_before_environment_before_platform() {
    let mut given = ConfigInputs {
        flag: None,
        env: Some("rel.json".into()),
        xdg_config_home: None,
        cwd: Path::new("/work"),
    };
    assert_eq!(config_place(&given).unwrap().path, Path::new("/work/rel.json"));
    given.flag = Some("/x/c.json".into());
    assert_eq!(config_place(&given).unwrap().named_by, "--config");
    given =
        ConfigInputs { flag: None, env: Some(OsString::new()), xdg_config_home: Some("rel".into()), ..given };
    let error = config_place(&given).unwrap_err().to_string();
    assert!(error.contains("XDG_CONFIG_HOME") && error.contains("--config FILE"), "{error}");
}
