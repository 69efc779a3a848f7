// The example's only script.
function openMenu() {
  document.body.classList.toggle("menu-open");
}
