//! The program `isnad`: everything is in the library.

fn main() -> std::process::ExitCode {
    isnad::cli::main()
}
