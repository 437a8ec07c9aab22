//! All integration tests in one binary.

mod cases;
mod cli;
mod entity;
mod graph;
mod invariants;
mod load;
mod tidy;
