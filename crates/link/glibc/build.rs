// Part of the build scripts of what runs in guests: makes the linker use functions of glibc as `old.s` says.

/// Functions that std uses where they are there: for the linker, they are not.
const ABSENT: &[&str] = &["posix_spawn_file_actions_addchdir_np"];

/// `target` is `cdylib` or `bins`.
fn link_with_old_glibc(target: &str) {
    println!("cargo:rerun-if-changed=../link/glibc");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if !is("CARGO_CFG_TARGET_ENV", "gnu") || !is("CARGO_CFG_TARGET_ARCH", "x86_64") {
        return;
    }
    let key = match target {
        "cdylib" => "cargo:rustc-cdylib-link-arg",
        _ => "cargo:rustc-link-arg-bins",
    };
    let functions = include_str!("old.s").lines().filter_map(|line| {
        let mut words = line.split([' ', ',']);
        matches!(words.next(), Some("old" | "begin")).then(|| words.next()).flatten()
    });
    for function in functions.chain(ABSENT.iter().copied()) {
        println!("{key}=-Wl,--wrap={function}");
    }
    println!("{key}=-Wl,-u,vgpu_old_glibc");
    // Before 2.34 threads and `dlsym` are in libraries of their own, which a program that loads ours need not have loaded.
    println!("{key}=-Wl,--push-state,--no-as-needed,-l:libpthread.so.0,-l:libdl.so.2,--pop-state");
}
