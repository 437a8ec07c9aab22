//! All integration tests in one binary.

mod asking;
mod cases;
mod cli;
mod coding;
mod dating;
mod entity;
mod export;
mod grammar;
mod graph;
mod help;
mod homes;
mod inputs;
mod invariants;
mod load;
mod merge;
mod merge_undated;
mod ontology;
mod ontology_actors;
mod query;
mod readme;
mod speech;
mod show;
mod text;
mod tidy;
