//! All integration tests in one binary.

mod cases;
mod entity;
mod ontology;
mod query;
mod text;
