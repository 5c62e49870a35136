/// Shapes: scalar, vector (a column of `rows`), matrix (`rows` x `columns`).
#pragma once

namespace ctgrad {

/// Rank 0, 1 or 2 with its extents; a vector has one column, a scalar one row and one column. A
/// scalar is `scalar_shape`; `shape{}` is no shape at all.
struct shape {
    int rank;
    int rows;
    int columns;

    constexpr int size() const { return rows * columns; }
    friend constexpr bool operator==(const shape&, const shape&) = default;
};

inline constexpr shape scalar_shape{0, 1, 1};
constexpr shape vector_shape(int rows) { return {1, rows, 1}; }
constexpr shape matrix_shape(int rows, int columns) { return {2, rows, columns}; }

constexpr bool square_matrix(shape a) { return a.rank == 2 && a.rows == a.columns; }

/// Elementwise operations take operands of one shape, and scalars with any shape.
constexpr bool broadcastable(shape a, shape b) { return a.rank == 0 || b.rank == 0 || a == b; }
constexpr shape broadcast(shape a, shape b) { return a.rank == 0 ? b : a; }

}  // namespace ctgrad
