"use strict";
// Opens what a sentence, a table cell or a mark in a figure rests on. Without this script every link leads
// to the same evidence at the end of the page.
(() => {
  const panel = document.getElementById("panel");
  const title = document.getElementById("panel-title");
  const body = document.getElementById("panel-body");
  const root = document.documentElement;
  const sentences = [...document.querySelectorAll(".sentence")].filter((s) => s.querySelector(".mark"));
  let opener = null;
  let current = null;

  /** A copy of an element that shares no id with it. */
  const copyOf = (element) => {
    const copy = element.cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach((inner) => inner.removeAttribute("id"));
    return copy;
  };

  const mark = (sentence) => {
    if (current) current.classList.remove("current");
    current = sentence;
    if (current) current.classList.add("current");
  };

  const show = (heading, parts, from) => {
    if (panel.hidden) opener = from || document.activeElement;
    title.textContent = heading;
    body.replaceChildren(...parts);
    panel.hidden = false;
    root.classList.add("reading");
    body.scrollTop = 0;
    panel.focus({ preventScroll: true });
  };

  /** On a small screen the panel comes from below; what it speaks of stays in sight above it. */
  const keepInSight = (element) => {
    const over = panel.getBoundingClientRect();
    if (over.width >= innerWidth && element.getBoundingClientRect().bottom > over.top) element.scrollIntoView({ block: "start" });
  };

  const openSentence = (sentence, from) => {
    const note = document.getElementById("n-" + sentence.id);
    if (!note) return;
    const said = copyOf(note.querySelector(".said"));
    said.querySelector(".back").remove();
    const parts = [said];
    const stale = note.querySelector(".stale-because");
    if (stale) parts.push(copyOf(stale));
    for (const ref of note.dataset.refs.split(" ")) {
      const support = document.getElementById("r-" + ref);
      if (support) parts.push(copyOf(support));
    }
    mark(sentence);
    show("Sentence " + sentence.querySelector(".mark").textContent, parts, from);
    step.hidden = back.hidden = false;
    history.replaceState(null, "", "#" + sentence.id);
    keepInSight(sentence);
  };

  const openEvidence = (ref, from) => {
    const support = document.getElementById("r-" + ref);
    if (!support) return false;
    mark(null);
    show("Evidence", [copyOf(support)], from);
    step.hidden = back.hidden = true;
    history.replaceState(null, "", "#r-" + encodeURI(ref));
    if (from && from.isConnected && !panel.contains(from)) keepInSight(from);
    return true;
  };

  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    root.classList.remove("reading");
    const to = current ? current.querySelector(".mark") : opener;
    mark(null);
    if (to && to.isConnected) to.focus();
    history.replaceState(null, "", location.pathname + location.search);
  };

  const move = (by) => {
    const next = sentences[sentences.indexOf(current) + by];
    if (!current || !next) return;
    openSentence(next);
    next.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  };

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const back = document.getElementById("before");
  const step = document.getElementById("after");
  back.addEventListener("click", () => move(-1));
  step.addEventListener("click", () => move(1));
  document.getElementById("close").addEventListener("click", close);

  const evidenceOf = (link) => {
    const href = link.getAttribute("href") || link.getAttribute("xlink:href") || "";
    return href.startsWith("#r-") ? decodeURIComponent(href.slice(3)) : null;
  };

  document.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a");
    const sentence = event.target.closest(".sentence");
    if (link && !link.classList.contains("mark")) {
      const to = link.classList.contains("to-sentence") && document.getElementById(link.hash.slice(1));
      if (to) {
        event.preventDefault();
        openSentence(to, to.querySelector(".mark"));
        to.scrollIntoView({ block: "center" });
        return;
      }
      const ref = evidenceOf(link);
      if (ref && openEvidence(ref, link)) event.preventDefault();
      return;
    }
    if (!sentence || !sentence.querySelector(".mark")) return;
    if (!link && String(getSelection())) return; // the reader is selecting words
    event.preventDefault();
    openSentence(sentence, sentence.querySelector(".mark"));
  });

  document.addEventListener("keydown", (event) => {
    const link = event.target.closest && event.target.closest("a.mark, a.evidence, .chart a");
    if (event.key === " " && link) {
      event.preventDefault();
      link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    } else if (event.key === "Escape") {
      close();
    } else if (panel.contains(event.target) && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      move(event.key === "ArrowLeft" ? -1 : 1);
    }
  });

  const follow = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { return; }
    const target = document.getElementById(name);
    if (target && target.classList.contains("sentence")) {
      openSentence(target, target.querySelector(".mark"));
      target.scrollIntoView({ block: "center" });
    } else if (name.startsWith("r-")) {
      openEvidence(name.slice(2), null);
    }
  };
  addEventListener("hashchange", follow);

  // Marks of figures tell what they are when pointed at or reached by the keyboard.
  const tip = document.getElementById("tip");
  const toldBy = (target) => {
    const found = target.closest && target.closest(".chart [aria-label]");
    if (found && found.closest("svg") && !/axis|legend|title|container/.test(found.getAttribute("aria-roledescription") || "")) return found;
    return target.matches && target.matches(".chart a") ? target.querySelector("[aria-label]") : null;
  };
  const tell = (event) => {
    const told = toldBy(event.target);
    tip.hidden = !told;
    if (!told) return;
    tip.textContent = told.getAttribute("aria-label");
    const box = told.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = left + "px";
    tip.style.top = (above > 0 ? above : box.bottom + 8) + "px";
  };
  document.querySelectorAll(".chart").forEach((chart) => {
    chart.addEventListener("pointerover", tell);
    chart.addEventListener("focusin", tell);
    chart.addEventListener("pointerleave", () => { tip.hidden = true; });
    chart.addEventListener("focusout", () => { tip.hidden = true; });
  });

  const theme = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const named = () => { theme.textContent = dark() ? "Light page" : "Dark page"; };
  theme.hidden = false;
  named();
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; named(); });
  const reveal = document.getElementById("show");
  reveal.hidden = false;
  reveal.addEventListener("click", () => {
    reveal.setAttribute("aria-pressed", String(root.classList.toggle("revealed")));
  });
  if (matchMedia("(max-width: 70rem)").matches) document.querySelector(".contents details").open = false;
  follow();
})();
