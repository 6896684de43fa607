// The reader: words chosen by mouse or key are coded, their codings stand in the margin, and each leads to the other.
import { Places } from "./offsets.js";
import { Acts } from "./reader-acts.js";
import { moved, wordsOf } from "./reader-cursor.js";
import { Facts } from "./reader-facts.js";
import { draw, paint } from "./reader-margin.js";
import { Picker } from "./reader-picker.js";

const element = (id) => document.getElementById(id);
const text = element("text");
const form = element("coding");
const panel = element("panel");
const column = element("margin");
const source = text.dataset.source;
const address = `/sources/${encodeURIComponent(source)}`;
const quiet = element("chosen").innerHTML;
const cards = new Map();
const RESIDUAL = "residual/no-code-fits";

let places = new Places(text);
let margin = { marks: [], sentences: [], paragraphs: [], recent: [], coders: [] };
let words = null;
let chosen = null;
let current = "";
let later = 0;
let wanted = "";
let soon = 0;
let settling = null;

document.documentElement.classList.add("has-script");

function hidden(name) { return form.querySelector(`input[type=hidden][name=${name}]`); }

// What is shown -------------------------------------------------------------------------------------------------

function filter() {
  const only = new URLSearchParams();
  for (const [name, value] of new FormData(element("filter"))) if (value && name !== "part") only.set(name, value);
  return only;
}

function context() {
  return [["from", places.start], ["to", places.end], ["filter", filter().toString()]];
}

/** Show the margin as the server tells it. */
function show(told) {
  margin = told.margin;
  if (told.list !== undefined) element("list").innerHTML = told.list;
  element("number").textContent = margin.marks.length;
  picker.setRecent(margin.recent);
  redraw();
  if (told.done) say(told.done);
  element("failed").textContent = "";
}

function redraw() {
  const usable = margin.marks.filter((mark) => places.shows(mark.start, mark.end));
  if (places.spans.length) draw(column, usable, places, new Set(margin.marks.map((mark) => mark.by)).size > 1);
  light(current ? [current] : []);
}

function say(told) { element("told").textContent = told; }

function fail(told) {
  element("failed").textContent = told.error;
  const field = told.field && element("recording").querySelector(`fieldset:not([disabled]) [name="${told.field}"]`);
  if (field) { field.setAttribute("aria-invalid", "true"); field.focus(); }
}

async function refresh() {
  const asking = filter();
  asking.set("from", places.start);
  asking.set("to", places.end);
  const asked = await fetch(`${address}/margin?${asking}`);
  if (asked.ok) show(await asked.json());
}

async function showCard(code) {
  wanted = code;
  if (!code) return;
  if (!cards.has(code)) {
    const asked = await fetch(`${address}/card?code=${encodeURIComponent(code)}`);
    if (!asked.ok) return;
    const page = new DOMParser().parseFromString(await asked.text(), "text/html");
    cards.set(code, page.body.innerHTML);
  }
  // Answers can come in another order than they were asked for.
  if (wanted === code) element("card").innerHTML = cards.get(code);
}

/** Light up codings in text, margin and list. */
function light(ids) {
  const lit = new Set(ids);
  for (const one of document.querySelectorAll("#margin li, #list .mark")) one.classList.toggle("hot", lit.has(one.dataset.coding));
  const shown = margin.marks.filter((mark) => lit.has(mark.id) && places.shows(mark.start, mark.end));
  paint("hot", shown.map((mark) => places.range(mark.start, mark.end)), 2);
}

/** Make one coding the current one: lit, its words in view, its card beside them. */
function look(id, { scroll = true } = {}) {
  const mark = margin.marks.find((one) => one.id === id);
  if (!mark) return;
  current = id;
  light([id]);
  showCard(mark.code);
  if (scroll) bring(places.range(mark.start, mark.end));
  say(`${mark.name}, ${mark.stance}, by ${mark.by}${mark.memo ? `: ${mark.memo}` : ""}`);
}

function bring(range) {
  const box = range.getBoundingClientRect();
  if (box.top < 60 || box.bottom > innerHeight - 40) scrollBy({ top: box.top - innerHeight * 0.3 });
}

// What is chosen ------------------------------------------------------------------------------------------------

function choose(span, { keep = false } = {}) {
  chosen = span && span.end > span.start ? { start: span.start, end: span.end } : null;
  hidden("start").value = chosen?.start ?? "";
  hidden("end").value = chosen?.end ?? "";
  const range = chosen && places.range(chosen.start, chosen.end);
  paint("chosen", range ? [range] : [], 3);
  element("chosen").classList.toggle("quiet", !range);
  if (range) element("chosen").textContent = range.toString().replace(/\s+/g, " ").slice(0, 220);
  else element("chosen").innerHTML = quiet;
  ready();
  facts.propose();
  if (!range || keep) return;
  bring(range);
  clearTimeout(later);
  later = setTimeout(() => {
    const here = new URL(location.href);
    here.searchParams.set("at", chosen?.start ?? places.start);
    for (const name of ["passage", "words", "part", "page", "leaf", "done"]) here.searchParams.delete(name);
    history.replaceState(history.state, "", here);
  }, 300);
}

function ready() {
  const changing = hidden("act").value === "change";
  element("save").disabled = !hidden("code").value || !(chosen || changing);
}

function seen() {
  const mark = places.spans.find((span) => span.element.getBoundingClientRect().bottom > 80);
  if (!mark) return places.start;
  const column = mark.element.getBoundingClientRect();
  const at = document.caretPositionFromPoint?.(text.getBoundingClientRect().left + 40, Math.max(90, column.top + 4));
  const offset = at ? places.offset(at.offsetNode, at.offset) : mark.start;
  return Number.isFinite(offset) ? offset : mark.start;
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return;
  const start = places.offset(range.startContainer, range.startOffset);
  const end = places.offset(range.endContainer, range.endOffset);
  if (Number.isFinite(start) && Number.isFinite(end)) choose({ start, end }, { keep: true });
});

/** Words that no code fits speak neither for nor against one. */
function unfitting(code) {
  if (code === RESIDUAL) form.querySelector("input[name=stance][value=mentions]").checked = true;
}

// What is done --------------------------------------------------------------------------------------------------

const picker = new Picker(form, {
  chosen: (code, passing) => { showCard(code); if (!passing) { ready(); unfitting(code); } },
  left: () => form.querySelector("input[name=stance]:checked").focus(),
});
const facts = new Facts(source, () => chosen);
const acts = new Acts(address, { context, shown: show, failed: fail });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (element("save").disabled) {
    element("failed").textContent = chosen ? "Choose a code from the list, then save." : "Select words in the text, then save.";
    return;
  }
  const mark = { name: picker.byCode.get(hidden("code").value).name, stance: form.querySelector("input[name=stance]:checked").value };
  const changing = hidden("act").value === "change";
  const answer = await acts.act(new FormData(form), `${changing ? "changed" : "coded"} ${mark.name}, ${mark.stance}`);
  if (!answer) return;
  element("memo").value = "";
  say(`${answer.done}: ${mark.name}, ${mark.stance}.`);
  leaveChange();
  current = answer.said;
  light([current]);
  text.focus({ preventScroll: true });
});

element("recording").addEventListener("submit", async (event) => {
  event.preventDefault();
  for (const field of event.target.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  const fields = new FormData(event.target);
  const told = facts.kind.selectedOptions[0].textContent;
  const answer = await acts.act(fields, `recorded ${told}`);
  if (!answer) return;
  say(`Recorded: ${told}.`);
  facts.clear();
  text.focus({ preventScroll: true });
});

element("list").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = event.target.closest(".mark").querySelector("b").textContent;
  if (await acts.act(new FormData(event.target), `withdrew ${name}`)) text.focus({ preventScroll: true });
});

function startChange(item) {
  const { coding, code, stance, about, memo, start, end } = item.dataset;
  hidden("act").value = "change";
  hidden("coding").value = coding;
  choose({ start: Number(start), end: Number(end) });
  picker.show(code);
  form.querySelector(`input[name=stance][value=${stance}]`).checked = true;
  element("about").value = about;
  element("memo").value = memo;
  element("coding-title").textContent = "Change the coding";
  element("save").textContent = "Save the change";
  element("cancel").hidden = false;
  ready();
  panel.scrollTo({ top: 0 });
  picker.input.focus();
}

function leaveChange() {
  if (hidden("act").value !== "change") return;
  hidden("act").value = "code";
  hidden("coding").value = "";
  element("memo").value = "";
  element("coding-title").textContent = "Code the words";
  element("save").textContent = "Code it";
  element("cancel").hidden = true;
  ready();
}

element("cancel").addEventListener("click", () => { leaveChange(); text.focus({ preventScroll: true }); });
element("list").addEventListener("click", (event) => {
  const button = event.target.closest("[data-change]");
  if (button) startChange(button.closest(".mark"));
});

// Margin, words and list lead to each other -----------------------------------------------------------------------

function over(event) {
  const item = event.target.closest?.("[data-coding]");
  if (item) light([item.dataset.coding]);
}

for (const part of [column, element("list")]) {
  part.addEventListener("pointerover", over);
  part.addEventListener("focusin", over);
  part.addEventListener("pointerleave", () => light(current ? [current] : []));
}

column.addEventListener("click", (event) => {
  const item = event.target.closest("[data-coding]");
  if (!item) return;
  event.preventDefault();
  look(item.dataset.coding, { scroll: false });
  const card = element(`c-${item.dataset.coding}`);
  const top = card.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop;
  if (getComputedStyle(panel).overflowY === "auto") panel.scrollTo({ top: top - 20 });
  else card.scrollIntoView({ block: "center" });
});

column.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  event.preventDefault();
  const links = [...column.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  links[at].tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

function under(event) {
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const offset = at ? places.offset(at.offsetNode, at.offset) : NaN;
  return margin.marks.filter((mark) => mark.start <= offset && offset < mark.end);
}

let pending = 0;
text.addEventListener("pointermove", (event) => {
  cancelAnimationFrame(pending);
  pending = requestAnimationFrame(() => light([...under(event).map((mark) => mark.id), ...(current ? [current] : [])]));
});
text.addEventListener("click", (event) => {
  if (!document.getSelection().isCollapsed) return;
  const found = under(event).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
  if (found) look(found.id, { scroll: false });
  else { current = ""; choose(null); light([]); }
});

// Keys ------------------------------------------------------------------------------------------------------------

function coding(forward) {
  const marks = [...margin.marks].sort((a, b) => a.start - b.start || a.end - b.end);
  const at = marks.findIndex((mark) => mark.id === current);
  const next = at < 0 ? marks[forward ? 0 : marks.length - 1] : marks[at + (forward ? 1 : -1)];
  if (next) { choose({ start: next.start, end: next.end }); look(next.id); }
}

/** Ask for the margin now where it is still to be asked for, so that a key finds the sentences shown. */
async function settle() {
  if (soon || !settling) {
    clearTimeout(soon);
    soon = 0;
    const asked = refresh();
    settling = asked;
    asked.finally(() => { if (settling === asked) settling = null; });
  }
  await settling;
}

text.addEventListener("keydown", (event) => {
  const moves = (soon || settling) && !event.ctrlKey && !event.metaKey && /^([jknp]|Arrow.*)$/i.test(event.key);
  if (!moves) { press(event); return; }
  event.preventDefault();
  settle().then(() => press(event));
});

function press(event) {
  const spans = {
    sentences: margin.sentences, paragraphs: margin.paragraphs, seen,
    words: () => { words ??= wordsOf(places.words, places.start, text.lang); return words; },
  };
  const next = moved(event, chosen, spans);
  if (next !== null) {
    event.preventDefault();
    document.getSelection().removeAllRanges();
    if (next) choose(next);
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const digit = picker.recent[Number(event.key) - 1];
  if (/^[1-9]$/.test(event.key) && digit) picker.take(digit.code);
  else if (event.key === "c" || event.key === "Enter") { picker.input.focus(); picker.open(); }
  else if (event.key === "0") picker.take(RESIDUAL);
  else if (event.key === "f") facts.open();
  else if (event.key === "n" || event.key === "p") coding(event.key === "n");
  else if (event.key === "?") element("help").showModal();
  else if (event.key === "Escape") { current = ""; choose(null); light([]); document.getSelection().removeAllRanges(); }
  else return;
  event.preventDefault();
}

form.querySelector(".stances").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const radio = [...form.querySelectorAll("input[name=stance]")].find((one) => one.value[0] === event.key.toLowerCase());
  if (radio) { event.preventDefault(); radio.checked = true; radio.focus(); }
});

panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { leaveChange(); text.focus({ preventScroll: true }); }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.closest("form")?.requestSubmit();
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  if (event.target.matches?.("input:not([type=radio]), textarea")) return;
  event.preventDefault();
  acts.again(event.shiftKey ? "redo" : "undo");
});

element("keys").addEventListener("click", () => element("help").showModal());

element("filter").addEventListener("submit", (event) => event.preventDefault());
element("filter").addEventListener("change", () => {
  const here = new URL(location.href);
  for (const name of ["code", "coder", "stance"]) here.searchParams.delete(name);
  for (const [name, value] of filter()) here.searchParams.set(name, value);
  history.replaceState(history.state, "", here);
  refresh();
});

// Beginning ---------------------------------------------------------------------------------------------------------

/** Mark the words that a search or a queue led to: `words=120-131,140-145` in the address, offsets of the text. */
function markSought() {
  const asked = new URL(location.href).searchParams.get("words") ?? "";
  const spans = asked.split(",").map((one) => one.split("-").map(Number)).filter(([start, end]) => end > start);
  const shown = spans.filter(([start, end]) => places.shows(start, end));
  paint("sought", shown.map(([start, end]) => places.range(start, end)), 1);
}

/** Take the words in the page as they are now; a view that sets more of them sends this event. */
text.addEventListener("words", () => {
  places = new Places(text);
  words = null;
  if (chosen) paint("chosen", places.shows(chosen.start, chosen.end) ? [places.range(chosen.start, chosen.end)] : [], 3);
  markSought();
  redraw();
  clearTimeout(soon);
  soon = setTimeout(settle, 120);
});
new ResizeObserver(redraw).observe(text);

await refresh();
markSought();
const sought = element("sought");
if (sought) {
  const asked = new URL(location.href).searchParams;
  const mark = margin.marks.find((one) => one.passage === asked.get("passage"));
  if (mark) { current = mark.id; showCard(mark.code); light([mark.id]); }
  // Coming back to the page, the browser returns to where one was.
  // By its beginning, which CSS keeps off the window's edge: what begins here may be many windows long.
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") sought.scrollIntoView({ block: "start" });
}
text.dataset.ready = "yes";
