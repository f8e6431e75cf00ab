// Graphs whose nodes a program adds itself: memset, kernel and copy nodes, a changed node, an update from a clone.
// The suite does not run this yet: explicit nodes are not forwarded.
#include "check.h"
#include <vector>

__global__ void step(float *data, int n, float by) {
    int index = blockIdx.x * blockDim.x + threadIdx.x;
    if (index < n) data[index] = data[index] * by + 1;
}

int main() {
    const int n = 10000;
    std::vector<float> back(n);
    float *data;
    CHECK(cudaMalloc(&data, n * sizeof(float)));
    cudaStream_t stream;
    CHECK(cudaStreamCreate(&stream));

    cudaGraph_t built;
    cudaGraphNode_t clear, kernel, copy;
    CHECK(cudaGraphCreate(&built, 0));
    cudaMemsetParams set = {};
    set.dst = data, set.elementSize = 4, set.width = n, set.height = 1, set.value = 0;
    CHECK(cudaGraphAddMemsetNode(&clear, built, nullptr, 0, &set));
    float by = 3;
    int size = n;
    void *arguments[] = {&data, &size, &by};
    cudaKernelNodeParams launch = {};
    launch.func = reinterpret_cast<void *>(step), launch.gridDim = dim3((n + 255) / 256), launch.blockDim = dim3(256);
    launch.kernelParams = arguments;
    CHECK(cudaGraphAddKernelNode(&kernel, built, &clear, 1, &launch));
    CHECK(cudaGraphAddMemcpyNode1D(&copy, built, &kernel, 1, back.data(), data, n * sizeof(float), cudaMemcpyDeviceToHost));
    cudaGraphExec_t other;
    CHECK(cudaGraphInstantiate(&other, built, 0));
    CHECK(cudaGraphLaunch(other, stream));
    CHECK(cudaStreamSynchronize(stream));
    report("built graph", back.data(), n * sizeof(float));

    launch.gridDim = dim3(1);
    CHECK(cudaGraphExecKernelNodeSetParams(other, kernel, &launch));
    CHECK(cudaGraphLaunch(other, stream));
    CHECK(cudaStreamSynchronize(stream));
    report("after a change of a node", back.data(), n * sizeof(float));

    cudaGraph_t clone;
    CHECK(cudaGraphClone(&clone, built));
    cudaGraphExecUpdateResultInfo info;
    CHECK(cudaGraphExecUpdate(other, clone, &info));
    CHECK(cudaGraphLaunch(other, stream));
    CHECK(cudaStreamSynchronize(stream));
    report("updated from a clone", back.data(), n * sizeof(float));
    CHECK(cudaGraphExecDestroy(other));
    CHECK(cudaGraphDestroy(clone));
    CHECK(cudaGraphDestroy(built));
    std::printf("end\n");
}
