//! Settings in a real terminal: the mouse, keys that are wrong at the start, and which editor is opened.

use crate::harness::{Machine, put};

use super::running::{Running, script};

fn config(machine: &Machine, text: &str) {
    let folder = machine.root().join(".config/quaymark");
    std::fs::create_dir_all(&folder).unwrap();
    put(&folder.join("config.json"), text.as_bytes());
}

#[test]
fn the_mouse_is_turned_on_and_off_in_the_settings_and_on_from_the_start() {
    let machine = Machine::new();
    let none = |s: &vt100::Screen| s.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
    let mut running = Running::start(&machine);
    running.press(",");
    running.wait_for("Settings");
    running.press("jjjl");
    running.wait_until("the mouse", |s| !none(s));
    assert_eq!(running.count(0, b"\x1b[?1000h"), 1);
    running.press("l");
    running.wait_until("no mouse", none);
    assert_eq!(running.count(0, b"\x1b[?1000l"), 1);
    running.press("lq");
    assert_eq!(running.ended().exit_code(), 0);
    running.is_given_back();
    let mut running = Running::start(&machine);
    running.wait_until("the mouse", |s| !none(s));
    running.press("M");
    running.wait_until("no mouse", none);
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
}

#[test]
fn keys_hold_from_the_start_and_wrong_ones_are_told_on_home() {
    let machine = Machine::new();
    config(&machine, r#"{ "keys": { "global": { "settings.open": ["f2"] } } }"#);
    let mut running = Running::start(&machine);
    running.press("\x1bOQ");
    running.wait_for("comes from");
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
    config(&machine, r#"{ "keys": { "global": { "settings.open": ["q"] } } }"#);
    let mut running = Running::start(&machine);
    running.wait_for("the changed keys are not used");
    running.press(",");
    running.wait_for("comes from");
    running.press("q");
    assert_eq!(running.ended().exit_code(), 0);
}

#[test]
fn the_editor_of_the_settings_comes_before_those_of_the_environment() {
    for (file, visual, said) in
        [(true, true, "from-file"), (false, true, "from-visual"), (false, false, "from-editor")]
    {
        let machine = Machine::new();
        let named = |name: &str| {
            script(&machine, name, &format!("printf {name} >> '{}'", machine.root().join("who").display()))
        };
        let (own, first, second) = (named("from-file"), named("from-visual"), named("from-editor"));
        if file {
            config(&machine, &format!("{{ \"editor\": {own:?} }}"));
        }
        let mut variables = vec![("EDITOR", second.as_str())];
        if visual {
            variables.push(("VISUAL", first.as_str()));
        }
        let mut running = Running::start_with(&machine, &variables);
        running.press(",E");
        running.wait_for("back from");
        running.press("q");
        assert_eq!(running.ended().exit_code(), 0);
        let mut shell = Running::shell(&machine, &variables);
        shell.press("$Q config edit\r");
        shell.wait_for("is in order");
        assert_eq!(std::fs::read_to_string(machine.root().join("who")).unwrap(), said.repeat(2));
    }
}
