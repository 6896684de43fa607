// The queue by keys: j and k move, a accepts, r refuses, c opens the fields to correct.
const cards = [...document.querySelectorAll("#queue > .card")];
let at = -1;

function move(to) {
  if (!cards.length) return;
  at = Math.max(0, Math.min(cards.length - 1, to));
  const heading = cards[at].querySelector("h2");
  heading.focus();
  heading.scrollIntoView({ block: "center" });
}

function press(verb) {
  cards[Math.max(at, 0)]?.querySelector(`button[value="${verb}"]`)?.click();
}

const keys = {
  j: () => move(at + 1),
  k: () => move(at - 1),
  a: () => press("accept"),
  r: () => press("refuse"),
  c: () => { const card = cards[Math.max(at, 0)]; if (!card) return; card.querySelector("details").open = true; card.querySelector("select").focus(); },
};

document.addEventListener("focusin", (event) => {
  const card = event.target.closest("#queue > .card");
  if (card) at = cards.indexOf(card);
});
document.addEventListener("keydown", (event) => {
  // Single keys act only while a card has the focus: speech input must not decide by accident (WCAG 2.1.4).
  if (!event.target.closest("#queue") || event.target.closest("input, select, textarea")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});
// The browser takes the focus to the part of the page that the address names, and away again, once all is loaded.
const asked = location.hash === "#queue" || new URLSearchParams(location.search).has("done");
if (cards.length && asked) addEventListener("load", () => setTimeout(() => move(0)));
