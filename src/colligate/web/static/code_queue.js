// The queue of a code by keys: j and k move; s, c and m take up with a stance; r refuses; z puts off.
const cards = [...document.querySelectorAll("#queue > .card")];
const verbs = { s: "supports", c: "contradicts", m: "mentions", r: "refuse", z: "put-off" };
let at = -1;

function move(to) {
  if (!cards.length) return;
  at = Math.max(0, Math.min(cards.length - 1, to));
  const heading = cards[at].querySelector("h2");
  heading.focus();
  heading.scrollIntoView({ block: "center" });
}

document.addEventListener("focusin", (event) => {
  const card = event.target.closest("#queue > .card");
  if (card) at = cards.indexOf(card);
});
document.addEventListener("keydown", (event) => {
  // Single keys act only while a card has the focus: speech input must not decide by accident (WCAG 2.1.4).
  if (!event.target.closest("#queue") || event.target.closest("input, select, textarea")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") move(at + 1);
  else if (event.key === "k") move(at - 1);
  else if (verbs[event.key]) cards[Math.max(at, 0)]?.querySelector(`button[value="${verbs[event.key]}"]`)?.click();
  else return;
  event.preventDefault();
});
// After a decision the next card takes the focus, so that a queue is worked through without the mouse.
if (cards.length && new URLSearchParams(location.search).has("done")) addEventListener("load", () => setTimeout(() => move(0)));
// Only from here on do keys act.
document.getElementById("queue").dataset.ready = "yes";
