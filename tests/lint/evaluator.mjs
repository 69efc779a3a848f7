// SPDX-License-Identifier: Apache-2.0
// What Google's npm package csp_evaluator says of a policy, in the terms in which cspkit's profile `evaluator` answers.
import { createRequire } from 'node:module';

const kId = (type) => type.toLowerCase().replaceAll('_', '-');

/// Loads the package; answers a function from a policy's text to `{findings}` or `{thrown}`.
export function openEvaluator(packages) {
  const require = createRequire(packages.path('csp_evaluator', 'package.json'));
  const { CspParser } = require('./dist/parser.js');
  const { CspEvaluator, DEFAULT_CHECKS, STRICTCSP_CHECKS } = require('./dist/evaluator.js');
  const { checkHasConfiguredReporting } = require('./dist/checks/security_checks.js');
  const { Severity, Type } = require('./dist/finding.js');
  const checks = [...DEFAULT_CHECKS, checkHasConfiguredReporting];
  return function evaluate(policy) {
    try {
      const found = new CspEvaluator(new CspParser(policy).csp).evaluate(STRICTCSP_CHECKS, checks);
      return { findings: found.map(({ type, severity, directive, value }) =>
        ({ id: kId(Type[type]), severity: Severity[severity], directive, value: value ?? '' })) };
    } catch (error) {
      return { thrown: error.name };
    }
  };
}

/// A finding as one line; equal lines are equal findings. Keywords and schemes have no case, and it lowers theirs.
export function line({ id, severity, directive, value }) {
  const folded = /^'[a-z0-9-]+'$/i.test(value) || /^[a-z][a-z0-9+.-]*:$/i.test(value) ? value.toLowerCase() : value;
  return [severity, id, directive, folded].join(' ').trim();
}

/// The same, of an answer of cspkit's.
export const ourLine = ({ id, peer_severity: severity, directive, value }) => line({ id, severity, directive, value });
