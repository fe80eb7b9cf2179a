//! The settings: words, precedence, and where a value comes from.

use super::*;

#[test]
fn every_word_of_every_setting_is_taken_and_given_back() {
    for setting in Setting::ALL {
        assert_eq!(Setting::parse(setting.word()), Some(*setting));
        let words = if setting.words().is_empty() { &["code --wait"] } else { setting.words() };
        for word in words {
            let mut config = Config::default();
            assert!(config.set(*setting, Some(word)));
            assert_eq!(config.get(*setting).as_deref(), Some(*word));
            assert!(!config.set(*setting, Some("a\nb")), "{} takes two lines", setting.word());
            assert_eq!(config.get(*setting).as_deref(), Some(*word), "a refused value changes nothing");
            assert!(config.set(*setting, None));
            assert_eq!(config, Config::default());
        }
    }
}

#[test]
fn the_strongest_source_wins_and_is_known() {
    let mut settings = Settings::default();
    assert_eq!(settings.theme(), Sourced::new(ThemeName::Auto, Source::Default));
    assert_eq!(settings.value(Setting::EvidenceFrom), Sourced::new("3".to_owned(), Source::Default));
    assert!(settings.file.set(Setting::Theme, Some("light")));
    assert_eq!(settings.theme(), Sourced::new(ThemeName::Light, Source::File));
    settings.given.theme = Some(Sourced::new(ThemeName::Mono, Source::Environment("NO_COLOR")));
    assert_eq!(settings.value(Setting::Theme).value, "mono");
    assert!(settings.theme().source.rules());
    assert!(!Source::File.rules() && !Source::Default.rules() && Source::Flag("--glyphs").rules());
}

#[test]
fn the_editor_named_for_quaymark_wins_over_that_of_all_programs() {
    let mut settings = Settings::default();
    assert_eq!(settings.editor(), None);
    settings.given.editor = Some(Sourced::new("vi".to_owned(), Source::Environment("EDITOR")));
    assert_eq!(settings.value(Setting::Editor).source.words(), "EDITOR");
    assert!(settings.file.set(Setting::Editor, Some(" code --wait ")));
    assert_eq!(settings.value(Setting::Editor), Sourced::new("code --wait".to_owned(), Source::File));
}

#[test]
fn levels_are_written_as_numbers() {
    let mut config = Config::default();
    assert!(config.set(Setting::EvidenceFrom, Some("4")));
    assert!(config.set(Setting::Mouse, Some("on")));
    let text = serde_json::to_string(&config).unwrap();
    assert_eq!(text, r#"{"schema":"quaymark/config/v1","mouse":"on","evidence_from":4}"#);
    assert!(config.set(Setting::EvidenceFrom, Some("never")));
    assert!(serde_json::to_string(&config).unwrap().contains(r#""evidence_from":"never""#));
}
