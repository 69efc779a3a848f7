// SPDX-License-Identifier: Apache-2.0
#include <cspkit/limits.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "batch.h"
#include "line_reader.h"
#include "progress.h"
#include "row_parser.h"

namespace cspkit::cli {
namespace {

/// Small, since answers are up to a hundred times as long as short rows, and stay in the cache until they are written.
constexpr std::size_t kBlockBytes = 32u << 10;

/// Lines that one worker answers together.
struct Block {
  struct Line {
    std::string_view text;  ///< in `buffer`
    LineReader::Result result;
  };
  std::vector<char> buffer = std::vector<char>(kBlockBytes);
  std::vector<Line> lines;
  std::size_t first_line = 0;  ///< its number
  JsonWriter answers;
  bool done = false;
};

/// Answers blocks, with a row function of its own.
class BlockAnswerer {
 public:
  explicit BlockAnswerer(RowWriter answer_row) : answer_row_(std::move(answer_row)) {}

  void answer(Block& block) {
    std::size_t number = block.first_line;
    for (const Block::Line& line : block.lines) {
      block.answers.begin_document();
      if (line.result == LineReader::Result::too_long) {
        refuse({}, too_long_message(), number, block.answers);
      } else {
        answer(line.text, number, block.answers);
      }
      block.answers.end_document();
      ++number;
    }
    parser_.release();
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  void answer(std::string_view line, std::size_t number, JsonWriter& out) {
    Fields row;
    try {
      row = plain_.read(line) ? Fields(plain_) : Fields(parser_.parse(line));
      out.begin_object();
      row.write_id(out);
      answer_row_(row, out);
      out.end_object();
    } catch (const RowError& error) {
      refuse(row, error.what(), number, out);
    }
  }

  void refuse(const Fields& row, std::string_view message, std::size_t number, JsonWriter& out) {
    failed_ = true;
    write_error(row, message, number, out);
  }

  RowWriter answer_row_;
  PlainRow plain_;
  RowParser parser_;
  bool failed_ = false;
};

/// What the workers share: blocks that go round, from whoever reads the next one to whoever writes the oldest. Nobody waits
/// for anybody else's block, unless one takes so long that all others are done.
class Ring {
 public:
  Ring(std::size_t size, InputFile& input, Context& context)
      : lines_(input, limits::kMaxBatchLineBytes, kBlockBytes),
        progress_(context.err, "rows", input.size()),
        out_(context.out),
        blocks_(size) {}

  /// A block with the lines that come next; nullptr at the end of the file, or once somebody failed.
  Block* next() {
    const std::lock_guard reading(reading_);
    if (ended_) return nullptr;
    {
      std::unique_lock lock(mutex_);
      written_more_.wait(lock, [&] { return error_ || started_ - written_ < blocks_.size(); });
      if (error_) return nullptr;
    }
    Block& block = blocks_[started_ % blocks_.size()];
    ended_ = !fill(block);
    {
      const std::lock_guard lock(mutex_);
      ++started_;
    }
    progress_.tick(lines_.line_number(), lines_.bytes_read());
    return &block;
  }

  /// Takes an answered block back. Writes it, and what had to wait for it, unless somebody is writing already.
  void take_back(Block& block) {
    std::unique_lock lock(mutex_);
    block.done = true;
    if (std::exchange(writing_, true)) return;
    while (written_ < started_ && !error_) {
      Block& oldest = blocks_[written_ % blocks_.size()];
      if (!std::exchange(oldest.done, false)) break;
      lock.unlock();
      out_.write(oldest.answers.text());
      lock.lock();
      ++written_;
      written_more_.notify_one();
    }
    writing_ = false;
  }

  /// Ends the work of everybody, for the reason at hand.
  void fail() {
    const std::lock_guard lock(mutex_);
    if (!error_) error_ = std::current_exception();
    written_more_.notify_all();
  }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  /// Takes the next line, and those that were read with it. False at the end of the file.
  bool fill(Block& block) {
    block.lines.clear();
    block.answers.clear();
    block.first_line = lines_.line_number() + 1;
    std::string_view line;
    std::optional<LineReader::Result> result = lines_.next(line);
    if (result == LineReader::Result::end) return false;
    do {
      block.lines.push_back({line, *result});
      result = lines_.next_at_hand(line);
    } while (result);
    lines_.swap_buffer(block.buffer);
    return true;
  }

  std::mutex reading_;  // one worker reads at a time
  LineReader lines_;
  Progress progress_;
  bool ended_ = false;

  std::mutex mutex_;  // for what is below
  std::condition_variable written_more_;
  Output& out_;  // of whoever has set writing_
  std::vector<Block> blocks_;
  std::size_t started_ = 0, written_ = 0;
  bool writing_ = false;
  std::exception_ptr error_;
};

void work(Ring& ring, BlockAnswerer& answerer) {
  try {
    while (Block* block = ring.next()) {
      answerer.answer(*block);
      ring.take_back(*block);
    }
  } catch (...) {
    ring.fail();
  }
}

}  // namespace

// Memory: two blocks for each worker, whatever the length of the file.
ExitStatus run_parallel_batch(std::string_view file, Context& context,
                              const std::function<RowWriter()>& make_row_writer) {
  InputFile input(file);
  const std::size_t count = std::max(1u, std::thread::hardware_concurrency());
  Ring ring(2 * count, input, context);
  std::deque<BlockAnswerer> answerers;
  for (std::size_t i = 0; i < count; ++i) answerers.emplace_back(make_row_writer());
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < count; ++i) {
      threads.emplace_back([&, i] { work(ring, answerers[i]); });
    }
    work(ring, answerers.front());
  }
  ring.rethrow();
  const bool failed = std::ranges::any_of(answerers, &BlockAnswerer::failed);
  return failed ? ExitStatus::error : ExitStatus::yes;
}

}  // namespace cspkit::cli
