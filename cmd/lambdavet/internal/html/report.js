"use strict";
// The report: one list of findings, filtered by what the address says.
// Findings are drawn a screen at a time and their details when they are
// opened, so that ten thousand of them open as fast as ten.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const facets = ["rule", "handler", "package"];
const facetNames = { rule: data.rules.map((r) => r.name), handler: data.handlers, package: data.packages };
const chunk = 100;

// state is what the address holds: the filters, the grouping and what is open.
let state = {};
let shown = []; // findings that pass the filters, by group
let drawn = 0; // how many of them stand in the document

// Elements.

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// breakable lets a long path wrap behind its slashes, a long name behind its dots.
function breakable(text) {
  const parts = text.split(text.includes("/") ? /(?<=[/_])(?=[^/_])/ : /(?<=[._])(?=[^\s._])/);
  return parts.flatMap((part, i) => (i ? [document.createElement("wbr"), part] : [part]));
}

function plural(n, word) {
  return n.toLocaleString("en") + " " + word + (n === 1 ? "" : "s");
}

// Findings.

const text = (i) => data.texts[i];
const isOpen = (f) => state.open === key(f);

function placeOf(i) {
  const place = data.places[i];
  return data.files[place.file].path + ":" + place.line + ":" + place.column;
}

// key names a finding in the address; line numbers tell two of a rule apart.
function key(f) {
  return placeOf(f.place) + ":" + data.rules[f.rule].name;
}

function haystack(f) {
  if (!f.text) {
    const hops = (f.hops || []).flatMap((h) => h.slice(1).map(text));
    f.text = [text(f.message), key(f), data.handlers[f.handler], ...hops].join("\n").toLowerCase();
  }
  return f.text;
}

// passes tells whether a finding passes all filters, or all but one.
function passes(f, except) {
  return (
    facets.every((facet) => facet === except || !state[facet] || facetNames[facet][f[facet]] === state[facet]) &&
    state.words.every((word) => haystack(f).includes(word))
  );
}

// The address.

function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  state = { query: params.get("q") || "", group: params.get("group") || "package", open: params.get("open") };
  if (!facets.includes(state.group)) state.group = "package";
  for (const facet of facets) state[facet] = params.get(facet) || "";
  state.words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
}

function writeAddress() {
  const params = new URLSearchParams();
  for (const facet of facets) if (state[facet]) params.set(facet, state[facet]);
  if (state.query) params.set("q", state.query);
  if (state.group !== "package") params.set("group", state.group);
  if (state.open) params.set("open", state.open);
  const hash = params.toString();
  history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
}

// Filters.

function drawFilters() {
  for (const facet of facets) drawFacet(facet);
  byId("group").value = state.group;
  if (byId("query").value !== state.query) byId("query").value = state.query;
  byId("query").classList.toggle("set", state.query !== "");
  byId("clear").disabled = !state.query && facets.every((facet) => !state[facet]);
}

// drawFacet offers what is left under the other filters, with counts.
function drawFacet(facet) {
  const counts = new Map();
  for (const f of data.findings) {
    if (passes(f, facet)) {
      const name = facetNames[facet][f[facet]];
      counts.set(name, (counts.get(name) || 0) + 1);
    }
  }
  if (state[facet] && !counts.has(state[facet])) counts.set(state[facet], 0);
  const options = [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const select = byId(facet);
  select.replaceChildren(
    make("option", { value: "" }, "all"),
    ...options.map(([name, n]) => make("option", { value: name }, name + " (" + n.toLocaleString("en") + ")")),
  );
  select.value = state[facet];
  select.classList.toggle("set", state[facet] !== "");
}

function change(changes) {
  Object.assign(state, changes);
  writeAddress();
  readAddress();
  draw();
}

// The list.

function draw() {
  drawFilters();
  shown = data.findings.filter((f) => passes(f));
  const names = facetNames[state.group];
  const group = (f) => names[f[state.group]];
  shown.sort((a, b) => (group(a) < group(b) ? -1 : group(a) > group(b) ? 1 : 0));
  drawn = 0;
  list.replaceChildren();
  drawMore(chunk);
  const n = shown.length === data.findings.length ? "" : shown.length.toLocaleString("en") + " of ";
  byId("summary").textContent = n + summary();
  byId("status").textContent = plural(shown.length, "finding") + " shown";
  if (!shown.length) list.append(make("div", { class: "none" }, make("strong", {}, "Nothing matches"), make("p", {}, "Clear a filter to see more.")));
}

function summary() {
  const used = (facet) => new Set(data.findings.map((f) => f[facet])).size;
  return [
    plural(data.findings.length, "finding"),
    plural(used("rule"), "rule"),
    plural(used("handler"), "handler"),
    plural(used("package"), "package"),
  ].join(" · ");
}

// drawMore draws the next findings, up to n in all.
function drawMore(n) {
  byId("more")?.remove();
  const counts = new Map();
  for (const f of shown) counts.set(f[state.group], (counts.get(f[state.group]) || 0) + 1);
  for (; drawn < Math.min(n, shown.length); drawn++) {
    const f = shown[drawn];
    if (!drawn || shown[drawn - 1][state.group] !== f[state.group]) list.append(groupOf(f, counts.get(f[state.group])));
    list.lastElementChild.lastElementChild.append(item(f));
  }
  if (drawn < shown.length) {
    const more = make("button", { id: "more", type: "button" }, plural(shown.length - drawn, "more finding"));
    more.addEventListener("click", () => drawMore(drawn + chunk));
    list.append(more);
    watcher.observe(more);
  }
}

const watcher = new IntersectionObserver((entries) => entries.some((e) => e.isIntersecting) && drawMore(drawn + chunk), { rootMargin: "800px" });

function groupOf(f, count) {
  const name = facetNames[state.group][f[state.group]];
  const title = name === "." ? "(top folder)" : name;
  return make("section", { class: "group", "aria-label": title }, make("h2", {}, make("span", {}, ...breakable(title)), make("small", {}, String(count))), make("ol"));
}

function item(f) {
  const rule = data.rules[f.rule];
  const row = make(
    "button",
    { class: "row" + (rule.fails ? " fails" : ""), type: "button", "aria-expanded": "false" },
    make("span", { class: "name", title: rule.title }, rule.name),
    make("span", {}, ...breakable(text(f.message))),
    make("span", { class: "where" }, ...breakable(placeOf(f.place))),
  );
  const li = make("li", { class: "finding" }, make("h3", {}, row));
  row.finding = f;
  row.addEventListener("click", () => toggle(row));
  if (isOpen(f)) open(row);
  return li;
}

function toggle(row) {
  const opened = row.getAttribute("aria-expanded") === "false";
  if (opened) open(row);
  else close(row);
  state.open = opened ? key(row.finding) : null;
  writeAddress();
}

function open(row) {
  if (row.getAttribute("aria-expanded") === "true") return;
  row.setAttribute("aria-expanded", "true");
  row.closest("li").append(detail(row.finding));
}

function close(row) {
  row.setAttribute("aria-expanded", "false");
  row.closest("li").querySelector(".detail")?.remove();
}

// The keyboard.

const rows = () => [...list.querySelectorAll(".row")];

function move(by) {
  const all = rows();
  const current = document.activeElement.closest?.(".finding")?.querySelector(".row");
  const at = current ? all.indexOf(current) + by : by > 0 ? 0 : all.length - 1;
  if (at >= all.length && drawn < shown.length) {
    drawMore(drawn + chunk);
    return move(by);
  }
  const next = all[Math.max(0, Math.min(at, all.length - 1))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function escape() {
  if (document.activeElement === byId("query")) {
    if (state.query) change({ query: "" });
    rows()[0]?.focus();
    return;
  }
  const current = document.activeElement.closest?.(".finding")?.querySelector(".row[aria-expanded=true]");
  const row = current || list.querySelector(".row[aria-expanded=true]");
  if (!row) return;
  toggle(row);
  row.focus();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return escape();
  if (event.target.matches("input, select, pre")) return;
  const actions = {
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "/": () => byId("query").focus(),
  };
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
}

// Start.

const list = byId("list");

function clean() {
  list.append(
    make(
      "div",
      { class: "none" },
      make("strong", {}, "No findings"),
      make("p", {}, plural(data.rules.length, "check") + " looked at what the handlers of this project do, and had nothing to say."),
    ),
    make("ul", { class: "checks", "aria-label": "Checks that ran" }, ...data.rules.map((r) => make("li", {}, make("b", {}, r.name), make("span", {}, r.title)))),
  );
}

function start() {
  document.title = "lambdavet " + data.project;
  byId("project").textContent = data.project;
  byId("version").textContent = data.version;
  byId("incomplete").hidden = !data.incomplete;
  if (!data.findings.length) return clean();
  byId("filters").hidden = false;
  document.querySelector(".keys").hidden = false;
  for (const facet of [...facets, "group"]) byId(facet).addEventListener("change", (e) => change({ [facet]: e.target.value }));
  let waiting;
  byId("query").addEventListener("input", (e) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ query: e.target.value }), 120);
  });
  byId("clear").addEventListener("click", () => change({ query: "", rule: "", handler: "", package: "" }));
  byId("filters").addEventListener("submit", (e) => e.preventDefault());
  document.addEventListener("keydown", pressed);
  window.addEventListener("hashchange", () => (readAddress(), draw()));
  window.addEventListener("beforeprint", () => drawMore(shown.length));
  readAddress();
  draw();
  reveal();
}

// reveal scrolls to the finding that the address names.
function reveal() {
  const i = shown.findIndex(isOpen);
  if (i < 0) return;
  drawMore(i + chunk);
  const row = rows()[i];
  row.focus();
  row.scrollIntoView({ block: "center" });
}

start();
