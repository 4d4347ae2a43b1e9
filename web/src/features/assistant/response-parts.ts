/** The text of an answer as paragraphs and lists: lines that begin with a dash are points; pure. */

export type ResponsePart = { kind: "text"; text: string } | { kind: "points"; points: string[] };

const point = /^\s*[-•]\s+/;

export function responseParts(response: string): ResponsePart[] {
  const parts: ResponsePart[] = [];
  for (const line of response.split("\n")) {
    const isPoint = point.test(line);
    const last = parts.at(-1);
    if (isPoint && last?.kind === "points") last.points.push(line.replace(point, ""));
    else if (isPoint) parts.push({ kind: "points", points: [line.replace(point, "")] });
    else if (last?.kind === "text") last.text += `\n${line}`;
    else parts.push({ kind: "text", text: line });
  }
  return parts.map(trimmed).filter((part) => part.kind === "points" || part.text !== "");
}

function trimmed(part: ResponsePart): ResponsePart {
  return part.kind === "points" ? part : { kind: "text", text: part.text.replace(/^\n+|\s+$/g, "") };
}
