// Acts sent without leaving the page, and undone in the order they were done; the server's answer is the truth.

const KEY = "colligate-acts";

export class Acts {
  constructor(address, { context, shown, failed }) {
    this.address = address;
    this.context = context;
    this.shown = shown;
    this.failed = failed;
    this.buttons = { undo: document.getElementById("undo"), redo: document.getElementById("redo") };
    this.busy = false;
    for (const verb of ["undo", "redo"]) this.buttons[verb].addEventListener("click", () => this.again(verb));
    this.show();
  }

  get done() {
    try { return JSON.parse(sessionStorage.getItem(KEY)) ?? { undo: [], redo: [] }; } catch { return { undo: [], redo: [] }; }
  }

  keep(done) {
    try { sessionStorage.setItem(KEY, JSON.stringify({ undo: done.undo.slice(-200), redo: done.redo.slice(-200) })); } catch { /* undoing ends with this page */ }
    this.show();
  }

  show() {
    const done = this.done;
    for (const verb of ["undo", "redo"]) {
      const last = done[verb].at(-1);
      this.buttons[verb].disabled = !last;
      this.buttons[verb].title = last ? `${verb === "undo" ? "Undo" : "Do again"}: ${last.told}` : "Nothing done in this tab yet";
    }
  }

  /** Send an act. Returns the answer, or null where it failed; what failed is shown and nothing typed is lost. */
  async send(fields) {
    if (this.busy) return null;
    this.busy = true;
    try {
      const body = new URLSearchParams([...fields, ...this.context()]);
      const asked = await fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await asked.json().catch(() => ({ error: `The workbench answered ${asked.status}. Reload the page.` }));
      if (!asked.ok) { this.failed(told); return null; }
      this.shown(told);
      return told;
    } catch {
      this.failed({ error: "The workbench does not answer, so nothing was saved. Start it again, then send this once more." });
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Send an act that can be undone. */
  async act(fields, told) {
    const answer = await this.send(fields);
    if (!answer) return null;
    this.keep({ undo: [...this.done.undo, { token: answer.token, told }], redo: [] });
    return answer;
  }

  async again(verb) {
    const done = this.done;
    const last = done[verb].pop();
    if (!last || this.busy) return;
    const answer = await this.send([["act", verb], ["token", last.token]]);
    if (answer) done[verb === "undo" ? "redo" : "undo"].push({ token: answer.token, told: last.told });
    this.keep(done);
  }
}
