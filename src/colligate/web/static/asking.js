// A run of a language model as it goes on: asked after once a second, the page shown again when it is over.
const run = document.getElementById("run");

async function follow() {
  const answer = await fetch(run.dataset.progress, { headers: { accept: "application/json" } });
  const done = await answer.json();
  document.getElementById("told").textContent = done.told;
  document.getElementById("asked").value = done.asked;
  if (done.over) location.reload();
  else setTimeout(follow, 1000);
}

if (run?.dataset.going === "yes") follow();
