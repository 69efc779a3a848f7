// SPDX-License-Identifier: Apache-2.0
#include "batch.h"

#include <cspkit/limits.h>
#include <fmt/format.h>

#include <utility>

#include "line_reader.h"
#include "progress.h"
#include "row_parser.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

/// Writes the answer to one row. False where it is an error.
bool answer(std::string_view line, std::size_t line_number, RowParser& parser,
            const RowFunction& answer_row, JsonWriter& out) {
  Fields fields;
  try {
    const json::object& row = parser.parse(line);
    fields = row;
    json::object result(parser.storage());
    if (const json::value* id = row.if_contains("id")) {
      result.emplace("id", *id);
    } else {
      result.emplace("id", nullptr);
    }
    answer_row(row, result);
    out.value(json::value(std::move(result)));
    return true;
  } catch (const RowError& error) {
    write_error(fields, error.what(), line_number, out);
    return false;
  }
}

}  // namespace

std::string_view too_long_message() {
  static const std::string message =
      fmt::format("longer than the limit of {} bytes; split the row", limits::kMaxBatchLineBytes);
  return message;
}

ExitStatus run_batch(std::string_view file, Context& context, const RowFunction& answer_row) {
  InputFile input(file);
  LineReader lines(input, limits::kMaxBatchLineBytes);
  RowParser parser;
  JsonWriter out;
  Progress progress(context.err, "rows", input.size());
  bool failed = false;
  std::string_view line;
  for (;;) {
    const LineReader::Result result = lines.next(line);
    if (result == LineReader::Result::end) break;
    if (result == LineReader::Result::too_long) {
      write_error({}, too_long_message(), lines.line_number(), out);
      failed = true;
    } else {
      failed |= !answer(line, lines.line_number(), parser, answer_row, out);
      parser.release();
    }
    out.end_document();
    context.out.write(out.text());
    out.clear();
    progress.tick(lines.line_number(), lines.bytes_read());
  }
  return failed ? ExitStatus::error : ExitStatus::yes;
}

}  // namespace cspkit::cli
