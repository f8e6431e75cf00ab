// Threads, per-thread default streams, and what fork leaves usable. Built with --default-stream per-thread.
#include "check.h"
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

__global__ void fill(int *data, int n, int value) {
    for (int index = threadIdx.x; index < n; index += blockDim.x) data[index] = value + index;
}

int main() {
    // Before the driver is used, a child may use it; afterwards it may not.
    std::fflush(stdout);
    if (pid_t child = fork(); child == 0) {
        int count = 0;
        _exit(cudaGetDeviceCount(&count) == cudaSuccess && count > 0 ? 0 : 1);
    } else {
        int status = -1;
        waitpid(child, &status, 0);
        report("child before initialisation", WEXITSTATUS(status));
    }
    const int n = 4096, count = 8;
    std::vector<std::vector<int>> results(count, std::vector<int>(n));
    std::vector<std::thread> threads;
    for (int index = 0; index < count; index++)
        threads.emplace_back([&, index] {
            int *data;
            CHECK(cudaMalloc(&data, n * sizeof(int)));
            for (int round = 0; round < 200; round++) fill<<<1, 256>>>(data, n, index * 1000 + round);
            CHECK(cudaMemcpyAsync(results[index].data(), data, n * sizeof(int), cudaMemcpyDeviceToHost, cudaStreamPerThread));
            CHECK(cudaStreamSynchronize(cudaStreamPerThread));
            CHECK(cudaFree(data));
        });
    for (auto &thread : threads) thread.join();
    for (int index = 0; index < count; index++) report("thread", results[index].data(), n * sizeof(int));
    std::fflush(stdout);
    if (pid_t child = fork(); child == 0) {
        void *pointer = nullptr;
        _exit(static_cast<int>(cudaMalloc(&pointer, 16)));
    } else {
        int status = -1;
        waitpid(child, &status, 0);
        report("child after initialisation", WEXITSTATUS(status));
    }
    int *data;
    CHECK(cudaMalloc(&data, 16));
    report("the parent goes on", cudaFree(data));
    std::printf("end\n");
}
