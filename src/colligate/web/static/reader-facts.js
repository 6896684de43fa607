// The words chosen as a fact: the form shows the fields of one kind of record, filled as rules read the words.
import { fields, ofCell } from "./reader-cell.js";

const DATED = new Set(["start", "end", "date"]);

export class Facts {
  constructor(source, chosen) {
    this.box = document.getElementById("fact");
    this.form = document.getElementById("recording");
    this.kind = this.form.querySelector("#record");
    this.told = document.getElementById("proposal");
    this.source = source;
    this.chosen = chosen;
    this.read = null;
    this.kind.addEventListener("change", () => { this.show(); this.fill(); });
    this.form.querySelector("#fact-field").addEventListener("change", () => this.fill());
    this.form.addEventListener("input", (event) => { event.target.dataset.typed = "yes"; });
    this.box.addEventListener("toggle", () => this.propose());
    this.show();
  }

  /** Show the fields of the kind chosen; the others are not sent. */
  show() {
    for (const fields of this.form.querySelectorAll("fieldset[data-kind]")) {
      fields.hidden = fields.disabled = fields.dataset.kind !== this.kind.value;
    }
  }

  open() {
    this.box.open = true;
    this.kind.focus();
  }

  /** Ask what the words may state, and fill what nobody has typed. */
  async propose() {
    const span = this.chosen();
    this.form.querySelector("#keep").disabled = !span;
    this.form.querySelector("[name=start]").value = span?.start ?? "";
    this.form.querySelector("[name=end]").value = span?.end ?? "";
    if (!span || !this.box.open) return;
    const asked = await fetch(`/sources/${this.source}/proposed?start=${span.start}&end=${span.end}`);
    if (!asked.ok) return;
    this.read = await asked.json();
    const said = [...this.read.dates, ...this.read.values.map(([value, , of]) => `${value} ${of}`.trim())];
    if (this.read.cell) {
      this.told.replaceChildren(...ofCell(this.read.cell));
      if (!this.kind.dataset.typed) { this.kind.value = "observation"; this.show(); }
    } else {
      this.told.textContent = said.length
        ? `Read from the words by rule: ${said.join("; ")}. Check what is filled in.`
        : "No date or number read from the words.";
      if (this.read.untold) this.told.textContent += ` ${this.read.untold}`;
    }
    this.fill();
  }

  fill() {
    if (!this.read) return;
    const { name, words, dates, values } = this.read;
    const [value, qualifier, of] = values[0] ?? ["", "", ""];
    const field = this.form.querySelector("#fact-field").value;
    this.put("fact-value", DATED.has(field) ? dates[0] : name || words.slice(0, 200));
    this.put("event-name", name || words.slice(0, 120));
    this.put("event-date", dates[0]);
    this.put("observation-period", dates[0]?.slice(0, 4));
    this.put("observation-value", value);
    this.put("observation-qualifier", qualifier);
    for (const kind of ["programme", "actor", "factor"]) this.put(`${kind}-name`, name);
    const about = document.getElementById("about").value;
    if (about) this.put("fact-about", about);
    if (of) this.form.querySelector("#observation-value").title = of;
    for (const [field, told] of fields(this.read.cell)) this.put(`observation-${field}`, told);
  }

  put(id, told) {
    const input = document.getElementById(id);
    if (input && !input.dataset.typed) input.value = told ?? "";
  }

  /** Forget what was typed, for the next words. */
  clear() {
    for (const input of this.form.querySelectorAll("[data-typed]")) delete input.dataset.typed;
    this.read = null;
    this.told.textContent = "";
  }
}
