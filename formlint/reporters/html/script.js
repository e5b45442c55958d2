"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const single = document.body.classList.contains("single");
  const narrow = matchMedia("(max-width: 56rem)");
  let current = null;
  let letters = true; // J and K: who speaks to the page or rests a hand on the keys can switch them off (WCAG 2.1.4)

  const section = () => (single ? document.querySelector(".document") : document.querySelector(".document.current"));

  function open(id) {
    if (single) return;
    document.body.classList.add("paged");
    const target = document.getElementById(id);
    const chosen = target ? target.closest(".document") : null;
    all(".document, .overview").forEach((each) => each.classList.toggle("current", chosen ? each === chosen : each.id === "overview"));
    document.body.classList.toggle("at-overview", !chosen);
  }

  function choose(article, focus = true) {
    all(".on").forEach((each) => each.classList.remove("on"));
    current = article;
    if (!article) return;
    article.classList.add("on");
    const marks = all(`[data-for~="${CSS.escape(article.id)}"]`);
    marks.forEach((mark) => mark.classList.add("on"));
    const guilty = marks.find((mark) => mark.matches(".guilty") || mark.querySelector(".guilty")) || marks[0];
    const face = guilty ? guilty.closest(".face") : null;
    article.scrollIntoView({ block: narrow.matches ? "start" : "nearest" });
    if (face) {
      const [inner, outer] = [guilty.getBoundingClientRect(), face.getBoundingClientRect()];
      face.scrollBy(inner.left + inner.width / 2 - outer.left - outer.width / 2, inner.top + inner.height / 2 - outer.top - outer.height / 2);
    }
    if (focus) article.focus({ preventScroll: true });
    history.replaceState(null, "", `#${article.id}`);
  }

  function step(by) {
    const here = section();
    const articles = here ? all(".finding", here) : [];
    if (!articles.length) return;
    const at = articles.indexOf(current);
    choose(articles[at < 0 ? (by > 0 ? 0 : articles.length - 1) : (at + by + articles.length) % articles.length]);
  }

  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    open(id);
    const target = document.getElementById(id);
    if (target && target.matches(".finding")) choose(target);
  }

  function sort(button) {
    const head = button.closest("th");
    const table = head.closest("table");
    const at = [...head.parentElement.children].indexOf(head);
    const down = head.getAttribute("aria-sort") !== "descending";
    const value = (row) => row.children[at].textContent.trim();
    const compare = (a, b) => {
      const [x, y] = [value(a), value(b)];
      return x !== "" && y !== "" && !isNaN(x) && !isNaN(y) ? x - y : (x === "") - (y === "") ? (x === "" ? -1 : 1) : x.localeCompare(y, document.documentElement.lang);
    };
    const rows = all("tbody tr", table).sort((a, b) => (down ? compare(b, a) : compare(a, b)));
    all("th", head.parentElement).forEach((each) => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    table.tBodies[0].append(...rows);
  }

  function sift() {
    const [text, state] = all("[data-sift]").map((each) => each.value.trim().toLowerCase());
    const rows = all(".heat tbody tr");
    rows.forEach((row) => {
      const named = [...row.children].slice(0, 2).some((cell) => cell.textContent.toLowerCase().includes(text));
      row.hidden = !(named && (!state || row.querySelector(".state").classList.contains(state)));
    });
    const left = rows.filter((row) => !row.hidden).length;
    const told = document.querySelector("[data-sifted]");
    told.textContent = left < rows.length ? told.dataset.sifted.replace("{shown}", left) : "";
  }

  document.addEventListener("keydown", (event) => {
    if (!letters || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "j" || event.key === "J") step(1);
    if (event.key === "k" || event.key === "K") step(-1);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step]");
    if (button) step(Number(button.dataset.step));
    const link = event.target.closest("a[href^='#']");
    const target = link ? document.getElementById(link.getAttribute("href").slice(1)) : null;
    if (target && target.matches(".finding")) {
      event.preventDefault();
      choose(target);
    }
    const head = event.target.closest("[data-sortable] th button");
    if (head) sort(head);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys]")) {
      letters = event.target.checked;
      all("[data-keys]").forEach((each) => (each.checked = letters));
    }
    if (event.target.matches("[data-ticks]")) event.target.closest(".document").classList.toggle("ticks", event.target.checked);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-sift]")) sift();
  });
  window.addEventListener("pageshow", () => single || sift()); // the browser fills in again what was chosen before
  window.addEventListener("hashchange", follow);
  window.addEventListener("load", follow); // the browser has gone to the fragment itself meanwhile
  follow();
})();
