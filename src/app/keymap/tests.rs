//! The table and changed maps: no key means two things, every problem is told, there is always a way out.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::app::key::Key;

fn no_clash(map: &Keymap) {
    for context in Context::ALL {
        let mut seen: BTreeMap<&str, Action> = BTreeMap::new();
        for row in map.working(context) {
            for name in &row.keys {
                let other = seen.insert(name, row.action);
                assert!(other.is_none(), "{context:?}: {name} is {other:?} and {:?}", row.action);
            }
        }
        for name in seen.keys().filter(|n| n.contains(' ')) {
            let first = name.split(' ').next().unwrap();
            assert!(!seen.contains_key(first), "{context:?}: {first} acts and starts {name}");
        }
    }
}

fn patch(text: &str) -> Patch {
    serde_json::from_str(text).unwrap()
}

/// The problems of a patch, as sentences.
fn said(text: &str) -> Vec<String> {
    Keymap::patched(&patch(text)).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn every_name_is_a_key() {
    for binding in BINDINGS {
        for name in binding.keys {
            let (first, second) = sequence(name);
            assert!(first.is_some(), "{name}");
            assert_eq!(second.is_some(), name.contains(' '), "{name}");
            if let (Some(key), false) = (first, name.contains(' ')) {
                assert_eq!(key.to_string(), *name);
            }
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_place() {
    no_clash(&Keymap::default());
}

#[test]
fn an_action_has_one_row_in_a_context_and_names_are_not_taken_twice() {
    let rows: Vec<_> = BINDINGS.iter().map(|b| (b.context, b.action)).collect();
    let once: std::collections::BTreeSet<_> = rows.iter().collect();
    assert_eq!(rows.len(), once.len());
    let ids: std::collections::BTreeSet<_> = Context::ALL.iter().map(|c| c.id()).collect();
    assert_eq!(ids.len(), Context::ALL.len());
    assert!(BINDINGS.iter().all(|b| Context::ALL.contains(&b.context)));
}

#[test]
fn letters_stay_free_where_they_are_typed() {
    for row in Keymap::default().rows().filter(|r| r.context.types()) {
        for name in &row.keys {
            let (first, second) = sequence(name);
            let letter = matches!(first, Some(Key { code: crate::app::Code::Char(c), ctrl: false })
                if c.is_alphanumeric() || c == ' ');
            assert!(!letter && second.is_none(), "{:?} {name}", row.context);
        }
    }
}

#[test]
fn every_action_has_a_key_and_every_row_a_help() {
    for action in Action::all() {
        assert!(BINDINGS.iter().any(|b| b.action == *action), "{}", action.id());
    }
    for binding in BINDINGS {
        assert!(!binding.help.is_empty(), "{}", binding.action.id());
    }
}

#[test]
fn pairs_wait_for_their_second_key() {
    let map = Keymap::default();
    let g = Key::char('g');
    assert_eq!(map.lookup(Context::Home, None, g), Lookup::Prefix);
    assert_eq!(map.lookup(Context::Home, Some(g), g), Lookup::Does(Action::Top));
    assert_eq!(map.lookup(Context::Home, Some(g), Key::char('z')), Lookup::Nothing);
    assert_eq!(map.lookup(Context::Question, None, Key::char('2')), Lookup::Does(Action::Answer2));
    assert_eq!(map.lookup(Context::Note, None, Key::char('q')), Lookup::Nothing);
    let after = map.after(Context::Home, g);
    assert!(after.iter().any(|(k, r)| *k == Key::char('h') && r.action == Action::GoHome), "{after:?}");
}

#[test]
fn own_keys_replace_those_of_the_table() {
    let map = Keymap::patched(&patch(
        r#"{"question": {"answer.sure": ["ctrl-S", "w"], "park": [], "note.edit": ["e"]}}"#,
    ))
    .unwrap();
    no_clash(&map);
    assert_eq!(map.lookup(Context::Question, None, Key::char('w')), Lookup::Does(Action::Sure));
    assert_eq!(map.lookup(Context::Question, None, Key::ctrl('s')), Lookup::Does(Action::Sure));
    assert_eq!(map.lookup(Context::Question, None, Key::char('s')), Lookup::Nothing);
    assert_eq!(map.lookup(Context::Question, None, Key::char('p')), Lookup::Nothing);
    let changed: Vec<_> = map.rows().filter(|r| r.changed).map(|r| r.action).collect();
    assert_eq!(changed, [Action::Sure, Action::Park], "the same key is no change");
}

#[test]
fn keys_can_change_places() {
    let map = Keymap::patched(&patch(
        r#"{"question": {"note.edit": ["v"], "evidence.add": ["e"]}, "global": {"go.home": ["ctrl-x h"]}}"#,
    ))
    .unwrap();
    assert_eq!(map.lookup(Context::Question, None, Key::char('v')), Lookup::Does(Action::Note));
    assert_eq!(map.lookup(Context::Review, None, Key::ctrl('x')), Lookup::Prefix);
}

#[test]
fn every_problem_is_told_with_its_place() {
    for (text, expected) in [
        (r#"{"questoin": {}}"#, r#"there is no context "questoin"; did you mean "question"?"#),
        (r#"{"xyz": {}}"#, r#"there is no context "xyz"; quaymark keys --format json lists them"#),
        (
            r#"{"question": {"answer.shure": ["k"]}}"#,
            r#"there is no action "answer.shure" in "question"; did you mean "answer.sure"?"#,
        ),
        (
            r#"{"question": {"park": ["meta-x"]}}"#,
            r#""meta-x" is not a key; a key is a character, or a name such as enter, f5 or ctrl-r"#,
        ),
        (r#"{"question": {"park": ["ctrl-i"]}}"#, r#"a terminal sends "ctrl-i" as tab; bind that instead"#),
        (r#"{"question": {"park": ["e"]}}"#, r#""e" is bound to note.edit in "question" already"#),
        (
            r#"{"question": {"park": ["q"]}}"#,
            r#""q" is bound to app.quit in "global", which works here as well"#,
        ),
        (
            r#"{"global": {"undo": ["R"]}}"#,
            r#""R" is bound to review.open in "overview", which works here as well"#,
        ),
        (
            r#"{"question": {"park": ["g"]}}"#,
            r#""g" can not act alone and also begin two keys; see move.top"#,
        ),
        (
            r#"{"help": {"nav.back": ["x"]}}"#,
            r#""x" can not be bound in "help", where it edits text; take one key with ctrl, or f1 to f12"#,
        ),
        (
            r#"{"global": {"help.toggle": []}}"#,
            r#"help.toggle needs a key in "global": there is no other way to it"#,
        ),
        (
            r#"{"note": {"field.close": []}}"#,
            r#"field.close needs a key in "note": there is no other way to it"#,
        ),
    ] {
        let found = said(text);
        assert!(found.contains(&expected.to_owned()), "{text}: {found:#?}");
    }
    assert!(Keymap::patched(&patch(r#"{"global": {"app.quit": []}}"#)).is_ok(), "ctrl-c is left");
    assert_eq!(said(r#"{"global": {"app.quit": [], "app.interrupt": []}}"#).len(), 1);
    let both = said(r#"{"question": {"park": ["e", "nokey"], "nothing": []}, "nowhere": {}}"#);
    assert_eq!(both.len(), 4, "all at once: {both:#?}");
    let place = Keymap::patched(&patch(r#"{"question": {"park": ["x", "ctrl-E", "ctrl-e", "E", "e"]}}"#));
    let problems = place.unwrap_err();
    let places: Vec<_> = problems.iter().map(|p| (p.action.as_deref(), p.key.as_deref())).collect();
    assert_eq!(places, [(Some("park"), Some("e"))]);
}

/// Patches that mostly name what there is.
fn patches() -> impl Strategy<Value = Patch> {
    let names: Vec<(String, String)> =
        BINDINGS.iter().map(|b| (b.context.id().to_owned(), b.action.id().to_owned())).collect();
    let keys: Vec<String> = BINDINGS
        .iter()
        .flat_map(|b| b.keys.iter().map(|k| (*k).to_owned()))
        .chain(["z", "Z", "ctrl-g", "f5", "f6", "w", "W", "z z", "g z", "+"].map(str::to_owned))
        .collect();
    let key = prop_oneof![8 => proptest::sample::select(keys), 1 => "\\PC{0,6}"];
    let entry = (proptest::sample::select(names), prop::collection::vec(key, 0..3));
    prop::collection::vec(entry, 0..6).prop_map(|entries| {
        let mut patch = Patch::new();
        for ((context, action), keys) in entries {
            patch.entry(context).or_default().insert(action, keys);
        }
        patch
    })
}

proptest! {
    #[test]
    fn a_changed_keymap_has_no_clash_and_keeps_its_ways_out(patch in patches()) {
        match Keymap::patched(&patch) {
            Ok(map) => {
                no_clash(&map);
                for context in Context::ALL {
                    let leaves = [Action::Back, Action::No, Action::Close];
                    prop_assert!(
                        context == Context::Global
                            || map.working(context).any(|r| leaves.contains(&r.action) && !r.keys.is_empty()),
                        "{context:?}"
                    );
                }
                let help = map.key_of(Context::Home, Action::Help);
                prop_assert!(help.is_some());
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                for problem in problems {
                    prop_assert!(patch.contains_key(&problem.context), "{problem}");
                    if let Some(action) = &problem.action {
                        let keys = patch.get(&problem.context).and_then(|a| a.get(action));
                        prop_assert!(keys.is_some(), "{problem}");
                        if let Some(key) = &problem.key {
                            prop_assert!(keys.unwrap().contains(key), "{problem}");
                        }
                    }
                }
            }
        }
    }
}
