//! All integration tests in one binary.

mod cases;
mod entity;
mod text;
mod query;
