//! The tables of the themes: role to style, for a background, a palette and a number of colours. Their contrast is
//! measured by a test.

use ratatui::style::{Color, Modifier, Style};

use crate::model::settings::PaletteName;
use crate::runtime::environment::Ground;

use super::{Colours, Depth, Kind, Role, mono};

/// The colours that roles take.
#[derive(Debug, Clone, Copy)]
struct Table {
    quiet: Option<Color>,
    accent: Color,
    warning: Color,
    up: Color,
    down: Color,
    find: (Color, Color),
}

/// Foreground and background of the five levels; none is the terminal's own.
type Ramp = [Option<(Color, Color)>; 5];

/// The style of a role.
pub(super) fn style(colours: Colours, role: Role) -> Style {
    let Some(ground) = colours.ground else { return unknown(role) };
    let full = colours.depth == Depth::Full;
    let table = match colours.kind {
        Kind::Measured if full => measured(ground, colours.palette),
        Kind::Contrast if full => contrast(ground, colours.palette),
        _ => sixteen(ground, colours.palette),
    };
    let strong = colours.kind == Kind::Contrast;
    let plain = Style::new();
    let bold = plain.add_modifier(Modifier::BOLD);
    match role {
        Role::Text => plain,
        Role::Strong => bold,
        Role::Quiet => match (table.quiet, strong) {
            (_, true) => plain,
            (Some(colour), false) => plain.fg(colour),
            (None, false) => plain.add_modifier(Modifier::DIM),
        },
        Role::Selected if strong => bold.add_modifier(Modifier::REVERSED),
        Role::Selected => bold,
        Role::Accent if strong => bold.fg(table.accent),
        Role::Accent => plain.fg(table.accent),
        Role::Warning if strong => bold.fg(table.warning).add_modifier(Modifier::UNDERLINED),
        Role::Warning => bold.fg(table.warning),
        Role::Up => plain.fg(table.up),
        Role::Down => plain.fg(table.down),
        Role::Find => plain.fg(table.find.0).bg(table.find.1),
        Role::Level(level) => {
            let ramp = if full { full_ramp(ground, colours.palette, strong) } else { sixteen_ramp(ground) };
            match ramp.get(usize::from(level.min(4))).copied().flatten() {
                Some((fg, bg)) => plain.fg(fg).bg(bg),
                None => plain,
            }
        }
    }
}

/// Without knowing the background: no colour, and dim text where the terminal has it.
fn unknown(role: Role) -> Style {
    match role {
        Role::Quiet => Style::new().add_modifier(Modifier::DIM),
        Role::Selected => Style::new().add_modifier(Modifier::BOLD),
        other => mono(other),
    }
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::Rgb(r, g, b)
}

/// The sixteen colours of the terminal. Up and down differ in brightness and in blue against yellow or red, which
/// everybody sees, so one table serves all palettes.
fn sixteen(ground: Ground, palette: PaletteName) -> Table {
    match (ground, palette) {
        (Ground::Dark, PaletteName::Trit) => {
            Table { up: Color::Cyan, down: Color::LightMagenta, ..SIXTEEN_DARK }
        }
        (Ground::Dark, _) => SIXTEEN_DARK,
        (Ground::Light, _) => SIXTEEN_LIGHT,
    }
}

const SIXTEEN_DARK: Table = Table {
    quiet: None,
    accent: Color::Cyan,
    warning: Color::Yellow,
    up: Color::LightCyan,
    down: Color::Yellow,
    find: (Color::Black, Color::Yellow),
};

const SIXTEEN_LIGHT: Table = Table {
    quiet: None,
    accent: Color::Blue,
    warning: Color::Red,
    up: Color::Blue,
    down: Color::Red,
    find: (Color::Black, Color::Yellow),
};

fn measured(ground: Ground, palette: PaletteName) -> Table {
    let table = match ground {
        Ground::Dark => Table {
            quiet: Some(rgb(0x9a_a0_a6)),
            accent: rgb(0x5f_c9_d8),
            warning: rgb(0xf2_b8_5c),
            up: rgb(0x7f_cf_8a),
            down: rgb(0xf0_8f_82),
            find: (rgb(0x1a_1a_1a), rgb(0xf2_d0_5c)),
        },
        Ground::Light => Table {
            quiet: Some(rgb(0x5f_63_68)),
            accent: rgb(0x00_64_78),
            warning: rgb(0xa0_3c_00),
            up: rgb(0x1b_6b_2f),
            down: rgb(0xb0_28_1e),
            find: (rgb(0x1a_1a_1a), rgb(0xff_d8_4d)),
        },
    };
    match (ground, palette) {
        (_, PaletteName::Default) => table,
        (Ground::Dark, PaletteName::Deuter) => Table {
            accent: rgb(0x6c_b6_ff),
            warning: rgb(0xff_c2_47),
            up: rgb(0x6c_b6_ff),
            down: rgb(0xff_a2_3e),
            ..table
        },
        (Ground::Light, PaletteName::Deuter) => Table {
            accent: rgb(0x00_5a_9e),
            warning: rgb(0x8f_4a_00),
            up: rgb(0x00_5a_9e),
            down: rgb(0x96_48_00),
            ..table
        },
        (Ground::Dark, PaletteName::Trit) => Table {
            accent: rgb(0x4f_d0_c4),
            warning: rgb(0xff_9d_8f),
            up: rgb(0x4f_d0_c4),
            down: rgb(0xff_8f_a3),
            ..table
        },
        (Ground::Light, PaletteName::Trit) => Table {
            accent: rgb(0x00_66_5c),
            warning: rgb(0xa8_1e_2e),
            up: rgb(0x00_66_5c),
            down: rgb(0xa8_1e_4a),
            ..table
        },
    }
}

fn contrast(ground: Ground, palette: PaletteName) -> Table {
    match ground {
        Ground::Dark => Table {
            quiet: None,
            accent: rgb(0xff_ff_00),
            warning: rgb(0xff_d7_00),
            up: if palette == PaletteName::Trit { rgb(0x5c_ff_e8) } else { rgb(0x8c_d2_ff) },
            down: if palette == PaletteName::Trit { rgb(0xff_b3_c1) } else { rgb(0xff_c0_66) },
            find: (rgb(0x00_00_00), rgb(0xff_ff_00)),
        },
        Ground::Light => Table {
            quiet: None,
            accent: rgb(0x00_2f_9c),
            warning: rgb(0x8a_00_00),
            up: if palette == PaletteName::Trit { rgb(0x00_4d_45) } else { rgb(0x00_2f_9c) },
            down: if palette == PaletteName::Trit { rgb(0x8a_00_2a) } else { rgb(0x70_33_00) },
            find: (rgb(0x00_00_00), rgb(0xff_e6_00)),
        },
    }
}

/// From the background's own colour to the one farthest from it, in even steps of brightness.
fn full_ramp(ground: Ground, palette: PaletteName, strong: bool) -> Ramp {
    let (dark, light) = (rgb(0x00_00_00), rgb(0xff_ff_ff));
    let blue_to_yellow = [0x1d_2f_5f, 0x2f_4f_8f, 0x8a_8f_98, 0xc9_b4_58, 0xff_e0_4a];
    let red_to_white = [0x4a_10_28, 0x8c_1f_46, 0xc9_6a_80, 0xee_a9_b4, 0xff_e4_e8];
    let teal = [0x10_33_3a, 0x17_50_58, 0x39_92_94, 0x76_c4_bb, 0xc8_f0_e4];
    let mut steps = match palette {
        PaletteName::Default => teal,
        PaletteName::Deuter => blue_to_yellow,
        PaletteName::Trit => red_to_white,
    };
    if strong {
        steps = [0x00_00_00, 0x30_30_30, 0x50_50_50, 0xc8_c8_c8, 0xff_ff_ff];
    }
    if ground == Ground::Light {
        steps.reverse();
    }
    steps.map(|step| {
        let colour = rgb(step);
        let [_, r, g, b] = step.to_be_bytes();
        // The darker half takes white digits. Weights of the eye, in thousandths.
        let brightness = 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
        Some((if brightness < 105_000 { light } else { dark }, colour))
    })
}

fn sixteen_ramp(ground: Ground) -> Ramp {
    use Color::{Black, Blue, Cyan, LightCyan, White};
    match ground {
        Ground::Dark => {
            [None, Some((White, Blue)), Some((Black, Cyan)), Some((Black, LightCyan)), Some((Black, White))]
        }
        Ground::Light => {
            [None, Some((Black, LightCyan)), Some((Black, Cyan)), Some((White, Blue)), Some((White, Black))]
        }
    }
}
