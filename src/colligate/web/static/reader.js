// The reader: words selected in the text become the span that the form codes.
import { offsetOf } from "./offsets.js";

const text = document.getElementById("text");
const form = document.getElementById("coding");
const chosen = document.getElementById("chosen");
const told = chosen.textContent;

document.getElementById("sought")?.scrollIntoView({ block: "center" });

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  const fits = Number.isFinite(start) && Number.isFinite(end) && start < end;
  form.start.value = fits ? start : "";
  form.end.value = fits ? end : "";
  form.querySelector("button").disabled = !fits;
  chosen.textContent = fits ? `“${selection.toString().slice(0, 160)}”` : told;
});
