"use strict";
// What is shown of a finding when it is opened. See report.js for the list.

function detail(f) {
  const [harm, cure] = split(text(f.message));
  const rule = data.rules[f.rule];
  const parts = [excerpt(f.place, 3)];
  if (f.hops) parts.push(heading("Call chain"), chain(f));
  else parts.push(heading("Function"), make("p", {}, ...breakable(data.handlers[f.handler])));
  parts.push(heading("Why it hurts"), ...why(rule, harm));
  if (cure) parts.push(heading("Cure"), make("p", {}, ...breakable(cure.replace(/^[a-z]+(?=[ ,])/, capital))));
  if (f.fix) parts.push(heading("Fix: " + f.fix), f.diff ? diff(f.diff) : make("p", {}, "It cannot be applied to the file as it is."));
  return make("div", { class: "detail", role: "region", "aria-label": "Details of " + key(f) }, ...parts);
}

const heading = (title) => make("h4", {}, title);

// split parts "harm; cure" where the cure begins.
function split(message) {
  const i = message.lastIndexOf("; ");
  if (i < 0) return [sentence(message), ""];
  return [sentence(message.slice(0, i)), sentence(message.slice(i + 2))];
}

// sentence ends a message with a full stop. Its first letter stays: it may be
// the name of a function.
const sentence = (message) => message + (/[.?!]$/.test(message) ? "" : ".");

// capital begins a sentence; a name of code would not be followed by a blank.
const capital = (word) => word[0].toUpperCase() + word.slice(1);

// why is how the page of the rule begins, and the page behind a click.
function why(rule, harm) {
  const body = make("div");
  body.innerHTML = rule.page || ""; // made by printers that escape
  const first = body.querySelector("p")?.cloneNode(true) || make("p", {}, ...breakable(harm));
  if (/^https:/.test(rule.url)) body.append(make("p", {}, make("a", { href: rule.url, rel: "noreferrer" }, rule.url)));
  const title = "About " + rule.name + (rule.title ? ": " + rule.title : "");
  return [first, make("details", { class: "page" }, make("summary", {}, title), body)];
}

function chain(f) {
  const steps = f.hops.map(([place, caller, callee], i) => {
    if (callee === undefined) return step(text(caller), place, "at");
    return step(text(caller), place, i ? "calls at" : "handler, calls at");
  });
  const last = f.hops.at(-1)[2];
  if (last !== undefined) steps.push(make("li", {}, make("span", { class: "fn" }, ...breakable(text(last))), " ", make("small", {}, ...breakable(placeOf(f.place)))));
  return make("ol", { class: "chain" }, ...steps);
}

// step is one hop; its source is drawn when it is asked for.
function step(name, place, verb) {
  const details = make(
    "details",
    {},
    make("summary", {}, make("span", { class: "fn" }, ...breakable(name)), " ", make("small", {}, verb + " ", ...breakable(placeOf(place)))),
  );
  details.addEventListener("toggle", () => {
    if (details.open && !details.querySelector("pre")) details.append(excerpt(place, 2));
  });
  return make("li", {}, details);
}

// excerpt shows the lines around a place and marks what it covers.
function excerpt(i, around) {
  const place = data.places[i];
  const lines = linesOf(place, around);
  if (!lines.length) return make("p", {}, "The source could not be read.");
  const indent = Math.min(...lines.filter((l) => l.text.trim()).map((l) => /^\t*/.exec(l.text)[0].length));
  const code = make("code");
  for (const line of lines) {
    const hit = line.number >= place.line && line.number <= place.last;
    const span = make("span", hit ? { class: "hit" } : {}, make("i", { "aria-hidden": "true" }, String(line.number)));
    span.append(...(hit ? marked(line, place, indent) : [line.text.slice(indent)]), "\n");
    code.append(span);
  }
  return make("pre", { class: "source", tabindex: "0", "aria-label": "Source of " + placeOf(i) }, code);
}

function linesOf(place, around) {
  const lines = [];
  for (const block of data.files[place.file].blocks) {
    block.lines.forEach((text, i) => {
      const number = block.first + i;
      if (number >= place.line - around && number <= place.last + around) lines.push({ number, text });
    });
  }
  return lines;
}

function marked(line, place, indent) {
  const blank = /^\s*/.exec(line.text)[0].length;
  const from = line.number === place.line ? place.mark[0] : blank;
  const to = line.number === place.last ? place.mark[1] : line.text.length;
  if (from >= to) return [line.text.slice(indent)];
  return [line.text.slice(indent, from), make("mark", {}, line.text.slice(Math.max(from, indent), to)), line.text.slice(to)];
}

function diff(unified) {
  const code = make("code");
  const kinds = { "+": "added", "-": "removed", "@": "hunk" };
  for (const line of unified.trimEnd().split("\n")) {
    if (line.startsWith("diff ") || line.startsWith("--- ") || line.startsWith("+++ ")) continue;
    const kind = kinds[line[0]];
    code.append(make("span", kind ? { class: kind } : {}, line + "\n"));
  }
  return make("pre", { class: "diff", tabindex: "0", "aria-label": "The fix as a diff" }, code);
}
