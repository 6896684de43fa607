// The one place where the browser's UTF-16 units become the code points that the study counts, and back.

/** Number of code points in the first `units` UTF-16 units of `text`; half a surrogate pair counts for the whole. */
export function codePoints(text, units) {
  let count = 0;
  for (let at = 0; at < units && at < text.length; count += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return count;
}

/** Number of UTF-16 units that the first `points` code points of `text` take. */
export function unitsOf(text, points) {
  let at = 0;
  for (let count = 0; count < points && at < text.length; count += 1) at += text.codePointAt(at) > 0xffff ? 2 : 1;
  return at;
}

/** The words in a page: elements with data-start (code points) inside `root`, in the order of the text. */
export class Places {
  constructor(root) {
    this.root = root;
    this.spans = [...root.querySelectorAll("[data-start]")].map((element) => {
      const words = element.textContent;
      const start = Number(element.dataset.start);
      return { element, words, start, end: start + codePoints(words, words.length) };
    }).sort((one, other) => one.start - other.start);
  }

  get start() { return this.spans[0]?.start ?? 0; }

  get end() { return this.spans.at(-1)?.end ?? 0; }

  /** Whether any word from `start` to `end` is in the page. */
  shows(start, end) {
    let low = 0;
    for (let high = this.spans.length; low < high;) {
      const middle = (low + high) >> 1;
      if (this.spans[middle].end > start) high = middle;
      else low = middle + 1;
    }
    return low < this.spans.length && this.spans[low].start < end;
  }

  /** All words from the first span to the last; what no span shows is blank, so that offsets keep counting. */
  get words() {
    let at = this.start;
    const pieces = [];
    for (const span of this.spans) {
      if (span.start > at) pieces.push(" ".repeat(span.start - at));
      pieces.push(span.words);
      at = Math.max(at, span.end);
    }
    return pieces.join("");
  }

  /** The offset in the source's text of a place in the page; NaN outside the text. */
  offset(node, units) {
    if (!this.root.contains(node)) return NaN;
    const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-start]") : null;
    if (piece) {
      const before = document.createRange();
      before.setStart(piece, 0);
      before.setEnd(node, units);
      const words = before.toString();
      return Number(piece.dataset.start) + codePoints(words, words.length);
    }
    const point = document.createRange();
    point.setStart(node, units);
    return this.spans.find((span) => point.comparePoint(span.element, 0) >= 0)?.start ?? this.end;
  }

  /** The place in the page of an offset: a text node and a unit in it. As an end it lies behind the last character. */
  place(offset, asEnd = false) {
    let low = 0;
    for (let high = this.spans.length; low < high;) {
      const middle = (low + high) >> 1;
      if (asEnd ? this.spans[middle].end >= offset : this.spans[middle].end > offset) high = middle;
      else low = middle + 1;
    }
    const span = this.spans[Math.min(low, this.spans.length - 1)];
    let units = unitsOf(span.words, Math.max(0, offset - span.start));
    const walker = document.createTreeWalker(span.element, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && units > node.length) {
      units -= node.length;
      const next = walker.nextNode();
      if (!next) return [node, node.length];
      node = next;
    }
    return node ? [node, units] : [span.element, 0];
  }

  /** The words from `start` to `end` as a range of the page, cut to what the page shows. */
  range(start, end) {
    const range = document.createRange();
    range.setStart(...this.place(Math.max(start, this.start)));
    range.setEnd(...this.place(Math.min(end, this.end), true));
    return range;
  }
}
