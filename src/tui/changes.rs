//! Which cells have to be written so that one screen becomes the next, with as few bytes as is simple.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// Moving the cursor takes about seven bytes: this many cells are written again rather than jumped over.
const BRIDGE: usize = 6;

/// The cells that differ, row by row, with the columns and rows they are written at. Both buffers have the same area.
pub fn changes<'b>(shown: &Buffer, next: &'b Buffer) -> Vec<(u16, u16, &'b Cell)> {
    let width = usize::from(next.area.width).max(1);
    let rows = shown.content.chunks(width).zip(next.content.chunks(width));
    let mut list = Vec::new();
    for (y, (was, is)) in (next.area.y..).zip(rows) {
        row(y, was, is, &mut list);
    }
    list
}

fn row<'b>(y: u16, was: &[Cell], is: &'b [Cell], list: &mut Vec<(u16, u16, &'b Cell)>) {
    let cells = || was.iter().zip(is);
    let Some(first) = cells().position(|(a, b)| !same(a, b)) else { return };
    let places: Vec<usize> = if cells().all(|(a, b)| is_narrow(a) && is_narrow(b)) {
        // Nothing has to be measured: a cell is a column.
        (first..).zip(cells().skip(first)).filter(|(_, (a, b))| !same(a, b)).map(|(x, _)| x).collect()
    } else {
        let area = Rect { x: 0, y, width: u16::try_from(is.len()).unwrap_or(u16::MAX), height: 1 };
        let (before, after) = (Buffer { area, content: was.to_vec() }, Buffer { area, content: is.to_vec() });
        before.diff(&after).into_iter().map(|(x, ..)| usize::from(x)).collect()
    };
    let mut last: Option<(usize, &Cell)> = None;
    for at in places {
        let Some(cell) = is.get(at) else { continue };
        let from = last.map_or(at, |(from, last)| {
            let gap = is.get(from + 1..at).unwrap_or_default();
            let bridge =
                gap.len() <= BRIDGE && is_narrow(last) && gap.iter().all(|c| is_narrow(c) && alike(c, last));
            if bridge { from + 1 } else { at }
        });
        let columns = (from..=at).filter_map(|x| Some((u16::try_from(x).ok()?, y, is.get(x)?)));
        list.extend(columns);
        last = Some((at, cell));
    }
}

/// Whether two cells show the same. As `==`, without what is never set here, and with a single byte compared without a
/// call: this is asked of every cell of every frame.
fn same(a: &Cell, b: &Cell) -> bool {
    let text = match (a.symbol().as_bytes(), b.symbol().as_bytes()) {
        ([a], [b]) => a == b,
        (a, b) => a == b,
    };
    text && alike(a, b)
}

/// Whether a cell is surely one column wide.
fn is_narrow(cell: &Cell) -> bool {
    matches!(cell.symbol().as_bytes(), [b' '..=b'~'])
}

/// Whether two cells look the same but for what stands in them.
fn alike(a: &Cell, b: &Cell) -> bool {
    a.fg == b.fg && a.bg == b.bg && a.modifier == b.modifier && a.underline_color == b.underline_color
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
                prop_assert!(written.contains(&(x, y, cell)));
            }
            for (x, y, cell) in written {
                prop_assert_eq!(is.cell((x, y)), Some(cell));
            }
        }
    }
}
