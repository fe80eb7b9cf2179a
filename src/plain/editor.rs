//! The person's editor, for a note or a file. Without one, or where the input is no terminal, notes are typed in lines.

use std::path::Path;

use crate::app::message::Edited;
use crate::app::{Effect, Message};
use crate::runtime::editing::Editor;

use super::talk::Talk;

/// Whether an editor can be opened: somebody named one, and there is a terminal for it.
pub(super) fn is_there(talk: &Talk<'_>) -> bool {
    !talk.echo && talk.app.settings.editor().is_some()
}

/// Opens the editor, waits for it, and says what came of it.
pub(super) fn open(talk: &Talk<'_>, effect: Effect) -> Message {
    if !is_there(talk) {
        let file = match effect {
            Effect::EditFile { path, .. } => format!("; the file is {}", path.display()),
            _ => String::new(),
        };
        return Message::Edited(Err(format!("no editor can be opened here{file}")));
    }
    let editor = talk.app.settings.editor();
    let editor = Editor::named(editor.as_ref().map(|e| e.value.as_str()));
    Message::Edited(match effect {
        Effect::EditText { purpose, text, below } => {
            let edited = editor.and_then(|e| e.edit(&text, &below));
            edited.map(|text| Edited::Text { purpose, text })
        }
        Effect::EditFile { path, line } => {
            let opened = editor.and_then(|e| e.open(Path::new(&path), line));
            opened.map(|()| Edited::File(path))
        }
        _ => Err("there is nothing to edit".to_owned()),
    })
}
