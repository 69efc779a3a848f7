// SPDX-License-Identifier: Apache-2.0
#include "batch.h"

#include <cspkit/limits.h>

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "json_output.h"
#include "line_reader.h"
#include "progress.h"

namespace cspkit::cli {
namespace {

namespace json = boost::json;

/// Answers lines, one after the other, into a text.
template <class Answer>
class BatchRunner {
 public:
  explicit BatchRunner(const Answer& answer_row) : answer_row_(answer_row) {}

  void answer(std::string_view line, std::size_t line_number, std::string& out) {
    json::monotonic_resource pool(pool_.data(), pool_.size());
    const json::storage_ptr storage(&pool);
    json::value id(nullptr, storage);
    try {
      const json::value row = parse(line, storage);
      const json::object& fields = as_object(row);
      if (const json::value* given = fields.if_contains("id")) id = *given;
      if constexpr (std::is_same_v<Answer, RowFunction>) {
        json::object result(storage);
        result.emplace("id", id);
        answer_row_(fields, result);
        append_json(out, json::value(std::move(result)));
      } else {
        writer_.clear();
        writer_.begin_object();
        writer_.member("id", id);
        answer_row_(fields, writer_);
        writer_.end_object();
        append_json(out, writer_);
      }
    } catch (const RowError& error) {
      refuse(id, error.what(), line_number, out);
    }
    parser_.reset();
  }

  void refuse(const json::value& id, std::string_view message, std::size_t line_number,
              std::string& out) {
    failed_ = true;
    append_json(out, {{"id", id}, {"error", {{"message", message}, {"line", line_number}}}});
  }

  void refuse_long_line(std::size_t line_number, std::string& out) {
    refuse(
        nullptr,
        fmt::format("longer than the limit of {} bytes; split the row", limits::kMaxBatchLineBytes),
        line_number, out);
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

  const Answer& answer_row_;
  std::vector<unsigned char> pool_ = std::vector<unsigned char>(256u << 10);
  json::parser parser_;
  JsonWriter writer_;
  bool failed_ = false;
};

/// Lines that one worker answers together.
struct Block {
  struct Line {
    std::size_t end;  ///< in `text`
    LineReader::Result result;
  };
  std::string text;
  std::vector<Line> lines;
  std::size_t first_line = 0;  ///< its number
  std::string answers;
  std::exception_ptr error;
  bool done = false;

  void clear() {
    text.clear();
    lines.clear();
    answers.clear();
    error = nullptr;
    done = false;
  }
};

/// Small, since answers are up to a hundred times as long as short rows, and stay in the cache until they are written.
constexpr std::size_t kBlockBytes = 32u << 10;

void answer_block(Block& block, BatchRunner<RowWriter>& runner) {
  std::size_t begin = 0, number = block.first_line;
  for (const Block::Line& line : block.lines) {
    if (line.result == LineReader::Result::too_long) {
      runner.refuse_long_line(number, block.answers);
    } else {
      runner.answer(std::string_view(block.text).substr(begin, line.end - begin), number,
                    block.answers);
    }
    begin = line.end;
    ++number;
  }
}

/// Workers that answer blocks in whatever order, each with a row function of its own.
class Workers {
 public:
  Workers(std::size_t count, const std::function<RowWriter()>& make) {
    for (std::size_t i = 0; i < count; ++i) {
      threads_.emplace_back([this, answer = make()] { work(answer); });
    }
  }
  ~Workers() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    started_.notify_all();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  void start(Block& block) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(&block);
    }
    started_.notify_one();
  }

  void wait_for(const Block& block) {
    std::unique_lock lock(mutex_);
    awaited_ = &block;
    done_.wait(lock, [&] { return block.done; });
    if (block.error) std::rethrow_exception(block.error);
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  void work(const RowWriter& answer_row) {
    BatchRunner runner(answer_row);
    for (;;) {
      std::unique_lock lock(mutex_);
      started_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      Block& block = *waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      try {
        answer_block(block, runner);
      } catch (...) {
        block.error = std::current_exception();
      }
      lock.lock();
      failed_ |= runner.failed();
      block.done = true;
      if (&block == awaited_) done_.notify_one();
    }
  }

  std::mutex mutex_;
  std::condition_variable started_;  // for workers
  std::condition_variable done_;     // for whoever waits for a block
  std::deque<Block*> waiting_;
  const Block* awaited_ = nullptr;
  bool closed_ = false;
  bool failed_ = false;
  std::vector<std::jthread> threads_;  // the last member: the threads end before what they use
};

/// Takes lines until the block is full. False at the end of the file.
bool fill(Block& block, LineReader& lines) {
  block.clear();
  block.first_line = lines.line_number() + 1;
  std::string_view line;
  while (block.text.size() + block.lines.size() * sizeof(Block::Line) < kBlockBytes) {
    const LineReader::Result result = lines.next(line);
    if (result == LineReader::Result::end) return false;
    if (result == LineReader::Result::line) block.text += line;
    block.lines.push_back({block.text.size(), result});
  }
  return true;
}

}  // namespace

ExitStatus run_batch(std::string_view file, Context& context, const RowFunction& answer_row) {
  InputFile input(file);
  LineReader lines(input, limits::kMaxBatchLineBytes);
  BatchRunner runner(answer_row);
  Progress progress(context.err, "rows", input.size());
  std::string_view line;
  std::string answer;
  for (;;) {
    const LineReader::Result result = lines.next(line);
    if (result == LineReader::Result::end) break;
    answer.clear();
    if (result == LineReader::Result::too_long) {
      runner.refuse_long_line(lines.line_number(), answer);
    } else {
      runner.answer(line, lines.line_number(), answer);
    }
    context.out.write(answer);
    progress.tick(lines.line_number(), lines.bytes_read());
  }
  return runner.failed() ? ExitStatus::error : ExitStatus::yes;
}

// Memory: two blocks for each worker and two more, whatever the length of the file.
ExitStatus run_parallel_batch(std::string_view file, Context& context,
                              const std::function<RowWriter()>& make_row_writer) {
  InputFile input(file);
  LineReader lines(input, limits::kMaxBatchLineBytes);
  Progress progress(context.err, "rows", input.size());
  const std::size_t count = std::max(1u, std::thread::hardware_concurrency());
  std::vector<Block> ring(2 * count + 2);
  Workers workers(count, make_row_writer);
  std::size_t started = 0, written = 0;
  bool more = true;
  while (more || written < started) {
    if (more && started - written < ring.size()) {
      Block& block = ring[started % ring.size()];
      more = fill(block, lines);
      workers.start(block);
      ++started;
      progress.tick(lines.line_number(), lines.bytes_read());
      continue;
    }
    const Block& oldest = ring[written++ % ring.size()];
    workers.wait_for(oldest);
    context.out.write(oldest.answers);
  }
  return workers.failed() ? ExitStatus::error : ExitStatus::yes;
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
