//! Terminal events to our keys. The only place that knows crossterm's names for them.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::{Code, Key};

/// Our key for a key event; none for releases, and for keys and modifiers that Quaymark does not use.
pub fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release || event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    Some(Key { code, ctrl: event.modifiers.contains(KeyModifiers::CONTROL) })
}

/// The events of bytes that were typed before anything listened: characters, enter, backspace, ctrl and arrows.
/// Other sequences are left out.
pub fn typed(bytes: &[u8]) -> Vec<Event> {
    let text = String::from_utf8_lossy(bytes);
    let mut rest = text.as_ref();
    let mut events = Vec::new();
    let arrows = [("A", KeyCode::Up), ("B", KeyCode::Down), ("C", KeyCode::Right), ("D", KeyCode::Left)];
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let (code, modifiers) = match c {
            '\x1b' => match rest.strip_prefix('[') {
                Some(inner) => {
                    let arrow = arrows.iter().find(|(letter, _)| inner.starts_with(letter));
                    let end = inner.find(|c: char| ('@'..='~').contains(&c)).map_or(inner.len(), |i| i + 1);
                    rest = inner.get(end..).unwrap_or_default();
                    match arrow {
                        Some((_, code)) => (*code, KeyModifiers::NONE),
                        None => continue,
                    }
                }
                None => (KeyCode::Esc, KeyModifiers::NONE),
            },
            '\r' | '\n' => (KeyCode::Enter, KeyModifiers::NONE),
            '\t' => (KeyCode::Tab, KeyModifiers::NONE),
            '\x7f' => (KeyCode::Backspace, KeyModifiers::NONE),
            '\x01'..='\x1a' => {
                let letter = char::from_u32(u32::from(c) + 0x60).unwrap_or(c);
                (KeyCode::Char(letter), KeyModifiers::CONTROL)
            }
            c if c.is_control() => continue,
            c => (KeyCode::Char(c), KeyModifiers::NONE),
        };
        events.push(Event::Key(KeyEvent::new(code, modifiers)));
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_early_is_not_lost() {
        let names: Vec<String> = typed(b"n\x1b[B\x1b[5~2\r\x03\x1b")
            .into_iter()
            .filter_map(|e| e.as_key_event().and_then(key))
            .map(|k| k.to_string())
            .collect();
        assert_eq!(names, ["n", "down", "2", "enter", "ctrl-c", "esc"]);
    }
}
