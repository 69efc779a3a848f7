// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace cspkit::cli {

/// Does `work(i)` for each i below `count` on every core, and hands the results to `take(i, result)` in order, on the caller's
/// thread, each as soon as those before it are there. At most a few results for each core wait to be taken. What `work` throws is
/// thrown here, in its turn.
template <class Work, class Take>
void in_parallel(std::size_t count, const Work& work, const Take& take) {
  using Result = decltype(work(std::size_t{}));
  struct Slot {
    std::optional<Result> result{};
    std::exception_ptr error{};
  };
  const std::size_t workers =
      std::min<std::size_t>(std::max(1u, std::thread::hardware_concurrency()), count);
  const std::size_t room = 16 * std::max<std::size_t>(workers, 1);
  std::vector<Slot> slots(std::min(room, count));
  std::mutex mutex;
  std::condition_variable done, free;
  std::size_t next = 0, taken = 0;
  bool stopped = false;

  const auto run = [&] {
    for (;;) {
      std::size_t mine = 0;
      {
        std::unique_lock lock(mutex);
        free.wait(lock, [&] { return stopped || next == count || next - taken < slots.size(); });
        if (stopped || next == count) return;
        mine = next++;
      }
      Slot slot;
      try {
        slot.result.emplace(work(mine));
      } catch (...) {
        slot.error = std::current_exception();
      }
      const std::lock_guard lock(mutex);
      slots[mine % slots.size()] = std::move(slot);
      done.notify_one();
    }
  };
  std::vector<std::jthread> threads;
  struct Stop {
    std::mutex& mutex;
    std::condition_variable& free;
    bool& stopped;
    ~Stop() {
      const std::lock_guard lock(mutex);
      stopped = true;
      free.notify_all();
    }
  } stop{mutex, free, stopped};  // before the threads are joined
  for (std::size_t i = 0; i < workers; ++i) threads.emplace_back(run);
  for (std::size_t i = 0; i < count; ++i) {
    Slot slot;
    {
      std::unique_lock lock(mutex);
      Slot& ready = slots[i % slots.size()];
      done.wait(lock, [&] { return ready.result || ready.error; });
      slot = std::exchange(ready, Slot{});
      ++taken;
      free.notify_all();
    }
    if (slot.error) std::rethrow_exception(slot.error);
    take(i, *std::move(slot.result));
  }
}

}  // namespace cspkit::cli
