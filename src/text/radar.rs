//! A radar of up to some dozens of axes in braille characters: rings for the levels, the values as a shape, the
//! names of the axes around it. Positions are for the eye only; no number comes out of here.

use std::f64::consts::TAU;

use crate::model::Ratio;

/// Rings, one per level. The outermost is level 4.
const RINGS: i32 = 4;
/// The smallest radius that still shows a shape, in dots; there are two beside and four above each other in a cell.
const SMALLEST: i32 = 8;

/// What a cell of the picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Nothing.
    Blank,
    /// A ring.
    Ring,
    /// The shape of the values.
    Shape,
    /// The name of an axis, by its place.
    Name(usize),
}

/// A cell of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The character, one cell wide.
    pub character: char,
    /// What it is.
    pub ink: Ink,
}

/// Draws axes clockwise from the top, each with its name (of ASCII) and its value from 0 to 4. None when there are
/// fewer than three axes, or there is too little room. Every row has `width` cells.
pub fn radar(axes: &[(String, Ratio)], width: usize, height: usize) -> Option<Vec<Vec<Cell>>> {
    let name = axes.iter().map(|(name, _)| name.len()).max().filter(|_| axes.len() >= 3)?;
    let whole = |n: usize| i32::try_from(n).ok();
    let across = whole(width.checked_sub(2 * (name + 2))?)?;
    let up = whole(height.checked_sub(2)?)? * 2;
    let radius = across.min(up) - 1;
    if radius < SMALLEST {
        return None;
    }
    let mut picture = Picture::new(width, height, radius);
    for ring in 1..=RINGS {
        picture.ring(radius * ring / RINGS, if ring == RINGS { 3.0 } else { 5.0 });
    }
    let ends: Vec<(i32, i32)> = axes
        .iter()
        .enumerate()
        .map(|(place, (_, value))| picture.at(turn(place, axes.len()), part(*value) * f64::from(radius)))
        .collect();
    for (from, to) in ends.iter().zip(ends.iter().cycle().skip(1)) {
        picture.line(*from, *to);
    }
    let mut rows = picture.cells();
    for (place, (name, _)) in axes.iter().enumerate() {
        picture.name(&mut rows, place, turn(place, axes.len()), name);
    }
    Some(rows)
}

/// The angle of an axis, clockwise from the top.
fn turn(place: usize, axes: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    TAU * number(place) / number(axes)
}

/// The share of the radius.
fn part(value: Ratio) -> f64 {
    let thousandths = (value.numerator() * 250 / value.denominator()).clamp(0, 1000);
    f64::from(i32::try_from(thousandths).unwrap_or(0)) / 1000.0
}

#[expect(clippy::cast_possible_truncation, reason = "dots of a terminal, far below the limit")]
fn nearest(place: f64) -> i32 {
    // Machines differ in the last digits of a sine: they must not decide about a dot.
    (place + 1e-6).round() as i32
}

struct Picture {
    width: usize,
    height: usize,
    radius: i32,
    /// For each cell the dots of the rings, and those of the shape.
    dots: Vec<(u8, u8)>,
}

impl Picture {
    fn new(width: usize, height: usize, radius: i32) -> Self {
        Self { width, height, radius, dots: vec![(0, 0); width * height] }
    }

    /// The dot in the middle.
    fn middle(&self) -> (i32, i32) {
        let number = |n: usize| i32::try_from(n).unwrap_or(0);
        (number(self.width), number(self.height) * 2)
    }

    /// The dot at an angle and a distance from the middle.
    fn at(&self, angle: f64, distance: f64) -> (i32, i32) {
        let (x, y) = self.middle();
        (nearest(f64::from(x) + distance * angle.sin()), nearest(f64::from(y) - distance * angle.cos()))
    }

    fn dot(&mut self, (x, y): (i32, i32), shape: bool) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        let bit = match (x % 2, y % 4) {
            (0, 3) => 0x40,
            (0, row) => 1 << row,
            (_, 3) => 0x80,
            (_, row) => 8 << row,
        };
        if x / 2 >= self.width {
            return;
        }
        if let Some(cell) = self.dots.get_mut(y / 4 * self.width + x / 2) {
            if shape { cell.1 |= bit } else { cell.0 |= bit }
        }
    }

    /// Single dots along a circle.
    fn ring(&mut self, radius: i32, apart: f64) {
        // A multiple of eight looks the same on all sides.
        let count = nearest(TAU * f64::from(radius) / apart / 8.0).max(1) * 8;
        for n in 0..count {
            let at = self.at(TAU * f64::from(n) / f64::from(count), f64::from(radius));
            self.dot(at, false);
        }
    }

    fn line(&mut self, from: (i32, i32), to: (i32, i32)) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = dx.abs().max(dy.abs()).max(1);
        for n in 0..=steps {
            let between = |start: i32, by: i32| {
                let scaled = 2 * by * n + steps * by.signum();
                start + scaled / (2 * steps)
            };
            self.dot((between(from.0, dx), between(from.1, dy)), true);
        }
    }

    fn cells(&self) -> Vec<Vec<Cell>> {
        let cell = |(ring, shape): &(u8, u8)| {
            let character = char::from_u32(0x2800 + u32::from(ring | shape)).unwrap_or(' ');
            match (*ring, *shape) {
                (0, 0) => Cell { character: ' ', ink: Ink::Blank },
                (_, 0) => Cell { character, ink: Ink::Ring },
                _ => Cell { character, ink: Ink::Shape },
            }
        };
        self.dots.chunks(self.width.max(1)).map(|row| row.iter().map(cell).collect()).collect()
    }

    /// Writes the name of an axis beyond its end, unless another name is there.
    fn name(&self, rows: &mut [Vec<Cell>], place: usize, angle: f64, name: &str) {
        let (x, y) = self.at(angle, f64::from(self.radius + 4));
        let length = i32::try_from(name.len()).unwrap_or(0);
        let start = match angle.sin() {
            right if right > 0.2 => x / 2,
            left if left < -0.2 => x / 2 - length + 1,
            _ => x / 2 - length / 2,
        };
        let start = usize::try_from(start).unwrap_or(0).min(self.width.saturating_sub(name.len()));
        let row = usize::try_from(y / 4).unwrap_or(0).min(self.height.saturating_sub(1));
        let Some(row) = rows.get_mut(row) else { return };
        // One cell stays free on both sides.
        let mut around = row.iter().skip(start.saturating_sub(1)).take(name.len() + 2);
        if around.any(|c| matches!(c.ink, Ink::Name(_))) {
            return;
        }
        let Some(cells) = row.get_mut(start..start + name.len()) else { return };
        for (cell, character) in cells.iter_mut().zip(name.chars()) {
            *cell = Cell { character, ink: Ink::Name(place) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn axes(values: &[i128]) -> Vec<(String, Ratio)> {
        values.iter().enumerate().map(|(n, v)| (format!("A{n}"), Ratio::new(*v, 2))).collect()
    }

    fn drawn(rows: &[Vec<Cell>]) -> String {
        let row = |row: &Vec<Cell>| row.iter().map(|c| c.character).collect::<String>().trim_end().to_owned();
        rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn four_axes_make_a_cross_with_names_around_it() {
        let rows = radar(&axes(&[8, 4, 8, 4]), 26, 11).unwrap();
        let text = drawn(&rows);
        insta::assert_snapshot!(text);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].trim() == "A0" && lines[10].trim() == "A2", "{text}");
        assert!(lines[5].trim_start().starts_with("A3") && lines[5].ends_with("A1"), "{text}");
    }

    #[test]
    fn nothing_is_drawn_where_it_would_show_nothing() {
        assert!(radar(&axes(&[1, 2]), 80, 24).is_none());
        assert!(radar(&axes(&[1, 2, 3]), 80, 4).is_none());
        assert!(radar(&axes(&[1, 2, 3]), 10, 24).is_none());
        assert!(radar(&[], 0, 0).is_none());
    }

    proptest! {
        #[test]
        fn it_has_its_size_and_every_end_at_every_size(
            values in prop::collection::vec(0i128..=8, 0..30), width in 0usize..150, height in 0usize..60,
        ) {
            if let Some(rows) = radar(&axes(&values), width, height) {
                prop_assert_eq!(rows.len(), height);
                prop_assert!(rows.iter().all(|r| r.len() == width));
                prop_assert!(rows.iter().flatten().any(|c| c.ink == Ink::Shape));
                prop_assert!(rows.iter().flatten().any(|c| c.ink == Ink::Name(0)));
            }
        }
    }
}
