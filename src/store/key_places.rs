//! Where the changed keys stand in the settings file. Which keys there are is not known here.

use std::path::Path;

use crate::json::diagnostic::{Diagnostic, item_path, key_path};
use crate::json::plain::Limits;
use crate::json::tree::{self, Node, Property, Value};

use super::error::shown;

/// Something wrong with a changed key, by the names in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyTrouble {
    /// The context.
    pub context: String,
    /// The action; none when the context is wrong.
    pub action: Option<String>,
    /// The key; none when the action or the context is wrong.
    pub key: Option<String>,
    /// What is wrong.
    pub message: String,
}

/// Says where each trouble stands in the bytes of a settings file that is called `file`; in order of place. What is
/// not found there stands at the start.
pub fn place_keys(file: &str, bytes: &[u8], troubles: Vec<KeyTrouble>) -> Vec<Diagnostic> {
    let Ok(tree) = tree::parse(file, bytes, Limits::FILE) else { return Vec::new() };
    let placed = |trouble: KeyTrouble| {
        let (offset, path) = find(&tree.root, &trouble);
        Diagnostic::error(file, tree.position(offset), &path, trouble.message)
    };
    let mut list: Vec<Diagnostic> = troubles.into_iter().map(placed).collect();
    list.sort();
    list
}

/// As `place_keys`, in the file at a path.
pub fn place_keys_in(path: &Path, troubles: Vec<KeyTrouble>) -> Vec<Diagnostic> {
    let bytes = super::settings::config_bytes(path).unwrap_or_else(|_| b"{}".to_vec());
    place_keys(&shown(path), &bytes, troubles)
}

/// The offset and the path of the most exact thing that a trouble names.
fn find(root: &Node, trouble: &KeyTrouble) -> (usize, String) {
    let (mut offset, mut path) = (root.span.start, "keys".to_owned());
    let Some(keys) = property(root, "keys") else { return (offset, path) };
    let mut node = &keys.node;
    for name in std::iter::once(&trouble.context).chain(&trouble.action) {
        path = key_path(&path, name);
        let Some(found) = property(node, name) else { return (offset, path) };
        (offset, node) = (found.key_span.start, &found.node);
    }
    let items = node.items().unwrap_or_default();
    let place = trouble.key.as_ref().and_then(|key| items.iter().position(|i| i.text() == Some(key)));
    if let Some((index, item)) = place.and_then(|index| Some((index, items.get(index)?))) {
        return (item.span.start, item_path(&path, index));
    }
    (offset, path)
}

fn property<'a>(node: &'a Node, key: &str) -> Option<&'a Property> {
    match &node.value {
        Value::Object(properties) => properties.iter().find(|p| p.key == key),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] =
        b"{\n  \"keys\": {\n    \"question\": { \"park\": [\"x\", \"e\"] },\n    \"a b\": {}\n  }\n}\n";

    fn place(context: &str, action: Option<&str>, key: Option<&str>) -> String {
        let trouble = KeyTrouble {
            context: context.to_owned(),
            action: action.map(str::to_owned),
            key: key.map(str::to_owned),
            message: "wrong".to_owned(),
        };
        place_keys("c.json", TEXT, vec![trouble]).first().unwrap().to_string()
    }

    #[test]
    fn the_most_exact_place_is_told() {
        for (context, action, key, expected) in [
            ("question", Some("park"), Some("e"), "c.json:3:32: keys.question.park[1]: wrong"),
            ("question", Some("park"), None, "c.json:3:19: keys.question.park: wrong"),
            ("question", Some("park"), Some("not there"), "c.json:3:19: keys.question.park: wrong"),
            ("question", None, None, "c.json:3:5: keys.question: wrong"),
            ("question", Some("gone"), Some("e"), "c.json:3:5: keys.question.gone: wrong"),
            ("a b", None, None, "c.json:4:5: keys[\"a b\"]: wrong"),
            ("home", None, None, "c.json:1:1: keys.home: wrong"),
        ] {
            assert_eq!(place(context, action, key), expected);
        }
        assert_eq!(place_keys("c.json", b"{", Vec::new()), []);
    }
}
