//! Old versions of glibc's functions, for what runs in guests whose distribution is older than ours: from 2.28 on. Used by
//! what is linked as `glibc/build.rs` says, and by nothing else.

std::arch::global_asm!(include_str!("../glibc/old.s"), options(att_syntax));
