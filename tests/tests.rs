//! All integration tests in one binary.

mod entity;
mod query;
mod export;
