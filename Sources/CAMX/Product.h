// Products of packed factors.
#pragma once
#include "Right.h"

#include <utility>

namespace camx {

BEGIN_TILES

/// Gives this thread tiles of 16 rows of 64 bytes for as long as it lives.
class TileUnit {
public:
    TileUnit() {
        alignas(64) uint8_t configuration[64] = {};
        configuration[0] = 1;
        for (int i = 0; i < 8; i++) {
            configuration[16 + 2 * i] = 64;
            configuration[48 + i] = 16;
        }
        _tile_loadconfig(configuration);
    }
    ~TileUnit() { _tile_release(); }
    TileUnit(const TileUnit &) = delete;
    TileUnit &operator=(const TileUnit &) = delete;
};

/// The tiles that ``multiply_block`` reads in one step: 6 and 7 hold one part of the left factor, 4 and 5 one of the right,
/// 0 to 3 the sums.
struct Operands {
    const uint16_t *a0, *a1, *b;

    void left(int part) const {
        _tile_loadd(6, a0 + part * tile, 64);
        _tile_loadd(7, a1 + part * tile, 64);
    }
    void right(int part) const {
        _tile_loadd(4, b + part * 2 * tile, 64);
        _tile_loadd(5, b + part * 2 * tile + tile, 64);
    }
    static void multiply() {
        _tile_dpbf16ps(0, 6, 4);
        _tile_dpbf16ps(1, 6, 5);
        _tile_dpbf16ps(2, 7, 4);
        _tile_dpbf16ps(3, 7, 5);
    }
};

/// Adds the products of the parts i and j with i + j < `parts`, the others being below what the factors keep; the small
/// ones first. From one to the next one factor stays.
template <int parts> inline void add_step(const Operands &operands) {
    operands.left(parts - 1);
    operands.right(0);
    operands.multiply();
    if constexpr (parts == 3) {
        operands.left(1);
        operands.multiply();
        operands.right(1);
        operands.multiply();
        operands.left(0);
        operands.multiply();
        operands.right(2);
        operands.multiply();
        operands.right(0);
        operands.multiply();
    } else if constexpr (parts == 2) {
        operands.left(0);
        operands.multiply();
        operands.right(1);
        operands.multiply();
    }
}

/// c, 32 by 32, = two rows of tiles times one strip, over `steps` of 32. `meanwhile()` is called now and then, at least once a
/// step: the tile unit works on while the vector units do something else.
template <int parts, typename Meanwhile>
inline void multiply_block(Operands operands, int64_t steps, float *c, const Meanwhile &meanwhile) {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (int64_t k = 0; k < steps; k++) {
        add_step<parts>(operands);
        operands.a0 += Left<parts>::step;
        operands.a1 += Left<parts>::step;
        operands.b += Right<parts>::step;
        meanwhile();
    }
    _tile_stored(0, c, 128);
    _tile_stored(1, c + 16, 128);
    _tile_stored(2, c + 16 * 32, 128);
    _tile_stored(3, c + 16 * 32 + 16, 128);
}

/// Strips that stay in the second cache while the rows pass.
constexpr int64_t strips_in_cache = 8;

/// A block of a product, 32 by 32, of which some rows are finished.
struct Block {
    alignas(64) float values[32 * 32];
    int64_t row = 0, strip = 0, next = 0, last = 0;
};

/// left [rows, 32 steps] times strips. Each row of each block of the result, 32 values, goes to `finish(c, row, strip)`,
/// while the next block is multiplied.
template <int parts, typename Finish>
void multiply(
    const Left<parts> &left, int64_t rows, const uint16_t *right, int64_t steps, int64_t strips, const Finish &finish) {
    Block blocks[2];
    Block *before = &blocks[0], *now = &blocks[1];
    const int64_t rows_a_step = (32 + steps - 1) / steps;
    const auto finish_rows = [&](int64_t count) {
        const int64_t last = before->next + count < before->last ? before->next + count : before->last;
        for (; before->next < last; before->next++) {
            finish(before->values + before->next * 32, before->row + before->next, before->strip);
        }
    };
    for (int64_t first = 0; first < strips; first += strips_in_cache) {
        const int64_t last = strips - first < strips_in_cache ? strips : first + strips_in_cache;
        for (int64_t row = 0; row < rows; row += 32) {
            for (int64_t strip = first; strip < last; strip++) {
                const uint16_t *b = right + strip * steps * Right<parts>::step;
                multiply_block<parts>(
                    {left.at(row / 16, 0), left.at(row / 16 + 1, 0), b}, steps, now->values,
                    [&] { finish_rows(rows_a_step); });
                now->row = row;
                now->strip = strip;
                now->next = 0;
                now->last = rows - row < 32 ? rows - row : 32;
                std::swap(before, now);
            }
        }
    }
    finish_rows(32);
}

END_TILES

} // namespace camx
