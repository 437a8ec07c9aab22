//! All integration tests in one binary.

mod cases;
mod dating;
mod entity;
mod text;
mod query;
