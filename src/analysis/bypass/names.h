// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/names.h"
#include "cspkit/bypass.h"

/// The words of catalog/bypasses.yaml.
namespace cspkit::bypass {

inline constexpr Named<BypassKind> kKindNames[] = {
    {BypassKind::jsonp, "jsonp"},
    {BypassKind::script_gadget, "script-gadget"},
    {BypassKind::arbitrary_hosting, "arbitrary-hosting"},
    {BypassKind::user_content, "user-content"},
    {BypassKind::public_suffix, "public-suffix"},
    {BypassKind::open_redirect, "open-redirect"},
    {BypassKind::flash, "flash"},
};
inline constexpr Named<BypassReach> kReachNames[] = {
    {BypassReach::url, "url"},
    {BypassReach::prefix, "prefix"},
};
inline constexpr Named<BypassConfidence> kConfidenceNames[] = {
    {BypassConfidence::documented, "documented"},
    {BypassConfidence::reported, "reported"},
    {BypassConfidence::listed, "listed"},
};
inline constexpr Named<BypassList> kListNames[] = {
    {BypassList::evaluator_jsonp, "csp-evaluator-jsonp"},
    {BypassList::evaluator_angular, "csp-evaluator-angular"},
    {BypassList::evaluator_flash, "csp-evaluator-flash"},
};
inline constexpr Named<bool> kTruthNames[] = {{true, "true"}, {false, "false"}};

}  // namespace cspkit::bypass
