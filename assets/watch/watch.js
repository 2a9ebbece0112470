"use strict";
// Shows each state that the program tells of. What has not changed is left alone, so that place and focus are kept.

const by = (id) => document.getElementById(id);
const make = (name, text = "", className = "") => Object.assign(document.createElement(name), { textContent: text, className });
const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
const pixels = (figure) => Math.min(3000, Math.max(200, Math.ceil(figure.clientWidth * devicePixelRatio)));

let newest = 0; // the number of the state that is being shown

function write(id, text) {
  if (by(id).textContent !== text) by(id).textContent = text;
}

function problem({ where, message, hint, fatal }) {
  const item = make("li");
  const place = make("p", "", "where");
  place.append(make("b", fatal ? "Problem" : "Warning"), ` ${where.file}`);
  if (where.line) place.append(", ", make("b", `line ${where.line}`), `, column ${where.column}`);
  item.append(place, make("p", message));
  if (hint) {
    const told = make("p", "", "hint");
    told.append(make("b", "Hint: "), hint);
    item.append(told);
  }
  return item;
}

async function drawPage(figure, page) {
  const wanted = pixels(figure);
  const fresh = new Image();
  fresh.src = `page/${page.key}/${wanted}`;
  await fresh.decode(); // the old one stays until the new one is there
  let picture = figure.querySelector("img");
  if (!picture) figure.append((picture = new Image()));
  Object.assign(picture, { width: Math.round(page.width), height: Math.round(page.height), alt: page.text, src: fresh.src });
  figure.dataset.wide = wanted;
}

async function drawSlide(figure, slide) {
  const answer = await fetch(`slide/${slide.key}`);
  if (!answer.ok) return;
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const drawn = document.importNode(parsed.documentElement, true);
  for (const each of drawn.querySelectorAll("[data-style]")) each.style.cssText = each.dataset.style;
  drawn.setAttribute("aria-label", slide.title);
  figure.querySelector("svg")?.remove();
  figure.append(drawn);
}

function fill(list, things, name, draw, begun) {
  const waiting = [];
  const changed = [];
  things.forEach((thing, place) => {
    let figure = list.children[place];
    if (!figure) {
      figure = make("figure");
      figure.tabIndex = -1;
      figure.append(make("figcaption"));
      list.append(figure);
    }
    const renewed = figure.dataset.key !== thing.key;
    const caption = figure.firstElementChild;
    caption.textContent = `${name} ${place + 1}${thing.title ? `: ${thing.title}` : ""}`;
    figure.setAttribute("aria-label", caption.textContent);
    if (renewed && begun) {
      changed.push(place + 1);
      caption.append(make("b", "changed"));
    }
    if (renewed) {
      figure.dataset.key = thing.key;
      figure.thing = thing;
      waiting.push(draw(figure, thing).catch(() => delete figure.dataset.key)); // a newer state has come already
    }
  });
  while (list.children.length > things.length) list.lastElementChild.remove();
  return { waiting, changed };
}

async function show(view) {
  const begun = newest > 0 && !document.body.classList.contains("empty");
  newest = view.number;
  const fatal = view.problems.filter((each) => each.fatal).length;
  const warnings = view.problems.length - fatal;
  const found = [fatal && counted(fatal, "problem"), warnings && counted(warnings, "warning")].filter(Boolean).join(", ");
  const empty = !view.pages.length && !view.slides.length;
  const building = view.number === 0;

  const look = `look.css?${view.look}`;
  if (!by("look").href.endsWith(look)) by("look").href = look;
  document.title = `${found ? `${found} · ` : ""}${view.title || "Preview"}`;
  write("title", view.title || "Preview");
  document.body.classList.toggle("empty", empty);
  document.body.classList.toggle("troubled", fatal > 0);
  document.body.classList.toggle("only", !empty && !(view.pages.length && view.slides.length));
  by("nothing").hidden = !empty;
  write("nothing-said", building
    ? "Brief and deck appear here as soon as they are made."
    : "Brief and deck appear here as soon as what follows is put right and the file is saved.");
  by("problems").hidden = by("to-problems").hidden = !found;
  write("problems-head", found || "Problems");
  write("to-problems", found);
  by("stale").hidden = view.current || empty;
  by("problem-list").replaceChildren(...view.problems.map(problem));
  for (const [part, count, word] of [["pages", view.pages.length, "page"], ["slides", view.slides.length, "slide"]]) {
    by(part).hidden = by(`to-${part}`).hidden = !count;
    write(`to-${part}`, `${part === "pages" ? "Brief" : "Deck"}, ${counted(count, word)}`);
    by(part).lang = view.language;
    by(`${part}-head`).lang = "en";
  }
  by("title").lang = view.title ? view.language : "en";

  const pages = fill(by("page-list"), view.pages, "Page", drawPage, begun);
  const slides = fill(by("slide-list"), view.slides, "Slide", drawSlide, begun);
  const parts = [["page", pages.changed, view.pages], ["slide", slides.changed, view.slides]].filter(([, each]) => each.length);
  const named = (word, each) => `${word}${each.length > 1 ? "s" : ""} ${each.join(", ")}`;
  const told = parts.map(([word, each, all]) => (each.length === all.length ? `all ${word}s` : named(word, each))).join(" and ");
  let state = told ? `Renewed: ${told} changed` : "As it was saved";
  if (building) state = "Reading the data file …";
  else if (!view.current) state = empty ? `${found}: nothing could be built` : `${found}: the last good state is shown`;
  else if (warnings) state += `; ${found}`;
  await Promise.all([...pages.waiting, ...slides.waiting]);
  if (newest !== view.number) return;
  write("state", state);
  write("said", state);
  document.documentElement.dataset.shown = view.number;
}

const source = new EventSource("events");
source.onmessage = (event) => show(JSON.parse(event.data));
source.onerror = () => write("state", "Not connected: the command has ended, or its machine sleeps");

let waits = 0;
new ResizeObserver(() => {
  clearTimeout(waits);
  waits = setTimeout(() => {
    for (const figure of by("page-list").children) {
      if (Number(figure.dataset.wide) !== pixels(figure)) drawPage(figure, figure.thing).catch(() => {});
    }
  }, 200);
}).observe(by("page-list"));

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const step = { j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 }[event.key];
  if (event.key === "p" && !by("problems").hidden) by("problems").focus();
  if (!step) return;
  const stops = [...document.querySelectorAll("figure")];
  const at = stops.indexOf(document.activeElement?.closest?.("figure"));
  const here = at >= 0 ? at + step : stops.findIndex((each) => each.getBoundingClientRect().bottom > 80);
  const next = stops[Math.max(0, Math.min(stops.length - 1, here))];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "start" });
  event.preventDefault();
});
