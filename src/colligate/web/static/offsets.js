// The one place where the browser's UTF-16 units become the code points that the study counts.

/** Number of code points in the first `units` UTF-16 units of `text`; half a surrogate pair counts for the whole. */
export function codePoints(text, units) {
  let count = 0;
  for (let at = 0; at < units && at < text.length; count += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return count;
}

/** Offset in the source's text of a place in the page: a text node inside an element with data-start. */
export function offsetOf(node, units) {
  if (node.nodeType !== Node.TEXT_NODE) {
    const next = node.childNodes[units];
    const piece = next?.closest?.("[data-start]") ?? next?.querySelector?.("[data-start]") ?? node.closest?.("[data-start]");
    return piece ? Number(piece.dataset.start) : NaN;
  }
  const piece = node.parentElement.closest("[data-start]");
  return piece ? Number(piece.dataset.start) + codePoints(node.data, units) : NaN;
}
