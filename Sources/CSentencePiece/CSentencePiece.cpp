#include "CSentencePiece.h"

#include <sentencepiece_processor.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct TSPModel {
    sentencepiece::SentencePieceProcessor processor;
};

TSPModel *tsp_load(const char *path, char **error) {
    *error = nullptr;
    try {
        auto model = std::make_unique<TSPModel>();
        auto status = model->processor.Load(std::string_view(path));
        if (status.ok()) return model.release();
        *error = strdup(status.error_message());
    } catch (const std::exception &exception) {
        *error = strdup(exception.what());
    } catch (...) {
        *error = strdup("an unknown exception");
    }
    return nullptr;
}

void tsp_unload(TSPModel *model) { delete model; }

bool tsp_encode(const TSPModel *model, const char *text, size_t length, int32_t **ids, size_t *count) {
    *ids = nullptr;
    *count = 0;
    try {
        std::vector<int> pieces;
        if (!model->processor.Encode(std::string_view(text, length), &pieces).ok()) return false;
        if (pieces.empty()) return true;
        auto memory = static_cast<int32_t *>(std::malloc(pieces.size() * sizeof(int32_t)));
        if (memory == nullptr) return false;
        std::memcpy(memory, pieces.data(), pieces.size() * sizeof(int32_t));
        *ids = memory;
        *count = pieces.size();
        return true;
    } catch (...) {
        return false;
    }
}

bool tsp_normalize(const TSPModel *model, const char *text, size_t length, char **normalized, size_t *count) {
    *normalized = nullptr;
    *count = 0;
    try {
        // This version of the library has no call for it, but the pieces are cut from the normalized text.
        std::vector<std::string> pieces;
        if (!model->processor.Encode(std::string_view(text, length), &pieces).ok()) return false;
        std::string whole;
        for (const auto &piece : pieces) whole += piece;
        if (whole.empty()) return true;
        auto memory = static_cast<char *>(std::malloc(whole.size()));
        if (memory == nullptr) return false;
        std::memcpy(memory, whole.data(), whole.size());
        *normalized = memory;
        *count = whole.size();
        return true;
    } catch (...) {
        return false;
    }
}

int32_t tsp_size(const TSPModel *model) { return model->processor.GetPieceSize(); }

int32_t tsp_unknown(const TSPModel *model) { return model->processor.unk_id(); }

const char *tsp_piece(const TSPModel *model, int32_t id) {
    if (id < 0 || id >= tsp_size(model)) return nullptr;
    return model->processor.IdToPiece(id).c_str();
}

void tsp_free(void *memory) { std::free(memory); }
