//! Marks what was looked for in what is drawn already. The text stays as it is.

use crate::text::width::grapheme_cells;
use crate::tui::theme::Role;

use super::page::Page;

/// Words shorter than this are everywhere; marking them would mark everything.
const SHORTEST: usize = 2;

/// Marks every place of the page where one of the words stands. The words are in lower case.
pub fn mark(page: &mut Page<'_>, words: &[String]) {
    let words: Vec<&String> = words.iter().filter(|w| w.chars().count() >= SHORTEST).collect();
    if words.is_empty() {
        return;
    }
    let (area, style) = (page.area, page.theme.style(Role::Find));
    for y in area.top()..area.bottom() {
        let (mut text, mut starts, mut x) = (String::new(), Vec::new(), area.left());
        while x < area.right() {
            let Some(cell) = page.buffer.cell((x, y)) else { break };
            starts.push((text.len(), x));
            text.push_str(&cell.symbol().to_lowercase());
            x = x.saturating_add(u16::try_from(grapheme_cells(cell.symbol()).max(1)).unwrap_or(1));
        }
        for (from, found) in words.iter().flat_map(|w| text.match_indices(w.as_str())) {
            let inside = starts.iter().filter(|(at, _)| (from..from + found.len()).contains(at));
            for (_, x) in inside {
                if let Some(cell) = page.buffer.cell_mut((*x, y)) {
                    cell.set_style(style);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;

    use super::*;
    use crate::text::Glyphs;
    use crate::tui::theme::Theme;

    #[test]
    fn every_place_is_marked_in_any_case_of_letters_and_no_other() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 2));
        let mut page = Page::new(&mut buffer, Theme::Mono, Glyphs::Unicode);
        page.put(0, 0, "日 Mesh and meshes", Role::Text);
        page.put(0, 1, "a mess", Role::Text);
        mark(&mut page, &["mesh".to_owned(), "a".to_owned()]);
        let marked = |y| -> Vec<u16> {
            let find = Modifier::BOLD | Modifier::UNDERLINED;
            (0..24).filter(|x| buffer[(*x, y)].modifier.contains(find)).collect()
        };
        assert_eq!(marked(0), [3, 4, 5, 6, 12, 13, 14, 15]);
        assert_eq!(marked(1), [0; 0]);
    }
}
