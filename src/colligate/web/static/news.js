// What others say in the folder while a page is open: asked for now and then, told in a quiet bar, and never set over
// what is being typed or chosen. A page that can show it without being loaded again does so by itself.

const OFTEN = 2000;
const SELDOM = 60000;
const bar = document.getElementById("news");
const badge = document.getElementById("errors");

//: How far the folder had come when what the page shows was made, and how far the page has been told.
let shown = document.body.dataset.mark;
let seen = shown;
let waiting = false;
let asking = false;
let pause = OFTEN;

async function told(address) {
  const asked = await fetch(address, { headers: { Accept: "application/json" } });
  return asked.status === 200 ? asked.json() : null;
}

async function ask() {
  if (document.hidden || asking) return;
  asking = true;
  try {
    const since = shown;
    const news = await told(`/study/news?${new URLSearchParams({ since, seen })}`);
    // What was asked before the page showed itself anew is answered for a page that is no more.
    if (news && since === shown) {
      seen = news.mark;
      waiting = Boolean(news.told) || !reader() && parts().length > 0;
      if (news.told) say(news.told);
      count();
    }
    if (waiting && fresh() && !busy()) await refresh();
    pause = OFTEN;
  } catch {
    pause = Math.min(pause * 2, SELDOM); // the workbench was ended; the next act says so
  } finally {
    asking = false;
  }
}

function again() {
  setTimeout(async () => { await ask(); again(); }, pause);
}

// What the page can do by itself -----------------------------------------------------------------------------------

function reader() { return document.querySelector("#text[data-source]"); }
function parts() { return [...document.querySelectorAll("[data-live][id]")]; }
function fresh() { return Boolean(reader()) || parts().length > 0; }

function entry(field) {
  return field.matches("textarea, select, [contenteditable], input:not([type=hidden], [type=checkbox], [type=radio], [type=submit], [type=button])");
}

/** Say whether anything in the page is typed that has not been sent. */
function typed() {
  const fields = [...document.querySelectorAll("main textarea, main input, main select")];
  return fields.filter((field) => !field.closest("[role=search], .search") && field.type !== "hidden").some((field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      const stood = [...field.options].findIndex((one) => one.defaultSelected);
      return !field.multiple && field.selectedIndex !== Math.max(stood, 0);
    }
    return field.value !== field.defaultValue;
  });
}

function busy() {
  const at = document.activeElement;
  if (at && at !== document.body && entry(at)) return true;
  if (document.querySelector("dialog[open]")) return true;
  const picked = document.getSelection();
  if (picked && !picked.isCollapsed) return true;
  // In the reader what is chosen for the next coding stays chosen; the margin is drawn anew beside it.
  return reader() ? Boolean(at?.closest("#list")) : typed();
}

async function refresh() {
  const mark = seen;
  if (reader()) {
    reader().dispatchEvent(new Event("words"));
  } else if (parts().length) {
    const asked = await fetch(location.href);
    if (!asked.ok) return;
    const page = new DOMParser().parseFromString(await asked.text(), "text/html");
    if (busy()) return;
    for (const part of parts()) replace(part, page.getElementById(part.id));
    document.dispatchEvent(new Event("refreshed"));
  } else {
    location.reload();
    return;
  }
  shown = mark;
  waiting = false;
  bar.querySelector("button.show")?.remove();
}

function replace(part, other) {
  if (!other) return;
  const at = part.contains(document.activeElement) ? document.activeElement : null;
  const name = at?.id ? `#${CSS.escape(at.id)}` : at?.getAttribute("href") ? `[href="${CSS.escape(at.getAttribute("href"))}"]` : "";
  const open = [...part.querySelectorAll("details[open][id]")].map((one) => one.id);
  part.replaceWith(document.adoptNode(other));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (at) (name && other.querySelector(name) || other).focus({ preventScroll: true });
}

// The bar and the badge -------------------------------------------------------------------------------------------

function say(words) {
  const since = new URLSearchParams({ since: shown });
  const text = document.createElement("span");
  text.textContent = `${words}.`;
  const list = document.createElement("a");
  list.href = `/study/new?${since}`;
  list.textContent = "See what";
  if (typed()) list.target = "_blank"; // what is being typed stays in this page
  const close = button("Not now", () => { bar.replaceChildren(); });
  const show = button("Show", () => { if (fresh() || !typed()) refresh(); else { show.remove(); text.textContent = `${words}. Load the page again once you have sent what you typed.`; } });
  show.className = "show";
  bar.replaceChildren(text, show, list, close);
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

async function count() {
  try {
    const found = await told("/study/errors");
    if (!found) return;
    badge.hidden = !found.errors;
    badge.firstChild.textContent = String(found.errors);
    badge.querySelector(".unseen").textContent = found.errors === 1 ? " error" : " errors";
    if (found.again) setTimeout(count, found.again * 1000);
  } catch { /* the next page counts again */ }
}

/** A page that has shown itself anew says how far the folder had come then: what it did itself is no news to it. */
document.addEventListener("caught-up", (event) => {
  shown = seen = event.detail;
  waiting = false;
  bar.replaceChildren();
});

if (shown) {
  document.addEventListener("visibilitychange", ask);
  if ("uncounted" in document.body.dataset) count();
  again();
}
