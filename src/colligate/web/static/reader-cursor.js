// Where a key takes the words chosen: by sentence, paragraph and word. Offsets are code points.
import { codePoints } from "./offsets.js";

const first = (spans, test) => spans.find(test);
const last = (spans, test) => spans.findLast(test);
const both = (span) => span && { start: span[0], end: span[1] };

/** Spans of the words of a text, whatever the script: `[start, end]` in code points, counted from `from`. */
export function wordsOf(text, from, language) {
  const spans = [];
  let at = 0;
  let counted = from;
  const segmenter = new Intl.Segmenter(language || undefined, { granularity: "word" });
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (index !== at) throw new RangeError("segments follow one another");
    const end = counted + codePoints(segment, segment.length);
    if (isWordLike) spans.push([counted, end]);
    counted = end;
    at = index + segment.length;
  }
  return spans;
}

const step = (spans, forward) => (chosen) =>
  both(forward ? first(spans, (one) => one[0] > chosen.start) : last(spans, (one) => one[0] < chosen.start));

const reach = (spans, forward) => (chosen) => {
  const end = forward
    ? first(spans, (one) => one[1] > chosen.end)
    : last(spans, (one) => one[1] < chosen.end && one[1] > chosen.start);
  return end && { start: chosen.start, end: end[1] };
};

const shift = (spans, forward) => (chosen) => {
  const start = forward
    ? first(spans, (one) => one[0] > chosen.start && one[0] < chosen.end)
    : last(spans, (one) => one[0] < chosen.start);
  return start && { start: start[0], end: chosen.end };
};

const word = (words, forward) => (chosen) => {
  const within = words.filter((one) => one[0] >= chosen.start && one[1] <= chosen.end);
  if (forward && within.length > 1) return both(within[0]);
  return both(forward ? first(words, (one) => one[0] >= chosen.end) : last(words, (one) => one[1] <= chosen.start));
};

/** Return the words a key chooses next, null where the key is none of these, undefined where there is no further. */
export function moved(event, chosen, { sentences, paragraphs, words, seen }) {
  if (event.ctrlKey || event.metaKey) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const spans = event.shiftKey ? paragraphs : sentences;
  if ((key === "j" || key === "k") && !event.altKey) {
    return chosen ? step(spans, key === "j")(chosen) : both(first(spans, (one) => one[1] > seen()) ?? spans[0]);
  }
  const forward = key === "ArrowRight" || key === "ArrowDown";
  if (!chosen || !key.startsWith("Arrow")) return null;
  if (key === "ArrowDown" || key === "ArrowUp") return event.shiftKey ? reach(sentences, forward)(chosen) : null;
  if (event.shiftKey) return (event.altKey ? shift : reach)(words(), forward)(chosen);
  return event.altKey ? null : word(words(), forward)(chosen);
}
