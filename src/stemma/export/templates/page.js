"use strict";
(function () {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const items = all(".item");
  const search = document.getElementById("search");
  const keys = document.getElementById("keys");
  document.getElementById("tools").hidden = false;

  const pieces = new Map();
  all("mark").forEach(function (mark) {
    const name = mark.dataset.s;
    if (!pieces.has(name)) pieces.set(name, []);
    pieces.get(name).push(mark);
  });
  const citing = new Map();
  items.forEach(function (item) {
    item.dataset.spans.split(" ").filter(Boolean).forEach(function (name) {
      if (!citing.has(name)) citing.set(name, []);
      citing.get(name).push(item);
    });
  });
  const spansOf = (item) => (item.dataset.spans || "").split(" ").filter(Boolean);

  function dark() { all(".lit").forEach((one) => one.classList.remove("lit")); }
  function light(names) {
    dark();
    names.forEach((name) => (pieces.get(name) || []).forEach((mark) => mark.classList.add("lit")));
  }
  function lightItem(item, link) {
    const own = link && link.hash ? link.hash.slice(1) : "";
    light(pieces.has(own) && !link.classList.contains("sg") ? [own].concat(same(item, own)) : spansOf(item));
  }
  function same(item, own) {
    const apparatus = item.querySelector('p.apparatus a[href="#' + own + '"]');
    if (!apparatus) return spansOf(item);
    return all("a", apparatus.closest("p")).map((link) => link.hash.slice(1));
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  function show(mark) {
    const column = mark.closest("article.report");
    const wide = column.scrollHeight > column.clientHeight + 1;
    if (wide) {
      const offset = mark.getBoundingClientRect().top - column.getBoundingClientRect().top;
      column.scrollTo({ top: column.scrollTop + offset - column.clientHeight / 3, behavior: calm ? "auto" : "smooth" });
    }
    return wide;
  }
  function go(names) {
    const met = new Set();
    names.forEach(function (name) {
      const mark = (pieces.get(name) || [])[0];
      if (!mark) return;
      const column = mark.closest("article.report");
      if (met.has(column)) return;
      if (show(mark)) met.add(column);
    });
    return met.size > 0;
  }

  document.addEventListener("mouseover", function (event) {
    const item = event.target.closest(".item");
    const mark = event.target.closest("mark");
    if (item) lightItem(item, event.target.closest("a[href^='#']"));
    else if (mark) {
      dark();
      (pieces.get(mark.dataset.s) || []).forEach((one) => one.classList.add("lit"));
      (citing.get(mark.dataset.s) || []).forEach((one) => one.classList.add("lit"));
    } else dark();
  });
  document.addEventListener("focusin", function (event) {
    const item = event.target.closest(".item");
    if (item) lightItem(item, event.target.closest("a[href^='#']"));
  });
  document.addEventListener("click", function (event) {
    const link = event.target.closest(".item a[href^='#']");
    if (!link) return;
    const item = link.closest(".item");
    go([link.hash.slice(1)].concat(spansOf(item)));
    setTimeout(() => lightItem(item, link), 0);
  });

  let at = -1;
  function step(by) {
    const shown = items.filter((item) => !item.hidden);
    if (!shown.length) return;
    const now = shown.indexOf(items[at]);
    const next = shown[Math.min(Math.max(now + by, 0), shown.length - 1)];
    at = items.indexOf(next);
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    light(spansOf(next));
  }
  function filter(words) {
    const wanted = words.trim().toLowerCase();
    items.forEach((item) => { item.hidden = wanted !== "" && !item.textContent.toLowerCase().includes(wanted); });
  }
  search.addEventListener("input", () => filter(search.value));
  document.getElementById("help").addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === search) {
      if (event.key === "Escape") { search.value = ""; filter(""); search.blur(); }
      return;
    }
    if (keys.open) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "?") keys.showModal();
    else if (event.key === "Escape") dark();
    else if (event.key === "Enter" && event.target.classList.contains("item")) go(spansOf(event.target));
  });
})();
