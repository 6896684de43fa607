// Documents dropped or chosen go up one at a time; each says what became of it, and the table is shown anew at the end.
const form = document.getElementById("adding");
const drop = document.getElementById("drop");
const list = document.getElementById("handed");
const input = document.getElementById("files");

const count = document.getElementById("count");
const counted = document.getElementById("counted");
const bar = document.getElementById("all-done");

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Send one file, telling what share of it has gone up; the server reads it before it answers. */
function send(file, anyway, progress) {
  const body = new FormData();
  body.append("files", file, file.name);
  if (anyway) body.append("anyway", "1");
  return new Promise((take, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/sources");
    request.setRequestHeader("accept", "application/json");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) progress(event.loaded / event.total); });
    request.addEventListener("load", () => {
      if (request.status >= 400) fail(new Error(request.responseText.slice(0, 300)));
      else take(JSON.parse(request.responseText)[0]);
    });
    request.addEventListener("error", () => fail(new Error("the workbench did not answer")));
    request.send(body);
  });
}

function tell(card, file, told) {
  const page = new DOMParser().parseFromString(told.card, "text/html");
  card.replaceChildren(...page.body.childNodes);
  if (!told.alike) return;
  const row = element("p", "", "row");
  const add = element("button", "Add it anyway");
  add.type = "button";
  add.addEventListener("click", async () => { await take(card, file, true); await refresh(); });
  const leave = element("button", "Leave it out");
  leave.type = "button";
  leave.addEventListener("click", () => card.remove());
  row.append(add, leave);
  card.append(row);
}

function size(file) {
  return file.size < 1e6 ? `${Math.max(1, Math.round(file.size / 1e3))} kB` : `${(file.size / 1e6).toFixed(1)} MB`;
}

async function take(card, file, anyway = false) {
  const words = element("span");
  const shown = element("progress");
  shown.setAttribute("aria-label", `Progress of ${file.name}`);
  shown.max = 1;
  const line = element("p");
  line.append(element("strong", file.name), words, " ", shown);
  card.replaceChildren(line);
  function progress(share) {
    words.textContent = share < 1 ? ` (${size(file)}): ${Math.round(share * 100)} % gone up` : ` (${size(file)}): being read …`;
    // Of the reading no share is known: the bar then moves without one.
    if (share < 1) shown.value = share;
    else shown.removeAttribute("value");
  }
  progress(0);
  try {
    tell(card, file, await send(file, anyway, progress));
  } catch (error) {
    card.replaceChildren(element("p", `${file.name} did not get through: ${error.message}. Nothing was changed; try it again.`));
  }
}

function tellCount(done, all) {
  count.hidden = false;
  counted.textContent = `${done} of ${all} files done`;
  bar.max = all;
  bar.value = done;
}

async function takeAll(files) {
  const waiting = files.map((file) => {
    const card = element("li", "", "card");
    card.append(element("p", `${file.name} (${size(file)}): waits`));
    list.append(card);
    return [card, file];
  });
  // One after the other: two files of the same words must meet each other.
  for (const [number, [card, file]] of waiting.entries()) {
    tellCount(number, waiting.length);
    await take(card, file);
  }
  if (waiting.length) tellCount(waiting.length, waiting.length);
  await refresh();
}

async function refresh() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.querySelector("table.sources");
  const old = document.querySelector("table.sources");
  if (fresh && old) old.replaceWith(fresh);
  else if (fresh) {
    list.after(fresh);
    document.getElementById("none-yet")?.remove();
  }
  document.dispatchEvent(new Event("sources-shown"));
}

async function within(entry) {
  if (entry.isFile) return [await new Promise((take, fail) => entry.file(take, fail))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((take, fail) => reader.readEntries(take, fail));
    if (!some.length) return found;
    for (const one of some) if (!one.name.startsWith(".")) found.push(...await within(one));
  }
}

form.addEventListener("submit", (event) => {
  if (!input.files.length) return;
  event.preventDefault();
  const files = [...input.files];
  input.value = "";
  takeAll(files);
});
for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("is-over"));
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = entries.length ? (await Promise.all(entries.map(within))).flat() : [...event.dataTransfer.files];
  takeAll(files);
});
