//! Everything a key can do, by name. The names are stable: help, documents and settings use them.

macro_rules! actions {
    ($($name:ident = $id:literal,)*) => {
        /// What a key does.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(
                #[doc = concat!("`", $id, "`")]
                $name,
            )*
        }

        impl Action {
            /// The stable name.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// Every action.
            pub fn all() -> &'static [Self] {
                &[$(Self::$name,)*]
            }
        }
    };
}

actions! {
    Help = "help.toggle",
    Back = "nav.back",
    Quit = "app.quit",
    Interrupt = "app.interrupt",
    Redraw = "app.redraw",
    Undo = "undo",
    Redo = "redo",
    Up = "move.up",
    Down = "move.down",
    PageUp = "move.page-up",
    PageDown = "move.page-down",
    Top = "move.top",
    Bottom = "move.bottom",
    Open = "open",
    GoHome = "go.home",
    GoOverview = "go.overview",
    GoResults = "go.results",
    GoRoadmap = "go.roadmap",
    New = "assessment.new",
    NextValue = "value.next",
    PreviousValue = "value.previous",
    Toggle = "value.toggle",
    NextField = "field.next",
    PreviousField = "field.previous",
    Answer0 = "answer.0",
    Answer1 = "answer.1",
    Answer2 = "answer.2",
    Answer3 = "answer.3",
    Answer4 = "answer.4",
    NotApplicable = "answer.not-applicable",
    Unknown = "answer.unknown",
    Choose = "answer.choose",
    Tick = "answer.tick",
    NextQuestion = "question.next",
    PreviousQuestion = "question.previous",
    NextOpen = "question.next-open",
    PreviousOpen = "question.previous-open",
    Note = "note.edit",
    Evidence = "evidence.add",
    Sure = "answer.sure",
    Flag = "answer.flag",
    Park = "park",
    Guidance = "guidance.toggle",
    Overview = "overview.open",
    Review = "review.open",
    Profile = "profile.edit",
    Into = "nav.into",
    Out = "nav.out",
    Filter = "review.filter",
    Finish = "assessment.finish",
    Results = "results.open",
    Roadmap = "roadmap.open",
    Export = "export.open",
    Amend = "assessment.amend",
    Yes = "confirm.yes",
    No = "confirm.no",
    Accept = "field.accept",
    Close = "field.close",
    Suspend = "app.suspend",
    EditOutside = "note.editor",
    Copy = "copy",
    Keep = "answer.keep",
    Parked = "parking.open",
    Add = "list.add",
    Remove = "list.remove",
    MoveUp = "list.move-up",
    MoveDown = "list.move-down",
    Sort = "roadmap.sort",
    Pathway = "pathway.choose",
    Palette = "palette.open",
    Find = "find.open",
    FindNext = "find.next",
    FindPrevious = "find.previous",
    NextView = "view.next",
    EarlierQuarter = "quarter.earlier",
    LaterQuarter = "quarter.later",
    Archive = "team.archive",
    OpenSettings = "settings.open",
    EditSettings = "settings.edit",
    ResetSetting = "settings.reset",
    NextTheme = "theme.next",
    ToggleMouse = "mouse.toggle",
    Advise = "go.advise",
    PreviousView = "view.previous",
    ClearAnswer = "advice.clear",
    KeepAdvice = "advice.keep",
    Compare = "compare.open",
    GoCompare = "go.compare",
    History = "history.open",
    PickA = "compare.pick-a",
    PickB = "compare.pick-b",
    Swap = "compare.swap",
    OnlyChanged = "compare.changed",
}
