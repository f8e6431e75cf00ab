// What every program here needs: checked calls, and a hash of results. Each program prints lines `label: value`,
// which must be the same natively and on the virtual GPU, and exits with 0.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>

#define CHECK(call)                                                                                    \
    do {                                                                                               \
        cudaError_t code_ = (call);                                                                    \
        if (code_ != cudaSuccess) {                                                                    \
            std::printf("%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorName(code_));        \
            std::exit(1);                                                                              \
        }                                                                                              \
    } while (0)

inline void report(const char *label, const void *data, size_t length) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t index = 0; index < length; index++)
        hash = (hash ^ static_cast<const unsigned char *>(data)[index]) * 0x100000001b3u;
    std::printf("%s: %zu bytes %016llx\n", label, length, static_cast<unsigned long long>(hash));
}

inline void report(const char *label, long long value) { std::printf("%s: %lld\n", label, value); }
