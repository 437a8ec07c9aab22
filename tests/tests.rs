//! All integration tests in one binary.

mod entity;
mod ontology;
