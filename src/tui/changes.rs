//! Which cells have to be written so that one screen becomes the next, with as few bytes as is simple.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// Moving the cursor takes about seven bytes: this many cells are written again rather than jumped over.
const BRIDGE: usize = 6;

/// The cells that differ, row by row. Both buffers have the same area.
pub fn changes(shown: &Buffer, next: &Buffer) -> Vec<(u16, u16, Cell)> {
    let width = usize::from(next.area.width).max(1);
    let rows = shown.content.chunks(width).zip(next.content.chunks(width));
    let mut list = Vec::new();
    for (y, (was, is)) in (next.area.y..).zip(rows) {
        // Most rows stay as they are, and comparing is cheaper than measuring characters.
        if was != is {
            row(y, was, is, &mut list);
        }
    }
    list
}

fn row(y: u16, was: &[Cell], is: &[Cell], list: &mut Vec<(u16, u16, Cell)>) {
    let area = Rect { x: 0, y, width: u16::try_from(is.len()).unwrap_or(u16::MAX), height: 1 };
    let (before, after) = (Buffer { area, content: was.to_vec() }, Buffer { area, content: is.to_vec() });
    let mut last: Option<(usize, &Cell)> = None;
    for (x, _, cell) in before.diff(&after) {
        let at = usize::from(x);
        if let Some((from, last)) = last {
            let gap = is.get(from + 1..at).unwrap_or_default();
            if gap.len() <= BRIDGE && is_narrow(last) && gap.iter().all(|c| is_narrow(c) && alike(c, last)) {
                let columns = (from + 1..at).filter_map(|x| u16::try_from(x).ok());
                list.extend(columns.zip(gap).map(|(x, c)| (x, y, c.clone())));
            }
        }
        list.push((x, y, cell.clone()));
        last = Some((at, cell));
    }
}

/// Whether a cell is surely one column wide.
fn is_narrow(cell: &Cell) -> bool {
    matches!(cell.symbol().as_bytes(), [b' '..=b'~'])
}

/// Whether two cells look the same but for what stands in them.
fn alike(a: &Cell, b: &Cell) -> bool {
    a.style() == b.style()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::{Modifier, Style};

    use super::*;

    fn screen(lines: &[(String, bool)]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
        for (y, (text, bold)) in (0..).zip(lines) {
            let style = if *bold { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
            buffer.set_stringn(0, y, text, 20, style);
        }
        buffer
    }

    fn columns(was: &str, is: &str) -> Vec<u16> {
        let line = |text: &str| screen(&[(text.to_owned(), false)]);
        changes(&line(was), &line(is)).iter().map(|(x, ..)| *x).collect()
    }

    #[test]
    fn short_gaps_are_written_again() {
        assert_eq!(columns("abcd", "abcd"), [] as [u16; 0]);
        assert_eq!(columns("abcd", "xbcy"), [0, 1, 2, 3]);
        assert_eq!(columns("a1234567b", "x1234567y"), [0, 8]);
        assert_eq!(columns("日b", "月b"), [0]);
        assert_eq!(columns("日bc", "月bx"), [0, 3]);
    }

    proptest! {
        #[test]
        fn what_is_written_makes_the_next_screen(
            was in prop::collection::vec(("[a-c 日é]{0,12}", any::<bool>()), 3),
            is in prop::collection::vec(("[a-c 日é]{0,12}", any::<bool>()), 3),
        ) {
            let (was, is) = (screen(&was), screen(&is));
            let all = was.diff(&is);
            let written = changes(&was, &is);
            for (x, y, cell) in all {
                prop_assert!(written.contains(&(x, y, cell.clone())));
            }
            for (x, y, cell) in written {
                prop_assert_eq!(is.cell((x, y)), Some(&cell));
            }
        }
    }
}
