// Publisher, year and kind of account put right where they stand in the table: Enter keeps, Escape leaves it as it was.
const status = document.getElementById("kept");
const NAMES = { publisher: "Publisher", issued: "Issued", kind: "Account" };
const KINDS = ["", "primary", "secondary"];

function title(row) { return row.querySelector("th a").textContent; }

/** Make each such cell a button; what a cell shows stays its words. */
function ready(root) {
  for (const cell of root.querySelectorAll("td[data-field]")) {
    if (cell.querySelector("button")) continue;
    const words = cell.textContent;
    cell.dataset.value ??= words;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cell";
    button.textContent = words || "–";
    button.setAttribute("aria-label", `${NAMES[cell.dataset.field]} of ${title(cell.parentElement)}: ${words || "not said"}. Put right`);
    cell.replaceChildren(button);
  }
}

function field(cell) {
  const { field: name, value } = cell.dataset;
  const made = document.createElement(name === "kind" ? "select" : "input");
  if (name === "kind") {
    for (const kind of KINDS) made.append(new Option(kind || "not said", kind, false, kind === value));
  } else {
    made.value = value;
    made.size = name === "issued" ? 10 : 24;
    made.autocomplete = "off";
    if (name === "publisher") made.setAttribute("list", "actors");
    if (name === "issued") made.placeholder = "2016 or 2016-03-21";
  }
  made.setAttribute("aria-label", `${NAMES[name]} of ${title(cell.parentElement)}`);
  return made;
}

function put(row, told) {
  for (const [name, value, words] of [["publisher", told.publisher, told.publisher], ["issued", told.issued, told.year ?? ""], ["kind", told.kind, told.kind]]) {
    const cell = row.querySelector(`[data-field=${name}]`);
    if (cell.querySelector("input, select")) continue;
    cell.dataset.value = value;
    cell.textContent = words;
  }
  row.querySelector(".standing").textContent = told.standing;
  ready(row);
}

async function keep(cell, value) {
  const row = cell.parentElement;
  const body = new FormData();
  body.append(cell.dataset.field, value);
  const address = `/sources/${encodeURIComponent(row.dataset.source)}/about`;
  const answer = await fetch(address, { method: "POST", body, headers: { accept: "application/json" } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  cell.replaceChildren();
  put(row, told);
  status.textContent = `Kept: ${title(row)}, ${NAMES[cell.dataset.field].toLowerCase()} ${value || "not said"}. What was said before stays in the journal.`;
}

function close(cell) {
  cell.textContent = cell.querySelector("select") || cell.dataset.field !== "issued" ? cell.dataset.value : cell.dataset.value.slice(0, 4);
  ready(cell.parentElement);
}

function edit(cell) {
  const input = field(cell);
  let done = false;
  async function end(kept, back) {
    if (done) return;
    done = true;
    if (!kept || input.value.trim() === cell.dataset.value) close(cell);
    else {
      try {
        await keep(cell, input.value.trim());
      } catch (error) {
        done = false;
        status.textContent = error.message;
        input.setAttribute("aria-invalid", "true");
        input.focus();
        return;
      }
    }
    if (back) cell.querySelector("button").focus();
  }
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); end(true, true); }
    if (event.key === "Escape") end(false, true);
  });
  input.addEventListener("blur", () => end(true, false));
  cell.replaceChildren(input);
  input.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("td[data-field] > button");
  if (button) edit(button.parentElement);
});
document.addEventListener("sources-shown", () => ready(document));
document.documentElement.classList.add("has-script");
ready(document);
