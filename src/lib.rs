//! Chancery reads news articles into a knowledge graph of who met, said, sanctioned, threatened,
//! aided or moved against whom, when, and according to whom.
//!
//! The modules stand in the order in which an article passes through them; each uses only those
//! above it. From `text` to `extract` every stage is a pure function of the article and the ontology:
//! no clock, no network, no graph, no `Result`. Errors live at the edges: `article` (reading),
//! `ontology` (user files), `graph`, `query`, `export` and the commands.
//!
//! ```text
//! ontology   Turtle → who is who, roles, event types with their trigger words
//! article    bytes → Article {id, title, date, publisher, text}
//! text       text → sentences of tokens; every token a byte span of the text; quotations
//! grammar    tokens → tags, lemmas, dependency trees, names, time expressions
//! fact       what a fact is: arguments, modality, attribution, date, evidence
//! entity     mentions → who is meant, offices by date; which day a phrase means
//! extract    trees and mentions → facts, one file per kind and one engine for event types
//! graph      facts → quads → a graph file, a disk store or a SPARQL server
//! network    the graph's facts read back, found by name, and joined to a network
//! merge      across articles: the same event recognised, corroboration counted, conflicts kept
//! query      SPARQL over the graph
//! export     the graph as pictures, tables and RDF
//! config     settings that need not be given each time
//! commands   one file per command of the `chancery` program
//! cli        the command line
//! ```

pub mod error;
pub mod ontology;
pub mod article;
pub mod text;
pub mod grammar;
pub mod fact;
pub mod entity;
pub mod extract;
pub mod graph;
pub mod network;
pub mod merge;
pub mod query;
pub mod export;
pub mod config;
pub mod commands;
pub mod cli;
