/** Where the words stand in the text; none where only their sound or another script matched. */
export function pieces(text: string, words: string): { text: string; hit: boolean }[] {
  const wishes = words.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  const found: { text: string; hit: boolean }[] = [];
  let at = 0;
  while (at < text.length) {
    let start = -1;
    let size = 0;
    for (const wish of wishes) {
      const place = lower.indexOf(wish, at);
      if (place >= 0 && (start < 0 || place < start)) {
        start = place;
        size = wish.length;
      }
    }
    if (start < 0) break;
    if (start > at) found.push({ text: text.slice(at, start), hit: false });
    found.push({ text: text.slice(start, start + size), hit: true });
    at = start + size;
  }
  if (at < text.length) found.push({ text: text.slice(at), hit: false });
  return found;
}

/** The text cut at the stretches that the server found. */
export function cut(text: string, stretches: [number, number][]): { text: string; hit: boolean }[] {
  const found: { text: string; hit: boolean }[] = [];
  let at = 0;
  for (const [start, end] of stretches) {
    if (start > at) found.push({ text: text.slice(at, start), hit: false });
    found.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  if (at < text.length) found.push({ text: text.slice(at), hit: false });
  return found;
}

/** The text with the searched words marked. */
export function marked(text: string, words: string): React.ReactNode {
  return shown(pieces(text, words));
}

/** The text with the stretches marked that the server found. */
export function markedAt(text: string, stretches: [number, number][]): React.ReactNode {
  return shown(cut(text, stretches));
}

function shown(parts: { text: string; hit: boolean }[]): React.ReactNode {
  return parts.map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity.
    piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text,
  );
}
