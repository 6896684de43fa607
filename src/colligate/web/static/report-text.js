// Figures, tables and headings put into the report's text where the cursor is, on lines of their own.
const text = document.getElementById("text");
document.documentElement.classList.add("has-script");

document.getElementById("put").addEventListener("click", () => {
  const lines = document.getElementById("snippet").value;
  const before = text.value.slice(0, text.selectionStart);
  const after = text.value.slice(text.selectionEnd);
  const gap = before && !before.endsWith("\n\n") ? (before.endsWith("\n") ? "\n" : "\n\n") : "";
  const end = after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  text.setRangeText(gap + lines + end, text.selectionStart, text.selectionEnd, "end");
  text.focus();
});
