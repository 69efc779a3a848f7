// SPDX-License-Identifier: Apache-2.0
// The example's only script.
function openMenu() {
  document.body.classList.toggle("menu-open");
}
