//! Contrast, measured by the formula of WCAG 2, and what a theme may use.

use ratatui::style::{Color, Modifier};

use super::*;

const ROLES: [Role; 14] = [
    Role::Text,
    Role::Strong,
    Role::Quiet,
    Role::Selected,
    Role::Accent,
    Role::Warning,
    Role::Up,
    Role::Down,
    Role::Find,
    Role::Level(0),
    Role::Level(1),
    Role::Level(2),
    Role::Level(3),
    Role::Level(4),
];

/// Red, green and blue of a colour; the sixteen as xterm has them, which are hard to read on.
fn parts(colour: Color) -> [u8; 3] {
    match colour {
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Black => [0, 0, 0],
        Color::Red => [205, 0, 0],
        Color::Yellow => [205, 205, 0],
        Color::Blue => [0, 0, 238],
        Color::Cyan => [0, 205, 205],
        Color::LightMagenta => [255, 0, 255],
        Color::LightCyan => [0, 255, 255],
        Color::White => [255, 255, 255],
        other => panic!("{other:?} is not among the colours that are measured"),
    }
}

fn luminance([r, g, b]: [u8; 3]) -> f64 {
    let part = |p: u8| {
        let p = f64::from(p) / 255.0;
        if p <= 0.04045 { p / 12.92 } else { ((p + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn settings(theme: &str, palette: &str) -> Settings {
    let mut settings = Settings::default();
    assert!(settings.file.set(crate::model::Setting::Theme, Some(theme)));
    assert!(settings.file.set(crate::model::Setting::Palette, Some(palette)));
    settings
}

/// Every theme with every palette, number of colours and background that is found.
fn all() -> Vec<(String, Theme)> {
    let mut list = Vec::new();
    for theme in ThemeName::WORDS {
        for palette in PaletteName::WORDS {
            for depth in [Depth::Sixteen, Depth::Full] {
                for ground in [Some(Ground::Dark), Some(Ground::Light), None] {
                    let abilities = Abilities { depth, ground, glyphs: Glyphs::Unicode };
                    let name = format!("{theme} {palette} {depth:?} on {ground:?}");
                    list.push((name, abilities.theme(&settings(theme, palette))));
                }
            }
        }
    }
    list
}

#[test]
fn the_formula_is_that_of_wcag() {
    assert!((contrast([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 0.001);
    assert!((contrast([119, 119, 119], [255, 255, 255]) - 4.48).abs() < 0.01);
}

#[test]
fn everything_can_be_read_on_its_background() {
    for (name, theme) in all() {
        let grounds = match theme.ground() {
            Some(Ground::Dark) => vec![[0, 0, 0], [0x1e; 3]],
            Some(Ground::Light) => vec![[0xff; 3], [0xf5; 3]],
            None => Vec::new(),
        };
        let measured =
            matches!(theme, Theme::Coloured(c) if c.kind == Kind::Contrast && c.depth == Depth::Full);
        let wanted = if measured { 7.0 } else { 4.5 };
        for role in ROLES {
            let style = theme.style(role);
            assert!(style.bg.is_none() || style.fg.is_some(), "{name}: {role:?}");
            let Some(fg) = style.fg else { continue };
            let behind = style.bg.map_or(grounds.clone(), |bg| vec![parts(bg)]);
            assert!(!behind.is_empty(), "{name}: {role:?} has a colour on a background that is not known");
            for ground in behind {
                let found = contrast(parts(fg), ground);
                assert!(
                    found >= wanted,
                    "{name}: {role:?} {fg:?} on {ground:?} has {found:.2}, not {wanted}"
                );
            }
        }
    }
}

#[test]
fn sixteen_colours_means_sixteen() {
    for (name, theme) in all() {
        if !matches!(theme, Theme::Coloured(c) if c.depth == Depth::Full) {
            for role in ROLES {
                let style = theme.style(role);
                let rgb = |c: Option<Color>| matches!(c, Some(Color::Rgb(..) | Color::Indexed(_)));
                assert!(!rgb(style.fg) && !rgb(style.bg), "{name}: {role:?}");
            }
        }
    }
}

#[test]
fn without_colour_or_a_known_background_there_is_none() {
    for (name, theme) in all() {
        if theme.ground().is_none() {
            for role in ROLES {
                let style = theme.style(role);
                assert_eq!((style.fg, style.bg), (None, None), "{name}: {role:?}");
            }
            assert_ne!(theme.style(Role::Selected), theme.style(Role::Text), "{name}");
            assert!(theme.style(Role::Warning).add_modifier.contains(Modifier::BOLD | Modifier::UNDERLINED));
        }
    }
}

/// The brightness of the levels goes one way, so that they can be told apart without telling colours apart.
#[test]
fn the_levels_get_brighter_or_darker_step_by_step() {
    for (name, theme) in all() {
        let Theme::Coloured(Colours { depth: Depth::Full, ground: Some(ground), .. }) = theme else {
            continue;
        };
        let steps: Vec<f64> =
            (0..5).map(|level| luminance(parts(theme.style(Role::Level(level)).bg.unwrap()))).collect();
        let up = steps.windows(2).all(|w| w[0] < w[1]);
        let down = steps.windows(2).all(|w| w[0] > w[1]);
        assert!(if ground == Ground::Dark { up } else { down }, "{name}: {steps:?}");
    }
}
