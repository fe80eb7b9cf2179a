//! The words that can be chosen for each setting, and how they are written in the file.

use serde::{Serialize, Serializer};

use super::EDITOR_LIMIT;
use crate::model::level::Level;

/// An enum of words: what can be chosen for a setting, the first word being the default.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All of them, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// Their words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The word.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// Reads a word.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

/// How such a word is written in the file, and its schema.
macro_rules! written_as_text {
    ($($name:ident: $default:ident,)*) => {
        $(
            impl Default for $name {
                fn default() -> Self {
                    Self::$default
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.word())
                }
            }

            #[cfg(test)]
            impl schemars::JsonSchema for $name {
                fn schema_name() -> std::borrow::Cow<'static, str> {
                    stringify!($name).into()
                }
                fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                    schemars::json_schema!({ "type": "string", "enum": Self::WORDS, "default": Self::default().word() })
                }
            }
        )*
    };
}

words! {
    /// Which colours are used.
    ThemeName {
        /// The terminal's own sixteen, chosen for the background that was found.
        Auto = "auto",
        /// Made for a dark background.
        Dark = "dark",
        /// Made for a light background.
        Light = "light",
        /// As much contrast as there is.
        Contrast = "contrast",
        /// No colour: bold, reverse and underline only.
        Mono = "mono",
    }
}

words! {
    /// Which colours carry a meaning.
    PaletteName {
        /// For most people.
        Default = "default",
        /// Where red and green look alike.
        Deuter = "deuter",
        /// Where blue and yellow look alike.
        Trit = "trit",
    }
}

words! {
    /// Which characters are drawn.
    GlyphsName {
        /// What the locale and the terminal can show.
        Auto = "auto",
        /// Boxes and blocks.
        Unicode = "unicode",
        /// ASCII only.
        Ascii = "ascii",
    }
}

words! {
    /// Off or on.
    Switch {
        /// Off.
        Off = "off",
        /// On.
        On = "on",
    }
}

words! {
    /// What happens after a level was chosen with its number.
    AfterAnswer {
        /// The question stays on screen.
        Stay = "stay",
        /// The next question comes.
        Next = "next",
    }
}

words! {
    /// Where the answer of the quarter before is shown.
    LastQuarter {
        /// Beside the statements, from the start.
        Beside = "beside",
        /// Once the question is answered, so that it does not lead.
        AfterAnswer = "after-answer",
        /// Nowhere.
        Hidden = "hidden",
    }
}

words! {
    /// From which level on the review asks for evidence.
    #[derive(Default)]
    EvidenceFrom {
        /// Never.
        Never = "never",
        /// From level 2.
        Two = "2",
        /// From level 3.
        #[default]
        Three = "3",
        /// At level 4.
        Four = "4",
    }
}

words! {
    /// How text reaches the clipboard.
    Clipboard {
        /// Through the terminal, where it is not known to have none.
        Auto = "auto",
        /// Through the terminal in any case, with OSC 52; this works over SSH.
        Osc52 = "osc52",
        /// Not at all.
        Off = "off",
    }
}

written_as_text! {
    ThemeName: Auto,
    PaletteName: Default,
    GlyphsName: Auto,
    Switch: Off,
    AfterAnswer: Stay,
    LastQuarter: Beside,
    Clipboard: Auto,
}

impl EvidenceFrom {
    /// The level; none for never.
    pub fn level(self) -> Option<Level> {
        self.word().parse::<u8>().ok().and_then(Level::new)
    }
}

impl Serialize for EvidenceFrom {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.level() {
            None => serializer.serialize_str(self.word()),
            Some(level) => level.serialize(serializer),
        }
    }
}

#[cfg(test)]
impl schemars::JsonSchema for EvidenceFrom {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "EvidenceFrom".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "enum": ["never", 2, 3, 4], "default": 3 })
    }
}

words! {
    /// A setting that has one value, by its key.
    Setting {
        /// [`ThemeName`]
        Theme = "theme",
        /// [`PaletteName`]
        Palette = "palette",
        /// [`GlyphsName`]
        Glyphs = "glyphs",
        /// [`Switch`]
        Mouse = "mouse",
        /// [`AfterAnswer`]
        AfterAnswer = "after_answer",
        /// [`LastQuarter`]
        LastQuarter = "last_quarter",
        /// [`EvidenceFrom`]
        EvidenceFrom = "evidence_from",
        /// [`Clipboard`]
        Clipboard = "clipboard",
        /// A command, such as `code --wait`.
        Editor = "editor",
    }
}

impl Setting {
    /// The words that can be chosen; none for a setting that is a text.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Theme => ThemeName::WORDS,
            Self::Palette => PaletteName::WORDS,
            Self::Glyphs => GlyphsName::WORDS,
            Self::Mouse => Switch::WORDS,
            Self::AfterAnswer => AfterAnswer::WORDS,
            Self::LastQuarter => LastQuarter::WORDS,
            Self::EvidenceFrom => EvidenceFrom::WORDS,
            Self::Clipboard => Clipboard::WORDS,
            Self::Editor => &[],
        }
    }

    /// What can be chosen, in words for a message.
    pub fn expected(self) -> String {
        match self.words() {
            [first @ .., last] => format!("{} or {last}", first.join(", ")),
            [] => format!("a command of 1 to {EDITOR_LIMIT} characters, in one line"),
        }
    }

    /// Whether a text is a value of it.
    pub fn takes(self, value: &str) -> bool {
        match self.words() {
            [] => {
                let length = value.trim().chars().count();
                (1..=EDITOR_LIMIT).contains(&length) && !value.chars().any(char::is_control)
            }
            words => words.contains(&value),
        }
    }
}
