// SPDX-License-Identifier: Apache-2.0
// From what the page and the server saw to a verdict. A block needs a violation and no load, an allow a load (where there
// is one to be seen) and no violation; anything else is not a verdict.

import { sandboxEnd } from './sandbox.mjs';

/// Checks that a browser blocks without an event.
function silent(check, browser) {
  if (/worklet$/.test(check.destination ?? '')) return true;
  return browser === 'webkit' && (check.kind === 'eval' || check.kind === 'wasm');
}

const allow = (note) => (note ? { result: 'allow', note } : { result: 'allow' });
const block = (directive, note) => ({ result: 'block', ...(directive && { directive }), ...(note && { note }) });
const none = (note) => ({ result: null, note });

/// entry: the case with what the server saw; told: what the page told.
export function verdictOf(entry, told, browser) {
  const { check } = entry.one;
  if (told.error) return none(told.error);
  if (check.kind === 'sandbox') {
    const end = sandboxEnd(entry);
    return end === 'had' ? allow() : end === 'tried' ? block('sandbox') : none(end);
  }
  if (check.kind === 'frame-ancestors') {
    if (!entry.opened) return none('the page was never asked for');
    if (told.frames < 0) return none('the chain of frames broke');
    return told.frames > 0 ? allow() : block('frame-ancestors');
  }
  const blocked = told.events.find((event) => event.disposition !== 'report');
  if (told.allowed !== undefined) return fromPage(check, told, blocked, browser);
  if (check.kind === 'inline') {
    if (!blocked) return allow();
    return told.ran ? none('ran and was reported') : block(blocked.directive);
  }
  if (entry.via === 'speculation' && blocked?.uri === 'inline') return none('not asked: the rules themselves are refused');
  if (check.redirect_count && !entry.started) return none('the redirect was never reached');
  const seen = entry.hits > 0;
  if (/^(data|blob):/.test(check.url) && !silent(check, browser)) {
    return blocked ? block(blocked.directive) : allow(told.end !== 'load' && `local, then ${told.end}`);
  }
  if (/^(data|blob):/.test(check.url) && told.end === 'load') return allow();
  // There is no HTTP/3 server; that a connection was tried shows by its failure alone.
  if (entry.via === 'webtransport' && !blocked && told.end === 'error') return allow('tried to connect');
  if (seen && blocked) return none(`requested, and reported as ${blocked.directive}`);
  if (seen) return allow(told.end !== 'load' && told.end !== 'sent' ? `requested, then ${told.end}` : undefined);
  if (blocked) return block(blocked.directive);
  if (silent(check, browser) && told.end === 'error') return block(undefined, 'no event');
  return none(`neither requested nor reported, ${told.end}`);
}

function fromPage(check, told, blocked, browser) {
  if (told.allowed) return blocked ? none(`went through, and was reported as ${blocked.directive}`) : allow();
  if (blocked) return block(blocked.directive);
  return silent(check, browser) ? block(undefined, 'no event') : none(`refused without a report: ${told.message ?? ''}`);
}
