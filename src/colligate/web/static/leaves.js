// A text as its pages: the words of those near the one read lie over their images; the rest are fetched as one comes near.

//: Pages whose words are kept; beyond that those farthest from the one read let go of theirs.
const KEPT = 24;

const text = document.getElementById("text");
const all = [...text.querySelectorAll(".leaf")];
const address = `/sources/${encodeURIComponent(text.dataset.source)}`;
const field = document.getElementById("page-label");
const asking = new Map();
const pen = document.createElement("canvas").getContext("2d");
pen.font = "100px 'Liberation Sans', Arial, sans-serif";

let current = Number(text.dataset.leaf) - 1;

/** Make each word as wide as it is in print. */
function fit(leaf) {
  for (const span of leaf.querySelectorAll(".layer span:not(.lost)")) {
    const natural = pen.measureText(span.textContent.trimEnd()).width / 100;
    const wide = Number(span.style.getPropertyValue("--w")) / Number(span.style.getPropertyValue("--h"));
    if (natural > 0 && wide > 0) span.style.setProperty("--fit", (wide / natural).toFixed(4));
  }
}

const isSet = (leaf) => leaf.querySelector("[data-start]") !== null;

function unset(leaf) {
  for (const part of leaf.querySelectorAll(".layer, .under, .not-laid")) part.remove();
}

/** Tell the reader that other words are in the page now. */
function announce() { text.dispatchEvent(new Event("words")); }

async function set(leaf) {
  if (isSet(leaf)) return false;
  const number = leaf.dataset.leaf;
  if (!asking.has(number)) {
    asking.set(number, fetch(`${address}/leaves/${number}`).then((asked) => (asked.ok ? asked.text() : "")).catch(() => ""));
  }
  const told = await asking.get(number);
  asking.delete(number);
  if (!told || isSet(leaf)) return false;
  leaf.querySelector(".paper").insertAdjacentHTML("beforeend", told);
  fit(leaf);
  return true;
}

function letGo() {
  const held = all.filter(isSet);
  const far = (leaf) => Math.abs(Number(leaf.dataset.leaf) - 1 - current);
  held.sort((one, other) => far(one) - far(other));
  for (const leaf of held.slice(KEPT)) unset(leaf);
}

const near = new IntersectionObserver(async (seen) => {
  const coming = seen.filter((one) => one.isIntersecting).map((one) => one.target);
  const made = await Promise.all(coming.map(set));
  if (!made.some(Boolean)) return;
  letGo();
  announce();
}, { rootMargin: "120% 0px" });

/** Note which page is read: the one across the upper third of the window. */
const read = new IntersectionObserver((seen) => {
  const here = seen.find((one) => one.isIntersecting);
  if (!here) return;
  current = Number(here.target.dataset.leaf) - 1;
  if (document.activeElement !== field) field.value = all[current].dataset.label;
  document.getElementById("leaf-place").textContent = `${current + 1} of ${all.length} in the file`;
  document.getElementById("leaf-before").href = `?leaf=${Math.max(1, current)}`;
  document.getElementById("leaf-after").href = `?leaf=${Math.min(all.length, current + 2)}`;
}, { rootMargin: "-33% 0px -66% 0px" });

/** Go to a page and set its words before it is shown, so that it opens whole. */
async function go(leaf) {
  if (!leaf) return;
  if (await set(leaf)) announce();
  leaf.scrollIntoView({ block: "start" });
  const here = new URL(location.href);
  for (const name of ["passage", "at", "words", "part", "page", "done"]) here.searchParams.delete(name);
  here.searchParams.set("leaf", leaf.dataset.leaf);
  history.replaceState(history.state, "", here);
  text.focus({ preventScroll: true });
}

document.getElementById("leaf-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = field.value.trim();
  const found = all.find((leaf) => leaf.dataset.label === wanted) ?? all[Number(wanted) - 1];
  field.setAttribute("aria-invalid", String(!found));
  go(found);
});
for (const [name, step] of [["leaf-before", -1], ["leaf-after", 1]]) {
  document.getElementById(name).addEventListener("click", (event) => { event.preventDefault(); go(all[current + step]); });
}
text.addEventListener("keydown", (event) => {
  if (event.key === "g" && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); field.select(); }
});
field.addEventListener("keydown", (event) => { if (event.key === "Escape") text.focus({ preventScroll: true }); });

for (const leaf of all.filter(isSet)) fit(leaf);
// Coming back, the browser returns to where one was.
if (!document.getElementById("sought") && current > 0 && performance.getEntriesByType("navigation")[0]?.type === "navigate") {
  all[current].scrollIntoView({ block: "start" });
}
for (const leaf of all) { near.observe(leaf); read.observe(leaf); }
