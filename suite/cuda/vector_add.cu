// Adds vectors: global memory, constant memory, a __device__ variable, shared memory, dynamic shared memory,
// atomics, 3D grids, kernel attributes, occupancy, cooperative launch, managed launch parameters.
#include "check.h"
#include <cooperative_groups.h>
#include <vector>

__constant__ float factor[4];
__device__ unsigned int counter;

__global__ void add(const float *a, const float *b, float *c, int n) {
    int index = blockIdx.x * blockDim.x + threadIdx.x;
    if (index < n) {
        c[index] = a[index] * factor[index & 3] + b[index];
        atomicAdd(&counter, 1u);
    }
}

template <typename T> __global__ void sum(const T *values, T *out, int n) {
    extern __shared__ unsigned char raw[];
    T *part = reinterpret_cast<T *>(raw);
    T mine = 0;
    for (int index = threadIdx.x; index < n; index += blockDim.x) mine += values[index];
    part[threadIdx.x] = mine;
    __syncthreads();
    for (int half = blockDim.x / 2; half; half /= 2) {
        if (threadIdx.x < half) part[threadIdx.x] += part[threadIdx.x + half];
        __syncthreads();
    }
    if (threadIdx.x == 0) *out = part[0];
}

struct Large {
    int numbers[200];
    double scale;
};

__global__ void large_argument(Large large, double *out) {
    double total = 0;
    for (int number : large.numbers) total += number;
    *out = total * large.scale;
}

__global__ void grid_sync(int *data) {
    auto grid = cooperative_groups::this_grid();
    data[grid.thread_rank()] = static_cast<int>(grid.thread_rank());
    grid.sync();
    if (grid.thread_rank() == 0)
        for (unsigned index = 1; index < grid.size(); index++) data[0] += data[index];
}

int main() {
    const int n = 1000003;
    std::vector<float> a(n), b(n), c(n);
    for (int index = 0; index < n; index++) a[index] = index % 1009, b[index] = index % 503 * 0.5f;
    const float factors[4] = {1, 2, 3, 0.25f};
    unsigned int zero = 0, count = 0;
    float *da, *db, *dc;
    CHECK(cudaMalloc(&da, n * sizeof(float)));
    CHECK(cudaMalloc(&db, n * sizeof(float)));
    CHECK(cudaMalloc(&dc, n * sizeof(float)));
    CHECK(cudaMemcpyToSymbol(factor, factors, sizeof factors));
    CHECK(cudaMemcpyToSymbol(counter, &zero, sizeof zero));
    CHECK(cudaMemcpy(da, a.data(), n * sizeof(float), cudaMemcpyHostToDevice));
    CHECK(cudaMemcpy(db, b.data(), n * sizeof(float), cudaMemcpyHostToDevice));
    add<<<(n + 255) / 256, 256>>>(da, db, dc, n);
    CHECK(cudaGetLastError());
    CHECK(cudaMemcpy(c.data(), dc, n * sizeof(float), cudaMemcpyDeviceToHost));
    CHECK(cudaMemcpyFromSymbol(&count, counter, sizeof count));
    int wrong = 0;
    for (int index = 0; index < n; index++) wrong += c[index] != a[index] * factors[index & 3] + b[index];
    report("vector add", c.data(), n * sizeof(float));
    report("vector add, wrong", wrong);
    report("threads counted", count);

    double *total, result = 0;
    CHECK(cudaMalloc(&total, sizeof(double)));
    std::vector<double> values(5000, 0.125);
    double *dvalues;
    CHECK(cudaMalloc(&dvalues, values.size() * sizeof(double)));
    CHECK(cudaMemcpy(dvalues, values.data(), values.size() * sizeof(double), cudaMemcpyHostToDevice));
    CHECK(cudaFuncSetAttribute(sum<double>, cudaFuncAttributeMaxDynamicSharedMemorySize, 64 * 1024));
    sum<double><<<1, 1024, 56 * 1024>>>(dvalues, total, static_cast<int>(values.size()));
    CHECK(cudaGetLastError());
    CHECK(cudaMemcpy(&result, total, sizeof result, cudaMemcpyDeviceToHost));
    report("sum in dynamic shared memory, times 8", static_cast<long long>(result * 8));

    Large large;
    for (int index = 0; index < 200; index++) large.numbers[index] = index;
    large.scale = 0.5;
    large_argument<<<1, 1>>>(large, total);
    CHECK(cudaMemcpy(&result, total, sizeof result, cudaMemcpyDeviceToHost));
    report("large argument", static_cast<long long>(result));

    cudaFuncAttributes attributes;
    CHECK(cudaFuncGetAttributes(&attributes, add));
    int blocks = 0, least = 0, best = 0;
    CHECK(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, add, 256, 0));
    CHECK(cudaOccupancyMaxPotentialBlockSize(&least, &best, add));
    std::printf("attributes: %d registers, %zu constant, occupancy %d, best %d of %d\n", attributes.numRegs,
                attributes.constSizeBytes, blocks, best, least);

    int *ranks, first = 0;
    CHECK(cudaMalloc(&ranks, 64 * 128 * sizeof(int)));
    void *arguments[] = {&ranks};
    CHECK(cudaLaunchCooperativeKernel(reinterpret_cast<void *>(grid_sync), dim3(64), dim3(128), arguments));
    CHECK(cudaMemcpy(&first, ranks, sizeof first, cudaMemcpyDeviceToHost));
    report("cooperative launch", first);

    add<<<1, 2048>>>(da, db, dc, n);
    std::printf("too many threads: %s\n", cudaGetErrorName(cudaGetLastError()));
    std::printf("afterwards: %s\n", cudaGetErrorName(cudaDeviceSynchronize()));
    CHECK(cudaDeviceReset());
    std::printf("end\n");
}
