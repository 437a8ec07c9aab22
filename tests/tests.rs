//! All integration tests in one binary.

mod cli;
mod entity;
mod graph;
mod invariants;
mod load;
mod tidy;
