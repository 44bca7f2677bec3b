// Letter keys for the desk: they move the focus, they never carry anything out.  Everything works without this file.
(function () {
  "use strict";
  var KEY = "postlotse-tasten";
  var box = document.getElementById("tasten-an");
  function enabled() {
    try { return localStorage.getItem(KEY) !== "aus"; } catch (e) { return true; }
  }
  document.documentElement.classList.add("script");
  if (box) {
    box.checked = enabled();
    box.addEventListener("change", function () {
      try { localStorage.setItem(KEY, box.checked ? "an" : "aus"); } catch (e) { /* kept for this page only */ }
    });
  }
  function typing(target) {
    return target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea, [contenteditable]") !== null;
  }
  function step(by) {
    var links = Array.prototype.slice.call(document.querySelectorAll("a.item-link"));
    if (!links.length) { return false; }
    var at = links.indexOf(document.activeElement);
    var next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
    links[next].focus();
    return true;
  }
  function open(key) {
    var fold = document.querySelector("details[data-key-open='" + key + "']");
    if (!fold) { return false; }
    fold.open = true;
    (fold.querySelector("select, input:not([type=hidden]), button") || fold).focus();
    return true;
  }
  function jump(key) {
    var target = document.querySelector("[data-key='" + key + "']");
    if (!target) { return false; }
    target.focus();
    return true;
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) { return; }
    if (box ? !box.checked : !enabled()) { return; }
    var key = event.key.toLowerCase();
    var done = key === "j" ? step(1) : key === "k" ? step(-1)
      : key === "a" || key === "n" ? open(key)
      : "bvue".indexOf(key) >= 0 && key.length === 1 ? jump(key) : false;
    if (done) { event.preventDefault(); }
  });
})();
