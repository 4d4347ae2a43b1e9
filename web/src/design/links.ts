/** Addresses in a text, found as text: whoever shows them makes links of them, and nothing else of the text. */

export type LinkedPart = { kind: "text"; text: string } | { kind: "link"; text: string; address: string };

const address = /https?:\/\/[^\s<>"'`]+/gi;
/** Ends a sentence more often than an address. */
const behind = /[.,;:!?)\]}]+$/;

export function linkedParts(text: string): LinkedPart[] {
  const parts: LinkedPart[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    const written = found[0].replace(behind, "");
    const checked = safeAddress(written);
    if (checked === null) continue;
    if (found.index > from) parts.push({ kind: "text", text: text.slice(from, found.index) });
    parts.push({ kind: "link", text: written, address: checked });
    from = found.index + written.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

/** Of the web only, and without a sign-in before the host, which would show another host than it opens. */
function safeAddress(written: string): string | null {
  try {
    const { protocol, username, href } = new URL(written);
    return /^https?:$/.test(protocol) && username === "" ? href : null;
  } catch {
    return null;
  }
}
