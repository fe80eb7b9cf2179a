//! Reusable drawing without knowledge of the application.

pub mod found;
pub mod page;
pub mod rows;

pub use page::Page;
pub use rows::{Row, window};
