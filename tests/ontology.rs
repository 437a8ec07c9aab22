//! The ontology that is compiled in: it reads without problems and says enough.

use chancery::ontology::Ontology;

#[test]
fn built_in_reads_without_problems() {
    let ontology = Ontology::built_in();
    assert!(ontology.problems.is_empty(), "{:?}", ontology.problems);
    assert_eq!(ontology.lexicon.types.len(), 18, "{:?}", ontology.lexicon.types);
}
