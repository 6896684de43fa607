// How far passages are made ready to be searched by meaning, told while it is being done.

const OFTEN = 1500;
const notice = document.querySelector("#embedding[data-done]");

async function look() {
  try {
    const answer = await fetch("/search/embedding", { headers: { Accept: "application/json" } });
    if (answer.ok) tell(await answer.json());
  } catch { /* the workbench was ended; the next page says so */ }
}

function tell({ running, done, of, problem }) {
  const words = notice.querySelector("span");
  if (of) {
    notice.querySelector("progress").max = of;
    notice.querySelector("progress").value = done;
    words.textContent = `Meaning covers ${done.toLocaleString("en")} of ${of.toLocaleString("en")} passages; words cover all.`;
  }
  if (running) {
    setTimeout(look, OFTEN);
  } else if (problem) {
    words.textContent = problem;
  } else {
    const again = document.createElement("a");
    again.href = notice.dataset.done;
    again.textContent = "Search again";
    notice.append(" ", again);
  }
}

if (notice) look();
