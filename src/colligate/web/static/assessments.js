// The matrix: criteria folded under their concepts, arrow keys between cells. Its findings: keys to the cells beside.
function begin({ arriving }) {
  const table = document.querySelector(".matrix table[data-lens]");
  if (!table) return;
  const store = `folded ${location.pathname} ${table.dataset.lens}`;
  const rows = [...table.querySelectorAll("tbody tr")];
  const folds = [...table.querySelectorAll(".fold")];
  const all = document.getElementById("fold-all");
  const folded = new Set(kept());

  function kept() {
    try { return JSON.parse(sessionStorage.getItem(store) ?? "[]"); } catch { return []; }
  }

  function show() {
    for (const row of rows) {
      let above = row.dataset.parent;
      row.hidden = false;
      while (above) {
        row.hidden ||= folded.has(above);
        above = rows.find((one) => one.dataset.code === above)?.dataset.parent;
      }
    }
    for (const fold of folds) fold.setAttribute("aria-expanded", !folded.has(fold.closest("tr").dataset.code));
    const every = folds.every((fold) => folded.has(fold.closest("tr").dataset.code));
    all.setAttribute("aria-pressed", every);
    try { sessionStorage.setItem(store, JSON.stringify([...folded])); } catch { /* folds last for this page */ }
  }

  for (const fold of folds) {
    fold.hidden = false;
    fold.addEventListener("click", () => {
      const code = fold.closest("tr").dataset.code;
      folded.has(code) ? folded.delete(code) : folded.add(code);
      show();
    });
  }
  all.hidden = folds.length === 0;
  all.addEventListener("click", () => {
    const every = all.getAttribute("aria-pressed") === "true";
    for (const fold of folds) folded[every ? "delete" : "add"](fold.closest("tr").dataset.code);
    show();
  });

  // Whoever comes back to a cell finds it open, and goes on from there.
  const target = arriving ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let above = target?.closest("tr")?.dataset.parent; above;) {
    folded.delete(above);
    above = rows.find((one) => one.dataset.code === above)?.dataset.parent;
  }
  show();
  if (target?.matches(".cell")) target.focus();

  document.querySelector(".keys").hidden = false;
  table.addEventListener("keydown", (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const cell = event.target.closest?.("a.cell");
    if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey) return;
    const shown = rows.filter((row) => !row.hidden);
    const row = shown[shown.indexOf(cell.closest("tr")) + step[0]];
    const place = [...cell.closest("tr").cells].indexOf(cell.closest("td")) + step[1];
    const next = row?.cells[place]?.querySelector("a.cell");
    if (next) next.focus();
    event.preventDefault();
  });
}

begin({ arriving: true });
document.addEventListener("refreshed", () => begin({ arriving: false }));

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.("input, textarea, select")) return;
  const link = /^[a-z]$/.test(event.key) && document.querySelector(`a[data-key="${event.key}"]`);
  if (link) link.click();
});
