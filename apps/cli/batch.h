// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string_view>

#include "command.h"
#include "fields.h"
#include "json_writer.h"

namespace cspkit::cli {

/// Answers one row by adding fields to `answer`, which holds `id` already. Throws RowError. Both objects live in a
/// memory pool that is emptied after the row; values made with `answer.storage()` are the cheapest.
using RowFunction =
    std::function<void(const boost::json::object& row, boost::json::object& answer)>;

/// Answers each line of the JSONL file (`-`: standard input) with one line, in order, in constant memory. A bad line is
/// answered `{"id":…,"error":{"message":…,"line":N}}`, the others go on, and the status is then `error`; else it is
/// `yes`, whatever the answers say. Shows progress on a terminal's standard error.
[[nodiscard]] ExitStatus run_batch(std::string_view file, Context& context,
                                   const RowFunction& answer_row);

/// Answers one row by writing members of the answer's object, in which `id` stands already. Throws RowError.
using RowWriter = std::function<void(const Fields& row, JsonWriter& answer)>;

/// The same on every core, for commands that judge a row by itself: each thread makes a function of its own, and asks no
/// other's. The answers keep the order of the rows, and memory stays constant.
[[nodiscard]] ExitStatus run_parallel_batch(std::string_view file, Context& context,
                                            const std::function<RowWriter()>& make_row_writer);

/// Why a line beyond the limit has no answer.
[[nodiscard]] std::string_view too_long_message();

}  // namespace cspkit::cli
