// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cspkit/lint.h>

#include "answer_memo.h"
#include "batch.h"

namespace cspkit::cli {

/// Answers the rows of `lint --batch`: `{"policy":…}` and, optionally, `disposition`, `delivery` and `document_url`. A question
/// that comes again is answered from memory, byte for byte as it was before.
[[nodiscard]] RowWriter lint_row_writer(LintProfile profile, AnswerMemo::Limits memory = {});

}  // namespace cspkit::cli
