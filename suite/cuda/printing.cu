// Device printf, on the program's own standard output; an assertion; a sticky error.
#include "check.h"
#include <cassert>

__global__ void say(int round) {
    if (threadIdx.x == 0) printf("device says %d %s %.3f %c %08x\n", round, "text", round * 0.5, 'c', 0xbeef);
}

__global__ void demand(int value) { assert(value == 3); }

int main() {
    for (int round = 0; round < 3; round++) {
        say<<<1, 32>>>(round);
        CHECK(cudaDeviceSynchronize());
        std::printf("host after round %d\n", round);
        std::fflush(stdout);
    }
    say<<<4, 32>>>(7);
    size_t limit = 0;
    CHECK(cudaDeviceGetLimit(&limit, cudaLimitPrintfFifoSize));
    CHECK(cudaDeviceSynchronize());
    demand<<<1, 1>>>(3);
    std::printf("true assertion: %s\n", cudaGetErrorName(cudaDeviceSynchronize()));
    demand<<<1, 1>>>(4);
    std::printf("false assertion: %s\n", cudaGetErrorName(cudaDeviceSynchronize()));
    void *pointer = nullptr;
    std::printf("allocation after it: %s\n", cudaGetErrorName(cudaMalloc(&pointer, 16)));
    std::printf("last error: %s\n", cudaGetErrorName(cudaGetLastError()));
    std::printf("end\n");
}
