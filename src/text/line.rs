//! Scores over time as a line in braille characters; in ASCII as marks. Positions are for the eye only.

use crate::model::Ratio;

use super::Glyphs;

/// The scale: from 0 to the highest level.
const TOP: i128 = 4;

/// A line through values from 0 to 4, at equal distances, in `height` rows of `width` cells. A gap stays where there
/// is no value.
pub fn line(values: &[Option<Ratio>], width: usize, height: usize, glyphs: Glyphs) -> Vec<String> {
    let (across, down) = match glyphs {
        Glyphs::Unicode => (width * 2, height * 4),
        Glyphs::Ascii => (width, height),
    };
    let mut dots = vec![vec![Dot::Nothing; across]; down];
    let mut before: Option<(usize, usize)> = None;
    let mut ends = Vec::new();
    for (place, value) in values.iter().enumerate() {
        let Some(value) = value else {
            before = None;
            continue;
        };
        let x =
            if values.len() < 2 { across / 2 } else { place * across.saturating_sub(1) / (values.len() - 1) };
        let y = down.saturating_sub(1).saturating_sub(high(*value, down.saturating_sub(1)));
        if let Some(from) = before {
            join(&mut dots, from, (x, y));
        }
        ends.push((x, y));
        before = Some((x, y));
    }
    for (x, y) in ends {
        set(&mut dots, x, y, Dot::Value);
    }
    match glyphs {
        Glyphs::Unicode => braille(&dots, width, height),
        Glyphs::Ascii => dots.iter().map(|row| row.iter().map(|d| d.mark()).collect()).collect(),
    }
}

/// The same, small: where one row or plain characters show no line, a column for each value in the last row.
pub fn small(values: &[Option<Ratio>], width: usize, height: usize, glyphs: Glyphs) -> Vec<String> {
    if glyphs == Glyphs::Unicode && height > 1 {
        return line(values, width, height, glyphs);
    }
    let columns: String = values.iter().map(|v| v.map_or(" ", |v| glyphs.column(v))).collect();
    let mut rows = vec![" ".repeat(width); height.saturating_sub(1)];
    rows.push(format!("{columns:width$}"));
    rows
}

#[derive(Clone, Copy, PartialEq)]
enum Dot {
    Nothing,
    Way,
    Value,
}

impl Dot {
    fn mark(self) -> char {
        match self {
            Self::Nothing => ' ',
            Self::Way => '.',
            Self::Value => '*',
        }
    }
}

/// How many dots above the lowest, of so many.
fn high(value: Ratio, most: usize) -> usize {
    let most = i128::try_from(most).unwrap_or(0);
    let twice = value.numerator() * most * 2 + value.denominator() * TOP;
    usize::try_from((twice / (value.denominator() * TOP * 2)).clamp(0, most)).unwrap_or(0)
}

fn set(dots: &mut [Vec<Dot>], x: usize, y: usize, dot: Dot) {
    if let Some(cell) = dots.get_mut(y).and_then(|row| row.get_mut(x)) {
        *cell = dot;
    }
}

fn join(dots: &mut [Vec<Dot>], from: (usize, usize), to: (usize, usize)) {
    let steps = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1)).max(1);
    let between = |a: usize, b: usize, n: usize| {
        let by = (2 * a.abs_diff(b) * n + steps) / (2 * steps);
        if b < a { a - by } else { a + by }
    };
    for n in 0..=steps {
        set(dots, between(from.0, to.0, n), between(from.1, to.1, n), Dot::Way);
    }
}

fn braille(dots: &[Vec<Dot>], width: usize, height: usize) -> Vec<String> {
    let on = |x: usize, y: usize| dots.get(y).and_then(|r| r.get(x)).is_some_and(|d| *d != Dot::Nothing);
    let cell = |column: usize, row: usize| {
        let mut bits = 0;
        for (dy, (left, right)) in
            [(0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80)].into_iter().enumerate()
        {
            let y = row * 4 + dy;
            bits |= if on(column * 2, y) { left } else { 0 };
            bits |= if on(column * 2 + 1, y) { right } else { 0 };
        }
        if bits == 0 { ' ' } else { char::from_u32(0x2800 + bits).unwrap_or(' ') }
    };
    (0..height).map(|row| (0..width).map(|column| cell(column, row)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(list: &[i128]) -> Vec<Option<Ratio>> {
        list.iter().map(|v| (*v >= 0).then(|| Ratio::new(*v, 2))).collect()
    }

    #[test]
    fn it_rises_from_the_bottom_to_the_top_and_leaves_gaps() {
        assert_eq!(line(&values(&[0, 8]), 4, 2, Glyphs::Ascii), ["  .*", "*.  "]);
        assert_eq!(line(&values(&[0, -1, 8]), 5, 2, Glyphs::Ascii), ["    *", "*    "]);
        assert_eq!(line(&values(&[0, 8]), 2, 1, Glyphs::Unicode), ["⡠⠊"]);
        assert_eq!(line(&values(&[8]), 2, 1, Glyphs::Unicode), [" ⠁"]);
        assert_eq!(small(&values(&[0, 4, 8]), 5, 2, Glyphs::Ascii), ["     ", "_=#  "]);
    }

    proptest! {
        #[test]
        fn it_has_its_size(list in prop::collection::vec(-1i128..=8, 0..12), width in 0usize..40, height in 0usize..10) {
            for glyphs in [Glyphs::Unicode, Glyphs::Ascii] {
                let rows = line(&values(&list), width, height, glyphs);
                prop_assert_eq!(rows.len(), height);
                prop_assert!(rows.iter().all(|r| r.chars().count() == width));
            }
        }
    }
}
