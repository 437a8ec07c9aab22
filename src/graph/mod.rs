//! Facts as RDF, and where the graph of them lives.
//!
//! `<article#f0> a ch:Meeting ; rdf:subject ent:Joe_Biden ; rdf:predicate ch:met ; rdf:object ent:Vladimir_Putin`.

pub mod block;
pub mod derived;
pub mod disk;
pub mod file;
pub mod home;
pub mod keeper;
pub mod load;
mod lock;
mod remembered;
pub mod quads;
pub mod server;
mod terms;
pub mod vocabulary;
