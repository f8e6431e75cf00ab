# Functions of the C library in the versions that glibc 2.28 has. The linker gives a program built on a newer system the
# newest version of each, which an older system lacks, though nothing of what they do has changed. `--wrap=NAME` (build.rs
# here) turns every reference to NAME into one to __wrap_NAME, which goes on to the old version.
#
# Each is in a section of its own, so that what is not referenced is left out.

.macro begin name
        .section .text.__wrap_\name, "ax", @progbits
        .globl __wrap_\name
        .hidden __wrap_\name
        .type __wrap_\name, @function
__wrap_\name:
.endm

.macro to name, version
        .symver old_\name, \name@\version
        jmp *old_\name@GOTPCREL(%rip)
.endm

.macro old name, version
        begin \name
        to \name, \version
.endm

# What makes the linker take this file, which weak references alone do not.
        .section .rodata.vgpu_old_glibc, "a", @progbits
        .globl vgpu_old_glibc
        .hidden vgpu_old_glibc
vgpu_old_glibc:
        .byte 0

# 2.34: libpthread and libdl became parts of libc.
old dladdr, GLIBC_2.2.5
old dlclose, GLIBC_2.2.5
old dlerror, GLIBC_2.2.5
old dlopen, GLIBC_2.2.5
old dlsym, GLIBC_2.2.5
old pthread_attr_getguardsize, GLIBC_2.2.5
old pthread_attr_getstack, GLIBC_2.2.5
old pthread_attr_setstacksize, GLIBC_2.2.5
old pthread_create, GLIBC_2.2.5
old pthread_detach, GLIBC_2.2.5
old pthread_getattr_np, GLIBC_2.2.5
old pthread_join, GLIBC_2.2.5
old pthread_key_create, GLIBC_2.2.5
old pthread_key_delete, GLIBC_2.2.5
old pthread_setname_np, GLIBC_2.12
old pthread_setspecific, GLIBC_2.2.5
old pthread_sigmask, GLIBC_2.2.5

# 2.29: another way to report errors.
old log, GLIBC_2.2.5

# 2.30: a function for the system call.
begin gettid
        movl $186, %eax
        syscall
        ret

# 2.33: these take no version of `struct stat` any more. It is 1.
begin stat64
        movq %rsi, %rdx
        movq %rdi, %rsi
        movl $1, %edi
        to __xstat64, GLIBC_2.2.5

begin lstat64
        movq %rsi, %rdx
        movq %rdi, %rsi
        movl $1, %edi
        to __lxstat64, GLIBC_2.2.5

begin fstat64
        movq %rsi, %rdx
        movl %edi, %esi
        movl $1, %edi
        to __fxstat64, GLIBC_2.2.5

begin fstatat64
        movl %ecx, %r8d
        movq %rdx, %rcx
        movq %rsi, %rdx
        movl %edi, %esi
        movl $1, %edi
        to __fxstatat64, GLIBC_2.4

# 2.34: it runs a program's initialisers by itself, so the program's first code passes none. The older ones, and the newer
# ones under the old version, run what they are given as the fourth argument.
begin __libc_start_main
        leaq run_initialisers(%rip), %rcx
        to __libc_start_main, GLIBC_2.2.5
run_initialisers:
        pushq %rbx
        pushq %rbp
        pushq %r12
        pushq %r13
        pushq %r14
        movl %edi, %ebx
        movq %rsi, %rbp
        movq %rdx, %r12
        leaq __init_array_start(%rip), %r13
        leaq __init_array_end(%rip), %r14
1:      cmpq %r14, %r13
        jae 2f
        movl %ebx, %edi
        movq %rbp, %rsi
        movq %r12, %rdx
        callq *(%r13)
        addq $8, %r13
        jmp 1b
2:      popq %r14
        popq %r13
        popq %r12
        popq %rbp
        popq %rbx
        ret

        .text
