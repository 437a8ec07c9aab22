//! The `chancery` program.

// Graphs are millions of small strings: opening one spends a third of its time in the C library's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    chancery::cli::main()
}
