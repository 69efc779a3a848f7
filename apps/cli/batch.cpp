// SPDX-License-Identifier: Apache-2.0
#include "batch.h"

#include <cspkit/limits.h>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serializer.hpp>

#include "json_output.h"
#include "line_reader.h"
#include "progress.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

class BatchRunner {
 public:
  BatchRunner(Context& context, const RowFunction& answer_row)
      : context_(context), answer_row_(answer_row) {}

  void answer(std::string_view line, std::size_t line_number) {
    json::monotonic_resource pool(pool_.data(), pool_.size());
    const json::storage_ptr storage(&pool);
    json::value id(nullptr, storage);
    try {
      const json::value row = parse(line, storage);
      const json::object& fields = as_object(row);
      if (const json::value* given = fields.if_contains("id")) id = *given;
      json::object result(storage);
      result.emplace("id", id);
      answer_row_(fields, result);
      write(json::value(std::move(result)));
    } catch (const RowError& error) {
      refuse(id, error.what(), line_number);
    }
    parser_.reset();
  }

  void refuse(const json::value& id, std::string_view message, std::size_t line_number) {
    failed_ = true;
    write({{"id", id}, {"error", {{"message", message}, {"line", line_number}}}});
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  json::value parse(std::string_view line, const json::storage_ptr& storage) {
    json::error_code reason;
    parser_.reset(storage);
    const std::size_t parsed = parser_.write(line.data(), line.size(), reason);
    if (reason) {
      throw RowError(fmt::format("not a JSON document: {} at byte {}; write one JSON object a line",
                                 reason.message(), parsed));
    }
    return parser_.release();
  }

  static const json::object& as_object(const json::value& row) {
    if (!row.is_object()) throw RowError("not a JSON object; write one JSON object a line");
    return row.get_object();
  }

  void write(const json::value& answer) { write_json(context_.out, answer); }

  Context& context_;
  const RowFunction& answer_row_;
  std::vector<unsigned char> pool_ = std::vector<unsigned char>(256u << 10);
  json::parser parser_;
  bool failed_ = false;
};

}  // namespace

ExitStatus run_batch(std::string_view file, Context& context, const RowFunction& answer_row) {
  InputFile input(file);
  LineReader lines(input, limits::kMaxBatchLineBytes);
  BatchRunner runner(context, answer_row);
  Progress progress(context.err, "rows", input.size());
  std::string_view line;
  for (;;) {
    const LineReader::Result result = lines.next(line);
    if (result == LineReader::Result::end) break;
    if (result == LineReader::Result::too_long) {
      runner.refuse(nullptr,
                    fmt::format("longer than the limit of {} bytes; split the row",
                                limits::kMaxBatchLineBytes),
                    lines.line_number());
    } else {
      runner.answer(line, lines.line_number());
    }
    progress.tick(lines.line_number(), lines.bytes_read());
  }
  return runner.failed() ? ExitStatus::error : ExitStatus::yes;
}

namespace {

std::string_view as_string(const json::value& value, std::string_view key) {
  if (!value.is_string())
    throw RowError(fmt::format("\"{}\" is not a string; write it as one", key));
  return value.get_string();
}

}  // namespace

std::string_view require_string(const json::object& row, std::string_view key) {
  const json::value* value = row.if_contains(key);
  if (value == nullptr) throw RowError(fmt::format("\"{}\" is missing; add it as a string", key));
  return as_string(*value, key);
}

std::string_view string_or(const json::object& row, std::string_view key,
                           std::string_view fallback) {
  const json::value* value = row.if_contains(key);
  return value == nullptr ? fallback : as_string(*value, key);
}

}  // namespace cspkit::cli
