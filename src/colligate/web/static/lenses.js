// The tree of a lens: all opened or closed at once, and the code in the address opened with those above it.
const tree = document.querySelector(".tree");
const every = [...tree.querySelectorAll("li > details")];

document.documentElement.classList.add("has-script");
document.getElementById("unfold").addEventListener("click", () => every.forEach((one) => { one.open = true; }));
document.getElementById("fold").addEventListener("click", () => every.forEach((one) => { one.open = false; }));

function open() {
  const sought = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!sought || !tree.contains(sought)) return;
  sought.querySelector("details").open = true;
  for (let above = sought.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
  sought.scrollIntoView({ block: "start" });
}

addEventListener("hashchange", open);
open();
