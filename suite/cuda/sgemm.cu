// cuBLAS and cuBLASLt.
#include "check.h"
#include <cublasLt.h>
#include <cublas_v2.h>
#include <vector>

#define BLAS(call)                                                                                     \
    do {                                                                                               \
        cublasStatus_t code_ = (call);                                                                 \
        if (code_ != CUBLAS_STATUS_SUCCESS) {                                                          \
            std::printf("%s:%d: %s: status %d\n", __FILE__, __LINE__, #call, static_cast<int>(code_)); \
            std::exit(1);                                                                              \
        }                                                                                              \
    } while (0)

int main() {
    const int n = 512;
    std::vector<float> a(n * n), b(n * n), c(n * n);
    for (int index = 0; index < n * n; index++) a[index] = index % 17 - 8, b[index] = index % 13 * 0.25f;
    float *da, *db, *dc;
    CHECK(cudaMalloc(&da, n * n * sizeof(float)));
    CHECK(cudaMalloc(&db, n * n * sizeof(float)));
    CHECK(cudaMalloc(&dc, n * n * sizeof(float)));
    cublasHandle_t handle;
    BLAS(cublasCreate(&handle));
    cudaStream_t stream;
    CHECK(cudaStreamCreate(&stream));
    BLAS(cublasSetStream(handle, stream));
    BLAS(cublasSetMatrix(n, n, sizeof(float), a.data(), n, da, n));
    BLAS(cublasSetMatrix(n, n, sizeof(float), b.data(), n, db, n));
    const float one = 1, zero = 0;
    BLAS(cublasSgemm(handle, CUBLAS_OP_N, CUBLAS_OP_T, n, n, n, &one, da, n, db, n, &zero, dc, n));
    CHECK(cudaStreamSynchronize(stream));
    CHECK(cudaMemcpy(c.data(), dc, n * n * sizeof(float), cudaMemcpyDeviceToHost));
    report("sgemm", c.data(), n * n * sizeof(float));
    double right = 0;
    for (int k = 0; k < n; k++) right += a[5 + k * n] * b[9 + k * n];
    report("one element is right", c[5 + 9 * n] == static_cast<float>(right));
    float dot = 0;
    BLAS(cublasSdot(handle, n, da, 1, db, 1, &dot));
    report("dot", &dot, sizeof dot);
    BLAS(cublasDestroy(handle));

    cublasLtHandle_t light;
    BLAS(cublasLtCreate(&light));
    cublasLtMatmulDesc_t operation;
    cublasLtMatrixLayout_t layout;
    BLAS(cublasLtMatmulDescCreate(&operation, CUBLAS_COMPUTE_32F, CUDA_R_32F));
    BLAS(cublasLtMatrixLayoutCreate(&layout, CUDA_R_32F, n, n, n));
    void *workspace;
    size_t size = 4 << 20;
    CHECK(cudaMalloc(&workspace, size));
    cublasLtMatmulPreference_t preference;
    BLAS(cublasLtMatmulPreferenceCreate(&preference));
    BLAS(cublasLtMatmulPreferenceSetAttribute(preference, CUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &size, sizeof size));
    cublasLtMatmulHeuristicResult_t best;
    int found = 0;
    BLAS(cublasLtMatmulAlgoGetHeuristic(light, operation, layout, layout, layout, layout, preference, 1, &best, &found));
    BLAS(cublasLtMatmul(light, operation, &one, da, layout, db, layout, &zero, dc, layout, dc, layout, &best.algo,
                        workspace, size, stream));
    CHECK(cudaStreamSynchronize(stream));
    CHECK(cudaMemcpy(c.data(), dc, n * n * sizeof(float), cudaMemcpyDeviceToHost));
    report("cuBLASLt", c.data(), n * n * sizeof(float));
    BLAS(cublasLtDestroy(light));
    std::printf("end\n");
}
