// Documents dropped or chosen go up one at a time; each says what became of it, and the table is shown anew at the end.
const form = document.getElementById("adding");
const drop = document.getElementById("drop");
const list = document.getElementById("handed");
const input = document.getElementById("files");

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function link(text, source) {
  const made = element("a", text);
  made.href = `/sources/${encodeURIComponent(source)}`;
  return made;
}

async function send(file, anyway) {
  const body = new FormData();
  body.append("files", file, file.name);
  if (anyway) body.append("anyway", "1");
  const answer = await fetch("/sources", { method: "POST", body, headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error((await answer.text()).slice(0, 300));
  return (await answer.json())[0];
}

function tell(card, file, told) {
  const first = element("p");
  first.append(element("strong", file.name), told.sources.length ? ": added. " : ": not added. ");
  for (const source of told.sources) first.append(link("Read it", source), " ");
  card.replaceChildren(first);
  for (const problem of told.problems) card.append(element("p", `${problem.message} ${problem.remedy}`));
  if (told.alike) {
    const row = element("p", "", "row");
    const add = element("button", "Add it anyway");
    add.type = "button";
    add.addEventListener("click", () => take(card, file, true));
    const leave = element("button", "Leave it out");
    leave.type = "button";
    leave.addEventListener("click", () => card.remove());
    row.append(add, leave, link("Open the one it is like", told.alike));
    card.append(row);
  }
}

async function take(card, file, anyway = false) {
  card.replaceChildren(element("p", `${file.name}: being read …`));
  try {
    tell(card, file, await send(file, anyway));
  } catch (error) {
    card.replaceChildren(element("p", `${file.name} did not get through: ${error.message}. Nothing was changed; try it again.`));
  }
}

async function takeAll(files) {
  const waiting = files.map((file) => {
    const card = element("li", "", "card");
    card.append(element("p", `${file.name}: waits`));
    list.append(card);
    return [card, file];
  });
  // One after the other: two files of the same words must meet each other.
  for (const [card, file] of waiting) await take(card, file);
  await refresh();
}

async function refresh() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.querySelector("table.sources");
  const old = document.querySelector("table.sources");
  if (fresh && old) old.replaceWith(fresh);
  else if (fresh) list.after(fresh);
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
