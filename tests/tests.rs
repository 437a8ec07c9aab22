//! All integration tests in one binary.

mod cases;
mod dating;
mod cli;
mod entity;
mod export;
mod graph;
mod invariants;
mod load;
mod ontology;
mod query;
mod text;
mod tidy;
mod ontology_actors;
