// Words are found without leaving the form, and what is chosen moves to the words the record rests on.
const form = document.getElementById("record");
const look = document.getElementById("look");
const chosen = document.getElementById("chosen");

async function find() {
  const query = new URLSearchParams(new FormData(form));
  look.disabled = true;
  try {
    const answer = await fetch(`${form.getAttribute("action") || location.pathname}?${query}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("found");
    const status = document.querySelector("#found [role=status]");
    status.textContent = fresh.querySelector("[role=status]").textContent || "Type the words to look for.";
    document.querySelector("#found ul").replaceWith(fresh.querySelector("ul"));
    if (!form.getAttribute("action")) history.replaceState(null, "", `?${query}`);
  } finally {
    look.disabled = false;
  }
}

form.addEventListener("submit", (event) => {
  if (!look || event.submitter !== look) return;
  event.preventDefault();
  // Enter in another field means the record, though the button to find stands first.
  if (document.activeElement === look || document.activeElement.id === "find" || document.activeElement.id === "in") find();
  else form.requestSubmit(document.getElementById("say"));
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.id === "find") { event.preventDefault(); find(); }
});

document.getElementById("found")?.addEventListener("change", (event) => {
  if (!event.target.matches("[name=rests]:checked")) return;
  chosen.querySelector(".none")?.remove();
  chosen.append(event.target.closest("li"));
  event.target.focus();
});
