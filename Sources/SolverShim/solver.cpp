// CBC by its C interface, opened by name.

#include "SolverShim.h"

#include <coin/Cbc_C_Interface.h>
#include <dlfcn.h>
#include <signal.h>

#include <cstdio>
#include <mutex>
#include <vector>

namespace {

/// The functions that are used, found by their names. The header says how each is called.
struct Library {
    decltype(&Cbc_newModel) newModel;
    decltype(&Cbc_deleteModel) deleteModel;
    decltype(&Cbc_addCol) addCol;
    decltype(&Cbc_addRow) addRow;
    decltype(&Cbc_setParameter) setParameter;
    decltype(&Cbc_setLogLevel) setLogLevel;
    decltype(&Cbc_setObjSense) setObjSense;
    decltype(&Cbc_setMaximumNodes) setMaximumNodes;
    decltype(&Cbc_setAllowableGap) setAllowableGap;
    decltype(&Cbc_setAllowableFractionGap) setAllowableFractionGap;
    decltype(&Cbc_solve) solve;
    decltype(&Cbc_isProvenOptimal) isProvenOptimal;
    decltype(&Cbc_isProvenInfeasible) isProvenInfeasible;
    decltype(&Cbc_isContinuousUnbounded) isContinuousUnbounded;
    decltype(&Cbc_isNodeLimitReached) isNodeLimitReached;
    decltype(&Cbc_getNumCols) getNumCols;
    decltype(&Cbc_getColSolution) getColSolution;
    decltype(&Cbc_getObjValue) getObjValue;
    decltype(&Cbc_getVersion) getVersion;

    bool isOpen = false;
    char problem[512] = "";

    template <typename Function> bool find(void *handle, const char *name, Function &function) {
        function = reinterpret_cast<Function>(dlsym(handle, name));
        if (!function) snprintf(problem, sizeof problem, "it has no function %s", name);
        return function != nullptr;
    }

    Library() {
        // By soname: the interface of another major version may be another.
        void *handle = dlopen("libCbcSolver.so.3", RTLD_NOW | RTLD_LOCAL);
        if (!handle) {
            const char *why = dlerror();
            snprintf(problem, sizeof problem, "%s", why ? why : "it cannot be opened");
            return;
        }
        isOpen = find(handle, "Cbc_newModel", newModel) && find(handle, "Cbc_deleteModel", deleteModel) &&
                 find(handle, "Cbc_addCol", addCol) && find(handle, "Cbc_addRow", addRow) &&
                 find(handle, "Cbc_setParameter", setParameter) && find(handle, "Cbc_setLogLevel", setLogLevel) &&
                 find(handle, "Cbc_setObjSense", setObjSense) &&
                 find(handle, "Cbc_setMaximumNodes", setMaximumNodes) &&
                 find(handle, "Cbc_setAllowableGap", setAllowableGap) &&
                 find(handle, "Cbc_setAllowableFractionGap", setAllowableFractionGap) &&
                 find(handle, "Cbc_solve", solve) && find(handle, "Cbc_isProvenOptimal", isProvenOptimal) &&
                 find(handle, "Cbc_isProvenInfeasible", isProvenInfeasible) &&
                 find(handle, "Cbc_isContinuousUnbounded", isContinuousUnbounded) &&
                 find(handle, "Cbc_isNodeLimitReached", isNodeLimitReached) &&
                 find(handle, "Cbc_getNumCols", getNumCols) && find(handle, "Cbc_getColSolution", getColSolution) &&
                 find(handle, "Cbc_getObjValue", getObjValue) && find(handle, "Cbc_getVersion", getVersion);
    }
};

const Library &library() {
    static const Library opened;
    return opened;
}

std::recursive_mutex &one_at_a_time() {
    static std::recursive_mutex mutex;
    return mutex;
}

/// Does something with the library; `otherwise` when it throws. One at a time: CBC keeps its parameters in variables of
/// its own, which all programs share.
template <typename Value, typename Body> Value guarded(Value otherwise, Body body) noexcept {
    try {
        std::lock_guard<std::recursive_mutex> lock(one_at_a_time());
        return body();
    } catch (...) {
        return otherwise;
    }
}

}  // namespace

struct slv_program {
    Cbc_Model *model = nullptr;
    std::vector<double> solution;
    double cost = 0;
};

const char *slv_open(void) {
    return guarded<const char *>("it cannot be opened", [] { return library().isOpen ? nullptr : library().problem; });
}

slv_program *slv_make(void) {
    return guarded<slv_program *>(nullptr, []() -> slv_program * {
        const Library &cbc = library();
        if (!cbc.isOpen) return nullptr;
        auto *program = new slv_program;
        program->model = cbc.newModel();
        if (!program->model) {
            delete program;
            return nullptr;
        }
        // Standard output belongs to the report.
        cbc.setParameter(program->model, "log", "0");
        cbc.setLogLevel(program->model, 0);
        cbc.setObjSense(program->model, 1);
        return program;
    });
}

void slv_free(slv_program *program) {
    guarded(0, [&] {
        if (program && program->model) library().deleteModel(program->model);
        delete program;
        return 0;
    });
}

bool slv_add_column(slv_program *program, double lower, double upper, double cost, bool is_whole) {
    return guarded(false, [&] {
        library().addCol(program->model, "", lower, upper, cost, is_whole ? 1 : 0, 0, nullptr, nullptr);
        return true;
    });
}

bool slv_add_row(slv_program *program, int32_t count, const int32_t *columns, const double *values, slv_sense sense,
                 double limit) {
    return guarded(false, [&] {
        const char word = sense == SLV_AT_MOST ? 'L' : sense == SLV_AT_LEAST ? 'G' : 'E';
        library().addRow(program->model, "", count, columns, values, word, limit);
        return true;
    });
}

slv_outcome slv_solve(slv_program *program, int32_t most_nodes) {
    // CBC catches ctrl-C for itself; a person who presses it wants the command to end.
    struct sigaction before;
    bool isKept = sigaction(SIGINT, nullptr, &before) == 0;
    slv_outcome outcome = guarded(SLV_FAILED, [&] {
        const Library &cbc = library();
        Cbc_Model *model = program->model;
        cbc.setMaximumNodes(model, most_nodes);
        // The best, and not one that is nearly as good.
        cbc.setAllowableGap(model, 1e-9);
        cbc.setAllowableFractionGap(model, 0);
        cbc.solve(model);
        if (cbc.isProvenInfeasible(model)) return SLV_INFEASIBLE;
        if (cbc.isContinuousUnbounded(model)) return SLV_UNBOUNDED;
        const double *found = cbc.getColSolution(model);
        if (!found) return SLV_FAILED;
        program->solution.assign(found, found + cbc.getNumCols(model));
        program->cost = cbc.getObjValue(model);
        if (cbc.isProvenOptimal(model)) return SLV_OPTIMAL;
        return cbc.isNodeLimitReached(model) ? SLV_STOPPED : SLV_FAILED;
    });
    if (isKept) sigaction(SIGINT, &before, nullptr);
    return outcome;
}

double slv_value(const slv_program *program, int32_t column) {
    return column >= 0 && static_cast<size_t>(column) < program->solution.size() ? program->solution[column] : 0;
}

double slv_cost(const slv_program *program) { return program->cost; }

const char *slv_version(void) {
    return guarded<const char *>("", [] { return library().isOpen ? library().getVersion() : ""; });
}
