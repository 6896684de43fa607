// A cell of a table as the form shows it: what was read, and which words of the table say so.

const SHOWN = { period: "period", area: "area", indicator: "indicator", unit: "unit" };

function link(cell, take, text) {
  const made = document.createElement("a");
  made.href = `/sources/${encodeURIComponent(cell.source)}/table?start=${cell.start}&end=${cell.end}&take=${take}`;
  made.textContent = text;
  return made;
}

/** The fields of the form that a cell fills; nothing without a cell. */
export function fields(cell) {
  if (!cell) return [];
  const filled = ["indicator", "area", "period"].filter((name) => cell[name].value).map((name) => [name, cell[name].value]);
  return [...filled, ["value", cell.value], ["qualifier", cell.qualifier]];
}

/** What was read of a cell and from where, with the way to its whole row and column. */
export function ofCell(cell) {
  const told = cell.hole ? ["this cell of the table holds no value"] : [];
  if (cell.value) told.push(`value ${cell.qualifier}${cell.value}`);
  if (cell.lacks) told.push(cell.lacks.replace(/\.$/, ""));
  for (const [name, called] of Object.entries(SHOWN)) {
    const { value, whence, words } = cell[name];
    if (!value) continue;
    told.push(whence === "study" ? `${called} ${value}, the study’s own: the table names none` : `${called} ${value} from the ${whence} “${words}”`);
  }
  if (!cell.period.value) told.push("no one period in its heads");
  if (cell.under) told.push(`further up runs the line “${cell.under}”`);
  const said = `Read from the table by rule: ${told.join("; ")}. Check what is filled in. Its row and heads will be quoted. `;
  return [said, link(cell, "row", "Read the whole row"), " ", link(cell, "column", "Read the whole column")];
}
