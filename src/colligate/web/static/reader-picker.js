// The code picker: type a part of a name or lens, go with the arrows, take with Enter; codes used last come first.

const MOST = 60;

export class Picker {
  constructor(form, { chosen, left }) {
    this.input = form.querySelector("#code");
    this.value = form.querySelector("input[type=hidden][name=code]");
    this.list = form.querySelector("#choices");
    this.chips = form.querySelector("#recent");
    this.codes = [...document.querySelectorAll("#codes option")].map((option) => ({
      code: option.value, name: option.textContent, lens: option.dataset.lens || option.value.split("/")[0],
      sought: `${option.textContent} ${option.value} ${option.dataset.lens}`.toLowerCase(),
    }));
    this.byCode = new Map(this.codes.map((one) => [one.code, one]));
    this.recent = [];
    this.active = -1;
    this.chosen = chosen;
    this.left = left;
    this.input.addEventListener("input", () => { this.read(); this.open(); });
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.take(option.dataset.code);
    });
    this.chips.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.take(button.dataset.code);
    });
  }

  /** Set the codes used last: pairs of reference and name. */
  setRecent(recent) {
    this.recent = recent.map(([code]) => this.byCode.get(code)).filter(Boolean);
    this.chips.replaceChildren(...this.recent.slice(0, 4).map((one, number) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.code = one.code;
      button.title = one.lens;
      const digit = document.createElement("kbd");
      digit.textContent = String(number + 1);
      button.append(digit, ` ${one.name}`);
      item.append(button);
      return item;
    }));
  }

  /** Read what was typed: a reference, or a name that one code alone has. */
  read() {
    const typed = this.input.value.trim().toLowerCase();
    const named = this.codes.filter((one) => one.name.toLowerCase() === typed);
    const found = this.codes.find((one) => one.code === typed) ?? (named.length === 1 ? named[0] : undefined);
    this.set(found?.code ?? "");
  }

  set(code) {
    if (this.value.value === code) return;
    this.value.value = code;
    this.chosen(code);
  }

  /** Show a code as the one chosen. */
  show(code) {
    this.input.value = this.byCode.get(code)?.name ?? "";
    this.set(this.byCode.has(code) ? code : "");
    this.close();
  }

  take(code) {
    this.show(code);
    this.left();
  }

  found() {
    const terms = this.input.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (!terms.length || this.byCode.get(this.value.value)?.name === this.input.value) {
      return [...this.recent, ...this.codes.filter((one) => !this.recent.includes(one))].slice(0, MOST);
    }
    const rank = (one) => {
      const name = one.name.toLowerCase();
      return name.startsWith(terms[0]) ? 0 : terms.every((term) => name.includes(term)) ? 1 : 2;
    };
    return this.codes.filter((one) => terms.every((term) => one.sought.includes(term)))
      .map((one) => [rank(one) - (this.recent.includes(one) ? 0.5 : 0), one])
      .sort((a, b) => a[0] - b[0]).map(([, one]) => one).slice(0, MOST);
  }

  open() {
    const found = this.found();
    this.list.replaceChildren(...found.map((one, number) => {
      const item = document.createElement("li");
      item.role = "option";
      item.id = `choice-${number}`;
      item.dataset.code = one.code;
      item.setAttribute("aria-selected", "false");
      const place = this.recent.indexOf(one);
      if (place >= 0) {
        const digit = document.createElement("kbd");
        digit.textContent = String(place + 1);
        item.append(digit, " ");
      }
      const lens = document.createElement("span");
      lens.className = "quiet";
      lens.textContent = ` ${one.lens}`;
      item.append(one.name, lens);
      return item;
    }));
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.activate(found.length && this.input.value ? 0 : -1);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.active = -1;
  }

  activate(number) {
    const options = [...this.list.children];
    this.active = options.length ? Math.max(-1, Math.min(number, options.length - 1)) : -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.active)));
    const option = options[this.active];
    if (!option) { this.input.removeAttribute("aria-activedescendant"); return; }
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
    this.chosen(option.dataset.code, true);
  }

  key(event) {
    const shown = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!shown) this.open();
      this.activate(this.active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const option = shown ? this.list.children[this.active] : null;
      if (option) this.take(option.dataset.code);
      else if (this.value.value) this.left();
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (/^[1-9]$/.test(event.key) && !this.input.value && this.recent[Number(event.key) - 1]) {
      event.preventDefault();
      this.take(this.recent[Number(event.key) - 1].code);
    }
  }
}
