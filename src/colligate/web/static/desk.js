// The report on one side, on the other the sentence chosen with what it rests on; both shown anew after each change.
const report = document.getElementById("report");
const overview = document.getElementById("overview");
const one = document.getElementById("one");
const BESIDE = "/reports/sentence/";

document.documentElement.classList.add("has-script");
let chosen = "";

const sentences = () => [...report.querySelectorAll(".sentence")];
const addressOf = (id) => BESIDE + encodeURIComponent(id);
const withBeside = (address) => {
  const url = new URL(address, location.href);
  url.searchParams.set("beside", "1");
  return url;
};

function light() {
  for (const sentence of sentences()) sentence.classList.toggle("chosen", sentence.id === chosen);
}

function showPart(markup) {
  const page = new DOMParser().parseFromString(markup, "text/html");
  one.replaceChildren(...page.body.childNodes);
  one.hidden = false;
  overview.hidden = true;
  one.parentElement.scrollTop = 0;
}

function leave() {
  chosen = "";
  one.hidden = true;
  one.replaceChildren();
  overview.hidden = false;
  light();
  history.replaceState(null, "", "/reports");
}

/** Show a sentence beside the report; `push` makes it a place to come back to. */
async function open(id, { push = true, focus = false } = {}) {
  const asked = await fetch(withBeside(addressOf(id)));
  if (!asked.ok) return;
  chosen = id;
  showPart(await asked.text());
  if (push) history.pushState({ id }, "", `/reports#${encodeURIComponent(id)}`);
  light();
  const there = document.getElementById(id);
  const box = there?.getBoundingClientRect();
  if (box && (box.top < 40 || box.bottom > innerHeight - 40)) there.scrollIntoView({ block: "center" });
  if (focus) one.querySelector("h2")?.focus({ preventScroll: true });
}

/** Show the report, its counts and its faults as they are now. */
async function refresh() {
  const asked = await fetch("/reports");
  if (!asked.ok) return;
  const page = new DOMParser().parseFromString(await asked.text(), "text/html");
  report.replaceChildren(...page.getElementById("report").childNodes);
  overview.replaceChildren(...page.getElementById("overview").childNodes);
  document.dispatchEvent(new CustomEvent("caught-up", { detail: page.body.dataset.mark }));
  light();
}

report.addEventListener("click", (event) => {
  const sentence = event.target.closest(".sentence");
  if (!sentence || event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
  event.preventDefault();
  open(sentence.id);
});

overview.addEventListener("click", (event) => {
  const link = event.target.closest(`a[href^="${BESIDE}"]`);
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  open(decodeURIComponent(new URL(link.href).pathname.slice(BESIDE.length)), { focus: true });
});

one.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey) return;
  if (link.id === "leave") { event.preventDefault(); leave(); }
  const path = new URL(link.href).pathname;
  if (!path.startsWith(BESIDE)) return;
  event.preventDefault();
  open(decodeURIComponent(path.slice(BESIDE.length)), { focus: true });
});

one.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  const asking = form.method === "get"
    ? fetch(withBeside(`${form.getAttribute("action")}?${fields}`))
    : fetch(withBeside(form.getAttribute("action")), { method: "POST", body: fields });
  const asked = await asking.catch(() => null);
  if (!asked) {
    const told = document.createElement("p");
    told.className = "notice is-error";
    told.setAttribute("role", "alert");
    told.textContent = "The workbench does not answer, so nothing was kept. Start it again, then send this once more.";
    one.prepend(told);
    return;
  }
  const path = new URL(asked.url).pathname;
  if (!path.startsWith(BESIDE)) { leave(); await refresh(); return; }
  showPart(await asked.text());
  const named = decodeURIComponent(path.slice(BESIDE.length));
  if (form.method === "get") { one.querySelector("input[type=search]")?.focus(); return; }
  chosen = named;
  history.replaceState({ id: named }, "", `/reports#${encodeURIComponent(named)}`);
  await refresh();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) { const id = chosen; leave(); document.getElementById(id)?.querySelector("a")?.focus(); return; }
  if (event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = sentences();
  const at = all.findIndex((sentence) => sentence.id === chosen);
  const rest = all.slice(at + 1);
  const next = {
    j: () => rest[0],
    k: () => all[at < 0 ? all.length - 1 : at - 1],
    n: () => rest.find((sentence) => sentence.matches(".unbound, .stale")) ?? all.find((sentence) => sentence.matches(".unbound, .stale")),
  }[event.key]?.();
  if (!next) return;
  event.preventDefault();
  open(next.id, { focus: true });
});

addEventListener("popstate", () => {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id) open(id, { push: false });
  else leave();
});

if (location.hash.length > 1) open(decodeURIComponent(location.hash.slice(1)), { push: false });
report.dataset.ready = "yes";
