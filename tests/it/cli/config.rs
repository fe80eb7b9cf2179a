//! `quaymark config`: what holds and why, what is refused, and that a bad file stays as it is.

use serde_json::Value;

use super::desk::{Desk, ran};

fn path(desk: &Desk) -> std::path::PathBuf {
    desk.path(".config/quaymark/config.json")
}

fn setting<'a>(data: &'a Value, key: &str) -> &'a Value {
    let list = data["data"]["settings"].as_array().unwrap();
    list.iter().find(|s| s["key"] == key).unwrap()
}

#[test]
fn a_setting_is_written_read_and_taken_out() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["config", "path"]).out.trim(), path(&desk).display().to_string());
    assert_eq!(desk.ok(&["config", "get", "theme"]).out, "auto\n");
    let said = desk.ok(&["config", "set", "theme", "contrast"]).err;
    assert!(said.contains("theme is contrast in"), "{said}");
    assert!(desk.ok(&["config", "get"]).out.contains("theme           contrast          config.json\n"));
    desk.ok(&["config", "set", "evidence_from", "2"]);
    let text = std::fs::read_to_string(path(&desk)).unwrap();
    assert_eq!(
        text,
        "{\n  \"schema\": \"quaymark/config/v1\",\n  \"theme\": \"contrast\",\n  \"evidence_from\": 2\n}\n"
    );
    desk.ok(&["config", "set", "theme", "default"]);
    assert_eq!(desk.ok(&["config", "get", "theme"]).out, "auto\n");
}

#[test]
fn what_wins_is_said() {
    let desk = Desk::new();
    desk.ok(&["config", "set", "theme", "dark"]);
    let ran = ran(desk.command(&["config", "get", "--json"]).env("NO_COLOR", "1").env("EDITOR", "vi"));
    let data: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(setting(&data, "theme")["value"], "mono");
    assert_eq!(setting(&data, "theme")["source"], "environment");
    assert_eq!(setting(&data, "theme")["named"], "NO_COLOR");
    assert_eq!(setting(&data, "editor")["value"], "vi");
    let data = desk.json(&["--glyphs", "ascii", "config", "get", "--json"]);
    assert_eq!(setting(&data, "glyphs")["source"], "flag");
    assert_eq!(setting(&data, "theme")["source"], "file");
    let said = desk.ok(&["--color", "never", "config", "set", "theme", "light"]).err;
    assert!(said.contains("--color never says mono here, and wins"), "{said}");
    let other = desk.write("other.json", "{ \"theme\": \"mono\" }");
    assert_eq!(desk.ok(&["config", "get", "theme", "--config", "other.json"]).out, "mono\n");
    let ran = super::desk::ran(desk.command(&["config", "path"]).env("QUAYMARK_CONFIG", &other));
    assert_eq!(ran.out.trim(), other.display().to_string());
}

#[test]
fn what_cannot_be_is_refused() {
    let desk = Desk::new();
    let error = desk.fails(2, &["config", "set", "theme", "drak"]);
    assert!(error.contains("expected auto, dark, light, contrast or mono; nothing was changed"), "{error}");
    assert!(desk.fails(4, &["config", "get", "teme"]).contains("did you mean theme?"));
    assert!(desk.fails(4, &["config", "set", "colour", "x"]).contains("settings: theme, palette"));
    assert!(desk.fails(2, &["config", "set", "keys", "x"]).contains("quaymark config edit"));
    assert!(desk.fails(2, &["config", "edit"]).contains("no terminal"));
    assert!(!path(&desk).exists());
}

#[test]
fn a_bad_file_is_named_everywhere_and_stays() {
    let desk = Desk::new();
    let bad = "{\n  \"teme\": \"dark\",\n  \"mouse\": 1\n}\n";
    desk.write(".config/quaymark/config.json", bad);
    let ran = desk.ok(&["config", "get"]);
    assert!(
        ran.err.contains("config.json:2:3: unknown key \"teme\"; did you mean \"theme\"?"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("config.json:3:12: mouse"), "{}", ran.err);
    assert!(ran.out.contains("theme           auto              default"), "{}", ran.out);
    let error = desk.fails(1, &["config", "set", "theme", "dark"]);
    assert!(error.contains("config.json:2:3") && error.contains("nothing was changed"), "{error}");
    let doctor = desk.run(&["doctor"]);
    assert_eq!(doctor.code, 3);
    assert!(doctor.out.contains("config.json:3:12: mouse: found 1; expected off or on"), "{}", doctor.out);
    assert_eq!(std::fs::read_to_string(path(&desk)).unwrap(), bad);
    desk.ok(&["team", "add", "Payments"]);
}
