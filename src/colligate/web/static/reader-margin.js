// Codings as stripes in the margin, each beside its words; overlapping ones side by side, with their names.

const LANE = 9;
const LINE = 26;
//: A name stands no further than this from the beginning of its words; what would is counted instead.
const DRIFT = 140;
const GLYPHS = { supports: "+", contradicts: "−", mentions: "○" };

/** Give each span the first lane that is free where it begins; spans come in the order of their beginning. */
export function lanes(spans) {
  const ends = [];
  return spans.map(({ top, bottom }) => {
    let lane = ends.findIndex((end) => end <= top);
    if (lane < 0) lane = ends.length;
    ends[lane] = bottom;
    return lane;
  });
}

/** Paint ranges of the page under a name, where the browser can. */
export function paint(name, ranges, priority = 0) {
  if (!globalThis.Highlight) return;
  const painted = new Highlight(...ranges);
  painted.priority = priority;
  CSS.highlights.set(name, painted);
}

/** Draw the stripes of `marks` into `column`, and underline their words. */
export function draw(column, marks, places, many) {
  const list = column.querySelector("ul");
  const origin = column.getBoundingClientRect().top;
  const spans = marks.map((mark) => {
    const range = places.range(mark.start, mark.end);
    const box = range.getBoundingClientRect();
    return { mark, range, top: box.top - origin, bottom: Math.max(box.bottom, box.top + 6) - origin };
  }).sort((one, other) => one.top - other.top || other.bottom - one.bottom);
  const lane = lanes(spans);
  const width = Math.max(1, ...lane.map((one) => one + 1));
  column.style.setProperty("--lanes", `${Math.min(width, 9) * LANE}px`);
  let free = 0;
  let more = null;
  const drawn = spans.map((span, number) => {
    const item = stripe(span, Math.min(lane[number], 8) * LANE, many, number === 0);
    const top = Math.max(span.top, free);
    const label = item.querySelector(".name");
    if (top - span.top > DRIFT && more) {
      label.hidden = true;
      more.count += 1;
      more.label.textContent = `${more.told} and ${more.count} more`;
    } else {
      label.style.top = `${top - span.top}px`;
      free = top + LINE;
      more = { label: label.querySelector("b"), told: span.mark.name, count: 0 };
    }
    return item;
  });
  list.replaceChildren(...drawn);
  paint("coded", spans.map((span) => span.range));
  paint("overlap", overlaps(spans, places), 1);
}

function stripe({ mark, top, bottom }, left, many, firstOne) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const bar = document.createElement("span");
  const name = document.createElement("span");
  item.dataset.coding = mark.id;
  item.style.cssText = `top:${top}px;height:${bottom - top}px`;
  link.href = `#c-${mark.id}`;
  link.tabIndex = firstOne ? 0 : -1;
  link.setAttribute("aria-label", `${mark.name}, ${mark.stance}, by ${mark.by}: ${mark.quote.slice(0, 80)}`);
  link.title = `${mark.name} (${mark.code}), ${mark.stance}${mark.subject ? `, about ${mark.subject}` : ""}, ${mark.by}${mark.memo ? `: ${mark.memo}` : ""}`;
  bar.className = `bar coder-${(mark.coder % 6) + 1}`;
  bar.style.left = `${left}px`;
  name.className = "name";
  const glyph = document.createElement("i");
  glyph.textContent = GLYPHS[mark.stance] ?? "";
  glyph.className = `stance-${mark.stance}`;
  const code = document.createElement("b");
  code.textContent = mark.name;
  name.append(glyph, code);
  if (many) {
    const who = document.createElement("span");
    who.className = `coder coder-${(mark.coder % 6) + 1}`;
    who.textContent = mark.by[0].toUpperCase();
    name.prepend(who);
  }
  link.append(bar, name);
  item.append(link);
  return item;
}

function overlaps(spans, places) {
  const edges = spans.flatMap(({ mark }) => [[mark.start, 1], [mark.end, -1]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const found = [];
  let depth = 0;
  let from = 0;
  for (const [at, change] of edges) {
    if (depth < 2 && depth + change >= 2) from = at;
    if (depth >= 2 && depth + change < 2 && at > from) found.push(places.range(from, at));
    depth += change;
  }
  return found;
}
