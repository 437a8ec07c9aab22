//! All integration tests in one binary.

mod cases;
mod cli;
mod entity;
mod export;
mod graph;
mod invariants;
mod load;
mod ontology;
mod query;
mod show;
mod text;
mod tidy;
